"""`reftel date`: when a telegram that nobody holds was sent."""

import csv
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
import typer

from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.terminal import paint, safe, safe_path
from reftel.desk.batch import read_many
from reftel.desk.gathering import joined
from reftel.desk.outcome import Summary
from reftel.telegram.dating import Bound, Clock, Dated

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
    clock, summary = Clock(), Summary()
    for each in summary.watch(joined(read_many(paths))):
        if each.telegram:
            clock.add(each.telegram)
        elif each.refused:
            sys.stderr.write(f"{safe_path(each.path)}: {safe(each.refused)}\n")
    if table:
        _add(clock, table)
    try:
        dated = clock.date(mrn)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="MRN") from None
    if not clock.used:
        sys.stderr.write("reftel: no telegram with a date there; nothing to date by\n")
        return 1
    if json:
        typer.echo(indented({**msgspec.to_builtins(dated), "telegrams": clock.used}))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(dated))
    return int(bool(summary.refusals))


def _add(clock: Clock, table: str) -> None:
    """Take the numbers of a table, as `reftel read --csv --fields mrn,date` writes one.

    Rows without number or date tell nothing, and are counted.
    """
    left_out = 0
    try:
        with Path(table).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {"mrn", "date"} <= set(rows.fieldnames or ()):
                message = f"{table}: a first line with mrn and date expected"
                raise typer.BadParameter(message, param_hint="--table")
            for row in rows:
                if not row["mrn"] or not row["date"]:
                    left_out += 1
                    continue
                try:
                    clock.add_number(row["mrn"], datetime.fromisoformat(row["date"]))
                except ValueError as error:
                    message = f"line {rows.line_num} of {table}: {error}"
                    raise typer.BadParameter(message, param_hint="--table") from None
    except (OSError, UnicodeDecodeError) as error:
        words = error.strerror if isinstance(error, OSError) else "the text is not UTF-8"
        message = f"{table}: {(words or '').lower()}"
        raise typer.BadParameter(message, param_hint="--table") from None
    if left_out:
        sys.stderr.write(f"{table}: {counted(left_out, 'row')} without number or date\n")


def _lines(dated: Dated) -> list[str]:
    held = f"  sent        {dated.held:%Y-%m-%d %H%MZ}  it is at hand" if dated.held else ""
    lines = [
        paint(safe(dated.mrn), "bold"),
        *([held] if held else []),
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
