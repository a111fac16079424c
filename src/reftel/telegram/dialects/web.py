"""A web page that holds a telegram: its tags are taken out, and the rest is read as it was sent."""

import re
from collections.abc import Callable

from reftel.telegram import markup
from reftel.telegram.dialects import archives, line
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.model import Telegram

# Two tags that a page of text has; a single one may stand in any telegram.
PAGE = re.compile(
    r"<(?:!doctype\s+html|html|body|pre|br|p|div|a\s+href)\b[^<>]{0,400}>", re.IGNORECASE
)
ENOUGH = 2


def layout(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads the page without its tags; None where it is no page of a telegram."""
    if "<" not in copy.text or sum(1 for _ in PAGE.finditer(copy.text)) < ENOUGH:
        return None
    page = Copy(copy.text, copy.encoding)
    page.lines = markup.read(copy.text).lines
    page.findings = copy.findings
    return archives.layout(page) or line.layout(page)
