"""`reftel demarches`: the log, what is not yet reported, who was not approached."""

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date

import typer
from rich.console import Console
from rich.text import Text

from reftel.cli.dossier import day
from reftel.cli.output import indented
from reftel.cli.show import console
from reftel.cli.terminal import safe
from reftel.dossier.dossier import Dossier
from reftel.dossier.log import Approach, approaches, unapproached
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
    _summary(out, dossier, found, missed, on)


def _demarche(out: Console, dossier: Dossier, demarche: Demarche, mine: list[Approach]) -> None:
    by = " and ".join(dossier.actors.name_of(each) for each in demarche.by)
    joint = " jointly" if len(demarche.by) > 1 else ""
    place = f" · {demarche.place}" if demarche.place else ""
    out.print(Text.assemble((safe(demarche.title), "bold"), (safe(f"  {by}{joint}{place}"), "dim")))
    shown = {id(step) for each in mine for step in each.steps}
    for step in demarche.step:
        if id(step) in shown:
            _step(out, dossier, step)
    for approach in mine:
        late = f", overdue since {approach.due}" if approach.is_overdue else ""
        due = f", due {approach.due}" if approach.due and approach.state == "instructed" else ""
        state = f"{approach.state}{late or due}"
        name = dossier.actors.name_of(approach.to)
        out.print(Text.assemble("  → ", safe(name), "  ", (state, STYLES[approach.state])))
    out.print()


def _step(out: Console, dossier: Dossier, step: Step) -> None:
    """Print a step in two lines: what, then where it stands."""
    name = dossier.actors.name_of
    who = ", ".join(filter(None, (name(step.post) if step.post else "", name(step.by))))
    if step.level:
        who = f"{who} ({step.level})" if who else step.level
    what = "planned " * step.planned + step.kind
    to = name(step.recipient) if step.recipient else ", ".join(map(name, step.to))
    parts = [who, f"to {to}" if to else "", step.place]
    if step.nonpaper:
        parts.append(f"non-paper {step.nonpaper}")
    told = " · ".join(each for each in parts if each)
    words = Text.assemble(
        f"  {safe(step.on or '          ')}  ", (f"{what:<12}", "cyan"), f" {safe(told)}"
    )
    out.print(words, soft_wrap=False)
    if step.answer:
        out.print(Text(f"              “{safe(step.answer)}”", style="italic"))
    where = step.cite if step.telegram in step.cite else f"{step.cite}, by {step.telegram}"
    out.print(Text(f"              {safe(where)}", style="dim"))


def _summary(
    out: Console, dossier: Dossier, found: Iterable[Approach], missed: list[str], on: date | None
) -> None:
    counts = Counter(each.state for each in found)
    told = [f"{counts[state]} {state}" for state in STYLES if counts[state]]
    when = f"as of {on}: " if on else ""
    out.print(Text(f"{when}{', '.join(told) or 'nothing'}", style="bold"))
    if missed:
        names = ", ".join(map(dossier.actors.name_of, missed))
        audience = dossier.actors.name_of(dossier.title.audience)
        out.print(Text(f"not approached of {safe(audience)}: {safe(names)}"))
