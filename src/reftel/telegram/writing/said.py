"""What a telegram says, field by field, without the places of its copy: what writing must keep."""

from collections.abc import Callable

from reftel.telegram.model import Addressee, Paragraph, Reference, Telegram
from reftel.telegram.posts import squeezed
from reftel.telegram.writing.lines import is_set

Said = dict[str, object]


def said(telegram: Telegram) -> Said:
    """Return the fields that a telegram has, by their names; those that it has not are left out."""
    found = {name: of(telegram) for name, of in FIELDS.items()}
    return {name: value for name, value in found.items() if value}


def differing(before: Said, after: Said) -> tuple[str, ...]:
    """Return the fields of the first that the second has not, or otherwise, in their order."""
    return tuple(name for name in before if before[name] != after.get(name))


def added(before: Said, after: Said) -> tuple[str, ...]:
    """Return the fields that the second alone has, in their order."""
    return tuple(name for name in after if name not in before)


def _number(telegram: Telegram) -> object:
    own = telegram.identity
    return own and (own.mrn, tuple((each.series, each.number) for each in own.second_numbers))


def _originator(telegram: Telegram) -> object:
    own = telegram.originator
    return own and (own.post or squeezed(own.name), own.offices)


def _addressee(each: Addressee) -> tuple[object, ...]:
    name = each.post or squeezed(each.name)
    precedence = each.precedence or "ROUTINE"
    return each.role, name, each.offices, precedence, each.continuity.lstrip("0"), each.by_bag


def _order(telegram: Telegram) -> object:
    own = telegram.executive_order
    return own and (
        own.order,
        own.form,
        own.exemption,
        own.date,
        own.event,
        own.classifier,
        own.reasons,
    )


def _subject(telegram: Telegram) -> object:
    own = telegram.subject
    return own and (" ".join(own.text.split()), own.mark and own.mark.level)


def _reference(each: Reference) -> tuple[object, ...]:
    meant = each.letter, each.kind, each.target or each.text, each.others
    return (*meant, each.date, each.dtg, each.notes)


def _paragraph(each: Paragraph) -> tuple[object, ...]:
    heading = each.heading and " ".join(each.heading.text.split())
    # A table has lines of its own; of prose the words count.
    lines = tuple(" ".join(line.split()) for line in each.text.split("\n") if line.strip())
    words = lines if is_set(each.text) else tuple(each.flowed.split())
    return each.number, each.mark and (each.mark.level, each.mark.controls), heading, words


def _transmission(telegram: Telegram) -> object:
    own = telegram.transmission
    if own is None:
        return None
    return (
        own.identifier and own.identifier.text,
        own.digraph and own.digraph.text,
        tuple(each.text for each in own.called),
        own.station and own.station.text,
        own.serial and own.serial.text.lstrip("0"),
        (own.filed_day, own.filed_time),
        own.warning and (own.warning.text, own.warning_letters),
        tuple(each.text for each in own.signals),
    )


def _distribution(telegram: Telegram) -> object:
    own = telegram.distribution
    return own and (
        own.role,
        tuple((each.symbol, each.copies) for each in (*own.offices, *own.info)),
        own.total,
        own.suffix,
    )


def _edition(telegram: Telegram) -> object:
    own = telegram.edition
    if own is None:
        return None
    notes = own.source and own.source.text, tuple(each.text for each in own.footnotes)
    return own.volume, own.document, own.heading.text, notes


# What a copy shows and no telegram says: written anew for each layout, or found in other fields.
OF_THE_COPY = frozenset(
    [
        *("text", "encoding", "dialect", "blocks", "repairs", "diagnostics"),
        *("pages", "banners", "end_marks", "citations"),
    ]
)
FIELDS: dict[str, Callable[[Telegram], object]] = {
    "number": _number,
    "section": lambda t: len({each.number for each in t.sections}) == 1 and t.sections[0].number,
    "precedence": lambda t: t.precedences,
    "time": lambda t: t.sent,
    "operating signals": lambda t: t.dtg and t.dtg.signals,
    "dateline": lambda t: t.dateline and (t.dateline.place, t.dateline.date, t.dateline.local),
    "originator": _originator,
    "addressees": lambda t: tuple(map(_addressee, t.addressees)),
    "routing": lambda t: tuple(each.routing for each in t.addressees if each.routing),
    "transmission lines": _transmission,
    "distribution": _distribution,
    "relay counter": lambda t: t.relay and (t.relay.counter, t.relay.time, t.relay.copies),
    "officers": lambda t: tuple((each.role, each.office, each.name) for each in t.officers),
    "classification": lambda t: t.classification and t.classification.level,
    "captions": lambda t: tuple(each.caption for each in t.captions),
    "pass lines": lambda t: tuple((e.place, e.verb, e.recipient) for e in t.pass_lines),
    "executive order": _order,
    "TAGS": lambda t: tuple((each.code, each.person) for each in t.tags),
    "subject": _subject,
    "references": lambda t: tuple(map(_reference, t.references)),
    "paragraphs": lambda t: tuple(map(_paragraph, t.paragraphs)),
    "entire text": lambda t: any(each.entire_text for each in t.paragraphs),
    "passages": lambda t: tuple((each.kind, each.first, each.last) for each in t.passages),
    "signature": lambda t: t.signature and " ".join(t.signature.text.upper().split()),
    "notes": lambda t: tuple(" ".join(each.text.split()) for each in t.notes),
    "release": lambda t: t.release and (t.release.case, t.release.document, t.release.decision),
    "e-mails": lambda t: tuple((each.sender, each.sent, each.subject) for each in t.emails),
    "redactions": lambda t: tuple((each.printed, each.exemption) for each in t.redactions),
    "stamps": lambda t: tuple(" ".join(each.text.split()) for each in t.stamps),
    "edition": _edition,
    "attributes": lambda t: tuple((each.key, each.words) for each in t.attributes),
}
