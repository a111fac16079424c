"""Plain text for reading: labelled fields, flowing paragraphs with their numbers and marks."""

from collections.abc import Iterable, Iterator

from reftel.telegram.hyphens import in_one_line
from reftel.telegram.model import Addressee, Telegram
from reftel.telegram.writing.lines import joined, wrapped

# What is printed, by the names that `said` gives; no reader brings it back from here.
HELD = frozenset(
    [
        *("number", "precedence", "time", "dateline", "originator", "addressees"),
        *("classification", "captions", "pass lines", "TAGS", "subject", "references"),
        *("paragraphs", "signature"),
    ]
)
WIDTH = 80
LABEL = 12  # columns


def write(telegram: Telegram) -> str:
    """Return the telegram for a person to read."""
    title = " ".join(telegram.subject.text.split()) if telegram.subject else ""
    signed = telegram.signature.text if telegram.signature else ""
    parts = [
        wrapped(title, width=WIDTH) if title else [],
        list(_fields(telegram)),
        *(_paragraph(telegram, at) for at in range(len(telegram.paragraphs))),
        [signed] if signed else [],
    ]
    return "\n".join([*joined(parts), ""])


def _fields(telegram: Telegram) -> Iterator[str]:
    own, time = telegram.identity, telegram.sent
    when = f"{time:%d %B %Y, %H%M}Z" if time else ""
    level = telegram.classification.level if telegram.classification else ""
    rows = [
        ("Number", own.mrn if own else ""),
        ("Sent", when or (telegram.dateline.printed if telegram.dateline else "")),
        ("From", telegram.originator.name if telegram.originator else ""),
        ("To", _names(telegram.action)),
        ("Info", _names(telegram.info)),
        ("Not to", _names(telegram.exempted)),
        ("Level", ", ".join([level, *(each.caption for each in telegram.captions)]).strip(", ")),
        ("Pass", "; ".join(f"{e.place} {e.verb} {e.recipient}" for e in telegram.pass_lines)),
        ("TAGS", ", ".join(each.code for each in telegram.tags)),
        *(
            (f"Ref {each.letter}".strip(), each.text + (f" ({each.target})" if each.target else ""))
            for each in telegram.references
        ),
    ]
    for label, value in rows:
        if value:
            yield from wrapped(value, f"{label}:".ljust(LABEL), " " * LABEL, WIDTH)


def _names(addressees: Iterable[Addressee]) -> str:
    return "; ".join(
        f"{each.name} ({each.precedence.lower()})" if each.precedence else each.name
        for each in addressees
    )


def _paragraph(telegram: Telegram, at: int) -> list[str]:
    each = telegram.paragraphs[at]
    number = f"{each.number}. " if each.number else ""
    mark = f"{each.mark.printed} " if each.mark else ""
    heading = [" ".join(each.heading.text.split()), ""] if each.heading else []
    return [*heading, *wrapped(in_one_line(each.text), number + mark, width=WIDTH)]
