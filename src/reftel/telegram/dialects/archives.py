"""The National Archives' text of 1973-79: a Department copy between two titles.

`Message Text`, the relay's lines, the telegram in pages, `Message Attributes`, `Key: value`.
Recognised also without the titles, by a page line above a list of offices.
"""

import re
from collections.abc import Callable
from functools import partial

from reftel.telegram.dialects.layout import Copy, Frame
from reftel.telegram.lines import Lines
from reftel.telegram.message import message
from reftel.telegram.model import Telegram

TITLES = frozenset({"Message Text", "Message Attributes"})
FIRST_PAGE = re.compile(r"\s{0,8}PAGE\s{1,3}0?1\s.{3,60}$")
OFFICES = re.compile(r"\s{0,8}(?:ACTION|ORIGIN)\s{1,4}[A-Z]")
BARE_NUMBER = re.compile(r"\s{0,80}\d{1,3}$")


def layout(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads message and attributes; None where this is another layout."""
    found = frame(copy)
    return partial(message, copy, found) if found else None


def frame(copy: Copy) -> Frame | None:
    """Return where message and attributes stand; None where this is another layout."""
    lines = copy.lines
    titled = not TITLES.isdisjoint(text.strip("\f ") for text in lines.texts if len(text) < 24)
    if not titled and not is_department_copy(lines):
        return None
    begin, end, attributes = 0, len(lines), len(lines)
    for index, text in enumerate(lines.texts):
        title = text.strip("\f ")
        if title == "Message Text" and not begin:
            lines.claim(index, "title")
            begin = index + 1
        elif title == "Message Attributes":
            lines.claim(index, "title")
            end, attributes = index, index + 1
            break
    if not titled:
        return Frame("archives", (0, len(lines)))
    return Frame("archives", (begin, end), (attributes, len(lines)))


def is_department_copy(lines: Lines) -> bool:
    """Whether a first page line stands above a list of offices, a bare number between or not."""
    below_page = False
    for text in lines.texts:
        if not text:
            continue
        if below_page and OFFICES.match(text):
            return True
        below_page = (below_page and BARE_NUMBER.match(text) is not None) or (
            "PAGE" in text and FIRST_PAGE.match(text) is not None
        )
    return False
