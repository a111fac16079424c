"""The number of a cablegram, which counts for a post and a year."""

from datetime import UTC, datetime, time

from reftel.telegram import services
from reftel.telegram.dialects.cablegram.heading import Heading
from reftel.telegram.dialects.cablegram.parties import post_of
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines
from reftel.telegram.model import Identity
from reftel.telegram.series import OwnNumber, of_post


def identity(lines: Lines, head: Heading, findings: Findings) -> Identity | None:
    """Return the number; None where the cablegram has none."""
    found = head.number
    if found is None or not found.number:
        return None
    span = lines.span(head.index, found.start, found.end)
    post = post_of(head)
    coded = services.coded(found.letters) if found.way == "O" else ""
    if coded and coded != post:
        message = f"number {found.printed} is of {coded}; the dateline says {post}"
        findings.add("T057", span, message)
    year = head.dateline.date.year if head.dateline and head.dateline.date else 0
    return Identity(
        mrn=of_post(year, post, found.series, found.number),
        year=year,
        post=post,
        number=found.number,
        printed=found.printed,
        number_ground="heading",
        year_ground="dateline" if year else "none",
        span=span,
    )


def own_number(own: Identity | None, head: Heading, addressee: str) -> OwnNumber:
    """Return what the cablegram tells about its references."""
    day = head.dateline.date if head.dateline else None
    return OwnNumber(
        moment=datetime.combine(day, time(), tzinfo=UTC) if day else None,
        ground="dateline",
        post=post_of(head),
        other=addressee,
        number=own.number if own else 0,
        letters=head.number.series if head.number else "",
    )
