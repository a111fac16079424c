"""When a telegram that nobody holds was sent: the number series of its post as a clock.

A post numbers its telegrams through the year. So a number lies in time between the numbers around
it, and before every telegram that refers to it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

from msgspec.structs import replace

from reftel.telegram.model import Record, Telegram
from reftel.telegram.series import Number, numbered

COUNTED = "post and year"  # the series that are clocks; of pairs and networks nothing is known
DAY = timedelta(days=1)
Ground = Literal["year", "series", "cited", "dated by a reference"]


class Bound(Record, frozen=True, kw_only=True):
    """A moment before or after which a telegram was sent, and what tells it.

    by: the telegram that does, "" for the year.
    """

    time: datetime
    ground: Ground
    by: str = ""


class Dated(Record, frozen=True, kw_only=True):
    """The bounds of a telegram's time. estimate: in step with its number, None where none is next.

    held: when it was sent, where the telegram itself is at hand.
    """

    mrn: str
    earliest: Bound
    latest: Bound
    estimate: datetime | None = None
    held: datetime | None = None

    @property
    def contradictory(self) -> bool:
        """Whether the bounds cross: one of those that tell them is out of order or misread."""
        return self.earliest.time > self.latest.time


class Mark(NamedTuple):
    """A number of a series, when it was sent, and which telegram tells."""

    number: int
    time: datetime
    by: str


class Clock:
    """The number series of posts, from telegrams at hand. used: how many tell something."""

    def __init__(self, telegrams: Iterable[Telegram] = ()) -> None:
        self.used = 0
        self._marks: dict[tuple[str, int], list[Mark]] = defaultdict(list)
        self._cited: dict[str, list[Bound]] = defaultdict(list)
        self._days: dict[str, list[tuple[Bound, Bound]]] = defaultdict(list)
        for each in telegrams:
            self.add(each)

    def add(self, telegram: Telegram) -> None:
        """Take what a telegram tells: its own number and time, and what it refers to.

        A number counts only in a series of a post and year, and a reference only where its year
        is no guess.
        """
        own, sent = telegram.identity, telegram.sent
        if sent is None:
            return
        self.used += 1
        by = own.mrn if own else ""
        if own and own.post and own.number and own.year == sent.year and own.series == COUNTED:
            self.mark(own.post, own.year, Mark(own.number, sent, by))
        for each in telegram.references:
            if each.kind == "telegram" and each.year and not each.others:
                self.cite(each.target, sent, by)
                if each.date and each.date.year == each.year:
                    self._days[each.target].append(_around_day(each.date, by))

    def add_number(self, mrn: str, sent: datetime) -> None:
        """Take a number with its time, UTC where it has no zone.

        Raises ValueError as `date`, and where the time is of another year than the number.
        """
        number = numbered(mrn)
        time = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
        if time.year != number.year:
            message = f"{mrn} is of {number.year}, its date of {time.year}"
            raise ValueError(message)
        self.used += 1
        self.mark(number.post, number.year, Mark(number.number, time, number.mrn))

    def mark(self, post: str, year: int, mark: Mark) -> None:
        """Take one number of a series."""
        marks = self._marks[post, year]
        marks.insert(bisect_left(marks, mark), mark)

    def cite(self, mrn: str, sent: datetime, by: str) -> None:
        """Take a reference: `by`, sent then, names a number."""
        self._cited[mrn].append(Bound(time=sent, ground="cited", by=by))

    def date(self, mrn: str, *, without: str = "") -> Dated:
        """Return when the telegram of a number was sent, at the earliest and at the latest.

        without: a telegram that does not count, to see what the others tell of it.
        Raises ValueError for what is no canonical number with its year, `74LAPAZ1434`.
        """
        number = numbered(mrn)
        marks = [each for each in self._series(number) if each.by != without]
        below, above = _beside(marks, number.number)
        days = [each for each in self._days.get(number.mrn, ()) if each[0].by != without]
        cited = [each for each in self._cited.get(number.mrn, ()) if each.by != without]
        earliest = [_year_begins(number.year), *_of(below), *(first for first, _ in days)]
        latest = [_year_ends(number.year), *_of(above), *cited, *(last for _, last in days)]
        found = Dated(
            mrn=number.mrn,
            earliest=max(earliest, key=_time),
            latest=min(latest, key=_time),
            held=next((each.time for each in marks if each.number == number.number), None),
        )
        return (
            found
            if found.contradictory
            else replace(found, estimate=_estimate(number, below, above))
        )

    def _series(self, number: Number) -> Sequence[Mark]:
        return self._marks.get((number.post, number.year), ())


def _beside(marks: Sequence[Mark], number: int) -> tuple[Mark | None, Mark | None]:
    """Return the next lower and the next higher number of a series, where there are."""
    at = bisect_left([each.number for each in marks], number)
    behind = next((each for each in marks[at:] if each.number > number), None)
    return (marks[at - 1] if at else None), behind


def _of(mark: Mark | None) -> list[Bound]:
    return [Bound(time=mark.time, ground="series", by=mark.by)] if mark else []


def _around_day(day: date, by: str) -> tuple[Bound, Bound]:
    """Return the bounds of a day that a reference names; it may be of any zone on earth."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return (
        Bound(time=noon - DAY, ground="dated by a reference", by=by),
        Bound(time=noon + DAY, ground="dated by a reference", by=by),
    )


def _year_begins(year: int) -> Bound:
    return Bound(time=datetime(year, 1, 1, tzinfo=UTC), ground="year")


def _year_ends(year: int) -> Bound:
    return Bound(time=datetime(year, 12, 31, 23, 59, tzinfo=UTC), ground="year")


def _time(bound: Bound) -> datetime:
    return bound.time


def _estimate(number: Number, below: Mark | None, above: Mark | None) -> datetime | None:
    """Return the moment in step with the number between two of the series."""
    if below is None or above is None or above.number == below.number:
        return None
    share = (number.number - below.number) / (above.number - below.number)
    return below.time + share * (above.time - below.time)
