"""What the commands on dossiers in an archive do."""

from textwrap import fill
from typing import TYPE_CHECKING

import typer

from reftel.archive.archive import Archive
from reftel.archive.dossiers.seen import CitedLine, DossierFacts
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.reader import session
from reftel.cli.terminal import safe

if TYPE_CHECKING:
    from reftel.archive.dossiers.keeping import KeptDossier

WIDTH = 80
# One of a kind, as people say it.
NOUNS = {
    "actors": "actor",
    "asks": "ask",
    "demarches": "démarche",
    "mandates": "mandate",
    "provisions": "provision",
    "references": "reference point",
    "silences": "silence procedure",
    "standings": "standing",
    "statements": "statement",
    "steps": "step of a démarche",
    "texts": "text",
    "votes": "vote",
}
MANY = {"step of a démarche": "steps of démarches"}


def keep(folder: str, path: str, *, json: bool) -> None:
    """Keep a dossier and say what came of it."""
    # Slow to load, and `reftel show` needs this module, too.
    from reftel.dossier.dossier import Dossier  # noqa: PLC0415 - see above

    dossier = Dossier(path)
    with Archive(folder) as archive:
        kept = archive.keep_dossier(dossier)
    if json:
        typer.echo(indented(kept))
        return
    if faults := sum(each.severity == "error" for each in dossier.findings):
        told = f"what is right with it is kept; `reftel dossier check {safe(path)}` tells the rest"
        typer.echo(f"{counted(faults, 'error')} in its files: {told}", err=True)
    done = "kept" if kept.is_new else "kept already"
    typer.echo(
        f"{safe(kept.name)}: {counted(kept.lines, 'line')} {done}, {kept.cites:,} cite telegrams"
    )
    if kept.closed:
        typer.echo(_closed(kept, path))


def show_all(folder: str, clearance: str, *, json: bool) -> None:
    """List dossiers as far as a reader may read them."""
    with Archive(folder) as archive:
        found = session(archive, clearance).dossiers()
    if json:
        typer.echo(indented(found))
        return
    for each in found:
        typer.echo(f"{safe(each.name)}{f'  {safe(each.title)}' if each.title else ''}")
        typer.echo(fill(_counts(each), WIDTH, initial_indent="    ", subsequent_indent="    "))
    if not found:
        typer.echo("no dossier is kept; `reftel dossier index DOSSIER` keeps one")


def drop(folder: str, name: str) -> None:
    """Keep a dossier no longer."""
    with Archive(folder) as archive:
        archive.drop_dossier(name)
    typer.echo(f"{safe(name)} is kept no longer")


def beside(found: list[CitedLine]) -> list[str]:
    """Return a line for each dossier that cites a telegram: `NAME: 2 statements, 1 vote`."""
    names = dict.fromkeys(each.dossier for each in found)
    return [f"{safe(name)}: {_told([e for e in found if e.dossier == name])}" for name in names]


def _told(found: list[CitedLine]) -> str:
    kinds = dict.fromkeys(each.kind for each in found)
    return ", ".join(_number(sum(e.kind == kind for e in found), NOUNS[kind]) for kind in kinds)


def _counts(each: DossierFacts) -> str:
    return ", ".join(_number(count, NOUNS[kind]) for kind, count in each.counts.items())


def _number(count: int, noun: str) -> str:
    return f"{count:,} {MANY[noun]}" if count != 1 and noun in MANY else counted(count, noun)


def _closed(kept: "KeptDossier", path: str) -> str:
    one = kept.closed == 1
    return (
        f"{kept.closed:,} of them {'is' if one else 'are'} for the owner alone: what"
        f" {'it cites is' if one else 'they cite is'} not held, or not in these words;"
        f" `reftel dossier check {safe(path)}` tells"
    )
