"""What Australian cablegrams call one another: Your 210, my K.12, Ref O.UN3150."""

import re
from collections.abc import Iterator

from reftel.telegram import services
from reftel.telegram.dialects.cablegram.heading import REF
from reftel.telegram.lines import Reading
from reftel.telegram.model import Reference
from reftel.telegram.series import OwnNumber, of_post, year_of

ITEM = r"(?:(?P<{0}way>[OI])\.\s?)?(?P<{0}letters>(?:[A-Z]{{1,7}}\.?\s?)?)(?P<{0}number>\d{{1,6}})"
PLAIN = r"(?:[OI]\.\s?)?(?:[A-Z]{1,7}\.?\s?)?\d{1,6}"
DATE = r"\s{1,2}(?:of|OF)\s{1,2}\d{1,2}(?:st|nd|rd|th)?\s{1,2}[A-Za-z]{3,9}(?:\s{1,2}\d{4})?"
# A plain number counts where a reference ends behind it: `Your 210 ships` names no cablegram.
WHOSE = re.compile(
    rf"""\b(?P<whose>(?i:my|our|your))\s{{1,3}}(?P<word>(?i:cable(?:gram)?s?|telegrams?|tels?)\s{{1,2}})?(?:(?i:no)s?\.?\s{{1,2}})?
    (?P<items>{PLAIN}(?:(?:\s{{0,2}},\s{{0,2}}|\s{{1,2}}(?:and|AND)\s{{1,2}}){PLAIN}){{0,6}})
    (?:(?P<date>{DATE})\b
    |(?=\s{{0,2}}(?:\[\d{{1,2}}\])?\s{{0,2}}(?:[.,;:)]|$|para|PARA|and|AND|of|OF|refers?\b)))""",
    re.VERBOSE | re.MULTILINE,
)
CODED = re.compile(r"(?<![A-Z.])[OI]\.\s?[A-Z]{2}\s?\d{2,6}\b")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
ONE = re.compile(ITEM.format(""))
LISTED = re.compile(ITEM.format("") + rf"(?:{DATE})?")


def heads(line: str) -> bool:
    """Return whether a line begins with `Your 210` or its like."""
    return WHOSE.match(line.lstrip()) is not None


def listed(reading: Reading, own: OwnNumber) -> Iterator[Reference]:
    """Yield the numbers of a line that lists nothing else: `Ref O.UN3150, O.CH1234`."""
    label = REF.match(reading.text)
    for item in LISTED.finditer(reading.text, label.end() if label else 0):
        code = item["letters"].strip(". ")
        post = services.coded(code) or code or own.other
        yield _reference(reading, item, own, post, item.span())


def read(reading: Reading, own: OwnNumber) -> tuple[Reference, ...]:
    """Return the cablegrams that a text names, in the order of their places."""
    found = [*_whose(reading, own), *_coded(reading, own)]
    return tuple(sorted(found, key=lambda each: each.span))


def _whose(reading: Reading, own: OwnNumber) -> Iterator[Reference]:
    for match in WHOSE.finditer(reading.text):
        post = own.other if match["whose"].lower() == "your" else own.post
        items = list(ONE.finditer(reading.text, *match.span("items")))
        for at, item in enumerate(items):
            begin = item.start() if at else match.start()
            last = at == len(items) - 1
            end = match.end("date") if last and match["date"] else item.end()
            yield _reference(reading, item, own, post, (begin, end))


def _coded(reading: Reading, own: OwnNumber) -> Iterator[Reference]:
    for match in CODED.finditer(reading.text):
        for item in ONE.finditer(reading.text, *match.span()):
            code = item["letters"].strip(". ")
            yield _reference(reading, item, own, services.coded(code) or code, item.span())


def _reference(
    reading: Reading, item: re.Match[str], own: OwnNumber, post: str, place: tuple[int, int]
) -> Reference:
    words = " ".join(reading.text[slice(*place)].split())
    letters, number = item["letters"].strip(". "), int(item["number"])
    way = "I." if item["way"] == "I" else ""
    same = (post, letters) == (own.post, own.letters)
    dated = words.partition(" of ")[2] or words.partition(" OF ")[2]
    year, ground = year_of(own, number, ORDINAL.sub("", dated), same=same)
    return Reference(
        letter="",
        kind="telegram",
        text=words,
        target=of_post(year, post, way + letters, number),
        post=post,
        number=number,
        year=year,
        year_ground=ground,
        span=reading.span(*place),
    )
