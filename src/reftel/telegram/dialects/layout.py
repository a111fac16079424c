"""What a layout is: signs by which it is known, and a reader that makes the record."""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines
from reftel.telegram.model import Dialect, Telegram


class Copy:
    """One copy of a telegram, to be read: its text, its lines, and what is found wrong.

    volume: of the edition that it was taken from, "" of others.
    """

    def __init__(self, text: str, encoding: str, volume: str = "") -> None:
        self.text = text
        self.volume = volume
        self.encoding = encoding
        self.findings = Findings()

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text as they are printed; made when first asked for."""
        return Lines(self.text)


class Frame(NamedTuple):
    """Line numbers, half-open: the message, and the archive's attributes behind it."""

    dialect: Dialect
    message: tuple[int, int]
    attributes: tuple[int, int] = (0, 0)


# A layout looks at a copy and returns what reads it, or None where the copy is in another layout.
Layout = Callable[[Copy], Callable[[], Telegram] | None]
