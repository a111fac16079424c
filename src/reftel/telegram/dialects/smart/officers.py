"""Drafted, Cleared, Approved and Released By of a SMART telegram: `POL:Vale, Anna (Linden)`."""

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
    for index in field.indices:
        start = field.label.value if index == field.indices[0] else 0
        text = lines.texts[index][start:]
        begin = start + len(text) - len(text.lstrip())
        here = lines.span(index, begin)
        if not text.strip():
            continue
        if words and (text.lstrip().startswith("(") or not _is_whole(words)):
            words, span = f"{words} {text.strip()}", Span(span.start, here.end)
            continue
        if words:
            yield _officer(role, words, span)
        words, span = text.strip(), here
    if words:
        yield _officer(role, words, span)


def _is_whole(words: str) -> bool:
    """Whether surname and first name stand there, and no parenthesis is open."""
    return "," in words and not words.endswith(",") and words.count("(") <= words.count(")")


def _officer(role: OfficerRole, words: str, span: Span) -> Officer:
    office, colon, name = words.rpartition(":")
    return Officer(role=role, office=office.strip() if colon else "", name=name.strip(), span=span)
