"""The words of a piece of text with their places, made for being looked up."""

import re
import unicodedata
from bisect import bisect_left
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

# A word; an apostrophe may stand in it. One divided at a line's end is one.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:-[ \t]{0,8}\r?\n[ \t]{0,12}[^\W_]+)?")
DIVIDED = re.compile(r"-[ \t]{0,8}\r?\n[ \t]{0,12}")
POSSESSIVE = ("'S", "’S")
# Of a text in capitals, so many small letters in a hundred may be slips of the copy.
SMALL_SHARE = 0.2
SMALL, CAPITALS = ascii_lowercase.encode(), ascii_uppercase.encode()


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
    is_capitals = text.isupper() or _is_mostly_capitals(text)
    spans = [match.span() for match in WORD.finditer(text)]
    capitals = text if is_capitals else _capitals(text)
    words = [capitals[start:end] for start, end in spans]
    if not all(map(str.isalnum, words)) or not text.isascii():
        words, spans = _whole(words, spans, known)
    return Words(text, words, [each[0] for each in spans], [each[1] for each in spans], is_capitals)


def _whole(
    words: list[str], spans: list[tuple[int, int]], known: frozenset[str]
) -> tuple[list[str], list[tuple[int, int]]]:
    """Return words without the ending of the possessive, without accents, and undivided."""
    made: list[str] = []
    places: list[tuple[int, int]] = []
    done = 0
    for at in [at for at, word in enumerate(words) if not (word.isalnum() and word.isascii())]:
        made += words[done:at]
        places += spans[done:at]
        done = at + 1
        for word, start, end in _undivided(words[at], *spans[at], known):
            bare = (word if word.isascii() else _plain(word)).upper()
            is_possessive = bare.endswith(POSSESSIVE)
            made.append(bare[:-2] if is_possessive else bare)
            places.append((start, end - 2 if is_possessive else end))
    return made + words[done:], places + spans[done:]


def _undivided(
    word: str, start: int, end: int, known: frozenset[str]
) -> tuple[tuple[str, int, int], ...]:
    """Return a divided word whole where it is a known one, else its two halves."""
    hyphen = DIVIDED.search(word) if "\n" in word else None
    if hyphen is None:
        return ((word, start, end),)
    first, second = word[: hyphen.start()], word[hyphen.end() :]
    if (first + second).upper() in known:
        return ((first + second, start, end),)
    middle = start + hyphen.start()
    return (first, start, middle), (second, start + hyphen.end(), end)


def _capitals(text: str) -> str:
    """Return a text in capitals, as long as it was: of some letters capitals are two."""
    capitals = text.upper()
    if len(capitals) == len(text):
        return capitals
    return "".join(each.upper() if len(each.upper()) == 1 else each for each in text)


def _is_mostly_capitals(text: str) -> bool:
    letters = text.encode("ascii", "ignore")
    small = len(letters) - len(letters.translate(None, SMALL))
    return small < SMALL_SHARE * (small + len(letters) - len(letters.translate(None, CAPITALS)))


def _plain(word: str) -> str:
    """Return a word in capitals without accents; one that has letters of two kinds as it is."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(each for each in parts if not unicodedata.combining(each)).upper()
