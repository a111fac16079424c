"""Whose telegram a reference means: "Embtel 3244", "your 975", "Department’s 61"."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec.structs import replace

from reftel.telegram import posts, references
from reftel.telegram.model import Reference

Whose = Literal["ours", "yours", "department", "embassy"]

# Each with its plural and its genitive; the Department's circulars count for themselves.
WHOSE: dict[str, Whose] = {
    **dict.fromkeys(("OUR", "OURTEL", "MY", "MYTEL"), "ours"),
    **dict.fromkeys(("YOUR", "YOURTEL", "URTEL"), "yours"),
    **dict.fromkeys(("DEPTEL", "DEPT", "DEPTTEL", "DEPARTMENT"), "department"),
    **dict.fromkeys(("EMBTEL", "EMBASSY", "LEGTEL", "LEGATION", "CONTEL", "CONSULATE"), "embassy"),
    **dict.fromkeys(("MISSION", "MISSTEL"), "embassy"),
}

# The Department counted from July to June, up to December 1968 once; from 1969 by the calendar.
LAST_COUNT_FROM_JULY = date(1967, 7, 1)
BY_CALENDAR = 1969
# Its number 219240 is of the end of June 1967, 293341 of the end of December 1968.
MOST_FROM_JULY = 230_000


def resolved(
    found: Iterable[Reference], own: references.Own, parties: tuple[str, str], *, by_dateline: bool
) -> Iterator[Reference]:
    """Yield the references with the post that their words mean in this telegram.

    parties: the sender's post, and the one post that it is sent to, "" of several. The embassy
    of a telegram between an embassy and the Department is the one that is not the Department.
    by_dateline: whether the telegram's date is that of the dateline.
    """
    whose: Whose | None = None
    for each in found:
        bare = each.text.lstrip("(#")
        if not bare[:1].isdigit():  # "Embtels 3415 and 3350": the second goes on with the first
            whose = _whose(bare)
        one = each
        if each.kind == "telegram" and whose and (post := _post(whose, *parties)):
            one = _of(each, post, own)
        one = _counted_from_july(one, own)
        if by_dateline and one.year_ground == "date-time group":
            one = replace(one, year_ground="dateline")
        yield one


def _whose(text: str) -> Whose | None:
    word = text.split(maxsplit=1)[0].upper() if text.strip() else ""
    bare = word.replace("’", "'").removesuffix("'S")
    return WHOSE.get(bare) or WHOSE.get(bare.removesuffix("S"))


def _post(whose: Whose, sender: str, to: str) -> str:
    if whose == "department":
        return "STATE"
    if whose == "ours":
        return sender
    if whose == "yours":
        return to
    return to if sender == "STATE" else sender


def _of(reference: Reference, post: str, own: references.Own) -> Reference:
    """Return the reference with that post; a number that it had not reached is a year older."""
    if post == reference.post:
        return reference
    year, ground = reference.year, reference.year_ground
    if own.moment and ground in {"date-time group", "previous year"}:
        year, ground = own.moment.year, "date-time group"
        if post == own.post and reference.number >= own.number:
            year, ground = year - 1, "previous year"
    target = posts.mrn(year, post, reference.number)
    return replace(reference, post=post, year=year, year_ground=ground, target=target)


def _counted_from_july(reference: Reference, own: references.Own) -> Reference:
    """Return the reference with its year put right, where the numbers began anew in July.

    A high number of January is of this count; one of August is of the count that ended in June.
    """
    moment, guessed = own.moment, reference.year_ground == "previous year"
    if moment is None or moment.year >= BY_CALENDAR or reference.post != "STATE" or not guessed:
        return reference
    day = moment.date()
    july = date(day.year if day.month >= LAST_COUNT_FROM_JULY.month else day.year - 1, 7, 1)
    began = min(july, LAST_COUNT_FROM_JULY) if day >= LAST_COUNT_FROM_JULY else july
    share = (day - began).days / 365 + 0.05
    year = day.year if reference.number <= MOST_FROM_JULY * share else began.year
    ground = "date-time group" if year == day.year else "previous year"
    target = posts.mrn(year, reference.post, reference.number)
    return replace(reference, year=year, year_ground=ground, target=target)
