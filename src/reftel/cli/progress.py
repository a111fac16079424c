"""How far a long run is, on standard error, and what came of it in the end."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence

import typer

from reftel.desk.outcome import Outcome, Summary

# Fewer files are read before anybody could read a progress line.
MANY = 100
EVERY_SECONDS = 0.1
CLEAR = "\r\x1b[K"


def shown(outcomes: Iterable[Outcome], total: int, *, quiet: bool) -> Iterator[Outcome]:
    """Yield the outcomes; meanwhile count them on a terminal if there are many.

    total: of the files that were named. How much they hold nobody knows before it is read: behind
    the number of outcomes stands which of the files is being read.
    Where the results themselves go to the terminal, they are the progress.
    """
    if quiet or sys.stdout.isatty() or not sys.stderr.isatty():
        yield from outcomes
        return
    last, files, file = 0.0, 0, None
    try:
        for number, outcome in enumerate(outcomes, 1):
            if file != (file := _file(outcome)):
                files += 1
            now = time.monotonic()
            if (number >= MANY or total >= MANY) and now - last >= EVERY_SECONDS:
                last = now
                sys.stderr.write(f"{CLEAR}{number:,} read, file {files:,} of {total:,}")
                sys.stderr.flush()
            yield outcome
    finally:
        sys.stderr.write(CLEAR)
        sys.stderr.flush()


def _file(outcome: Outcome) -> str:
    """Return the file that was named: of a member, that which holds it."""
    source = outcome.source
    return (source.file or source.path) if source else outcome.path


def told(summary: Summary) -> str:
    """Return the summary in a line: how many, how fast, with what."""
    parts = [f"{counted(summary.files, 'file')}: {summary.telegrams:,} read"]
    if summary.with_errors:
        parts.append(f"{summary.with_errors:,} with errors")
    if summary.with_warnings:
        parts.append(f"{summary.with_warnings:,} with warnings")
    if summary.copies:
        parts.append(f"{summary.copies:,} of them copies of others")
    if summary.listed:
        parts.append(counted(summary.listed, "other document"))
    if summary.refusals:
        parts.append(f"{summary.refusals:,} refused")
    rate = f", {summary.rate:,.0f} a second" if summary.files > 1 else ""
    seconds = f"{summary.seconds:.{1 if summary.seconds >= 1 else 2}f} s"
    return f"{', '.join(parts)} ({seconds}{rate})"


def reasons(summary: Summary) -> list[str]:
    """Return a line for each reason why files were refused, the most frequent first."""
    ranked = sorted(summary.refused.items(), key=lambda each: (-each[1], each[0]))
    return [f"  refused {counted(count, 'file')}: {reason}" for reason, count in ranked]


def say_empty(paths: Sequence[str]) -> None:
    """Say that the names lead to no file: nobody checks nothing on purpose."""
    typer.echo(f"reftel: no files in {', '.join(paths)}", err=True)


def counted(number: int, noun: str) -> str:
    """Return `1 file`, `2 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
