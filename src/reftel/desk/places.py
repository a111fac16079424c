"""From a span of characters to the line and column that a person or an editor looks for."""

import re
from bisect import bisect_right
from typing import NamedTuple

from reftel.core.span import Span

LINE_END = re.compile(r"\r\n|\r|\n")


class Place(NamedTuple):
    """Where a span begins and ends; lines and columns from 1, columns count characters.

    end_column: the column behind the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int


class Places:
    """The lines of one text, to be asked for places many times."""

    __slots__ = ("_ends", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        self._ends: list[int] = []
        for match in LINE_END.finditer(text):
            self._ends.append(match.start())
            self._starts.append(match.end())
        self._ends.append(len(text))

    def place(self, span: Span) -> Place:
        """Return where the span stands; one beyond the text stands at its end."""
        line, column = self._at(span.start)
        # A span that ends with a line break ends on that line, not at the start of the next.
        end_line, end_column = self._at(max(span.start, span.end - 1))
        return Place(line, column, end_line, end_column + (span.end > span.start))

    def line(self, number: int) -> str:
        """Return the line with that number, from 1, without its line break."""
        return self._text[self._starts[number - 1] : self._ends[number - 1]]

    def _at(self, offset: int) -> tuple[int, int]:
        offset = min(max(offset, 0), len(self._text))
        index = bisect_right(self._starts, offset) - 1
        return index + 1, offset - self._starts[index] + 1
