"""`reftel import`: telegrams into an archive."""

import sys
import time
from collections.abc import Sequence

import msgspec
import typer

from reftel.archive.archive import Archive
from reftel.archive.ingest import Tally
from reftel.cli.output import indented
from reftel.cli.progress import CLEAR, EVERY_SECONDS, counted, say_empty
from reftel.desk.importing import bring
from reftel.desk.sources import expand

GO_ON = "The same command goes on."


def run(paths: Sequence[str], folder: str, text_column: str, *, json: bool, quiet: bool) -> int:
    """Import and tell what came of it; return the exit code."""
    total = sum(1 for _ in expand(paths, with_tables=bool(text_column)) if paths != ["-"])
    if not total and paths != ["-"]:
        say_empty(paths)
        return 1
    began = time.monotonic()
    progress = _Progress(total, quiet=quiet or not sys.stderr.isatty())
    with Archive(folder, create=True) as archive:
        try:
            tally = bring(
                archive, paths, text_column=text_column, step=progress.step, wait=_say_waiting
            )
        except KeyboardInterrupt:
            progress.clear()
            typer.echo(f"reftel: stopped; what was read is kept. {GO_ON}", err=True)
            return 130
        finally:
            progress.clear()
    if json:
        typer.echo(indented(msgspec.to_builtins(tally)))
    elif not quiet:
        typer.echo(told(tally, time.monotonic() - began))
    return 1 if tally.refused else 0


def told(tally: Tally, seconds: float) -> str:
    """Return the tally in a line."""
    parts = [f"{counted(tally.telegrams, 'telegram')} kept"]
    if tally.copies:
        parts.append(f"{tally.copies:,} more {'copy' if tally.copies == 1 else 'copies'}")
    if tally.known:
        parts.append(f"{counted(tally.known, 'file')} known already")
    if tally.refused:
        parts.append(f"{tally.refused:,} refused (see `reftel refused`)")
    done = tally.telegrams + tally.copies
    rate = f", {done / seconds:,.0f} a second" if seconds and done > 1 else ""
    return f"{', '.join(parts)} ({seconds:.1f} s{rate})"


class _Progress:
    """A line on a terminal: how many files, how fast, how long still."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total = total
        self._quiet = quiet
        self._began = self._last = time.monotonic()

    def step(self, number: int) -> None:
        """Show how far it is, ten times a second."""
        now = time.monotonic()
        if self._quiet or now - self._last < EVERY_SECONDS:
            return
        self._last = now
        rate = number / (now - self._began)
        # Members of containers make more originals than files: then nobody knows how many come.
        left = self._total - number
        time_left = f", {left / rate:,.0f} s left" if left > 0 else ""
        of = f" of {self._total:,}" if left >= 0 else ""
        sys.stderr.write(f"{CLEAR}{number:,}{of} files, {rate:,.0f} a second{time_left}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if not self._quiet:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()


def _say_waiting() -> None:
    typer.echo("reftel: another import runs in this archive; waiting for it", err=True)
