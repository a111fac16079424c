"""`reftel refused`: what could not be read at import."""

import typer

from reftel.archive.archive import Archive
from reftel.cli.output import indented
from reftel.cli.terminal import safe


def run(folder: str, *, json: bool) -> int:
    """List and return the exit code."""
    with Archive(folder) as archive:
        refusals = archive.refused()
    if json:
        typer.echo(indented(refusals))
        return 0
    for each in refusals:
        typer.echo(f"{safe(each.path)}: {safe(each.reason)}")
    if not refusals:
        typer.echo("nothing was refused")
    return 0
