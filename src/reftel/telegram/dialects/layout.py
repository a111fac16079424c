"""What a layout is: signs by which it is known, and a reader that makes the record."""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from reftel.telegram import transcription
from reftel.telegram.findings import Findings
from reftel.telegram.lines import BLANK, MARKUP, UNREAD, Lines
from reftel.telegram.model import Dialect, Telegram
from reftel.telegram.release import Released, released


class Copy:
    """One copy of a telegram, to be read: its text, its lines, and what is found wrong.

    volume: of the edition that it was taken from, "" of others.
    """

    def __init__(self, text: str, encoding: str, volume: str = "") -> None:
        self.text = text
        self.volume = volume
        self.encoding = encoding
        self.findings = Findings()

    def with_lines(self, lines: Lines) -> "Copy":
        """Return the copy divided into other lines; what is found wrong is found in both."""
        other = Copy(self.text, self.encoding, self.volume)
        other.lines, other.findings = lines, self.findings
        return other

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text as they are printed; made when first asked for."""
        lines = Lines(self.text)
        transcription.unmark(lines)
        return lines

    @cached_property
    def released(self) -> Released:
        """What a release printed over the copy; its lines are claimed."""
        return released(self.lines)

    @cached_property
    def cleaned(self) -> str:
        """The cleaned lines, strung together by line feeds."""
        return "\n".join(self.lines.texts)

    def own_lines(self) -> list[int]:
        """Return the lines, empty ones included, that no release and no transcriber put there."""
        _ = self.released
        return [at for at, kind in enumerate(self.lines.kinds) if kind in {UNREAD, BLANK, MARKUP}]


NO_ATTRIBUTES = (0, 0)


class Frame(NamedTuple):
    """Line numbers, half-open: the message, and the archive's attributes behind it."""

    dialect: Dialect
    message: tuple[int, int]
    attributes: tuple[int, int] = NO_ATTRIBUTES


# A layout looks at a copy and returns what reads it, or None where the copy is in another layout.
Layout = Callable[[Copy], Callable[[], Telegram] | None]
