"""The dateline of a cablegram: `NEW YORK, 3 March 1949, 5.10 p.m.`."""

import re
from datetime import UTC, date, datetime, time

from reftel.core.span import Span
from reftel.telegram.dates import date_in, plain
from reftel.telegram.model import Dateline

CLOCK = re.compile(
    r"(?P<hour>\d{1,2})\s{0,2}[.:]\s{0,2}(?P<minute>\d\d)\s{0,2}(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<whole>\d{1,2})\s{0,2}(?P<whole_half>[ap])\.?\s?m\b\.?"
    r"|(?<!\d)(?P<clock>\d{4})\s?(?P<zulu>Z)?(?:\s?(?:hours|hrs))?(?!\d)|(?P<word>noon|midnight)",
    re.IGNORECASE,
)
PLACE = re.compile(r"[A-Z][A-Za-z .'()-]{1,40}(?=\s{0,2},)")
LONGEST = 9  # words of one that is a line of its own


def dateline(text: str, span: Span) -> Dateline | None:
    """Read `NEW YORK, 3 March 1949, 5.10 p.m.`; None where the words hold no date.

    The clock is local; its zone is not printed and not guessed.
    """
    words = _spaced(text.strip(" \t,"))
    found = date_in(words)
    if found is None:
        return None
    place = PLACE.match(words)
    clock = CLOCK.search(words, found.end)
    local = _local(clock) if clock else ""
    zulu = bool(clock and clock["zulu"])
    return Dateline(
        printed=" ".join(text.split()),
        place=place[0].strip() if place else "",
        date=plain(found),
        local=local,
        time=_moment(plain(found), local) if zulu else None,
        zone="no time" if not local else "printed" if zulu else "unknown",
        span=span,
    )


def alone(text: str) -> bool:
    """Whether a line is place, day and perhaps time, and no sentence that holds a date."""
    found = dateline(text, Span(0, 0))
    return bool(found and found.place and len(text.split()) <= LONGEST)


def _spaced(text: str) -> str:
    """Return the words with 1 where a copy has l, `3 March l949`, and with blanks it lost."""
    words = re.sub(r"(?<![A-Za-z])[lI](?=\d)", "1", text)
    return re.sub(r"(?<=,)(?=\S)|(?<=\d)(?=[A-Z][a-z]{2})|(?<=[a-z])(?=\d)", " ", words)


def _local(clock: re.Match[str]) -> str:
    """Return the time on a clock of 24 hours, "17:10"; "" where it is no time of a day."""
    if clock["word"]:
        return {"noon": "12:00", "midnight": "00:00"}[clock["word"].lower()]
    if clock["clock"]:
        hour, minute = int(clock["clock"][:2]), int(clock["clock"][2:])
    else:
        hour, minute = int(clock["hour"] or clock["whole"]), int(clock["minute"] or 0)
        half = (clock["half"] or clock["whole_half"]).lower()
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _moment(day: date | None, local: str) -> datetime | None:
    if day is None or not local:
        return None
    return datetime.combine(day, time.fromisoformat(local), tzinfo=UTC)
