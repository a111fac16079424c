"""The end of a telegram: signature, notes of the centre, end marks."""

import re
from collections.abc import Sequence

from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines
from reftel.telegram.model import Text

END_MARK = re.compile(
    r"\s{0,8}(?:NNN+[A-Z]{0,12}|<<\s?END OF DOCUMENT\s?>>|#\d{3,5}(?:/\d{1,3})?|BT|\#\#+)$"
)
NOTE = re.compile(r"\s{0,8}\#?\s?NOTE BY OC/?T?\b", re.IGNORECASE)
SIGNATURE = re.compile(
    r"\s{0,40}(?P<name>(?:Mc|Mac)?[A-Z][A-Z'’-]+(?:\s(?:[A-Z]\.?|[A-Z][A-Z'’-]+)){0,3}(?:,\s(?:JR|SR|III|II)\.?)?)$"
)
# The signature at the end of the last line of the text: `…THIS WEEK.STEDMAN`.
GLUED = re.compile(r"(?:(?<=[.)\"?!])\s{0,8}|(?<=UNQUOTE)\s{1,8})(?P<name>[A-Z][A-Z'’-]{3,24})$")
# In mixed case a surname alone on a line set apart.
MIXED = re.compile(r"\s{0,40}[A-Z][a-z]{2,20}(?:-[A-Z][a-z]{2,20})?$")
LONGEST_NAME = 32
LONGEST_NOTES = 12  # lines below a telegram
# Words in capitals that end a text and are nobody's name.
NOT_NAMES = re.compile(
    r"\b(?:END|UNQUOTE|QUOTE|TEXT|SUMMARY|COMMENT|MESSAGE|PAGE|SECTION|ATTACHMENT|TOTAL|BT|NONE|REGARDS)\b"
)


def closing(
    lines: Lines, body: Sequence[int], findings: Findings
) -> tuple[int, Text | None, tuple[Text, ...]]:
    """Return how many lines of the body are text, the signature, and notes below it."""
    end = len(body)
    notes: list[Text] = []
    note_from = _notes_from(lines, body)
    if note_from is not None:
        for index in body[note_from:]:
            if lines.texts[index]:
                notes.append(lines.words(index))
                lines.claim(index, "note")
        end = note_from
    while end and not lines.texts[body[end - 1]]:
        end -= 1
    if not end:
        return end, None, tuple(notes)
    index = body[end - 1]
    text = lines.texts[index]
    apart = end > 1 and not lines.texts[body[end - 2]]
    if is_signature(text) or (apart and MIXED.match(text)):
        lines.claim(index, "signature")
        start = len(text) - len(text.lstrip())
        return end - 1, Text(text=text.strip(), span=lines.span(index, start)), tuple(notes)
    if (match := GLUED.search(text[-80:])) and not NOT_NAMES.search(match["name"]):
        offset = len(text) - len(text[-80:])
        span = lines.span(index, offset + match.start("name"), offset + match.end("name"))
        findings.add("T014", span, f"signature {match['name']} stands on the last line of the text")
        return end, Text(text=match["name"], span=span), tuple(notes)
    return end, None, tuple(notes)


def is_signature(line: str) -> bool:
    """Whether a line holds one name in capitals and nothing else."""
    return len(line.strip()) <= LONGEST_NAME and bool(
        SIGNATURE.match(line) and not NOT_NAMES.search(line)
    )


def _notes_from(lines: Lines, body: Sequence[int]) -> int | None:
    """Return the position at which notes begin below the text; None where there are none."""
    first = max(0, len(body) - LONGEST_NOTES)
    for position in range(first, len(body)):
        if NOTE.match(lines.texts[body[position]]):
            return position
    return None
