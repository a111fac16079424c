"""What each reference names: kind, canonical target, year and date."""

import re
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 - fields are called `date`
from datetime import datetime
from typing import NamedTuple

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
    DOCUMENT,
    DOCUMENTS,
    NOTE,
    Found,
    airgram,
    folded,
    number_first,
    target,
)
from reftel.telegram.references.years import Year

NOT_APPLICABLE = re.compile(r"\s{0,4}(?:N/A|NONE)\s{0,4}$")
ONLY_A_NUMBER = re.compile(
    r"(?!\d{1,2}\sFA[MH]\b)#?\d{2,7}"
    r"(?=\s{0,3}(?:$|\(|NOTAL|OF\b|DATED|AND\sPREVIOUS|,?\s[A-Z]{3,9}\.?\s\d))"
)
# Whose telegram a name without post means: the own post's, the Department's, the other end's.
OWN_WORDS = frozenset({"EMBTEL", "EMBTELS", "MYTEL", "OURTEL", "MY", "MY TELEGRAM", "OUR"})
DEPARTMENT_WORDS = frozenset(
    {"DEPTEL", "DEPTELS", "DEPT", "DEPARTMENT", "DEPARTMENT TELEGRAM", "DEPT TEL", "SECSTATE"}
)
OTHER_WORDS = frozenset({"URTEL", "URTELS", "YOURTEL", "YOUR", "YOUR TELEGRAM", "UR"})


class Own(NamedTuple):
    """What the telegram itself tells about its references.

    moment: when it was sent. other: to whom it is, where that is one post.
    """

    moment: datetime | None
    post: str
    number: int
    other: str = ""


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
    if NOT_APPLICABLE.match(capitals, start):
        return
    before: Reference | None = None
    for entry in entries(capitals, start):
        for bounds in items(capitals, entry):
            words = " ".join(text[slice(*bounds)].split())
            record = _reference(entry.letter, words, bounds, own, before)
            before = record if record.kind == "telegram" else None
            yield record, bounds


def _reference(
    letter: str, words: str, bounds: tuple[int, int], own: Own, before: Reference | None
) -> Reference:
    text = folded(words)
    plain = Reference(
        letter=letter,
        kind="other",
        text=words,
        notes=tuple(m["note"] or m["previous"] for m in NOTE.finditer(text)),
        span=Span(*bounds),
    )
    return _meant(plain, text, own, before)


def _meant(plain: Reference, text: str, own: Own, before: Reference | None) -> Reference:
    """Return the reference with kind and target: what its words can mean, the surest first."""
    if found := airgram(text):
        return _dated(_airgram(plain, found), text, found.end, own)
    named = _named(text, before)
    if named is None and (kind := _document(text)):
        return _dated(replace(plain, kind=kind), text, 0, own)
    inner = INNER.search(text)
    dtg = inner[0] if inner else ""
    if named:
        return _telegram(replace(plain, dtg=dtg), text, named, own)
    return _dated(replace(plain, kind="dtg", dtg=dtg) if dtg else plain, text, 0, own)


def _document(text: str) -> ReferenceKind | None:
    match = DOCUMENT.search(text)
    return DOCUMENTS[int((match.lastgroup or "k0")[1:])][0] if match else None


def _named(text: str, before: Reference | None) -> Found | None:
    """Return how a telegram is named; None where the words name none."""
    if found := target(text):
        return found
    if before and (match := ONLY_A_NUMBER.match(text)):
        year = str(before.year) if before.year_ground == "stated" and not before.date else ""
        return Found(before.post, match[0].lstrip("#"), year, match.end())
    return number_first(text)


def _airgram(plain: Reference, found: Found) -> Reference:
    post = posts.canonical(found.post) if found.post else ""
    name = f"{post} {found.series}-{found.figures}".strip()
    return replace(plain, kind="airgram", post=post, number=found.figures, target=name)


def _telegram(plain: Reference, text: str, named: Found, own: Own) -> Reference:
    post, number = _whose(named.post.replace("0", "O"), own), named.figures
    found = date_in(text, named.end)
    day = not_after(found, own.moment) if found and own.moment else None
    day = _day_of(plain.dtg) or day
    if named.year:
        year = Year(full_year(named.year), "stated", 1.0)
    elif day:
        year = Year(day.year, "stated" if found and found.year else "date", 1.0)
    else:
        year = _year(post, number, own)
    return replace(
        plain,
        kind="telegram",
        post=post,
        number=number,
        date=day,
        year=year.year,
        year_ground=year.ground,
        confidence=year.confidence,
        target=posts.mrn(year.year, post, number),
        others=tuple(posts.mrn(each, post, number) for each in year.others),
    )


def _day_of(group: str) -> Date | None:
    """Return the day of `031309Z OCT 05`; None where month or year is missing."""
    match = INNER.match(group)
    if match is None or not match["month"]:
        return None
    time = moment(match["digits"], match["month"], match["year"])
    return time.date() if time else None


def _whose(words: str, own: Own) -> str:
    """Return the post that is meant: EMBTEL is the own post's telegram, DEPTEL the Department's."""
    bare = words.removesuffix("'S")
    if bare in OWN_WORDS and own.post:
        return own.post
    if bare in DEPARTMENT_WORDS:
        return "STATE"
    if bare in OTHER_WORDS and own.other:
        return own.other
    return posts.canonical(words)


def _year(post: str, number: int, own: Own) -> Year:
    """Return the year of a number that names none.

    The own post had not reached its own next number: such a one is of the year before.
    """
    if own.moment is None:
        return Year(0, "none", 0.0)
    if post == own.post and own.number:
        if number >= own.number:
            return Year(own.moment.year - 1, "previous year", 1.0)
        return years.inferred(number, years.own_series(own.number, own.moment), own.moment)
    series = years.STATE_A_YEAR if post == "STATE" else years.POST_A_YEAR
    return years.inferred(number, series, own.moment)


def _dated(reference: Reference, text: str, at: int, own: Own) -> Reference:
    """Return the reference with the date that stands behind it."""
    found = date_in(text, at)
    day = not_after(found, own.moment) if found and own.moment else None
    return replace(reference, date=day) if day else reference


def _note_garbled(reference: Reference, findings: Findings) -> None:
    """Tell where a figure was read for a letter, or the other way round."""
    found = target(folded(reference.text)) if reference.kind == "telegram" else None
    if found and found.garbled:
        message = f"reference {reference.text} read as {reference.target}"
        findings.add("T019", reference.span, message)
