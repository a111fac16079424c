"""The subject of a British telegram, and the references that stand with it above the text."""

import re
from collections.abc import Sequence

from reftel.telegram import titles
from reftel.telegram.dialects.fco import references
from reftel.telegram.lines import Lines, Reading, upper
from reftel.telegram.model import Subject
from reftel.telegram.numbering import FULL_LINE, NUMBER
from reftel.telegram.series import OwnNumber

# `YOUR TELNO 77 (NOT TO ALL): FERRY TREATY`; a sentence goes on without a colon.
BEHIND_REFERENCE = re.compile(
    r"\s{0,3}(?:\([A-Z ]{1,30}\))?\s{0,3}(?::\s{0,4}|\.?$)", re.IGNORECASE
)
# A line with a point is a sentence rather than a subject where it begins so.
SENTENCE = re.compile(r"\s{0,20}(?:FOLLOWING|FOR|FROM|PLEASE|THE FOLLOWING|I|WE|THIS|THERE)\b")


def subject(lines: Lines, content: Sequence[int], own: OwnNumber) -> tuple[int, Subject | None]:
    """Return how many lines stand between heading and text, and the subject among them.

    `YOUR TELNO 77: FERRY TREATY` names both a telegram and the subject.
    """
    found: Subject | None = None
    taken = at = 0
    while at < len(content):
        if not lines.texts[content[at]]:
            at += 1
            continue
        behind = _behind_references(lines, content[at], own)
        size = 1 if behind else 0 if found else _height(lines, content[at:])
        if not size:
            break
        indices = content[at : at + size]
        found = found or titles.subject(lines, indices, behind)
        for index in indices:
            lines.claim(index, "references" if behind else "subject")
        at += size
        taken = at
    return taken, found


def _height(lines: Lines, content: Sequence[int]) -> int:
    """Return over how many lines a title runs; 0 where none begins the content.

    `FERRY TREATY.` of the seventies ends in a point: a short line above paragraph 1.
    """
    size = titles.height(lines, content)
    if size:
        return size
    text = upper(lines.texts[content[0]])
    below = next((lines.texts[index] for index in content[1:] if lines.texts[index]), "")
    first = NUMBER.match(below)
    short = len(text) < FULL_LINE and text.endswith(".") and "." not in text[:-1]
    headed = first is not None and first["number"] == "1" and not NUMBER.match(text)
    return int(short and headed and not SENTENCE.match(text))


def _behind_references(lines: Lines, index: int, own: OwnNumber) -> int:
    """Return where the words behind its references begin on a line that they head; else 0."""
    reading = Reading(lines, (index,))
    found = references.read(reading, own)
    if not found or found[0].span.start != lines.words(index).span.start:
        return 0
    end = reading.behind(found[-1].span)
    rest = BEHIND_REFERENCE.match(lines.texts[index], end)
    return rest.end() if rest else 0
