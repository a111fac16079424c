"""`reftel review`: what is proposed, accepted or rejected one by one."""

import sys
from typing import Any, NamedTuple

import typer
from msgspec import to_builtins
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from reftel.cli.dossier import source
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.reader import opened
from reftel.cli.show import console
from reftel.cli.terminal import safe
from reftel.desk.dossiers.reviewing import Proposal, decide, proposals
from reftel.dossier.dossier import Dossier
from reftel.dossier.files.writing import columns, in_words
from reftel.dossier.records import Statement

ASK = "accept, reject, skip, quit [a/r/s/q]"


class Decisions(NamedTuple):
    """What is decided beforehand: ids, and why those that are rejected are."""

    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    note: str = ""


def run(  # noqa: PLR0913 - one parameter for each option
    folder: str,
    archive: str,
    reader: str,
    decisions: Decisions,
    *,
    list_only: bool,
    json: bool,
) -> int:
    """Decide as told, or walk through what waits; return the exit code."""
    dossier = Dossier(folder)
    if decisions.accept or decisions.reject:
        return _as_told(dossier, decisions)
    waiting = [*_waiting(dossier, archive, reader)]
    if json:
        typer.echo(indented([_as_json(each) for each in waiting]))
        return 0
    if not waiting:
        typer.echo("nothing is proposed")
        return 0
    out = console(sys.stdout)
    if list_only or not sys.stdin.isatty():
        for each in waiting:
            _print(out, dossier, each)
        typer.echo(f"{counted(len(waiting), 'line')} proposed; --accept ID, --reject ID")
        return 0
    return _walk(out, dossier, waiting)


def _as_told(dossier: Dossier, decisions: Decisions) -> int:
    for identity in decisions.accept:
        decide(dossier, identity, accept=True)
    for identity in decisions.reject:
        decide(dossier, identity, accept=False, note=decisions.note)
    dossier.save()
    accepted, rejected = len(decisions.accept), len(decisions.reject)
    typer.echo(f"{accepted} accepted, {rejected} rejected")
    return 0


def _walk(out: Console, dossier: Dossier, waiting: list[Proposal]) -> int:
    """Ask for each; what was decided is saved at once, so that nothing is lost by an interrupt."""
    for number, each in enumerate(waiting, 1):
        out.print(Text(f"{number} of {len(waiting)}", style="dim"))
        _print(out, dossier, each)
        answer = typer.prompt(ASK, default="s", show_default=False).strip().lower()[:1]
        if answer == "q":
            break
        if answer in {"a", "r"}:
            why = "" if answer == "a" else typer.prompt("why", default="", show_default=False)
            decide(dossier, each.id, accept=answer == "a", note=why)
            dossier.save()
    return 0


def _waiting(dossier: Dossier, archive: str, reader: str) -> list[Proposal]:
    with opened(archive, reader) as opener:
        return [*proposals(dossier, opener)]


def _print(out: Console, dossier: Dossier, each: Proposal) -> None:
    out.print(Text.assemble((safe(f"{each.table} {each.id}"), "bold"), f"  {each.place}"))
    for name, value in _told(dossier, each).items():
        out.print(Text.assemble((f"  {name:<10} ", "dim"), safe(value)))
    if each.paragraph:
        words = Text(safe(each.paragraph))
        words.highlight_words([each.record.quote], "bold yellow", case_sensitive=False)
        out.print(Padding(words, (0, 0, 0, 4), expand=False))
    out.print()


def _told(dossier: Dossier, each: Proposal) -> dict[str, str]:
    """Return what the line says, without what every proposal has."""
    values: dict[str, Any] = to_builtins(each.record)
    names = [each for each in columns(type(each.record)) if each in values]
    told = {name: in_words(values[name]) for name in names if name not in {"id", "status"}}
    if isinstance(each.record, Statement):
        told["source"] = source(dossier, each.record)
    return told


def _as_json(each: Proposal) -> dict[str, Any]:
    values: dict[str, Any] = to_builtins(each.record)
    return {
        "table": each.table,
        "place": str(each.place),
        "line": values,
        "paragraph": each.paragraph,
    }
