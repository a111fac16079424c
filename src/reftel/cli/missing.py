"""`reftel missing`: telegrams that are cited and not held, and gaps in series of numbers."""

from itertools import islice

import typer

from reftel.archive.archive import Archive
from reftel.archive.graph.missing import Gap, Missing, Series
from reftel.archive.graph.pictures import told_time
from reftel.cli.output import indented
from reftel.cli.reader import session
from reftel.cli.terminal import safe

SHOWN = 5  # of those that cite one, and of gaps, in a line; --json has all


def run(folder: str, reader: str, limit: int, *, gaps: bool, json: bool) -> int:
    """List what is missing; return the exit code."""
    with Archive(folder) as archive:
        reading = session(archive, reader)
        found = reading.gaps() if gaps else reading.missing(limit)
    if json:
        typer.echo(indented(found))
        return 0
    for each in islice(found, limit):
        typer.echo(_series(each) if isinstance(each, Series) else _cited(each))
    if len(found) > limit:
        typer.echo(f"and {len(found) - limit:,} more series (--limit)")
    if not found:
        typer.echo("nothing is missing" if not gaps else "no numbers of a series are held")
    return 0


def _cited(each: Missing) -> str:
    count = len(each.cited_by)
    more = f" and {count - SHOWN:,} more" if count > SHOWN else ""
    by = safe(", ".join(each.cited_by[:SHOWN]))
    return f"{count:>5,}  {safe(each.node.name)}  {told_time(each.node)}  cited by {by}{more}"


def _series(each: Series) -> str:
    more = f" and {len(each.gaps) - SHOWN:,} more" if len(each.gaps) > SHOWN else ""
    gaps = ", ".join(map(_gap, each.gaps[:SHOWN]))
    lacks = f"  lacks {gaps}{more}" if gaps else ""
    series = f"{each.year} {safe(each.post)}"
    if each.first == each.last:
        return f"{series}  {each.first} alone"
    return f"{series}  {each.held:,} held of {each.first}-{each.last} ({each.share:.0%}){lacks}"


def _gap(gap: Gap) -> str:
    return str(gap.first) if gap.first == gap.last else f"{gap.first}-{gap.last}"
