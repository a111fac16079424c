"""The pieces of a telegram that are searched for names, and their places in the whole text."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram.mentions.mention import Part
from reftel.telegram.mentions.words import Words, words_of
from reftel.telegram.model import Telegram

WINDOW = 1_000  # characters in which the next word is looked for


class Piece(NamedTuple):
    """A subject, a heading or a paragraph. span: where it stands in the whole text."""

    part: Part
    paragraph: int | None
    span: Span
    words: Words


def pieces(telegram: Telegram, known: frozenset[str]) -> list[Piece]:
    """Return the pieces of a telegram in their order. known: see `words_of`."""
    return [
        Piece(part, paragraph, span, words_of(text, known))
        for part, paragraph, span, text in _texts(telegram)
    ]


def _texts(telegram: Telegram) -> Iterator[tuple[Part, int | None, Span, str]]:
    if telegram.subject:
        yield "subject", None, telegram.subject.span, telegram.subject.text
    for at, each in enumerate(telegram.paragraphs):
        if each.heading:
            yield "text", at, each.heading.span, each.heading.text
        yield "text", at, each.span, each.text


class Places:
    """From the places in a piece, whose text lacks page marks and number, to the whole text.

    Lines of a piece stand in the whole one behind the other; one that does not, since the copy's
    lines were joined, is followed word by word.
    """

    def __init__(self, piece: Piece, whole: str) -> None:
        self._piece = piece
        self._starts: list[int] = []
        self._shifts: list[int | None] = []
        done, offset = piece.span.start, 0
        for line in piece.words.text.split("\n"):
            bare = line.strip()
            start = offset + (len(line) - len(line.lstrip()))
            at = whole.find(bare, done, piece.span.end) if bare else -1
            if at >= 0:
                self._set(start, at - start)
                done = at + len(bare)
            elif bare:
                done = self._follow(start, start + len(bare), done, whole)
            offset += len(line) + 1

    def span(self, start: int, end: int) -> Span:
        """Return where a part of the piece stands; the whole piece where it cannot be told."""
        first, last = self._shift(start), self._shift(end - 1)
        if first is None or last is None:
            return self._piece.span
        return Span(start + first, end + last)

    def _shift(self, at: int) -> int | None:
        found = bisect_right(self._starts, at) - 1
        return self._shifts[found] if found >= 0 else None

    def _set(self, start: int, shift: int | None) -> None:
        self._starts.append(start)
        self._shifts.append(shift)

    def _follow(self, start: int, end: int, done: int, whole: str) -> int:
        """Look for the words of a line one by one; return how far the whole text is read."""
        words = self._piece.words
        for at in range(*words.between(start, end)):
            word = words.text[words.starts[at] : words.ends[at]]
            # Not far off: a word that is not there must not take the rest of the line with it.
            found = whole.find(word, done, min(done + WINDOW, self._piece.span.end))
            if found >= 0:
                done = found + len(word)
            self._set(words.starts[at], found - words.starts[at] if found >= 0 else None)
        return done
