"""`reftel date`: when a telegram that nobody holds was sent."""

import csv
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import typer

from reftel.cli import progress
from reftel.cli.output import indented
from reftel.cli.terminal import paint, safe
from reftel.desk.batch import read_many
from reftel.desk.dating import Bound, Clock, Dated

GROUNDS = {
    "year": "the year",
    "series": "next to it in the series",
    "cited": "refers to it",
    "dated by a reference": "refers to it with its date",
}


def run(mrn: str, paths: Sequence[str], table: str, *, json: bool) -> int:
    """Read the telegrams at hand, and write what they tell; return the exit code.

    table: a CSV file with columns mrn and date, "" for none. Raises BadParameter for what is no
    number with its year, and for a table that cannot be read.
    """
    clock = Clock(each.telegram for each in read_many(paths) if each.telegram)
    if table:
        _add(clock, table)
    try:
        dated = clock.date(mrn)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="MRN") from None
    if not clock.known:
        progress.say_empty([*paths, *([table] if table else [])])
        return 1
    if json:
        typer.echo(indented(dated))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(dated))
    return 0


def _add(clock: Clock, table: str) -> None:
    """Take the numbers of a table, as `reftel read --csv --fields mrn,date` writes one."""
    try:
        with Path(table).open(encoding="utf-8-sig", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), start=2):
                try:
                    clock.add_number(row["mrn"], datetime.fromisoformat(row["date"]))
                except (KeyError, ValueError) as error:
                    message = f"line {line} of {table}: mrn and date expected; {error}"
                    raise typer.BadParameter(message, param_hint="--table") from None
    except OSError as error:
        message = f"{table}: {(error.strerror or '').lower()}"
        raise typer.BadParameter(message, param_hint="--table") from None


def _lines(dated: Dated) -> list[str]:
    lines = [
        paint(safe(dated.mrn), "bold"),
        f"  not before  {_told(dated.earliest)}",
        f"  not after   {_told(dated.latest)}",
    ]
    if dated.estimate:
        lines.append(f"  about       {dated.estimate:%Y-%m-%d %H%MZ}  in step with its number")
    if dated.contradictory:
        told = "the bounds cross: one of these telegrams is out of order or misread"
        lines.append(f"  {paint(told, 'warning')}")
    return lines


def _told(bound: Bound) -> str:
    by = f"{safe(bound.by)}: " if bound.by else ""
    return f"{bound.time:%Y-%m-%d %H%MZ}  {by}{GROUNDS[bound.ground]}"
