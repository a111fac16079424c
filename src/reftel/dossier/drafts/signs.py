"""What a line of a draft shows: a label, an opening, a note, a heading. No state, no guesses."""

import re
from typing import Literal, NamedTuple

LabelKind = Literal["PP", "OP", "number", "letter"]

# "PP1." "OP 12 bis." The point may be missing where the line begins with it.
NAMED = re.compile(
    r"[“\"(\[]?(PP|OP|pp|op) ?(\d{1,3})(?: ?(bis|ter|quater|alt))?[\])]?[.:)]{0,2}(?=\s|\Z)"
)
# Within a line only behind the end of a clause: a telegram that was reflowed.
INNER = re.compile(r"(?<=[,;.:]) {1,3}(?=(?:PP|OP) ?\d{1,3}(?: ?(?:bis|ter))?[.:] {1,3}\S)")
NUMBER = re.compile(r"«?(?:(\d{1,3})(?: ?(bis|ter|quater|alt))?|([lILi])) ?([.,)]{1,2})? ?(?=\S)")
LETTER = re.compile(r"(\([a-h]\)|[B-H]\.) {1,3}(?=[A-Z])")
PART = re.compile(
    r"[ \t]*(\((?:[a-zA-Z]|\d{1,2}|[ivxIVX]{1,5})\)|[a-z]\)|[ivx]{1,5}\))[ \t]*(?=\S|\Z)",
    re.MULTILINE,
)
ROMAN_OR_LETTER = re.compile(r"(?:Part )?(?:[IVX]{1,5}|[A-F])\.?\Z")
OPENING = re.compile(r"(?:The|THE) (?:[\w’'-]{1,30} ){0,5}[\w’'-]{1,30} ?,?\Z")
ADOPTED = re.compile(r"(?:Ad[ao]pted|ADOPTED) (?:unanimously|at|by|without|on|the)\b")
FOOTNOTE = re.compile(r"(?:\d{1,3}|\*{1,3}|[*†‡§])[ \t]{1,4}[\"“«]?[A-Z(f“\"]")
TITLE = re.compile(
    r"(?:draft )?resolution [A-Z0-9/]{1,12}\b|\d{1,4} \(\d{4}\)|(?:S|A)/RES/", re.IGNORECASE
)
ANNEX = re.compile(r"(?:ANNEX|Annex|APPENDIX|Appendix)(?: [IVX0-9A-Z]{1,5})?\.?:?\Z")
# In the name of a body, small words may stand between those with capitals.
SMALL = frozenset({"of", "the", "and", "on", "for", "to", "in"})
HEADING_SIGNS = 90
# Marks of italics that copies of the web have around verbs and the body's name.
EMPHASIS = "*_"
ITALICS = {ord(mark): None for mark in EMPHASIS}


class Label(NamedTuple):
    """A label at the beginning of a line. end: where the words begin, within the line."""

    kind: LabelKind
    number: int
    suffix: str
    printed: str
    end: int


def label(line: str) -> Label | None:
    """Return the label of a line, or None. Whether a number is that of a clause is not said."""
    if found := NAMED.match(line):
        kind: LabelKind = "PP" if found[1].upper() == "PP" else "OP"
        return Label(kind, int(found[2]), found[3] or "", found[0], found.end())
    if found := LETTER.match(line):
        return Label("letter", 0, "", found[1], found.end())
    found = NUMBER.match(line)
    if found is None or (found[4] is None and found[3] is not None):
        return None
    printed = found[0].strip()
    return Label("number", int(found[1] or 1), found[2] or "", printed, found.end())


def is_opening(line: str) -> bool:
    """Whether a line is "The Security Council,": the body that acts, and nothing else."""
    line = line.translate(ITALICS)
    if len(line) > 120 or not OPENING.match(line):
        return False
    words = line.rstrip(" ,").split()[1:]
    return all(each[0].isupper() or each in SMALL for each in words) and (
        line.endswith(",") or len(words) <= 3
    )


def is_note(line: str) -> bool:
    """Whether a line tells of the adoption."""
    return ADOPTED.match(line) is not None


def is_footnote(line: str) -> bool:
    """Whether a line begins with a mark of a footnote: a number without a point."""
    return FOOTNOTE.match(line) is not None


def is_title(line: str) -> bool:
    """Whether a line is the number or title of a resolution."""
    return len(line) < 120 and not line[0].islower() and TITLE.match(line) is not None


def is_annex(line: str) -> bool:
    """Whether a line is the heading of an annex."""
    return ANNEX.match(line) is not None


def is_mark_of_part(line: str) -> bool:
    """Whether a line is "I" or "B": a part of the text begins."""
    return ROMAN_OR_LETTER.match(line) is not None


def is_heading(line: str) -> bool:
    """Whether a line may be a heading: short, with a capital, without an end."""
    return (
        len(line) <= HEADING_SIGNS
        and line[:1].isupper()
        and line[-1:] not in ",;.:-"
        and not line.isdigit()
    )
