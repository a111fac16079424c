"""The fields by which a reader is judged, spelt alike from the facts and from a record."""

from collections.abc import Iterable

from reftel.telegram.model import Addressee as Read
from reftel.telegram.model import ExecutiveOrder, Telegram
from reftel.telegram.posts import squeezed

from .facts import LETTERS, Addressee, Facts, Order

FIELDS = (
    "mrn", "sent", "from", "precedence", "to", "info", "level", "captions", "order", "tags",
    "subject", "references", "numbers", "marks", "signature", "section", "pages", "copies",
)  # fmt: skip


def of_facts(facts: Facts, **others: str) -> dict[str, str]:
    """Return what a reader must find; `section`, `pages` and `copies` are "" unless given."""
    found = {
        "mrn": facts.mrn,
        "sent": f"{facts.sent:%Y-%m-%dT%H:%M}",
        "from": facts.post.mrn,
        "precedence": facts.letters,
        "to": "; ".join(map(_expected, facts.action)),
        "info": "; ".join(map(_expected, facts.info)),
        "level": facts.level,
        "captions": " ".join(facts.captions),
        "order": _order(facts.order),
        "tags": " ".join(facts.tags),
        "subject": facts.subject,
        "references": "; ".join(f"{e.letter} {e.kind} {e.target}" for e in facts.references),
        "numbers": " ".join(str(each.number) for each in facts.paragraphs),
        "marks": " ".join(each.mark or "-" for each in facts.paragraphs),
        "signature": facts.signature,
    }
    return dict.fromkeys(FIELDS, "") | found | others


def of_record(record: Telegram) -> dict[str, str]:
    """Return the same fields as a reader found them; "" for what it did not find."""
    own, origin, copies = record.identity, record.originator, record.distribution
    return {
        "mrn": own.mrn if own else "",
        "sent": f"{record.sent:%Y-%m-%dT%H:%M}" if record.sent else "",
        "from": (origin.post or squeezed(origin.name)) if origin else "",
        "precedence": " ".join(dict.fromkeys(LETTERS.get(each, each) for each in _words(record))),
        "to": "; ".join(map(_addressee, record.action)),
        "info": "; ".join(map(_addressee, record.info)),
        "level": record.classification.level if record.classification else "",
        "captions": " ".join(each.caption for each in record.captions),
        "order": _order(record.executive_order),
        "tags": " ".join(each.code for each in record.tags),
        "subject": " ".join(record.subject.text.split()) if record.subject else "",
        "references": "; ".join(f"{e.letter} {e.kind} {e.target}" for e in record.references),
        "numbers": " ".join(str(each.number or "-") for each in record.paragraphs),
        "marks": " ".join(e.mark.printed.strip("()") if e.mark else "-" for e in record.paragraphs),
        "signature": record.signature.text.strip() if record.signature else "",
        "section": " ".join(f"{each.number}/{each.of}" for each in record.sections),
        "pages": " ".join(str(each.page) for each in record.pages),
        "copies": str(copies.total) if copies and copies.total is not None else "",
    }


def _words(record: Telegram) -> Iterable[str]:
    """Return the precedences: of the date-time group, or where it has none of the addressees."""
    if record.dtg is not None and record.dtg.letters:
        return record.precedences
    return sorted({e.precedence for e in record.addressees if e.precedence}, key=[*LETTERS].index)


def _expected(each: Addressee) -> str:
    return f"{each.place.mrn} {each.precedence} {each.continuity or ''}".strip()


def _addressee(each: Read) -> str:
    name = each.post or squeezed(each.name)
    continuity = each.continuity.lstrip("0")
    return f"{name} {each.precedence or 'ROUTINE'} {continuity}".strip()


def _order(order: Order | ExecutiveOrder | None) -> str:
    number = (order.number if isinstance(order, Order) else order.order) if order else ""
    return f"{number} {order.form} {order.date or ''}".strip() if order else ""
