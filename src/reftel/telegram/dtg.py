"""Date-time groups: `O 042143Z APR 08`, and what copies make of them."""

import re
from datetime import UTC, datetime
from functools import cache
from typing import cast, get_args

from reftel.core.span import Span
from reftel.tables import load
from reftel.telegram.model import DateTimeGroup, PrecedenceWord

# Accepts blanks inside (`P 2513 46 Z JUN 7 3`), 0 for O, a full month, a missing zone letter,
# and whatever stands behind the year (ZFF4). Every repetition is bounded.
GROUP = re.compile(
    r"""^\s{0,12}
    (?P<letters>[ZOPRYMW0](?:\s?[ZOPRYMW0]){0,3})\s{1,4}
    (?P<digits>\d[\d\ ]{3,9}\d)\s{0,2}
    (?P<zone>[A-Z])?\s{1,3}
    (?P<month>[A-Z]{3,9})[.,]?\s{0,3}
    (?P<year>\d\s?\d(?:\d\d)?)
    (?P<rest>.{0,60})$""",
    re.VERBOSE,
)
# One within a sentence or a reference: 162245Z OCT 08; month and year may be missing.
INNER = re.compile(
    r"(?<!\d)(?P<digits>\d{6})\s?Z(?:\s{1,3}(?P<month>[A-Z]{3,9})[.,]?\s{1,3}(?P<year>\d\d(?:\d\d)?))?"
)
SIGNAL = re.compile(r"\bZ[A-Z]{2}-?\d{0,2}\b")
CENTURY_TURN = 30  # two digits from here on are of the twentieth century


def group(line: str, span: Span) -> DateTimeGroup | None:
    """Read the date-time group that the line is; None where it is none."""
    match = GROUP.match(line)
    if match is None:
        return None
    letters = "".join(match["letters"].split()).replace("0", "O")
    year = "".join(match["year"].split())
    return DateTimeGroup(
        time=moment(match["digits"], match["month"], year),
        letters=letters,
        zone=match["zone"] or "",
        year_printed=year,
        signals=tuple(SIGNAL.findall(match["rest"])),
        span=span,
    )


def moment(digits: str, month: str, year: str) -> datetime | None:
    """Return the UTC time of `042143`, `APR`, `08`; None where there is no such moment."""
    bare = "".join(digits.split())
    number = months().get(month.upper())
    if len(bare) != len("ddhhmm") or number is None:
        return None
    try:
        return datetime(
            full_year(year), number, int(bare[:2]), int(bare[2:4]), int(bare[4:]), tzinfo=UTC
        )
    except ValueError:
        return None


def full_year(printed: str) -> int:
    """Return 2008 for `08`, 1974 for `74` and for `1974`."""
    number = int(printed)
    if len(printed) > 2:
        return number
    return number + (1900 if number >= CENTURY_TURN else 2000)


@cache
def months() -> dict[str, int]:
    """Return the number of each spelling of a month, in capitals."""
    return {
        spelling: row.number
        for row in load.months()
        for spelling in (row.name, row.abbreviation, *row.variants)
    }


@cache
def words_by_letter() -> dict[str, PrecedenceWord]:
    """Return the word of each precedence letter, as State and ACP 127 use it."""
    found: dict[str, PrecedenceWord] = {}
    for row in load.precedences():
        # NIACT IMMEDIATE is an O on the wire: the letter tells no more than IMMEDIATE.
        if row.letter and row.name in get_args(PrecedenceWord) and row.name != "NIACT IMMEDIATE":
            found.setdefault(row.letter, cast("PrecedenceWord", row.name))
    return found


def letters_as_words(letters: str) -> tuple[PrecedenceWord, ...]:
    """Return the precedences that the letters of a date-time group stand for."""
    words = words_by_letter()
    return tuple(words[each] for each in letters if each in words)
