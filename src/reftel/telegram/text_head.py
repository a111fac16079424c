"""Between the classification line and the text: captions, pass lines, E.O., TAGS, SUBJECT, REF.

The lines are first divided into fields by their labels, then each field is read by its own
module. Fields come in any order and more than once; the text begins where no field does.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from reftel.telegram import markings, pass_lines, tags
from reftel.telegram.findings import Findings
from reftel.telegram.labels import (
    BY_GROUP,
    GLUED_REF,
    LABEL,
    MOST_WITHIN,
    WITHIN,
    FieldKind,
    half_a_subject,
    labelled,
)
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.model import Caption, PassLine
from reftel.telegram.references import goes_on, letter_at, runs_over

PARAGRAPH = re.compile(r"\s{0,8}(?:\d{1,2}\s?\.(?!\d)|\d{1,2}\s{1,2}\((?:U|C|S|SBU|LOU|TS)\))")
PROSE = re.compile(r"\s{0,8}(?:BEGIN\s)?(?:SUMMARY|INTRODUCTION|COMMENT|ACTION\sREQUEST)\b", re.I)
# A telegram within the telegram begins: its labels are not the outer one's.
QUOTED = re.compile(r"\s{0,8}(?:QUOTE\b|FOLLOWING\s(?:REPEAT|IS|TEL))")
RULE = re.compile(r"\s{0,8}[-=_*‐]{4,}$")
# So many lines without a label end the head, whatever stands in them.
LONGEST_GAP = 12
LONGEST_BREAK = 3  # blank lines within a list of references
FIGURES = re.compile(r"\s{0,60}\d{1,4}\.?$")
TAG = r"(?:[A-Z]{2,5}|\([A-Z][A-Z ,.'-]{1,60}\))"
TAG_LINE = re.compile(rf"\s{{0,12}}{TAG}(?:[\s,]{{1,4}}{TAG}){{0,12}},?$")
ORDER_GOES_ON = re.compile(r"\s{0,20}(?:DECL|REASON|XGDS|GDS|OR-)", re.IGNORECASE)


class Field(NamedTuple):
    """One labelled field: its lines, and where its value stands in their reading."""

    kind: FieldKind
    indices: tuple[int, ...]
    start: int
    end: int | None

    def value(self, lines: Lines) -> tuple[Reading, int, int]:
        """Return the reading of the lines, and where in it the value begins and ends."""
        reading = Reading(lines, self.indices)
        return reading, self.start, len(reading.text) if self.end is None else self.end


class TextHead:
    """What stands between the classification line and the text; `stop` is where text begins."""

    def __init__(self) -> None:
        self.captions: list[Caption] = []
        self.pass_lines: list[PassLine] = []
        self.fields: list[Field] = []
        self.stop = 0

    def field(self, kind: FieldKind) -> Field | None:
        """Return the first field of that kind."""
        return next((each for each in self.fields if each.kind == kind), None)

    def all(self, kind: FieldKind) -> list[Field]:
        """Return the fields of that kind."""
        return [each for each in self.fields if each.kind == kind]


class TextHeadReader:
    """Divides the lines at the positions of `content` into fields."""

    def __init__(self, lines: Lines, content: Sequence[int], year: int, findings: Findings) -> None:
        self._lines = lines
        self._content = content
        self._year = year
        self._findings = findings
        self._head = TextHead()

    def read(self, at: int) -> TextHead:
        """Read from that position up to the text."""
        last_label = self._last_label(at)
        while at < len(self._content):
            if not self._text(at):
                at += 1
                continue
            taken = (
                self._field(at)
                or self._caption(at)
                or self._pass_line(at, at < last_label)
                or self._rule(at, at < last_label)
            )
            if not taken and at > last_label:
                break
            at += max(taken, 1)
        self._head.stop = at
        return self._head

    def _text(self, at: int) -> str:
        return self._lines.texts[self._content[at]] if at < len(self._content) else ""

    def _last_label(self, at: int) -> int:
        """Return the position of the last label before the text begins, or -1.

        Up to there a line that nobody knows is an oddity of the head, not the beginning of the
        text.
        """
        last = -1
        for position in range(at, len(self._content)):
            text = self._text(position)
            if not text:
                continue
            if PARAGRAPH.match(text) or PROSE.match(text) or QUOTED.match(text):
                break
            if position - max(last, at) > LONGEST_GAP:
                break
            label = labelled(text)
            if label:
                last = position
        return last

    def _field(self, at: int) -> int:
        """Add the field that begins at a position; return how many positions it takes, or 0."""
        found = self._label(at)
        if found is None:
            return 0
        kind, start = found
        taken = self._extent(at, kind)
        indices = tuple(self._content[at + each] for each in range(taken) if self._text(at + each))
        for index in indices:
            self._lines.claim(index, kind)
        self._add(kind, indices, start)
        return taken

    def _label(self, at: int) -> tuple[FieldKind, int] | None:
        text, index = self._text(at), self._content[at]
        label = labelled(text)
        if label is None:
            return self._without_label(at)
        if label.word == "RE" and self._head.field("subject"):
            return None
        if label.slip:
            span = self._lines.span(index, 0, label.value)
            self._findings.add("T011", span, f"label {label.word} read as {label.kind.upper()}")
        return label.kind, label.value

    def _without_label(self, at: int) -> tuple[FieldKind, int] | None:
        """Return what a line is by its place and its words, where its label is lost."""
        text, span = self._text(at), self._lines.span(self._content[at])
        if not self._head.field("tags") and tags.all_known(text, self._year):
            self._findings.add("T011", span, "line of codes without label read as TAGS")
            return "tags", 0
        if self._head.fields and not self._head.field("subject"):
            label = half_a_subject(text)
            if label:
                message = f"{label.word} read as SUBJECT by its place"
                self._findings.add("T018", span, message)
                return label.kind, label.value
        return None

    def _add(self, kind: FieldKind, indices: tuple[int, ...], start: int) -> None:
        """Add a field, or several where one line holds several labels."""
        first = self._lines.texts[indices[0]]
        for _ in range(MOST_WITHIN):
            pattern = WITHIN if kind in {"executive order", "tags"} else GLUED_REF
            inner = pattern.search(first, start) if kind != "references" else None
            if inner is None:
                break
            self._head.fields.append(Field(kind, indices[:1], start, inner.start()))
            kind, start = BY_GROUP[inner.lastgroup or ""], inner.end()
        self._head.fields.append(Field(kind, indices, start, None))

    def _extent(self, at: int, kind: FieldKind) -> int:
        """Return over how many positions the field at `at` runs."""
        taken = 1
        above = self._text(at)
        while at + taken < len(self._content):
            text = self._text(at + taken)
            if text:
                if not belongs(text, above, kind):
                    break
                above = text
                taken += 1
            else:
                blanks = self._entry_below(at + taken) if kind == "references" else 0
                if not blanks:
                    break
                taken += blanks
        return taken

    def _entry_below(self, at: int) -> int:
        """Return how many blank lines stand before a further lettered entry; 0 without one."""
        for blanks in range(1, LONGEST_BREAK + 1):
            text = self._text(at + blanks)
            if text:
                return blanks if letter_at(text) > "A" else 0
        return 0

    def _rule(self, at: int, before_labels: bool) -> int:
        if not before_labels or not RULE.match(self._text(at)):
            return 0
        self._lines.claim(self._content[at], "rule")
        return 1

    def _caption(self, at: int) -> int:
        index = self._content[at]
        found = markings.captions(self._text(at))
        if found:
            self._head.captions += [
                each.record(self._lines.span(index, each.start, each.end)) for each in found
            ]
            self._lines.claim(index, "caption")
        return 1 if found else 0

    def _pass_line(self, at: int, before_labels: bool) -> int:
        index, text = self._content[at], self._text(at)
        found = pass_lines.several(text, partial(self._lines.span, index))
        if not before_labels and not pass_lines.is_no_sentence(text, self._text(at + 1)):
            found = []
        if not found and before_labels and self._goes_on(at):
            # SY/PRS/CC/TAG on a line of its own is one more recipient of the line above.
            above, span = self._head.pass_lines[-1], self._lines.span(index)
            found = [PassLine(place=above.place, verb="FOR", recipient=text.strip(), span=span)]
        if not found:
            return 0
        self._head.pass_lines += found
        self._lines.claim(index, "pass line")
        return 1

    def _goes_on(self, at: int) -> bool:
        above = self._content[at - 1] if at else None
        return above is not None and self._lines.kinds[above] == "pass line"


def belongs(text: str, above: str, kind: FieldKind) -> bool:
    """Whether a line goes on with the field of that kind whose last line stands above it."""
    if kind == "references" and FIGURES.match(text) and runs_over(above, text.strip()):
        return True  # `NOVEMBER / 21.`: the rest of a date, no paragraph
    if labelled(text) or PARAGRAPH.match(text) or PROSE.match(text) or RULE.match(text):
        return False
    return GOES_ON[kind](text, above) if kind in GOES_ON else True


def _tags_go_on(text: str, above: str) -> bool:
    return not LABEL.match(text) and (above.endswith((",", ";")) or bool(TAG_LINE.match(text)))


def _order_goes_on(text: str, above: str) -> bool:
    return above.count("(") > above.count(")") or bool(ORDER_GOES_ON.match(text))


GOES_ON: dict[FieldKind, Callable[[str, str], bool]] = {
    "subject": lambda text, _: not (markings.captions(text) or pass_lines.ALONE.match(text)),
    "tags": _tags_go_on,
    "executive order": _order_goes_on,
    "references": lambda text, above: goes_on(above, text),
}
