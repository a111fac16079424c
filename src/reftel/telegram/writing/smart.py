"""A SMART telegram: labelled head, text, labelled tail."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from reftel.telegram.model import Addressee, Telegram
from reftel.telegram.posts import KIND_OF_POST
from reftel.telegram.writing import parts
from reftel.telegram.writing.lines import joined, wrapped

WIDTH = 110  # the released copies print a wider page than a teleprinter
LABEL = 20  # columns of a label
ROLES = {
    "cleared": "Cleared By",
    "drafted": "Drafted By",
    "approved": "Approved By",
    "released": "Released By",
}
IN_THE_HEAD = ("Action Office", "Info Office", "Derived From")


def write(telegram: Telegram) -> str:
    """Return the telegram as SMART prints it, below and above its level."""
    level = list(_level(telegram))
    text = joined(parts.paragraph(each) for each in telegram.paragraphs)
    lines = [*level, "", "", *_head(telegram), "", "", *text, "", "", *_tail(telegram), "", *level]
    return "\n".join([*lines, ""])


def _level(telegram: Telegram) -> Iterator[str]:
    own = telegram.classification
    if own is None:
        return
    level = own.level
    yield f"{'UNCLASSIFIED' if level == 'SBU' else level:^{WIDTH}}".rstrip()
    if level == "SBU":
        yield f"{level:^{WIDTH}}".rstrip()


def _head(telegram: Telegram) -> Iterator[str]:
    own, time = telegram.identity, telegram.sent
    if own and own.number:
        yield from _field("MRN", [f"{own.year % 100:02} {parts.post_name(telegram)} {own.number}"])
    if time:
        day = f"{parts.MONTHS[time.month - 1].capitalize()} {time:%d, %Y}"
        yield from _field("Date/DTG", [f"{day} / {parts.moment(telegram)}"])
    if telegram.originator:
        yield from _field("From", [parts.sender(telegram.originator)])
    yield from _field("Action", [_listed(telegram.action)])
    yield from _order(telegram)
    tags = ", ".join(f"{e.code} ({e.person})" if e.person else e.code for e in telegram.tags)
    yield from _field("TAGS", [tags])
    captions = (each.caption for each in telegram.captions)
    yield from _field("Captions", [", ".join(captions)])
    yield from _field("Reference", _references(telegram))
    passed = [f"{e.place} {e.verb} {e.recipient}".strip() for e in telegram.pass_lines]
    yield from _field("Pass Line", passed)
    yield from _kept(telegram, inside=True)
    if telegram.subject:
        yield from _field("Subject", [" ".join(telegram.subject.text.split())])


def _tail(telegram: Telegram) -> Iterator[str]:
    if telegram.signature:
        yield from _field("Signature", [telegram.signature.text])
        yield ""
    for role, officers in groupby(telegram.officers, key=lambda each: each.role):
        names = [f"{each.office}:{each.name}" if each.office else each.name for each in officers]
        yield from _field(ROLES[role], names)
    yield from _field("Info", [_listed(telegram.info)])
    yield from _field("XMT", [_listed(telegram.exempted)])
    yield from _kept(telegram, inside=False)


def _kept(telegram: Telegram, *, inside: bool) -> Iterator[str]:
    """Yield the fields that the record keeps as they stood in such a telegram."""
    own = telegram.attributes if telegram.dialect == "smart" else ()
    for each in own:
        if (each.key in IN_THE_HEAD) == inside:
            yield from _field(each.key, [str(each.words or each.printed)])
    # By two labels a tail is known: without this one, the signature would be read as text.
    if not inside and not any(each.key == "Dissemination Rule" for each in own):
        yield from _field("Dissemination Rule", ["Archive Copy"])


def _field(label: str, values: Iterable[str]) -> Iterator[str]:
    """Yield a label with its values, one below the other; nothing where there is none."""
    first = f"{label}:".ljust(LABEL)
    for value in values:
        if value:
            yield from wrapped(value, first, " " * LABEL, WIDTH)
            first = " " * LABEL


def _order(telegram: Telegram) -> Iterator[str]:
    order = telegram.executive_order
    if order is None:
        return
    yield from _field("E.O.", [str(order.printed or order.order)])
    if order.classifier:
        yield from _field("Classified By", [order.classifier])
    yield from _field("Reason", [", ".join(map(str, order.reasons))])
    if order.date:
        yield from _field("Declassify On", [f"{order.date:%m/%d/%Y}"])
    elif order.event or order.exemption:
        yield from _field("Declassify On", [order.event or order.exemption])


def _references(telegram: Telegram) -> Iterator[str]:
    """Yield the entries as printed: with its year, a guessed one would become a stated one."""
    for letter, entries in groupby(telegram.references, key=lambda each: each.letter):
        yield f"{letter}) " * bool(letter) + "; ".join(each.text for each in entries)


def _listed(addressees: Iterable[Addressee]) -> str:
    return "; ".join(f"{_turned(each)} {each.precedence or 'ROUTINE'}" for each in addressees)


def _turned(each: Addressee) -> str:
    """Return `LA PAZ, AMEMBASSY`: SMART puts the kind of post behind its place."""
    if each.name == "SECSTATE WASHDC":
        return "WASHDC, SECSTATE"
    kind = KIND_OF_POST.match(each.name)
    return f"{each.name[kind.end() :]}, {kind[0].strip()}" if kind else each.name
