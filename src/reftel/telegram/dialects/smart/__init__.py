"""SMART telegrams of 2009 on, mostly as released e-mails: labelled head, text, labelled tail.

A cover of the same form was put later on older telegrams. There the message below is read, and
the cover is kept beside it.
"""

from collections.abc import Callable
from functools import partial

from reftel.telegram.dialects.layout import Copy
from reftel.telegram.dialects.smart import cover, record
from reftel.telegram.dialects.smart.fields import fields
from reftel.telegram.model import Telegram

# One of these stands in every SMART telegram, even where a copy garbles some of its labels.
SIGNS = ("MRN", "DTG:", "Dissemination Rule")


def layout(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads the labelled telegram, or the older one below the cover; else None."""
    if not any(sign in copy.text for sign in SIGNS):
        return None
    content = copy.own_lines()
    labelled = fields(copy.lines, content)
    if labelled is None:
        return None
    read = cover.read if cover.covers(copy.lines, content, labelled) else record.read
    return partial(read, copy, content, labelled)
