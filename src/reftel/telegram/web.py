"""A web page that holds telegrams: its tags are taken out, and the rest is read as it was sent."""

import re

from reftel.telegram import markup, transcription
from reftel.telegram.lines import Lines

# Two tags that a page of text has; a single one may stand in any telegram.
PAGE = re.compile(
    r"<(?P<tag>!doctype\s+html|html|body|pre|br|p|div|a\s+href|table|tr|td)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
ENOUGH = 2
OF_TABLES = frozenset({"table", "tr", "td", "br"})


def page(text: str) -> Lines | None:
    """Return the lines that a web page shows; None where the text is none."""
    tags = [match["tag"].lower() for match in PAGE.finditer(text)] if "<" in text else []
    if len(tags) < ENOUGH:
        return None
    if "tr" in tags and OF_TABLES.issuperset(tags):
        # A transcription, whose tables alone are marked up.
        lines = markup.read(text, plain_outside=True).lines
        transcription.unmark(lines)
        return lines
    return markup.read(text).lines
