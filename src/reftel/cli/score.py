"""`reftel score`: the track record on the terminal."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reftel.cli.output import indented
from reftel.cli.show import console
from reftel.cli.terminal import safe, safe_path
from reftel.council.score.intervals import Share
from reftel.council.score.limits import limits
from reftel.council.score.pairs import Pair
from reftel.council.score.scoring import TrackRecord, score
from reftel.desk.scoring.files import Fault, read_forecasts, read_outcomes
from reftel.desk.scoring.picture import counted, picture


class Asked(NamedTuple):
    """What is asked: a file for the picture, the bootstrap's seed, a base rate, or JSON."""

    svg: str
    seed: int
    base_rate: float | None
    json: bool


def run(forecasts: str, outcomes: str, asked: Asked) -> int:
    """Print the track record; return 1 where a line could not be read."""
    if asked.base_rate is not None and not 0 < asked.base_rate < 1:
        message = f"{asked.base_rate:g} is not over 0 and under 1"
        raise typer.BadParameter(message, param_hint="--base-rate")
    made, faults = read_forecasts(forecasts)
    came, more = read_outcomes(outcomes)
    faults += more
    record = score(made, came, seed=asked.seed, base_rate=asked.base_rate)
    if asked.svg:
        _draw(asked.svg, record)
    if asked.json:
        told = {"record": record, "limits": list(limits(record)), "faults": _as_json(faults)}
        typer.echo(indented(told))
    else:
        _print(console(sys.stdout), record, is_own_rate=asked.base_rate is None)
        for each in faults:
            left_out = "; not scored" if each.is_left_out else ""
            typer.echo(f"{safe_path(each.place)}: {safe(each.message)}{left_out}", err=True)
    return int(any(each.is_left_out for each in faults))


def _draw(path: str, record: TrackRecord) -> None:
    from reftel.desk.pictures import svg  # noqa: PLC0415 - matplotlib is slow to import

    try:
        Path(path).write_text(svg(picture(record)), encoding="utf-8")
    except OSError as error:
        message = f"{safe_path(path)}: {(error.strerror or '').lower()}"
        raise typer.BadParameter(message, param_hint="--svg") from None


def _as_json(faults: Sequence[Fault]) -> list[dict[str, object]]:
    return [each._asdict() for each in faults]


def _print(out: Console, record: TrackRecord, *, is_own_rate: bool) -> None:
    out.print(Text(f"Track record: {counted(record)}", style="bold"))
    _table(out, "Absolute errors, on a scale from 0 to 100", _points(record))
    _table(out, "Two models on the same issues", _pairs(record.pairs))
    _table(out, "Intervals", _intervals(record))
    rate = "the share that came, known only afterwards" if is_own_rate else "as given"
    _table(out, f"Probabilities of events; base rate: {rate}", _events(record))
    _list(out, "What this does not show", list(limits(record)))
    _list(out, "Not scored", record.left_out)


def _points(record: TrackRecord) -> Iterator[Sequence[str]]:
    yield "", "issues", "mean", "median", "within 5", "within 10", "within 20"
    for model in record.models:
        of = model.points
        if of:
            shares = (f"{each:.0%}" for each in (of.within_5, of.within_10, of.within_20))
            yield model.name, f"{of.cases}", f"{of.mean:.1f}", f"{of.median:.1f}", *shares


def _pairs(pairs: Sequence[Pair]) -> Iterator[Sequence[str]]:
    yield "", "issues", "difference", "95%", "p", "of all", "nearer"
    for each in pairs:
        span = "–" if each.low is None else f"{each.low:+.1f} to {each.high:+.1f}"
        first, second, _ = each.nearer
        chances = map(_chance, (each.p, each.p_of_all))
        name = f"{each.first} – {each.second}"
        yield name, f"{each.cases}", f"{each.difference:+.1f}", span, *chances, f"{first}:{second}"


def _chance(p: float | None) -> str:
    if p is None:
        return "–"
    return "<0.01" if p < 0.01 else f"{p:.2f}"


def _intervals(record: TrackRecord) -> Iterator[Sequence[str]]:
    yield "", "level", "held", "share", "95%", "mean width"
    for model in record.models:
        for each in model.coverage:
            held = each.held
            share = (f"{held.times} of {held.cases}", f"{held.share:.0%}", _bounds(held))
            yield model.name, f"{each.level:.0%}", *share, f"{each.width:.0f}"


def _events(record: TrackRecord) -> Iterator[Sequence[str]]:
    yield "", "events", "Brier", "log", "base rate", "its Brier", "its log"
    for model in record.models:
        of = model.events
        if of:
            rate = (f"{of.base_rate:.2f}", f"{of.base_brier:.3f}", f"{of.base_log:.3f}")
            yield model.name, f"{of.cases}", f"{of.brier:.3f}", f"{of.log:.3f}", *rate


def _bounds(share: Share) -> str:
    return f"{share.low:.0%} to {share.high:.0%}"


def _table(out: Console, title: str, rows: Iterator[Sequence[str]]) -> None:
    head = next(rows)
    told = list(rows)
    if not told:
        return
    out.print()
    out.print(Text(title, style="bold"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    for at in range(len(head)):
        grid.add_column(justify="right" if at else "left", no_wrap=at > 0, overflow="fold")
    grid.add_row(*(Text(each, style="dim") for each in head))
    for row in told:
        grid.add_row(*(Text(safe(each)) for each in row))
    out.print(Padding(grid, (0, 0, 0, 2), expand=False))


def _list(out: Console, title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    out.print()
    out.print(Text(title, style="bold"))
    for each in lines:
        out.print(Padding(Text(safe(each)), (0, 0, 0, 2), expand=False))
