"""`reftel show`: a telegram that an archive holds."""

import sys

import typer

from reftel.archive.archive import Archive
from reftel.archive.session import Kept
from reftel.cli.dossier_archive import beside
from reftel.cli.output import indented
from reftel.cli.reader import session
from reftel.cli.show import console, show


def run(folder: str, clearance: str, name: str, *, json: bool, original: bool) -> int:
    """Show a telegram, its record or its original; return the exit code."""
    with Archive(folder) as archive:
        reader = session(archive, clearance)
        if original:
            sys.stdout.buffer.write(reader.original(name))
            return 0
        kept = reader.telegram(name)
        notes = reader.notes(name)
        cited = [] if json else reader.cited_in(name)
    if json:
        typer.echo(indented(kept))
        return 0
    out = console(sys.stdout)
    show(out, _where(kept), kept.telegram)
    if cited:
        out.print("\nIn dossiers", style="bold")
        for line in beside(cited):
            out.print(f"  {line}", markup=False)
    for note in notes:
        place = f"paragraph {note.paragraph}: " if note.paragraph else ""
        out.print(f"\nYour note {note.number}, {place}{note.words}", markup=False)
    return 0


def _where(kept: Kept) -> str:
    others = len(kept.copies) - 1
    paths = kept.copies[0].paths
    more = f", and {others} more {'copy' if others == 1 else 'copies'}" if others else ""
    return f"{paths[0] if paths else kept.name}{more}"
