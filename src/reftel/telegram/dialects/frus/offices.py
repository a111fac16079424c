"""Who sends and receives: "the Embassies in Iran and France and the Mission to NATO"."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from reftel.tables.rows import PostRow
from reftel.telegram import posts

KINDS = (
    r"Embass(?:y|ies)(?:\sOffices?)?|(?:Permanent\s)?Missions?|Consulates?(?:\s?[Gg]enerals?)?"
    r"|Legations?|Interests\sSections?|Liaison\sOffices?|Delegations?|Offices?"
    r"|(?:Permanent\s|Special\s)?Representative|Political\sAdvis[eo]r"
    r"|(?:Appointed\s)?Ambassador|Minister|Charg[eé](?:\sd.Affaires)?(?:\sad\sinterim)?"
    r"|(?:Vice\s)?Consul(?:\sGeneral)?(?:\sin\sCharge)?|High\sCommissioner|Diplomatic\sAgent"
)
NATION = r"(?:the\s)?(?:(?:U\.?S\.?|American|United\sStates)\s)?"
NATION_BEFORE = re.compile(f"^{NATION}")
OFFICE = re.compile(rf"{NATION}(?:Acting\s)?(?P<office>{KINDS})\s(?:in|at|to|of|for|on)\s", re.I)
SEVERAL = re.compile(
    r"(?:ies|Missions|Consulates|Consulates\sGeneral|Legations|Sections|Offices|Delegations)$", re.I
)
DEPARTMENTS = re.compile(r"(?:the\s)?Departments\sof\s")
# What begins an office of its own behind a comma or an "and".
BEGINS = re.compile(
    r"(?:to\s)?(?P<office>(?:the\s|all\s)?(?:(?:U\.?S\.?|American|United\sStates)\s)?"
    r"(?:(?:Acting|Deputy|Under|Appointed)\s){0,2}"
    r"(?:Embass|Mission\b|Missions\b|Permanent\s(?:Mission|Repr)|Consul|Legation|Interests\sSect|"
    r"Liaison\sOff|Delegation|Department|White\sHouse|Secretary\s(?:of|in)\b|Ambassador|President\b|"
    r"Minister\b|Charg[eé]\b|Commander|Joint\sChiefs|Central\sIntel|Agency\sfor|Chief\sof|"
    r"Representative|Office\b|Political\sAdvis|"
    r"(?:Certain|Selected|Various|Other)\s))"
)
SIGN = re.compile(r",\s{1,2}(?:and\s{1,2})?|\s{1,2}and\s{1,2}")
REMARK = re.compile(r"\s{0,2}\([^()]{0,60}\)$")
ABROAD = re.compile(r",?\s(?:in|at)\s[A-Z][^,()]{0,40}$")
COLLECTIVE = re.compile(
    r"(?:the\s)?(?:Certain|All|Various|Selected|Other|Several)\s"
    r".{0,60}?(?:Posts|Missions|Embassies|Consulates|Capitals|Offices|Representatives)\b"
)
SECRETARY = re.compile(r"(?:the\s)?(?:Acting\s)?Secretary\sof\sState$", re.IGNORECASE)
LONGEST_JOINED = 3  # parts of one name: "Trinidad and Tobago"


class Office(NamedTuple):
    """One sender or recipient: name as printed, post or "", and where it stands in the words.

    abroad: whether it is an office in a country or at an organisation.
    """

    name: str
    post: str
    collective: bool
    abroad: bool
    start: int
    end: int


def offices(text: str, place: tuple[int, int], year: int) -> list[Office]:
    """Return the offices that stand between two places of a heading."""
    found: list[Office] = []
    for begin, end in _groups(text, *place):
        office = OFFICE.match(text, begin, end)
        several = DEPARTMENTS.match(text, begin, end)
        if several:
            found += [
                _office(text, part, f"Department of {text[slice(*part)]}", year)
                for part in _parts(text, several.end(), end)
            ]
        elif office and SEVERAL.search(office["office"]):
            found += [
                _office(text, part, text[slice(*part)], year, abroad=True)
                for part in _named(text, office.end(), end, year)
            ]
        else:
            named = text[office.end() if office else begin : end]
            found.append(_office(text, (begin, end), named, year, abroad=office is not None))
    return found


def seated(name: str, year: int) -> PostRow | None:
    """Return the post of a country or an organisation, its name with or without its accents."""
    return posts.seated(name, year) or posts.seated(_plain(name), year)


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name)
    return "".join(each for each in parts if not unicodedata.combining(each))


def _groups(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where the offices stand that a word such as Embassy or Department begins."""
    begin = start
    for sign in SIGN.finditer(text, start, stop):
        if match := BEGINS.match(text, sign.end(), stop):
            yield begin, sign.start()
            begin = match.start("office")
    if begin < stop:
        yield begin, stop


def _parts(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    signs = [sign.span() for sign in SIGN.finditer(text, start, stop)]
    edges = [start, *(place for sign in signs for place in sign), stop]
    return [(a, b) for a, b in list(pairwise(edges))[::2] if text[a:b].strip()]


def _named(text: str, start: int, stop: int, year: int) -> Iterator[tuple[int, int]]:
    """Yield the names of a list, the longest that is known first: "Trinidad and Tobago"."""
    parts = _parts(text, start, stop)
    at = 0
    while at < len(parts):
        longest = min(LONGEST_JOINED, len(parts) - at)
        joined = (
            size
            for size in range(longest, 1, -1)
            if seated(text[parts[at][0] : parts[at + size - 1][1]], year)
        )
        size = next(joined, 1)
        yield parts[at][0], parts[at + size - 1][1]
        at += size


def _office(
    text: str, place: tuple[int, int], named: str, year: int, *, abroad: bool = False
) -> Office:
    """Make the office whose country, organisation or department is `named`."""
    name = text[slice(*place)]
    row = _post(name, named, year)
    return Office(name, row.mrn if row else "", bool(COLLECTIVE.match(name)), abroad, *place)


def _post(name: str, named: str, year: int) -> PostRow | None:
    """Return the post: of the whole name, else of what it is in, at or to, without remarks."""
    if SECRETARY.match(REMARK.sub("", name)):
        return posts.known("STATE")
    bare = REMARK.sub("", named).strip()
    first = bare.partition(",")[0]
    whole = NATION_BEFORE.sub("", REMARK.sub("", name))
    places = (whole, named, bare, ABROAD.sub("", bare), first)
    return next((row for each in places if (row := seated(each, year))), None)
