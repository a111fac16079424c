"""Which lines are the heading of a British telegram."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reftel.telegram import services
from reftel.telegram.dialects.fco.words import DESKBY, NUMBER_WORD
from reftel.telegram.lines import Lines, upper
from reftel.telegram.services import HeadWord
from reftel.telegram.spelling import unmixed

# What a line of the heading begins with; the groups mark what addresses and what numbers it.
OPENING = re.compile(
    rf"""[ \t]{{0,12}}(?:
    (?P<address>FM|(?:(?P<again>ADDRESSED)[ ]|AND[ ])?TO|INFO|RFI)(?:\b|(?=[A-Z]))
    |(?P<number>{NUMBER_WORD}[ ]?\d|OF\s?\d)|{NUMBER_WORD}$
    |AND[ ]SAVING\b|SAVING\b|(?:REPEATED|RPTD)\b|{DESKBY}\s?\d|GR(?:P?S)?\s?\d)""",
    re.VERBOSE,
)
NUMBERED = re.compile(rf"(?<![A-Z]){NUMBER_WORD}\s{{0,3}}\d", re.VERBOSE)
GOES_ON = (",", " AND", "TELNO", "TEL NO", "NUMBER", " OF", "INFO", " TO", " SAVING")
FULL_LINE = 55
MOST_UNKNOWN = 6  # lines within a heading that nobody knows


class Opening(NamedTuple):
    """The lines of a heading: those that address it, and the words of the others by line.

    stop: the position behind the heading.
    """

    addressing: list[int]
    words: dict[int, tuple[HeadWord, ...]]
    stop: int


def opening(lines: Lines, content: Sequence[int]) -> Opening:
    """Find and claim the heading: it ends below the number with the first line of another kind."""
    found = Opening([], {}, 0)
    stop, unknown, apart, numbered = 0, 0, False, False
    for at, index in enumerate(content):
        text = unmixed(upper(lines.texts[index]))
        if not text:
            apart = True
            continue
        opens = OPENING.match(text)
        if opens and opens["again"] and numbered:
            lines.claim(index, "heading")  # ADDRESSED TO LINDEN TELNO 88 says it once more
        elif opens and not (numbered and apart and opens["address"] == "TO"):
            found.addressing.append(index)
            lines.claim(index, "heading")
            numbered = numbered or opens["number"] is not None or _has_number(text)
        elif words := services.words("fco", lines.texts[index]):
            found.words[index] = words
            lines.claim(index, "classification")
        elif found.addressing and not apart and _wrapped(lines, found, content[at - 1]):
            found.addressing.append(index)
            lines.claim(index, "heading")
            numbered = numbered or _has_number(text)
        elif numbered:
            break
        elif found.addressing:
            unknown += 1
            if unknown > MOST_UNKNOWN:
                break
            continue
        stop, apart = at + 1, False
    return found._replace(stop=stop)


def _has_number(line: str) -> bool:
    return "TEL" in line and NUMBERED.search(line) is not None


def _wrapped(lines: Lines, found: Opening, above: int) -> bool:
    """Whether the line above is of the addresses and ends in the middle of something."""
    text = upper(lines.texts[above]).rstrip()
    return found.addressing[-1] == above and (len(text) >= FULL_LINE or text.endswith(GOES_ON))
