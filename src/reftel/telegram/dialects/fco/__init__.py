"""Telegrams of the United Kingdom's Foreign and Commonwealth Office, known by their TELNO line.

`TO PRIORITY LINDEN TELNO 88 OF 14 MARCH` of the 1960s and 70s; later one line each for FM, TO,
TELNO, OF and INFO. Numbers count the telegrams of one sender to one addressee in a year.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial

from reftel.telegram import services
from reftel.telegram.dialects.fco.opening import OPENING
from reftel.telegram.dialects.fco.record import read
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.lines import upper
from reftel.telegram.model import Telegram
from reftel.telegram.spelling import unmixed

# The line of the number, which no reference is: MY TELNO 85 begins with a word of whose it is.
NUMBER_LINE = re.compile(
    r"^[ \t]{0,12}(?:(?:ADDRESSED )?T[O0](?:[ \t]|FLASH|IMM|PRI|ROU)[^\n]{2,80}[ \t])?"
    r"TEL(?:EGRAM)?\.?[ \t]?(?:N[O0]\.?|NUMBER)\s{0,3}[lI]?\d{1,5}(?![ \t]{0,3}[\d:])",
    re.MULTILINE,
)
WORDS = ("TELN", "TEL N", "TEL. N", "TELEGRAM N")  # one of them stands in each such line
ADDRESS = re.compile(r"^[ \t]{0,12}(?:FM[ \t]?|(?:ADDRESSED )?T[O0][ \t]?)[A-Z]{3}", re.MULTILINE)
# Where the number's line is lost: the precedence before the name, and a line of the time.
TIME_LINE = re.compile(r"^[ \t]{0,12}OF[ \t]?[\dO]\d{5}[ \t]?Z\b", re.MULTILINE)
TIME_WORDS = ("\nOF",)
URGENT = re.compile(r"^[ \t]{0,12}TO[ \t](?:FLASH|IMMEDIATE|PRIORITY|ROUTINE)[ \t][A-Z]", re.M)
NEAR = 6  # lines of the heading between the addresses and the number
LONGEST = 20  # lines of the heading above the number


def layout(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads the telegram; None where no heading has a TELNO line."""
    text = copy.cleaned
    for words, line, beside in ((WORDS, NUMBER_LINE, ADDRESS), (TIME_WORDS, TIME_LINE, URGENT)):
        if any(word in text for word in words):
            for match in line.finditer(text):
                if beside.search(_around(text, match.start(), match.end())):
                    return partial(read, copy)
    return None


def heading_above(texts: Sequence[str], index: int) -> int | None:
    """Return the first line of the heading whose number stands in a line; None in any other line.

    A number below no FM is none of a heading: a reference may begin a line, too.
    """
    text = texts[index]
    if not any(word in text for word in WORDS) or not NUMBER_LINE.match(text):
        return None
    first, level, is_sent = index, -1, False
    for at in range(index, max(-1, index - LONGEST), -1):
        line = unmixed(upper(texts[at]))
        if not line:
            continue
        opens, words = OPENING.match(line), services.words("fco", line)
        is_level = any(word.row.kind == "level" for word in words)
        if is_level and level < 0:
            level = at
        elif (opens and not opens["again"]) or (words and not is_level):
            first = at
            is_sent = is_sent or line.lstrip().startswith("FM")
        else:
            break  # a second level closes the telegram before
    return min(first, level if level >= 0 else first) if is_sent else None


def _around(text: str, start: int, end: int) -> str:
    for _ in range(NEAR):
        start = max(0, text.rfind("\n", 0, max(0, start - 1)))
        end = text.find("\n", end + 1) if text.find("\n", end + 1) >= 0 else len(text)
    return text[start:end]
