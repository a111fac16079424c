"""When a telegram that nobody holds was sent: the number series of its post as a clock.

A post numbers its telegrams through the year. So a number lies in time between the numbers around
it, and before every telegram that refers to it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from reftel.telegram.model import Record, Telegram
from reftel.telegram.series import Number, numbered

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

    contradictory: whether the bounds cross, so that one of the telegrams that tell them is out
    of order or misread.
    """

    mrn: str
    earliest: Bound
    latest: Bound
    estimate: datetime | None = None

    @property
    def contradictory(self) -> bool:
        """Whether the earliest is after the latest."""
        return self.earliest.time > self.latest.time


class Mark(NamedTuple):
    """A number of a series, when it was sent, and which telegram tells."""

    number: int
    time: datetime
    by: str


class Clock:
    """The number series of posts, from telegrams at hand."""

    def __init__(self, telegrams: Iterable[Telegram] = ()) -> None:
        self._marks: dict[tuple[str, int], list[Mark]] = defaultdict(list)
        self._cited: dict[str, list[Bound]] = defaultdict(list)
        self._days: dict[str, Bound] = {}
        for each in telegrams:
            self.add(each)

    @property
    def known(self) -> bool:
        """Whether any telegram tells anything."""
        return bool(self._marks or self._cited)

    def add(self, telegram: Telegram) -> None:
        """Take what a telegram tells: its own number and time, and what it refers to."""
        own, sent = telegram.identity, telegram.sent
        if sent is None:
            return
        by = own.mrn if own else ""
        if own and own.post and own.number and own.year == sent.year:
            self.mark(own.post, own.year, Mark(own.number, sent, by))
        for each in telegram.references:
            if each.kind == "telegram" and each.year:
                self._cited[each.target].append(Bound(time=sent, ground="cited", by=by))
                if each.date and each.date.year == each.year:
                    day = datetime(each.date.year, each.date.month, each.date.day, tzinfo=UTC)
                    told = Bound(time=day, ground="dated by a reference", by=by)
                    self._days.setdefault(each.target, told)

    def add_number(self, mrn: str, sent: datetime) -> None:
        """Take a number with its time, UTC where it has no zone. Raises ValueError as `date`."""
        number = numbered(mrn)
        time = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
        self.mark(number.post, number.year, Mark(number.number, time, mrn))

    def mark(self, post: str, year: int, mark: Mark) -> None:
        """Take one number of a series, from a table."""
        marks = self._marks[post, year]
        marks.insert(bisect_left(marks, mark), mark)

    def date(self, mrn: str, *, without: str = "") -> Dated:
        """Return when the telegram of a number was sent, at the earliest and at the latest.

        without: a telegram that does not count, to see what the others tell of it.
        Raises ValueError for what is no canonical number with its year, `74LAPAZ1434`.
        """
        number = numbered(mrn)
        below, above = self._around(number, without)
        lower, upper = (
            list(self._earliest(number, below)),
            list(self._latest(number, above, without)),
        )
        earliest, latest = max(lower, key=_time), min(upper, key=_time)
        if day := self._day(mrn, without):
            earliest, latest = (
                day,
                Bound(time=day.time.replace(hour=23, minute=59), ground=day.ground, by=day.by),
            )
        return Dated(
            mrn=mrn, earliest=earliest, latest=latest, estimate=_estimate(number, below, above)
        )

    def _day(self, mrn: str, without: str) -> Bound | None:
        found = self._days.get(mrn)
        return found if found and found.by != without else None

    def _around(self, number: Number, without: str) -> tuple[Mark | None, Mark | None]:
        """Return the next lower and the next higher number of the series, where there are."""
        marks = [each for each in self._marks[number.post, number.year] if each.by != without]
        at = bisect_left([each.number for each in marks], number.number)
        behind = next((each for each in marks[at:] if each.number > number.number), None)
        return (marks[at - 1] if at else None), behind

    def _earliest(self, number: Number, below: Mark | None) -> Iterator[Bound]:
        yield Bound(time=datetime(number.year, 1, 1, tzinfo=UTC), ground="year")
        if below:
            yield Bound(time=below.time, ground="series", by=below.by)

    def _latest(self, number: Number, above: Mark | None, without: str) -> Iterator[Bound]:
        yield Bound(time=datetime(number.year, 12, 31, 23, 59, tzinfo=UTC), ground="year")
        if above:
            yield Bound(time=above.time, ground="series", by=above.by)
        yield from (each for each in self._cited[number.mrn] if each.by != without)


def _time(bound: Bound) -> datetime:
    return bound.time


def _estimate(number: Number, below: Mark | None, above: Mark | None) -> datetime | None:
    """Return the moment in step with the number between two of the series."""
    if below is None or above is None or above.number == below.number:
        return None
    share = (number.number - below.number) / (above.number - below.number)
    return below.time + share * (above.time - below.time)
