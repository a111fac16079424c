"""The Department's form above a text: title, number, and addressees below ACTION and INFO."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reftel.telegram import addresses, posts
from reftel.telegram.header import FROM, SIGN
from reftel.telegram.labels import labelled
from reftel.telegram.lines import Lines, upper
from reftel.telegram.model import Addressee, Role, Text

TITLE = re.compile(
    r"(?:(?:OUTGOING|INCOMING)\s)?TELEGRAM\]?$|(?:TELEGRAM\s)?DEPARTMENT\sOF\sSTATE(?:\sTELEGRAM\]?)?"
    r"\s{0,2}(?P<number>\d{2,6})?$"
)
STAMP = re.compile(r"\d{1,2}\s{1,2}[A-Z]{3,9}\s{0,2}\d\d(?:Z?\s{0,2}\d\d\s?\d\d\s?Z?)?$")
OFFICES = re.compile(r"(?:ACTION|INFO|ORIGIN)\s{1,2}[A-Z]{1,5}[ -]\d{1,3}\b")
NUMBER = re.compile(r"(?P<post>[A-Z][A-Z .]{2,24}?)\s{0,2}(?P<number>\d{2,6})$")
ROLE = re.compile(r"(?P<role>ACTION|INFO|TO)\s?:\s{0,3}")
ROLES: dict[str, Role] = {"ACTION": "action", "TO": "action", "INFO": "info"}
LONGEST_FORM = 40  # lines with words


class Form(NamedTuple):
    """What the form tells. numbers: of the telegram, with their places; a form may repeat it."""

    numbers: list[Text]
    addressees: list[Addressee]


def read(lines: Lines, content: Sequence[int]) -> Form:
    """Read and claim the lines of the form; those of the telegram's own header stay as they are."""
    numbers: list[Text] = []
    addressees: list[Addressee] = []
    role: Role | None = None
    titled = False
    for index in [each for each in content if lines.texts[each]][:LONGEST_FORM]:
        text = upper(lines.texts[index])
        if re.match(r"1\s?\.", text):
            break
        if match := ROLE.match(text):
            role = ROLES[match["role"]]
            addressees.append(_addressee(lines, index, match.end(), role))
        elif found := _form_line(lines, index, text, titled=titled):
            titled = True
            numbers += [found] if found.text else []
            role = None
        elif role and not _ends(text) and _names_a_post(text):
            addressees.append(_addressee(lines, index, 0, role))
        else:
            role = None
    return Form(numbers, addressees)


def _form_line(lines: Lines, index: int, text: str, *, titled: bool) -> Text | None:
    """Claim a line of the form; return its number, without words where it has none.

    titled: whether the form has begun; a post and a number are anything elsewhere.
    """
    match = TITLE.match(text) or (_numbered(text) if titled else None)
    if not titled and match is None:
        return None
    if match is None and not STAMP.match(text) and not OFFICES.match(text):
        return None
    lines.claim(index, "form")
    if match is None or not match["number"]:
        return Text(text="", span=lines.span(index))
    return Text(text=match["number"], span=lines.span(index, *match.span("number")))


def _numbered(text: str) -> re.Match[str] | None:
    match = NUMBER.match(text)
    return match if match and posts.known(match["post"]) and not FROM.match(text) else None


def _ends(text: str) -> bool:
    return bool(labelled(text) or SIGN.match(text))


def _names_a_post(text: str) -> bool:
    return posts.addressed(addresses.parts(text).name) is not None


def _addressee(lines: Lines, index: int, start: int, role: Role) -> Addressee:
    read_line = addresses.parts(upper(lines.texts[index]), start)
    lines.claim(index, "addressee")
    return addresses.addressee(read_line, role, lines.span(index, read_line.start, read_line.end))
