"""`reftel forecast`: what can pass, where it comes out, and how sure that is."""

import sys
from math import log10
from pathlib import Path
from typing import NamedTuple

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reftel.cli.dossier import day
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.show import console
from reftel.cli.terminal import safe, safe_path
from reftel.council.forecast.forecast import Answer, Chance, Estimate
from reftel.council.forecast.inputs import Question
from reftel.council.forecast.sensitivity import BINS, Sensitivity
from reftel.desk.forecasting.assumptions import assumptions
from reftel.desk.forecasting.counting import SURE, stands, told_chance
from reftel.desk.forecasting.forecasting import Report, report
from reftel.desk.forecasting.framing import Asked
from reftel.desk.forecasting.sealing import add, forecasts
from reftel.dossier.dossier import Dossier
from reftel.dossier.log import deciding_day
from reftel.dossier.records import Provision

MOST = 3  # facts that are told of each answer; --json has all
LITTLE = 0.02  # of the answer's variance, and of its scale; less is not worth a line
SHIFTS = 2
BAR = 24


class Files(NamedTuple):
    """What is to be written. seal: a record; by: its horizon; pictures: a folder."""

    seal: str = ""
    by: str = ""
    pictures: str = ""


def run(folder: str, asked: Asked, file: str, files: Files, *, json: bool) -> None:
    """Forecast, write and print."""
    dossier = Dossier(folder)
    used = assumptions(Path(file) if file else None)
    found = report(dossier, used, asked)
    if files.seal:
        _seal(dossier, found, asked, files)
    if files.pictures:
        _draw(dossier, found, Path(files.pictures))
    if json:
        typer.echo(indented(found))
        return
    out = console(sys.stdout)
    _heading(out, dossier, found)
    for answer in found.forecast.answers:
        _answer(out, dossier, answer, found)
    if found.forecast.chances:
        _chances(out, dossier, found)
    _foot(out, dossier, found)


def count(  # noqa: PLR0913 - what the command is asked for
    folder: str, text: str, asked: Asked, file: str, picture: str, *, json: bool
) -> None:
    """Print the whip count of a text."""
    from reftel.cli.council import Count, show_count  # noqa: PLC0415 - this command alone

    dossier = Dossier(folder)
    used = assumptions(Path(file) if file else None)
    found = report(dossier, used, asked, texts_only=True)
    show_count(found.sitting, stands(found, text), Count(picture=picture), json=json)


def _seal(dossier: Dossier, found: Report, asked: Asked, files: Files) -> None:
    due = day(files.by) or deciding_day(dossier)
    if asked.on is None or due is None:
        message = "a sealed forecast says when it was made (--on) and by when it holds (--by)"
        raise typer.BadParameter(message, param_hint="--seal")
    try:
        count = add(Path(files.seal), forecasts(found, asked.on, due))
    except OSError as error:
        raise _unwritten(files.seal, error, "--seal") from None
    typer.echo(f"{counted(count, 'forecast')} in {safe_path(files.seal)}", err=True)
    told = f"as made on {asked.on}, which --on says and no seal proves: publish the record in time"
    typer.echo(told, err=True)


def _draw(dossier: Dossier, found: Report, folder: Path) -> None:
    from reftel.desk.forecasting.picturing import pictures  # noqa: PLC0415 - loads matplotlib
    from reftel.desk.pictures.writing import png, svg  # noqa: PLC0415

    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures(dossier, found):
            (folder / f"{name}.svg").write_text(svg(picture), encoding="utf-8")
            (folder / f"{name}.png").write_bytes(png(picture))
            count += 1
    except OSError as error:
        raise _unwritten(str(folder), error, "--pictures") from None
    typer.echo(f"{counted(count, 'picture')} in {safe_path(str(folder))}", err=True)


def _unwritten(path: str, error: OSError, option: str) -> typer.BadParameter:
    message = f"{safe_path(path)}: {(error.strerror or '').lower()}"
    return typer.BadParameter(message, param_hint=option)


def _heading(out: Console, dossier: Dossier, found: Report) -> None:
    out.print(Text(safe(dossier.title.title), style="bold"))
    out.print(Text(safe(f"{found.body}: {found.rule}")))
    if found.sitting.seats > len(found.sitting.members):
        seated = f"{len(found.sitting.members)} members known, of {found.sitting.seats} seats"
        out.print(Text(seated, style="yellow"))
    if found.inputs.rule.parties_abstain:
        out.print(Text("no parties to the dispute are named: all members vote", style="yellow"))
    when = f"as of {found.on}" if found.on else "as of the dossier's last line"
    points = dict.fromkeys(each.name for each in found.references)
    out.print(Text(safe(f"{when} · without a text: {', '.join(points)}"), style="dim"))
    if len(points) > 1:
        mixed = "each provision has its own first reference point; --reference takes one for all"
        out.print(Text(mixed, style="yellow"))
    out.print()


def _answer(out: Console, dossier: Dossier, answer: Answer, found: Report) -> None:
    """Print a question: where it comes out, the models beside each other, what it hangs on."""
    provision = dossier.provisions.get(answer.question.name)
    if provision is None:
        return
    point = next(each for each in found.references if each.question == provision.id)
    out.print(Text(safe(provision.name), style="bold"))
    origin = point.cite or point.because
    out.print(Text(safe(f"  without a text: {point.name} {point.at:g} ({origin})"), style="dim"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for estimate in answer.estimates:
        style = "bold" if estimate is answer.default else ""
        middle = next(each for each in estimate.intervals if each.level == 0.8)
        median, low, high = (
            _number(each, answer.question) for each in (estimate.median, middle.low, middle.high)
        )
        span = f"{median:>3}  {low}-{high}"
        words = _words(provision, estimate)
        grid.add_row(
            Text(f"  {estimate.model}", style),
            Text(span, style),
            Text(_bar(answer.question, estimate), "cyan"),
            Text(safe(words), style),
        )
    out.print(grid)
    unknown = found.unknown.get(provision.id, ())
    if len(unknown) == len(found.inputs.members):
        nobody = "nothing known of any member: what stands here is the rule and chance"
        out.print(Text(f"  {nobody}", style="yellow"))
    elif unknown:
        names = ", ".join(dossier.actors.name_of(each) for each in unknown)
        out.print(Text(safe(f"  nothing known of {names}"), style="dim"))
    _hangs_on(out, dossier, found, provision.id)
    out.print()


def _words(provision: Provision, estimate: Estimate) -> str:
    """Return what the median means on the scale: a mark, or between which."""
    marks = sorted(provision.marks, key=lambda each: each.at)
    near = min(marks, key=lambda each: abs(each.at - estimate.median), default=None)
    if near and abs(near.at - estimate.median) <= (provision.high - provision.low) * 0.02:
        return near.name
    below = [each.name for each in marks if each.at < estimate.median]
    above = [each.name for each in marks if each.at > estimate.median]
    return f"{below[-1]} to {above[0]}" if below and above else ""


def _number(value: float, question: Question | None) -> str:
    """Return a place with as many digits as its scale bears; a probability, of no question."""
    if question is None:
        return f"{value:.0%}"
    digits = round(2 - log10(question.high - question.low))
    return f"{value + 0.0:.{min(max(digits, 0), 9)}f}"


def _bar(question: Question, estimate: Estimate) -> str:
    """Return the scale in signs: the middle four fifths of the draws, the median on it."""
    middle = next(each for each in estimate.intervals if each.level == 0.8)
    signs = ["·"] * BAR
    low, high, at = (
        min(BAR - 1, int((each - question.low) / (question.high - question.low) * BAR))
        for each in (middle.low, middle.high, estimate.median)
    )
    signs[low : high + 1] = "─" * (high + 1 - low)
    signs[at] = "●"
    return "".join(signs)


def _hangs_on(out: Console, dossier: Dossier, found: Report, of: str) -> None:
    sensitivity = next(each for each in found.sensitivities if each.of == of)
    question = next((each for each in found.inputs.questions if each.name == of), None)
    lines = _facts(dossier, sensitivity, found, question)
    for line in [*lines, *_shifts(dossier, sensitivity, question)]:
        out.print(Text(safe(f"  {line}"), style="yellow"))


def _facts(
    dossier: Dossier, sensitivity: Sensitivity, found: Report, question: Question | None
) -> list[str]:
    """Return the facts that would move an answer most if they were known."""
    told: list[str] = []
    # Of few draws the bins differ by chance: by sqrt(2 BINS) / draws, see sensitivity.Fact.
    least = max(LITTLE, 3 * (2 * BINS) ** 0.5 / found.forecast.draws)
    for fact in [each for each in sensitivity.facts if each.worth >= least][:MOST]:
        who = dossier.actors.name_of(fact.member)
        on = "" if fact.question == sensitivity.of else f" on {fact.question}"
        ground = next(
            (
                each
                for each in found.grounds
                if (each.member, each.question) == (fact.member, fact.question)
            ),
            None,
        )
        source = ", ".join(ground.cites[:2]) if ground else "nothing known"
        low, high = (_number(each, question) for each in (fact.low, fact.high))
        if low == high:
            continue  # it explains what little varies, and moves nothing that can be told
        told.append(
            f"hangs on {who}{on}: {fact.worth:.0%} of the doubt, {low} to {high} ({source})"
        )
    return told


def _shifts(dossier: Dossier, sensitivity: Sensitivity, question: Question | None) -> list[str]:
    """Return whose shift would move an answer most, where one does to speak of."""
    scale = question.high - question.low if question else 1.0
    told: list[str] = []
    for shift in [each for each in sensitivity.shifts if abs(each.change) >= LITTLE * scale]:
        who = dossier.actors.name_of(shift.member)
        on = "" if question else f" on {shift.question}"
        change = _number(abs(shift.change), question).replace("%", " points")
        sign = "+" if shift.change > 0 else "-"
        told.append(f"moved by {who}{on}: {sign}{change} for a tenth of the scale up")
    return told[:SHIFTS]


def _chances(out: Console, dossier: Dossier, found: Report) -> None:
    out.print(Text("Texts", style="bold"))
    for each in found.forecast.chances:
        text = dossier.texts.get(each.motion)
        name = (text.title or text.symbol) if text else ""
        title = f"{each.motion}{f', {name}' if name else ''}"
        error = f" ± {each.error:.0%}" if each.error >= 0.005 else ""
        vetoed = f" {told_chance(each.vetoed)} vetoed;" if found.inputs.game.veto.any() else ""
        out.print(
            Text.assemble(
                f"  {safe(title)}: ",
                (f"{told_chance(each.probability)}{error}", "bold"),
                f" adopted;{vetoed} {each.yes:.1f} in favour on average",
            )
        )
        out.print(Text(f"    {_rests_on(found, each.motion)}", style="yellow"))
        out.print(Text(safe(f"    {_ballots(dossier, each)}"), style="dim"))
        if SURE < each.probability < 1 - SURE:
            _hangs_on(out, dossier, found, each.motion)
    out.print()


def _rests_on(found: Report, name: str) -> str:
    """Return on how much of a text, and on how many known positions, its chance rests."""
    places = next(each.places for each in found.inputs.motions if each.name == name)
    known = sum(1 for each in found.inputs.beliefs if each.question in places)
    of = len(places) * len(found.inputs.members)
    judged = f"judged on {len(places)} of its {counted(found.clauses[name], 'provision')}; "
    part = judged if len(places) < found.clauses[name] else ""
    return f"{part}{known} of {of} positions known, the rest drawn from anywhere"


def _ballots(dossier: Dossier, chance: Chance) -> str:
    """Return the members by what they most likely do, the least sure marked."""
    groups: dict[str, list[str]] = {"yes": [], "abstain": [], "no": []}
    for each in chance.ballots:
        shares = {"yes": each.yes, "abstain": each.abstain, "no": each.no}
        likely = max(shares, key=lambda name: shares[name])
        doubt = "" if shares[likely] >= 0.75 else f" {shares[likely]:.0%}"
        groups[likely].append(f"{dossier.actors.name_of(each.member)}{doubt}")
    return "; ".join(f"{name}: {', '.join(names)}" for name, names in groups.items() if names)


def _foot(out: Console, dossier: Dossier, found: Report) -> None:
    if found.left_out:
        names = ", ".join(found.left_out)
        out.print(Text(safe(f"left out, without such a reference point: {names}"), style="yellow"))
    if found.faults:
        faults = counted(len(found.faults), "error")
        told = f"{faults} in the dossier's files, which may leave lines uncounted; the first:"
        out.print(Text(safe(f"{told} {found.faults[0]}"), style="red"))
    proposed = sum(1 for _ in dossier.statements.waiting())
    waiting = f" {proposed} proposed statements are not counted." if proposed else ""
    forecast = found.forecast
    out.print(
        Text(
            "Positions of which nothing is known are drawn from the whole scale; what sources are"
            " trusted and how much members care is assumed (--json shows it all, --assumptions sets"
            f" it).{waiting} This is one case; it proves no model right.",
            style="dim",
        )
    )
    out.print(
        Text(
            f"{forecast.draws:,} draws, seed {forecast.seed}, inputs {forecast.digest[:16]}", "dim"
        )
    )
