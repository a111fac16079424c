"""`reftel measures`: the graph of references in figures."""

import typer

from reftel.archive.archive import Archive
from reftel.cli.output import indented
from reftel.cli.reader import session
from reftel.cli.terminal import paint, safe


def run(folder: str, reader: str, limit: int, *, json: bool) -> int:
    """Show the measures; return the exit code."""
    with Archive(folder) as archive:
        found = session(archive, reader).measures(limit)
    if json:
        typer.echo(indented(found))
        return 0
    typer.echo(f"{found.held:,} telegrams held, {found.absent:,} more cited, {found.links:,} links")
    typer.echo(f"{found.components:,} components, the largest of {found.largest:,}")
    for title, rows in (("most cited", found.cited), ("highest PageRank", found.ranked)):
        typer.echo(paint(title, "bold"))
        for each in rows:
            state = "" if each.held else "  not held"
            typer.echo(f"{each.cited:>6,}  {each.pagerank:.6f}  {safe(each.name)}{state}")
    typer.echo(paint("A hub is not important for being one: see the help.", "dim"))
    return 0
