"""`reftel thread`: the conversation of a telegram, in time."""

import typer

from reftel.archive.archive import Archive
from reftel.archive.graph.threads import Turn
from reftel.cli.graph import session
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.terminal import paint, safe


def run(name: str, folder: str, reader: str, *, json: bool) -> int:
    """Show the thread; return the exit code."""
    with Archive(folder) as archive:
        thread = session(archive, reader).thread(name)
    if json:
        typer.echo(indented(thread))
        return 0
    for each in thread.turns:
        typer.echo(_line(each, is_asked=each.node.name == thread.name))
    left_out = f", {thread.left_out:,} left out" if thread.left_out else ""
    typer.echo(f"{counted(len(thread.turns), 'telegram')}{left_out}")
    return 0


def _line(turn: Turn, *, is_asked: bool) -> str:
    node = turn.node
    signs = {"sent": " ", "bounds": "~", "unknown": " "}
    time = f"{signs[turn.ground]}{turn.at:%Y-%m-%d}" if turn.at else " undated   "
    words = safe(node.subject) if node.held else paint("not held", "warning")
    hub = f"  hub: cited by {turn.hub:,}, not followed" if turn.hub else ""
    lags = ", ".join(
        f"{safe(each.target)}{'' if each.days is None else f' after {each.days:g} d'}"
        for each in turn.lags
    )
    name = paint(safe(node.name), "bold") if is_asked else safe(node.name)
    return f"{time}  {name}  {words}{hub}{f'  → {lags}' if lags else ''}"
