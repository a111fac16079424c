"""What is not there: telegrams that others cite, and gaps in the series of numbers."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from reftel.archive.graph.bounds import bounded, number_of
from reftel.archive.graph.walking import Known, Node
from reftel.telegram.model import Record

LIMIT = 20


class Missing(Record, frozen=True, kw_only=True):
    """A telegram that is cited and not held, with the bounds of its time, and who cites it."""

    node: Node
    cited_by: tuple[str, ...]


class Gap(Record, frozen=True, kw_only=True):
    """Numbers that are not held, first to last, both included."""

    first: int
    last: int


class Series(Record, frozen=True, kw_only=True):
    """The numbers of a post and year. first, last: the lowest and the highest that are held.

    held: how many are. share: of those from first to last. gaps: what is missing between them;
    what lies beyond is not known.
    """

    post: str
    year: int
    first: int
    last: int
    held: int
    share: float
    gaps: tuple[Gap, ...]


def missing(known: Known, names: Iterable[str]) -> list[Missing]:
    """Return absent telegrams with who likely cites them and their bounds, in the given order."""
    wanted = [*names]
    links = [*known.citing(wanted)]
    citing: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.likelihood >= 0.5:
            citing[link.target].append(link.source)
    nodes = bounded(known, [Node(name=each) for each in wanted], links)
    return [Missing(node=each, cited_by=tuple(sorted(citing[each.name]))) for each in nodes]


def series(names: Iterable[str]) -> list[Series]:
    """Return the series of numbers that are held, by post and year."""
    numbers: dict[tuple[str, int], set[int]] = defaultdict(set)
    for name in names:
        number = number_of(name)
        if number:
            numbers[number.post, number.year].add(number.number)
    return [_one(post, year, sorted(held)) for (post, year), held in sorted(numbers.items())]


def _one(post: str, year: int, held: list[int]) -> Series:
    first, last = held[0], held[-1]
    return Series(
        post=post,
        year=year,
        first=first,
        last=last,
        held=len(held),
        share=round(len(held) / (last - first + 1), 4),
        gaps=tuple(
            Gap(first=one + 1, last=other - 1) for one, other in pairwise(held) if other - one > 1
        ),
    )
