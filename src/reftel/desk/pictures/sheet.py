"""A sheet in inches, from its top left corner, and what stands on it. Text is measured here.

matplotlib has state of its own (settings, fonts), so that one picture is drawn at a time; `pyplot`,
which keeps every figure, is not used.
"""

# matplotlib types what it passes on in part only.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import warnings
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from threading import RLock
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from reftel.desk.pictures.palette import BLACK, GREY

# The width of a page of a journal, less its margins.
WIDTH = 6.5
MARGIN = 0.12
TITLE, LABEL, SMALL = 10.0, 8.5, 7.5  # points
LINE = 1.32  # of the size of letters, from one line to the next
INCH = 72.0
FONT = "DejaVu Sans"  # comes with matplotlib, so that every machine measures and draws the same
MEASURING = 288  # dots per inch
SETTINGS: dict[Any, Any] = {
    "font.family": FONT,
    "font.size": LABEL,
    "text.parse_math": False,  # a $ in a name is a $
    "svg.fonttype": "none",  # text stays text
    "axes.linewidth": 0.7,
    "xtick.major.width": 0.7,
    "ytick.major.width": 0.7,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "hatch.linewidth": 0.6,
    "axes.unicode_minus": True,
    "path.simplify": False,
}
_DRAWING = RLock()


@contextmanager
def drawing(salt: str) -> Generator[None]:
    """Draw with our settings, one picture at a time. salt: of ids in the SVG."""
    with _DRAWING, rc_context({**SETTINGS, "svg.hashsalt": salt}), warnings.catch_warnings():
        # A sign that the font lacks is a box in the PNG; in the SVG the reader's font has it.
        warnings.filterwarnings("ignore", message="Glyph")
        yield


class Sheet:
    """A page of a height that is known when it is begun."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width, height), facecolor="white")
        FigureCanvasAgg(self.figure)

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return axes whose corner is so far from the left and from the top."""
        bottom = self.height - top - height
        return self.figure.add_axes(
            (
                left / self.width,
                bottom / self.height,
                width / self.width,
                height / self.height,
            )
        )

    def text(self, x: float, y: float, words: str, **looks: Any) -> None:
        """Write words; y: their top, unless `va` says otherwise."""
        style: dict[str, Any] = {"va": "top", "fontsize": LABEL, "color": BLACK, **looks}
        self.figure.text(x / self.width, 1 - y / self.height, words, **style)

    def lines(self, x: float, y: float, lines: list[str], **looks: Any) -> None:
        """Write lines below each other."""
        step = line_height(looks.get("fontsize", LABEL))
        for number, words in enumerate(lines):
            self.text(x, y + number * step, words, **looks)

    def upright(self, x: float, y: float, lines: list[str]) -> None:
        """Write lines from below to above, at the left side of a picture. y: their middle."""
        for number, words in enumerate(lines):
            left = x + number * line_height(SMALL)
            self.text(left, y, words, rotation=90, va="center", ha="left", fontsize=SMALL)

    def shape(self, x: float, y: float, **looks: Any) -> None:
        """Draw a marker on the page itself, as a key has it."""
        place = [x / self.width], [1 - y / self.height]
        style: dict[str, Any] = {"linestyle": "none", **looks}
        self.figure.add_artist(Line2D(*place, **style))

    def box(self, x: float, y: float, width: float, height: float, **looks: Any) -> None:
        """Draw a rectangle on the page itself. y: its middle."""
        corner = (x / self.width, 1 - (y + height / 2) / self.height)
        size = (width / self.width, height / self.height)
        place: dict[str, Any] = {"transform": self.figure.transFigure, "linewidth": 0.7}
        self.figure.add_artist(Rectangle(corner, *size, **(place | looks)))

    def line(self, xs: tuple[float, float], ys: tuple[float, float], **looks: Any) -> None:
        """Draw a line on the page itself."""
        places = [x / self.width for x in xs], [1 - y / self.height for y in ys]
        self.figure.add_artist(Line2D(*places, **looks))


def line_height(size: float = LABEL) -> float:
    """Return the height of a line of letters of a size, in inches."""
    return size * LINE / INCH


@cache
def measured(words: str, size: float = LABEL, weight: str = "normal") -> float:
    """Return the width of words, in inches."""
    font = FontProperties(family=FONT, size=size, weight=weight)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        width, _, _ = _renderer().get_text_width_height_descent(words, font, False)
    return width / MEASURING


def wrapped(words: str, width: float, size: float = LABEL, weight: str = "normal") -> list[str]:
    """Return words in lines of at most that width, in inches; a longer word is cut."""
    lines: list[str] = []
    line = ""
    for whole in words.split(" "):
        word = whole
        if measured(f"{line} {word}".strip(), size, weight) <= width:
            line = f"{line} {word}".strip()
            continue
        if line:
            lines.append(line)
        while measured(word, size, weight) > width and len(word) > 1:
            cut = _fitting(word, width, size, weight)
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line or not lines else lines


def number(value: float) -> str:
    """Return a number as a reader wants it: three figures, no needless ones."""
    if value and abs(value) < 1:
        return f"{value:.2g}"
    return f"{value:.1f}".rstrip("0").rstrip(".") if abs(value) < 1000 else f"{value:.4g}"


def head(sheet: Sheet, title: list[str]) -> None:
    """Write the title."""
    sheet.lines(MARGIN, MARGIN, title, fontsize=TITLE, fontweight="bold")


def head_lines(title: str, width: float = WIDTH) -> tuple[list[str], float]:
    """Return the title in lines, and where the picture begins below it."""
    lines = wrapped(title, width - 2 * MARGIN, TITLE, "bold") if title else []
    return lines, MARGIN + len(lines) * line_height(TITLE) + (0.08 if lines else 0.0)


def note_lines(note: str, width: float = WIDTH) -> list[str]:
    """Return a note in lines."""
    return wrapped(note, width - 2 * MARGIN, SMALL) if note else []


def note(sheet: Sheet, top: float, lines: list[str]) -> None:
    """Write a note."""
    sheet.lines(MARGIN, top, lines, fontsize=SMALL, color=GREY)


def bare(axes: Axes, *sides: str) -> None:
    """Take away the frame but for some sides."""
    for side, spine in axes.spines.items():
        spine.set_visible(side in sides)


@cache
def _renderer() -> RendererAgg:
    return RendererAgg(16, 16, MEASURING)


def _fitting(word: str, width: float, size: float, weight: str) -> int:
    """Return how many of a word's letters fit, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        fits = measured(word[:middle], size, weight) <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return low
