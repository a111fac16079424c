"""Other nations' services: their posts, and the words of their headings."""

import re
from functools import cache
from typing import NamedTuple, cast

from reftel.core.span import Span
from reftel.tables import load
from reftel.tables.rows import HeadWordRow, ServicePostRow
from reftel.telegram.lines import upper
from reftel.telegram.model import Caption, Dialect, Level, PrecedenceWord
from reftel.telegram.posts import squeezed
from reftel.telegram.spelling import letters, nearly

BLANK = re.compile(r"\s{1,8}")
SIGNS_BETWEEN = re.compile(r"[\s,.;:/()\[\]-]{0,8}(?:AND\s{1,3})?")
LONG_WORD = 8  # letters; a shorter word has others of the language within one slip
LONGEST_LEVEL = 60  # characters of a line, spaced by letters


class HeadWord(NamedTuple):
    """A word of the tables in a line of a heading; `start` and `end` count the line."""

    row: HeadWordRow
    start: int
    end: int
    garbled: str = ""

    def caption(self, span: Span) -> Caption:
        """Make the record of a caption; `span` is where it stands in the original."""
        return Caption(caption=self.row.meant, kind=self.row.family, span=span)


@cache
def _posts(dialect: Dialect) -> dict[str, ServicePostRow]:
    return {
        squeezed(spelling): row
        for row in load.service_posts()
        if row.dialect == dialect
        for spelling in (row.name, row.post, *row.aliases)
    }


@cache
def _codes() -> dict[str, str]:
    return {row.code: row.post for row in load.service_posts() if row.code}


def known(dialect: Dialect, name: str) -> str:
    """Return the post that the tables have under that name, `UKMISNEWYORK`, or ""."""
    row = _posts(dialect).get(squeezed(name))
    return row.post if row else ""


def name(dialect: Dialect, spelling: str) -> str:
    """Return how the tables call a post: `UKMISNY` is the United Kingdom Mission …; or ""."""
    row = _posts(dialect).get(squeezed(spelling))
    return row.name if row else ""


def canonical(dialect: Dialect, name: str) -> str:
    """Return the post in a canonical number: the table's, else the letters of the name."""
    return known(dialect, name) or squeezed(name)


def coded(code: str) -> str:
    """Return the post that two letters of an Australian number stand for, or ""."""
    return _codes().get(code, "")


@cache
def _words(dialect: Dialect) -> dict[str, HeadWordRow]:
    return {row.word.replace(" ", ""): row for row in load.head_words() if row.dialect == dialect}


@cache
def _pattern(dialect: Dialect, kind: str = "") -> re.Pattern[str]:
    # Blanks get lost, and stand between single letters: MOSTSECRET, S E C R E T, CYPHER CAT/A.
    spellings = sorted(
        (word for word, row in _words(dialect).items() if kind in {"", row.kind}),
        key=len,
        reverse=True,
    )
    return re.compile("|".join(r"[ \t/]{0,2}".join(word) for word in spellings))


def words(dialect: Dialect, line: str) -> tuple[HeadWord, ...]:
    """Return the words of a line that holds nothing else; empty where it holds others.

    A word may hold figures for letters, and a long one be one slip away from a known one; its
    `garbled` is then as printed.
    """
    printed = upper(line)
    capitals = letters(printed)
    found: list[HeadWord] = []
    at = _behind_signs(capitals, len(capitals) - len(capitals.lstrip()))
    while at < len(capitals):
        word = _word(dialect, capitals, at)
        if word is None:
            return ()
        there = printed[word.start : word.end]
        misread = there != capitals[word.start : word.end]
        found.append(word._replace(garbled=there) if misread else word)
        at = _behind_signs(capitals, word.end)
    return tuple(found)


def _word(dialect: Dialect, line: str, at: int) -> HeadWord | None:
    match = _pattern(dialect).match(line, at)
    if match:
        return HeadWord(_row(dialect, match[0]), at, match.end())
    blank = BLANK.search(line, at)
    end = blank.start() if blank else len(line)
    meant = nearly(line[at:end], _words(dialect)) if end - at >= LONG_WORD else None
    return HeadWord(_words(dialect)[meant], at, end, line[at:end]) if meant else None


def leading(dialect: Dialect, kind: str, text: str) -> HeadWord | None:
    """Return the word of that kind with which a text in capitals begins."""
    match = _pattern(dialect, kind).match(text)
    return HeadWord(_row(dialect, match[0]), 0, match.end()) if match else None


def precedence(row: HeadWordRow) -> PrecedenceWord:
    """Return the precedence of the record that a word is read as."""
    return cast("PrecedenceWord", row.meant)


def level(row: HeadWordRow) -> Level:
    """Return the level of the record that a word is read as."""
    return cast("Level", row.meant)


def _row(dialect: Dialect, printed: str) -> HeadWordRow:
    return _words(dialect)["".join(printed.replace("/", " ").split())]


def _behind_signs(line: str, at: int) -> int:
    match = SIGNS_BETWEEN.match(line, at)
    return match.end() if match else at


def banner(dialect: Dialect, line: str) -> bool:
    """Return whether a line holds a level, captions beside it, and nothing else."""
    if len(line.lstrip()) > LONGEST_LEVEL:
        return False
    kinds = {word.row.kind for word in words(dialect, line)}
    return "level" in kinds and kinds <= {"level", "caption"}
