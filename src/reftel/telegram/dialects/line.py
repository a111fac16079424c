"""The line message of ACP 127: format lines, text, end marks, with or without its transmission."""

import re

from reftel.telegram import executive_order, header, markings
from reftel.telegram.dialects.frame import Frame
from reftel.telegram.lines import Lines

LABELS = re.compile(r"\s{0,8}(?:TAGS|SUBJ(?:ECT)?)\s?:")
ENOUGH = 2  # signs; one alone may stand in any text


def frame(original: str, lines: Lines) -> Frame | None:
    """Return the whole as message where two lines show signs of one; None where none do."""
    del original
    signs = 0
    for text in lines.texts:
        if text and _is_sign(text):
            signs += 1
            if signs == ENOUGH:
                return Frame("line", (0, len(lines)))
    return None


def _is_sign(text: str) -> bool:
    return bool(
        header.SIGN.match(text)
        or LABELS.match(text)
        or executive_order.LABEL.match(text)
        or markings.class_line(text)
    )
