"""The E.O. line: order, element, and the date of declassification that follows from them."""

import re
from datetime import date as Date  # noqa: N812 - a field is called `date`
from datetime import datetime
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.tables import load
from reftel.telegram.dates import date_in, later_year
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Reading
from reftel.telegram.model import Declassification, ExecutiveOrder, Text
from reftel.telegram.spelling import nearly

# E.O. 11652, EO 12065, E. O. 11652, E.OM 11652, EMO. 11652, E.O.11652, E.O. XGDS-2.
LABEL = re.compile(
    r"""\s{0,12}E\s?[.,M]{0,2}\s?[O0][.,M]{0,3}\s{0,3}[:;]?\s{0,60}
    (?:(?P<number>1[0-9)(]{3,5})(?![0-9/-])|(?=(?:X?GDS|ADS|XDS|RDS|N/A|DECL)\b))
    \s{0,4}[:;.,]{0,3}""",
    re.VERBOSE | re.IGNORECASE,
)
NOT_APPLICABLE = re.compile(r"(?:N\s?[/:.\\]?\s?A|/A|NONE|UNCLAS)\b\.?", re.IGNORECASE)
FORM = re.compile(
    r"(?P<form>XGDS|XDS|GDS|ADS|RDS|6DS|GD[EA])(?:\s?-?\s?(?P<number>[1-6])(?![\d/-]))?"
)
OADR = re.compile(r"\bOADR\b")
DECLASSIFY = re.compile(
    r"\bDE?CL(?:AS)?(?:SIFY)?(?:\s{1,2}ON)?\b\s{0,2}[:.]?\s{0,4}", re.IGNORECASE
)
EXEMPTION = re.compile(r"\b(?:25|50)?X\d{1,2}(?:-?HUM|-?WMD)?\b")
EVENT_ENDS = re.compile(r"[;.]|\bREASON")
CLASSIFIER = re.compile(r"\((?P<name>[A-Z][^()\n]{2,60})\)?")
ORIGINATING = re.compile(r"\bOR\s?-\s?(?P<letters>[A-Z](?:\s?/\s?[A-Z])?)\b")
REASONS = re.compile(
    r"""\b(?P<section>1\.[45])\s{0,2}(?P<letters>\(?[A-Ha-h]\)?
    (?:\s{0,2}(?:[/,&]|and\b|AND\b)?\s{0,2}\(?[A-Ha-h]\)?(?![A-Za-z])){0,7})(?![A-Za-z])""",
    re.VERBOSE,
)
REASON_LETTER = re.compile(r"(?<![A-Za-z])[A-Ha-h](?![A-Za-z])")
BY = re.compile(
    r"\s{0,8}(?:\(U\)\s{0,2})?CLASSIFIED\s{1,2}BY\s{0,2}:?\s{0,4}(?P<name>[^\n]{2,160})",
    re.IGNORECASE,
)
MARK = re.compile(r"\([A-Z/]{1,6}\)\s{0,3}")
NAME_ENDS = re.compile(
    r",?\s{1,3}E\.?O\.?\s|[.;,]?\s{1,4}(?:FOR\s{1,2})?REASONS?\b|;|\.\s{0,4}$|\s{1,2}FOR\s",
    re.IGNORECASE,
)
INDETERMINATE = {"IMPODET", "IMPOSSIBLE TO DETERMINE", "INDEFINITE"}


class Element(NamedTuple):
    """What stands behind the number of the order; the fields are those of ExecutiveOrder."""

    form: str = ""
    date: Date | None = None
    event: str = ""
    exemption: str = ""
    classifier: str = ""
    originating: str = ""


def read(
    reading: Reading,
    bounds: tuple[int, int],
    moment: datetime | None,
    level: str,
    findings: Findings,
) -> ExecutiveOrder:
    """Read the line that stands between two bounds of a reading; `LABEL` matches there."""
    start, end = bounds
    text = reading.text[:end]
    label = LABEL.match(text, start)
    printed = (label["number"] or "") if label else ""
    words = " ".join(text[label.end() if label else start :].split()).strip(" .;,")
    span = reading.span(start, end)
    order = _order(printed, moment, span, findings)
    element = _element(words, moment)
    return ExecutiveOrder(
        order=order,
        printed=printed,
        form=element.form,
        element=words,
        date=element.date,
        event=element.event,
        exemption=element.exemption,
        classifier=element.classifier,
        originating=element.originating,
        reasons=reasons(words),
        declassification=declassification(order, element, moment, level),
        span=span,
    )


def _order(printed: str, moment: datetime | None, span: Span, findings: Findings) -> str:
    known = {row.printed for row in load.executive_orders()}
    if printed in known:
        return printed
    meant = nearly(printed, known) if printed else None
    ground = "one slip away" if meant else "in force at the time"
    meant = meant or (in_force(moment.date()) if moment else "")
    if meant:
        findings.add("T013", span, f"E.O. number {printed or 'missing'} read as {meant}, {ground}")
    return meant


@cache
def in_force(day: Date) -> str:
    """Return the number of the order that telegrams of a day name, "" before the first."""
    for row in load.executive_orders():
        if row.since <= day and (row.until is None or day <= row.until):
            return row.printed
    return ""


def _element(words: str, moment: datetime | None) -> Element:
    bare = words.upper().lstrip("( ")
    if NOT_APPLICABLE.match(bare):
        return Element("N/A")
    element = _people(words.lstrip("( "), _form(bare))
    found = date_in(bare)
    if found:
        element = element._replace(date=later_year(found, moment))
    decl = DECLASSIFY.search(bare)
    if element.form:
        undated = decl is not None and not found and not element.event
        event = EVENT_ENDS.split(bare[decl.end() :], maxsplit=1)[0].strip() if decl else ""
        return element._replace(event=event) if undated else element
    if decl and (match := EXEMPTION.search(bare, decl.end())):
        return element._replace(form="DECL", exemption=match[0])
    if decl and not found:
        event = EVENT_ENDS.split(bare[decl.end() :], maxsplit=1)[0].strip()
        return element._replace(form="DECL", event=event)
    return element._replace(form="DECL" if decl or found else "")


def _form(words: str) -> Element:
    if match := FORM.match(words):
        # 6DS, GDE and GDA are slips for GDS.
        form = match["form"] if match["form"][-2:] == "DS" and match["form"] != "6DS" else "GDS"
        return Element(form, exemption=f"{form}-{match['number']}" if match["number"] else "")
    return Element("OADR" if OADR.search(words) else "")


def _people(words: str, element: Element) -> Element:
    if match := ORIGINATING.search(words):
        element = element._replace(originating=match["letters"].replace(" ", ""))
    if match := CLASSIFIER.search(words):
        name = " ".join(match["name"].split()).rstrip(" )")
        if name.upper() in INDETERMINATE:
            return element._replace(event=name)
        return element._replace(classifier=name)
    return element


def reasons(text: str) -> tuple[str, ...]:
    """Return `1.4(b)` and `1.4(d)` for `1.4 (b) and (d)`."""
    return tuple(
        f"{match['section']}({letter.lower()})"
        for match in REASONS.finditer(text)
        for letter in REASON_LETTER.findall(match["letters"])
    )


def with_classifier(order: ExecutiveOrder, line: Text) -> ExecutiveOrder:
    """Return the order with what the Classified By line, or paragraph, adds to it."""
    match = BY.match(line.text.replace("\n", " "))
    name = MARK.sub("", match["name"].strip()) if match else ""
    cut = NAME_ENDS.search(name)
    name = name[: cut.start()] if cut else name
    return replace(
        order,
        # CLASSIFIED BY SECTION 1.5 names nobody.
        classifier="" if name.upper().startswith("SECTION") else name.strip(" ,.:;"),
        reasons=reasons(line.text) or order.reasons,
        classified_by=line,
    )


def declassification(
    order: str, element: Element, moment: datetime | None, level: str
) -> Declassification:
    """Return the date of declassification and the rule that gives it.

    Source: tables/data/declassification_rules.csv.
    """
    if element.form == "N/A":
        return Declassification(date=None, rule="not applicable: the telegram is not classified")
    if element.date:
        return Declassification(date=element.date, rule="the date given")
    form = "X" if element.form == "DECL" and element.exemption else element.form
    edition = _edition(order, moment)
    for row in load.declassification_rules():
        fits = row.order == edition and row.form == form and row.level in ("", level)
        if fits and moment and row.years is not None and row.month_day_rule != "given":
            day = _after(moment.date(), row.years, row.month_day_rule)
            rule = f"E.O. {order} {form}: {row.years} years ({row.month_day_rule})"
            return Declassification(date=day, rule=rule)
    return Declassification(date=None, rule="no date follows from the line")


def _edition(printed: str, moment: datetime | None) -> str:
    """Return which order a printed number means: 12958 as amended from 2003 on is 13292."""
    rows = [row for row in load.executive_orders() if row.printed == printed]
    day = moment.date() if moment else None
    return next((row.order for row in reversed(rows) if day is None or row.since <= day), printed)


def _after(day: Date, years: int, rule: str) -> Date:
    if rule == "year-end":
        return Date(day.year + years, 12, 31)
    # The anniversary of 29 February is the last day of February.
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return Date(day.year + years, day.month, last)
