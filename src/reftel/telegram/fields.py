"""The values of the labelled fields of a text head, each read by its own module."""

from datetime import datetime

from reftel.telegram import executive_order, references, subject, tags
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines
from reftel.telegram.model import Classification, ExecutiveOrder, Reference, Subject, Tag, Text
from reftel.telegram.text_head import TextHead


def executive_order_of(
    head: TextHead,
    lines: Lines,
    told: tuple[datetime | None, Classification | None],
    first: Text | None,
    findings: Findings,
) -> ExecutiveOrder | None:
    """Read the E.O. line, with the classifier of its own field or of the first words of the text.

    told: when the telegram was sent, and its level.
    """
    field = head.field("executive order")
    if field is None:
        return None
    reading, start, end = field.value(lines)
    moment, level = told
    classified = level.level if level else ""
    found = executive_order.read(reading, (start, end), moment, classified, findings)
    by = first if first and executive_order.BY.match(first.text) else None
    if field := head.field("classified by"):
        line = field.value(lines)[0]
        by = Text(text=line.text, span=line.span(0, len(line.text)))
    return executive_order.with_classifier(found, by) if by else found


def tags_of(head: TextHead, lines: Lines, year: int, findings: Findings) -> tuple[Tag, ...]:
    """Read the TAGS lines."""
    found: list[Tag] = []
    for field in head.all("tags"):
        reading, start, end = field.value(lines)
        found.extend(tags.read(reading, start, end, year, findings))
    return tuple(found)


def subject_of(head: TextHead, lines: Lines) -> Subject | None:
    """Read the first SUBJECT line."""
    field = head.field("subject")
    return subject.read(*field.value(lines)) if field else None


def references_of(
    head: TextHead, lines: Lines, own: references.Own, findings: Findings
) -> tuple[Reference, ...]:
    """Read the REF blocks."""
    found: list[Reference] = []
    for field in head.all("references"):
        reading, start, _ = field.value(lines)
        found.extend(references.read(reading, start, own, findings))
    return tuple(found)
