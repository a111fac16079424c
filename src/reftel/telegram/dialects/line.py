"""The line message of ACP 127: format lines, text, end marks, with or without its transmission."""

import re
from collections.abc import Callable
from functools import partial

from reftel.telegram import executive_order, header, markings
from reftel.telegram.dialects.layout import Copy, Frame
from reftel.telegram.message import message
from reftel.telegram.model import Telegram

LABELS = re.compile(r"\s{0,8}(?:TAGS|SUBJ(?:ECT)?)\s?:")
ENOUGH = 2  # signs; one alone may stand in any text


def layout(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads the whole as message where two lines show signs; None where none do."""
    signs = 0
    for text in copy.lines.texts:
        if text and _is_sign(text):
            signs += 1
            if signs == ENOUGH:
                return partial(message, copy, Frame("line", (0, len(copy.lines))))
    return None


def _is_sign(text: str) -> bool:
    return bool(
        header.SIGN.match(text)
        or LABELS.match(text)
        or executive_order.LABEL.match(text)
        or markings.class_line(text)
    )
