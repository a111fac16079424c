"""What stands between heading and text in volumes up to the 1950s.

A note or a line says that the document is a telegram (`861.00/6–346: Telegram`, `[Telegram]`);
level and precedence stand on a line of their own, and `[Received June 4—3:15 a.m.]`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reftel.telegram.addresses import BY_WORD
from reftel.telegram.lines import Lines
from reftel.telegram.markings import FoundCaption, captions, levels_by_word
from reftel.telegram.model import Caption, Classification, Level, PrecedenceWord, Text

MARK = re.compile(
    r"(?:^|:\s{0,3}|\[)(?:Circular\s)?[Tt]elegram"
    r"(?:\s?[—–(-]\s?[A-Za-z]{1,20}(?:\s[A-Za-z]{1,20}){0,3})?[\]).]{0,2}$"
)
LONGEST_MARK = 80  # characters at the end of a note
# At the beginning of a line the level may follow at once: `[Telegram]Confidential`.
BRACKETED = re.compile(
    r"\[(?:(?:Circular\s)?[Tt]elegram[^\[\]]{0,40}|Extracts?|Paraphrase|Translation)\]\s{0,3}"
)
RECEIPT = re.compile(r"[\[(]\s?(?P<words>Received\b[^\[\]]{0,80}?)(?:(?<!\bm)\.)?[\])]?$")
RECEIVED = re.compile(r"[\[(]\s?Received\b")
# Of the 1940s; ACP 127 has no equal for it. PLAIN says that no cipher was used.
NO_EQUAL = frozenset(["US URGENT", "U.S. URGENT", "PLAIN"])
WORD = re.compile(r"[^\s;,—–]+")
LONGEST_MARKING = 4  # words
MOST_LINES = 8


class Opener(NamedTuple):
    """What the lines above the text say, each with its place; `unequal`: words without equal."""

    level: Classification | None
    precedence: PrecedenceWord | None
    captions: tuple[Caption, ...]
    unequal: tuple[Text, ...]
    receipt: Text | None


NOTHING = Opener(None, None, (), (), None)


def marks(words: str) -> bool:
    """Whether a note or a line says that the document is a telegram."""
    bare = words.strip()
    return MARK.search(bare, max(0, len(bare) - LONGEST_MARK)) is not None


def marked(lines: Lines, indices: Iterable[int], notes: Iterable[str]) -> bool:
    """Whether one of the notes, or of the first lines, says that the document is a telegram."""
    first = [text for index in indices if (text := lines.texts[index].strip())][:MOST_LINES]
    return any(marks(each) for each in notes) or any(
        marks(each) or (BRACKETED.match(each) and "elegram" in each.partition("]")[0])
        for each in first
    )


def read(lines: Lines, content: Sequence[int]) -> Opener:
    """Read and claim the lines that stand above the text."""
    found = NOTHING
    cuts = 0
    for each in [each for each in content if lines.texts[each]][:MOST_LINES]:
        index = each + cuts
        match = BRACKETED.match(lines.texts[index])
        if match and match.end() < len(lines.texts[index]):
            lines.cut(index, match.end())
            lines.claim(index, "remark")
            cuts += 1
            index += 1
        elif match:
            lines.claim(index, "remark")
            continue
        read_line = _line(lines, index, found)
        if read_line is None:
            break
        found = read_line
    return found


def _line(lines: Lines, index: int, found: Opener) -> Opener | None:
    """Claim one line and add what it says; None where it is one of the text."""
    text = lines.texts[index].strip()
    if match := RECEIPT.match(text):
        lines.claim(index, "receipt")
        return found._replace(receipt=Text(text=match["words"], span=lines.span(index)))
    if marks(text):
        lines.claim(index, "remark")
        return found
    markings = _markings(lines.texts[index])
    if markings is None:
        return None
    lines.claim(index, "classification line")
    return _with(found, lines, index, markings)


class _Marking(NamedTuple):
    meant: Level | PrecedenceWord | FoundCaption | None
    words: str
    start: int
    end: int


def _markings(line: str) -> list[_Marking] | None:
    """Return the markings that a line is made of, the longest first; None of other lines."""
    words = list(WORD.finditer(line))
    found: list[_Marking] = []
    at = 0
    while at < len(words):
        for size in range(min(LONGEST_MARKING, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + size - 1].end()
            if (each := _marking(line, start, end)) is not None:
                found.append(each)
                at += size
                break
        else:
            return None
    return found or None


def _marking(line: str, start: int, end: int) -> _Marking | None:
    words = " ".join(line[start:end].upper().split())
    if level := levels_by_word().get(words.replace(" ", "")):
        return _Marking(level, words, start, end)
    if words in BY_WORD:
        return _Marking(BY_WORD[words], words, start, end)
    if words in NO_EQUAL:
        return _Marking(None, words, start, end)
    known = captions(words)
    return _Marking(known[0], words, start, end) if len(known) == 1 else None


def _with(found: Opener, lines: Lines, index: int, markings: Sequence[_Marking]) -> Opener:
    for meant, words, start, end in markings:
        span = lines.span(index, start, end)
        if meant is None:
            unequal = () if words == "PLAIN" else (Text(text=words, span=span),)
            found = found._replace(unequal=(*found.unequal, *unequal))
        elif isinstance(meant, FoundCaption):
            found = found._replace(captions=(*found.captions, meant.record(span)))
        elif words in BY_WORD:
            found = found._replace(precedence=found.precedence or BY_WORD[words])
        elif level := levels_by_word().get(words.replace(" ", "")):
            line = Classification(level=level, printed=lines.texts[index][start:end], span=span)
            found = found._replace(level=found.level or line)
    return found
