"""Plain text for reading: labelled fields, flowing paragraphs with their numbers and marks."""

from collections.abc import Iterable, Iterator

from reftel.telegram.hyphens import in_one_line
from reftel.telegram.model import Addressee, Telegram
from reftel.telegram.writing import parts
from reftel.telegram.writing.lines import is_set, joined, kept, wrapped

# What is printed, by the names that `said` gives; no reader brings it back from here.
PRINTED = frozenset(
    [
        *("number", "precedence", "routing", "time", "dateline", "originator", "addressees"),
        *("classification", "captions", "pass lines", "TAGS", "subject", "references"),
        *("paragraphs", "passages", "entire text", "signature", "section", "notes"),
    ]
)
WIDTH = 80
LABEL = 12  # columns


def write(telegram: Telegram) -> str:
    """Return the telegram for a person to read."""
    title = _title(telegram)
    signed = telegram.signature.text if telegram.signature else ""
    blocks = [
        wrapped(title, width=WIDTH) if title else [],
        list(_fields(telegram)),
        *(_paragraph(telegram, at) for at in range(len(telegram.paragraphs))),
        [signed] if signed else [],
        *(each.text.split("\n") for each in telegram.notes),
    ]
    return "\n".join([*joined(blocks), ""])


def _title(telegram: Telegram) -> str:
    own = telegram.subject
    if own is None:
        return ""
    mark = f"{own.mark.printed} " if own.mark else ""
    return mark + " ".join(own.text.split())


def _fields(telegram: Telegram) -> Iterator[str]:
    own, time = telegram.identity, telegram.sent
    others = [f"{each.series} {each.number}" for each in own.second_numbers] if own else []
    when = f"{time:%d %B %Y, %H%M}Z" if time else ""
    level = telegram.classification.level if telegram.classification else ""
    rows = [
        ("Number", " ".join([own.mrn, *others, parts.section(telegram)]).strip() if own else ""),
        ("Sent", when or (telegram.dateline.printed if telegram.dateline else "")),
        ("From", parts.sender(telegram.originator) if telegram.originator else ""),
        ("To", _names(telegram.action)),
        ("Info", _names(telegram.info)),
        ("Not to", _names(telegram.exempted)),
        ("Level", ", ".join([level, *(each.caption for each in telegram.captions)]).strip(", ")),
        ("Pass", "; ".join(f"{e.place} {e.verb} {e.recipient}" for e in telegram.pass_lines)),
        (
            "TAGS",
            ", ".join(f"{e.code} ({e.person})" if e.person else e.code for e in telegram.tags),
        ),
        *(
            (f"Ref {each.letter}".strip(), each.text + (f" ({each.target})" if each.target else ""))
            for each in telegram.references
        ),
    ]
    for label, value in rows:
        if value:
            yield from wrapped(value, f"{label}:".ljust(LABEL), " " * LABEL, WIDTH)


def _names(addressees: Iterable[Addressee]) -> str:
    return "; ".join(map(parts.addressee, addressees))


def _paragraph(telegram: Telegram, at: int) -> list[str]:
    each = telegram.paragraphs[at]
    number = f"{each.number}. " if each.number else ""
    mark = f"{each.mark.printed} " if each.mark else ""
    heading = [" ".join(each.heading.text.split()), ""] if each.heading else []
    first = number + mark
    if is_set(each.text):
        return [*heading, *kept(each.text, first, WIDTH)]
    return [*heading, *wrapped(in_one_line(each.text), first, width=WIDTH)]
