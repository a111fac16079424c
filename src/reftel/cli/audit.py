"""`reftel audit`: the end of the chain, whether it is whole, and its lines."""

from pathlib import Path

import msgspec
import typer

from reftel.archive.archive import Archive
from reftel.archive.audit.chain import Head
from reftel.archive.audit.line import Line
from reftel.archive.errors import ArchiveError
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.reader import session
from reftel.cli.terminal import safe


def run_head(folder: str, out: str) -> int:
    """Give the head; return the exit code."""
    with Archive(folder) as archive:
        words = msgspec.json.encode(archive.audit_head()).decode()
    if not out:
        typer.echo(words)
        return 0
    try:
        Path(out).write_text(f"{words}\n", "utf-8")
    except OSError as error:
        message = f"{out}: {error.strerror}"
        raise ArchiveError(message) from error
    typer.echo(f"{safe(out)} written")
    return 0


def run_verify(folder: str, known: str) -> int:
    """Verify the chain; return the exit code."""
    head = _read(known) if known else None
    with Archive(folder) as archive:
        fault = archive.audit_fault(head)
        lines = archive.audit_head().lines
    if fault:
        typer.echo(f"line {fault.line:,} {fault.message}")
        return 1
    against = f", and goes on from {safe(known)}" if known else ""
    typer.echo(f"the audit is whole: {counted(lines, 'line')}{against}")
    return 0


def run_show(folder: str, clearance: str, *, json: bool) -> int:
    """Show what the reader may read; return the exit code."""
    with Archive(folder) as archive:
        # To read the audit gives nothing guarded that was not given before: it leaves no line.
        lines = session(archive, clearance).audit()
    if json:
        typer.echo(indented(lines))
        return 0
    for line in lines:
        typer.echo(_told(line))
    if not lines:
        typer.echo("no lines")
    return 0


def _told(line: Line) -> str:
    pieces = ", ".join(_piece(each.piece, each.number) for each in line.given)
    details = ", ".join(f"{name} {value}" for name, value in line.details.items() if value)
    parts = [line.at[:19], line.who, f"[{line.label}]", line.act, line.what]
    behind = "; ".join(filter(None, (pieces, details)))
    return safe("  ".join(parts) + (f"  ({behind})" if behind else ""))


def _piece(piece: int | str, number: int | None) -> str:
    if isinstance(piece, str):
        return piece
    return f"paragraph {piece + 1}" if number is None else f"paragraph {number}"


def _read(path: str) -> Head:
    try:
        return msgspec.json.decode(Path(path).read_bytes(), type=Head)
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise ArchiveError(message) from error
    except msgspec.MsgspecError as error:
        message = f"{path} is no head of an audit: {error}"
        raise ArchiveError(message) from error
