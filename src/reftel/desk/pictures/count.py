"""A whip count as a hemicycle: from those who are for it, on the left, to those against it.

Each seat has a code; the names stand below, by answer.
"""

# matplotlib types what it passes on in part only.
# pyright: reportUnknownMemberType=false

from math import cos, pi, sin
from typing import Any, NamedTuple

from matplotlib.axes import Axes

from reftel.desk.pictures.palette import BLACK, GREY, OF_ANSWER
from reftel.desk.pictures.records import ANSWERS, Count, Seat
from reftel.desk.pictures.sheet import (
    INCH,
    LABEL,
    MARGIN,
    SMALL,
    TITLE,
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

OUTER, MOST_SEAT = 2.2, 0.21  # inches: the arc's radius, the largest radius of a seat
LEGIBLE_SEAT = 0.16  # inches: with such seats no more rows are begun
INNER = 1.15  # inches: room for the sum in the middle of the arc
SPREAD = 0.86  # of the distance between seats that a seat fills
LEAST_LETTERS = 4.0  # points; below, seats have no codes


class _Chair(NamedTuple):
    """Where a seat stands: from the middle of the arc, in inches. angle: from the left, 0 to pi."""

    x: float
    y: float
    angle: float


def draw(count: Count) -> Sheet:
    """Return the sheet."""
    seats = sorted(count.seats, key=lambda each: ANSWERS.index(each.answer))
    chairs, radius = arranged(len(seats))
    codes = [each.code or str(at) for at, each in enumerate(seats, 1)]
    letters = _letters(codes, radius)
    title, top = head_lines(count.title)
    room = 0.24  # for the word at the end of the line of those needed
    middle = top + room + max((each.y for each in chairs), default=0.5) + radius
    listed = _listed(seats, codes if letters else [""] * len(seats))
    below = note_lines(count.note)
    veto = any(each.may_veto for each in seats)
    start = middle + radius + 0.2
    veto_at = start + sum(len(lines) * line_height() + 0.05 for *_, lines in listed) + 0.06
    end = veto_at + (line_height(SMALL) + 0.04 if veto else 0.0)
    sheet = Sheet(end + len(below) * line_height(SMALL) + MARGIN)
    head(sheet, title)
    axes = sheet.axes(0, 0, WIDTH, sheet.height)
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(sheet.height, 0)
    axes.set_xticks([])
    axes.set_yticks([])
    bare(axes)
    axes.patch.set_visible(False)
    for seat, chair, code in zip(seats, chairs, codes, strict=True):
        x, y = WIDTH / 2 + chair.x, middle - chair.y
        _seat(axes, seat, (x, y), radius)
        if letters:
            color = OF_ANSWER[seat.answer].letters
            sheet.text(x, y, code, fontsize=letters, color=color, ha="center", va="center")
    _needed(sheet, count, chairs, middle, radius)
    _sum(sheet, count, middle)
    _list(sheet, listed, start)
    if veto:
        words = "Double outline and * : may veto; its abstention is none."
        sheet.text(MARGIN, veto_at, words, fontsize=SMALL, color=GREY)
    note(sheet, end, below)
    return sheet


def arranged(count: int) -> tuple[list[_Chair], float]:
    """Return chairs in rows around a middle, from left to right, and the radius of a seat.

    As few rows as leave seats legible, else as give the largest; each row has seats as its length
    is.
    """
    if not count:
        return [], MOST_SEAT
    radii = {rows: min(_radius(count, rows), MOST_SEAT) for rows in range(1, 13)}
    most = max(radii.values())
    rows = next(rows for rows, radius in radii.items() if radius >= min(most, LEGIBLE_SEAT))
    chairs = [
        _chair(arc, at, number)
        for arc, number in zip(_arcs(count, rows), _shares(count, rows), strict=True)
        for at in range(number)
    ]
    return sorted(chairs, key=lambda each: (round(each.angle, 9), each.x)), radii[rows]


def _arcs(count: int, rows: int) -> list[float]:
    """Return the radii of rows; few seats sit on a smaller arc, side by side."""
    if rows == 1:
        return [min(OUTER, max(INNER, (count - 1) * 2 * MOST_SEAT / SPREAD / pi))]
    step = min((OUTER - INNER) / (rows - 1), 2 * MOST_SEAT / SPREAD)
    return [OUTER - step * row for row in range(rows)]


def _shares(count: int, rows: int) -> list[int]:
    """Return how many seats each row has: as its length; the remainders to the largest."""
    arcs = _arcs(count, rows)
    exact = [count * arc / sum(arcs) for arc in arcs]
    shares = [int(each) for each in exact]
    order = sorted(range(rows), key=lambda row: shares[row] - exact[row])
    for row in order[: count - sum(shares)]:
        shares[row] += 1
    return shares


def _radius(count: int, rows: int) -> float:
    arcs = _arcs(count, rows)
    across = abs(arcs[0] - arcs[1]) if rows > 1 else 2 * MOST_SEAT / SPREAD
    along = min(
        pi * arc / max(share - 1, 1) for arc, share in zip(arcs, _shares(count, rows), strict=True)
    )
    return SPREAD * min(across, along) / 2


def _chair(arc: float, at: int, count: int) -> _Chair:
    angle = pi * at / (count - 1) if count > 1 else pi / 2
    return _Chair(-arc * cos(angle), arc * sin(angle), angle)


def _letters(codes: list[str], radius: float) -> float:
    """Return the size of letters with which every code fits its seat; 0 where none does."""
    widest = max((measured(each, 10) for each in codes), default=0.1)
    size = min(LABEL, 10 * 1.5 * radius / widest, radius * INCH)
    return size if size >= LEAST_LETTERS else 0.0


def _seat(axes: Axes, seat: Seat, place: tuple[float, float], radius: float) -> None:
    look = OF_ANSWER[seat.answer]
    size = 2 * radius * INCH * look.size
    style: dict[str, Any] = {"linestyle": "none", "marker": look.shape}
    if seat.may_veto:
        axes.plot(
            *[[each] for each in place],
            markersize=size,
            markerfacecolor="white",
            markeredgecolor=BLACK,
            markeredgewidth=1.0,
            zorder=2,
            **style,
        )
        size *= 0.84
    axes.plot(
        *[[each] for each in place],
        markersize=size * 0.97,
        markerfacecolor=look.fill,
        markeredgecolor=look.edge,
        markeredgewidth=0.9,
        zorder=3,
        **style,
    )


def _needed(sheet: Sheet, count: Count, chairs: list[_Chair], middle: float, radius: float) -> None:
    """Draw a line behind as many seats as are needed."""
    if not 0 < count.needed < len(chairs):
        return
    angle = (chairs[count.needed - 1].angle + chairs[count.needed].angle) / 2
    inner, outer = (
        end + side * (radius + 0.06) for end, side in zip(_ends(chairs), (-1, 1), strict=True)
    )
    ends = [(WIDTH / 2 - arc * cos(angle), middle - arc * sin(angle)) for arc in (inner, outer)]
    xs, ys = ((ends[0][side], ends[1][side]) for side in (0, 1))
    # Below the seats, where it runs through one.
    sheet.line(xs, ys, color=BLACK, linewidth=1.0, linestyle=(0, (4, 2)), zorder=-1)
    x, y = ends[1]
    align = "center" if abs(x - WIDTH / 2) < 0.3 else "left" if x > WIDTH / 2 else "right"
    sheet.text(x, y - 0.02, f"{count.needed} needed", ha=align, va="bottom", fontsize=SMALL)


def _ends(chairs: list[_Chair]) -> tuple[float, float]:
    """Return the radii of the innermost and of the outermost row."""
    arcs = [(each.x**2 + each.y**2) ** 0.5 for each in chairs]
    return min(arcs), max(arcs)


def _sum(sheet: Sheet, count: Count, middle: float) -> None:
    """Write the sum into the middle of the arc."""
    by = {answer: sum(each.answer == answer for each in count.seats) for answer in ANSWERS}
    leaning = f" + {by['leans yes']} leaning" if by["leans yes"] else ""
    members = "member" if len(count.seats) == 1 else "members"
    lines = [f"yes {by['yes']}{leaning}", f"of {len(count.seats)} {members}"]
    if count.needed:
        missing = count.needed - by["yes"]
        lines.append(f"{missing} more needed" if missing > 0 else "enough in number")
    vetoes = sum(each.may_veto and each.answer == "no" for each in count.seats)
    if vetoes:
        lines.append("a veto against it" if vetoes == 1 else f"{vetoes} vetoes against it")
    for at, words in enumerate(lines):
        size = TITLE if at == 0 else LABEL
        y = middle - (len(lines) - at - 0.5) * line_height(TITLE)
        sheet.text(
            WIDTH / 2,
            y,
            words,
            ha="center",
            va="center",
            fontsize=size,
            fontweight="bold" if at == 0 else "normal",
        )


def _listed(seats: list[Seat], codes: list[str]) -> list[tuple[str, str, list[str]]]:
    """Return answer, its heading, and names in lines, for each answer that is given."""
    found: list[tuple[str, str, list[str]]] = []
    for answer in ANSWERS:
        names = [
            # A code does not stand at the end of a line, its name on the next.
            f"{code}\N{NO-BREAK SPACE}{seat.name}{'*' if seat.may_veto else ''}".strip()
            for seat, code in zip(seats, codes, strict=True)
            if seat.answer == answer
        ]
        if names:
            width = WIDTH - 2 * MARGIN - _INDENT
            found.append((answer, f"{answer} {len(names)}", wrapped(", ".join(names), width)))
    return found


_INDENT = 1.15


def _list(sheet: Sheet, listed: list[tuple[str, str, list[str]]], top: float) -> None:
    y = top
    for answer, heading, lines in listed:
        look = OF_ANSWER[answer]  # pyright: ignore
        middle = y + line_height() / 2
        sheet.shape(
            MARGIN + 0.07,
            middle,
            marker=look.shape,
            markersize=8 * look.size,
            color=look.edge,
            markerfacecolor=look.fill,
        )
        sheet.text(MARGIN + 0.2, middle, heading, va="center", fontweight="bold")
        for at, words in enumerate(lines):
            sheet.text(MARGIN + _INDENT, middle + at * line_height(), words, va="center")
        y += len(lines) * line_height() + 0.05
