"""From the spelling of a post, agency or collective to the row of the tables."""

import re
from functools import cache, lru_cache

from reftel.tables import load
from reftel.tables.rows import CollectiveRow, PostRow, SeatRow
from reftel.telegram.spelling import nearly

# What stands before the place in an address: AMEMBASSY LA PAZ, USMISSION GENEVA. Copies garble
# it (AMEMDASSY, AMEMBISSY); the place behind it then still names the post.
KIND_OF_POST = re.compile(
    r"(?:AM|US|U\.?S\.?\s)\s?[A-Z]{2,9}\s(?=[A-Z])|EMBASSY\s|USDEL\s|REO\s|CONSULATE\s",
    re.IGNORECASE,
)
LONGEST_NAME = 8  # words; what stands behind them cannot help to name a post
# Offices beside an embassy that number their messages themselves: attachés, information service.
OWN_SERIES = ("USDAO", "USIS", "USICA", "USDEL", "USUN")
SHORTEST_CUT = 6  # letters
NOT_ALPHANUMERIC = re.compile(r"[^A-Z0-9]+")


def squeezed(name: str) -> str:
    """Return the letters and figures of a name in capitals: `U.S. Mission` to USMISSION."""
    return NOT_ALPHANUMERIC.sub("", name.upper())


@cache
def _by_spelling() -> dict[str, PostRow]:
    index: dict[str, PostRow] = {}
    for row in load.posts():
        for spelling in (row.mrn, row.name, *row.aliases, *row.stations_1973_79):
            index.setdefault(squeezed(spelling), row)
    return index


@cache
def spellings() -> frozenset[str]:
    """Return the spellings of all posts, blanks and signs taken out."""
    return frozenset(_by_spelling())


@cache
def last_words() -> frozenset[str]:
    """Return the words with which the names of posts end: PAZ, USUN."""
    spellings = (each for row in load.posts() for each in (row.mrn, row.name, *row.aliases))
    return frozenset(squeezed(each.split()[-1]) for each in spellings)


@cache
def _by_routing() -> dict[str, PostRow]:
    return {indicator: row for row in load.posts() for indicator in row.routing}


@cache
def _collectives() -> dict[str, CollectiveRow]:
    return {squeezed(row.name): row for row in load.collectives()}


@lru_cache(maxsize=8192)
def known(name: str) -> PostRow | None:
    """Return the post with that spelling, `LA PAZ`, `USUN`, `SANTIAGO`; None where none has it."""
    return _by_spelling().get(squeezed(name))


@lru_cache(maxsize=8192)
def addressed(name: str) -> PostRow | None:
    """Return the post that an address names: `AMEMBASSY LA PAZ`, `USCINCSO J2 QUARRY HTS CZ`.

    The beginning of the name counts, without the words behind it that tables do not list (a
    room, a city); then the place behind the kind of post, which copies garble.
    """
    kind = KIND_OF_POST.match(name)
    return _beginning(name) or (_beginning(name[kind.end() :]) if kind else None)


def _beginning(name: str) -> PostRow | None:
    words = name.split(maxsplit=LONGEST_NAME)[:LONGEST_NAME]
    for length in range(len(words), 0, -1):
        row = _by_spelling().get(squeezed(" ".join(words[:length])))
        if row is not None:
            return row
    return None


@cache
def _seats() -> dict[str, list[SeatRow]]:
    found: dict[str, list[SeatRow]] = {}
    for row in load.seats():
        found.setdefault(squeezed(row.of), []).append(row)
    return found


def seated(of: str, year: int) -> PostRow | None:
    """Return the post that stands for a country or an organisation in that year, "Iran", 1969.

    A name without row may be that of a city; None where neither is known, or the year is one
    in which an embassy moved. A year of 0 is none in particular.
    """
    bare = squeezed(of.removeprefix("the "))
    rows = _seats().get(bare)
    if rows is None:
        return known(bare)
    held = [r for r in rows if (r.since or 0) <= (year or 0) <= (r.until or 9999)]
    one = rows if len(rows) == 1 and not year else held
    return known(one[0].post) if len(one) == 1 else None


def routed(indicator: str) -> PostRow | None:
    """Return the post with that routing indicator."""
    return _by_routing().get(indicator)


def collective(name: str) -> CollectiveRow | None:
    """Return the collective with that name."""
    return _collectives().get(squeezed(name))


@lru_cache(maxsize=8192)
def nearest(name: str) -> PostRow | None:
    """Return the one post that a cut or misspelt name can mean: SANTIAG, ANTANA, MOSCWO.

    None for a name of fewer than six letters, which too many could mean, and where several could.
    """
    bare = squeezed(name)
    if len(bare) < SHORTEST_CUT:
        return None
    rows = {row.mrn: row for spelling, row in _by_spelling().items() if bare in spelling}
    if not rows:
        meant = nearly(bare, spellings())
        return _by_spelling()[meant] if meant else None
    return next(iter(rows.values())) if len(rows) == 1 else None


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """Return the post part of a message reference number: the table's, else the letters."""
    row = _with_or_without_kind(name)
    return row.mrn if row else squeezed(name)


def is_known(name: str) -> bool:
    """Whether the tables have a post of that name, its kind before it or not: EMBASSY PARIS."""
    return _with_or_without_kind(name) is not None


def _with_or_without_kind(name: str) -> PostRow | None:
    kind = None if name.upper().startswith(OWN_SERIES) else KIND_OF_POST.match(name)
    return known(name) or (known(name[kind.end() :]) if kind else None)


def mrn(year: int, post: str, number: int) -> str:
    """Return `08USUNNEWYORK303`; a year of 0 is left out."""
    return f"{year % 100:02d}{post}{number}" if year else f"{post}{number}"
