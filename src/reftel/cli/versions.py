"""`reftel versions`: the copies of a telegram."""

from typing import NamedTuple

import typer

from reftel.archive.archive import Archive
from reftel.archive.errors import ArchiveError
from reftel.archive.session import CopyFacts, Session
from reftel.cli.output import indented
from reftel.cli.reader import session
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
    with Archive(folder) as archive:
        reader = session(archive, asked.clearance)
        if asked.choose is not None:
            if not reader.clearance.everything:
                message = "only the owner chooses: leave out --as"
                raise ArchiveError(message)
            name = reader.telegram(asked.mrn).name
            archive.choose(name, asked.choose, asked.why, asked.who)
        if asked.diff:
            return _compare(reader, asked.mrn, asked.diff, json=json)
        kept = reader.telegram(asked.mrn)
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
