"""What each reference names: kind, canonical target, year and date."""

import re
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 - fields are called `date`
from datetime import datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.telegram import posts
from reftel.telegram.dates import date_in, not_after
from reftel.telegram.dtg import INNER, full_year, moment
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Reading
from reftel.telegram.model import Reference, ReferenceKind
from reftel.telegram.references import years
from reftel.telegram.references.items import items
from reftel.telegram.references.labels import entries
from reftel.telegram.references.words import (
    BEFORE_NAME,
    DOCUMENT,
    DOCUMENTS,
    NOTE,
    UNREAD_FIGURES,
    Found,
    airgram,
    folded,
    may_be_post,
    number_first,
    target,
)
from reftel.telegram.references.years import Year

NOT_APPLICABLE = re.compile(r"\s{0,4}(?:N/A|NONE)\s{0,4}$")
# Most strings are no more than this, and then nothing else needs to be looked for.
PLAIN = re.compile(
    r"\s{0,40}(?P<words>(?:(?P<year>\d\d) )?(?P<post>[A-Z]{3,20}(?: [A-Z]{2,20}){0,2}) "
    r"(?P<number>\d{1,7}))\s{0,40}$"
)
ONLY_A_NUMBER = re.compile(
    r"(?!\d{1,2}\sFA[MH]\b)#?\d{2,7}"
    r"(?=\s{0,3}(?:$|\(|NOTAL|OF\b|DATED|AND\sPREVIOUS|,?\s[A-Z]{3,9}\.?\s\d))"
)
# Whose telegram a name without post means, with its plural and its genitive.
Whose = Literal["ours", "theirs", "department", "embassy"]
WHOSE: dict[str, Whose] = {
    **dict.fromkeys(("OUR", "OURTEL", "MY", "MYTEL", "OUR TELEGRAM", "MY TELEGRAM"), "ours"),
    **dict.fromkeys(("YOUR", "YOURTEL", "UR", "URTEL", "YOUR TELEGRAM"), "theirs"),
    **dict.fromkeys(
        ("DEPTEL", "DEPT", "DEPTTEL", "DEPARTMENT", "DEPARTMENT TELEGRAM"), "department"
    ),
    **dict.fromkeys(("EMBTEL", "EMBASSY", "LEGTEL", "LEGATION", "CONTEL", "CONSULATE"), "embassy"),
    **dict.fromkeys(("MISSION", "MISTEL", "MISSTEL"), "embassy"),
}


class Own(NamedTuple):
    """What the telegram itself tells about its references.

    moment: when it was sent. other: to whom it is, where that is one post.
    """

    moment: datetime | None
    post: str
    number: int
    other: str = ""


class Item(NamedTuple):
    """One reference of a list: its words as printed and in capitals, and where they stand."""

    letter: str
    words: str
    text: str
    bounds: tuple[int, int]


NOBODY = Own(None, "", 0)


def read(
    reading: Reading, start: int, own: Own, findings: Findings, end: int | None = None
) -> tuple[Reference, ...]:
    """Read the entries of a REF block whose words stand from `start` up to `end` of the reading."""
    found = tuple(
        replace(each, span=reading.span(*bounds))
        for each, bounds in _found(reading.text[:end], start, own)
    )
    for each in found:
        _note_garbled(each, findings)
        _note_figures(each, findings)
        if each.kind == "other":
            findings.add("T015", each.span, f"reference {each.text!r} is of no known kind")
    return found


def parsed(text: str, own: Own = NOBODY) -> tuple[Reference, ...]:
    """Read a string that holds nothing but references: `A. STATE 1201, 1202; B. LIMA A-12`.

    Spans count its characters.
    """
    return tuple(each for each, _ in _found(text, 0, own))


def _found(text: str, start: int, own: Own) -> Iterator[tuple[Reference, tuple[int, int]]]:
    capitals = folded(text)
    plain = PLAIN.match(capitals, start)
    if plain and may_be_post(plain["post"]) and not BEFORE_NAME.match(plain["words"]):
        bounds = plain.span("words")
        item = Item("", text[slice(*bounds)], plain["words"], bounds)
        named = Found(plain["post"], plain["number"], plain["year"] or "", len(item.text))
        yield _telegram(item, named, own), bounds
        return
    if NOT_APPLICABLE.match(capitals, start):
        return
    before: Reference | None = None
    for entry in entries(capitals, start):
        for bounds in items(capitals, entry):
            words = " ".join(text[slice(*bounds)].split())
            record = _meant(Item(entry.letter, words, folded(words), bounds), own, before)
            before = record if record.kind == "telegram" else None
            yield record, bounds


def _meant(item: Item, own: Own, before: Reference | None) -> Reference:
    """Return what an item means: what its words can name, the surest first."""
    text = item.text
    cut = BEFORE_NAME.match(text)
    named = target(text[cut.end() :]) if cut else None
    if cut and named and posts.is_known(named.post):
        return _telegram(item._replace(text=text[cut.end() :]), named, own)
    if found := airgram(text):
        return _airgram(item, found, own)
    if named := target(text):
        return _telegram(item, named, own)
    if before and (number := ONLY_A_NUMBER.match(text)):
        found = Found(before.post, number[0].lstrip("#"), "", number.end())
        return _telegram(item, found, own, before)
    if named := number_first(text):
        return _telegram(item, named, own)
    kind = _document(text)
    inner = None if kind else INNER.search(text)
    group = inner[0] if inner else ""
    return Reference(
        letter=item.letter,
        kind=kind or ("dtg" if group else "other"),
        text=item.words,
        date=_day_of(group) or _day_behind(text, 0, own),
        dtg=group,
        notes=_notes(text),
        span=Span(*item.bounds),
    )


def _document(text: str) -> ReferenceKind | None:
    match = DOCUMENT.search(text)
    return DOCUMENTS[int((match.lastgroup or "k0")[1:])][0] if match else None


def _airgram(item: Item, found: Found, own: Own) -> Reference:
    post = _whose(found.post, own) if found.post else ""
    return Reference(
        letter=item.letter,
        kind="airgram",
        text=item.words,
        post=post,
        number=found.figures,
        target=f"{post} {found.series}-{found.figures}".strip(),
        date=_day_behind(item.text, found.end, own),
        notes=_notes(item.text),
        span=Span(*item.bounds),
    )


def _telegram(item: Item, named: Found, own: Own, before: Reference | None = None) -> Reference:
    """Return the record of a telegram. before: the one whose post it shares, and so its year."""
    post, number, text = _whose(named.post.replace("0", "O"), own), named.figures, item.text
    day, group, is_year_printed = None, "", False
    if named.end < len(text):
        inner = INNER.search(text, named.end)
        group = inner[0] if inner else ""
        found = date_in(text, named.end)
        is_year_printed = bool(found and found.year)
        day = _day_of(group) or (not_after(found, own.moment) if found and own.moment else None)
    stated = full_year(named.year) if named.year else 0
    if named.suffix and own.moment and stated > own.moment.year:
        stated = 0  # LIMA 07-12 in 2008: no year, since that telegram is not sent yet
    if stated:
        year = Year(stated, "stated", 1.0)
    elif day:
        year = Year(day.year, "stated" if is_year_printed else "date", 1.0)
    elif before and before.number < number and not before.date:
        year = Year(before.year, before.year_ground, before.confidence)
    else:
        year = _year(post, number, own)
    return Reference(
        letter=item.letter,
        kind="telegram",
        text=item.words,
        target=posts.mrn(year.year, post, number),
        post=post,
        number=number,
        year=year.year,
        year_ground=year.ground,
        confidence=year.confidence,
        others=_others(year, post, number) if year.others else (),
        date=day,
        dtg=group,
        notes=_notes(text) if named.end < len(text) else (),
        span=Span(*item.bounds),
    )


def _others(year: Year, post: str, number: int) -> tuple[str, ...]:
    return tuple(posts.mrn(each, post, number) for each in year.others)


def _notes(text: str) -> tuple[str, ...]:
    return tuple(match["note"] or match["previous"] for match in NOTE.finditer(text))


def _day_behind(text: str, at: int, own: Own) -> Date | None:
    found = date_in(text, at)
    return not_after(found, own.moment) if found and own.moment else None


def _day_of(group: str) -> Date | None:
    """Return the day of `031309Z OCT 05`; None where month or year is missing."""
    match = INNER.match(group)
    if match is None or not match["month"]:
        return None
    time = moment(match["digits"], match["month"], match["year"])
    return time.date() if time else None


def _whose(words: str, own: Own) -> str:
    """Return the post that is meant: DEPTEL is the Department's, EMBTEL of the one that is not."""
    whose, post = _post(words)
    if whose is None:
        return post
    if whose == "department":
        return "STATE"
    is_own = whose == "ours" or (whose == "embassy" and own.post != "STATE")
    return (own.post if is_own else own.other) or post


@lru_cache(maxsize=8192)
def _post(words: str) -> tuple[Whose | None, str]:
    """Return whose telegram some words mean, if they name no post, and the post that they name."""
    bare = words.removesuffix("'S")
    whose = WHOSE.get(bare) or WHOSE.get(bare.removesuffix("S"))
    row = None if whose or posts.is_known(words) else posts.nearest(words)
    return whose, row.mrn if row else posts.canonical(words)


def _year(post: str, number: int, own: Own) -> Year:
    """Return the year of a number that names none.

    The own post had not reached its own next number: such a one is of the year before.
    """
    if own.moment is None:
        return Year(0, "none", 0.0)
    if post == own.post and own.number:
        if number < own.number:
            return Year(own.moment.year, "date-time group", years.SUREST)
        return Year(own.moment.year - 1, "previous year", years.SUREST)
    series = years.STATE_A_YEAR if post == "STATE" else years.POST_A_YEAR
    return years.inferred(number, series, own.moment)


def _note_garbled(reference: Reference, findings: Findings) -> None:
    """Tell where a figure was read for a letter, or a post for one cut or misspelt."""
    found = target(folded(reference.text)) if reference.kind == "telegram" else None
    if found is None:
        return
    is_other = posts.canonical(found.post) != reference.post and posts.is_known(reference.post)
    if found.garbled or (is_other and posts.nearest(found.post)):
        message = f"reference {reference.text} read as {reference.target}"
        findings.add("T019", reference.span, message)


def _note_figures(reference: Reference, findings: Findings) -> None:
    """Tell of figures behind the number that nothing read: `PARIS 12 988`, `LIMA 12 THROUGH 15`."""
    text = folded(reference.text)
    found = target(text) if reference.kind == "telegram" else None
    if found and not reference.date and UNREAD_FIGURES.search(text[found.end :].partition("(")[0]):
        message = f"reference {reference.text} read as {reference.target} alone"
        findings.add("T019", reference.span, message)
