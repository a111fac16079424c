"""A SMART cover that was put later on an older telegram: kept, while the message decides.

Such covers say E.O. Unknown, time 0000 and ROUTINE, and one wrong addressee (telegram-format.md
2.9); the Department copy below is right.
"""

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from msgspec.structs import replace

from reftel.telegram.dialects.archives import is_department_copy
from reftel.telegram.dialects.layout import Copy, Frame
from reftel.telegram.dialects.smart.fields import Fields
from reftel.telegram.dialects.smart.identity import identity, time
from reftel.telegram.findings import Findings
from reftel.telegram.header import SIGN
from reftel.telegram.labels import labelled
from reftel.telegram.lines import UNREAD, Lines
from reftel.telegram.markings import class_line
from reftel.telegram.message import message
from reftel.telegram.model import Telegram
from reftel.telegram.pages import PAGE
from reftel.telegram.text_head import PARAGRAPH

ENOUGH = 3  # lines of a header: FM, TO, a date-time group, a page line
# Where the header is lost: a classification line with a number, and labels above paragraph 1.
LABELS_ENOUGH = 2


def covers(lines: Lines, content: Sequence[int], fields: Fields) -> bool:
    """Whether what the fields enclose is a line message with a header or a head of its own."""
    begin, end = fields.text
    texts = [text for index in content[begin:end] if (text := lines.texts[index])]
    return _has_header(texts) or _has_head(texts)


def _has_header(texts: Sequence[str]) -> bool:
    signs = 0
    for text in texts:
        signs += bool(SIGN.match(text) or PAGE.match(text))
        if signs == ENOUGH:
            return True
    return False


def _has_head(texts: Sequence[str]) -> bool:
    """Whether labels stand below a line `S E C R E T KABUL 005199`."""
    above_text = takewhile(lambda text: not PARAGRAPH.match(text), texts)
    head = dropwhile(lambda text: not class_line(text), above_text)
    return len({label.kind for text in head if (label := labelled(text))}) >= LABELS_ENOUGH


def read(copy: Copy, content: Sequence[int], fields: Fields) -> Telegram:
    """Return the record of the message below the cover, with the cover's fields beside it."""
    begin, end = fields.text
    for index in content[:begin]:
        if copy.lines.kinds[index] is UNREAD:
            copy.lines.claim(index, "cover")
    cover = tuple(each.attribute(copy.lines, "cover") for each in (*fields.head, *fields.tail))
    dialect = "archives" if is_department_copy(copy.lines) else "line"
    record = message(copy, Frame(dialect, (content[begin], content[end - 1] + 1)))
    record = replace(record, attributes=(*cover, *record.attributes))
    return record if record.dtg else _dated(record, copy, fields)


def _dated(record: Telegram, copy: Copy, fields: Fields) -> Telegram:
    """Return the record of a message that lost its date with the day and year of the cover."""
    mrn, date = fields.get("MRN"), fields.get("Date/DTG")
    own, unsaid = record.identity, Findings()
    said = identity(*mrn.value(copy.lines), 0, unsaid) if mrn else None
    if own and said and not own.year and (own.post, own.number) == (said.post, said.number):
        own = replace(own, year=said.year, mrn=said.mrn, year_ground="MRN field")
    dateline = time(*date.value(copy.lines), unsaid)[1] if date else None
    return replace(record, identity=own, dateline=dateline)
