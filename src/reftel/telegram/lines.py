"""The lines of a telegram: cleaned for reading, placed in the original, each claimed once."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

from reftel.core.offsets import Offsets
from reftel.core.span import Span
from reftel.telegram.model import Block, Repair, RepairKind, Text
from reftel.telegram.source import Artefact, artefacts, may_hold_artefacts

LINE_END = re.compile(r"\r\n|\r|\n")
UNREAD, BLANK, MARKUP = "unread", "blank", "markup"


class Lines:
    """All lines of a text.

    texts: cleaned, without what stands behind the last visible character. starts: of each line
    in the original, and of the end of the text behind the last. kinds: who claimed the line;
    a line without characters is "blank", one of tags alone "markup", one that nobody claimed
    "unread".
    """

    __slots__ = ("_pieces", "kinds", "original", "repairs", "starts", "texts")

    def __init__(self, original: str) -> None:
        self.original = original
        self.repairs: list[Repair] = []
        self._pieces: dict[int, list[Artefact]] = {}
        self.starts, self.texts = _split(original)
        if may_hold_artefacts(original):
            self._unwrap()
        self.kinds = [UNREAD if text else BLANK for text in self.texts]

    @classmethod
    def divided(
        cls,
        original: str,
        starts: list[int],
        texts: list[str],
        pieces: dict[int, list[Artefact]],
    ) -> "Lines":
        """Return lines that something else divided and cleaned; starts hold one more at the end.

        pieces: by line, what its text leaves out or reads otherwise, counted from its start.
        """
        lines = cls.__new__(cls)
        lines.original, lines.starts, lines.texts = original, starts, texts
        lines.repairs, lines._pieces = [], pieces
        lines.kinds = [
            UNREAD if text else MARKUP if original[start:stop].strip() else BLANK
            for text, (start, stop) in zip(texts, pairwise(starts), strict=True)
        ]
        return lines

    def with_repairs(self, others: Iterable[Repair]) -> tuple[Repair, ...]:
        """Return what was repaired in the lines, and what others repaired, by place."""
        return tuple(sorted([*self.repairs, *others], key=lambda each: each.span))

    def marked(self, signs: Iterable[str]) -> set[int]:
        """Return the lines in which one of some signs stands: cheaper than to look at each line."""
        found: set[int] = set()
        for sign in signs:
            at = self.original.find(sign)
            while at >= 0:
                index = bisect_right(self.starts, at) - 1
                found.add(index)
                at = self.original.find(sign, self.starts[index + 1])
        return found

    def cut(self, index: int, at: int) -> None:
        """Make two lines of one, the second from character `at` of the cleaned line on."""
        text, begin = self.texts[index], self.starts[index]
        place = self.span(index, at, at + 1).start - begin
        pieces = self._pieces.get(index, [])
        self._pieces = {each + (each > index): found for each, found in self._pieces.items()}
        self._pieces[index] = [each for each in pieces if each.end <= place]
        self._pieces[index + 1] = [
            each._replace(start=each.start - place, end=each.end - place)
            for each in pieces
            if each.start >= place
        ]
        self.texts[index : index + 1] = [text[:at].rstrip(), text[at:]]
        self.starts.insert(index + 1, begin + place)
        self.kinds.insert(index + 1, self.kinds[index])

    def __len__(self) -> int:
        return len(self.texts)

    def _unwrap(self) -> None:
        for index, text in enumerate(self.texts):
            found = artefacts(text)
            if not found:
                continue
            self._pieces[index] = found
            self.texts[index] = _repaired(text, found).rstrip()
            start = self.starts[index]
            self.repairs.extend(
                Repair(
                    kind=each.kind, text=each.text, span=Span(start + each.start, start + each.end)
                )
                for each in found
            )

    def leave_out(
        self, index: int, places: Iterable[tuple[int, int]], kind: RepairKind, text: str = ""
    ) -> None:
        """Read `text` in place of characters of a cleaned line.

        places: starts and ends, in order, without overlap.
        """
        begins, reading = self.starts[index], Reading(self, (index,))
        spans = [reading.span(start, end) for start, end in places]
        found = [Artefact(kind, each.start - begins, each.end - begins, text) for each in spans]
        starts = [each.start for each in found]
        for each in self._pieces.get(index, ()):
            before = bisect_right(starts, each.start) - 1
            if before < 0 or each.start >= spans[before].end - begins:
                found.append(each)
        found.sort(key=lambda each: each.start)
        self._pieces[index] = found
        line = LINE_END.sub("", self.original[begins : self.starts[index + 1]])
        self.texts[index] = _repaired(line, found).rstrip()
        self.repairs.extend(Repair(kind=kind, text=text, span=each) for each in spans)
        if not self.texts[index] and self.kinds[index] == UNREAD:
            self.kinds[index] = kind

    def claim(self, index: int, kind: str) -> None:
        """Say what the line is; a blank line stays blank."""
        if self.texts[index]:
            self.kinds[index] = kind

    def span(self, index: int, start: int = 0, end: int | None = None) -> Span:
        """Return where characters `start` up to `end` of the cleaned line stand."""
        if end is None:
            end = len(self.texts[index])
        if index in self._pieces:
            return Reading(self, (index,)).span(start, end)
        begins = self.starts[index]
        return Span(begins + start, begins + end)

    def words(self, index: int) -> Text:
        """Return a line as it says itself, without the blanks around it."""
        text = self.texts[index]
        words = text.lstrip()  # nothing stands behind the last visible character
        return Text(text=words, span=self.span(index, len(text) - len(words)))

    def place(self, index: int, offsets: Offsets, clean: int) -> None:
        """Add the pieces of a line that begins at `clean` of some reading text."""
        start = self.starts[index]
        pieces = self._pieces.get(index)
        if pieces is None:
            width = len(self.texts[index])
            offsets.add(clean, width, start, start + width)
            return
        at = 0
        for each in pieces:
            if each.start > at:
                offsets.add(clean, each.start - at, start + at, start + each.start)
                clean += each.start - at
            if each.text:
                offsets.add(clean, len(each.text), start + each.start, start + each.end)
                clean += len(each.text)
            at = each.end
        rest = self.starts[index + 1] - start - at
        offsets.add(clean, rest, start + at, start + at + rest)

    def blocks(self) -> tuple[Block, ...]:
        """Return the runs of lines of one kind; joined, their spans give the text back."""
        kinds, starts = self.kinds, self.starts
        edges = [at for at, (above, below) in enumerate(pairwise(kinds), 1) if above != below]
        return tuple(
            Block(kind=kinds[first], span=Span(starts[first], starts[behind]))
            for first, behind in pairwise((0, *edges, len(kinds)))
            if starts[behind] > starts[first]
        )


class Reading:
    """Some of the lines, strung together by line breaks, to be searched as one text.

    joins: lines whose last character, a hyphen, gives way to the value, the next line following
    at once. original: the whole text. row_starts: where each row of `text` begins.
    """

    __slots__ = ("_offsets", "original", "row_starts", "text")

    def __init__(
        self, lines: Lines, indices: Sequence[int], joins: Mapping[int, str] | None = None
    ) -> None:
        self._offsets = Offsets()
        self.original = lines.original
        self.row_starts: list[int] = []
        parts: list[str] = []
        at, new_row = 0, True
        joins = joins or {}
        for index in indices:
            text = lines.texts[index]
            lines.place(index, self._offsets, at)
            if new_row:
                self.row_starts.append(at)
            new_row = index not in joins
            text = text + "\n" if new_row else text[:-1] + joins[index]
            parts.append(text)
            at += len(text)
        self.text = "".join(parts).removesuffix("\n") if parts and new_row else "".join(parts)

    def span(self, start: int, end: int) -> Span:
        """Return where characters `start` up to `end` stand in the original."""
        return self._offsets.original(start, end)

    def behind(self, place: Span) -> int:
        """Return where in the reading the words end that stand in `place` of the original."""
        return self._offsets.cleaned_end(place.end)

    def between(self, first: Span, second: Span) -> str:
        """Return what stands between two places of the original."""
        return self.original[first.end : second.start]


def upper(text: str) -> str:
    """Return the text in capitals, character for character; as it is where that cannot be."""
    capitals = text.upper()
    return capitals if len(capitals) == len(text) else text


def _split(original: str) -> tuple[list[int], list[str]]:
    if "\r" not in original:
        lines = original.split("\n")
        starts = list(accumulate((len(each) + 1 for each in lines), initial=0))
        starts[-1] = len(original)  # no line break stands behind the last line
    else:
        ends = [match.span() for match in LINE_END.finditer(original)]
        starts = [0, *(behind for _, behind in ends), len(original)]
        stops = [*(before for before, _ in ends), len(original)]
        lines = [original[start:stop] for start, stop in zip(starts, stops, strict=False)]
    return starts, [each.rstrip() for each in lines]


def _repaired(text: str, found: Iterable[Artefact]) -> str:
    parts: list[str] = []
    at = 0
    for each in found:
        parts += (text[at : each.start], each.text)
        at = each.end
    return "".join(parts) + text[at:]
