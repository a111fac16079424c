"""`reftel cite`: citations of telegrams and of their paragraphs."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import typer

from reftel.cli import progress
from reftel.cli.output import utf8
from reftel.cli.terminal import safe, safe_path
from reftel.desk.batch import read_sources
from reftel.desk.citing import NoCitationError, Style, Work, describe, formatted
from reftel.desk.containers import unpacked
from reftel.desk.gathering import joined
from reftel.desk.outcome import Outcome, Summary
from reftel.desk.sources import expand

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def run(  # noqa: PLR0913 - one parameter for each option
    paths: Sequence[str],
    style: Style,
    paragraph: int | None,
    accessed: date | None,
    *,
    text_column: str,
    quiet: bool,
) -> int:
    """Read the telegrams, write their citations; return the exit code.

    What cannot be read or cited is told on standard error; the rest is cited.
    """
    summary, failed = Summary(), list[str]()
    sources = list(expand(paths, with_tables=bool(text_column)))
    read = read_sources(unpacked(sources, text_column))
    outcomes = joined(progress.shown(read, len(sources), quiet=quiet))
    works = list(_works(summary.watch(outcomes), paragraph, accessed, failed))
    if works or (style == "csl-json" and summary.files):
        utf8(sys.stdout).write(f"{formatted(works, style)}\n")
    if not summary.files:
        progress.say_empty(paths)
    return int(not summary.files or bool(summary.refusals) or bool(failed))


def day(words: str) -> date | None:
    """Return the day, `2024-05-01`; None of "". Raises BadParameter for anything else."""
    if not words:
        return None
    try:
        return date.fromisoformat(words if DAY.fullmatch(words) else "")
    except ValueError:
        message = f"{safe(words)} is no day; one like 2024-05-01 expected"
        raise typer.BadParameter(message, param_hint="--accessed") from None


def _works(
    outcomes: Iterable[Outcome], paragraph: int | None, accessed: date | None, failed: list[str]
) -> Iterator[Work]:
    for each in outcomes:
        if each.refused:
            _tell(each, each.refused)
        if each.telegram is None:
            continue
        try:
            yield describe(each.telegram, paragraph, accessed)
        except NoCitationError as error:
            failed.append(each.path)
            _tell(each, str(error))


def _tell(outcome: Outcome, words: str) -> None:
    sys.stderr.write(f"{safe_path(outcome.path)}: {safe(words)}\n")
