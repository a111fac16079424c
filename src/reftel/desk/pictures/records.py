"""What pictures are made of: plain numbers and labels, looked at once.

Each record is a whole picture. Numbers are finite and positions stand on their scale; otherwise
PictureError names the picture and the place. Labels may be of any length; they are wrapped, and
characters that XML does not hold are shown as U+FFFD.
"""

from collections.abc import Iterator
from math import isfinite
from typing import Literal

import msgspec

from reftel.core.errors import ReftelError

Answer = Literal["yes", "leans yes", "abstains", "unknown", "leans no", "no"]
# From those who are for it to those who are against it: so the seats stand, from left to right.
ANSWERS: tuple[Answer, ...] = ("yes", "leans yes", "unknown", "abstains", "leans no", "no")
Kind = Literal["member", "veto", "reference", "draft", "forecast"]


class PictureError(ReftelError):
    """What cannot be drawn; the message names the picture and the place."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A named place on a scale: "three years" at 60."""

    name: str
    at: float


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """An actor on a scale. weight: 0 or more. low, high: the span of doubt, both or neither."""

    name: str
    at: float
    weight: float = 1.0
    low: float | None = None
    high: float | None = None


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """What a model says: a point, and the interval from low to high, where it gives them."""

    name: str
    at: float | None = None
    low: float | None = None
    high: float | None = None
    is_default: bool = False


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """An issue's scale from low to high with actors, estimates and the forecast's density.

    unit: what the numbers are. marks: named places. shares: of runs, in bins of equal width from
    low to high; empty without a forecast. absent: actors of whom nothing is known. note: a line
    below.
    """

    title: str
    low: float
    high: float
    unit: str = ""
    marks: tuple[Mark, ...] = ()
    actors: tuple[Placed, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    shares: tuple[float, ...] = ()
    absent: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        _refuse(self.title, _of_scale(self))


class Axis(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a picture in two dimensions."""

    name: str
    low: float
    high: float


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A point in two dimensions. veto: the ideal point of a member who may veto."""

    name: str
    x: float
    y: float
    kind: Kind = "member"


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """An area: closed polygons, each (x, y) corners; or cells of a grid.

    cells: whether the middle of each cell is in; rows from low to high y, in them low to high x.
    """

    name: str
    polygons: tuple[tuple[tuple[float, float], ...], ...] = ()
    cells: tuple[tuple[bool, ...], ...] = ()


class Winset(msgspec.Struct, frozen=True, kw_only=True):
    """Points and areas in two dimensions. At most four areas."""

    title: str
    x: Axis
    y: Axis
    points: tuple[Point, ...] = ()
    regions: tuple[Region, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        _refuse(self.title, _of_winset(self))


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """A member of a body. code: a few letters for its seat, "" for a number."""

    name: str
    answer: Answer
    code: str = ""
    may_veto: bool = False


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A whip count. needed: votes in favour for a decision; 0 where that is not a number."""

    title: str
    seats: tuple[Seat, ...]
    needed: int = 0
    note: str = ""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """What the forecast is when an input is low, and when it is high; words say which values."""

    name: str
    low: float
    high: float
    low_words: str = ""
    high_words: str = ""


class Tornado(msgspec.Struct, frozen=True, kw_only=True):
    """Sensitivity: how far each input moves the forecast from `base`. Drawn widest first."""

    title: str
    base: float
    bars: tuple[Bar, ...]
    unit: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        ends = [end for each in self.bars for end in (each.low, each.high)]
        _refuse(self.title, _infinite("the base or a bar", [self.base, *ends]))


class Path(msgspec.Struct, frozen=True, kw_only=True):
    """Positions round by round. is_summary: of all (a median, a mean), drawn to stand out."""

    name: str
    positions: tuple[float, ...]
    is_summary: bool = False


class Trajectory(msgspec.Struct, frozen=True, kw_only=True):
    """Positions on a scale over the rounds of a model; the first is round 0, before any move."""

    title: str
    low: float
    high: float
    paths: tuple[Path, ...]
    unit: str = ""
    marks: tuple[Mark, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        _refuse(self.title, _of_trajectory(self))


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """What was said and what came: shares from 0 to 1, with bounds; of how many cases."""

    said: float
    came: float
    low: float
    high: float
    cases: int


class Dots(msgspec.Struct, frozen=True, kw_only=True):
    """The dots of a model."""

    name: str
    dots: tuple[Dot, ...]


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One square of a calibration picture, at most six models. said, came: names of its sides."""

    title: str
    series: tuple[Dots, ...]
    said: str
    came: str


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """Whether what was said with 70 percent came in 70 percent of cases; one panel or two."""

    title: str
    panels: tuple[Panel, ...]
    note: str = ""

    def __post_init__(self) -> None:
        _refuse(self.title, _of_calibration(self))


AnyPicture = Scale | Winset | Count | Tornado | Trajectory | Calibration


def _refuse(title: str, faults: Iterator[str]) -> None:
    for fault in faults:
        message = f"{title}: {fault}"
        raise PictureError(message)


def _of_scale(scale: Scale) -> Iterator[str]:
    yield from _ends(scale.low, scale.high)
    for each in (*scale.marks, *scale.actors, *scale.estimates):
        span = () if isinstance(each, Mark) else (each.low, each.high)
        for at in (each.at, *span):
            if at is not None and not scale.low <= at <= scale.high:
                yield f"{each.name}: {at:g} is not on the scale"
        if span and (span[0] is None) != (span[1] is None):
            yield f"{each.name}: of its span one end is missing"
    for each in scale.actors:
        if not (isfinite(each.weight) and each.weight >= 0):
            yield f"{each.name}: weight {each.weight:g} is under 0"
    if not all(isfinite(each) and each >= 0 for each in scale.shares):
        yield "a share of runs is under 0"


def _of_winset(winset: Winset) -> Iterator[str]:
    for axis in (winset.x, winset.y):
        yield from (f"{axis.name}: {fault}" for fault in _ends(axis.low, axis.high))
    for point in winset.points:
        for axis, at in ((winset.x, point.x), (winset.y, point.y)):
            if not axis.low <= at <= axis.high:
                yield f"{point.name}: {at:g} is not on the scale of {axis.name}"
    if len(winset.regions) > 4:
        yield f"{len(winset.regions)} areas; four can be told apart"
    for region in winset.regions:
        corners = [at for polygon in region.polygons for corner in polygon for at in corner]
        yield from _infinite(f"{region.name}: a corner", corners)
        if len({len(row) for row in region.cells}) > 1:
            yield f"{region.name}: rows of cells differ in length"


def _of_trajectory(trajectory: Trajectory) -> Iterator[str]:
    yield from _ends(trajectory.low, trajectory.high)
    for path in trajectory.paths:
        for number, at in enumerate(path.positions):
            if not trajectory.low <= at <= trajectory.high:
                yield f"{path.name}, round {number}: {at:g} is not on the scale"
    for mark in trajectory.marks:
        if not trajectory.low <= mark.at <= trajectory.high:
            yield f"{mark.name}: {mark.at:g} is not on the scale"


def _of_calibration(calibration: Calibration) -> Iterator[str]:
    if not 1 <= len(calibration.panels) <= 2:
        yield f"{len(calibration.panels)} panels; there is room for one or two"
    for panel in calibration.panels:
        if len(panel.series) > 6:
            yield f"{panel.title}: {len(panel.series)} models; six can be told apart"
        for series in panel.series:
            for dot in series.dots:
                if not all(0 <= at <= 1 for at in (dot.said, dot.came, dot.low, dot.high)):
                    yield f"{series.name}: a share is not from 0 to 1"


def _ends(low: float, high: float) -> Iterator[str]:
    if not (isfinite(low) and isfinite(high) and low < high):
        yield f"low {low:g} is not below high {high:g}"


def _infinite(what: str, numbers: list[float]) -> Iterator[str]:
    if not all(map(isfinite, numbers)):
        yield f"{what} is no number"
