"""By what a document of the edition is known."""

import re
from collections.abc import Callable
from functools import partial

from reftel.telegram.dialects.frus.document import document
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.model import Telegram

DOCUMENT = re.compile(r"<div\s[^<>]{0,999}\btype\s{0,3}=\s{0,3}[\"']document[\"']")


def layout(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads a document of FRUS; None where the text holds none."""
    return partial(document, copy) if DOCUMENT.search(copy.text) else None
