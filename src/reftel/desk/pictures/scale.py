"""The scale: named marks above, the density of the forecast, what models say, where actors stand.

Each model and each actor has a line of its own, so that no name covers another, however many
stand at one place.
"""

# matplotlib types what it passes on in part only.
# pyright: reportUnknownMemberType=false

from itertools import accumulate
from math import floor, log10
from typing import Any, NamedTuple

from matplotlib.axes import Axes

from reftel.desk.pictures.palette import BLACK, BLUE, GREY, LIGHT_BLUE, PALE, RULE
from reftel.desk.pictures.placing import tiers
from reftel.desk.pictures.records import Estimate, Placed, Scale
from reftel.desk.pictures.sheet import (
    MARGIN,
    SMALL,
    WIDTH,
    Sheet,
    bare,
    head,
    head_lines,
    line_height,
    measured,
    note,
    note_lines,
    number,
    wrapped,
)

MOST_NAMES, VALUES, GAP = 2.1, 0.95, 0.14  # inches: columns of names and of numbers
ROW_GAP = 0.045
MOST_TAG = 1.7  # inches: the width of a mark's name
DENSITY = 0.8
LARGEST = 10.5  # points: the diameter of the heaviest mark
SMALLEST = 3.0
SHAPES = ("D", "s", "^", "v", "P", "X", "o")


class _Row(NamedTuple):
    """A line: its name in lines, and what stands in it."""

    words: list[str]
    of: Estimate | Placed

    @property
    def height(self) -> float:
        return len(self.words) * line_height() + ROW_GAP


class _Tag(NamedTuple):
    """The name of a mark: its middle, its lines, and the row in which it stands."""

    middle: float
    words: list[str]
    row: int


class _Layout(NamedTuple):
    """Where the columns are, in inches."""

    left: float
    width: float

    def x(self, scale: Scale, at: float) -> float:
        return self.left + (at - scale.low) / (scale.high - scale.low) * self.width


def draw(scale: Scale) -> Sheet:
    """Return the sheet."""
    rows_of = (*scale.estimates, *_ordered(scale))
    widths = [measured(each.name, weight=_weight(each)) for each in rows_of]
    column = min(MOST_NAMES, max(widths, default=0.0) + 0.02)
    if scale.shares:
        column = max(column, measured("runs of the forecast", SMALL))
    left = max(MARGIN + column + GAP, 0.45)
    layout = _Layout(left, WIDTH - left - VALUES - MARGIN)
    rows = [_Row(wrapped(each.name, column, weight=_weight(each)), each) for each in rows_of]
    estimates, actors = rows[: len(scale.estimates)], rows[len(scale.estimates) :]
    title, top = head_lines(scale.title)
    tags = _tags(scale, layout)
    absent = note_lines(f"No evidence: {', '.join(scale.absent)}" if scale.absent else "")
    below = [*absent, *note_lines(scale.note)]
    first = top + max(_tops(tags), default=0.0)
    density = DENSITY if any(scale.shares) else 0.0
    start = first + density + (0.08 if density else 0.0)
    gap = 0.1 if estimates and actors else 0.0
    height = sum(row.height for row in (*estimates, *actors)) + gap
    axis = start + max(height, 0.1) + 0.06
    unit = wrapped(scale.unit, layout.width, SMALL) if scale.unit else []
    key = axis + 0.28 + len(unit) * line_height(SMALL)
    end = key + (line_height(SMALL) + 0.05 if _weights(scale) else 0.0)
    sheet = Sheet(end + len(below) * line_height(SMALL) + MARGIN)
    head(sheet, title)
    axes = _axes(sheet, scale, layout, (first, axis))
    middle = layout.left + layout.width / 2
    sheet.lines(middle, axis + 0.25, unit, ha="center", fontsize=SMALL)
    _write_tags(sheet, scale, layout, tags, (first, axis))
    if density:
        _density(sheet, scale, layout, first)
    second = start + sum(row.height for row in estimates) + gap
    _rows(sheet, axes, scale, layout, _placed(estimates, start) + _placed(actors, second))
    _key(sheet, scale, layout, key)
    note(sheet, end, below)
    return sheet


def _placed(rows: list[_Row], top: float) -> list[tuple[float, _Row]]:
    """Return rows with their tops, one below the other."""
    tops = accumulate((row.height for row in rows), initial=top)
    return list(zip(tops, rows, strict=False))


def _weight(of: Estimate | Placed) -> str:
    return "bold" if isinstance(of, Estimate) and of.is_default else "normal"


def _ordered(scale: Scale) -> list[Placed]:
    return sorted(scale.actors, key=lambda each: (each.at, -each.weight, each.name))


def _tags(scale: Scale, layout: _Layout) -> list[_Tag]:
    """Return the names of marks, in rows.

    Where they stand in several, numbers say which line each belongs to.
    """
    found = _in_tiers(scale, layout, [each.name for each in scale.marks])
    if any(each.row for each in found):
        names = [f"{each.name} ({number(each.at)})" for each in scale.marks]
        return _in_tiers(scale, layout, names)
    return found


def _in_tiers(scale: Scale, layout: _Layout, names: list[str]) -> list[_Tag]:
    texts = [wrapped(each, MOST_TAG, SMALL) for each in names]
    spans: list[tuple[float, float]] = []
    for mark, words in zip(scale.marks, texts, strict=True):
        half = max(measured(line, SMALL) for line in words) / 2 + 0.05
        # A name at the end of the scale may stand out, but not over the edge of the sheet.
        middle = min(max(layout.x(scale, mark.at), MARGIN + half), WIDTH - MARGIN - half)
        spans.append((middle - half, middle + half))
    return [
        _Tag((left + right) / 2, words, row)
        for (left, right), words, row in zip(spans, texts, tiers(spans), strict=True)
    ]


def _tops(tags: list[_Tag]) -> list[float]:
    """Return how far above the axes each row begins; row 0 is the nearest."""
    found: list[float] = []
    for row in range(1 + max((each.row for each in tags), default=-1)):
        lines = max(len(each.words) for each in tags if each.row == row)
        found.append((found[-1] if found else 0.06) + lines * line_height(SMALL))
    return found


def _write_tags(
    sheet: Sheet, scale: Scale, layout: _Layout, tags: list[_Tag], span: tuple[float, float]
) -> None:
    tops = _tops(tags)
    for tag, mark in zip(tags, scale.marks, strict=True):
        y = span[0] - tops[tag.row]
        x = layout.x(scale, mark.at)
        start = y + len(tag.words) * line_height(SMALL)
        sheet.line((x, x), (start, span[1]), color=RULE, linewidth=0.6, zorder=0)
        under = {"facecolor": "white", "edgecolor": "none", "pad": 1.2}
        sheet.lines(tag.middle, y, tag.words, fontsize=SMALL, ha="center", color=GREY, bbox=under)


def _axes(sheet: Sheet, scale: Scale, layout: _Layout, span: tuple[float, float]) -> Axes:
    axes = sheet.axes(layout.left, span[0], layout.width, span[1] - span[0])
    axes.set_xlim(scale.low, scale.high)
    axes.set_ylim(span[1], span[0])
    axes.set_yticks([])
    axes.patch.set_visible(False)
    bare(axes, "bottom")
    return axes


def _density(sheet: Sheet, scale: Scale, layout: _Layout, top: float) -> None:
    axes = sheet.axes(layout.left, top, layout.width, DENSITY)
    edges = [
        scale.low + (scale.high - scale.low) * at / len(scale.shares)
        for at in range(len(scale.shares) + 1)
    ]
    axes.stairs(list(scale.shares), edges, fill=True, facecolor=LIGHT_BLUE, edgecolor="none")
    axes.stairs(list(scale.shares), edges, color=BLUE, linewidth=0.9)
    most = max(scale.shares)
    axes.set_ylim(0, most * 1.04)
    axes.set_xlim(scale.low, scale.high)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.patch.set_visible(False)
    bare(axes, "bottom")
    axes.spines["bottom"].set_color(RULE)
    middle = top + DENSITY / 2
    style: dict[str, Any] = {"fontsize": SMALL, "color": GREY, "va": "center"}
    sheet.text(layout.left - GAP, middle, "runs of the forecast", ha="right", **style)
    words = f"highest bin: {most / sum(scale.shares):.0%}"
    for line, part in enumerate(wrapped(words, VALUES - GAP, SMALL)):
        x = layout.left + layout.width + GAP
        sheet.text(x, middle + (line - 0.5) * line_height(SMALL), part, **style)


def _rows(
    sheet: Sheet, axes: Axes, scale: Scale, layout: _Layout, rows: list[tuple[float, _Row]]
) -> None:
    heaviest = max((each.weight for each in scale.actors), default=0.0)
    for at, (y, row) in enumerate(rows):
        middle = y + row.height / 2
        first = middle - len(row.words) * line_height() / 2
        weight = _weight(row.of)
        for number_, words in enumerate(row.words):
            line = first + (number_ + 0.5) * line_height()
            sheet.text(layout.left - GAP, line, words, ha="right", va="center", fontweight=weight)
        axes.plot(
            [scale.low, scale.high],
            [middle, middle],
            color=PALE,
            linewidth=0.5,
            linestyle=(0, (1, 2)),
            zorder=1,
        )
        _mark(axes, row.of, middle, SHAPES[at % len(SHAPES)], heaviest)
        sheet.text(
            layout.left + layout.width + GAP,
            middle,
            _value(row.of),
            va="center",
            fontsize=SMALL,
            color=BLACK if weight == "bold" else GREY,
            fontweight=weight,
        )


def _mark(axes: Axes, of: Estimate | Placed, y: float, shape: str, heaviest: float) -> None:
    looks: dict[str, Any] = {"linestyle": "none", "zorder": 4, "clip_on": False}
    if of.low is not None and of.high is not None:
        color = BLUE if isinstance(of, Estimate) else GREY
        width = 2.6 if isinstance(of, Estimate) else 1.1
        axes.plot(
            [of.low, of.high],
            [y, y],
            color=color,
            linewidth=width,
            zorder=3,
            solid_capstyle="butt",
            clip_on=False,
        )
    if isinstance(of, Estimate):
        if of.at is not None:
            fill = BLACK if of.is_default else "white"
            axes.plot(
                [of.at],
                [y],
                marker=shape,
                markersize=5.5,
                color=BLACK,
                markerfacecolor=fill,
                markeredgewidth=0.9,
                **looks,
            )
        return
    axes.plot(
        [of.at],
        [y],
        marker="o",
        markersize=diameter(of.weight, heaviest),
        color=BLACK,
        markerfacecolor="white" if of.weight == 0 else "#4d4d4d",
        markeredgewidth=0.7,
        **looks,
    )


def diameter(weight: float, heaviest: float) -> float:
    """Return a mark's diameter in points: its area is as the weight."""
    share = weight / heaviest if heaviest > 0 else 0.0
    return max(SMALLEST, LARGEST * share**0.5)


def _value(of: Estimate | Placed) -> str:
    at = "–" if of.at is None else number(of.at)
    if of.low is None or of.high is None:
        return at
    return f"{at}  ({number(of.low)}–{number(of.high)})"


def _weights(scale: Scale) -> list[float]:
    """Return weights for the key, where they differ: a round one, a half and a tenth of it."""
    weights = {each.weight for each in scale.actors}
    heaviest = max(weights, default=0.0)
    if len(weights) < 2:
        return []
    unit = 10.0 ** floor(log10(heaviest))
    round_ = floor(heaviest / unit) * unit
    return [round_, round_ / 2, round_ / 10]


def _key(sheet: Sheet, scale: Scale, layout: _Layout, top: float) -> None:
    weights = _weights(scale)
    heaviest = max((each.weight for each in scale.actors), default=0.0)
    if not weights:
        return
    middle = top + line_height(SMALL) / 2
    style: dict[str, Any] = {"fontsize": SMALL, "color": GREY, "va": "center"}
    x = layout.left
    sheet.text(x, middle, "area as the weight:", **style)
    x += measured("area as the weight:", SMALL) + 0.15
    for weight in weights:
        words = f"{weight:.3g}"
        sheet.shape(
            x,
            middle,
            marker="o",
            markersize=diameter(weight, heaviest),
            color=BLACK,
            markerfacecolor="#4d4d4d",
            markeredgewidth=0.7,
        )
        sheet.text(x + 0.12, middle, words, **style)
        x += measured(words, SMALL) + 0.34
