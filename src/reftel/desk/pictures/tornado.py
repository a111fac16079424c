"""Sensitivity as a tornado: the widest bar on top, the values of its input at its ends."""

# matplotlib types what it passes on in part only.
# pyright: reportUnknownMemberType=false

from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes

from reftel.desk.pictures.palette import BLACK, BLUE, GREY, PALE
from reftel.desk.pictures.records import Bar, Tornado
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

MOST_NAMES, MOST_ENDS, GAP = 2.2, 1.2, 0.1
BAR = 0.16
LOOKS: dict[str, dict[str, Any]] = {
    "low": {"facecolor": "white", "edgecolor": "#8a5d00", "hatch": "//////"},
    "high": {"facecolor": BLUE, "edgecolor": BLUE},
}


def draw(tornado: Tornado) -> Sheet:
    """Return the sheet."""
    bars = sorted(tornado.bars, key=lambda each: (-abs(each.high - each.low), each.name))
    column = min(MOST_NAMES, max((measured(each.name) for each in bars), default=0.0) + 0.02)
    ends = [
        wrapped(words, MOST_ENDS, SMALL) for each in bars for words in _ends(tornado.base, each)
    ]
    left, right = MARGIN + column + GAP, WIDTH - MARGIN
    names = [wrapped(each.name, column) for each in bars]
    heights = [_height(names[at], *ends[2 * at : 2 * at + 2]) for at in range(len(bars))]
    title, top = head_lines(tornado.title)
    first = top + line_height(SMALL) + 0.05
    axis = first + max(sum(heights), 0.2) + 0.05
    unit = wrapped(tornado.unit, right - left, SMALL) if tornado.unit else []
    key = axis + 0.28 + len(unit) * line_height(SMALL)
    below = note_lines(tornado.note)
    end = key + line_height(SMALL) + 0.05
    sheet = Sheet(end + len(below) * line_height(SMALL) + MARGIN)
    head(sheet, title)
    axes = sheet.axes(left, first, right - left, axis - first)
    _frame(axes, tornado, (first, axis), right - left)
    sheet.lines((left + right) / 2, axis + 0.25, unit, ha="center", fontsize=SMALL)
    span = axes.get_xlim()

    def place(at: float) -> float:
        return left + (at - span[0]) / (span[1] - span[0]) * (right - left)

    told = f"forecast {number(tornado.base)}"
    half = measured(told, SMALL, "bold") / 2
    middle = min(max(place(tornado.base), MARGIN + half), WIDTH - MARGIN - half)
    sheet.text(middle, top, told, ha="center", fontsize=SMALL, fontweight="bold")
    y = first
    for bar, name, height in zip(bars, names, heights, strict=True):
        middle = y + height / 2
        start = middle - len(name) * line_height() / 2
        for at, words in enumerate(name):
            sheet.text(
                MARGIN + column, start + (at + 0.5) * line_height(), words, ha="right", va="center"
            )
        _bar(axes, tornado.base, bar, middle)
        _words(sheet, tornado.base, bar, middle, place)
        y += height
    _key(sheet, left, key)
    note(sheet, end, below)
    return sheet


def _ends(base: float, bar: Bar) -> tuple[str, str]:
    """Return the words of the left and of the right end.

    Where both values lie on one side of the base, the nearer is told behind the further.
    """
    (low, first), (high, last) = sorted(
        [(bar.low, bar.low_words), (bar.high, bar.high_words)], key=lambda each: each[0]
    )
    if high < base:
        return _both(first, last, high), ""
    if low > base:
        return "", _both(last, first, low)
    return first, last


def _both(further: str, nearer: str, at: float) -> str:
    return f"{further} ({nearer}: {number(at)})" if nearer else further


def _height(*texts: list[str]) -> float:
    name, *ends = texts
    return (
        max(len(name) * line_height(), *(len(each) * line_height(SMALL) for each in ends), BAR)
        + 0.07
    )


def _frame(axes: Axes, tornado: Tornado, span: tuple[float, float], width: float) -> None:
    axes.set_xlim(*_limits(tornado, width))
    axes.set_ylim(span[1], span[0])
    axes.set_yticks([])
    axes.patch.set_visible(False)
    bare(axes, "bottom")
    axes.locator_params(axis="x", nbins=7)
    axes.axvline(tornado.base, color=BLACK, linewidth=0.9, zorder=4)


def _limits(tornado: Tornado, width: float) -> tuple[float, float]:
    """Return the ends of the axis: so far out that the words at the bars have room."""
    base = tornado.base
    ends = [base, *(end for each in tornado.bars for end in (each.low, each.high))]
    low, high = min(ends), max(ends)
    if low == high:
        room = max(abs(base) * 0.05, 1.0)
        return low - room, high + room
    before = after = 0.1
    for _ in range(20):  # each step leaves less of the axis for numbers; it settles soon
        inches = max(width - before - after, 0.5) / (high - low)
        for bar in tornado.bars:
            left, right = (
                max(measured(line, SMALL) for line in wrapped(words, MOST_ENDS, SMALL))
                for words in _ends(base, bar)
            )
            before = max(before, left + 0.1 - (min(bar.low, bar.high, base) - low) * inches)
            after = max(after, right + 0.1 - (high - max(bar.low, bar.high, base)) * inches)
    inches = max(width - before - after, 0.5) / (high - low)
    return low - before / inches, low + (width - before) / inches


def _bar(axes: Axes, base: float, bar: Bar, y: float) -> None:
    # Where both ends lie on one side, the longer bar is drawn first and stays in sight.
    drawn = [(bar.low, "low"), (bar.high, "high")]
    for at, end in sorted(drawn, key=lambda each: -abs(each[0] - base)):
        axes.barh([y], [at - base], left=base, height=BAR, linewidth=0.7, zorder=3, **LOOKS[end])
    axes.plot(axes.get_xlim(), [y, y], color=PALE, linewidth=0.5, linestyle=(0, (1, 2)), zorder=1)


def _words(sheet: Sheet, base: float, bar: Bar, y: float, place: Callable[[float], float]) -> None:
    """Write what the input is at both ends. place: of a value, from the left of the sheet."""
    ends = (min(bar.low, bar.high, base), max(bar.low, bar.high, base))
    sides = (("right", -0.05), ("left", 0.05))
    for at, words, (align, aside) in zip(ends, _ends(base, bar), sides, strict=True):
        lines = wrapped(words, MOST_ENDS, SMALL)
        for row, line in enumerate(lines):
            middle = y + (row - (len(lines) - 1) / 2) * line_height(SMALL)
            looks = {"va": "center", "ha": align, "fontsize": SMALL, "color": GREY}
            under = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
            sheet.text(place(at) + aside, middle, line, bbox=under, **looks)


def _key(sheet: Sheet, x: float, top: float) -> None:
    middle = top + line_height(SMALL) / 2
    for end in ("low", "high"):
        words = f"input {end}"
        sheet.box(x, middle, 0.22, 0.1, **LOOKS[end])
        sheet.text(x + 0.28, middle, words, fontsize=SMALL, color=GREY, va="center")
        x += 0.28 + measured(words, SMALL) + 0.2
