"""How two telegrams relate: the same words, a corrected copy, a part, or two that are alike.

Words are compared without regard to case, blanks, line ends and signs, so that two copies of one
telegram are the same. Both the time and the memory grow with the length of the texts.
"""

import re
from hashlib import blake2b
from typing import Literal, NamedTuple

from reftel.telegram.model import Telegram

Relation = Literal["same", "corrected", "part", "other text", "near copy", "unrelated"]

WORD = re.compile(r"[A-Z0-9]+")
RUN = 4  # words of a shingle: so many in a row are seldom the same by chance
ALIKE = 0.8  # of all shingles, in two telegrams of different numbers
VERSION = 0.3  # of all shingles, in two texts of one number
WITHIN = 0.9  # of the shorter one's shingles, in one that is a part of the other
SHORTER = 0.9  # of the longer one's length, for a part


class Difference(NamedTuple):
    """A field or paragraph that two telegrams have in other words; "" where one has none."""

    place: str
    first: str
    second: str


def fingerprint(telegram: Telegram) -> str:
    """Return 32 figures that are equal where subject and text have the same words."""
    words = " ".join(_words(telegram))
    return blake2b(words.encode(), digest_size=16).hexdigest() if words else ""


def is_correction(telegram: Telegram) -> bool:
    """Whether it says that it replaces an earlier text of its number."""
    return any(each.caption == "CORRECTED COPY" for each in telegram.captions)


def relation(first: Telegram, second: Telegram) -> Relation:
    """Return how two telegrams relate.

    Of one number: "same" words; "corrected", alike, or marked as CORRECTED COPY; "part", one is
    in the other; "other text". Of two numbers: "near copy", mostly the same words; "unrelated".
    """
    same_number = _number(first) == _number(second) != ""
    one, two = _words(first), _words(second)
    if one == two:
        return "same" if same_number else "near copy"
    shared, smaller, union = _shared(one, two)
    if not same_number:
        return "near copy" if union and shared / union >= ALIKE else "unrelated"
    within = smaller and shared / smaller >= WITHIN
    if within and min(len(one), len(two)) < SHORTER * max(len(one), len(two)):
        return "part"
    corrected = is_correction(first) or is_correction(second)
    return "corrected" if corrected or (union and shared / union >= VERSION) else "other text"


def differences(first: Telegram, second: Telegram) -> tuple[Difference, ...]:
    """Return the fields and paragraphs that have other words, in their order."""
    one, two = _parts(first), _parts(second)
    return tuple(
        Difference(place, one.get(place, ""), two.get(place, ""))
        for place in dict.fromkeys((*one, *two))
        if WORD.findall(one.get(place, "").upper()) != WORD.findall(two.get(place, "").upper())
    )


def _number(telegram: Telegram) -> str:
    return telegram.identity.mrn if telegram.identity else ""


def _words(telegram: Telegram) -> list[str]:
    subject = telegram.subject.text if telegram.subject else ""
    text = " ".join([subject, *(each.flowed for each in telegram.paragraphs)])
    return WORD.findall(text.upper())


def _shared(one: list[str], two: list[str]) -> tuple[int, int, int]:
    """Return how many shingles both have, how many the smaller has, and how many there are."""
    first, second = _shingles(one), _shingles(two)
    return len(first & second), min(len(first), len(second)), len(first | second)


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)) if words}


def _parts(telegram: Telegram) -> dict[str, str]:
    level, sender = telegram.classification, telegram.originator
    found = {
        "number": _number(telegram),
        "sent": str(telegram.sent or ""),
        "from": sender.name if sender else "",
        "to": ", ".join(each.name for each in telegram.action),
        "info": ", ".join(each.name for each in telegram.info),
        "classification": level.level if level else "",
        "captions": ", ".join(each.caption for each in telegram.captions),
        "TAGS": ", ".join(each.code for each in telegram.tags),
        "subject": telegram.subject.text if telegram.subject else "",
        "references": ", ".join(each.target or each.text for each in telegram.references),
        "signature": telegram.signature.text if telegram.signature else "",
    }
    for index, each in enumerate(telegram.paragraphs, 1):
        found[f"paragraph {each.number or index}"] = each.flowed
    return found
