"""`reftel dossier agree`: how far coders agree, and what they have to settle."""

import sys
from collections.abc import Sequence

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.show import console
from reftel.cli.terminal import safe
from reftel.dossier.agreement import Agreement, Difference, Measure, Said, agreement
from reftel.dossier.coded_units import of_one, of_two
from reftel.dossier.dossier import Dossier

NONE = "–"


def run(folder: str, other: str, coders: Sequence[str], seed: int, *, json: bool) -> None:
    """Print the agreement and the differences."""
    if other and coders:
        message = "two dossiers are two coders; --coders is for one dossier"
        raise typer.BadParameter(message, param_hint="--coders")
    one = Dossier(folder)
    found = agreement(of_two(one, Dossier(other)) if other else of_one(one, coders), seed)
    if json:
        typer.echo(indented(found))
        return
    out = console(sys.stdout)
    _heading(out, found)
    _measures(out, found.measures)
    if found.differences:
        out.print(Text(f"\n{counted(len(found.differences), 'difference')} to settle", "bold"))
    for each in found.differences:
        _difference(out, each)


def _heading(out: Console, found: Agreement) -> None:
    out.print(Text(safe(" and ".join(found.coders)), style="bold"))
    out.print(
        f"{counted(found.sources, 'source')} coded by all,"
        f" {counted(found.units, 'unit')}, {found.both:,} found by all"
    )
    for each in found.notes:
        out.print(Text(safe(each), style="dim"))


def _measures(out: Console, measures: Sequence[Measure]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in ("field", "scale"):
        table.add_column(name, no_wrap=True)
    for name in ("units", "agree", "kappa", "alpha", "95 of 100"):
        table.add_column(name, justify="right", no_wrap=True)
    for each in measures:
        between = NONE if each.low is None else f"{_number(each.low)} {_number(each.high)}"
        numbers = (each.agreement, each.kappa, each.alpha)
        table.add_row(each.field, each.scale, str(each.units), *map(_number, numbers), between)
    out.print(table)
    for each in measures:
        for note in each.notes:
            out.print(Text(safe(f"{each.field}: {note}"), style="dim"))


def _number(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"


def _difference(out: Console, each: Difference) -> None:
    where = f"{each.source}#{each.paragraph}" if each.paragraph else each.source
    what = ", ".join(each.fields) or f"not found by {', '.join(each.missing)}"
    out.print()
    out.print(Text.assemble((safe(f"{where} {each.actor}"), "bold"), f"  {safe(what)}"))
    for row in each.rows:
        _row(out, row)


def _row(out: Console, row: Said) -> None:
    said = " · ".join(filter(None, [row.provision, row.stance, row.source, row.strength]))
    out.print(Text.assemble((f"  {safe(row.coder)}  ", "cyan"), safe(said)))
    if row.quote:
        out.print(Text(f"    “{safe(row.quote)}”", style="italic"))
    # A place is not broken: a terminal that opens files takes it whole.
    out.print(Text(f"    {safe(row.place)}", style="dim"), soft_wrap=True)
