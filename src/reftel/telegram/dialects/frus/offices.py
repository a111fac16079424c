"""Who sends and receives: "the Embassies in Iran and France and the Mission to NATO"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reftel.telegram import posts

OFFICE = re.compile(
    r"""(?:the\s)?(?:(?:U\.?S\.?|American|United\sStates)\s)?
    (?P<office>Embass(?:y|ies)|(?:Permanent\s)?Missions?|Consulates?(?:\sGeneral)?|Legations?
      |Interests\sSections?|Liaison\sOffices?|Ambassador|Charg[eé]|Delegation)
    \s(?:in|at|to|of)\s""",
    re.VERBOSE,
)
SEVERAL = re.compile(r"(?:ies|Missions|Consulates|Consulates General|Legations|Sections|Offices)$")
GROUPS = re.compile(
    r",?\s{1,2}and\s{1,2}(?=(?:to\s)?the\s(?:Embass|Mission|Consul|Interests|Legation))"
)
LIST = re.compile(r",\s{1,2}(?:and\s{1,2})?|\s{1,2}and\s{1,2}")
REMARK = re.compile(r"\s{0,2}\([^()]{0,60}\)$")
COLLECTIVE = re.compile(r"(?:Certain|All|Various)\s.{0,40}(?:Posts|Missions|Embassies)")


class Office(NamedTuple):
    """One sender or recipient: name as printed, post or "", and where it stands in the words."""

    name: str
    post: str
    collective: bool
    start: int
    end: int


def offices(text: str, place: tuple[int, int], year: int) -> list[Office]:
    """Return the offices that stand between two places of a heading."""
    found: list[Office] = []
    start, stop = place
    for begin, end in _parts(text, start, stop, GROUPS):
        match = OFFICE.match(text, begin, end)
        if match is None or not SEVERAL.search(match["office"]):
            found.append(_office(text, begin, end, match.end() if match else begin, year))
        else:
            found += [
                _office(text, *part, part[0], year) for part in _parts(text, match.end(), end, LIST)
            ]
    return found


def _parts(text: str, start: int, stop: int, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text, start, stop):
        yield start, match.start()
        start = match.end()
    if start < stop:
        yield start, stop


def _office(text: str, start: int, end: int, place: int, year: int) -> Office:
    """Make the office whose post is named from `place` on."""
    name = text[start:end]
    named = REMARK.sub("", text[place:end]).strip()
    row = posts.seated(named, year) or posts.seated(named.partition(",")[0], year)
    return Office(name, row.mrn if row else "", bool(COLLECTIVE.match(name)), start, end)
