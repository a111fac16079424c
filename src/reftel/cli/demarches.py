"""`reftel demarches`: the log, what is not yet reported, who was not approached."""

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reftel.cli.dossier import day
from reftel.cli.output import indented
from reftel.cli.show import console
from reftel.cli.terminal import safe
from reftel.dossier.dossier import Dossier
from reftel.dossier.log import Approach, approaches, is_of, unapproached
from reftel.dossier.records import Demarche, Step

STYLES = {"planned": "dim", "instructed": "yellow", "delivered": "cyan", "answered": "green"}


def run(folder: str, words: str, *, open_only: bool, json: bool) -> None:
    """Print the log as of a day."""
    dossier = Dossier(folder)
    on = day(words)
    found = approaches(dossier, on)
    if open_only:
        found = [each for each in found if each.state in {"planned", "instructed"}]
    missed = unapproached(dossier, on)
    if json:
        typer.echo(indented({"approaches": found, "not approached": missed}))
        return
    out = console(sys.stdout)
    for demarche in dossier.demarches:
        mine = [each for each in found if each.demarche == demarche.id]
        if mine:
            _demarche(out, dossier, demarche, mine)
    none = "nothing is planned or waits for a report" if open_only else "no démarche yet"
    _summary(out, dossier, _counted(dossier, found) or none, missed, on)


def _demarche(out: Console, dossier: Dossier, demarche: Demarche, mine: list[Approach]) -> None:
    by = " and ".join(dossier.actors.name_of(each) for each in demarche.by)
    joint = " jointly" if len(demarche.by) > 1 else ""
    place = f" · {demarche.place}" if demarche.place else ""
    out.print(Text(safe(demarche.title), style="bold"))
    out.print(Text(safe(f"{by}{joint}{place}"), style="dim"))
    shown = {id(step) for each in mine for step in each.steps}
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(overflow="fold")
    for step in demarche.step:
        if id(step) in shown:
            what = f"planned {step.kind}" if step.planned else step.kind
            grid.add_row(safe(step.on), what, _step(dossier, step))
    out.print(Padding(grid, (0, 0, 0, 2), expand=False))
    _states(out, dossier, mine)
    out.print()


def _step(dossier: Dossier, step: Step) -> Text:
    """Return who did what to whom, the answer, and where it stands."""
    name = dossier.actors.name_of
    who = ", ".join(name(each) for each in (step.post, step.by) if each)
    if step.level:
        who = f"{who} ({step.level})" if who else step.level
    to = name(step.recipient) if step.recipient else ", ".join(map(name, step.to))
    parts = [who, f"to {to}" if to else "", step.place]
    if step.nonpaper:
        parts.append(f"non-paper {step.nonpaper}")
    told = Text(safe(" · ".join(each for each in parts if each)))
    if step.answer:
        told.append("\n" * bool(told.plain)).append(safe(step.answer), style="italic")
    by = f"by {step.telegram}" if step.telegram not in step.cite else ""
    where = ", ".join(each for each in (step.cite, by) if each)
    return told.append("\n" * bool(told.plain)).append(safe(where), style="dim")


def _states(out: Console, dossier: Dossier, mine: list[Approach]) -> None:
    """Print how far it is with whom, those alike on one line."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in mine:
        late = f", overdue since {each.due}" if each.is_overdue else ""
        due = f", due {each.due}" if each.due and each.state == "instructed" else ""
        told = (each.state, f"{each.state}{late or due}")
        groups.setdefault(told, []).append(dossier.actors.name_of(each.to))
    for (state, words), names in groups.items():
        text = Text.assemble((words, STYLES[state]), f": {safe(', '.join(names))}")
        out.print(Padding(text, (0, 0, 0, 2), expand=False))


def _counted(dossier: Dossier, found: Iterable[Approach]) -> str:
    """Return how many approaches of the dossier's side are how far; "" where there are none."""
    counts = Counter(
        each.state for each in found if is_of(dossier, each.demarche, dossier.title.side)
    )
    return ", ".join(f"{counts[state]} {state}" for state in STYLES if counts[state])


def _summary(out: Console, dossier: Dossier, told: str, missed: list[str], on: date | None) -> None:
    when = f"as of {on}: " if on else ""
    out.print(Text(f"{when}{told}", style="bold"))
    if missed:
        names = ", ".join(map(dossier.actors.name_of, missed))
        audience = dossier.actors.name_of(dossier.title.audience)
        out.print(Text(f"not approached of {safe(audience)}: {safe(names)}"))
