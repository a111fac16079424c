"""SMART telegrams of 2010 on: labelled head and tail, an e-mail above, banners on each page."""

from collections.abc import Iterator, Sequence
from random import Random

from . import places, truth, words
from .facts import Addressee, Facts, draw
from .lines import wrapped
from .sample import Sample

PAGE = 52  # lines between two banners
WIDTH = 110  # the released copies print a wider page than a teletype


def sample(chance: Random) -> Sample:
    """Return a released copy; half of them hang below an e-mail."""
    facts = draw(chance, (2011, 2016), places.missions())
    text = list(_telegram(facts, _writer(chance), _writer(chance)))
    if chance.random() < 0.5:
        text = [*_email(chance, facts), *text]
    if chance.random() < 0.7:
        text = _banners(chance, text)
    return Sample("smart", "\n".join(text) + "\n", truth.of_facts(facts) | _printed(facts))


def _printed(facts: Facts) -> dict[str, str]:
    """Return the fields that this layout prints otherwise.

    No continuity numbers and a word for every precedence; a letter before a single reference; the
    order alone on a telegram that is not classified.
    """
    listed = {"to": facts.action, "info": facts.info}
    cited = (f"{each.letter or 'A'} {each.kind} {each.target}" for each in facts.references)
    found = {
        key: "; ".join(f"{each.place.mrn} {each.precedence}" for each in places_)
        for key, places_ in listed.items()
    }
    if facts.order and not facts.order.date:
        found["order"] = facts.order.number
    return {**found, "references": "; ".join(cited)}


def _telegram(facts: Facts, drafter: str, approver: str) -> Iterator[str]:
    post = facts.post.name
    order = facts.order
    yield from ("", f"{facts.level:^{WIDTH}}".rstrip(), "", "")
    yield _field("MRN", f"{facts.sent:%y} {post} {facts.number}")
    month = facts.dtg.split()[1].capitalize()
    yield _field("Date/DTG", f"{month} {facts.sent:%d, %Y} / {facts.dtg}")
    yield _field("From", facts.post.address)
    yield _field("Action", "; ".join(map(_inverted, facts.action)))
    yield _field("E.O.", order.number if order else "13526")
    if order and order.date:
        by, _, reasons = facts.classifier.removesuffix(".").partition(" for reasons ")
        yield _field("Classified By", by.removeprefix("Classified By: "))
        yield _field("Reason", reasons)
        yield _field("Declassify On", f"{order.date:%m/%d/%Y}")
    yield _field("TAGS", ", ".join(facts.tags))
    if facts.captions:
        yield _field("Captions", ", ".join(facts.captions))
    for index, each in enumerate(facts.references):
        entry = f"{each.letter or 'A'}) {_dated(facts, each.text)}"
        yield _field("" if index else "Reference", entry)
    yield from wrapped(_field("Subject", facts.subject), " " * 20, WIDTH)
    for paragraph in facts.paragraphs:
        mark = f"({paragraph.mark}) " if paragraph.mark else ""
        yield ""
        yield from wrapped(f"{paragraph.number}. {mark}{paragraph.text}", "", WIDTH)
    yield ""
    yield _field("Signature", facts.signature)
    yield _field("Drafted By", f"{post}:{drafter} ({post.title()})")
    yield _field("Approved By", f"{post}:{approver}")
    yield _field("Released By", f"{post}:{drafter} ({post.title()})")
    if facts.info:
        yield from wrapped(_field("Info", "; ".join(map(_inverted, facts.info))), " " * 20, WIDTH)
    yield _field("Dissemination Rule", "Archive Copy")
    yield from ("", f"{facts.level:^{WIDTH}}".rstrip())


def _field(label: str, value: str) -> str:
    return f"{label + ':' if label else '':<19} {value}"


def _dated(facts: Facts, text: str) -> str:
    """Return the reference with its year, which SMART always prints."""
    stated = text[:2].isdigit() or "E-MAIL" in text
    return text if stated else f"{facts.sent:%y} {text}"


def _inverted(each: Addressee) -> str:
    place = each.place
    if not place.kind:
        return f"{place.address} {each.precedence}"
    city = "WASHDC" if place.mrn == "STATE" else place.name
    return f"{city}, {place.kind} {each.precedence}"


def _writer(chance: Random) -> str:
    return f"{words.SURNAMES.draw(chance)}, {words.FIRST_NAMES.draw(chance)}"


def _email(chance: Random, facts: Facts) -> Sequence[str]:
    day = f"{facts.sent:%A, %B %d, %Y}"
    return (
        f"From:              {_writer(chance)} <someone@state.gov>",
        f"Sent:              {day} 9:34 AM",
        f"To:                {_writer(chance)}",
        f"Subject:           FW: {facts.subject}",
        "",
        "For your information.",
        "",
    )


def _banners(chance: Random, lines: Sequence[str]) -> list[str]:
    """Return the lines in pages, the release's banner above and below each."""
    case, document = chance.randrange(10000, 99999), chance.randrange(5000000, 5999999)
    banner = (
        "UNCLASSIFIED U.S. Department of State Case No. "
        f"F-2014-{case} Doc No. C0{document} Date: 09/30/2015"
    )
    found: list[str] = []
    for begin in range(0, len(lines), PAGE):
        found += [banner, "", *lines[begin : begin + PAGE], "", banner]
    return found
