"""What stands between a British heading and its text: references, subject, and for whom it is."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from reftel.telegram import pass_lines, titles
from reftel.telegram.dialects.fco import references
from reftel.telegram.lines import Lines, Reading, upper
from reftel.telegram.model import PassLine, Subject
from reftel.telegram.numbering import FULL_LINE, NUMBER
from reftel.telegram.series import OwnNumber, once

# `YOUR TELNO 77 (NOT TO ALL): FERRY TREATY`; a sentence goes on without a colon.
BEHIND_REFERENCE = re.compile(
    r"\s{0,3}(?:\([A-Z ]{1,30}\))?\s{0,3}(?::\s{0,4}|\.?$)", re.IGNORECASE
)
BETWEEN = re.compile(r"[\s,;.]{0,8}(?:AND)?\s{0,8}")
LONGEST = 2  # lines of references
SEEN = 8  # lines that tell what the first of them is
# A line with a point is a sentence rather than a subject where it begins so.
SENTENCE = re.compile(r"\s{0,20}(?:FOLLOWING|FOR|FROM|PLEASE|THE FOLLOWING|I|WE|THIS|THERE)\b")


class Above(NamedTuple):
    """What stands between heading and text: its lines, the subject, and for whom the text is."""

    size: int
    subject: Subject | None
    pass_lines: tuple[PassLine, ...]


def above_text(lines: Lines, content: Sequence[int], own: OwnNumber) -> Above:
    """Read and claim what stands between heading and text.

    `YOUR TELNO 77: FERRY TREATY` names both a telegram and the subject.
    """
    found: Subject | None = None
    passed: list[PassLine] = []
    taken = at = 0
    while at < len(content):
        if not lines.texts[content[at]]:
            at += 1
            continue
        size, kind, behind = _next(lines, content[at : at + SEEN], own, titled=found is not None)
        if not size:
            break
        indices = content[at : at + size]
        if kind == "pass line":
            passed += pass_lines.several(lines.texts[indices[0]], partial(lines.span, indices[0]))
        else:
            found = found or titles.subject(lines, indices, behind)
        for index in indices:
            lines.claim(index, kind)
        at += size
        taken = at
    return Above(taken, found, tuple(passed))


def _next(
    lines: Lines, content: Sequence[int], own: OwnNumber, *, titled: bool
) -> tuple[int, str, int]:
    """Return over how many lines the next thing runs, and its kind; 0 where the text begins.

    The last number is where on these lines the words behind references begin.
    """
    below = lines.texts[content[1]] if len(content) > 1 else ""
    if pass_lines.heads(lines.texts[content[0]], below):
        return 1, "pass line", 0
    size, behind = _referring(lines, content, own)
    if size:
        return size, "references", behind
    return 0 if titled else _height(lines, content), "subject", 0


def _referring(lines: Lines, content: Sequence[int], own: OwnNumber) -> tuple[int, int]:
    """Return over how many lines references run that head the content; 0 where none do.

    The second number is where the words behind them begin.
    """
    for size in range(1, min(LONGEST, len(content)) + 1):
        reading = Reading(lines, content[:size])
        found = once(references.read(reading, own))
        starts = lines.words(content[0]).span.start
        if not found or found[0].span.start != starts or not lines.texts[content[size - 1]]:
            return 0, 0
        gaps = [reading.between(first.span, second.span) for first, second in pairwise(found)]
        rest = BEHIND_REFERENCE.match(reading.text, reading.behind(found[-1].span))
        if rest and all(BETWEEN.fullmatch(upper(gap)) for gap in gaps):
            titled = rest.end() < len(reading.text) and not reading.text.endswith(".")
            return size + (titled and _goes_on(lines, content[size - 1 :])), rest.end()
    return 0, 0


def _goes_on(lines: Lines, content: Sequence[int]) -> bool:
    """Whether a subject behind references goes on below its full line."""
    texts = [lines.texts[index] for index in content[:3]]
    if len(texts) < 3 or len(texts[0]) < FULL_LINE or not texts[1] or NUMBER.match(texts[1]):
        return False
    return not texts[2] or NUMBER.match(texts[2]) is not None


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
