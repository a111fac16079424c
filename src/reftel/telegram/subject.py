"""The SUBJECT line: its words, and the portion mark before or behind them."""

from msgspec.structs import replace

from reftel.telegram.hyphens import in_one_line
from reftel.telegram.lines import Reading
from reftel.telegram.markings import PORTION, portion_mark
from reftel.telegram.model import Subject


def read(reading: Reading, start: int, end: int) -> Subject | None:
    """Read what stands between `start` and `end` of a reading; None where no words do."""
    text = reading.text[start:end]
    words = text.strip()
    if not words:
        return None
    begins = start + text.index(words)
    subject = Subject(text=words, span=reading.span(begins, begins + len(words)))
    last = words.rfind("(")
    if match := PORTION.match(words):
        rest = words[match.end() :]
    elif last > 0 and (match := PORTION.fullmatch(words, last)):
        rest = words[:last]
    else:
        return replace(subject, text=in_one_line(words, reading.original))
    mark = portion_mark(match, reading.span(begins + match.start(), begins + match.end()))
    if not rest.strip():
        return None
    return replace(subject, text=in_one_line(rest, reading.original), mark=mark)
