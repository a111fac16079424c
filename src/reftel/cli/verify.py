"""`reftel verify`: an archive held against itself."""

import typer

from reftel.archive.archive import Archive
from reftel.cli.output import indented
from reftel.cli.terminal import safe


def run(folder: str, *, mend: bool, json: bool) -> int:
    """Verify, after mending where asked; return the exit code."""
    with Archive(folder) as archive:
        if mend:
            archive.mend()
        problems = archive.verify()
    if json:
        typer.echo(indented(problems))
    else:
        for each in problems:
            typer.echo(safe(f"{each.place}: {each.message}; {each.mend}"))
        if not problems:
            typer.echo("the archive is whole")
    return 1 if problems else 0
