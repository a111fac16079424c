"""A whip count from a dossier: each member's standing on a text, with the evidence in its cell."""

from collections.abc import Iterator

from reftel.council.forecast.forecast import Ballot
from reftel.council.whip import Stand, Standing
from reftel.desk.forecasting.forecasting import Report
from reftel.desk.forecasting.framing import ForecastError

FIRM, LEANING = 0.85, 0.6
ENOUGH = 0.5  # of a text's clauses; whoever is known on fewer leans at most

SURE = 0.005  # of chances below it, and as near to 1, the draws say no more than that


def told_chance(share: float) -> str:
    """Return a share of draws in words; none and all of them are never certainty."""
    if share < SURE:
        return "<1%"
    return ">99%" if share > 1 - SURE else f"{share:.0%}"


def stands(found: Report, motion: str) -> list[Stand]:
    """Return where members stand on a text by what is believed of their positions on its clauses.

    Of whom nothing is known on any clause is unknown, however the draws fell; of whom less than
    half is known leans at most. Raises ForecastError.
    """
    text = next((each for each in found.inputs.motions if each.name == motion), None)
    chance = next((each for each in found.forecast.chances if each.motion == motion), None)
    if text is None or chance is None:
        names = ", ".join(each.name for each in found.inputs.motions) or "there is none"
        message = f"{motion} is no text with `places` on the provisions that are asked for: {names}"
        raise ForecastError(message)
    seats = {each.name: each.seat.code for each in found.inputs.members}
    return [
        Stand(
            member=seats[each.member],
            standing=_standing(each, len(evidence) / len(text.places)),
            evidence=evidence,
        )
        for each in chance.ballots
        for evidence in [tuple(_evidence(found, each.member, {*text.places}))]
    ]


def _standing(ballot: Ballot, known: float) -> Standing:
    """Return the standing that the odds of a vote amount to. known: of which share of clauses."""
    if not known:
        return "unknown"
    firm = FIRM if known >= ENOUGH else 2.0
    if ballot.yes >= LEANING:
        return "yes" if ballot.yes >= firm else "lean yes"
    if ballot.no >= LEANING:
        return "no" if ballot.no >= firm else "lean no"
    return "abstain" if ballot.abstain >= LEANING else "unknown"


def _evidence(found: Report, member: str, questions: set[str]) -> Iterator[str]:
    for each in found.grounds:
        if each.member == member and each.question in questions:
            yield f"{each.question}: {each.cites[0]}"
