"""Groups and bodies that Reftel knows by date."""

from datetime import date
from typing import NamedTuple

ROSTERS: tuple[str, ...] = ()


class Member(NamedTuple):
    """A member on a day. code: of the table of states."""

    code: str
    name: str
    capacity: str


def members(roster: str, on: date) -> tuple[Member, ...]:
    """Return the members of a roster on a day."""
    raise ValueError(roster, on)
