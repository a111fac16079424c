"""Labels of the text head: `E.O.`, `TAGS:`, `SUBJ:`, `REFS:`, and what copies make of them."""

import re
from typing import Literal, NamedTuple

from reftel.telegram import executive_order, posts, references
from reftel.telegram.spelling import nearly

FieldKind = Literal["executive order", "tags", "subject", "references", "classified by"]

LABEL = re.compile(
    r"\s{0,12}(?P<label>[A-Za-z](?:[A-Za-z0-9()]|\s(?=[A-Za-z]\b)){1,16})\s{0,3}[:;]"
)
# Without a colon only a label that is spelt right counts, and REF only before what it can name.
BARE_LABEL = re.compile(
    r"\s{0,12}(?P<label>TAGS|SUBJECT|SUBJ|REFTELS?|REFERENCES?|REFS?)"
    r"(?:\s?[.-]{1,2}\s?[:;]?\s{0,3}|\s{1,12})(?=[A-Z0-9(\[\"'-])"
)
WITHIN = re.compile(r"\s(?:(?P<tags>TAGS\s?:)|(?P<subject>SUBJ(?:ECT)?\s?:)|(?P<ref>REFS?\s?:))")
# …THE PRIMEREF: A. STATE 12: the list begins where the subject's line ran on.
GLUED_REF = re.compile(r"(?P<ref>REFS?\s?:)(?=\s{0,3}\(?A[.)])")
LONGEST_POST = 4  # words
MOST_WITHIN = 3  # labels on one line

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
READ_WITH_A_SLIP = ("TAGS", "SUBJECT", "SUBJ", "REFTEL", "REFERENCE")
BY_GROUP: dict[str, FieldKind] = {"tags": "tags", "subject": "subject", "ref": "references"}


class Labelled(NamedTuple):
    """A label at the beginning of a line: what it is, where the value begins, its letters.

    slip: whether the label is spelt with one slip of the keyboard.
    """

    kind: FieldKind
    value: int
    word: str
    slip: bool


def labelled(line: str) -> Labelled | None:
    """Return the label with which a line begins; None where it begins with none."""
    if executive_order.LABEL.match(line):
        return Labelled("executive order", 0, "E.O.", slip=False)
    if executive_order.BY.match(line):
        return Labelled("classified by", 0, "CLASSIFIED BY", slip=False)
    match = LABEL.match(line)
    if match and (found := _with_colon(match)):
        return found
    match = BARE_LABEL.match(line)  # also of `REF A: LIMA 12`, where the colon is the letter's
    if match is None:
        return None
    kind = LABELS[match["label"]]
    if kind == "references" and not _is_list(line, match.end()):
        return None
    return Labelled(kind, match.end(), match["label"], slip=False)


def _with_colon(match: re.Match[str]) -> Labelled | None:
    word = _word(match)
    if word in LABELS:
        return Labelled(LABELS[word], match.end(), word, slip=False)
    meant = nearly(word, READ_WITH_A_SLIP) if len(word) > 2 else None
    return Labelled(LABELS[meant], match.end(), word, slip=True) if meant else None


def _word(match: re.Match[str]) -> str:
    return match["label"].upper().replace(" ", "").replace("(", "").replace(")", "")


def _is_list(line: str, at: int) -> bool:
    text = references.folded(line)
    if references.letter_at(text, at) or references.begins(text, at):
        return True
    rest = text[at:].strip()  # a post alone: its number stands on the next line
    return len(rest.split()) <= LONGEST_POST and posts.addressed(rest) is not None


def half_a_subject(line: str) -> Labelled | None:
    """Return the label of a line that has all letters of SUBJ or SUBJECT, or half in place."""
    match = LABEL.match(line)
    word = _word(match) if match else ""
    for label in ("SUBJ", "SUBJECT"):
        if match and len(word) == len(label):
            same = sum(a == b for a, b in zip(word, label, strict=True))
            if 2 * same >= len(label) or sorted(word) == sorted(label):
                return Labelled("subject", match.end(), word, slip=True)
    return None
