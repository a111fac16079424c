"""`reftel date`: when a telegram that nobody holds was sent."""

import sys
from collections.abc import Sequence

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


def run(mrn: str, paths: Sequence[str], *, json: bool) -> int:
    """Read the telegrams at hand, and write what they tell; return the exit code.

    Raises BadParameter for what is no number with its year.
    """
    clock = Clock(each.telegram for each in read_many(paths) if each.telegram)
    try:
        dated = clock.date(mrn)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="MRN") from None
    if not clock.known:
        progress.say_empty(paths)
        return 1
    if json:
        typer.echo(indented(dated))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(dated))
    return 0


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
