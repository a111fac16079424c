"""`reftel council`: bodies, members, power and whip counts on the terminal."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.show import console
from reftel.cli.terminal import safe, safe_path
from reftel.council.bodies import Body, body, names
from reftel.council.cheapest import Moves
from reftel.council.coalitions import Coalitions, coalitions
from reftel.council.errors import CouncilError
from reftel.council.game import game
from reftel.council.power import Power, PowerWithAbstention, power, power_with_abstention
from reftel.council.rules import Rule
from reftel.council.sitting import Sitting
from reftel.council.whip import CHANCES, Stand, WhipCount, whip

COLOURS = {
    "yes": "green",
    "lean yes": "green",
    "abstain": "yellow",
    "unknown": "dim",
    "lean no": "red",
    "no": "red",
}


class Count(NamedTuple):
    """What a whip count is asked for."""

    file: str = ""
    body: str = ""
    on: str = ""
    rule: str = ""
    parties: tuple[str, ...] = ()
    several: int = 3
    seed: int = 0
    picture: str = ""


def run_on(name: str, words: str, *, json: bool) -> None:
    """Print who sits on a day."""
    sitting = body(name).on(_day(words, "YYYY-MM-DD"))
    if json:
        typer.echo(indented(sitting))
        return
    out = console(sys.stdout)
    _head(out, sitting)
    if sitting.members:
        out.print(_members(sitting))
    for note in sitting.notes:
        out.print(Text(safe(note), style="dim"))


def run_bodies(*, json: bool) -> None:
    """Print the bodies with their rules."""
    held = [body(each) for each in names()]
    if json:
        typer.echo(indented([_described(each) for each in held]))
        return
    out = console(sys.stdout)
    for each in held:
        out.print(Text.assemble((each.code, "bold"), f"  {each.name}"))
        grid = Table.grid(padding=(0, 2, 0, 0))
        for rule in each.rules:
            grid.add_row(f"  {_dates(rule)}", Text(f"{rule.name}: {rule.says()}"))
        out.print(grid)


def run_power(  # noqa: PLR0913 - one parameter for each option
    name: str, on: str, rule: str, *, abstention: bool, seed: int, json: bool
) -> None:
    """Print the power of a body's members."""
    sitting = body(name).on(_day(on, "--on"))
    _see_members(sitting)
    chosen = sitting.rule(rule)
    played = game(chosen, sitting.members)
    found = (power_with_abstention if abstention else power)(played, seed=seed)
    if json:
        head = {"body": sitting.body, "on": sitting.on, "rule": chosen.name}
        typer.echo(indented({**head, "power": found}))
        return
    out = console(sys.stdout)
    _head(out, sitting, chosen)
    titles = {seat.code: seat.name for seat in sitting.members}
    out.print(_power(found, titles) if isinstance(found, Power) else _turns(found, titles))
    winning = f" ({found.winning:,} sets)" if isinstance(found, Power) and found.winning else ""
    what = "votes, yes, abstention and no alike likely" if abstention else "sets of members"
    out.print(Text(f"{found.act:.4%} of {what} pass a text{winning}"))
    if found.draws:
        out.print(Text(f"drawn, not counted: {found.draws:,} draws, seed {found.seed}"))


def run_whip(asked: Count, *, json: bool) -> None:
    """Print the whip count of a file, and draw it."""
    from reftel.desk.whip_file import stands  # noqa: PLC0415 - this command alone reads files

    sitting = body(asked.body).on(_day(asked.on, "--on"))
    _see_members(sitting)
    show_count(sitting, stands(asked.file, sitting), asked, json=json)


def show_count(sitting: Sitting, stands: Sequence[Stand], asked: Count, *, json: bool) -> None:
    """Print a whip count, and draw it."""
    parties = [sitting.find(each).code for each in asked.parties]
    count = whip(sitting, stands, rule=asked.rule, parties=parties, seed=asked.seed)
    ways = coalitions(sitting, count, parties=parties, several=asked.several)
    if asked.picture:
        from reftel.desk.whip_picture import write  # noqa: PLC0415 - matplotlib is slow to import

        write(count, sitting.rule(asked.rule), asked.picture)
        typer.echo(f"picture in {safe_path(asked.picture)}", err=True)
    if json:
        typer.echo(indented({"count": count, "coalitions": ways}))
        return
    out = console(sys.stdout)
    _head(out, sitting, sitting.rule(asked.rule))
    out.print(_rows(count))
    _verdict(out, count)
    _ways(out, ways, {seat.code: seat.name for seat in sitting.members})


def _day(words: str, hint: str) -> date:
    try:
        return date.fromisoformat(words) if words else date.today()
    except ValueError as error:
        message = f"{words!r} is no day; 2008-04-03 is the form"
        raise typer.BadParameter(message, param_hint=hint) from error


def _see_members(sitting: Sitting) -> None:
    if not sitting.members:
        message = (
            f"{sitting.body}: who sits is not in the tables; name the members in a TOML file "
            f'with extends = "{sitting.body}"'
        )
        raise CouncilError(message)


def _head(out: Console, sitting: Sitting, rule: Rule | None = None) -> None:
    out.print(Text.assemble((safe(sitting.name), "bold"), f" on {sitting.on}"))
    seated = counted(len(sitting.members), "member")
    if sitting.seats and sitting.seats != len(sitting.members):
        seated += f" known, of {sitting.seats} seats"
    out.print(Text(seated, style="dim"))
    for each in (rule,) if rule else sitting.rules:
        out.print(Text.assemble((f"{safe(each.name)}: ", "cyan"), safe(each.says())))


def _members(sitting: Sitting) -> Table:
    """Return the members; a column that nobody fills is left out."""
    weights = sorted({name for seat in sitting.members for name in seat.weights})
    grouped = any(seat.group for seat in sitting.members)
    kinds = {seat.capacity for seat in sitting.members} != {"member"}
    titles = ["", "code", *["seat"] * kinds, *["group"] * grouped, *weights, "since", "until"]
    table = _table(titles, numbers=set(weights))
    for seat in sitting.members:
        row = [seat.name, seat.code, *[seat.capacity] * kinds, *[seat.group] * grouped]
        row += [f"{seat.weights.get(name, 0):,.10g}" for name in weights]
        table.add_row(*map(safe, [*row, str(seat.since or ""), str(seat.until or "")]))
    return table


def _power(found: Power, titles: dict[str, str]) -> Table:
    drawn = found.draws > 0
    error = ["±"] * drawn
    titled = ["Banzhaf", "Shapley", *error, "absolute", *error, "prevent", "initiate"]
    table = _table(["", *titled], numbers=set(titled))
    for each in sorted(found.members, key=lambda each: (-round(each.banzhaf, 9), each.member)):
        errors = [f"{each.shapley_error:.5f}"] * drawn, [f"{each.absolute_error:.5f}"] * drawn
        table.add_row(
            safe(titles[each.member]),
            f"{each.banzhaf:.5f}",
            f"{each.shapley:.5f}",
            *errors[0],
            f"{each.absolute:.5f}",
            *errors[1],
            f"{each.prevent:.4f}",
            f"{each.initiate:.4f}",
        )
    return table


def _turns(found: PowerWithAbstention, titles: dict[str, str]) -> Table:
    columns = ["share", "no to yes", "no to abstain", "abstain to yes"]
    table = _table(["", *columns], numbers=set(columns))
    for each in sorted(found.members, key=lambda each: (-round(each.share, 9), each.member)):
        values = (each.share, each.no_to_yes, each.no_to_abstain, each.abstain_to_yes)
        table.add_row(safe(titles[each.member]), *(f"{value:.5f}" for value in values))
    return table


def _rows(count: WhipCount) -> Table:
    table = _table(["", "standing", "if yes", "if no", "evidence"], numbers={"if yes", "if no"})
    order = list(COLOURS)
    for row in sorted(count.rows, key=lambda row: (order.index(row.standing), row.name)):
        standing = f"{row.standing} (must abstain)" if row.obliged else row.standing
        table.add_row(
            safe(row.name) + (" *" if row.veto else ""),
            Text(standing, style=COLOURS[row.standing]),
            f"{row.if_yes:.0%}",
            f"{row.if_no:.0%}",
            safe("; ".join(row.evidence)),
        )
    return table


def _verdict(out: Console, count: WhipCount) -> None:
    out.print(Text("* has a veto; if yes, if no: how likely it then passes", style="dim"))
    for title, outcome in (("as they lean", count.now), ("firm only", count.firm)):
        told = "passes" if outcome.passed else "fails"
        line = Text(f"{title}: {outcome.yes}-{outcome.no}-{outcome.abstain}, ")
        line.append(told, style="green" if outcome.passed else "red")
        out.print(line.append(f" ({safe(outcome.why)})"))
    error = f" ± {count.error:.1%}" if count.error else ""
    likely = f"likely to pass: {count.probability:.1%}{error}"
    out.print(Text(f"{likely}, if members vote independently"))
    assumed = ", ".join(
        f"{standing} {100 * each.yes:g}/{100 * each.abstain:g}/{100 * each.no:g}"
        for standing, each in CHANCES.items()
    )
    out.print(Text(f"assumed, yes/abstain/no in percent: {assumed}", style="dim"))


def _ways(out: Console, ways: Coalitions, titles: dict[str, str]) -> None:
    for title, moves in (("cheapest to pass", ways.to_pass), ("cheapest to fail", ways.to_fail)):
        if moves and not moves[0].moves:
            continue
        out.print(Text(title if moves else f"{title}: no moves do it", style="bold"))
        for each in moves:
            out.print(Text(f"  {each.cost:g}: {_told(each, titles)}"))
    if ways.alone:
        told = ", ".join(f"{safe(titles[each.member])} ({each.cost:g})" for each in ways.alone)
        out.print(Text("can block alone", style="bold").append(f": {told}", style="not bold"))
    out.print(Text("cheapest to block, though all others vote yes", style="bold"))
    for each in ways.to_block:
        out.print(Text(f"  {each.cost:g}: {_told(each, titles)}"))


def _told(moves: Moves, titles: dict[str, str]) -> str:
    return ", ".join(f"{safe(titles[each.member])} {each.after}" for each in moves.moves)


def _table(titles: Iterable[str], numbers: set[str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for at, title in enumerate(titles):
        table.add_column(
            title,
            justify="right" if title in numbers else "left",
            no_wrap=title != "evidence" and at > 0,
            overflow="fold",
        )
    return table


def _dates(rule: Rule) -> str:
    return f"{rule.since or '...'} to {rule.until or '...'}"


def _described(each: Body) -> dict[str, object]:
    head = {"code": each.code, "name": each.name, "note": each.note, "source": each.source}
    return {**head, "confidence": each.confidence, "seats": each.seats, "rules": each.rules}
