"""By what a document of the edition is known."""

import re
from collections.abc import Callable
from functools import partial

from reftel.core.span import Span
from reftel.telegram.dialects.frus.document import document
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.markup import read
from reftel.telegram.model import Telegram

DOCUMENT = re.compile(r"<div\s[^<>]{0,999}\btype\s{0,3}=\s{0,3}[\"']document[\"']")


def layout(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads a document of FRUS; None where the text holds none."""
    if not DOCUMENT.search(copy.text):
        return None
    marked = read(copy.text)
    found = [each for each in marked.all("div") if each.attributes.get("type") == "document"]
    if not found:
        return None
    if len(found) > 1:
        message = f"{len(found)} documents in one text; the first alone is read"
        copy.findings.add("T030", Span(0, 0), message)
    copy.lines = marked.lines
    return partial(document, copy, marked, found[0])
