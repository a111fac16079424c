"""Pictures of a forecast: the scale of each question, what it hangs on, the count of each text."""

from collections.abc import Iterator

from reftel.council.forecast.forecast import Answer, Chance
from reftel.desk.forecasting.counting import stands, told_chance
from reftel.desk.forecasting.forecasting import Report
from reftel.desk.pictures.records import (
    AnyPicture,
    Bar,
    Count,
    Estimate,
    Mark,
    Placed,
    Scale,
    Seat,
    Tornado,
)
from reftel.desk.whip_picture import ANSWERS
from reftel.dossier.dossier import Dossier

BINS = 50
MOST_BARS = 10
LEAST_WORTH = 0.005


def pictures(dossier: Dossier, found: Report) -> Iterator[tuple[str, AnyPicture]]:
    """Yield each picture with the name of its file, without an ending."""
    for answer in found.forecast.answers:
        yield f"scale-{_file(answer.question.name)}", _scale(dossier, found, answer)
        yield f"hangs-on-{_file(answer.question.name)}", _tornado(dossier, found, answer)
    for chance in found.forecast.chances:
        yield f"count-{_file(chance.motion)}", _count(dossier, found, chance)


def _file(name: str) -> str:
    """Return a name that is one file in one folder: a text may be called `../a`."""
    return "".join(each if each.isalnum() or each in "-_. " else "-" for each in name)[:100]


def _scale(dossier: Dossier, found: Report, answer: Answer) -> Scale:
    question = answer.question
    provision = dossier.provisions.get(question.name)
    point = next(each for each in found.references if each.question == question.name)
    return Scale(
        title=provision.name if provision else question.name,
        low=question.low,
        high=question.high,
        marks=tuple(Mark(name=each.name, at=each.at) for each in provision.marks)
        if provision
        else (),
        actors=tuple(_placed(dossier, found, question.name)),
        estimates=tuple(_estimate(answer, at) for at in range(len(answer.estimates))),
        shares=tuple(_shares(answer)),
        absent=tuple(dossier.actors.name_of(each) for each in found.unknown[question.name]),
        note=f"Without a text: {point.name}. {found.forecast.draws:,} draws, seed"
        f" {found.forecast.seed}. Intervals hold 80 of 100 draws.",
    )


def _placed(dossier: Dossier, found: Report, question: str) -> Iterator[Placed]:
    for each in found.inputs.beliefs:
        if each.question == question:
            low, high = each.position.low, each.position.high
            yield Placed(
                name=dossier.actors.name_of(each.member),
                at=(low + high) / 2,
                weight=(each.salience.low + each.salience.high) / 2,
                low=low if low < high else None,
                high=high if low < high else None,
            )


def _estimate(answer: Answer, at: int) -> Estimate:
    estimate = answer.estimates[at]
    middle = next(each for each in estimate.intervals if each.level == 0.8)
    return Estimate(
        name=estimate.model,
        at=estimate.median,
        low=middle.low,
        high=middle.high,
        is_default=at == 0,
    )


def _shares(answer: Answer) -> Iterator[float]:
    """Yield the share of draws in each bin, from the hundredths that the forecast keeps."""
    question = answer.question
    width = (question.high - question.low) / BINS
    counts = [0] * BINS
    for each in answer.default.quantiles:
        counts[min(BINS - 1, int((each - question.low) / width))] += 1
    yield from (count / len(answer.default.quantiles) for count in counts)


def _tornado(dossier: Dossier, found: Report, answer: Answer) -> Tornado:
    of = next(each for each in found.sensitivities if each.of == answer.question.name)
    facts = [each for each in of.facts if each.worth >= LEAST_WORTH][:MOST_BARS]
    return Tornado(
        title=f"What {answer.question.name} hangs on",
        base=answer.default.mean,
        bars=tuple(
            Bar(
                name=dossier.actors.name_of(each.member)
                + ("" if each.is_known else " (not known)"),
                low=each.low,
                high=each.high,
                low_words="lowest fifth",
                high_words="highest fifth",
            )
            for each in facts
        ),
        note="The mean answer where the member's position is in its lowest and its highest fifth.",
    )


def _count(dossier: Dossier, found: Report, chance: Chance) -> Count:
    codes = {each.seat.code: each.name for each in found.inputs.members}
    game = found.inputs.game
    vetoes = {name for name, veto in zip(game.names, game.veto, strict=True) if veto}
    return Count(
        title=f"{chance.motion}: {told_chance(chance.probability)} adopted",
        seats=tuple(
            Seat(
                name=dossier.actors.name_of(codes[each.member]),
                answer=ANSWERS[each.standing],
                code=each.member[:3],
                may_veto=each.member in vetoes,
            )
            for each in stands(found, chance.motion)
        ),
        note=found.rule,
    )
