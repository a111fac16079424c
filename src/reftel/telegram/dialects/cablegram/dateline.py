"""The dateline of a cablegram: `NEW YORK, 3 March 1949, 5.10 p.m.`."""

import re
from datetime import UTC, datetime

from reftel.core.span import Span
from reftel.telegram.dates import FoundClock, clock_in, date_in, plain
from reftel.telegram.model import Dateline

PLACE = re.compile(r"[A-Z][A-Za-z .'()-]{1,40}(?=\s{0,2},)")
NO_CLOCK = FoundClock(None, zulu=False)
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
    day = plain(found)
    clock, zulu = clock_in(words, found) or NO_CLOCK
    return Dateline(
        printed=" ".join(text.split()),
        place=place[0].strip() if place else "",
        date=day,
        local=f"{clock:%H:%M}" if clock else "",
        time=datetime.combine(day, clock, UTC) if day and clock and zulu else None,
        zone="no time" if not clock else "printed" if zulu else "unknown",
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
