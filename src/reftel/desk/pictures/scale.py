"""The scale: named marks above, the density of the forecast, what models say, where actors stand.

Each model and each actor has a line of its own, so that no name covers another, however many
stand at one place.
"""

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
    tag_rows = 1 + max((row for *_, row in tags), default=-1)
    absent = note_lines(f"No evidence: {', '.join(scale.absent)}" if scale.absent else "")
    below = [*absent, *note_lines(scale.note)]
    first = top + tag_rows * line_height(SMALL) + (0.06 if tags else 0.0)
    density = DENSITY if any(scale.shares) else 0.0
    start = first + density + (0.08 if density else 0.0)
    gap = 0.1 if estimates and actors else 0.0
    height = sum(row.height for row in (*estimates, *actors)) + gap
    axis = start + max(height, 0.1) + 0.06
    key = axis + 0.24 + (line_height(SMALL) if scale.unit else 0.0)
    weights = _weights(scale)
    end = key + (line_height(SMALL) + 0.05 if weights else 0.0)
    sheet = Sheet(end + len(below) * line_height(SMALL) + MARGIN)
    head(sheet, title)
    axes = _axes(sheet, scale, layout, (first, axis))
    _write_tags(sheet, scale, layout, tags, (top, axis))
    if density:
        _density(sheet, scale, layout, first)
    _rows(sheet, scale, layout, estimates, start, axes)
    _rows(sheet, scale, layout, actors, start + sum(row.height for row in estimates) + gap, axes)
    _key(sheet, layout, weights, key)
    note(sheet, end, below)
    return sheet


def _weight(of: Estimate | Placed) -> str:
    return "bold" if isinstance(of, Estimate) and of.is_default else "normal"


def _ordered(scale: Scale) -> list[Placed]:
    return sorted(scale.actors, key=lambda each: (each.at, -each.weight, each.name))


def _tags(scale: Scale, layout: _Layout) -> list[tuple[float, list[str], int]]:
    """Return the middle, the words and the row of each mark's name.

    Where names stand in several rows, numbers say which line each belongs to.
    """
    names = [each.name for each in scale.marks]
    rows = [row for *_, row in _in_tiers(scale, layout, names)]
    if any(rows):
        names = [f"{each.name} ({number(each.at)})" for each in scale.marks]
    return _in_tiers(scale, layout, names)


def _in_tiers(
    scale: Scale, layout: _Layout, names: list[str]
) -> list[tuple[float, list[str], int]]:
    spans: list[tuple[float, float]] = []
    for mark, name in zip(scale.marks, names, strict=True):
        half = measured(name, SMALL) / 2 + 0.05
        middle = layout.x(scale, mark.at)
        # A name at the end of the scale may stand out, but not over the edge of the sheet.
        middle = min(max(middle, MARGIN + half), WIDTH - MARGIN - half)
        spans.append((middle - half, middle + half))
    rows = tiers(spans)
    return [
        ((left + right) / 2, [name], row)
        for (left, right), name, row in zip(spans, names, rows, strict=True)
    ]


def _write_tags(
    sheet: Sheet,
    scale: Scale,
    layout: _Layout,
    tags: list[tuple[float, list[str], int]],
    span: tuple[float, float],
) -> None:
    last = max((row for *_, row in tags), default=0)
    for (middle, words, row), mark in zip(tags, scale.marks, strict=True):
        y = span[0] + (last - row) * line_height(SMALL)
        x = layout.x(scale, mark.at)
        start = y + line_height(SMALL)
        sheet.line((x, x), (start, span[1]), color=RULE, linewidth=0.6, zorder=0)
        sheet.lines(
            middle,
            y,
            words,
            fontsize=SMALL,
            ha="center",
            color=GREY,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
        )


def _axes(sheet: Sheet, scale: Scale, layout: _Layout, span: tuple[float, float]) -> Axes:
    axes = sheet.axes(layout.left, span[0], layout.width, span[1] - span[0])
    axes.set_xlim(scale.low, scale.high)
    axes.set_ylim(span[1], span[0])
    axes.set_yticks([])
    axes.patch.set_visible(False)
    bare(axes, "bottom")
    if scale.unit:
        axes.set_xlabel(scale.unit, fontsize=SMALL, labelpad=2)
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
    sheet: Sheet, scale: Scale, layout: _Layout, rows: list[_Row], top: float, axes: Axes
) -> None:
    heaviest = max((each.weight for each in scale.actors), default=0.0)
    y = top
    for at, row in enumerate(rows):
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
        y += row.height


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
    """Return weights for the key, where they differ: the largest, a half and a tenth."""
    weights = {each.weight for each in scale.actors}
    heaviest = max(weights, default=0.0)
    return [heaviest, heaviest / 2, heaviest / 10] if len(weights) > 1 else []


def _key(sheet: Sheet, layout: _Layout, weights: list[float], top: float) -> None:
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
            markersize=diameter(weight, weights[0]),
            color=BLACK,
            markerfacecolor="#4d4d4d",
            markeredgewidth=0.7,
        )
        sheet.text(x + 0.1, middle, words, **style)
        x += measured(words, SMALL) + 0.32
