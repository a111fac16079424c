"""Australian cablegrams: `Cablegram UN44 NEW YORK, 3 March 1949` or `O.JA8200 SECRET PRIORITY`.

Alone, or as *Documents on Australian Foreign Policy* prints them.
"""

import re
from collections.abc import Callable
from functools import partial

from reftel.core.span import Span
from reftel.telegram.dialects.cablegram.dateline import dateline
from reftel.telegram.dialects.cablegram.heading import shows
from reftel.telegram.dialects.cablegram.number import number
from reftel.telegram.dialects.cablegram.record import read
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.model import Telegram

# One of these stands in the line of a number, and in few other texts.
WORDS = ("ablegram", "ABLEGRAM", "Cab1egram", "CAB1EGRAM")
CODES = ("\nO.", " O.", "\nI.", " I.", "\n0.")
LINE = re.compile(
    r"^[ \t]{0,12}(?:(?:[A-Za-z]{6,8}[ \t]{1,2})?[Cc][Aa][Bb][Ll1][Ee][Gg][Rr][Aa][Mm]"
    r"|[OI0]\.[ \t]?[A-Z]{2}[ \t]?\d)[^\n]{0,160}$",
    re.MULTILINE,
)
NEAR = 3  # visible lines around the number


def layout(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads the cablegram; None where no line is a number beside date or level."""
    text = copy.cleaned
    if not any(word in text for word in WORDS) and not (
        text[:2] in {"O.", "I.", "0."} or any(sign in text for sign in CODES)
    ):
        return None
    if any(number(match[0].rstrip()) for match in LINE.finditer(text)):
        found = _number_line(copy)
        return partial(read, copy, found) if found is not None else None
    return None


def _number_line(copy: Copy) -> int | None:
    """Return the index of the first number's line that date, level or REF show to be a heading."""
    texts = copy.lines.texts
    visible = [index for index, text in enumerate(texts) if text]
    for at, index in enumerate(visible):
        found = number(texts[index])
        if found is None:
            continue
        around = [texts[other] for other in visible[max(0, at - NEAR) : at + 1 + NEAR]]
        rest = texts[index][found.rest :]
        if dateline(rest, Span(0, 0)) or any(shows(text) for text in (rest, *around)):
            return index
    return None
