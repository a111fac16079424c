"""The years of references in an edition: by the dateline, and by the count from July."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from reftel.telegram import posts, references
from reftel.telegram.model import Reference

# The Department counted from July to June, up to December 1968 once; from 1969 by the calendar.
LAST_COUNT_FROM_JULY = date(1967, 7, 1)
BY_CALENDAR = 1969
# Its number 219240 is of the end of June 1967, 293341 of the end of December 1968.
MOST_FROM_JULY = 230_000


def dated(
    found: Iterable[Reference], own: references.Own, *, by_dateline: bool
) -> Iterator[Reference]:
    """Yield the references with the year that the edition's dates tell.

    by_dateline: whether the telegram's date is that of the dateline.
    """
    for each in found:
        one = _counted_from_july(each, own)
        if by_dateline and one.year_ground == "date-time group":
            one = replace(one, year_ground="dateline")
        yield one


def _counted_from_july(reference: Reference, own: references.Own) -> Reference:
    """Return the reference with its year put right, where the numbers began anew in July.

    A high number of January is of this count; one of August is of the count that ended in June.
    """
    moment = own.moment
    is_guessed = reference.year_ground in {"date-time group", "previous year"}
    if moment is None or moment.year >= BY_CALENDAR or reference.post != "STATE" or not is_guessed:
        return reference
    day = moment.date()
    july = date(day.year if day.month >= LAST_COUNT_FROM_JULY.month else day.year - 1, 7, 1)
    began = min(july, LAST_COUNT_FROM_JULY) if day >= LAST_COUNT_FROM_JULY else july
    share = (day - began).days / 365 + 0.05
    year = day.year if reference.number <= MOST_FROM_JULY * share else began.year
    ground = "date-time group" if year == day.year else "previous year"
    target = posts.mrn(year, reference.post, reference.number)
    return replace(reference, year=year, year_ground=ground, target=target, others=())
