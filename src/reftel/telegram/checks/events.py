"""The rule that dated events agree with the tense in which they are told.

Only what can be told surely is judged: a month and a day, in a sentence with a verb of an event
that has happened, or with WILL, and without any word that leaves doubt.
"""

import re
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 - reads as what it is
from datetime import timedelta
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram.checks.rule import Finding, Findings, rule
from reftel.telegram.model import Paragraph, Telegram

MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE",
    "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip
DAY_BEHIND = re.compile(
    r"\s{1,2}(?P<day>\d{1,2})(?!\d|,\d|:)(?:,?\s{1,2}(?P<year>(?:19|20)\d\d)\b)?"
)
DAY_BEFORE = re.compile(r"(?<![\d:,-])(?P<day>\d{1,2})\s$")
YEAR_BEHIND = re.compile(r",?\s{1,2}(?P<year>(?:19|20)\d\d)\b")
# Only dates behind ON are judged: `BY MAY 3` and `THE MAY 3 TALKS` say less.
ON_MONTH = re.compile(rf"ON\s(?:\d{{1,2}}\s)?(?P<month>{'|'.join(MONTHS)})\b")
SENTENCE_END = re.compile(r"(?<=[A-Z0-9)\"]{2})[.?!;](?=\s)")
WORD = re.compile(r"[A-Z]+")
HAPPENED = frozenset(
    {
        "AGREED",
        "ARRIVED",
        "DELIVERED",
        "DEPARTED",
        "DIED",
        "LEFT",
        "MET",
        "OPENED",
        "RAISED",
        "SIGNED",
        "TRAVELED",
        "VISITED",
    }
)
DOUBT = frozenset(
    {
        "AFTER",
        "BEFORE",
        "COULD",
        "EXPECT",
        "EXPECTED",
        "HAD",
        "IF",
        "INTEND",
        "INTENDS",
        "MIGHT",
        "NOT",
        "PLANNED",
        "PLANS",
        "PROPOSED",
        "SCHEDULED",
        "SHOULD",
        "THROUGH",
        "UNLESS",
        "UNTIL",
        "WOULD",
    }
)
REPORTED = frozenset(
    {"ANNOUNCED", "INFORMED", "NOTED", "REPORTED", "SAID", "STATED", "TOLD", "WAS", "WERE"}
)
LONGEST_SENTENCE = 600  # characters on either side of a date
SURE = timedelta(days=90)  # without a year, a date further off may be of another year
ZONES = timedelta(days=1)  # the group counts in Greenwich, the text in the post's days


class _Name(NamedTuple):
    """A month's name: where it stands in a paragraph's capitals, and its number."""

    capitals: str
    start: int
    end: int
    month: int


class _Event(NamedTuple):
    printed: str
    date: Date
    planned: bool
    span: Span


@rule("T206")
def tense_and_date(telegram: Telegram) -> Findings:
    """C59: no past event is dated after the date-time group, no planned one before it."""
    time = telegram.sent
    if time is None:
        return None
    sent = time.date()
    events = [each for one in telegram.paragraphs for each in _events(telegram, one, sent)]
    if not events:
        return None
    return [
        Finding(f"{_told(each)}; date-time group says {sent}", each.span)
        for each in events
        if (each.date < sent - ZONES if each.planned else each.date > sent + ZONES)
    ]


def _told(event: _Event) -> str:
    tense = "planned for" if event.planned else "told as past on"
    return f"an event is {tense} {event.printed} ({event.date})"


def _events(telegram: Telegram, paragraph: Paragraph, sent: Date) -> Iterator[_Event]:
    capitals = paragraph.text.upper()
    if len(capitals) != len(paragraph.text):
        return  # a letter such as ß has two capitals, and then no offset holds
    after = paragraph.span.start
    for found in ON_MONTH.finditer(capitals):
        within_word = capitals[max(0, found.start() - 1) : found.start()].isalpha()
        if not within_word:
            number = MONTHS.index(found["month"]) + 1
            name = _Name(capitals, *found.span("month"), number)
            for event in _event(telegram, paragraph, name, sent, after):
                after = event.span.start
                yield event


def _event(
    telegram: Telegram, paragraph: Paragraph, name: _Name, sent: Date, after: int
) -> Iterator[_Event]:
    dated = _dated(name, sent)
    planned = _planned(name) if dated else None
    if dated is None or planned is None:
        return
    printed = dated[0].of(paragraph.text)
    place = _place(telegram, paragraph, printed, after)
    yield _Event(" ".join(printed.split()), dated[1], planned, place)


def _dated(name: _Name, sent: Date) -> tuple[Span, Date] | None:
    """Return where the date around a month's name stands, and what it means, or None."""
    capitals, at, end, month = name
    if behind := DAY_BEHIND.match(capitals, end):
        start, stop, day, year = at, behind.end(), behind["day"], behind["year"]
    elif before := DAY_BEFORE.search(capitals[max(0, at - 4) : at]):
        start, stop, day, year = at - len(before[0]), end, before["day"], None
        if named := YEAR_BEHIND.match(capitals, end):
            stop, year = named.end(), named["year"]
    else:
        return None
    meant = _nearest(int(day), month, int(year) if year else None, sent)
    return (Span(start, stop), meant) if meant else None


def _nearest(day: int, month: int, year: int | None, sent: Date) -> Date | None:
    years = (year,) if year else (sent.year - 1, sent.year, sent.year + 1)
    found: list[Date] = []
    for each in years:
        try:
            found.append(Date(each, month, day))
        except ValueError:
            continue
    if not found:
        return None
    nearest = min(found, key=lambda each: abs(each - sent))
    return nearest if year or abs(nearest - sent) <= SURE else None


def _planned(name: _Name) -> bool | None:
    """Return whether the sentence plans the event; None where it leaves doubt."""
    sentence = _sentence(name)
    if sentence is None:
        return None
    words = set(WORD.findall(sentence))
    if words & DOUBT:
        return None
    future, past = "WILL" in words or "SHALL" in words, bool(words & HAPPENED)
    if future == past or (future and words & REPORTED):
        return None
    return future


def _sentence(name: _Name) -> str | None:
    """Return the sentence around a month's name; None where it is too long to be told surely."""
    capitals, at, end, _ = name
    first = max(0, at - LONGEST_SENTENCE)
    start = max((each.end() for each in SENTENCE_END.finditer(capitals, first, at)), default=first)
    last = min(len(capitals), end + LONGEST_SENTENCE)
    stop = SENTENCE_END.search(capitals, end, last)
    begun, ended = start == 0 or start > first, stop is not None or last == len(capitals)
    return capitals[start : stop.start() if stop else last] if begun and ended else None


def _place(telegram: Telegram, paragraph: Paragraph, printed: str, after: int) -> Span:
    """Return where the date stands behind `after`, or the paragraph where the copy breaks it."""
    at = telegram.text.find(printed, after, paragraph.span.end)
    return Span(at, at + len(printed)) if at >= 0 else paragraph.span
