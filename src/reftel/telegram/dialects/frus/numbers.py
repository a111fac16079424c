"""The number of a telegram in the forms that the edition prints.

`731`, `Cedto 580`, `14612/Delto 81`, `Tosec 40159/150437`, `WH40987`, `CA–1234`,
`27692/1130Z`, `3456/Exdis`, `3456, Section 1 of 2`, `5634 and 5635`: parts behind signs.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from reftel.tables import load
from reftel.telegram import posts
from reftel.telegram.dtg import months
from reftel.telegram.markings import captions

PartKind = Literal["number", "series", "time", "section", "caption"]

SIGN = re.compile(r"\s?/\s?|,\s(?:and\s)?|\sand\s")
NUMBER = re.compile(r"(?:No\.\s)?(?P<number>\d{1,6})$")
TIME = re.compile(r"\d{4}(?:\d\d)?\s?Z$")
SERIES = re.compile(r"(?P<word>[A-Z][A-Za-z]{1,9})[ –-]?(?P<number>\d{1,6})$")
CAPITALS = re.compile(r"[A-Z]{2,8}$")
# Tosec and Secto, Todel and Delto: the series of a traveller, to him and from him.
TO_AND_FROM = re.compile(r"(?:To[a-z]{3}|[A-Z][a-z]{2}to)$")
SECTION = re.compile(
    r"(?:Section|Part)\s(?P<number>\d{1,2}|[IVX]{1,4}|[A-Za-z]{3,5})\sof\s"
    r"(?P<of>\d{1,2}|[IVX]{1,4}|[A-Za-z]{3,5})$",
    re.IGNORECASE,
)
COUNTED = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
IN_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# What is numbered and is no telegram.
NO_SERIES = frozenset(["PART", "SECTION", "PARA", "ARTICLE", "CHAPTER", "NO", "PAGE", "POINT"])
OWN_SERIES = frozenset(["CIRCULAR", "TELEGRAM", "UNNUMBERED"])
LONGEST_NUMBER = 60  # characters


class Part(NamedTuple):
    """One part of a number, and where it stands.

    series: the word before the figures, "Delto"; "" of a plain number. of: of a section's.
    """

    kind: PartKind
    series: str
    number: int
    of: int
    start: int
    end: int


def parts(text: str, start: int, end: int) -> list[Part]:
    """Take the words between two places apart; empty where they are no number."""
    if end - start > LONGEST_NUMBER:
        return []
    found = [_part(text, *place) for place in _places(text, start, end)]
    known = [each for each in found if each]
    numbered = known and known[0].kind in {"number", "series", "time"}
    return known if numbered and len(known) == len(found) else []


def section(words: str) -> tuple[int, int] | None:
    """Return number and count of `Section 1 of 2`; None of other words."""
    match = SECTION.match(words)
    found = _section(match, 0, 0) if match else None
    return (found.number, found.of) if found else None


def _places(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for sign in SIGN.finditer(text, start, end):
        yield start, sign.start()
        start = sign.end()
    yield start, end


def _part(text: str, start: int, end: int) -> Part | None:
    words = text[start:end]
    if match := NUMBER.match(words):
        return Part("number", "", int(match["number"]), 0, start, end)
    if TIME.match(words):
        return Part("time", "", 0, 0, start, end)
    if match := SECTION.match(words):
        return _section(match, start, end)
    if captions(words.upper()) and not any(each.isdigit() for each in words):
        return Part("caption", words, 0, 0, start, end)
    match = SERIES.match(words)
    if match is None or not is_series(match["word"]):
        return None
    series = "" if match["word"].upper() in OWN_SERIES else match["word"]
    return Part("series" if series else "number", series, int(match["number"]), 0, start, end)


def _section(match: re.Match[str], start: int, end: int) -> Part | None:
    number, of = _counted(match["number"]), _counted(match["of"])
    return Part("section", "", number, of, start, end) if number and of else None


def _counted(printed: str) -> int:
    """Return the value of 2, II or two; 0 of other words."""
    if printed.isdigit():
        return int(printed)
    for names in (COUNTED, IN_WORDS):
        if printed.lower() in names:
            return names.index(printed.lower()) + 1
    return 0


def is_series(word: str) -> bool:
    """Whether a word before figures can name what they count: a series, or who sends."""
    bare = word.upper()
    if bare in months() or bare in NO_SERIES:
        return False
    like_one = CAPITALS.match(word) or TO_AND_FROM.match(word)
    return bool(like_one or bare in OWN_SERIES or is_listed(bare) or posts.known(bare))


def is_listed(word: str) -> bool:
    """Whether a word is a series of the tables."""
    return word.upper() in _series()


@cache
def _series() -> frozenset[str]:
    return frozenset(row.caption for row in load.captions() if row.kind == "series")
