"""The heading of a document: `416. Telegram 93 From the Embassy in Iran to the Department …`.

number "." kind [own number] "From" sender "to" recipients ["," date]
"""

import re
from typing import NamedTuple

HEADING = re.compile(
    r"""\s{0,9}(?:(?P<number>\d{1,4}[a-z]?)\.\s{0,3})?
    (?P<kind>(?:[A-Z][A-Za-z-]{2,20}\s){0,3}(?:Telegram|(?:Backchannel|Intelligence)\sMessage))\s
    (?:(?:No\.\s)?(?P<own>(?:[A-Z][A-Za-z]{1,9}\s)?(?:[A-Z]{1,6}[-–]?)?\d{1,6}
       (?:[/–-]\w{1,12}){0,2})\s)?
    From\s""",
    re.VERBOSE,
)
DATE = re.compile(r",\s{0,2}(?=[A-Z][a-z]{2,8}\s\d{1,2}(?:[–-]\d{1,2})?,\s\d{4})")
# "the Mission to the United Nations": here a "to" belongs to the name of an office.
GOES_ON = re.compile(
    r"\b(?:Mission|Delegation|Representative|Ambassador|Assistant|Advis[eo]r|Envoy|Emissary|"
    r"Observer|Liaison|Consultant)$"
)
FIGURES = re.compile(r"\d{1,6}")


class Heading(NamedTuple):
    """A heading taken apart. places: where sender and recipients stand in its words.

    own: number of the telegram as printed, "" where none is.
    """

    number: str
    kind: str
    own: str
    own_place: tuple[int, int]
    sender: str
    sender_place: tuple[int, int]
    recipients: str
    recipients_place: tuple[int, int]


def parsed(text: str) -> Heading | None:
    """Take a heading's words apart; None where they head no telegram."""
    match = HEADING.match(text)
    if match is None:
        return None
    date = DATE.search(text, match.end())
    stop = date.start() if date else len(text)
    sender, recipients = _offices(text, match.end(), stop)
    return Heading(
        number=match["number"] or "",
        kind=match["kind"],
        own=match["own"] or "",
        own_place=match.span("own"),
        sender=text[slice(*sender)],
        sender_place=sender,
        recipients=text[slice(*recipients)],
        recipients_place=recipients,
    )


def _offices(text: str, start: int, stop: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the sender and the recipients stand: around the "to" that divides them."""
    places = [each.start() for each in re.finditer(r"\sto\s", text[start:stop])]
    dividing = next((at for at in places if not GOES_ON.search(text[start : start + at])), None)
    if dividing is None:
        dividing = places[-1] if places else stop - start
    before = start + dividing
    behind = min(before + len(" to "), stop)
    return _trimmed(text, start, before), _trimmed(text, behind, stop)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    words = text[start:stop]
    bare = words.strip(" ,.\n")
    begins = start + words.find(bare)
    return begins, begins + len(bare)


def figures(own: str) -> int | None:
    """Return the number in a printed one, 123 of "CA–123" and "Tosec 123"."""
    match = FIGURES.search(own)
    return int(match[0]) if match else None
