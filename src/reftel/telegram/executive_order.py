"""The E.O. line: order, element, and the date of declassification that follows from them."""

import re
from datetime import date, datetime
from functools import cache

from reftel.core.span import Span
from reftel.tables import load
from reftel.telegram.dates import date_in, later_year
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Reading
from reftel.telegram.model import Declassification, ExecutiveOrder, Text
from reftel.telegram.spelling import nearly

# E.O. 11652, EO 12065, E. O. 11652, E.OM 11652, EMO. 11652, E.O.11652, E.O. XGDS-2.
LABEL = re.compile(
    r"""\s{0,12}E\s?[.,M]{0,2}\s?[O0][.,M]{0,3}\s{0,3}[:;]?\s{0,12}
    (?:(?P<number>1[0-9)(]{3,5})(?![0-9/-])|(?=(?:X?GDS|ADS|XDS|RDS|N/A|DECL)\b))\s{0,4}[:;.,]{0,3}""",
    re.VERBOSE | re.IGNORECASE,
)
NOT_APPLICABLE = re.compile(r"(?:N\s?[/:.\\]?\s?A|/A|NONE|UNCLAS)\b\.?")
FORM = re.compile(
    r"(?P<form>XGDS|XDS|GDS|ADS|RDS|6DS|GD[EA])(?:\s?-?\s?(?P<number>[1-6])(?![\d/-]))?"
)
OADR = re.compile(r"\bOADR\b")
DECLASSIFY = re.compile(
    r"\bDE?CL(?:AS)?(?:SIFY)?(?:\s{1,2}ON)?\b\s{0,2}[:.]?\s{0,4}", re.IGNORECASE
)
EXEMPTION = re.compile(r"\b(?:25|50)?X\d{1,2}(?:-?HUM|-?WMD)?\b")
CLASSIFIER = re.compile(r"\((?P<name>[A-Z][^()\n]{2,60})\)?")
ORIGINATING = re.compile(r"\bOR\s?-\s?(?P<letters>[A-Z](?:\s?/\s?[A-Z])?)\b")
REASONS = re.compile(
    r"\b(?P<section>1\.[45])\s{0,2}(?P<letters>\(?[A-Ha-h]\)?(?:\s{0,2}(?:[/,&]|and\b|AND\b)?\s{0,2}\(?[A-Ha-h]\)?(?![A-Za-z])){0,7})(?![A-Za-z])"
)
BY = re.compile(
    r"\s{0,8}(?:\(U\)\s{0,2})?CLASSIFIED\s{1,2}BY\s{0,2}:?\s{0,4}(?P<name>[^\n]{2,160})",
    re.IGNORECASE,
)
NAME_ENDS = re.compile(
    r"[.;,]?\s{1,4}(?:FOR\s{1,2})?REASONS?\b|;|\.\s{0,4}$|\s{1,2}FOR\s", re.IGNORECASE
)
INDETERMINATE = {"IMPODET", "IMPOSSIBLE TO DETERMINE", "INDEFINITE"}


def read(
    reading: Reading, start: int, end: int, moment: datetime | None, level: str, findings: Findings
) -> ExecutiveOrder:
    """Read the line that stands between `start` and `end` of a reading; `LABEL` matches there."""
    text = reading.text[:end]
    label = LABEL.match(text, start)
    at = label.end() if label else start
    printed = label["number"] or "" if label else ""
    element = " ".join(text[at:].split()).strip(" .;,")
    span = reading.span(start, end)
    order = _order(printed, moment, span, findings)
    parts = _element(element, moment)
    return ExecutiveOrder(
        order=order,
        printed=printed,
        element=element,
        reasons=reasons(element),
        declassification=declassification(order, parts, moment, level),
        span=span,
        **parts,  # pyright: ignore[reportArgumentType]
    )


def _order(printed: str, moment: datetime | None, span: Span, findings: Findings) -> str:
    known = {row.printed for row in load.executive_orders()}
    if printed in known:
        return printed
    meant = nearly(printed, known) if printed else None
    ground = "one slip away" if meant else "in force at the time"
    meant = meant or (_in_force(moment.date()) if moment else "")
    if meant:
        findings.add("T013", span, f"E.O. number {printed or 'missing'} read as {meant}, {ground}")
    return meant


@cache
def _in_force(day: date) -> str:
    return next(
        (
            row.printed
            for row in load.executive_orders()
            if row.since <= day and (row.until is None or day <= row.until)
        ),
        "",
    )


def _element(element: str, moment: datetime | None) -> dict[str, object]:
    bare = element.lstrip("( ")
    if NOT_APPLICABLE.match(bare):
        return {"form": "N/A"}
    parts: dict[str, object] = {"form": ""}
    if match := FORM.match(bare):
        form = match["form"] if match["form"] in {"XGDS", "XDS", "GDS", "ADS", "RDS"} else "GDS"
        parts["form"] = form
        if match["number"]:
            parts["exemption"] = f"{form}-{match['number']}"
    elif OADR.search(bare):
        parts["form"] = "OADR"
    found = date_in(bare)
    if found:
        parts["date"] = later_year(found, moment)
    decl = DECLASSIFY.search(bare)
    if decl and not parts["form"]:
        parts["form"] = "DECL"
        if match := EXEMPTION.search(bare, decl.end()):
            parts["exemption"] = match[0]
        elif not found:
            parts["event"] = re.split(r"[;.]|\bREASON", bare[decl.end() :])[0].strip()
    elif found and not parts["form"]:
        parts["form"] = "DECL"
    _people(bare, parts)
    return parts


def _people(element: str, parts: dict[str, object]) -> None:
    if match := CLASSIFIER.search(element):
        name = " ".join(match["name"].split()).rstrip(" )")
        if name.upper() in INDETERMINATE:
            parts["event"] = name
        elif not name[:1].isdigit() and len(name) > 2:
            parts["classifier"] = name
    if match := ORIGINATING.search(element):
        parts["originating"] = match["letters"].replace(" ", "")


def reasons(text: str) -> tuple[str, ...]:
    """Return `1.4(b)` and `1.4(d)` for `1.4 (b) and (d)`."""
    return tuple(
        f"{match['section']}({letter.lower()})"
        for match in REASONS.finditer(text)
        for letter in re.findall(r"(?<![A-Za-z])[A-Ha-h](?![A-Za-z])", match["letters"])
    )


def classified_by(reading: Reading, order: ExecutiveOrder) -> ExecutiveOrder:
    """Return the order with what the Classified By line adds to it."""
    match = BY.match(reading.text.replace("\n", " "))
    name = match["name"].strip() if match else ""
    cut = NAME_ENDS.search(name)
    fields = {name: getattr(order, name) for name in order.__struct_fields__}
    return ExecutiveOrder(
        **fields
        | {
            "classifier": (name[: cut.start()] if cut else name).strip(" ,.:;"),
            "reasons": reasons(reading.text) or order.reasons,
            "classified_by": Text(text=reading.text, span=reading.span(0, len(reading.text))),
        }
    )


def declassification(
    order: str, parts: dict[str, object], moment: datetime | None, level: str
) -> Declassification:
    """Return the date of declassification and the rule that gives it (tables/data)."""
    form, given = str(parts.get("form", "")), parts.get("date")
    if form == "N/A":
        return Declassification(date=None, rule="not applicable: the telegram is not classified")
    if isinstance(given, date):
        return Declassification(date=given, rule="the date given")
    kind = "X" if form == "DECL" and parts.get("exemption") else form
    row = next(
        (
            row
            for row in load.declassification_rules()
            if row.order == _edition(order, moment)
            and row.form == kind
            and row.level in ("", level)
        ),
        None,
    )
    if row is None or moment is None or row.years is None or row.month_day_rule == "given":
        return Declassification(date=None, rule="no date follows from the line")
    return Declassification(
        date=_after(moment.date(), row.years, row.month_day_rule),
        rule=f"E.O. {order} {form}: {row.years} years ({row.month_day_rule})",
    )


def _edition(printed: str, moment: datetime | None) -> str:
    """Return which order a printed number means: 12958 as amended from 2003 on is 13292."""
    rows = [row for row in load.executive_orders() if row.printed == printed]
    day = moment.date() if moment else None
    return next((row.order for row in reversed(rows) if day is None or row.since <= day), printed)


def _after(day: date, years: int, rule: str) -> date:
    if rule == "year-end":
        return date(day.year + years, 12, 31)
    # The anniversary of 29 February is the last day of February.
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + years, day.month, last)
