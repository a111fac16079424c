"""`reftel check`: what is wrong with telegrams, in the manner of a linter."""

import re
import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import typer

from reftel.cli import progress
from reftel.cli.output import indented, json_array, utf8
from reftel.cli.snippet import heading
from reftel.cli.terminal import paint, safe, safe_path, unicode_path
from reftel.core.diagnostic import SEVERITIES, Diagnostic, Severity
from reftel.desk.batch import read_sources
from reftel.desk.checking import Check, Checked
from reftel.desk.containers import unpacked
from reftel.desk.explaining import nearest
from reftel.desk.outcome import Outcome, Summary
from reftel.desk.places import Places
from reftel.desk.sources import expand
from reftel.tables.diagnostics import diagnostics


class Wanted:
    """The diagnostics of interest: severe enough, selected, not ignored."""

    def __init__(self, least: Severity, select: tuple[str, ...], ignore: tuple[str, ...]):
        self._severities = frozenset(SEVERITIES[: SEVERITIES.index(least) + 1])
        self._select = select or ("",)
        self._ignore = ignore

    def __call__(self, diagnostic: Diagnostic) -> bool:
        """Whether the diagnostic is of interest."""
        return (
            diagnostic.severity in self._severities
            and diagnostic.code.startswith(self._select)
            and not (self._ignore and diagnostic.code.startswith(self._ignore))
        )


def codes(words: str, option: str) -> tuple[str, ...]:
    """Return the codes, or beginnings of codes, that an option names.

    Raises BadParameter for one with which no code begins.
    """
    found = tuple(code for code in re.split(r"[,\s]+", words.upper()) if code)
    known = [row.code for row in diagnostics()]
    for code in found:
        if not any(each.startswith(code) for each in known):
            near = [each for each in nearest(code) if each in known]
            question = f"; did you mean {' or '.join(near)}?" if near else "."
            message = f"no code begins with {code!r}{question} `reftel explain` lists them."
            raise typer.BadParameter(message, param_hint=option)
    return found


def run(paths: Sequence[str], wanted: Wanted, *, text_column: str, json: bool, quiet: bool) -> int:
    """Read and write the findings; return the exit code."""
    sources = list(expand(paths, with_tables=bool(text_column)))
    check = Check(wanted, text_column)
    summary = check.summary
    read = read_sources(unpacked(sources, text_column))
    alone = check.alone(progress.shown(read, len(sources), quiet=quiet))
    if json:
        _write_json(alone, check.across(), summary)
    else:
        written = _write_lines(chain(alone, check.across()))
        if not quiet and sources:
            sys.stdout.write("\n" * bool(written))
            _write_summary(summary)
    if not sources:
        progress.say_empty(paths)
    return int(not sources or bool(summary.with_errors or summary.refusals))


def _write_lines(found: Iterable[Checked]) -> int:
    """Write a line for each finding and each refused file; return how many."""
    written = 0
    for outcome, chosen in found:
        path = paint(safe_path(outcome.path), "bold")
        if outcome.refused:
            sys.stdout.write(f"{path}: {paint('refused', 'error')} {safe(outcome.refused)}\n")
        places = Places(outcome.telegram.text if outcome.telegram else "")
        for each in chosen:
            place = places.place(each.span)
            sys.stdout.write(f"{path}:{place.line}:{place.column}: {heading(each)}\n")
        written += len(chosen) + bool(outcome.refused)
    return written


def _write_summary(summary: Summary) -> None:
    typer.echo(progress.told(summary))
    for reason in progress.reasons(summary):
        typer.echo(safe(reason))


def _write_json(alone: Iterable[Checked], across: Iterable[Checked], summary: Summary) -> None:
    out = utf8(sys.stdout)
    out.write('{"files": ')
    with json_array(out) as array:
        for outcome, chosen in alone:
            unread = {"refused": outcome.refused or None, "listed": outcome.listed or None}
            array.add({**_path(outcome), **unread, **_found(outcome, chosen)})
    # The files are written by now; what they show together cannot stand with each of them.
    out.write(',\n"across": ')
    with json_array(out) as array:
        for outcome, chosen in across:
            array.add({**_path(outcome), **_found(outcome, chosen)})
    out.write(f',\n"summary": {indented(_counts(summary))}}}\n')


def _path(outcome: Outcome) -> dict[str, Any]:
    return {"path": unicode_path(outcome.path)}


def _found(outcome: Outcome, chosen: list[Diagnostic]) -> dict[str, Any]:
    places = Places(outcome.telegram.text if outcome.telegram else "")
    return {
        "diagnostics": [
            {
                "code": each.code,
                "severity": each.severity,
                "message": each.message,
                "span": each.span,
                **places.place(each.span)._asdict(),
            }
            for each in chosen
        ],
    }


def _counts(summary: Summary) -> dict[str, Any]:
    return {
        "files": summary.files,
        "read": summary.telegrams,
        "with_errors": summary.with_errors,
        "with_warnings": summary.with_warnings,
        "refused": summary.refused,
        "listed": summary.listed,
        "seconds": round(summary.seconds, 3),
        "rate": round(summary.rate, 1),
    }
