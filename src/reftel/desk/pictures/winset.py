"""Two dimensions: ideal points, drafts and what beats what as areas; names in a list beside.

Points bear numbers that are set where they cover nothing; the list says whose they are.
"""

# matplotlib types what it passes on in part only.
# pyright: reportUnknownMemberType=false

from itertools import groupby
from typing import Any, cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from reftel.desk.pictures.palette import AREAS, BLACK, GREY, KIND_WORDS, OF_KIND, PALE
from reftel.desk.pictures.placing import Box, beside, box_around
from reftel.desk.pictures.records import Kind, Point, Region, Winset
from reftel.desk.pictures.sheet import (
    INCH,
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
    wrapped,
)

SIDE, LEFT = 3.55, 0.62  # inches: of the square, left of it
DOT = 6.0  # points
KINDS: tuple[Kind, ...] = ("veto", "member", "reference", "draft", "forecast")
Area = tuple[str, str, str]
Listed = list[tuple[str, Any, list[str]]]


def draw(winset: Winset) -> Sheet:
    """Return the sheet."""
    title, top = head_lines(winset.title)
    numbered = _numbered(winset)
    width, height = _size(winset)
    x_name = wrapped(winset.x.name, width, SMALL)
    y_name = wrapped(winset.y.name, height, SMALL)
    left = LEFT + (len(y_name) - 1) * line_height(SMALL)
    key = left + width + 0.3
    listed = _listed(winset, numbered, WIDTH - MARGIN - key - 0.25)
    length = sum(len(words) * line_height(SMALL) + 0.04 for *_, words in listed)
    below = note_lines(winset.note)
    end = top + 0.05 + max(height + 0.33 + len(x_name) * line_height(SMALL), length + 0.1)
    sheet = Sheet(end + len(below) * line_height(SMALL) + MARGIN)
    head(sheet, title)
    axes = sheet.axes(left, top + 0.05, width, height)
    _frame(axes, winset)
    sheet.upright(MARGIN, top + 0.05 + height / 2, y_name)
    sheet.lines(left + width / 2, top + height + 0.31, x_name, ha="center", fontsize=SMALL)
    for at, region in enumerate(winset.regions):
        _area(axes, winset, region, at)
    _points(axes, winset)
    _numbers(axes, winset, numbered, (width, height))
    _list(sheet, listed, key, top + 0.05)
    note(sheet, end, below)
    return sheet


def _size(winset: Winset) -> tuple[float, float]:
    """Return width and height: one unit is as long on both sides, unless one would be tiny."""
    x, y = (axis.high - axis.low for axis in (winset.x, winset.y))
    share = y / x
    if not 0.4 <= share <= 1.3:
        return SIDE, SIDE
    return SIDE, SIDE * share


def _numbered(winset: Winset) -> list[tuple[int, Point]]:
    """Return points with their numbers, by kind, in the order in which they are listed."""
    ordered = sorted(winset.points, key=lambda each: KINDS.index(each.kind))
    return list(enumerate(ordered, 1))


def _frame(axes: Axes, winset: Winset) -> None:
    # Room for points on the edge, so that none is cut.
    for axis, limit in ((winset.x, axes.set_xlim), (winset.y, axes.set_ylim)):
        room = (axis.high - axis.low) * 0.04
        limit(axis.low - room, axis.high + room)
    axes.grid(visible=True, color=PALE, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.patch.set_visible(False)
    bare(axes, "bottom", "left")


def _area(axes: Axes, winset: Winset, region: Region, at: int) -> None:
    fill, hatch, edge = AREAS[at]
    for polygon in region.polygons:
        if len(polygon) > 2:
            outline = Outline([*polygon, polygon[0]], closed=True)
            axes.add_patch(
                PathPatch(
                    outline, facecolor=fill, edgecolor=edge, hatch=hatch, linewidth=0.8, zorder=1.5
                )
            )
    if region.cells and region.cells[0]:
        cells = np.array(region.cells, dtype=float)
        # A rim of what is out closes the outline at the edge of the grid.
        padded = np.pad(cells, 1)
        x, y = (
            _middles(axis.low, axis.high, count)
            for axis, count in ((winset.x, cells.shape[1]), (winset.y, cells.shape[0]))
        )
        if cells.any():
            looks: dict[str, Any] = {"colors": [fill], "hatches": [hatch or None]}
            found = axes.contourf(x, y, padded, levels=[0.5, 1.5], zorder=1.5, **looks)
            found.set_edgecolor(edge)
            found.set_linewidth(0.0)
            axes.contour(x, y, padded, levels=[0.5], colors=[edge], linewidths=0.8, zorder=1.6)


def _middles(low: float, high: float, count: int) -> Any:
    step = (high - low) / count
    return low + (np.arange(count + 2) - 0.5) * step


def _points(axes: Axes, winset: Winset) -> None:
    for each in sorted(winset.points, key=lambda point: KINDS.index(point.kind)):
        look = OF_KIND[each.kind]
        axes.plot(
            [each.x],
            [each.y],
            linestyle="none",
            marker=look.shape,
            color=look.edge,
            markerfacecolor=look.fill,
            markersize=DOT,
            markeredgewidth=0.9,
            clip_on=False,
            zorder=3 + KINDS.index(each.kind),
        )


def _numbers(
    axes: Axes, winset: Winset, numbered: list[tuple[int, Point]], size: tuple[float, float]
) -> None:
    """Write each number where it covers neither a point nor another; points at one place share."""
    limits = axes.get_xlim(), axes.get_ylim()

    def inches(point: Point) -> tuple[float, float]:
        found = [
            (at - low) / (high - low) * length
            for at, (low, high), length in zip((point.x, point.y), limits, size, strict=True)
        ]
        return round(found[0], 2), round(found[1], 2)

    ordered = sorted(numbered, key=lambda each: (inches(each[1]), each[0]))
    shared = [
        (place, _ranges([number for number, _ in mine]))
        for place, mine in groupby(ordered, key=lambda each: inches(each[1]))
    ]
    places = [place for place, _ in shared]
    sizes = [(measured(words, SMALL) + 0.03, line_height(SMALL) * 0.85) for _, words in shared]
    dot = DOT / INCH + 0.02
    taken = [box_around(*place, dot, dot) for place in places]
    labels = beside(places, sizes, taken, Box(0, 0, *size), 0.06)
    for place, (_, words), label, box in zip(places, shared, labels, sizes, strict=True):
        apart = max(abs(label[0] - place[0]) - box[0] / 2, abs(label[1] - place[1]) - box[1] / 2)
        shares = [(x / size[0], y / size[1]) for x, y in (place, label)]
        if apart > 0.12:
            axes.plot(
                *zip(*shares, strict=True),
                transform=axes.transAxes,
                color=GREY,
                linewidth=0.5,
                zorder=2,
            )
        axes.text(
            *shares[1],
            words,
            transform=axes.transAxes,
            ha="center",
            va="center",
            fontsize=SMALL,
            color=BLACK,
            zorder=9,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3, "alpha": 0.8},
        )


def _ranges(numbers: list[int]) -> str:
    """Return numbers in order, three and more in a row as 4-6."""
    runs: list[list[int]] = []
    for each in sorted(numbers):
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def _listed(winset: Winset, numbered: list[tuple[int, Point]], width: float) -> Listed:
    """Return what stands in the list: of what sort, with which looks, in which words."""
    found: Listed = []
    for at, region in enumerate(winset.regions):
        found.append(("area", at, wrapped(region.name, width, SMALL)))
    for kind in KINDS:
        mine = [(number, point) for number, point in numbered if point.kind == kind]
        if mine:
            found.append(("kind", kind, wrapped(KIND_WORDS[kind], width, SMALL, "bold")))
        found.extend(
            ("point", None, wrapped(f"{number}\N{NO-BREAK SPACE} {point.name}", width, SMALL))
            for number, point in mine
        )
    return found


def _list(sheet: Sheet, listed: Listed, x: float, top: float) -> None:
    y = top
    for sort, what, words in listed:
        middle = y + line_height(SMALL) / 2
        if sort == "area":
            fill, hatch, edge = cast("Area", AREAS[what])
            sheet.box(x, middle, 0.18, 0.11, facecolor=fill, hatch=hatch, edgecolor=edge)
        elif sort == "kind":
            look = OF_KIND[what]
            sheet.shape(
                x + 0.09,
                middle,
                marker=look.shape,
                color=look.edge,
                markerfacecolor=look.fill,
                markersize=DOT,
            )
        weight = "bold" if sort == "kind" else "normal"
        sheet.lines(x + 0.25, middle, words, va="center", fontsize=SMALL, fontweight=weight)
        y += len(words) * line_height(SMALL) + 0.04
