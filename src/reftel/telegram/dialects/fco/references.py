"""What British telegrams call one another: MIPT, MIFT, MY TELNO 85, WASHINGTON TELNO 55."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reftel.telegram import services
from reftel.telegram.lines import Reading, upper
from reftel.telegram.model import Reference
from reftel.telegram.series import OwnNumber, of_pair, year_of

NAME = r"[A-Z](?:[A-Z'-]|\.(?=\s?[A-Z])){1,20}"
NUMBERS = r"\d{1,5}(?:(?:\s{0,2},\s{0,2}|\s{1,2}AND\s{1,2})\d{1,5}){0,6}"
CITED = re.compile(
    rf"""(?<![A-Z])(?:(?P<next>M\.?I\.?(?P<way>[PF])\.?T(?![A-Z])\.?)
    |(?P<whose>(?:{NAME}\s{{1,2}}){{1,3}})(?:TELS?\.?\s?N[O0]S?\.?|(?:(?<=MY\s)|(?<=OUR\s))TELS?\.?|TELNUMBERS?|TELEGRAMS?(?:\sN[O0]S?\.?|\sNUMBERS?)?)
    \s{{0,3}}(?P<numbers>{NUMBERS})(?P<date>\s{{1,3}}OF\s{{1,3}}\d{{1,2}}\s{{1,3}}[A-Z]{{3,9}}(?:\s{{1,3}}(?:19|20)?\d\d(?!\d))?)?
    (?:\s{{1,3}}TO\s{{1,3}}(?=(?P<to>{NAME}(?:\s{NAME}){{0,2}})))?)""",
    re.VERBOSE,
)
SIGNS = ("TEL", "MI", "M.I")
NUMBER = re.compile(r"\d{1,5}")
TO_WHOM = frozenset({"YOU", "ME", "US"})
OWN, YOURS = frozenset({"MY", "OUR"}), "YOUR"


class Named(NamedTuple):
    """A telegram as a text names it: sender and addressee, number, and the date behind it."""

    pair: tuple[str, str]
    number: int
    dated: str


def read(reading: Reading, own: OwnNumber) -> Iterator[Reference]:
    """Yield each telegram that a text names, as often as it names it."""
    text = upper(reading.text)
    if any(sign in text for sign in SIGNS):
        for match in CITED.finditer(text):
            yield from _references(reading, match, own)


def _references(reading: Reading, match: re.Match[str], own: OwnNumber) -> Iterator[Reference]:
    if match["next"]:
        number = own.number + (1 if match["way"] == "F" else -1)
        named = Named((own.post, own.other), number if own.number else 0, "")
        yield _reference(reading, own, named, match.span("next"))
        return
    sender, start = _sender(match, own)
    if not sender:
        return
    addressee, stop = _addressee(match, own, sender)
    dated = (match["date"] or "").strip().removeprefix("OF")
    numbers = list(NUMBER.finditer(match.string, *match.span("numbers")))
    for at, each in enumerate(numbers):
        begin = each.start() if at else start
        end = stop if at == len(numbers) - 1 else each.end()
        yield _reference(
            reading, own, Named((sender, addressee), int(each[0]), dated), (begin, end)
        )


def _sender(match: re.Match[str], own: OwnNumber) -> tuple[str, int]:
    """Return who sent it and where its words begin: of the words before TELNO the last that can.

    A post of several words counts where the tables know it, else the last word alone.
    """
    words = list(re.finditer(r"\S+", match["whose"]))
    last = words[-1]
    at = match.start("whose")
    if last[0] in OWN:
        return own.post, at + last.start()
    if last[0] == YOURS:
        return own.other, at + last.start()
    for word in words:
        name = match["whose"][word.start() :]
        if word is last or services.known("fco", name):
            return services.canonical("fco", name), at + word.start()
    return "", at


def _addressee(match: re.Match[str], own: OwnNumber, sender: str) -> tuple[str, int]:
    """Return to whom it went, and where its words end.

    Printed, or the other of the two between whom this telegram goes; else "".
    """
    if match["to"]:
        words = match["to"].split()
        if words[0] in TO_WHOM:
            return (own.other if words[0] == "YOU" else own.post), match.start("to") + len(words[0])
        sizes = (n for n in (3, 2) if services.known("fco", " ".join(words[:n])))
        name = " ".join(words[: next(sizes, 1)])
        return services.canonical("fco", name), match.start("to") + len(name)
    others = {own.post: own.other, own.other: own.post}
    return others.get(sender, ""), match.end()


def _reference(reading: Reading, own: OwnNumber, named: Named, place: tuple[int, int]) -> Reference:
    start, end = place
    text = reading.text[start:end]
    sender, number = named.pair[0], named.number
    year, ground = year_of(own, number, named.dated, same=named.pair == (own.post, own.other))
    known = number and all(named.pair)
    return Reference(
        letter="",
        kind="telegram",
        text=" ".join(text.split()),
        target=of_pair(year, *named.pair, number) if known else "",
        post=sender,
        number=number,
        year=year,
        year_ground=ground,
        span=reading.span(start, start + len(text)),
    )
