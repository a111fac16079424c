"""Where labels stand so that none covers another: geometry alone, in inches."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi, sin
from typing import NamedTuple

DIRECTIONS = 16
# Each ring of places around a point, further out than the one before.
RINGS = (1.0, 1.5, 2.2, 3.0, 4.0, 5.5, 7.0, 9.0)


class Box(NamedTuple):
    """A rectangle."""

    left: float
    low: float
    right: float
    high: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two have an area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.low <= other.low
            and other.high <= self.high
        )


def box_around(x: float, y: float, width: float, height: float) -> Box:
    """Return the box of a size with its middle at a point."""
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def tiers(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return the row in which each span (left, right) stands, from 0; none overlaps in its row.

    Spans are put from left to right into the first row that is free: no arrangement has fewer.
    """
    rows: list[float] = []
    found = [0] * len(spans)
    for at in sorted(range(len(spans)), key=lambda at: spans[at]):
        left, right = spans[at]
        free = next((row for row, end in enumerate(rows) if end <= left), len(rows))
        rows[free : free + 1] = [right]
        found[at] = free
    return found


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles near those wanted, in the same order, so that sizes do not overlap.

    All lie between low and high where there is room for their sizes; else some stand above high.
    Neighbours that would overlap become a block, whose middle is the mean of what its parts want:
    the sum of squares of the moves is least. Source: pool adjacent violators (Ayer et al. 1955).
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    offsets = [0.0]
    for before, after in pairwise(order):
        offsets.append(offsets[-1] + (sizes[before] + sizes[after]) / 2)
    blocks: list[tuple[float, int]] = []  # sum of what is wanted, without offsets, and how many
    for at, offset in zip(order, offsets, strict=False):
        total, count = wanted[at] - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            earlier = blocks.pop()
            total, count = total + earlier[0], count + earlier[1]
        blocks.append((total, count))
    if not order:
        return []
    # To cut off levels is exact: offsets are the same for all that follow.
    least = low + sizes[order[0]] / 2
    most = max(least, high - offsets[-1] - sizes[order[-1]] / 2)
    levels = [min(max(total / count, least), most) for total, count in blocks for _ in range(count)]
    found = [0.0] * len(wanted)
    for at, level, offset in zip(order, levels, offsets, strict=False):
        found[at] = level + offset
    return found


def beside(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    taken: Sequence[Box],
    within: Box,
    gap: float,
) -> list[tuple[float, float]]:
    """Return a middle for the label of each point: the nearest free place around it.

    sizes: width and height of labels. taken: what no label may cover. gap: between a point and the
    nearest edge of its label. Where nothing is free, the furthest place within is taken.
    """
    covered = list(taken)
    found: list[tuple[float, float]] = []
    for (x, y), (width, height) in zip(points, sizes, strict=True):
        places = [
            (x + cos(angle) * (gap * ring + width / 2), y + sin(angle) * (gap * ring + height / 2))
            for ring in RINGS
            for angle in (pi / 4 + 2 * pi * step / DIRECTIONS for step in range(DIRECTIONS))
        ]
        inside = [each for each in places if within.holds(box_around(*each, width, height))]
        free = (
            each
            for each in inside
            if not any(box_around(*each, width, height).overlaps(box) for box in covered)
        )
        place = next(free, inside[-1] if inside else (x, y))
        found.append(place)
        covered.append(box_around(*place, width, height))
    return found
