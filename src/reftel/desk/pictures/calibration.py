"""Calibration: what was said against what came, with bounds; the numbers of cases stand below."""

# matplotlib types what it passes on in part only.
# pyright: reportUnknownMemberType=false

from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from reftel.desk.pictures.palette import BLACK, COLOURS, DASHES, GREY, PALE, SHAPES
from reftel.desk.pictures.placing import tiers
from reftel.desk.pictures.records import Calibration, Dots, Panel
from reftel.desk.pictures.sheet import (
    MARGIN,
    SMALL,
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

SIDE, LEFT, BETWEEN = 2.35, 0.62, 0.75  # inches
ROOM = 0.04  # around the square, as a share
STEP = 0.016  # by which models are moved apart, so that none covers another


class _Block(NamedTuple):
    """What stands of a model below its square: its name, and its numbers of cases in rows."""

    words: list[str]
    rows: list[int]

    @property
    def height(self) -> float:
        lines = len(self.words) + 1 + max(self.rows, default=0)
        return lines * line_height(SMALL) + 0.05


def draw(calibration: Calibration) -> Sheet:
    """Return the sheet."""
    panels = len(calibration.panels)
    width = LEFT + panels * SIDE + (panels - 1) * BETWEEN + 0.25
    title, top = head_lines(calibration.title, width)
    titles = [wrapped(each.title, SIDE, weight="bold") for each in calibration.panels]
    lines = max(len(each) for each in titles) if any(titles) else 0
    first = top + lines * line_height() + 0.04
    names = [wrapped(each.said, SIDE, SMALL) for each in calibration.panels]
    blocks = [[_block(each) for each in panel.series] for panel in calibration.panels]
    start = first + SIDE + 0.34 + max(map(len, names)) * line_height(SMALL)
    depth = max(sum(each.height for each in mine) for mine in blocks)
    below = note_lines(calibration.note, width)
    end = start + depth + 0.04
    sheet = Sheet(end + len(below) * line_height(SMALL) + MARGIN, width)
    head(sheet, title)
    for at, (panel, mine) in enumerate(zip(calibration.panels, blocks, strict=True)):
        left = LEFT + at * (SIDE + BETWEEN)
        above = first - len(titles[at]) * line_height() - 0.04
        sheet.lines(left, above, titles[at], fontweight="bold")
        sheet.lines(left + SIDE / 2, first + SIDE + 0.25, names[at], ha="center", fontsize=SMALL)
        came = wrapped(panel.came, SIDE, SMALL)
        sheet.upright(left - 0.38 - len(came) * line_height(SMALL), first + SIDE / 2, came)
        axes = sheet.axes(left, first, SIDE, SIDE)
        _frame(axes)
        for number, series in enumerate(panel.series):
            _dots(axes, series, number, len(panel.series))
        _key(sheet, panel, mine, left, start)
    note(sheet, end, below)
    return sheet


def _block(series: Dots) -> _Block:
    spans: list[tuple[float, float]] = []
    for dot in series.dots:
        half = measured(f"{dot.cases}", SMALL) / 2 + 0.03
        spans.append((_x(dot.said) - half, _x(dot.said) + half))
    return _Block(wrapped(series.name, SIDE - 0.2, SMALL), tiers(spans))


def _x(said: float) -> float:
    """Return the place of a share in the square, in inches."""
    return (said + ROOM) / (1 + 2 * ROOM) * SIDE


def _frame(axes: Axes) -> None:
    axes.set_xlim(-ROOM, 1 + ROOM)
    axes.set_ylim(-ROOM, 1 + ROOM)
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.8, linestyle=(0, (4, 2)), zorder=1)
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    axes.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.grid(visible=True, color=PALE, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.patch.set_visible(False)
    bare(axes, "bottom", "left")


def _dots(axes: Axes, series: Dots, at: int, count: int) -> None:
    aside = (at - (count - 1) / 2) * STEP
    for dot in series.dots:
        x = dot.said + aside
        axes.plot([x, x], [dot.low, dot.high], clip_on=False, zorder=3 + at, **_looks(at, 1.1))
        axes.plot([x], [dot.came], clip_on=False, zorder=10 + at, **_marker(at))


def _looks(at: int, width: float) -> dict[str, Any]:
    return {"color": COLOURS[at], "linewidth": width, "linestyle": DASHES[at % len(DASHES)]}


def _marker(at: int) -> dict[str, Any]:
    return {
        "linestyle": "none",
        "marker": SHAPES[at],
        "markersize": 5.2,
        "color": COLOURS[at],
        "markeredgecolor": BLACK,
        "markeredgewidth": 0.6,
    }


def _key(sheet: Sheet, panel: Panel, blocks: list[_Block], left: float, top: float) -> None:
    """Write each model's name, and below each of its dots the number of cases."""
    y = top
    for at, (series, block) in enumerate(zip(panel.series, blocks, strict=True)):
        middle = y + line_height(SMALL) / 2
        sheet.shape(left + 0.06, middle, **_marker(at))
        sheet.lines(left + 0.18, middle, block.words, va="center", fontsize=SMALL)
        counts = middle + len(block.words) * line_height(SMALL)
        sheet.text(
            left - 0.08, counts, "cases", ha="right", va="center", fontsize=SMALL, color=GREY
        )
        for dot, row in zip(series.dots, block.rows, strict=True):
            sheet.text(
                left + _x(dot.said),
                counts + row * line_height(SMALL),
                f"{dot.cases}",
                ha="center",
                va="center",
                fontsize=SMALL,
                color=GREY,
            )
        y += block.height
