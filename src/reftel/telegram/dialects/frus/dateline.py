"""The dateline of a document: `Tehran, April 21, 1970, 1100Z`, with the date that its tag gives."""

import re
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram.dates import date_in, plain
from reftel.telegram.findings import Findings
from reftel.telegram.markup import Element, Marked, words
from reftel.telegram.model import Dateline, ZoneGround

ZULU = re.compile(r"(?<!\d)(?P<clock>\d{3,5})\s?Z\b")
CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s?(?P<half>[ap])\.?\s?m\b", re.IGNORECASE
)
WORDS = {"noon": time(12), "midnight": time(0)}
HALF_A_DAY = 12  # hours


class Printed(NamedTuple):
    """The words of a dateline: the day and the time of day that they name, if they do.

    zulu: whether a time with Z is printed; without a time then, it is none of a clock.
    """

    day: date | None
    clock: time | None
    zulu: bool


def read(marked: Marked, document: Element, findings: Findings) -> Dateline | None:
    """Read the first dateline of a document; None where it has none."""
    lines = marked.lines
    element = next((each for each in marked.within(document) if each.name == "dateline"), None)
    indices = [index for index in marked.lines_of(element) if lines.texts[index]] if element else []
    if element is None or not indices:
        return None
    for index in indices:
        lines.claim(index, "dateline")
    tags = {each.name: each for each in reversed(marked.within(element))}
    text = " ".join(lines.texts[index] for index in indices)
    tagged = _tagged(tags["date"].attributes.get("when", "")) if "date" in tags else None
    place = tags.get("placename")
    named = words(lines.original[place.begin : place.stop]) if place else ""
    span = Span(lines.span(indices[0]).start, lines.span(indices[-1]).end)
    bare = Dateline(printed=text, place=named.strip(" ,.;"), span=span)
    return _dated(bare, _printed(text), tagged, findings)


def moment(iso: str) -> datetime | None:
    """Return the moment that an attribute names, aware where it has an offset; None of others."""
    try:
        return datetime.fromisoformat(iso) if "T" in iso else None
    except ValueError:
        return None


def _tagged(iso: str) -> date | datetime | None:
    try:
        return moment(iso) or date.fromisoformat(iso)
    except ValueError:
        return None


def _printed(text: str) -> Printed:
    found = date_in(text)
    zulu = ZULU.search(text)
    return Printed(plain(found) if found else None, _clock(text, zulu), zulu is not None)


def _clock(text: str, zulu: re.Match[str] | None) -> time | None:
    """Return the time of day, from 0930Z, 9:30 a.m. or noon."""
    if zulu:
        digits = zulu["clock"].zfill(4)
        hour, minute = int(digits[:-2]), int(digits[-2:])
    elif match := CLOCK.search(text):
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if not 1 <= hour <= HALF_A_DAY:
            return None
        hour = hour % HALF_A_DAY + (HALF_A_DAY if match["half"] in "pP" else 0)
    else:
        return next((meant for word, meant in WORDS.items() if word in text.lower()), None)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _dated(
    bare: Dateline, printed: Printed, tagged: date | datetime | None, findings: Findings
) -> Dateline:
    """Return the record with its date and time: the printed ones, else those of the tag.

    A time that is printed without zone has none but what the tag's offset gives it.
    """
    stamp = tagged if isinstance(tagged, datetime) else None
    day = printed.day or (stamp.date() if stamp else tagged)
    sent: datetime | None = None
    zone: ZoneGround = "no time"
    if printed.zulu and printed.clock and day:
        sent, zone = datetime.combine(day, printed.clock, UTC), "printed"
    elif stamp and stamp.tzinfo:
        sent, zone = stamp.astimezone(UTC), "edition"
    elif stamp or printed.clock:
        zone = "unknown"
    clock = printed.clock or (stamp.time() if stamp else None)
    if printed.zulu and not printed.clock:
        message = f"{bare.printed!r} names no real time; 0000Z to 2359Z expected"
        findings.add("T032", bare.span, message)
    elif differs := _difference(sent or day, tagged):
        findings.add("T033", bare.span, f"dateline says {differs[0]}; its tag says {differs[1]}")
    return Dateline(
        printed=bare.printed,
        place=bare.place,
        date=day,
        local=f"{clock:%H:%M}" if clock else "",
        time=sent,
        zone=zone,
        span=bare.span,
    )


def _difference(
    printed: date | datetime | None, tagged: date | datetime | None
) -> tuple[str, str] | None:
    """Return the two, in words, where they name different days or different moments."""
    if printed is None or tagged is None:
        return None
    if isinstance(printed, datetime) and isinstance(tagged, datetime) and tagged.tzinfo:
        same = printed == tagged
    else:
        same = _day(printed) == _day(tagged)
    return None if same else (f"{printed:%Y-%m-%d %H%M}", f"{tagged:%Y-%m-%d %H%M}")


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
