"""The labelled fields of a SMART telegram: `MRN:`, `Date/DTG:` … `Dissemination Rule:`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reftel.telegram.dialects.smart.labels import Label, labels_of
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.markings import banner, class_line
from reftel.telegram.model import Attribute
from reftel.telegram.posts import squeezed
from reftel.telegram.references import letter_at
from reftel.telegram.text_head import PARAGRAPH, RULE

# With these a head can begin: an e-mail has From and Subject too.
OPENINGS = frozenset(
    {"MRN", "Date/DTG", "Action", "E.O.", "Action Office", "Info Office", "Captions"}
)
OWN = OPENINGS | {"TAGS", "Pass Line"}
FIRST = frozenset({"MRN", "Action Office", "Info Office"})  # the offices stand above the MRN
ENOUGH = 3  # labels of SMART's own within so many visible lines
HEAD_LINES = 16
HEAD_GAP = 40  # lines between two labels of the head, where a page ends between them
# `071322Z`: a bare `Date:` without it is of an e-mail or of the banner of a page.
GROUP = re.compile(r"[0-9OIl]{6}\s?Z")
# The heading of an unnumbered text, directly below the head.
HEADING = re.compile(
    r"\s{0,8}(?:BEGIN\s)?(?:SUMMARY|INTRODUCTION|COMMENT|ACTION\sREQUEST(?:ED)?)\s?(?:[:.-]|$)",
    re.I,
)
COLUMN = 16  # blanks before a value that goes on
# With these a tail can begin; one more of them follows within so many visible lines.
CLOSINGS = frozenset(
    {"Signature", "Drafted By", "Cleared By", "Approved By", "Released By", "Dissemination Rule"}
)
TAIL_LINES = 60
NOTHING = frozenset({"", "n/a", "N/A", "Unknown"})
CONTROL = re.compile(r"\s{0,160}(?:SBU|SENSITIVE BUT UNCLASSIFIED|NOFORN)$")


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


def fields(lines: Lines, content: Sequence[int]) -> Fields | None:
    """Divide the lines of `content`; None where they hold no SMART telegram.

    content: indices of lines, blank ones included, without what a release put between them.
    """
    visible = [at for at, index in enumerate(content) if lines.texts[index]]
    texts = [lines.texts[index] for index in content]
    labels = labels_of(texts, visible)
    begin = _begin(texts, visible, labels)
    if begin is None:
        return None
    head, text = _head(lines, content, begin, labels)
    end = _tail_begins([at for at in visible if at >= text], labels, text)
    tail = _run(lines, content, end, len(content), labels)
    return Fields(tuple(head), tuple(tail), begin, (text, end))


def _begin(texts: Sequence[str], visible: Sequence[int], labels: dict[int, Label]) -> int | None:
    """Return where the head begins: with its MRN or the offices above it, where there is one."""
    opening = {
        at: each.row.label
        for at, each in labels.items()
        if each.row.label in OWN and not _is_of_the_copy(each, texts[at])
    }
    for order, at in enumerate(visible):
        if opening.get(at) in OPENINGS:
            near = [each for each in visible[order : order + HEAD_LINES] if each in opening]
            names = {opening[each] for each in near}
            if len(names) >= ENOUGH:
                first = FIRST if "MRN" in names else OPENINGS
                return next(each for each in near if opening[each] in first)
    return None


def _is_of_the_copy(here: Label, text: str) -> bool:
    """Whether a label is the bare Date of an e-mail or of a page's banner."""
    return squeezed(here.printed) == "DATE" and GROUP.search(text, here.value) is None


def _head(
    lines: Lines, content: Sequence[int], begin: int, labels: dict[int, Label]
) -> tuple[list[Field], int]:
    """Read the head; return its fields and the position at which the text begins."""
    found: list[tuple[Label, list[int]]] = []
    last = begin
    blank = False
    spaced = _is_spaced(lines, content, begin, labels)
    for at in range(begin, len(content)):
        text = lines.texts[content[at]]
        here = labels.get(at)
        if not text:
            blank = True
            continue
        more = _label_ahead(at, labels, last, found)
        parted = blank and not (spaced and text[:COLUMN].isspace())
        if here is not None and here.row.part == "head" and not _named(found, here.row.label):
            found.append((here, [content[at]]))
        elif (
            _begins_text(text, here)
            or (parted and (_named(found, "Subject") or not more))
            or (not more and _is_ruled(lines, content, at))
        ):
            break
        elif _goes_on(text, found[-1][0], spaced or not blank):
            found[-1][1].append(content[at])
        last, blank = at, False
    return [Field(each, tuple(indices)) for each, indices in found], last + 1


def _is_spaced(lines: Lines, content: Sequence[int], begin: int, labels: dict[int, Label]) -> bool:
    """Whether the copy puts blank lines between all lines, so that they part nothing."""
    second = next((at for at in range(begin + 1, len(content)) if lines.texts[content[at]]), begin)
    return second in labels and second > begin + 1


def _begins_text(text: str, here: Label | None) -> bool:
    """Whether a line is the first below the head: of the text, of the tail, of a message."""
    tail = here is not None and here.row.part == "tail"
    first = PARAGRAPH.match(text) or HEADING.match(text) or class_line(text)
    return tail or first is not None


def _is_ruled(lines: Lines, content: Sequence[int], at: int) -> bool:
    """Whether a line is a rule, or a heading above one."""
    return any(RULE.match(lines.texts[index]) for index in content[at : at + 2])


def _goes_on(text: str, above: Label, close: bool) -> bool:
    """Whether a line belongs to the field above. close: whether it stands directly below."""
    is_listed = above.row.label == "Reference" and letter_at(text) > "A"
    return not RULE.match(text) and (close or text[:8].isspace() or is_listed)


def _named(found: Sequence[tuple[Label, list[int]]], name: str) -> bool:
    return any(each.row.label == name for each, _ in found)


def _label_ahead(
    at: int, labels: dict[int, Label], last: int, found: Sequence[tuple[Label, list[int]]]
) -> bool:
    """Whether a field of the head follows that is not found yet."""
    ahead = [labels[each].row for each in range(at + 1, last + HEAD_GAP + 1) if each in labels]
    return any(each.part == "head" and not _named(found, each.label) for each in ahead)


def _tail_begins(visible: Sequence[int], labels: dict[int, Label], text: int) -> int:
    """Return the position of the first label of the tail, or behind the last line.

    visible: positions from `text` on, where the head ends.
    """
    behind = visible[-1] + 1 if visible else text
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
