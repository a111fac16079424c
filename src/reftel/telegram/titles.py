"""The subject of a telegram that has no label for it: words set apart above the text."""

import re
from collections.abc import Sequence

from reftel.telegram.lines import Lines, Reading
from reftel.telegram.model import Subject
from reftel.telegram.numbering import FULL_LINE, NUMBER
from reftel.telegram.passages import NAMES

LONGEST = 2  # lines
# A sentence ends; an edition puts the number of a footnote behind its point.
SENTENCE = re.compile(r"[.?!:;,](?:\s?\[\d{1,2}\])?$")


def height(lines: Lines, content: Sequence[int]) -> int:
    """Return over how many lines a title runs that begins the content; 0 where none does.

    It ends no sentence, heads no passage, and stands above a blank line or a first paragraph.
    """
    for size in range(1, LONGEST + 1):
        texts = [lines.texts[index] for index in content[: size + 1]]
        if len(texts) <= size or not texts[size - 1]:
            return 0
        last = texts[size - 1]
        if NUMBER.match(last) or SENTENCE.search(last) or last.strip().upper() in NAMES:
            return 0
        if not texts[size] or NUMBER.match(texts[size]):
            return size
        if len(last) < FULL_LINE // 2:
            return 0
    return 0


def subject(lines: Lines, indices: Sequence[int], start: int = 0) -> Subject | None:
    """Make the record of the words from `start` of the first line on; None where none are."""
    reading = Reading(lines, indices)
    words = reading.text[start:]
    bare = words.strip().rstrip(".")
    if not bare:
        return None
    begin = start + words.index(bare)
    return Subject(text=" ".join(bare.split()), span=reading.span(begin, begin + len(bare)))
