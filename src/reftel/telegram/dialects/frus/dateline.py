"""The dateline of a document: `Tehran, April 21, 1970, 1100Z`, with the date that its tag gives."""

from datetime import UTC, date, datetime

from reftel.core.span import Span
from reftel.telegram.dates import clock_in, date_in, plain
from reftel.telegram.dialects.frus.opener import RECEIVED
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines
from reftel.telegram.markup import Element, Marked, words
from reftel.telegram.model import Dateline, ZoneGround

LONGEST_PLACE = 40  # characters


def read(marked: Marked, document: Element, findings: Findings) -> Dateline | None:
    """Read the first dateline of a document; None where it has none."""
    lines = marked.lines
    element = next((each for each in marked.within(document) if each.name == "dateline"), None)
    indices = [index for index in marked.lines_of(element) if lines.texts[index]] if element else []
    if element is None or not indices:
        return None
    indices = _without_receipt(lines, indices)
    if not indices:
        return None
    for index in indices:
        lines.claim(index, "dateline")
    tags = {each.name: each for each in reversed(marked.within(element))}
    text = " ".join(lines.texts[index] for index in indices)
    tagged = _tagged(tags["date"].attributes.get("when", "")) if "date" in tags else None
    place = tags.get("placename")
    named = words(lines.original[place.begin : place.stop]) if place else _before_date(text)
    span = Span(lines.span(indices[0]).start, lines.span(indices[-1]).end)
    bare = Dateline(printed=text, place=named.strip(" ,.;"), span=span)
    return dated(bare, tagged, findings)


def _before_date(text: str) -> str:
    """Return the place in a dateline that does not tag it: `Berlin, July 1, 1916`."""
    found = date_in(text)
    named = text[: found.start].strip(" ,") if found else ""
    return named if len(named) <= LONGEST_PLACE and named[:1].isupper() else ""


def _without_receipt(lines: Lines, indices: list[int]) -> list[int]:
    """Return the lines above `[Received June 4—3:15 a.m.]`, which some datelines hold."""
    for at, index in enumerate(indices):
        if match := RECEIVED.search(lines.texts[index]):
            if match.start():
                lines.cut(index, match.start())
                return indices[: at + 1]
            return indices[:at]
    return indices


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


def dated(bare: Dateline, tagged: date | datetime | None, findings: Findings) -> Dateline:
    """Return the record with its date and time: the printed ones, else those of the tag.

    A time that is printed without zone has none but what the tag's offset gives it.
    """
    stamp = tagged if isinstance(tagged, datetime) else None
    found = date_in(bare.printed)
    printed = clock_in(bare.printed, found)
    day = (plain(found) if found else None) or (stamp.date() if stamp else tagged)
    sent: datetime | None = None
    zone: ZoneGround = "no time"
    if printed and printed.zulu and printed.time and day:
        sent, zone = datetime.combine(day, printed.time, UTC), "printed"
    elif stamp and stamp.tzinfo:
        sent, zone = stamp.astimezone(UTC), "edition"
    elif stamp or (printed and printed.time):
        zone = "unknown"
    clock = (printed.time if printed else None) or (stamp.time() if stamp else None)
    if printed and not printed.time:
        message = f"{bare.printed!r} names no real time; 0000 to 2359 expected"
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
