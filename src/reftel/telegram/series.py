"""Canonical numbers of services that count otherwise than the United States.

`82LINDEN-FCO123`: the 123rd telegram of 1982 from LINDEN to FCO. `49NEWYORK.UN44`: number UN44
of 1949 from New York. Neither sign stands in a number of the United States, so that the British
and the Australian embassy in a city never meet the American one.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from reftel.telegram.dates import date_in, not_after
from reftel.telegram.dtg import full_year
from reftel.telegram.model import Reference, ReferenceYearGround

NUMBERED = re.compile(r"(?P<year>\d\d)(?P<post>[A-Z][A-Z-]{0,40}?)(?P<number>\d{1,7})")


class OwnNumber(NamedTuple):
    """What a telegram tells about its references.

    moment: when it was sent, at least the day, None where the year is not known. ground: from
    what that is known. post: who sent it, other: who got it; canonical or "". letters: of an
    Australian series, "UN".
    """

    moment: datetime | None
    ground: ReferenceYearGround
    post: str
    other: str
    number: int
    letters: str = ""


class Number(NamedTuple):
    """A number with its year: `74LAPAZ1434` is number 1434 of LAPAZ in 1974."""

    mrn: str
    year: int
    post: str
    number: int


def numbered(mrn: str) -> Number:
    """Take a number apart, `74LAPAZ1434`, and make it canonical: `74 la paz 01434` is the same.

    Raises ValueError where year, post or number is missing.
    """
    match = NUMBERED.fullmatch("".join(mrn.split()).upper())
    if match is None:
        message = f"{mrn!r} is no number with its year; one like 74LAPAZ1434 expected"
        raise ValueError(message)
    number = int(match["number"])
    name = f"{match['year']}{match['post']}{number}"
    return Number(name, full_year(match["year"]), match["post"], number)


def once(found: Iterable[Reference]) -> tuple[Reference, ...]:
    """Return each telegram that is referred to where it is named first."""
    first: dict[str, Reference] = {}
    for each in found:
        first.setdefault(each.target or each.text, each)
    return tuple(first.values())


def of_pair(year: int, sender: str, addressee: str, number: int) -> str:
    """Return `82LINDEN-FCO123`; a year of 0 and a post that is not known are left out."""
    return f"{_year(year)}{sender}-{addressee}{number}"


def of_post(year: int, post: str, letters: str, number: int) -> str:
    """Return `49NEWYORK.UN44`; a year of 0 is left out, "" where a part is not known."""
    return f"{_year(year)}{post}.{letters}{number}" if post and number else ""


def _year(year: int) -> str:
    return f"{year % 100:02d}" if year else ""


def year_of(
    own: OwnNumber, number: int, dated: str, *, same: bool
) -> tuple[int, ReferenceYearGround]:
    """Return the year of a number that a telegram refers to, and what tells it.

    dated: the words behind the number, which may begin with its date. same: whether it counts
    in the telegram's own series; a number not reached there is of the year before.
    """
    found = date_in(dated)
    if found and found.year:
        return found.year, "stated"
    if own.moment is None:
        return 0, "none"
    day = not_after(found, own.moment) if found else None
    if day:
        return day.year, "date"
    if same and own.number and number > own.number + 1:
        return own.moment.year - 1, "previous year"
    return own.moment.year, own.ground
