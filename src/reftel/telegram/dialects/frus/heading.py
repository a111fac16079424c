"""The heading of a document: `416. Telegram 93 From the Embassy in Iran to the Department …`.

number "." kind [own number] "From" sender "to" recipients ["," date]

Up to the 1950s it names persons and no kind: `The Chargé in Iran (Minor) to the Secretary of
State`; a mark elsewhere then says that the document is a telegram.
"""

import re
from typing import NamedTuple

from reftel.telegram.dialects.frus import numbers

KIND = re.compile(
    r"""\s{0,9}(?:(?P<number>\d{1,4}[a-z]?)\.\s{0,3})?
    (?P<kind>(?:[A-Z][A-Za-z-]{2,20}\s){0,3}
       (?:Telegrams?|(?:Backchannel|Intelligence)\sMessage))\s""",
    re.VERBOSE,
)
OWN = re.compile(r"(?:(?P<own>[^\n.;]{1,60}?|No\.\s\d{1,6})\s)?From\s")
# "the Ambassador in Iran (Allen) to the Secretary of State", "Mr. Bliss to Mr. Seward".
BY_PERSON = re.compile(
    r"\s{0,9}(?:\[?(?P<number>\d{1,4})\]?\.?\s{1,3})?(?=[A-Z][^\[\]]{0,400}?\sto\s)"
)
DATE = re.compile(r",\s{0,2}(?=[A-Z][a-z]{2,8}\s\d{1,2}(?:[–-]\d{1,2})?,\s\d{4})")
# "the Mission to the United Nations": here a "to" belongs to the name of an office.
GOES_ON = re.compile(
    r"\b(?:Mission|Delegation|Representative|Ambassador|Assistant|Advis[eo]r|Envoy|Emissary|"
    r"Observer|Liaison|Consultant)$"
)
NOWHERE = (0, 0)


class Heading(NamedTuple):
    """A heading taken apart. places: where sender, recipients and date stand in its words.

    kind: "" where the heading prints none. own: number of the telegram as printed, "" where
    none is.
    """

    number: str
    kind: str
    own: str
    own_place: tuple[int, int]
    sender: str
    sender_place: tuple[int, int]
    recipients: str
    recipients_place: tuple[int, int]
    date_place: tuple[int, int]


def parsed(text: str) -> Heading | None:
    """Take a heading's words apart; None where they head no telegram."""
    kind = KIND.match(text)
    match = OWN.match(text, kind.end()) if kind else None
    if kind is None or match is None:
        return None
    if match["own"] and not numbers.parts(text, *match.span("own")):
        return None
    own = match.span("own") if match["own"] else NOWHERE
    return _heading(text, (kind["number"] or "", kind["kind"]), own, match.end())


def by_person(text: str) -> Heading | None:
    """Take a heading apart that names who writes to whom; None of others."""
    match = BY_PERSON.match(text)
    return _heading(text, (match["number"] or "", ""), NOWHERE, match.end()) if match else None


def _heading(text: str, title: tuple[str, str], own: tuple[int, int], start: int) -> Heading:
    date = DATE.search(text, start)
    stop = date.start() if date else len(text)
    sender, recipients = _offices(text, start, stop)
    return Heading(
        number=title[0],
        kind=title[1],
        own=text[slice(*own)],
        own_place=own,
        sender=text[slice(*sender)],
        sender_place=sender,
        recipients=text[slice(*recipients)],
        recipients_place=recipients,
        date_place=(date.end(), len(text)) if date else NOWHERE,
    )


def _offices(text: str, start: int, stop: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the sender and the recipients stand: around the "to" that divides them."""
    places = [each.start() for each in re.finditer(r"\sto\s", text[start:stop])]
    dividing = next((at for at in places if not _goes_on(text, start, start + at)), None)
    if dividing is None:
        dividing = places[-1] if places else stop - start
    before = start + dividing
    behind = min(before + len(" to "), stop)
    return _trimmed(text, start, before), _trimmed(text, behind, stop)


def _goes_on(text: str, start: int, at: int) -> bool:
    return GOES_ON.search(text, max(start, at - 20), at) is not None


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    words = text[start:stop]
    bare = words.strip(" ,.\n")
    begins = start + words.find(bare)
    return begins, begins + len(bare)
