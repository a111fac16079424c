"""Values that know where they stand in a file: what both forms of table are read into."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from reftel.core.span import Span


class Place(NamedTuple):
    """A place that a person can go to. line, column: from 1; the column counts characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a file. data: as TOML gives it, or the words of a cell. span: as written."""

    data: object
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, or a table within it.

    span: all of it. fields: by name. is_inline: whether it stands in the value of a field, not
    below a heading.
    """

    span: Span
    fields: "dict[str, Value | Line | list[Line]]" = field(default_factory=lambda: {})
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a piece of a file from being read."""

    code: str
    message: str
    at: int


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a file: lines by the name of their kind, and what could not be read."""

    lines: dict[str, list[Line]]
    faults: list[Fault]


class Places:
    """Turns offsets of a text into lines and columns."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]

    def at(self, offset: int) -> Place:
        """Return the place of an offset."""
        line = bisect_right(self._starts, offset)
        return Place(self.file, line, offset - self._starts[line - 1] + 1)
