"""`reftel facts`: a page on a person, a state, a body or a post."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import typer

from reftel.archive.archive import Archive
from reftel.archive.facts import Counted, Facts, Named, Occasion
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.reader import session
from reftel.cli.terminal import paint, safe, width
from reftel.telegram.mentions import MentionKind

BARS = "▁▂▃▄▅▆▇█"
SHOWN = 8  # names in a row
WIDTH = 79
SURE = 0.75  # below it a likelihood is told
LABEL = 10  # columns before what is told


class Wish(NamedTuple):
    """How the answer is wanted. newest: in how many telegrams the places are told."""

    newest: int
    json: bool


def run(folder: str, clearance: str, kind: MentionKind, words: str, wish: Wish) -> int:
    """Print the facts; return the exit code, 1 where no telegram names the words."""
    with Archive(folder) as archive:
        found = session(archive, clearance).facts(kind, words, wish.newest)
    if wish.json:
        typer.echo(indented(found))
    elif found.telegrams:
        typer.echo("\n".join(page(found)))
    else:
        typer.echo(f"no telegram names {safe(found.name)}")
    return 0 if found.telegrams else 1


def page(found: Facts) -> Iterator[str]:
    """Yield the lines of a page."""
    yield f"{paint(safe(found.name), 'bold')}  {counted(found.telegrams, 'telegram')}"
    yield from _labelled("first", _occasion(found.first))
    yield from _labelled("last", _occasion(found.last))
    if found.kind == "post":
        yield from _labelled("sent", [f"{found.sent:,}"])
        yield from _labelled("got", [f"{found.received:,}"])
    yield from _labelled("named as", _names(found.forms))
    yield from _labelled("people", _names(found.people))
    yield from _labelled("states", _names(found.states))
    yield from _labelled("bodies", _names(found.bodies))
    yield from _labelled("from", _names(found.senders))
    if found.months:
        yield ""
        yield from pictured(found.months)
    if found.places:
        yield ""
        yield from _places(found.places)


def pictured(months: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Yield a line for each year with a bar for each month; the highest is the most."""
    most = max(count for _, count in months)
    yield f"{'':{LABEL}}J F M A M J J A S O N D"
    for year, group in groupby(months, lambda each: each[0][:4]):
        by_month = {int(month[5:]): count for month, count in group}
        bars = " ".join(_bar(by_month.get(month, 0), most) for month in range(1, 13))
        yield f"{year:{LABEL}}{bars}  {sum(by_month.values()):,}"


def _bar(count: int, most: int) -> str:
    return BARS[(len(BARS) * count - 1) // most] if count else "·"


def _occasion(one: Occasion | None) -> list[str]:
    return [f"{one.day.isoformat()}  {safe(one.telegram)}"] if one else []


def _names(values: Sequence[Counted]) -> list[str]:
    shown = [f"{safe(each.name)} {each.telegrams:,}" for each in values[:SHOWN]]
    return [*shown, f"and {len(values) - SHOWN:,} more"] if len(values) > SHOWN else shown


def _labelled(label: str, values: Sequence[str]) -> Iterator[str]:
    """Yield values behind a label, on as many lines as they take; nothing where there are none."""
    line = ""
    start = f"{label:{LABEL}}"
    for value in values:
        if line and width(line) + width(value) + LABEL + 3 > WIDTH:
            yield paint(start, "dim") + line
            start, line = " " * LABEL, ""
        line = f"{line} · {value}" if line else value
    if line:
        yield paint(start, "dim") + line


def _places(places: Sequence[Named]) -> Iterator[str]:
    for name, group in groupby(places, lambda each: each.telegram):
        found = [*group]
        day = found[0].sent.date().isoformat() if found[0].sent else " " * LABEL
        parts = ["subject"] if any(each.part == "subject" for each in found) else []
        parts += _paragraphs(found)
        best = max(each.likelihood for each in found)
        doubt = "" if best >= SURE else f"  (likelihood {best:.2f})"
        yield f"{day}  {safe(name)}: {', '.join(parts)}{doubt}"


def _paragraphs(found: Sequence[Named]) -> list[str]:
    """Return `paras 1, 3-5`; a paragraph without number by its place, in brackets."""
    told = {each.paragraph: each.number for each in found if each.paragraph is not None}
    if not told:
        return []
    ranges: list[list[int]] = []
    for at in sorted(told):
        number = told[at]
        if number is not None and ranges and ranges[-1][-1] == number - 1:
            ranges[-1][1:] = [number]
        elif number is not None:
            ranges.append([number])
    words = ["-".join(map(str, each)) for each in ranges]
    words += [f"[{at + 1}]" for at in sorted(told) if told[at] is None]
    return [f"{'paras' if len(told) > 1 else 'para'} {', '.join(words)}"]
