"""Between the classification line and the text: captions, pass lines, E.O., TAGS, SUBJECT, REF.

The lines are first divided into fields by their labels, then each field is read by its own
module. Fields come in any order and more than once; the text begins where no field does.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from reftel.core.span import Span
from reftel.telegram import executive_order, markings, tags
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.model import Caption, PassLine
from reftel.telegram.spelling import nearly

FieldKind = Literal["executive order", "tags", "subject", "references", "classified by"]
LABEL = re.compile(
    r"\s{0,12}(?P<label>[A-Za-z](?:[A-Za-z0-9()]|\s(?=[A-Za-z]\b)){1,16})\s{0,3}(?P<sign>[:;])"
)
# Without a colon only a label that is spelt right counts, and REF only before what it can name.
BARE_LABEL = re.compile(
    r"\s{0,12}(?P<label>TAGS|SUBJECT|SUBJ|REFTELS?|REFS?)(?:[.-]\s{0,3}|\s{1,12})(?=[A-Z(\[\"'])"
)
BARE_REF = re.compile(r"(?:\(?[A-Z][).]\s|(?:[A-Z]{2,}[\s.-]){1,3}[A-Z]?-?\d{1,6}\b|A-\d)")
LABELS: dict[str, FieldKind] = {
    "TAGS": "tags",
    "SUBJECT": "subject",
    "SUBJ": "subject",
    "RE": "subject",
    "REF": "references",
    "REFS": "references",
    "REFTEL": "references",
    "REFTELS": "references",
    "RETEL": "references",
    "RETELS": "references",
    "REFERENCE": "references",
    "REFERENCES": "references",
}
# Shorter labels are too near to other words to be read with a slip.
NEARLY: dict[str, FieldKind] = {
    "TAGS": "tags", "SUBJECT": "subject", "SUBJ": "subject", "REFTEL": "references",
    "REFERENCE": "references",
}  # fmt: skip
WITHIN = re.compile(r"\s(?:(?P<tags>TAGS\s?:)|(?P<subject>SUBJ(?:ECT)?\s?:)|(?P<ref>REFS?\s?:))")
PARAGRAPH = re.compile(r"\s{0,8}(?:\d{1,2}\s?\.(?!\d)|\d{1,2}\s{1,2}\((?:U|C|S|SBU|LOU|TS)\))")
PROSE = re.compile(r"\s{0,8}(?:BEGIN\s)?(?:SUMMARY|INTRODUCTION|COMMENT|ACTION\sREQUEST)\b", re.I)
RULE = re.compile(r"\s{0,8}[-=_*‐]{4,}$")
PASS = re.compile(
    r"""\s{0,8}(?P<place>[A-Z][A-Z0-9/.&'()-]{0,24}(?:\s[A-Z0-9/.&'()-]{1,24}){0,3}?\s{1,3})?
    (?P<verb>PASS(?:\s{1,2}TO|ING)?|FOR)(?:\s{0,2}:|(?![A-Z]))\s{0,4}(?P<recipient>\S.{0,120})$""",
    re.VERBOSE,
)
GLUED_PASS = re.compile(
    r"\s{0,8}(?P<place>(?:WHITE HOUSE|DEPT|DEPARTMENT|STATE|SECSTATE)\s{1,3})(?P<verb>FOR|PASS)(?P<recipient>[A-Z].{0,120})$"
)
PLEASE = re.compile(r"(?:PLEASE|PLS)\s?$")
# The next lettered entry of a list that a blank line interrupts.
ENTRY = re.compile(r"\s{0,12}(?:[-*•]\s{1,4})?(?:\(?[B-Z]\)|[B-Z]\.\s|\[[B-Z]\]|[B-Z]:\s)")
REFERENCE_LINE = re.compile(
    r"\s{0,12}(?:\d\d\s{1,2})?(?:[A-Z][A-Z.'/-]+\s{1,3}){1,4}[A-Z]?-?\d{1,7}\b"
)
TAG_LINE = re.compile(r"\s{0,12}[A-Z]{2,5}(?:[\s,]{1,4}[A-Z]{2,5}){0,12},?$")
EO_GOES_ON = re.compile(r"\s{0,20}(?:DECL|REASON|XGDS|GDS|OR-)", re.IGNORECASE)
PASS_ALONE = re.compile(
    r"\s{0,8}(?:DEPT|DEPARTMENT|STATE|FOR)\b(?:\sPASS\b|\s?:|\s(?:AMBASSADOR|ASST|ASSISTANT)\b)"
)
GOES_ON = re.compile(r"(?:[,;:&/(-]|\bAND|\bOF|(?:^|[\s(])[A-Z][).])$")


class Field(NamedTuple):
    """One labelled field: its lines, and where its value stands in their reading."""

    kind: FieldKind
    indices: tuple[int, ...]
    start: int
    end: int | None


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


def read(lines: Lines, content: Sequence[int], at: int, year: int, findings: Findings) -> TextHead:
    """Divide the lines from position `at` of `content` into fields, up to the text."""
    head = TextHead()
    last_label = _last_label(lines, content, at)
    while at < len(content):
        index = content[at]
        text = lines.texts[index]
        if not text:
            at += 1
            continue
        taken = _field(lines, content, at, head, year, findings) or _line(
            lines, content, at, head, last_label
        )
        if not taken and at > last_label:
            break
        at += max(taken, 1)
    head.stop = at
    return head


def _last_label(lines: Lines, content: Sequence[int], at: int) -> int:
    """Return the position of the last label before the text can begin, or -1.

    Up to there a line that nobody knows is an oddity of the head, not the beginning of the text.
    """
    last = -1
    for position in range(at, len(content)):
        text = lines.texts[content[position]]
        if not text:
            continue
        if PARAGRAPH.match(text) or PROSE.match(text) or position - max(last, at) > 12:
            break
        if executive_order.LABEL.match(text) or _label(text) in {"tags", "subject"}:
            last = position
    return last


def _label(text: str) -> FieldKind | None:
    match = LABEL.match(text)
    if match:
        word = match["label"].upper().replace(" ", "").replace("(", "").replace(")", "")
        if word in LABELS:
            return LABELS[word]
        meant = nearly(word, NEARLY) if len(word) > 2 else None
        return NEARLY[meant] if meant else None
    bare = BARE_LABEL.match(text)
    if bare is None:
        return None
    kind = LABELS[bare["label"]]
    if kind == "references" and not BARE_REF.match(text, bare.end()):
        return None
    return kind


def _value_start(text: str) -> int:
    match = LABEL.match(text) or BARE_LABEL.match(text)
    return match.end() if match else 0


def _field(
    lines: Lines, content: Sequence[int], at: int, head: TextHead, year: int, findings: Findings
) -> int:
    """Add the field that begins at a position; return how many positions it takes, 0 for none."""
    text = lines.texts[content[at]]
    kind: FieldKind | None
    if executive_order.LABEL.match(text):
        kind, start = "executive order", 0
    elif executive_order.BY.match(text):
        kind, start = "classified by", 0
    else:
        kind, start = _label(text), _value_start(text)
        if kind is None and not head.field("tags") and tags.all_known(text, year):
            kind, start = "tags", 0
            findings.add(
                "T011", lines.span(content[at]), "line of codes without label read as TAGS"
            )
        elif kind is None and _stands_for_subject(text, head):
            kind, start = "subject", _value_start(text)
            word = text[:start].strip(" :;")
            findings.add("T018", lines.span(content[at]), f"{word} read as SUBJECT by its place")
        elif kind:
            _note_misspelt(lines, content[at], text, kind, findings)
    if kind is None or (kind == "subject" and head.field("subject") and text.lstrip()[:2] == "RE"):
        return 0
    taken = _extent(lines, content, at, kind)
    indices = tuple(content[at + each] for each in range(taken) if lines.texts[content[at + each]])
    for index in indices:
        lines.claim(index, kind)
    _add(lines, head, kind, indices, start)
    return taken


def _stands_for_subject(text: str, head: TextHead) -> bool:
    """Whether a label below E.O. and TAGS is SUBJ or SUBJECT with half of its letters lost."""
    match = LABEL.match(text)
    if match is None or not head.fields or head.field("subject"):
        return False
    word = match["label"].upper()
    return any(
        len(word) == len(label)
        and 2 * sum(a == b for a, b in zip(word, label, strict=True)) >= len(label)
        for label in ("SUBJ", "SUBJECT")
    )


def _note_misspelt(lines: Lines, index: int, text: str, kind: str, findings: Findings) -> None:
    match = LABEL.match(text)
    word = match["label"].upper() if match else ""
    if match and word.replace(" ", "").replace("(", "").replace(")", "") not in LABELS:
        span = lines.span(index, *match.span("label"))
        findings.add("T011", span, f"label {word} read as {kind.upper()}")


def _add(
    lines: Lines, head: TextHead, kind: FieldKind, indices: tuple[int, ...], start: int
) -> None:
    """Add a field, or several where one line holds several labels."""
    names: dict[str, FieldKind] = {"tags": "tags", "subject": "subject", "ref": "references"}
    first = lines.texts[indices[0]]
    while kind in {"executive order", "tags"} and (inner := WITHIN.search(first, start)):
        head.fields.append(Field(kind, indices[:1], start, inner.start()))
        kind, start = names[inner.lastgroup or ""], inner.end()
    head.fields.append(Field(kind, indices, start, None))


def _extent(lines: Lines, content: Sequence[int], at: int, kind: FieldKind) -> int:
    """Return over how many positions of `content` the field at `at` runs."""
    taken = 1
    above = lines.texts[content[at]]
    while at + taken < len(content):
        text = lines.texts[content[at + taken]]
        if not text:
            more = _entry_below(lines, content, at + taken) if kind == "references" else 0
            if not more:
                break
            taken += more
            continue
        if not _belongs(text, above, kind):
            break
        above = text
        taken += 1
    return taken


def _entry_below(lines: Lines, content: Sequence[int], at: int) -> int:
    """Return how many blank lines stand before a further lettered entry; 0 where none follows."""
    for blanks in range(1, 4):
        if at + blanks >= len(content):
            return 0
        text = lines.texts[content[at + blanks]]
        if text:
            return blanks if ENTRY.match(text) else 0
    return 0


def _belongs(text: str, above: str, kind: FieldKind) -> bool:
    if executive_order.LABEL.match(text) or executive_order.BY.match(text) or RULE.match(text):
        return False
    if _label(text) or PARAGRAPH.match(text) or PROSE.match(text):
        return False
    if kind == "subject":
        return not (markings.captions(text, Span(0, 0)) or PASS_ALONE.match(text))
    if kind == "tags":
        return above.endswith((",", ";")) or bool(TAG_LINE.match(text))
    if kind == "executive order":
        return above.count("(") > above.count(")") or bool(EO_GOES_ON.match(text))
    if kind == "references":
        return bool(
            ENTRY.match(text)
            or GOES_ON.search(above)
            or text[:2] == "  "
            or REFERENCE_LINE.match(text)
        )
    return True


def _line(lines: Lines, content: Sequence[int], at: int, head: TextHead, last_label: int) -> int:
    """Read a caption or pass line; return 1 where the line is one, else 0."""
    index = content[at]
    text = lines.texts[index]
    found = markings.captions(text, lines.span(index))
    if found:
        head.captions.extend(found)
        lines.claim(index, "caption")
        return 1
    match = PASS.match(text) or GLUED_PASS.match(text)
    if match is None or not _is_pass_line(lines, content, at, match, before_labels=at < last_label):
        if head.pass_lines and at < last_label and lines.kinds[content[at - 1]] == "pass line":
            # SY/PRS/CC/TAG on a line of its own is one more recipient of the line above.
            place = head.pass_lines[-1].place
            span = lines.span(index)
            head.pass_lines.append(
                PassLine(place=place, verb="FOR", recipient=text.strip(), span=span)
            )
            lines.claim(index, "pass line")
            return 1
        return 0
    head.pass_lines.append(_pass_line(lines, index, match))
    lines.claim(index, "pass line")
    return 1


def _is_pass_line(
    lines: Lines, content: Sequence[int], at: int, match: re.Match[str], *, before_labels: bool
) -> bool:
    """Tell `DEPT PASS OPIC` from the first line of a text that begins with FOR.

    Below the labels a pass line stands alone between blank lines and is no sentence.
    """
    if before_labels:
        return True
    alone = at + 1 >= len(content) or not lines.texts[content[at + 1]]
    text = match.string
    return (alone and not text.endswith(".")) or text.lstrip().startswith("FOR:")


def _pass_line(lines: Lines, index: int, match: re.Match[str]) -> PassLine:
    place = " ".join((match["place"] or "").split())
    return PassLine(
        place=PLEASE.sub("", place).strip(),
        verb="FOR" if match["verb"] == "FOR" else "PASS",
        recipient=match["recipient"].strip(),
        span=lines.span(index),
    )
