"""Drafted, Cleared, Approved and Released By of a SMART telegram: `POL:Vale, Anna (Linden)`."""

import re
from collections.abc import Iterator, Sequence

from reftel.core.span import Span
from reftel.telegram.dialects.smart.fields import Field
from reftel.telegram.lines import Lines
from reftel.telegram.model import Officer, OfficerRole

ROLES: dict[str, OfficerRole] = {
    "Drafted By": "drafted",
    "Cleared By": "cleared",
    "Approved By": "approved",
    "Released By": "released",
}
# An office begins another officer, whose first name may not be printed: `ECON:SMITH`.
OFFICE = re.compile(r"[A-Z][\w/&. -]{0,30}:\s?[A-Z]")
PART = re.compile(r"[^\s;][^;\n]*")


def officers(lines: Lines, fields: Sequence[Field]) -> tuple[Officer, ...]:
    """Read the officers, one a line; a line that cannot stand alone goes on with the one above."""
    return tuple(
        found
        for field in fields
        if (role := ROLES.get(field.label.row.label))
        for found in _entries(lines, field, role)
    )


def _entries(lines: Lines, field: Field, role: OfficerRole) -> Iterator[Officer]:
    words, span = "", Span(0, 0)
    for text, here in _parts(lines, field):
        goes_on = text.startswith("(") or not (_is_whole(words) or OFFICE.match(text))
        if words and goes_on:
            words, span = f"{words} {text}", Span(span.start, here.end)
            continue
        if words:
            yield _officer(role, words, span)
        words, span = text, here
    if words:
        yield _officer(role, words, span)


def _parts(lines: Lines, field: Field) -> Iterator[tuple[str, Span]]:
    """Yield what stands on the lines; a semicolon, or a break within a cell, ends a part."""
    for index in field.indices:
        text = lines.texts[index]
        start = field.label.value if index == field.indices[0] else 0
        for match in PART.finditer(text, start):
            yield (
                match[0].rstrip(),
                lines.span(index, match.start(), match.start() + len(match[0].rstrip())),
            )


def _is_whole(words: str) -> bool:
    """Whether surname and first name stand there, and no parenthesis is open."""
    return "," in words and not words.endswith(",") and words.count("(") <= words.count(")")


def _officer(role: OfficerRole, words: str, span: Span) -> Officer:
    office, colon, name = words.rpartition(":")
    return Officer(role=role, office=office.strip() if colon else "", name=name.strip(), span=span)
