"""`reftel searches`, `frozen`, `note`, `notes`, `tag`: what a reader keeps of his own."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from reftel.archive.archive import Archive
from reftel.archive.errors import ArchiveError
from reftel.archive.freezing import thawed
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.reader import session
from reftel.cli.terminal import safe


def searches(folder: str, clearance: str, news: str, forget: str, *, json: bool) -> int:
    """List saved searches, tell what is new in one, or forget one; return the exit code."""
    with Archive(folder) as archive:
        reader = session(archive, clearance)
        if forget:
            reader.forget_search(forget)
            return 0
        if news:
            names = reader.news(news)
            typer.echo(indented(names) if json else "\n".join(names) or "nothing new")
            return 0
        found = reader.saved_searches()
    if json:
        typer.echo(indented(found))
        return 0
    for each in found:
        new = f"{each.new:,} new" if each.new else "nothing new"
        typer.echo(f"{safe(each.title)}: {safe(each.query)} ({new})")
    if not found:
        typer.echo("no search is saved; `reftel search QUERY --save TITLE` saves one")
    return 0


def frozen(folder: str, clearance: str, path: str, *, json: bool) -> int:
    """Run a frozen search again and compare; return the exit code, 1 where it finds others."""
    try:
        before = thawed(Path(path).read_bytes())
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise ArchiveError(message) from error
    with Archive(folder) as archive:
        found = session(archive, clearance).compare(before)
    if json:
        typer.echo(indented(found))
    elif found.is_same:
        typer.echo(f"the same {counted(len(before.members), 'telegram')}; sha256:{found.hash}")
    else:
        parts = {"no longer": found.missing, "new": found.new, "in other words": found.changed}
        for label, names in parts.items():
            typer.echo(f"{label}: {', '.join(names)}") if names else None
    return 0 if found.is_same else 1


def note(folder: str, clearance: str, name: str, words: str, paragraph: str) -> int:
    """Keep a note; return the exit code."""
    with Archive(folder) as archive:
        kept = session(archive, clearance).note(name, words, paragraph)
    typer.echo(f"note {kept.number} on {kept.name}")
    return 0


def notes(folder: str, clearance: str, name: str, erase: int, *, json: bool) -> int:
    """List notes, or erase one; return the exit code."""
    with Archive(folder) as archive:
        reader = session(archive, clearance)
        if erase:
            reader.erase_note(erase)
            return 0
        found = reader.notes(name)
    if json:
        typer.echo(indented(found))
        return 0
    for each in found:
        place = f" para {safe(each.paragraph)}" if each.paragraph else ""
        typer.echo(f"{each.number}. {each.name}{place}: {safe(each.words)}")
    if not found:
        typer.echo("no notes")
    return 0


class Tagging(NamedTuple):
    """A tag, and the telegrams that get it or lose it."""

    tag: str
    names: Sequence[str]
    query: str
    remove: bool


def tag(folder: str, clearance: str, wish: Tagging, *, json: bool) -> int:
    """List tags, or put one to telegrams or take it away; return the exit code."""
    with Archive(folder) as archive:
        reader = session(archive, clearance)
        if not wish.tag:
            found = reader.tags()
            listed = "\n".join(f"{safe(each)}: {count:,}" for each, count in found)
            typer.echo(indented(dict(found)) if json else listed or "no tags")
            return 0
        lines = sys.stdin.read().split() if [*wish.names] == ["-"] else wish.names
        names = [*lines, *(reader.found_names(wish.query) if wish.query else ())]
        (reader.untag if wish.remove else reader.tag)(wish.tag, names)
    typer.echo(f"{'taken from' if wish.remove else 'put to'} {counted(len(names), 'telegram')}")
    return 0
