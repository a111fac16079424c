"""The heading of an Australian cablegram: number, place, local time, level, precedence, references.

To the 1960s `Cablegram UN44 NEW YORK, 3 March 1949, 5.10 p.m.`; in the 1970s a dateline and
`O.JA8200 SECRET PRIORITY`. An edition puts the document's number and `A to B` above.
"""

import re
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram.dates import date_in, plain
from reftel.telegram.model import Dateline

LETTERS = r"(?:[A-Z]{1,7}\.?\s?)?"
SERIES = rf"(?:(?P<way>[OI])\.\s?)?(?P<letters>{LETTERS})(?P<number>\d{{1,6}})"
# `Cablegram UN44 NEW YORK, 3 March 1949`, `Circular cablegram 12`, `Cablegram unnumbered`.
CABLEGRAM = re.compile(
    rf"""\s{{0,12}}(?:(?:CIRCULAR|INWARD|OUTWARD)\s{{1,2}})?CAB[L1]EGRAMS?
    (?:\s{{0,3}}(?:NO\.?\s{{0,2}})?(?:{SERIES}(?![\d/])|\(?UN-?NUMBERED\)?))
    (?:\[\d{{1,2}}\])?(?P<rest>.{{0,120}})$""",
    re.VERBOSE | re.IGNORECASE,
)
# `O.JA8200 SECRET PRIORITY`: direction, post, number, and words behind them.
OUTWARD = re.compile(
    r"\s{0,12}(?P<way>[OI0])\.\s?(?P<letters>[A-Z]{2})\s?(?P<number>\d{1,6})(?P<rest>(?:\s.{0,80})?)$"
)
ADDRESSED = re.compile(
    r"\s{0,12}(?:INWARD\s|OUTWARD\s)?CABLEGRAM\s{1,2}TO\s{1,2}(?P<to>[A-Z][A-Z .,'()-]{1,80})$",
    re.IGNORECASE,
)
REF = re.compile(
    r"\s{0,12}Ref(?:erence)?s?\.?\s{0,2}:?\s{1,4}(?=(?:[OI]\.)?\s?[A-Z]{0,7}\.?\s?\d)", re.I
)
CLOCK = re.compile(
    r"(?P<hour>\d{1,2})\s{0,2}[.:]\s{0,2}(?P<minute>\d\d)\s{0,2}(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<whole>\d{1,2})\s{0,2}(?P<whole_half>[ap])\.?\s?m\b\.?"
    r"|(?<!\d)(?P<clock>\d{4})\s?(?P<zulu>Z)?(?:\s?(?:hours|hrs))?(?!\d)|(?P<word>noon|midnight)",
    re.IGNORECASE,
)
PLACE = re.compile(r"[A-Z][A-Za-z .'()-]{1,40}(?=\s{0,2},)")


class Number(NamedTuple):
    """`UN44`: letters and figures of a number, "I" or "O" before them, and what stands behind."""

    way: str
    letters: str
    number: int
    printed: str
    start: int
    end: int
    rest: int

    @property
    def series(self) -> str:
        """What stands before the figures in a canonical number: inward ones count by themselves."""
        return f"{'I.' if self.way == 'I' else ''}{self.letters}"


def number(line: str) -> Number | None:
    """Return the number of a heading's line; None where the line is none. 0 where unnumbered."""
    match = CABLEGRAM.match(line) or OUTWARD.match(line)
    if match is None:
        return None
    if not match["number"]:
        return Number("", "", 0, "", match.start("rest"), match.start("rest"), match.start("rest"))
    start = match.start("way") if match["way"] else match.start("letters")
    letters = match["letters"].strip(". ").upper()
    way = (match["way"] or "").upper().replace("0", "O")
    end = match.end("number")
    return Number(
        way, letters, int(match["number"]), line[start:end], start, end, match.start("rest")
    )


def dateline(text: str, span: Span) -> Dateline | None:
    """Read `NEW YORK, 3 March 1949, 5.10 p.m.`; None where the words hold no date.

    The clock is local; its zone is not printed and not guessed.
    """
    words = _spaced(text)
    found = date_in(words)
    if found is None:
        return None
    place = PLACE.match(words.strip())
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


def _spaced(text: str) -> str:
    """Return the words with blanks where a copy lost them, and 1 where it has l: `3 March l949`."""
    words = re.sub(r"(?<=,)(?=\S)|(?<=\d)(?=[A-Z][a-z]{2})|(?<=[a-z])(?=\d)", " ", text.strip())
    return re.sub(r"(?<![A-Za-z])[lI](?=\d)", "1", words)


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
