"""Bounds of the time of telegrams whose own is not known: from their series and who cites them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from reftel.archive.graph.walking import Known, Link, Node
from reftel.telegram.dating import Clock, Mark
from reftel.telegram.series import Number, numbered

SURE = 0.9  # likelihood from which a reference is a bound: its year is no guess
NEAR = 8  # numbers on either side that are asked for by name, before the series is gone through
AFTER_FIGURES = ":"  # the sign behind 9: all numbers of a series come before it

Marks = Sequence[Mark]


def bounded(
    known: Known, nodes: Iterable[Node], citing: Iterable[Link] | None = None
) -> list[Node]:
    """Return nodes; those whose time is not known have its bounds, where their number gives any.

    citing: links to them that are known already, else they are asked for.
    """
    given = list(nodes)
    numbers = {each.name: number for each in given if not each.sent and (number := _number(each))}
    clock = _clock(known, list(numbers.values()))
    for link in known.citing(sorted(numbers)) if citing is None else citing:
        if link.sent and link.target in numbers and link.likelihood >= SURE:
            clock.cite(link.target, link.sent, link.source)
    return [
        replace(each, dated=clock.date(each.name)) if each.name in numbers else each
        for each in given
    ]


def number_of(name: str) -> Number | None:
    """Return a number of the series of a post and year; None of pairs, networks, other names."""
    try:
        number = numbered(name)
    except ValueError:
        return None
    return number if number.mrn == name and "-" not in number.post else None


def _number(node: Node) -> Number | None:
    return number_of(node.name)


def _clock(known: Known, numbers: Sequence[Number]) -> Clock:
    """Return a clock that has the next lower and the next higher number of each."""
    near = _near(known, numbers)
    far: dict[tuple[int, str], list[Mark]] = {}
    taken: set[tuple[str, Mark]] = set()
    for number in numbers:
        key = number.year, number.post
        marks = _beside(near[key], number.number)
        if len(marks) < 2:
            if key not in far:
                far[key] = _series(known, number)
            marks = _beside(far[key], number.number)
        taken.update((number.post, mark) for mark in marks)
    clock = Clock()
    for post, mark in sorted(taken):
        clock.mark(post, mark.time.year, mark)
    return clock


def _near(known: Known, numbers: Sequence[Number]) -> dict[tuple[int, str], list[Mark]]:
    """Return what is held of the numbers next to those, by series, sorted."""
    names = {
        f"{each.year % 100:02}{each.post}{beside}"
        for each in numbers
        for beside in range(max(1, each.number - NEAR), each.number + NEAR + 1)
    }
    found: dict[tuple[int, str], list[Mark]] = defaultdict(list)
    for name, sent in known.sent(sorted(names)):
        _add(found, name, sent)
    for marks in found.values():
        marks.sort()
    return found


def _series(known: Known, of: Number) -> list[Mark]:
    """Return all that is held of the series of a number, sorted."""
    start = f"{of.year % 100:02}{of.post}"
    found: dict[tuple[int, str], list[Mark]] = defaultdict(list)
    for name, sent in known.series(f"{start}0", f"{start}{AFTER_FIGURES}"):
        _add(found, name, sent)
    return sorted(found[of.year, of.post])


def _add(found: dict[tuple[int, str], list[Mark]], name: str, sent: datetime | None) -> None:
    """Add a number with its time; one sent in another year is no mark."""
    number = number_of(name)
    if number and sent and sent.year == number.year:
        found[number.year, number.post].append(Mark(number.number, sent, number.mrn))


def _beside(marks: Marks, number: int) -> list[Mark]:
    """Return the next lower and the next higher of sorted marks, where there are."""
    below = bisect_left(marks, number, key=lambda each: each.number)
    above = bisect_right(marks, number, key=lambda each: each.number)
    return [*marks[max(0, below - 1) : below], *marks[above : above + 1]]
