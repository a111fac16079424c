"""The labelled fields of a SMART telegram: `MRN:`, `Date/DTG:` … `Dissemination Rule:`."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from reftel.tables import load
from reftel.tables.rows import SmartFieldRow
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.markings import banner
from reftel.telegram.model import Attribute
from reftel.telegram.posts import squeezed
from reftel.telegram.spelling import nearly
from reftel.telegram.text_head import PARAGRAPH

LABEL = re.compile(
    r"\s{0,12}[^A-Za-z0-9\s(]{0,2}(?P<label>[A-Z][A-Za-z./!|]{1,14}(?:\s[A-Z][A-Za-z]{1,14})?)"
    r"\s{0,3}[:;]\s{0,80}"
)
SHORTEST_MISSPELT = 5  # letters; in shorter labels one slip makes another word
# With these a head can begin: an e-mail has From and Subject too.
OPENINGS = frozenset(
    {"MRN", "Date/DTG", "Action", "E.O.", "Action Office", "Info Office", "Captions"}
)
OWN = OPENINGS | {"TAGS", "Pass Line"}
ENOUGH = 3  # labels of SMART's own within so many visible lines
HEAD_LINES = 16
HEAD_GAP = 40  # lines between two labels of the head, where a page ends between them
# With these a tail can begin; one more of them follows within so many visible lines.
CLOSINGS = frozenset(
    {"Signature", "Drafted By", "Cleared By", "Approved By", "Released By", "Dissemination Rule"}
)
TAIL_LINES = 60
NOTHING = frozenset({"", "n/a", "N/A", "Unknown"})
CONTROL = re.compile(r"\s{0,160}(?:SBU|SENSITIVE BUT UNCLASSIFIED|NOFORN)$")


class Label(NamedTuple):
    """A label at the beginning of a line: its row, where the value begins, how it is printed.

    slip: whether it is spelt with one slip.
    """

    row: SmartFieldRow
    value: int
    printed: str
    slip: bool


class Field(NamedTuple):
    """One field: its lines, and where on the first of them the value begins."""

    label: Label
    indices: tuple[int, ...]

    def value(self, lines: Lines) -> tuple[Reading, int]:
        """Return the reading of the lines, and where in it the value begins."""
        return Reading(lines, self.indices), self.label.value

    def words(self, lines: Lines) -> str:
        """Return the value in one line."""
        reading, start = self.value(lines)
        return " ".join(reading.text[start:].split())

    def attribute(self, lines: Lines, kind: str) -> Attribute:
        """Claim the lines and return the field as it stands."""
        for index in self.indices:
            lines.claim(index, kind)
        reading, start = self.value(lines)
        words = self.words(lines)
        return Attribute(
            key=self.label.row.label,
            printed=reading.text[start:].strip(),
            words=None if words in NOTHING else words,
            span=reading.span(0, len(reading.text)),
        )


class Fields(NamedTuple):
    """The fields of head and tail, and the positions at which the text between them stands."""

    head: tuple[Field, ...]
    tail: tuple[Field, ...]
    begin: int
    text: tuple[int, int]

    def get(self, *names: str) -> Field | None:
        """Return the first field of one of these names."""
        every = (*self.head, *self.tail)
        return next((each for each in every if each.label.row.label in names), None)


@cache
def _rows() -> dict[str, SmartFieldRow]:
    return {
        squeezed(spelling): row
        for row in load.smart_fields()
        for spelling in (row.label, *row.spellings)
    }


def label(line: str) -> Label | None:
    """Return the label with which a line begins; None where it begins with none."""
    match = LABEL.match(line)
    if match is None:
        return None
    letters = squeezed(match["label"])
    row = _rows().get(letters)
    if row is not None:
        return Label(row, match.end(), match["label"], slip=False)
    meant = nearly(letters, _rows()) if len(letters) >= SHORTEST_MISSPELT else None
    return Label(_rows()[meant], match.end(), match["label"], slip=True) if meant else None


def fields(lines: Lines, content: Sequence[int]) -> Fields | None:
    """Divide the lines of `content`; None where they hold no SMART telegram.

    content: indices of lines, blank ones included, without what a release put between them.
    """
    labels = {
        at: found
        for at, index in enumerate(content)
        if ":" in lines.texts[index] or ";" in lines.texts[index]
        if (found := label(lines.texts[index]))
    }
    visible = [at for at, index in enumerate(content) if lines.texts[index]]
    begin = _begin(visible, labels)
    if begin is None:
        return None
    head, text = _head(lines, content, begin, labels)
    end = _tail_begins([at for at in visible if at >= text], labels)
    tail = _run(lines, content, end, len(content), labels)
    return Fields(tuple(head), tuple(tail), begin, (text, end))


def _begin(visible: Sequence[int], labels: dict[int, Label]) -> int | None:
    for order, at in enumerate(visible):
        if at in labels and labels[at].row.label in OPENINGS:
            near = visible[order : order + HEAD_LINES]
            own = {labels[each].row.label for each in near if each in labels} & OWN
            if len(own) >= ENOUGH:
                return at
    return None


def _head(
    lines: Lines, content: Sequence[int], begin: int, labels: dict[int, Label]
) -> tuple[list[Field], int]:
    """Read the head; return its fields and the position at which the text begins."""
    found: list[tuple[Label, list[int]]] = []
    last = begin
    blank = False
    for at in range(begin, len(content)):
        text = lines.texts[content[at]]
        here = labels.get(at)
        if not text:
            blank = True
            continue
        if here is not None and here.row.part == "head" and not _named(found, here.row.label):
            found.append((here, [content[at]]))
        elif _ends_head(text, here, blank and _named(found, "Subject")) or (
            blank and not _label_ahead(at, labels, last)
        ):
            break
        elif not blank or text[:8].isspace():
            found[-1][1].append(content[at])
        last, blank = at, False
    return [Field(each, tuple(indices)) for each, indices in found], last + 1


def _ends_head(text: str, here: Label | None, below_subject: bool) -> bool:
    tail = here is not None and here.row.part == "tail"
    return below_subject or tail or PARAGRAPH.match(text) is not None


def _named(found: Sequence[tuple[Label, list[int]]], name: str) -> bool:
    return any(each.row.label == name for each, _ in found)


def _label_ahead(at: int, labels: dict[int, Label], last: int) -> bool:
    ahead = range(at + 1, last + HEAD_GAP + 1)
    return any(each in labels and labels[each].row.part == "head" for each in ahead)


def _tail_begins(visible: Sequence[int], labels: dict[int, Label]) -> int:
    """Return the position of the first label of the tail, or behind the last line."""
    behind = visible[-1] + 1 if visible else 0
    for order, at in enumerate(visible):
        if at in labels and labels[at].row.label in CLOSINGS:
            below = visible[order + 1 : order + 1 + TAIL_LINES]
            if labels[at].row.label == "Dissemination Rule" or any(
                each in labels and labels[each].row.label in CLOSINGS for each in below
            ):
                return at
    return behind


def _run(
    lines: Lines, content: Sequence[int], begin: int, end: int, labels: dict[int, Label]
) -> list[Field]:
    """Return the fields of the tail; lines without label go on with the field above."""
    found: list[tuple[Label, list[int]]] = []
    for at in range(begin, end):
        text = lines.texts[content[at]]
        if not text:
            continue
        if (here := labels.get(at)) is not None:
            found.append((here, [content[at]]))
        elif is_level(text):
            lines.claim(content[at], "banner")
        elif found and found[-1][0].row.label != "Dissemination Rule":
            found[-1][1].append(content[at])
    return [Field(each, tuple(indices)) for each, indices in found]


def is_level(text: str) -> bool:
    """Whether a line holds a level, or the control mark below one, and nothing else."""
    return CONTROL.match(text) is not None or banner(text.strip()) is not None
