"""The parts of a telegram that several layouts print alike."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from reftel.tables import load
from reftel.telegram.model import Addressee, Level, Originator, Paragraph, Reference, Telegram
from reftel.telegram.posts import KIND_OF_POST, known
from reftel.telegram.writing.lines import WIDTH, kept, wrapped

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
KEYWORDS = {"action": "TO", "info": "INFO", "exempted": "XMT"}
UNDER = "     "  # under the first entry of a list: as wide as `REF: `


def group(telegram: Telegram) -> str:
    """Return `P R 042143Z APR 08`, or "" where the time is not known."""
    time = moment(telegram)
    return f"{letters(telegram)} {time}".strip() if time else ""


def letters(telegram: Telegram) -> str:
    """Return the precedence letters: as printed, else those of the precedences."""
    own = telegram.dtg
    if own and own.letters:
        return " ".join(own.letters)
    signs = {row.name: row.letter for row in load.precedences()}
    return " ".join(dict.fromkeys(signs[each] for each in telegram.precedences))


def moment(telegram: Telegram) -> str:
    """Return `042143Z APR 08`, with the operating signals behind it; "" where it is not known."""
    time = telegram.sent
    if time is None:
        return ""
    signals = telegram.dtg.signals if telegram.dtg else ()
    return " ".join([f"{time:%d%H%M}Z {MONTHS[time.month - 1]} {time:%y}", *signals])


def sender(own: Originator) -> str:
    """Return the name of an FM line, with its routing indicator and offices."""
    return _named(own.routing, own.name, own.offices)


def addressees(telegram: Telegram) -> Iterator[str]:
    """Yield the lines of TO, INFO and XMT."""
    for role, listed in groupby(telegram.addressees, key=lambda each: each.role):
        keyword = f"{KEYWORDS[role]} "
        for at, each in enumerate(listed):
            yield ("" if at else keyword) + addressee(each)


def addressee(each: Addressee) -> str:
    """Return one addressee with all that stands on its line."""
    words = _named(each.routing, each.name, each.offices)
    return " ".join(filter(None, [words, each.precedence or "", each.continuity]))


def _named(routing: str, name: str, offices: tuple[str, ...]) -> str:
    return f"{routing}/" * bool(routing) + name + f" //{'/'.join(offices)}//" * bool(offices)


def post_name(telegram: Telegram) -> str:
    """Return the post as the line of the number has it: LA PAZ, USUN NEW YORK."""
    own = telegram.identity
    if own is None:
        return ""
    if own.post and (row := known(own.post)):
        names = (each.upper() for each in (row.name, *row.aliases))
        return next((each for each in names if each.replace(" ", "") == row.mrn), row.mrn)
    name = telegram.originator.name if telegram.originator else own.post
    kind = KIND_OF_POST.match(name)
    return name[kind.end() :] if kind else name


def spaced(level: Level) -> str:
    """Return a level as the classification line has it: `S E C R E T`, but UNCLAS.

    SBU has no line of its own: such a telegram is UNCLAS, and a caption says SENSITIVE.
    """
    if level in {"UNCLASSIFIED", "SBU"}:
        return "UNCLAS"
    row = next(each for each in load.classifications() if each.level == level)
    return "  ".join(map(" ".join, level.split())) if row.spaced else level


def captions(level: Level | None, listed: Iterable[str]) -> list[str]:
    """Return the captions, one a line, SENSITIVE first where the level is SBU."""
    found = list(listed)
    return ["SENSITIVE", *found] if level == "SBU" and "SENSITIVE" not in found else found


def section(telegram: Telegram) -> str:
    """Return `SECTION 01 OF 02` of a copy that is one section of several, else ""."""
    own = telegram.identity.section if telegram.identity else None
    is_alone = len({each.number for each in telegram.sections}) == 1
    return f"SECTION {own.number:02} OF {own.of:02}" if own and is_alone else ""


def labels(telegram: Telegram, subject: str = "SUBJECT", width: int = WIDTH) -> Iterator[str]:
    """Yield E.O., TAGS and SUBJECT, as far as the telegram has them."""
    order = telegram.executive_order
    if order:
        yield from wrapped(f"E.O. {order.printed or order.order}: {order.element}", width=width)
    if telegram.tags:
        listed = (f"{e.code} ({e.person})" if e.person else e.code for e in telegram.tags)
        yield from wrapped(f"TAGS: {', '.join(listed)}", width=width)
    if telegram.subject:
        mark = f"{telegram.subject.mark.printed} " if telegram.subject.mark else ""
        yield from wrapped(f"{mark}{telegram.subject.text}", f"{subject}: ", width=width)


def head(telegram: Telegram, subject: str = "SUBJECT", width: int = WIDTH) -> Iterator[list[str]]:
    """Yield what stands between the number and the text, block by block."""
    order = telegram.executive_order
    level = telegram.classification.level if telegram.classification else None
    yield captions(level, (each.caption for each in telegram.captions))
    yield [f"{e.place} {e.verb} {e.recipient}".strip() for e in telegram.pass_lines]
    yield list(labels(telegram, subject, width))
    yield list(references(telegram.references, width))
    yield wrapped(order.classified_by.text, width=width) if order and order.classified_by else []


def class_line(telegram: Telegram, part: str | None = None) -> str:
    """Return `C O N F I D E N T I A L SECTION 01 OF 02 LA PAZ 0412`, as far as it is known.

    part: the section that is written, else that of the copy.
    """
    own = telegram.identity
    level = spaced(telegram.classification.level) if telegram.classification else ""
    post, number = (post_name(telegram), own.printed) if own and own.number else ("", "")
    others = [f"{each.series} {each.number}" for each in own.second_numbers] if own else []
    return " ".join(
        filter(None, [level, section(telegram) if part is None else part, post, number, *others])
    )


def address(telegram: Telegram) -> list[str]:
    """Return date-time group, FM, TO, INFO and XMT."""
    sent_by = f"FM {sender(telegram.originator)}" if telegram.originator else ""
    return [*filter(None, [group(telegram), sent_by]), *addressees(telegram)]


def references(listed: tuple[Reference, ...], width: int = WIDTH) -> Iterator[str]:
    """Yield the REF list, each letter on a line of its own."""
    first = "REF: "
    for letter, entries in groupby(listed, key=lambda each: each.letter):
        key = f"{letter}. " if letter else ""
        text = "; ".join(each.text for each in entries)
        yield from wrapped(text, first + key, UNDER + " " * len(key), width)
        first = UNDER


def below(telegram: Telegram) -> list[str]:
    """Return the signature and the notes below it."""
    signed = telegram.signature.text.upper().split("\n") if telegram.signature else []
    notes = [line for each in telegram.notes for line in ("", *each.text.split("\n"))]
    return [*signed, *notes]


def paragraph(each: Paragraph, number: str = "{}. ") -> list[str]:
    """Return the lines of a paragraph, its heading above it."""
    printed = number.format(each.number) if each.number else ""
    mark = f"{each.mark.printed} " if each.mark else ""
    heading = [*each.heading.text.split("\n"), ""] if each.heading else []
    return [*heading, *kept(each.text, printed + mark)]
