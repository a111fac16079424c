"""`reftel release`: labels by an act on record."""

from datetime import UTC, date, datetime
from typing import NamedTuple

import msgspec
import typer

from reftel.archive.access.labels import Label, parse_label
from reftel.archive.archive import Archive
from reftel.archive.errors import ArchiveError
from reftel.archive.releases import Release
from reftel.archive.releasing import Act
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.terminal import safe

CHOICE = "name one: a telegram, --path, --declassified, --revoke or --list"


class Asked(NamedTuple):
    """What the command line asks for."""

    mrn: str
    path: str
    label: str
    why: str
    declassified: bool
    on: str
    revoke: int
    listed: bool
    who: str


def run(asked: Asked, folder: str, *, json: bool) -> int:
    """Act or list; return the exit code."""
    ways = (asked.mrn, asked.path, asked.declassified, asked.revoke, asked.listed)
    if sum(map(bool, ways)) != 1:
        raise ArchiveError(CHOICE)
    if asked.on and not asked.declassified:
        message = "--on goes with --declassified"
        raise ArchiveError(message)
    act = None if asked.declassified or asked.revoke or asked.listed else _act(asked)
    day = _day(asked.on)
    with Archive(folder) as archive:
        if asked.listed:
            return _list(archive.releases(), json=json)
        if asked.declassified:
            return _tell_due(archive.declassified(day, asked.who), json=json)
        if asked.revoke:
            number = archive.revoke(asked.revoke, asked.why, asked.who)
            words = f"release {asked.revoke} is taken back"
        else:
            assert act is not None
            if act.scope == "telegram":
                act = act._replace(subject=archive.session().telegram(act.subject).name)
            number = archive.release(act, asked.who)
            words = f"release {number}: {safe(act.subject)} is {act.label.written()}"
    typer.echo(indented({"number": number}) if json else words)
    return 0


def _act(asked: Asked) -> Act:
    if not asked.label:
        message = "--label says how it is labelled from now on: U, C, 'S NODIS'"
        raise ArchiveError(message)
    label = parse_label(asked.label)
    if asked.mrn:
        return Act("telegram", asked.mrn, label, asked.why)
    return Act("path", asked.path.rstrip("/") or "/", label, asked.why)


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words) if words else datetime.now(UTC).date()
    except ValueError as error:
        message = f"{words!r} is no day: write 2005-01-01"
        raise ArchiveError(message) from error


def _list(releases: list[Release], *, json: bool) -> int:
    gone = {each.revoked for each in releases}
    if json:
        typer.echo(
            indented(
                [
                    {
                        **each._asdict(),
                        "label": _written(each.label),
                        "in_force": _holds(each, gone),
                    }
                    for each in releases
                ]
            )
        )
        return 0
    for each in releases:
        typer.echo(_told(each, taken_back=each.id in gone))
    if not releases:
        typer.echo("nothing was released")
    return 0


def _told(act: Release, *, taken_back: bool) -> str:
    did = f"{act.subject} is {_written(act.label)}" if act.label else f"{act.revoked} taken back"
    behind = "  (taken back)" if taken_back else ""
    return safe(f"{act.id}  {act.at[:10]}  {act.who}  {did}: {act.why}{behind}")


def _holds(act: Release, gone: set[int | None]) -> bool:
    return act.revoked is None and act.id not in gone


def _written(label: Label | None) -> str | None:
    return None if label is None else label.written()


def _tell_due(due: list[tuple[str, str]], *, json: bool) -> int:
    if json:
        typer.echo(indented(msgspec.to_builtins([{"name": n, "rule": rule} for n, rule in due])))
        return 0
    for name, rule in due:
        typer.echo(safe(f"{name}  {rule}"))
    typer.echo(f"{counted(len(due), 'telegram')} released")
    return 0
