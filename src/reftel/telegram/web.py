"""A web page that holds telegrams: its tags are taken out, and the rest is read as it was sent."""

import re

from reftel.telegram import markup
from reftel.telegram.lines import Lines

# Two tags that a page of text has; a single one may stand in any telegram.
PAGE = re.compile(
    r"<(?:!doctype\s+html|html|body|pre|br|p|div|a\s+href)\b[^<>]{0,400}>", re.IGNORECASE
)
ENOUGH = 2


def page(text: str) -> Lines | None:
    """Return the lines that a web page shows; None where the text is none."""
    if "<" not in text or sum(1 for _ in PAGE.finditer(text)) < ENOUGH:
        return None
    return markup.read(text).lines
