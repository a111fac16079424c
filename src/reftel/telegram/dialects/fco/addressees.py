"""To whom a British telegram goes: `TO IMMEDIATE FCO INFO PRIORITY WASHINGTON AND SAVING PARIS`."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from reftel.telegram import posts, services
from reftel.telegram.dialects.fco.heading import Heading, Part
from reftel.telegram.dialects.fco.opening import FULL_LINE
from reftel.telegram.model import Addressee, PrecedenceWord, Role

# Between two posts; words in parentheses (PERSONAL FOR AMBASSADOR) are of none.
BETWEEN = re.compile(
    r"\s{0,2}(?:,|;|\.(?=\s)|\([^()\n]{0,60}\)|\bAND\b|(?P<line>\n))\s{0,8}(?:AND\b\s{0,3})?"
)
ROLES: dict[str, Role] = {"to": "action", "info": "info", "saving": "info"}
LONGEST_NAME = 80  # characters
MOST_WORDS = 12  # of names that no sign divides


class Name(NamedTuple):
    """A post in a list; `start`, `end`: in the heading, its precedence included.

    name: as printed, in capitals. post: canonical.
    """

    name: str
    post: str
    precedence: PrecedenceWord | None
    start: int
    end: int


def addressees(heading: Heading) -> tuple[Addressee, ...]:
    """Return all addressees; the first of TO is the one whose numbers are counted."""
    return tuple(
        Addressee(
            role=ROLES[kind.key],
            kind="post",
            name=each.name,
            post=each.post,
            precedence=each.precedence,
            by_bag="SAVING" in heading.text[kind.start : kind.begin],
            span=heading.reading.span(each.start, each.end),
        )
        for kind, part in _lists(heading)
        for each in _names(heading, part)
    )


def _lists(heading: Heading) -> Iterator[tuple[Part, Part]]:
    """Yield the part that says what the names are, and the part whose value they are.

    Two where a time stands between the word and the name: `TO DESKBY 051000Z FCO`.
    """
    for above, part in pairwise((None, *heading.parts)):
        if part is None:
            continue
        if part.key in ROLES:
            yield part, part
        elif part.key == "deskby" and above and _on_one_line(heading, above, part):
            yield above, part


def _on_one_line(heading: Heading, above: Part, part: Part) -> bool:
    return above.key in ROLES and "\n" not in heading.text[above.begin : part.start]


def _names(heading: Heading, part: Part) -> Iterator[Name]:
    """Yield the posts of a list; a precedence counts until the next one."""
    precedence: PrecedenceWord | None = None
    for start, end in _pieces(heading, part):
        words = heading.text[start:end]
        word = services.leading("fco", "precedence", words)
        if word:
            precedence = services.precedence(word.row)
        for outset, begin, stop in _divided(words, word.end if word else 0):
            post = services.canonical("fco", words[begin:stop])
            printed = " ".join(heading.printed[start + begin : start + stop].split())
            yield Name(printed, post, precedence, start + outset, start + stop)


def _divided(words: str, behind: int) -> Iterator[tuple[int, int, int]]:
    """Yield the names in words that no sign divides: one, or several that the tables know.

    For each, where it begins with its precedence and without, and where it ends.
    """
    found = list(re.finditer(r"\S+", words[behind:]))
    sizes = _known_sizes([each[0] for each in found])
    at = 0
    for size in sizes:
        begin = behind + found[at].start()
        yield begin if at else 0, begin, behind + found[at + size - 1].end()
        at += size


def _known_sizes(words: list[str]) -> list[int]:
    """Return of how many words each name consists; where one is not known all are one name."""
    if len(words) < 2 or len(words) > MOST_WORDS or _known(" ".join(words)):
        return [len(words)] if words else []
    sizes: list[int] = []
    while rest := words[sum(sizes) :]:
        size = next((n for n in range(len(rest), 0, -1) if _known(" ".join(rest[:n]))), 0)
        if not size:
            return [len(words)]
        sizes.append(size)
    return sizes


def _known(name: str) -> bool:
    return bool(services.known("fco", name)) or posts.known(name) is not None


def _pieces(heading: Heading, part: Part) -> Iterator[tuple[int, int]]:
    at = part.begin
    for match in BETWEEN.finditer(heading.text, part.begin, part.end):
        if match["line"] and _wrapped(heading.text, at, match.start(), part.end):
            continue
        yield from _stripped(heading.text, at, match.start())
        at = match.end()
    yield from _stripped(heading.text, at, part.end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    bare = words.strip(" \t\n.:,()")
    if bare:
        begin = start + words.index(bare)
        yield begin, begin + len(bare)


def _wrapped(text: str, start: int, line_end: int, end: int) -> bool:
    """Whether a name goes on behind a line's end: the line is full, or the tables know it.

    Not where they know what stands before the line's end.
    """
    if line_end - start > LONGEST_NAME:
        return False
    row = text.rfind("\n", 0, line_end) + 1
    below = BETWEEN.search(text, line_end + 1, end)
    above, whole = (
        _without_precedence(text[start:stop])
        for stop in (line_end, below.start() if below else end)
    )
    if not above or _known(whole):
        return True
    return line_end - row >= FULL_LINE and not _known(above)


def _without_precedence(words: str) -> str:
    words = words.strip()
    word = services.leading("fco", "precedence", words)
    return words[word.end if word else 0 :].strip()
