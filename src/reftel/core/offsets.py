"""The map from a cleaned text back to the original that it was made from."""

from bisect import bisect_right

from reftel.core.span import Span


class Offsets:
    """Pieces of an original, in the order in which a cleaned text strings them together.

    A piece is `width` characters of cleaned text from `clean`, which stand for the original
    characters `start` up to `end`. Where a piece was copied, the two lengths are equal; where
    it was repaired (`&amp;` to `&`), they differ, and the piece is mapped as a whole.
    """

    __slots__ = ("_clean", "_end", "_start", "_width")

    def __init__(self) -> None:
        self._clean: list[int] = []
        self._width: list[int] = []
        self._start: list[int] = []
        self._end: list[int] = []

    def add(self, clean: int, width: int, start: int, end: int) -> None:
        """Append a piece; `clean` must not be less than that of the piece before it."""
        self._clean.append(clean)
        self._width.append(width)
        self._start.append(start)
        self._end.append(end)

    def original(self, start: int, end: int) -> Span:
        """Return where the cleaned characters `start` up to `end` stand in the original.

        An empty range maps to an empty one. Offsets between two pieces (the line break that
        joined them) map to the end of the piece before.
        """
        first = bisect_right(self._clean, start) - 1
        if first < 0:
            return Span(0, 0)
        begins = self._place(first, start)
        if end <= start:
            return Span(begins, begins)
        last = bisect_right(self._clean, end - 1, first) - 1
        return Span(begins, max(begins, self._place_of_end(last, end)))

    def cleaned_end(self, end: int) -> int:
        """Return where in the cleaned text ends what ends before the original character `end`.

        Pieces must stand in the order of the original.
        """
        piece = bisect_right(self._start, end - 1) - 1
        if piece < 0:
            return 0
        return self._clean[piece] + min(end - self._start[piece], self._width[piece])

    def _place(self, piece: int, at: int) -> int:
        offset = at - self._clean[piece]
        if offset >= self._width[piece]:
            return self._end[piece]
        place = self._start[piece] + offset
        return place if place < self._end[piece] else self._start[piece]

    def _place_of_end(self, piece: int, end: int) -> int:
        offset = end - self._clean[piece]
        if offset >= self._width[piece]:
            return self._end[piece]
        return min(self._start[piece] + offset, self._end[piece])
