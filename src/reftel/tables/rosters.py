"""Who belonged to a body or a group of states on a day.

Groups within the Security Council are no bodies of their own: P-5, P-3 and E-10 are drawn from its
seats, so that each follows the Council through 1965, 1971 and 1991.
"""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

import msgspec

from reftel.tables import load
from reftel.tables.rows import MembershipRow, StateRow


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A state as a member on a day.

    code: of the states' table. name: the state's name on that day; in a year in which it changed,
    the new one. capacity: `permanent`, `elected` (both of the Council) or `member`.
    """

    code: str
    name: str
    capacity: str


class _Drawn(NamedTuple):
    """How a roster is drawn from a body; empty means everybody."""

    body: str
    capacity: str = ""
    codes: tuple[str, ...] = ()


_DRAWN = {
    "UNSC": _Drawn("UNSC"),
    "P-5": _Drawn("UNSC", "permanent"),
    "P-3": _Drawn("UNSC", "permanent", ("FR", "GB", "US")),
    # Six until the end of 1965, whatever the name says.
    "E-10": _Drawn("UNSC", "elected"),
    "EU": _Drawn("EU"),
    "NAM": _Drawn("NAM"),
    "NATO": _Drawn("NATO"),
    "UN": _Drawn("UN"),
}
ROSTERS: tuple[str, ...] = tuple(_DRAWN)


def members(roster: str, on: date) -> tuple[Member, ...]:
    """Return the members of a roster on a day: permanent ones first, then by name.

    roster: one of ROSTERS. Empty before the body existed. The Council's elected members are known
    to the end of 2026; later days have only those whose terms run on. What NAM's days are worth
    stands in the tables' page.
    Raises ValueError, with the names that are near, for another roster.
    """
    found = [_member(row, on) for row in rows(roster, on)]
    return tuple(sorted(found, key=lambda each: (each.capacity != "permanent", each.name)))


def rows(roster: str, on: date) -> tuple[MembershipRow, ...]:
    """Return the memberships that hold on a day, with first and last day and note.

    Raises ValueError as `members` does.
    """
    drawn = _DRAWN.get(roster)
    if drawn is None:
        raise ValueError(_unknown(roster))
    return tuple(_sitting(drawn, on))


def name(code: str, year: int) -> str:
    """Return a state's name in a year: the one with the closest bounds that hold; else any.

    Raises KeyError for a code that is no state's.
    """
    names = _names()[code]
    right = [row for row in names if _is_right(row, year)] or names
    return max(right, key=lambda row: (row.since or 0, -(row.until or date.max.year))).name


def _unknown(roster: str) -> str:
    near = get_close_matches(roster.strip().upper(), ROSTERS, n=3, cutoff=0.5)
    meant = f"; did you mean {' or '.join(near)}?" if near else ""
    return f'no roster is named "{roster}"{meant} (known: {", ".join(ROSTERS)})'


def _sitting(drawn: _Drawn, on: date) -> Iterator[MembershipRow]:
    for row in _rows().get(drawn.body, ()):
        if (
            row.since <= on <= (row.until or date.max)
            and drawn.capacity in {"", row.capacity}
            and (not drawn.codes or row.member in drawn.codes)
        ):
            yield row


def _member(row: MembershipRow, on: date) -> Member:
    return Member(code=row.member, name=name(row.member, on.year), capacity=row.capacity)


def _is_right(row: StateRow, year: int) -> bool:
    """Whether the name held through the year: in its last year another came."""
    return (row.since or 0) <= year < (row.until or date.max.year)


@cache
def _rows() -> dict[str, tuple[MembershipRow, ...]]:
    bodies: dict[str, list[MembershipRow]] = {}
    for row in load.memberships():
        bodies.setdefault(row.body, []).append(row)
    return {body: tuple(each) for body, each in bodies.items()}


@cache
def _names() -> dict[str, tuple[StateRow, ...]]:
    states: dict[str, list[StateRow]] = {}
    for row in load.states():
        states.setdefault(row.code, []).append(row)
    return {code: tuple(each) for code, each in states.items()}
