"""`reftel mandates`: terms, what they lead to, and a calendar."""

import sys
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reftel.cli.dossier import day
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.show import console
from reftel.cli.terminal import safe, safe_path
from reftel.dossier.calendar import Event, Term, events, terms
from reftel.dossier.dossier import Dossier


def run(folder: str, words: str, ics: str, *, json: bool) -> None:
    """Print terms and what is due, write the calendar."""
    dossier = Dossier(folder)
    on = day(words)
    held = terms(dossier, on)
    due = events(dossier, on)
    if ics:
        # icalendar takes longer to load than all the rest.
        from reftel.desk.dossiers.calendars import calendar  # noqa: PLC0415

        Path(ics).write_bytes(calendar(dossier, due))
        typer.echo(f"{counted(len(due), 'event')} in {safe_path(ics)}", err=True)
    if json:
        typer.echo(indented({"terms": held, "due": due}))
        return
    out = console(sys.stdout)
    for each in held:
        _term(out, dossier, each)
    if due:
        out.print(Text("\ndue" + (f" from {on} on" if on else ""), style="bold"))
    out.print(_due(due))


def _term(out: Console, dossier: Dossier, term: Term) -> None:
    mandate = term.mandate
    name = dossier.actors.name_of(mandate.body)
    text = dossier.texts.get(mandate.basis)
    basis = (text.symbol or text.title) if text else mandate.basis
    open_end = "" if mandate.expiry else ", no fixed term"
    length = f", {mandate.months} months" if mandate.months else open_end
    out.print(Text.assemble((safe(name), "bold"), f"  {safe(basis)}"))
    until = f" to {mandate.expiry}" if mandate.expiry else ""
    line = f"  {mandate.adopted or 'adopted on a day not known'}{until}{length}"
    out.print(Text(safe(line)))
    if term.left is not None:
        told = f"{counted(term.left, 'day')} left" if term.left >= 0 else "ended"
        out.print(Text(f"  {told}", style="yellow" if 0 <= term.left <= 90 else ""))
    if term.renewed_by:
        lead = f", {counted(term.lead, 'day')} before its end" if term.lead is not None else ""
        out.print(Text(f"  renewed by {safe(term.renewed_by)}{lead}"))
    out.print(Text(f"  {safe(mandate.cite)}", style="dim"))


def _due(due: list[Event]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(overflow="fold")
    for each in due:
        words = Text(safe(each.what)).append(f"\n{safe(each.cite)}", style="dim")
        grid.add_row(f"  {each.on} {each.at}".rstrip(), each.kind, words)
    return grid
