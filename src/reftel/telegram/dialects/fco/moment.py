"""When a British telegram was sent: `OF 041200Z APR 82`, or `FM FCO 141030Z` and `OF 14 MARCH`."""

from reftel.core.span import Span
from reftel.telegram.dates import FoundDate, date_in, plain
from reftel.telegram.dialects.fco.heading import Heading
from reftel.telegram.dtg import moment, months
from reftel.telegram.findings import Findings
from reftel.telegram.model import Dateline, DateTimeGroup


def group(heading: Heading, findings: Findings) -> DateTimeGroup | None:
    """Return the time behind OF or FM; its month and year may stand in the number's date."""
    found = heading.time()
    if found is None:
        findings.add("T050", Span(0, 0), "no time such as 141030Z behind FM or OF")
        return None
    day = number_date(heading)
    printed = (found["month"] or "") in months()
    month, year = (found["month"], found["year"]) if printed else _month_and_year(day)
    digits = found["digits"]
    end = found.end() if printed else found.end("zone")
    span = heading.reading.span(found.start(), end)
    words = heading.text[found.start() : end]
    if not year:
        findings.add("T051", span, f"{words} has no year; a year expected behind the month")
    if day and day.day != int(digits[:2]):
        findings.add("T055", span, f"{words} is not of day {day.day}, on which TELNO was given")
    when = moment(digits, month, year) if month and year else None
    return DateTimeGroup(
        time=when, letters="", zone=found["zone"] or "", year_printed=year, span=span
    )


def number_date(heading: Heading) -> FoundDate | None:
    """Return the date on which the number was given: behind OF, without a time."""
    part = heading.part("date")
    return date_in(heading.value(part)) if part else None


def dateline(heading: Heading, time: DateTimeGroup | None) -> Dateline | None:
    """Return the date of the number where the heading has no time, as in a SAVING telegram."""
    part, day = heading.part("date"), number_date(heading)
    if part is None or day is None or time is not None:
        return None
    span = heading.reading.span(part.begin + day.start, part.begin + day.end)
    return Dateline(printed=heading.value(part)[day.start : day.end], date=plain(day), span=span)


def _month_and_year(day: FoundDate | None) -> tuple[str, str]:
    if day is None:
        return "", ""
    month = next(name for name, number in months().items() if number == day.month)
    return month, str(day.year) if day.year else ""
