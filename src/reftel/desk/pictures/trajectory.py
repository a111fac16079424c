"""Positions round by round; names stand at the right end, spread so that none covers another."""

# matplotlib types what it passes on in part only.
# pyright: reportUnknownMemberType=false

from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from reftel.desk.pictures.palette import BLACK, COLOURS, DASHES, GREY, RULE, SHAPES
from reftel.desk.pictures.placing import spread
from reftel.desk.pictures.records import Mark, Path, Trajectory
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

LEFT, MOST_NAMES, LEADER = 0.5, 2.2, 0.28
LEAST_HEIGHT = 2.6
MOST_MARKS = 1.2
ROOM = 0.02  # of the scale, above and below it


class _Group(NamedTuple):
    """Paths that are the same in every round: one line, one label."""

    paths: list[Path]
    words: list[str]
    is_summary: bool


def draw(trajectory: Trajectory) -> Sheet:
    """Return the sheet."""
    groups = _groups(trajectory)
    heights = [_height(each.words) for each in groups]
    widest = max(
        (measured(line, SMALL, _weight(each)) for each in groups for line in each.words), default=0
    )
    marks = [wrapped(_named(each), MOST_MARKS, SMALL) for each in trajectory.marks]
    column = max((measured(line, SMALL) for lines in marks for line in lines), default=0.0)
    left = max(LEFT, MARGIN + column + LEADER if marks else 0.0)
    unit = wrapped(trajectory.unit, LEAST_HEIGHT, SMALL) if trajectory.unit else []
    left += len(unit) * line_height(SMALL) + (0.1 if unit else 0.0)
    width = WIDTH - left - LEADER - widest - MARGIN
    title, top = head_lines(trajectory.title)
    height = max(LEAST_HEIGHT, sum(heights), sum(map(_height, marks)))
    below = note_lines(trajectory.note)
    end = top + 0.05 + height + 0.42
    sheet = Sheet(end + len(below) * line_height(SMALL) + MARGIN)
    head(sheet, title)
    axes = sheet.axes(left, top + 0.05, width, height)
    _frame(axes, trajectory)
    _marks(sheet, trajectory, marks, (left, top + 0.05, height))
    for at, group in enumerate(groups):
        _line(axes, group, at)
    sheet.upright(MARGIN, top + 0.05 + height / 2, unit)
    _names(sheet, trajectory, groups, heights, (left + width, top + 0.05, height))
    note(sheet, end, below)
    return sheet


def _named(mark: Mark) -> str:
    return f"{mark.name} {number(mark.at)}"


def _height(words: list[str]) -> float:
    return len(words) * line_height(SMALL) + 0.03


def _y(trajectory: Trajectory, at: float, top: float, height: float) -> float:
    """Return the place of a position, from the top of the sheet."""
    room = (trajectory.high - trajectory.low) * ROOM
    low, high = trajectory.low - room, trajectory.high + room
    return top + (high - at) / (high - low) * height


def _write(sheet: Sheet, x: float, middle: float, words: list[str], **looks: Any) -> None:
    first = middle - (len(words) - 1) / 2 * line_height(SMALL)
    sheet.lines(x, first, words, va="center", fontsize=SMALL, **looks)


def _weight(group: _Group) -> str:
    return "bold" if group.is_summary else "normal"


def _groups(trajectory: Trajectory) -> list[_Group]:
    """Return the summaries first, then the others, those alike together."""
    alike: dict[tuple[bool, tuple[float, ...]], list[Path]] = {}
    for path in sorted(trajectory.paths, key=lambda each: not each.is_summary):
        if path.positions:
            alike.setdefault((not path.is_summary, path.positions), []).append(path)
    found: list[_Group] = []
    for (is_actor, _), paths in alike.items():
        names = ", ".join(each.name for each in paths)
        weight = "normal" if is_actor else "bold"
        found.append(_Group(paths, wrapped(names, MOST_NAMES, SMALL, weight), not is_actor))
    return found


def _frame(axes: Axes, trajectory: Trajectory) -> None:
    rounds = max((len(each.positions) for each in trajectory.paths), default=1)
    axes.set_xlim(0, max(rounds - 1, 1))
    room = (trajectory.high - trajectory.low) * ROOM
    axes.set_ylim(trajectory.low - room, trajectory.high + room)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10))
    axes.set_xlabel("round", fontsize=SMALL, labelpad=2)
    bare(axes, "bottom", "left")
    axes.patch.set_visible(False)
    for mark in trajectory.marks:
        axes.axhline(mark.at, color=RULE, linewidth=0.6, zorder=0)
    if trajectory.marks:
        axes.set_yticks([each.at for each in trajectory.marks], labels=[])


def _marks(
    sheet: Sheet,
    trajectory: Trajectory,
    marks: list[list[str]],
    frame: tuple[float, float, float],
) -> None:
    """Write the names of marks left of the axis, where numbers would stand."""
    left, top, height = frame
    ends = [_y(trajectory, each.at, top, height) for each in trajectory.marks]
    middles = spread(ends, [_height(each) for each in marks], top - 0.05, top + height + 0.05)
    for words, end, middle in zip(marks, ends, middles, strict=True):
        x = left - LEADER + 0.03
        sheet.line((left - 0.06, x), (end, middle), color=RULE, linewidth=0.6)
        _write(sheet, x - 0.04, middle, words, ha="right", color=GREY)


def _line(axes: Axes, group: _Group, at: int) -> None:
    looks: dict[str, Any] = look(at, is_summary=group.is_summary)
    positions = group.paths[0].positions
    axes.plot(
        range(len(positions)),
        positions,
        clip_on=False,
        zorder=5 if group.is_summary else 3,
        **looks,
    )


def look(at: int, *, is_summary: bool) -> dict[str, Any]:
    """Return the looks of the line of a number: colour, dashes and shape change together."""
    if is_summary:
        return {"color": BLACK, "linewidth": 2.0, "linestyle": DASHES[at % len(DASHES)]}
    return {
        "color": COLOURS[at % len(COLOURS)],
        "linewidth": 1.0,
        "linestyle": DASHES[at // len(COLOURS) % len(DASHES)],
        "marker": SHAPES[at % len(SHAPES)],
        "markersize": 3.6,
        "markerfacecolor": "white",
        "markeredgewidth": 0.8,
    }


def _names(
    sheet: Sheet,
    trajectory: Trajectory,
    groups: list[_Group],
    heights: list[float],
    frame: tuple[float, float, float],
) -> None:
    right, top, height = frame
    ends = [_y(trajectory, each.paths[0].positions[-1], top, height) for each in groups]
    middles = spread(ends, heights, top, top + height)
    last = max((len(each.positions) for each in trajectory.paths), default=1) - 1
    for at, (group, end, middle) in enumerate(zip(groups, ends, middles, strict=True)):
        looks = look(at, is_summary=group.is_summary)
        # A path that ends early (an actor who left) is led to from where it would be.
        dots = {"linestyle": (0, (1, 1.5))} if len(group.paths[0].positions) - 1 < last else {}
        x = right + LEADER - 0.05
        sheet.line((right + 0.05, x), (end, middle), color=looks["color"], linewidth=0.6, **dots)
        _write(sheet, right + LEADER, middle, group.words, fontweight=_weight(group))
