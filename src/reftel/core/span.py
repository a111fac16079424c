"""Half-open character ranges in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` up to, not including, `end`; 0 <= start <= end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]
