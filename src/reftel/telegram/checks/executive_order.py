"""Rules of the E.O. line: order, element, date, classifier."""

from datetime import date as Date  # noqa: N812 - reads as the field it stands for
from datetime import timedelta

from reftel.core.span import Span
from reftel.telegram.checks.known import is_classified, periods_of_orders
from reftel.telegram.checks.rule import Finding, Findings, begin, is_later_section, rule
from reftel.telegram.model import ExecutiveOrder, Telegram

LINE_SINCE = Date(1973, 3, 1)  # State asks for the line
CLASSIFIER_SINCE = Date(1995, 10, 14)  # order 12958
SECTION_1_4_SINCE = Date(2003, 3, 25)  # order 13292, which moved the reasons from 1.5 to 1.4
SECTION_1_5_UNTIL = Date(2003, 9, 22)  # the last day on which the old marking was allowed
GRACE = timedelta(days=60)  # for posts that learn late of a change
NEXT_DAY = timedelta(days=1)  # a drafter counts from the day on which he expects the sending
EXEMPT = frozenset({"AIDAC", "USIAC", "TOPEC", "ESMC"})
TEN_YEAR_ORDERS = frozenset({"12958", "13526"})


def day(telegram: Telegram) -> Date | None:
    """Return the day of the date-time group, or None."""
    time = telegram.sent
    return time.date() if time is not None else None


def years_later(start: Date, years: int) -> Date:
    """Return the same day `years` on; 29 February becomes 1 March."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return Date(start.year + years, 3, 1)


@rule("T601")
def line_present(telegram: Telegram) -> Findings:
    """C34: there is an E.O. line."""
    sent = day(telegram)
    if sent is None or sent < LINE_SINCE or telegram.classification is None:
        return None
    if is_later_section(telegram) and telegram.executive_order is None:
        return None
    if any(each.caption in EXEMPT for each in telegram.captions):
        return None
    if telegram.executive_order is not None:
        return []
    end = telegram.classification.span.end
    return [Finding("no E.O. line; one expected since 1 March 1973", Span(end, end))]


@rule("T602")
def order_in_force(telegram: Telegram) -> Findings:
    """C35: the order was in force at the date-time group, with 60 days of grace."""
    line, sent = telegram.executive_order, day(telegram)
    if line is None or sent is None or not line.order:
        return None
    period = periods_of_orders().get(line.order)
    if period is None:
        message = f"E.O. line names {line.order}; an order of the tables expected"
        return [Finding(message, line.span)]
    first, last = period
    if first - GRACE <= sent and (last == Date.max or sent <= last + GRACE):
        return []
    force = f"from {first}" if last == Date.max else f"{first} to {last}"
    message = f"E.O. line names {line.order}, in force {force}"
    return [Finding(f"{message}; date-time group says {sent}", line.span)]


@rule("T603")
def element_readable(telegram: Telegram) -> Findings:
    """C36: the declassification element is a date, a known code, an event or N/A."""
    line = telegram.executive_order
    if line is None or _needs_no_element(telegram):
        return None
    if line.form and (line.form != "DECL" or line.date or line.event or line.exemption):
        return []
    said = f"reads {line.element}" if line.element else "has no declassification element"
    message = f"E.O. line {said}; a date, a code such as GDS or OADR, an event or N/A expected"
    return [Finding(message, line.span)]


def _needs_no_element(telegram: Telegram) -> bool:
    """SMART names the order on every telegram, and an element only on a classified one."""
    level = telegram.classification
    return telegram.dialect == "smart" and not (level and is_classified(level))


@rule("T604")
def date_not_past(telegram: Telegram) -> Findings:
    """C37: nothing is declassified before it is sent."""
    line, sent = telegram.executive_order, day(telegram)
    if line is None or line.date is None or sent is None:
        return None
    if line.date >= sent:
        return []
    return [Finding(f"E.O. line says {line.date}; date-time group says {sent}", line.span)]


@rule("T605")
def date_in_limit(telegram: Telegram) -> Findings:
    """C38: six years under 12065 GDS, ten under 12958 and its successor."""
    line, sent = telegram.executive_order, day(telegram)
    if line is None or line.date is None or sent is None or line.exemption:
        return None
    if line.order == "12065" and line.form == "GDS":
        years = 6
    elif line.order in TEN_YEAR_ORDERS:
        years = 10
    else:
        return None
    return _beyond(telegram, line.date, sent, years)


@rule("T609")
def date_in_outer_limit(telegram: Telegram) -> Findings:
    """C38: never more than 25 years, from 25 March 2003 on, unless exempt."""
    line, sent = telegram.executive_order, day(telegram)
    if line is None or line.date is None or sent is None or line.exemption:
        return None
    if line.order not in TEN_YEAR_ORDERS or sent < SECTION_1_4_SINCE:
        return None
    return _beyond(telegram, line.date, sent, 25)


def _beyond(telegram: Telegram, date: Date, sent: Date, years: int) -> list[Finding]:
    line = telegram.executive_order
    limit = years_later(sent, years)
    if line is None or date <= limit + NEXT_DAY:
        return []
    message = f"E.O. line says {date}; {limit} expected at the latest"
    return [Finding(f"{message}, {years} years after the date-time group", line.span)]


@rule("T606")
def element_and_level(telegram: Telegram) -> Findings:
    """C39: N/A goes with unclassified telegrams, everything else with classified ones."""
    line, level = telegram.executive_order, telegram.classification
    if line is None or level is None or not line.form:
        return None
    if (line.form == "N/A") != (is_classified(level)):
        return []
    expected = "a date or code" if line.form == "N/A" else "N/A"
    said = line.element or line.form
    message = f"E.O. line says {said}; classification line says {level.level}"
    return [Finding(f"{message}: {expected} expected", line.span)]


@rule("T607")
def classifier_named(telegram: Telegram) -> Findings:
    """C40: classifier and reasons from 14 October 1995; a name in parentheses under 12065."""
    line, level, sent = telegram.executive_order, telegram.classification, day(telegram)
    if line is None or level is None or sent is None or not is_classified(level):
        return None
    if is_later_section(telegram):
        return None
    if line.order == "12065":
        message = "E.O. 12065 line has no name; the classifier in parentheses expected"
        return [] if line.classifier else [_missing(line, message)]
    if sent < CLASSIFIER_SINCE:
        return None
    if not line.classifier and line.classified_by is None:
        message = f"no Classified By line; name and reasons expected under E.O. {line.order}"
        return [_missing(line, message)]
    message = "classifier is named without reasons; reasons such as 1.4 (b) expected"
    return [] if line.reasons else [_missing(line, message)]


def _missing(line: ExecutiveOrder, message: str) -> Finding:
    end = (line.classified_by or line).span.end
    return Finding(message, Span(end, end))


@rule("T608")
def reasons_of_the_order(telegram: Telegram) -> Findings:
    """C41: reasons cite section 1.5 (a)-(g) first, section 1.4 (a)-(h) from 2003 on."""
    line, sent = telegram.executive_order, day(telegram)
    if line is None or sent is None or not line.reasons:
        return None
    sections: dict[str, str] = {}
    if sent <= SECTION_1_5_UNTIL:
        sections["1.5"] = "abcdefg"
    if sent >= SECTION_1_4_SINCE:
        sections["1.4"] = "abcdefgh"
    expected = " or ".join(f"{number} (a)-({letters[-1]})" for number, letters in sections.items())
    place = line.classified_by.span if line.classified_by else begin(line)
    return [
        Finding(f"reason {reason} is given; {expected} expected on {sent}", place)
        for reason in line.reasons
        if not _of_section(reason, sections)
    ]


def _of_section(reason: str, sections: dict[str, str]) -> bool:
    letters = sections.get(reason[:3])
    if letters is None:
        return False
    given = reason[3:].strip(" ()").lower()
    return not given or given in letters
