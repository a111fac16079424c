"""From bytes to text, and from the text of a copy to what the telegram said."""

import codecs
import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from reftel.telegram.model import RepairKind

# A telegram holds next to no control characters but blanks; more than this share is no text.
CONTROLS = bytes((*range(9), *range(14, 32)))
MOST_CONTROLS = 0.05
SAMPLE = 100_000  # characters are enough to tell a picture from a text

# One pattern for all that copies put into a line. Every repetition is bounded.
ARTEFACT = re.compile(
    r"""
      \[(?P<anchor>\d{1,3})\]\(\#\)                       # [1](#)4. : anchor of a web copy
    | \[(?P<link>[^\[\]\n]{1,80})\]\(\#[^()\n]{0,80}\)    # [PREL](#): a word made a link
    | (?P<bullet>^\s{0,8}[-*•]\s{1,8}(?=\[\d))            # - [1](#)B.: list mark of a web copy
    | (?P<pilcrow>¶)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});)
    | (?P<space>[\u00a0\u2007\u202f\u200b\ufeff\x00])
    | (?P<end>\\$)                                        # backslash at the end of a line
    """,
    re.VERBOSE,
)
# One of these stands in whatever the pattern finds.
SIGNS = ("](#", "&", "\\", "¶", "\u00a0", "\u2007", "\u202f", "\u200b", "\ufeff", "\x00")
SIGN = re.compile("|".join(map(re.escape, SIGNS)))
KINDS: dict[str, RepairKind] = {
    "anchor": "link markup",
    "link": "link markup",
    "bullet": "bullet",
    "pilcrow": "pilcrow",
    "entity": "entity",
    "space": "space",
    "end": "line end",
}


class Artefact(NamedTuple):
    """What a copy put into a line: characters `start` up to `end`, to be read as `text`."""

    kind: RepairKind
    start: int
    end: int
    text: str


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the encoding that gives the same bytes back.

    UTF-8 and UTF-16 with or without byte order mark, else Windows-1252, else Latin-1, in which
    every byte is a character: decoding never fails and never loses anything.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.encode(encoding) == data:
            return text, encoding
    return data.decode("latin-1"), "latin-1"


def _candidates(data: bytes) -> Iterator[str]:
    if data.startswith(codecs.BOM_UTF8):
        yield "utf-8-sig"
    # The order mark stays in the text as its first character, so that nothing is lost.
    if data.startswith(codecs.BOM_UTF16_LE) or data[1:200:2].count(0) > len(data[1:200:2]) // 2:
        yield "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE) or data[0:200:2].count(0) > len(data[0:200:2]) // 2:
        yield "utf-16-be"
    yield "utf-8"
    yield "cp1252"


def looks_like_text(text: str) -> bool:
    """Whether so few characters are controls that somebody may have meant to read this."""
    sample = text[:SAMPLE]
    data = sample.encode("utf-8", "replace")
    return len(data) - len(data.translate(None, CONTROLS)) <= len(sample) * MOST_CONTROLS


def may_hold_artefacts(text: str) -> bool:
    """Whether any character shows that a copy may have put something into the text."""
    return any(sign in text for sign in SIGNS)


def artefacts(line: str) -> list[Artefact]:
    """Return what the copy put into the line, in order, without overlap."""
    if not SIGN.search(line):
        return []
    found: list[Artefact] = []
    for match in ARTEFACT.finditer(line):
        group = match.lastgroup or ""
        found.append(Artefact(KINDS[group], match.start(), match.end(), _meant(group, match)))
    return [each for each in found if line[each.start : each.end] != each.text]


def _meant(group: str, match: re.Match[str]) -> str:
    if group == "link":
        return match["link"]
    if group == "entity":
        meant = html.unescape(match["entity"])
        return " " if meant.isspace() else meant
    if group == "space":
        return " " if match["space"].isspace() else ""
    return ""
