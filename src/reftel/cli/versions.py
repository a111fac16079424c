"""`reftel versions`: the copies of a telegram."""

from typing import NamedTuple

import typer

from reftel.archive.access.labels import EVERYTHING, parse_clearance
from reftel.archive.archive import Archive
from reftel.archive.errors import ArchiveError
from reftel.archive.session import CopyFacts, Session
from reftel.cli.output import indented
from reftel.cli.terminal import safe


class Asked(NamedTuple):
    """What the command line asks for."""

    mrn: str
    diff: tuple[int, int] | None
    choose: int | None
    why: str
    who: str
    clearance: str


def run(asked: Asked, folder: str, *, json: bool) -> int:
    """List, compare or choose; return the exit code."""
    reader = parse_clearance(asked.clearance) if asked.clearance else EVERYTHING
    with Archive(folder) as archive:
        session = archive.session(reader)
        if asked.choose is not None:
            if not reader.everything:
                message = "only the owner chooses: leave out --as"
                raise ArchiveError(message)
            name = session.telegram(asked.mrn).name
            archive.choose(name, asked.choose, asked.why, asked.who)
        if asked.diff:
            return _compare(session, asked.mrn, asked.diff, json=json)
        kept = session.telegram(asked.mrn)
    if json:
        typer.echo(indented({"name": kept.name, "copies": kept.copies}))
        return 0
    typer.echo(safe(kept.name))
    for each in kept.copies:
        typer.echo(safe(_told(each)))
    return 0


def _told(copy: CopyFacts) -> str:
    chosen = ", chosen" if copy.chosen else ""
    behind = f": {', '.join(copy.paths)}" if copy.paths else ""
    return (
        f"  {copy.number}  {copy.relation}{chosen}, {copy.dialect}, {copy.words:,} words,"
        f" {copy.findings} findings{behind}"
    )


def _compare(session: Session, name: str, pair: tuple[int, int], *, json: bool) -> int:
    found = session.differences(name, *pair)
    if json:
        typer.echo(indented(found))
        return 0
    for each in found:
        typer.echo(safe(f"{each.place}: {each.first!r} | {each.second!r}"))
    if not found:
        typer.echo("no differences")
    return 0
