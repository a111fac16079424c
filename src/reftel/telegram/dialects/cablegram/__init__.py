"""Australian cablegrams: `Cablegram UN44 NEW YORK, 3 March 1949` or `O.JA8200 SECRET PRIORITY`.

Alone, or as *Documents on Australian Foreign Policy* prints them.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial

from reftel.core.span import Span
from reftel.telegram.dialects.cablegram.dateline import alone, dateline
from reftel.telegram.dialects.cablegram.heading import PARTIES, shows
from reftel.telegram.dialects.cablegram.number import number
from reftel.telegram.dialects.cablegram.record import read
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.model import Telegram

# One of these stands in the line of a number, and in few other texts.
WORDS = ("ablegram", "ABLEGRAM", "Cab1egram", "CAB1EGRAM")
CODES = ("\nO.", " O.", "\nI.", " I.", "\n0.")
NUMBER_LINE = re.compile(
    r"^[ \t]{0,12}(?:(?:[A-Za-z]{6,8}[ \t]{1,2})?[Cc][Aa][Bb][Ll1][Ee][Gg][Rr][Aa][Mm]"
    r"|[OI0]\.[ \t]?[A-Z]{2}[ \t]?\d)[^\n]{0,160}$",
    re.MULTILINE,
)
BEGINNINGS = ("Cab", "CAB", "Circular", "CIRCULAR", "INWARD", "OUTWARD", "O.", "I.", "0.")
NEAR = 3  # visible lines around the number


def layout(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads the cablegram; None where no line is a number beside date or level."""
    text = copy.cleaned
    if not any(word in text for word in WORDS) and not (
        text[:2] in {"O.", "I.", "0."} or any(sign in text for sign in CODES)
    ):
        return None
    if any(number(match[0].rstrip()) for match in NUMBER_LINE.finditer(text)):
        found = _number_line(copy)
        return partial(read, copy, found) if found is not None else None
    return None


def heading_above(texts: Sequence[str], index: int) -> int | None:
    """Return the first line of the heading whose number stands in a line; None in any other line.

    Beside the number must stand a day and below it a level: a footnote may begin with a number.
    """
    text = texts[index]
    if not text.lstrip().startswith(BEGINNINGS):
        return None
    found = number(text)
    if found is None:
        return None
    rest = text[found.rest :]
    below = [each for each in texts[index + 1 : index + 1 + 2 * NEAR] if each][:NEAR]
    above = [at for at in range(max(0, index - 2 * NEAR), index) if texts[at]][-NEAR:]
    dated = dateline(" ".join([rest, *below[:1]]), Span(0, 0)) and any(map(shows, below))
    outward = shows(rest) and any(alone(texts[at]) for at in above)
    return _first(texts, [*above, index]) if dated or outward else None


def _first(texts: Sequence[str], visible: Sequence[int]) -> int:
    """Return the first line of a heading that ends with the last of these lines."""
    first = visible[-1]
    for at in range(len(visible) - 2, -1, -1):
        if shows(texts[visible[at]]) or alone(texts[visible[at]]):
            first = visible[at]
        # The edition's heading is the first line, and may go on over the next.
        elif PARTIES.match(" ".join(texts[each] for each in visible[at:] if each < first)):
            return visible[at]
    return first


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
