"""Dates and times of day as telegrams write them: 04/04/2018, NOVEMBER 9, 1973, 5.10 p.m."""

import re
from datetime import date, datetime, time
from functools import cache
from typing import NamedTuple

from reftel.telegram.dtg import full_year, months

CLOCK = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2})(?:\s{0,2}[.:]\s{0,2}(?P<minute>\d\d))?\s{0,2}(?P<half>[ap])\.?\s?m\b"
    r"|(?<!\d)(?P<digits>\d{3,5})\s?(?:(?P<zulu>Z)|hours|hrs)\b|(?<!\d)(?P<bare>\d{4})(?!\d)"
    r"|\b(?P<word>noon|midnight)\b",
    re.IGNORECASE,
)
WORDS = {"noon": time(12), "midnight": time(0)}
HALF_A_DAY = 12  # hours


class FoundClock(NamedTuple):
    """A time of day in a text; None where the digits name no real one. zulu: a Z says UTC."""

    time: time | None
    zulu: bool


class FoundDate(NamedTuple):
    """A date in a text; `year` is 0 where none is printed; `short` where it has two digits."""

    year: int
    month: int
    day: int
    short: bool
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(months(), key=len, reverse=True))
    return re.compile(
        rf"""(?<![\d/])(?<!\d-)(?:
          (?P<y1>\d{{4}})[/.-](?P<m1>\d{{1,2}})[/.-](?P<d1>\d{{1,2}})
        | (?P<m2>\d{{1,2}})[/-](?P<d2>\d{{1,2}})[/-](?P<y2>\d{{4}}|\d{{2}})
        | (?<![A-Z])(?P<m3>{names})(?![A-Z])\.?\s{{1,3}}(?P<d3>\d{{1,2}})
          (?:\s{{0,2}},\s{{0,3}}(?P<y3>\d{{4}})|\s{{1,2}}(?P<y3b>(?:19|20)\d\d))?
        | (?P<d4>\d{{1,2}})\s{{1,2}}(?P<m4>{names})(?![A-Z])\.?,?
          (?:\s{{1,2}}(?P<y4>(?:19|20)\d\d|\d\d(?!\d)))?
        )(?![\d/])""",
        re.VERBOSE | re.IGNORECASE,
    )


def date_in(text: str, start: int = 0) -> FoundDate | None:
    """Return the first date in the text from `start` on; None where there is none."""
    for match in _pattern().finditer(text, start):
        found = _found(match)
        if found is not None:
            return found
    return None


def _found(match: re.Match[str]) -> FoundDate | None:
    form = next(form for form in "1234" if match[f"d{form}"])
    printed = match[f"y{form}"] or (match["y3b"] if form == "3" else "") or ""
    month = match[f"m{form}"]
    number = int(month) if month.isdigit() else months()[month.upper()]
    year = full_year(printed) if printed else 0
    try:
        date(year or 2000, number, int(match[f"d{form}"]))
    except ValueError:
        return None
    return FoundDate(
        year, number, int(match[f"d{form}"]), len(printed) == 2, match.start(), match.end()
    )


def clock_in(text: str, day: FoundDate | None) -> FoundClock | None:
    """Return the first time of day behind the day of the text; None where there is none.

    Four bare digits are a time only behind a day with its year: they might be the year.
    """
    for match in CLOCK.finditer(text, day.end if day else 0):
        if not match["bare"] or (day and day.year):
            return _clock(match)
    return None


def _clock(match: re.Match[str]) -> FoundClock:
    if match["word"]:
        return FoundClock(WORDS[match["word"].lower()], zulu=False)
    if digits := match["digits"] or match["bare"]:
        hour, minute = int(digits[:-2]), int(digits[-2:])
        is_real = True
    else:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        is_real = 1 <= hour <= HALF_A_DAY
        hour = hour % HALF_A_DAY + (HALF_A_DAY if match["half"] in "pP" else 0)
    is_real = is_real and hour < 24 and minute < 60
    return FoundClock(time(hour, minute) if is_real else None, zulu=bool(match["zulu"]))


def plain(found: FoundDate) -> date | None:
    """Return the date; None where its year is not printed."""
    return date(found.year, found.month, found.day) if found.year else None


def later_year(found: FoundDate, moment: datetime | None) -> date | None:
    """Return the date of a declassification: two digits of a year always lie after the telegram."""
    if not found.year:
        return None
    year = found.year
    if found.short and moment and year < moment.year:
        year += 100 if year + 100 - moment.year < 60 else 0
    try:
        return date(year, found.month, found.day)
    except ValueError:
        return None


def not_after(found: FoundDate, moment: datetime) -> date | None:
    """Return the date, a missing year being the last in which it is not after the telegram."""
    for year in (found.year,) if found.year else (moment.year, moment.year - 1):
        try:
            day = date(year, found.month, found.day)
        except ValueError:
            continue
        if found.year or day <= moment.date():
            return day
    return None
