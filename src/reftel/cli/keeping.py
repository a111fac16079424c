"""`reftel backup` and `reftel reread`."""

from pathlib import Path

import typer

from reftel.archive.archive import Archive
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.terminal import safe
from reftel.desk.rereading import Reread, reread


def run_backup(file: str, folder: str) -> int:
    """Write the copy; return the exit code."""
    with Archive(folder) as archive:
        archive.backup(Path(file))
    typer.echo(f"{safe(file)} written")
    return 0


def run_reread(folder: str, *, json: bool) -> int:
    """Read again and tell the differences as they come; return the exit code."""
    with Archive(folder) as archive:
        if json:
            typer.echo(indented([*reread(archive)]))
            return 0
        count = 0
        for count, each in enumerate(reread(archive), 1):  # noqa: B007 - told behind the loop
            typer.echo(_told(each))
    typer.echo(f"{counted(count, 'telegram')} read otherwise" if count else "nothing is otherwise")
    return 0


def _told(each: Reread) -> str:
    name = each.after or each.before
    if each.before and each.after and each.before != each.after:
        name = f"{each.before} is {each.after} now"
    if not each.after:
        name += " is no telegram any more"
    if not each.before:
        name += " is new"
    before, after = each.findings
    changes = [f"{each.place}: {each.first!r} is {each.second!r} now" for each in each.differences]
    findings = [] if before == after else [f"{before} findings, {after} now"]
    parts = "; ".join([*changes, *findings])
    return safe(f"{each.path}: {name}" + (f": {parts}" if parts else ""))
