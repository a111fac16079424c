"""Days, months and years as far as they are known, and what is before what."""

from calendar import monthrange
from datetime import date, time
from typing import NamedTuple


class Days(NamedTuple):
    """The days that are meant: `2008-04` is the first to the last of April."""

    first: date
    last: date


def days(words: str) -> Days | None:
    """Return what an ISO day, month or year means; None for "" and for what is no day."""
    parts = words[:10].split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        first = date(year, month, day)
    except ValueError:
        return None
    if len(parts) == 3:
        return Days(first, first)
    if len(parts) == 2:
        return Days(first, date(year, month, monthrange(year, month)[1]))
    return Days(first, date(year, 12, 31))


def clock(words: str) -> str:
    """Return the time of a day with a time, `12:00`; "" without one, and where it is none."""
    try:
        return time.fromisoformat(words[11:16]).isoformat("minutes") if words[11:] else ""
    except ValueError:
        return ""


def is_before(earlier: str, later: str) -> bool:
    """Whether all that one means lies before all that the other means; unknown is not."""
    one, other = days(earlier), days(later)
    return bool(one and other and one.last < other.first)


def holds(since: str, until: str, on: date | None) -> bool:
    """Whether something that began and ended so may hold on a day; on no day in particular, yes."""
    if on is None:
        return True
    begin, end = days(since), days(until)
    return (begin is None or begin.first <= on) and (end is None or on <= end.last)
