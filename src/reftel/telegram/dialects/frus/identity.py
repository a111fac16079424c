"""Which telegram a document is, who sent it, and to whom."""

from collections.abc import Sequence
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram import posts
from reftel.telegram.dialects.frus import heading
from reftel.telegram.dialects.frus.edition import Surroundings
from reftel.telegram.dialects.frus.offices import offices
from reftel.telegram.findings import Findings
from reftel.telegram.header import Header
from reftel.telegram.model import Addressee, Identity, NumberGround, Originator, Text


class Number(NamedTuple):
    """A number as printed, and where."""

    printed: str
    span: Span
    ground: NumberGround


def identity(
    around: Surroundings, within: Sequence[Text], header: Header, year: int, findings: Findings
) -> Identity | None:
    """Return the number of the heading, else that of the text; where they differ, the text's.

    within: the numbers that the telegram itself prints.
    """
    found = _number(around, within, findings)
    if found is None:
        at = around.title.span(0, 0)
        findings.add("T031", at, "no number in the heading or the first paragraph")
        return None
    number = heading.figures(found.printed) or 0
    # CEDTO and its like count for themselves, in place of the post.
    series = found.printed.split()[0] if " " in found.printed else ""
    post = posts.canonical(series) if series else _post(around, header, findings)
    by_group = bool(header.dtg and header.dtg.time)
    return Identity(
        mrn=posts.mrn(year, post, number),
        year=year,
        post=post,
        number=number,
        printed=found.printed,
        number_ground=found.ground,
        year_ground="none" if not year else "date-time group" if by_group else "dateline",
        span=found.span,
    )


def _number(around: Surroundings, within: Sequence[Text], findings: Findings) -> Number | None:
    head = around.heading
    printed = [Number(each.text, each.span, "first paragraph") for each in within]
    if head is None or not head.own:
        return printed[0] if printed else None
    own = heading.figures(head.own)
    if printed and own not in [heading.figures(each.printed) for each in printed]:
        message = f"the telegram says number {printed[0].printed}; the heading says {head.own}"
        findings.add("T035", printed[0].span, message)
        return printed[0]
    return Number(head.own, around.title.span(*head.own_place), "heading")


def _post(around: Surroundings, header: Header, findings: Findings) -> str:
    """Return the sender's post; where none is known, the letters of its printed name."""
    sender = originator(around)
    post = (header.originator.post if header.originator else "") or (sender.post if sender else "")
    if post or sender is None:
        return post
    message = f"{sender.name!r} names no post of the tables for {around.year or 'no known year'}"
    findings.add("T034", sender.span, message)
    return posts.squeezed(sender.name.removeprefix("the "))


def originator(around: Surroundings) -> Originator | None:
    """Return the sender as the heading names it."""
    head, title = around.heading, around.title
    if head is None or not head.sender:
        return None
    found = offices(title.text, head.sender_place, around.year)
    span = title.span(*head.sender_place)
    return Originator(name=head.sender, post=found[0].post if found else "", span=span)


def recipients(around: Surroundings) -> tuple[Addressee, ...]:
    """Return the recipients as the heading names them."""
    head, title = around.heading, around.title
    if head is None:
        return ()
    return tuple(
        Addressee(
            role="action",
            kind="collective" if each.collective else "post" if each.post else "other",
            name=each.name,
            post=each.post,
            span=title.span(each.start, each.end),
        )
        for each in offices(title.text, head.recipients_place, around.year)
    )
