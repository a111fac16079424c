"""`reftel search`: telegrams with the paragraphs that were meant."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import typer
from rich.console import Console
from rich.text import Text

from reftel.archive.archive import Archive
from reftel.archive.search.found import Found, FoundPassage, Hit
from reftel.archive.search.searching import Order
from reftel.archive.session import Session
from reftel.cli.card import LEVELS, day
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.reader import session
from reftel.cli.show import console
from reftel.cli.terminal import safe
from reftel.core.span import Span

FOUND = "bold yellow"
FACET_NAMES = {"from": "from", "to": "to", "level": "class", "tag": "TAGS"}
VALUES_SHOWN = 8
INDENT = 4


class Wish(NamedTuple):
    """How the answer is wanted. form: "hits", "names", "count" or "json"."""

    start: int
    limit: int
    order: Order | None
    form: str
    facets: bool


def run(folder: str, clearance: str, query: str, wish: Wish) -> int:
    """Search and print; return the exit code, 1 where nothing was found."""
    with Archive(folder) as archive:
        reader = session(archive, clearance)
        if wish.form == "names":
            names = reader.found_names(query)
            typer.echo("\n".join(names)) if names else None
            return 0 if names else 1
        found = _search(reader, query, wish)
    _print(found, wish)
    return 0 if found.total else 1


def run_batch(folder: str, clearance: str, path: str, wish: Wish) -> int:
    """Search for each line of a file; return the exit code."""
    lines = sys.stdin if path == "-" else Path(path).read_text("utf-8").splitlines()
    queries = [each.strip() for each in lines if each.strip()]
    with Archive(folder) as archive:
        reader = session(archive, clearance)
        answers = [_search(reader, query, wish) for query in queries]
    if wish.form == "json":
        typer.echo(indented(answers))
        return 0
    for query, found in zip(queries, answers, strict=True):
        first = ", ".join(hit.name for hit in found.hits[:3])
        typer.echo(f"{found.total:>9,}  {safe(query)}{f'  ({first} …)' if first else ''}")
    return 0


def save(folder: str, clearance: str, query: str, title: str) -> int:
    """Keep a search; return the exit code."""
    with Archive(folder) as archive:
        session(archive, clearance).save_search(title, query)
    typer.echo(f"saved; `reftel searches` tells what is new in {title!r}")
    return 0


def freeze(folder: str, clearance: str, query: str, path: str) -> int:
    """Write all that a query finds to a file; return the exit code."""
    with Archive(folder) as archive:
        found = session(archive, clearance).freeze(query)
    Path(path).write_text(indented(found) + "\n", "utf-8")
    typer.echo(f"{counted(len(found.members), 'telegram')} of {found.query!r} in {path}")
    typer.echo(f"sha256:{found.hash}")
    return 0


def hits(out: Console, found: Iterator[Hit], first: int) -> None:
    """Print hits with their numbers."""
    for number, hit in enumerate(found, first):
        out.print()
        out.print(_head(hit, number), no_wrap=True, overflow="ellipsis")
        if hit.subject:
            subject = _marked(hit.subject, hit.subject_spans)
            subject.stylize("bold")
            _indented(out, subject)
        for each in hit.passages:
            _passage(out, each)
        if hit.more:
            out.print(Text(f"    and {counted(hit.more, 'paragraph')} more", style="dim"))


def _search(reader: Session, query: str, wish: Wish) -> Found:
    return reader.search(
        query,
        start=wish.start,
        limit=0 if wish.form == "count" else wish.limit,
        order=wish.order,
        facets=wish.facets,
    )


def _print(found: Found, wish: Wish) -> None:
    if wish.form == "json":
        typer.echo(indented(found))
        return
    if wish.form == "count":
        typer.echo(found.total)
        return
    out = console(sys.stdout)
    first, last = found.start + 1, found.start + len(found.hits)
    order = {"relevance": "the most relevant first"}.get(found.order, f"the {found.order} first")
    part = f", {first:,} to {last:,}" if found.hits and found.total > len(found.hits) else ""
    total = counted(found.total, "telegram") if found.total else "no telegram"
    out.print(Text(f"{total}{part}, {order}" if found.hits else total, style="dim"))
    for each in found.suggestions:
        near = " or ".join(safe(word) for word in each.near)
        out.print(
            Text(f"no telegram has {safe(each.word)!r}; did you mean {near}?", style="yellow")
        )
    hits(out, iter(found.hits), first)
    if wish.facets and found.facets:
        _facets(out, found)


def _head(hit: Hit, number: int) -> Text:
    line = Text(f"{number:>3} ", style="dim")
    line.append(safe(hit.name), style="cyan")
    if hit.sent or hit.day:
        when = f"{day(hit.sent)}, {hit.sent:%H:%M}" if hit.sent else day(hit.day)  # pyright: ignore
        line.append(f"  {when}", style="default")
    if hit.level:
        line.append("  ").append(f" {hit.level} ", style=LEVELS.get(hit.level, "bold"))
    if hit.sender:
        line.append(f"  {safe(hit.sender)}", style="default")
    return line


def _passage(out: Console, each: FoundPassage) -> None:
    label = f"{each.number}. " if each.number is not None else ""
    words = Text().append(f"{label}{safe(each.mark)}{' ' if each.mark else ''}", style="dim")
    _indented(out, words.append_text(_marked(each.text, each.spans)))


def _indented(out: Console, words: Text) -> None:
    for line in words.wrap(out, out.width - INDENT):
        line.rstrip()
        out.print(Text(" " * INDENT).append_text(line))


def _marked(words: str, spans: tuple[Span, ...]) -> Text:
    shown = Text()
    done = 0
    for span in spans:
        shown.append(safe(words[done : span.start]))
        shown.append(safe(span.of(words)), style=FOUND)
        done = span.end
    return shown.append(safe(words[done:]))


def _facets(out: Console, found: Found) -> None:
    out.print()
    for name, counts in found.facets.items():
        if not counts:
            continue
        line = Text(f"{FACET_NAMES.get(name, name):>8}  ", style="dim")
        for each in counts[:VALUES_SHOWN]:
            line.append(safe(each.value), style="default").append(
                f" {each.count:,}  ", style="cyan"
            )
        rest = len(counts) - VALUES_SHOWN
        line.append(f"and {rest} more" if rest > 0 else "", style="dim")
        line.rstrip()
        out.print(line)


def similar(folder: str, clearance: str, name: str, limit: int, *, json: bool) -> int:
    """Print the telegrams that are like one; return the exit code."""
    with Archive(folder) as archive:
        found = session(archive, clearance).similar(name, limit)
    if json:
        typer.echo(indented(found))
        return 0
    hits(console(sys.stdout), iter(found), 1)
    if not found:
        typer.echo("no telegram is like it")
    return 0
