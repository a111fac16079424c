"""The number of a British telegram, which counts for a pair: sender and first addressee."""

from collections.abc import Sequence
from typing import NamedTuple

from reftel.telegram.dialects.fco.heading import Heading
from reftel.telegram.dtg import full_year
from reftel.telegram.findings import Findings
from reftel.telegram.model import Addressee, Dateline, DateTimeGroup, Identity
from reftel.telegram.model.heading import YearGround
from reftel.telegram.series import OwnNumber, of_pair


class Sent(NamedTuple):
    """Between whom and in what year, 0 where not known; `ground`: what tells the year."""

    post: str
    action: str
    year: int
    ground: YearGround


def sent(
    heading: Heading,
    addressees: Sequence[Addressee],
    group: DateTimeGroup | None,
    day: Dateline | None,
) -> Sent:
    """Return sender, first action addressee, and the year of the time, or else of the date."""
    sender = heading.originator()
    action = next((each.post for each in addressees if each.role == "action"), "")
    post = sender.post if sender else ""
    if group and group.year_printed:
        return Sent(post, action, full_year(group.year_printed), "date-time group")
    if day and day.date:
        return Sent(post, action, day.date.year, "dateline")
    return Sent(post, action, 0, "none")


def identity(heading: Heading, pair: Sent, findings: Findings) -> Identity | None:
    """Return the number; None where its line is missing."""
    found = heading.number()
    if found is None:
        return None
    number, printed, span = found
    for name, there in (("FM", pair.post), ("TO", pair.action)):
        if not there:
            findings.add("T052", span, f"no {name} line; the number {printed} counts for a pair")
    return Identity(
        mrn=of_pair(pair.year, pair.post, pair.action, number),
        year=pair.year,
        post=pair.post,
        number=number,
        printed=printed,
        number_ground="heading",
        year_ground=pair.ground,
        series="pair and year",
        span=span,
    )


def own_number(pair: Sent, group: DateTimeGroup | None, own: Identity | None) -> OwnNumber:
    """Return what the telegram tells about its references."""
    when = group.time if group else None
    number = own.number if own else 0
    return OwnNumber(when, "date-time group", pair.post, pair.action, number)
