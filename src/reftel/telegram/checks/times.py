"""Rules of the date-time group and of the filing time."""

from datetime import datetime, timedelta

from reftel.telegram.checks.rule import Finding, Findings, rule
from reftel.telegram.model import Telegram

GRACE = 15  # minutes that a filing clerk's clock may be behind the drafter's
LONGEST = 24 * 60  # minutes from the date-time group to filing
FOUR_DIGITS_SINCE = 2006  # ACP 127(G)


@rule("T201")
def real_moment(telegram: Telegram) -> Findings:
    """C13: the date-time group is a real date and time."""
    if telegram.dtg is None:
        return None
    if telegram.dtg.time is not None:
        return []
    printed = " ".join(telegram.dtg.span.of(telegram.text).split())
    message = f"date-time group reads {printed}; a day of that month and 0000 to 2359 expected"
    return [Finding(message, telegram.dtg.span)]


@rule("T202")
def zone_letter(telegram: Telegram) -> Findings:
    """C14: the zone letter is Z."""
    if telegram.dtg is None:
        return None
    if telegram.dtg.zone == "Z":
        return []
    printed = f"zone {telegram.dtg.zone}" if telegram.dtg.zone else "no zone letter"
    return [Finding(f"date-time group has {printed}; Z expected", telegram.dtg.span)]


@rule("T203")
def four_digit_year(telegram: Telegram) -> Findings:
    """C15: from 2006 on the year has four digits."""
    time = telegram.sent
    if telegram.dialect != "line" or telegram.dtg is None or time is None:
        return None
    if time.year < FOUR_DIGITS_SINCE:
        return None
    if len(telegram.dtg.year_printed) == 4:
        return []
    message = f"date-time group prints the year as {telegram.dtg.year_printed}"
    return [Finding(f"{message}; {time.year} expected from 2006 on", telegram.dtg.span)]


@rule("T204")
def filing_day(telegram: Telegram) -> Findings:
    """C09: the routing line's day of the year is the group's, or the next after midnight."""
    line, time = telegram.transmission, telegram.sent
    if line is None or line.filed_day is None or time is None:
        return None
    if line.filed_day == _day(time) or _after_midnight(line.filed_day, line.filed_time, time):
        return []
    message = f"routing line says day {line.filed_day:03}; date-time group says {_day(time):03}"
    return [Finding(message, line.filed.span if line.filed else line.span)]


def _after_midnight(day: int, clock: str, time: datetime) -> bool:
    # A whole day of waiting is no filing after midnight but a wrong day.
    return day == _day(time + timedelta(days=1)) and clock < f"{time:%H%M}"


def _day(time: datetime) -> int:
    return time.timetuple().tm_yday


@rule("T205")
def filing_time(telegram: Telegram) -> Findings:
    """C10: filed at most 15 minutes before and 24 hours after the date-time group."""
    line, time = telegram.transmission, telegram.sent
    if line is None or line.filed_day is None or time is None:
        return None
    if len(line.filed_time) != 4 or not line.filed_time.isdigit():
        return None
    lag = _lag(time, line.filed_day, line.filed_time)
    if -GRACE <= lag <= LONGEST:
        return []
    filed, group = f"{line.filed_day:03}{line.filed_time}", f"{_day(time):03}{time:%H%M}"
    expected = "earlier; no earlier" if lag < 0 else "later; at most 24 hours"
    message = f"routing line says filed {filed}; date-time group says {group}: {_span(abs(lag))}"
    place = line.filed.span if line.filed else line.span
    return [Finding(f"{message} {expected} expected", place)]


def _lag(time: datetime, day: int, clock: str) -> int:
    """Return the minutes from the group to filing; a year's end lies between them at most once."""
    days = day - _day(time)
    if days < -180:
        days += 366 if time.year % 4 == 0 else 365
    return (days * 24 + int(clock[:2]) - time.hour) * 60 + int(clock[2:]) - time.minute


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"
