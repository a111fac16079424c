"""Runs of words on the terminal: struck out and underlined, or between marks."""

import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reftel.cli.terminal import safe, wants_colour, width
from reftel.desk.redlining.telling import parted
from reftel.dossier.drafts.words import Fate, Run

# Red and struck out, green and underlined: seen without colours as well.
CODES: dict[Fate, str] = {"dropped": "9;31", "added": "4;32"}
MARKS: dict[Fate, tuple[str, str]] = {"dropped": ("[-", "-]"), "added": ("{+", "+}")}


class _Word(NamedTuple):
    """What may not be parted at a line's end. pieces: with their fates, marks already added."""

    pieces: tuple[tuple[Fate, str], ...]


def lines(runs: Sequence[Run], columns: int) -> Iterator[str]:
    """Yield the words of runs in lines of so many columns; a line break in them parts clauses."""
    coloured = wants_colour(sys.stdout)
    line: list[_Word] = []
    used = 0
    for word in _words(runs, coloured=coloured):
        if word is None:
            yield _line(line, coloured=coloured)
            line, used = [], 0
            continue
        needed = sum(width(text) for _, text in word.pieces)
        if line and used + 1 + needed > columns:
            yield _line(line, coloured=coloured)
            line, used = [], 0
        used += needed + (1 if line else 0)
        line.append(word)
    if line:
        yield _line(line, coloured=coloured)


def _words(runs: Sequence[Run], *, coloured: bool) -> Iterator[_Word | None]:
    """Yield words that blanks part, None for a line break."""
    pieces: list[tuple[Fate, str]] = []
    for fate, text in _marked(runs, coloured=coloured):
        for part in _parts(text):
            if part.isspace():
                if pieces:
                    yield _Word(tuple(pieces))
                    pieces = []
                if "\n" in part:
                    yield None
            else:
                pieces.append((fate, safe(part)))
    if pieces:
        yield _Word(tuple(pieces))


def _parts(text: str) -> Iterator[str]:
    """Yield the words of a text and the blanks between them."""
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[end].isspace() == text[at].isspace():
            end += 1
        yield text[at:end]
        at = end


def _marked(runs: Sequence[Run], *, coloured: bool) -> Iterator[tuple[Fate, str]]:
    """Yield the texts, with marks where colours do not tell."""
    for fate, text in parted(runs):
        is_marked = fate != "kept" and text.strip() and not coloured
        first, last = MARKS[fate] if is_marked else ("", "")
        yield fate, f"{first}{text}{last}"


def _line(words: Sequence[_Word], *, coloured: bool) -> str:
    return " ".join(_painted(each, coloured=coloured) for each in words)


def _painted(word: _Word, *, coloured: bool) -> str:
    return "".join(
        f"\x1b[{CODES[fate]}m{text}\x1b[0m" if coloured and fate in CODES else text
        for fate, text in word.pieces
    )
