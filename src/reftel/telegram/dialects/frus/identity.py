"""Which telegram a document is, who sent it, and to whom."""

from collections.abc import Sequence
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram import posts
from reftel.telegram.dialects.frus import numbers
from reftel.telegram.dialects.frus.edition import Surroundings
from reftel.telegram.dialects.frus.heading import NOWHERE
from reftel.telegram.dialects.frus.offices import OFFICE, SECRETARY, offices
from reftel.telegram.findings import Findings
from reftel.telegram.header import Header
from reftel.telegram.lines import Lines
from reftel.telegram.model import (
    Addressee,
    Identity,
    NumberGround,
    Originator,
    SecondNumber,
    Text,
    YearGround,
)

WASHINGTON = frozenset(["", "Washington"])


class Number(NamedTuple):
    """A number as printed, where, and its parts, whose places count from where it begins."""

    printed: str
    span: Span
    ground: NumberGround
    parts: Sequence[numbers.Part]

    def figures(self) -> list[int]:
        """Return the numbers of its parts."""
        return [each.number for each in self.parts if each.kind in {"number", "series"}]


def printed(found: Text) -> Number:
    """Return a number that the telegram's own form prints."""
    parts = numbers.parts(found.text, 0, len(found.text))
    return Number(found.text, found.span, "first paragraph", parts)


def of_class_line(header: Header, lines: Lines) -> list[Number]:
    """Return the number of the telegram's own classification line, if it is printed."""
    line, index = header.class_line, header.class_index
    if line is None or not line.number:
        return []
    parts = numbers.parts(line.number, 0, len(line.number))
    span = lines.span(index, line.number_start, line.number_end)
    return [Number(line.number, span, "classification line", parts)]


def identity(
    around: Surroundings,
    within: Sequence[Number],
    header: Header,
    sender: Originator | None,
    findings: Findings,
) -> Identity | None:
    """Return the number of the heading, else that of the text; where they differ, the text's.

    within: the numbers that the telegram itself prints.
    """
    found = _number(around, within, findings)
    own = _own(found, sender) if found else None
    if found is None or own is None:
        at = around.title.span(0, 0)
        findings.add("T031", at, "no number in the heading or the first paragraph")
        return None
    # CEDTO and its like count for themselves, in place of the post.
    post = posts.canonical(own.series) if own.series else _post(around, header, sender, findings)
    time = header.dtg.time if header.dtg else None
    year = time.year if time else around.year
    ground: YearGround = "date-time group" if time else "dateline" if year else "none"
    return Identity(
        mrn=posts.mrn(year, post, own.number),
        year=year,
        post=post,
        number=own.number,
        printed=found.printed,
        number_ground=found.ground,
        year_ground=ground,
        second_numbers=_seconds(found, own),
        span=found.span,
    )


def by_heading(around: Surroundings) -> Number:
    """Return the number of the heading; without parts where it has none."""
    head, title = around.heading, around.title
    place = head.own_place if head else NOWHERE
    parts = numbers.parts(title.text, *place) if head and head.own else []
    return Number(head.own if head else "", title.span(*place), "heading", parts)


def _number(around: Surroundings, within: Sequence[Number], findings: Findings) -> Number | None:
    own = by_heading(around)
    # `Telegram 212040Z From …` names its time and no number.
    if not own.figures():
        return next(iter(within), None)
    if within and not any(set(own.figures()) & set(each.figures()) for each in within):
        message = f"the telegram says number {within[0].printed}; the heading says {own.printed}"
        findings.add("T035", within[0].span, message)
        return within[0]
    return own


def _own(found: Number, sender: Originator | None) -> numbers.Part | None:
    """Return the part that numbers the telegram among all of its sender.

    That is the plain one where a post counts (`14612/Delto 81` is the embassy's 14612); of a
    sender without post, who travels, the series.
    """
    plain = [each for each in found.parts if each.kind == "number"]
    series = [each for each in found.parts if each.kind == "series"]
    by_post = plain and (not series or (sender and sender.post))
    return next(iter(plain if by_post else series or plain), None)


def _seconds(found: Number, own: numbers.Part) -> tuple[SecondNumber, ...]:
    return tuple(
        SecondNumber(series=each.series.upper(), number=each.number, span=found.span)
        for each in found.parts
        if each.kind in {"number", "series"} and each != own
    )


def _post(
    around: Surroundings, header: Header, sender: Originator | None, findings: Findings
) -> str:
    """Return the sender's post; where none is known, the letters of its printed name."""
    post = (header.originator.post if header.originator else "") or (sender.post if sender else "")
    if post:
        return post
    if sender is None:
        at = around.title.span(0, 0)
        findings.add("T034", at, "the heading names no sender; the number is without its post")
        return ""
    # Of an office abroad it is told already.
    if not around.by_person and not OFFICE.match(sender.name):
        findings.add("T034", sender.span, _unknown(sender.name, around.year))
    return posts.squeezed(sender.name.removeprefix("the "))


def originator(around: Surroundings, findings: Findings) -> Originator | None:
    """Return the sender as the heading names it.

    Where no table has the post of an office abroad, the dateline's place is; this is told.
    """
    head, title = around.heading, around.title
    if head is None or not head.sender:
        return None
    span = title.span(*head.sender_place)
    office = offices(title.text, head.sender_place, around.year)[0]
    place = around.dateline.place if around.dateline else ""
    post = office.post
    if post == "STATE" and SECRETARY.match(office.name) and place not in WASHINGTON:
        post = ""  # the Secretary travels
    elif not post:
        abroad = office.abroad or around.by_person
        there = posts.known(place) if abroad and place else None
        post = there.mrn if there else ""
        if abroad:
            behind = f"; {post} taken from the dateline" if post else ""
            findings.add("T034", span, _unknown(head.sender, around.year) + behind)
    return Originator(name=head.sender, post=post, span=span)


def _unknown(name: str, year: int) -> str:
    return f"{name!r} names no post of the tables for {year or 'no known year'}"


def recipients(
    around: Surroundings, sender: Originator | None, findings: Findings
) -> tuple[Addressee, ...]:
    """Return the recipients as the heading names them."""
    head, title = around.heading, around.title
    if head is None:
        return ()
    found: list[Addressee] = []
    for each in offices(title.text, head.recipients_place, around.year):
        span = title.span(each.start, each.end)
        # The Acting Secretary writes to the Secretary, who travels.
        travels = SECRETARY.match(each.name) and sender is not None and sender.post == "STATE"
        post = "" if travels else each.post
        if each.abroad and not post and not each.collective:
            findings.add("T034", span, _unknown(each.name, around.year))
        kind = "collective" if each.collective else "post" if post else "other"
        found.append(Addressee(role="action", kind=kind, name=each.name, post=post, span=span))
    return tuple(found)
