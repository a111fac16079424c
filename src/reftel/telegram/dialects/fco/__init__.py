"""Telegrams of the United Kingdom's Foreign and Commonwealth Office, known by their TELNO line.

`TO PRIORITY LINDEN TELNO 88 OF 14 MARCH` of the 1960s and 70s; later one line each for FM, TO,
TELNO, OF and INFO. Numbers count the telegrams of one sender to one addressee in a year.
"""

import re
from collections.abc import Callable
from functools import partial

from reftel.telegram.dialects.fco.record import read
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.model import Telegram

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


def layout(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads the telegram; None where no heading has a TELNO line."""
    text = copy.cleaned
    for words, line, beside in ((WORDS, NUMBER_LINE, ADDRESS), (TIME_WORDS, TIME_LINE, URGENT)):
        if any(word in text for word in words):
            for match in line.finditer(text):
                if beside.search(_around(text, match.start(), match.end())):
                    return partial(read, copy)
    return None


def _around(text: str, start: int, end: int) -> str:
    for _ in range(NEAR):
        start = max(0, text.rfind("\n", 0, max(0, start - 1)))
        end = text.find("\n", end + 1) if text.find("\n", end + 1) >= 0 else len(text)
    return text[start:end]
