"""The words of a piece of text with their places, made for being looked up."""

import re
import unicodedata
from bisect import bisect_left
from typing import NamedTuple

# A word; an apostrophe may stand in it. One divided at a line's end is one.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:-[ \t]{0,8}\r?\n[ \t]{0,12}[^\W_]+)?")
DIVIDED = re.compile(r"-[ \t]{0,8}\r?\n[ \t]{0,12}")
POSSESSIVE = ("'S", "’S")
# Of a text in capitals, so many small letters in a hundred may be slips of the copy.
SMALL_SHARE = 0.2


class Words(NamedTuple):
    """A text and its words in capitals; starts and ends are places in the text."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    is_capitals: bool

    def gap(self, at: int) -> str:
        """Return what stands between a word and the one before it."""
        return self.text[self.ends[at - 1] : self.starts[at]]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Return the first word that begins from a place on, and the first one behind another."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def is_capitalised(self, at: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.starts[at]].isupper()


def words_of(text: str, known: frozenset[str]) -> Words:
    """Return the words of a text. known: a word divided by a hyphen at a line's end is one."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    is_capitals = text.isupper() or _is_mostly_capitals(text)
    for match in WORD.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        if not is_capitals:
            word = word.upper()
        if not word.isascii():
            word = _plain(word)
        if "\n" in word:
            _divided(match, known, (words, starts, ends))
            continue
        if word.endswith(POSSESSIVE):
            word, end = word[:-2], end - 2
        words.append(word)
        starts.append(start)
        ends.append(end)
    return Words(text, words, starts, ends, is_capitals)


def _plain(word: str) -> str:
    """Return a word in capitals without accents; one that has letters of two kinds as it is."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(each for each in parts if not unicodedata.combining(each)).upper()


def _is_mostly_capitals(text: str) -> bool:
    small = sum(map(str.islower, text))
    return small < SMALL_SHARE * sum(map(str.isalpha, text))


def _divided(
    match: re.Match[str], known: frozenset[str], into: tuple[list[str], list[int], list[int]]
) -> None:
    """Add a divided word whole where it is a known one, else its two halves."""
    hyphen = DIVIDED.search(match[0])
    assert hyphen  # a word with a line break has one
    first, second = match[0][: hyphen.start()].upper(), match[0][hyphen.end() :].upper()
    start, end = match.span()
    whole = (first + second, start, end)
    halves = ((first, start, start + hyphen.start()), (second, start + hyphen.end(), end))
    for word, begin, stop in (whole,) if first + second in known else halves:
        into[0].append(word)
        into[1].append(begin)
        into[2].append(stop)
