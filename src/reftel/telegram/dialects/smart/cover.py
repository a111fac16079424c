"""A SMART cover that was put later on an older telegram: kept, while the message decides.

Such covers say E.O. Unknown, time 0000 and ROUTINE, and one wrong addressee (telegram-format.md
2.9); the Department copy below is right.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from reftel.telegram.dialects.archives import is_department_copy
from reftel.telegram.dialects.layout import Copy, Frame
from reftel.telegram.dialects.smart.fields import Fields
from reftel.telegram.header import SIGN
from reftel.telegram.lines import UNREAD, Lines
from reftel.telegram.message import message
from reftel.telegram.model import Telegram
from reftel.telegram.pages import PAGE

ENOUGH = 3  # lines of a header: FM, TO, a date-time group, a page line


def covers(lines: Lines, content: Sequence[int], fields: Fields) -> bool:
    """Whether what the fields enclose is a line message with a header of its own."""
    begin, end = fields.text
    texts = (lines.texts[index] for index in content[begin:end])
    signs = 0
    for text in texts:
        signs += bool(text and (SIGN.match(text) or PAGE.match(text)))
        if signs == ENOUGH:
            return True
    return False


def read(copy: Copy, content: Sequence[int], fields: Fields) -> Telegram:
    """Return the record of the message below the cover, with the cover's fields beside it."""
    begin, end = fields.text
    for index in content[:begin]:
        if copy.lines.kinds[index] is UNREAD:
            copy.lines.claim(index, "cover")
    cover = tuple(each.attribute(copy.lines, "cover") for each in (*fields.head, *fields.tail))
    dialect = "archives" if is_department_copy(copy.lines) else "line"
    record = message(copy, Frame(dialect, (content[begin], content[end - 1] + 1)))
    return replace(record, attributes=(*cover, *record.attributes))
