"""`reftel dossier new`, `show`, `fmt`: a dossier begun, looked at, laid out."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.show import console
from reftel.cli.terminal import safe
from reftel.dossier.dossier import Dossier
from reftel.dossier.positions import Position, positions, without_evidence
from reftel.dossier.records import Provision, SourceKind, Statement, Title
from reftel.dossier.stances import told

# Behind a name: who says so. An actor's own words and its government's need no sign.
SIGNS: dict[SourceKind, str] = {
    "own": "",
    "government": "",
    "reported": "°",
    "second-hand": "~",
    "expectation": "?",
}
LEGEND = "° reported by others   ~ second-hand   ? expected by the author   ! sources disagree"


class Wanted(NamedTuple):
    """What is to be shown: as of a day, of a provision, of an actor; "" for all."""

    on: str = ""
    provision: str = ""
    actor: str = ""


def begin(folder: str, title: str, question: str) -> None:
    """Make a dossier and say how to go on."""
    Dossier.create(folder, Title(title=title, question=question))
    typer.echo(f"{safe(folder)} is begun: actors.toml and provisions.toml come first,")
    typer.echo(f"then statements.csv; `reftel dossier check {safe(folder)}` says what is amiss")


def run(folder: str, wanted: Wanted, *, json: bool) -> None:
    """Print positions, or statements with their words."""
    dossier = Dossier(folder)
    on = day(wanted.on)
    provision_id = _identity(dossier, "provisions", wanted.provision)
    actor_id = _identity(dossier, "actors", wanted.actor)
    found = [
        each
        for each in positions(dossier, on)
        if provision_id in {"", each.provision} and actor_id in {"", each.actor}
    ]
    if json:
        typer.echo(indented(found))
        return
    out = console(sys.stdout)
    _heading(out, dossier, on)
    if provision_id or actor_id:
        _with_words(out, dossier, found)
    else:
        for provision in dossier.provisions:
            _provision(out, dossier, provision, found, on)
        out.print(Text(LEGEND, style="dim"))


def lay_out(folder: str, *, check: bool) -> int:
    """Lay the files out, or name those that would change; return the exit code."""
    dossier = Dossier(folder)
    changed = dossier.format()
    if not check:
        dossier.save()
    for file in changed:
        typer.echo(f"{'would change' if check else 'changed'} {safe(file)}")
    if not changed:
        typer.echo("nothing changes")
    return int(check and bool(changed))


def day(words: str) -> date | None:
    """Return the day of an option; None where it is not given. Raises BadParameter."""
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        message = f"{words!r} is no day; 2008-04-03 is the form"
        raise typer.BadParameter(message, param_hint="--on") from error


def _identity(dossier: Dossier, table: str, words: str) -> str:
    """Return the id of what is asked for, by its id or its name. Raises BadParameter."""
    known = dossier.table(table)
    if not words or known.get(words) is not None:
        return words
    names = {each.id: [each.name, *getattr(each, "aliases", ())] for each in known}
    found = [
        identity
        for identity, some in names.items()
        if words.casefold() in {identity, *(each.casefold() for each in some)}
    ]
    if len(found) == 1:
        return found[0]
    near = get_close_matches(words, known.ids(), n=1)
    meant = f"{near[0]} is meant?" if near and not found else ", ".join(found or known.ids())
    message = f"{words!r} may be {meant}" if found else f"{words!r} is not in {table}: {meant}"
    raise typer.BadParameter(message)


def _heading(out: Console, dossier: Dossier, on: date | None) -> None:
    title = dossier.title
    out.print(Text(safe(title.title), style="bold"))
    if title.question:
        out.print(Text(safe(title.question)))
    counts = [counted(len(dossier.statements.in_force(on)), "statement") + " in force"]
    proposed = sum(1 for _ in dossier.statements.waiting())
    counts += [f"{proposed} proposed"] if proposed else []
    when = f"as of {on}" if on else "as of its last line"
    out.print(Text(f"{when} · {' · '.join(counts)}", style="dim"))
    if dossier.findings:
        told = counted(len(dossier.findings), "finding")
        out.print(Text(f"{told} in its files: `reftel dossier check` lists them", style="yellow"))
    out.print()


def _provision(
    out: Console,
    dossier: Dossier,
    provision: Provision,
    found: Iterable[Position],
    on: date | None,
) -> None:
    """Print a provision with its scale, and who stands at which place of it."""
    out.print(Text.assemble((safe(provision.name), "bold"), ("  " + _scale(provision), "dim")))
    stances: dict[str, list[str]] = {}
    for each in sorted(_on_scale(found, provision), key=_height):
        stances.setdefault(told(each.stance, provision), []).append(_name(dossier, each))
    width = max(map(len, [*stances, "no evidence"]))
    for words, names in stances.items():
        _row(out, words.ljust(width), ", ".join(names), "")
    lacks = [dossier.actors.name_of(each) for each in without_evidence(dossier, provision.id, on)]
    if lacks:
        _row(out, "no evidence".ljust(width), ", ".join(lacks), "dim")
    out.print()


def _row(out: Console, label: str, words: str, style: str) -> None:
    indent = len(label) + 4
    text = Text(safe(words), style=style)
    lines = text.wrap(out, max(20, out.width - indent))
    for index, line in enumerate(lines):
        lead = f"  {label}  " if index == 0 else " " * indent
        out.print(Text.assemble((lead, style or "cyan"), line))


def _on_scale(found: Iterable[Position], provision: Provision) -> Iterator[Position]:
    return (each for each in found if each.provision == provision.id)


def _height(position: Position) -> tuple[float, float, str]:
    low = position.stance.low
    return (
        (position.stance.middle or 0, low or 0, position.actor)
        if low is not None
        else (
            float("inf"),
            0,
            position.actor,
        )
    )


def _name(dossier: Dossier, position: Position) -> str:
    sign = SIGNS[position.evidence[0].source] + ("!" if position.is_contested else "")
    return dossier.actors.name_of(position.actor) + sign


def _scale(provision: Provision) -> str:
    marks = " · ".join(f"{each.name} {each.at:g}" for each in provision.marks)
    points = ", ".join(f"{each.name} {each.at:g}" for each in provision.references)
    scale = marks or f"against {provision.low:g} · for {provision.high:g}"
    return safe(scale + (f" | without a text: {points}" if points else ""))


def _with_words(out: Console, dossier: Dossier, found: Iterable[Position]) -> None:
    """Print each statement with its words and its place."""
    for position in found:
        provision = dossier.provisions.get(position.provision)
        name = dossier.actors.name_of(position.actor)
        about = provision.name if provision else position.provision
        contested = "  sources disagree" if position.is_contested else ""
        out.print(
            Text.assemble((safe(name), "bold"), f" on {safe(about)}", (contested, "bold yellow"))
        )
        for each in position.evidence:
            out.print(Padding(_statement(dossier, each), (0, 0, 0, 2), expand=False))
        out.print()


def _statement(dossier: Dossier, each: Statement) -> Text:
    provision = dossier.provisions.get(each.provision)
    stance = told(dossier.stance(each), provision) if provision else each.stance
    lines = [(safe(stance), "cyan"), (f"  {safe(source(dossier, each))}", "")]
    if each.said or each.known:
        lines.append((f"  {safe(each.said or f'known {each.known}')}", ""))
    text = Text.assemble(*lines)
    for label, several in (("if ", each.conditions), ("because ", each.arguments)):
        for words in several:
            text.append(f"\n  {label}{safe(words)}")
    if each.quote:
        text.append(f"\n  “{safe(each.quote)}”", style="italic")
    return text.append(f"\n  {safe(each.cite)}", style="dim")


def source(dossier: Dossier, each: Statement) -> str:
    """Return in words who says that an actor stands so."""
    via = ", who had it from ".join(dossier.actors.name_of(name) for name in reversed(each.via))
    speaker = dossier.actors.name_of(each.speaker) if each.speaker else ""
    match each.source:
        case "own":
            return f"own statement, {speaker}" if speaker else "own statement"
        case "government":
            return "the author's own government"
        case "expectation":
            return "expected by the author"
        case "reported":
            return f"reported by {via or 'somebody'}"
        case "second-hand":
            return f"second-hand, from {via or 'somebody'}"
