"""`reftel thread`: the conversation of a telegram, in time."""

from collections.abc import Iterator
from textwrap import fill

import typer

from reftel.archive.archive import Archive
from reftel.archive.graph.threads import Turn
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.reader import session
from reftel.cli.terminal import paint, safe

COLUMNS = 100
INDENT = " " * 13


def run(name: str, folder: str, reader: str, *, json: bool) -> int:
    """Show the thread; return the exit code."""
    with Archive(folder) as archive:
        thread = session(archive, reader).thread(name)
    if json:
        typer.echo(indented(thread))
        return 0
    for each in thread.turns:
        typer.echo("\n".join(_lines(each, is_asked=each.node.name == thread.name)))
    left_out = f", {thread.left_out:,} left out" if thread.left_out else ""
    typer.echo(f"{counted(len(thread.turns), 'telegram')}{left_out}")
    return 0


def _lines(turn: Turn, *, is_asked: bool) -> Iterator[str]:
    node = turn.node
    words = safe(node.subject) if node.held else paint("not held", "warning")
    hub = f"  hub: cited by {turn.hub:,}, not followed" if turn.hub else ""
    name = paint(safe(node.name), "bold") if is_asked else safe(node.name)
    yield f"{_time(turn):11}  {name}  {words}{hub}"
    if turn.lags:
        lags = (f"{safe(each.target)}{_days(each.days)}" for each in turn.lags)
        told = fill(
            ", ".join(lags), COLUMNS, initial_indent=INDENT + "→ ", subsequent_indent=INDENT
        )
        yield paint(told, "dim")


def _time(turn: Turn) -> str:
    if turn.at is None:
        return " undated"
    if turn.ground == "year":
        return f"~{turn.at:%Y}"
    return f"{' ' if turn.ground == 'sent' else '~'}{turn.at:%Y-%m-%d}"


def _days(days: float | None) -> str:
    return "" if days is None else f" after {days:,.0f} d" if days >= 1 else " within a day"
