"""The chain of e-mails that carried a telegram: who sent it on to whom, and what they added."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram.dates import date_in
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.model import Email, Text

# `From:    Mills, Cheryl D`, `Sent: Sunday …`, `Subject     Re: …` with its colon lost.
HEADER = re.compile(
    r"\s{0,4}(?P<label>From|Sent|Date|To|Cc|CC|Bcc|Subject|Attachments|Importance)"
    r"(?:\s{0,3}:\s{0,60}|\s{6,60}(?=\S))(?P<value>.{0,2000})$"
)
FIELDS = {
    **{"From": "sender", "Sent": "sent", "Date": "sent", "To": "to", "Cc": "cc", "CC": "cc"},
    **{"Subject": "subject", "Attachments": "attachments"},
}


class _Chain(NamedTuple):
    """Positions of one e-mail: its header lines with their fields, and what stands below."""

    fields: dict[str, list[int]]
    note: list[int]


def emails(lines: Lines, content: Sequence[int]) -> tuple[Email, ...]:
    """Read the e-mails whose lines `content` holds, the outermost first.

    content: indices of lines, blank ones included, up to where the telegram begins.
    """
    return tuple(_email(lines, each) for each in _divided(lines, content) if len(each.fields) > 1)


def year_of(chain: Sequence[Email]) -> int:
    """Return the year in which the innermost e-mail was sent; 0 where that is not readable."""
    found = date_in(chain[-1].sent) if chain else None
    return found.year if found else 0


def _divided(lines: Lines, content: Sequence[int]) -> list[_Chain]:
    """Divide the lines: an e-mail begins with From, its header ends at a blank line."""
    found: list[_Chain] = []
    field = ""  # of the header that is being read; empty below it
    for index in content:
        text = lines.texts[index]
        match = HEADER.match(text) if text else None
        if match and match["label"] == "From":
            found.append(_Chain({}, []))
            field = "From"
        elif match and found and (field or _goes_on(found[-1], match["label"])):
            field = match["label"]
        elif not text and field and len(found[-1].fields) > 1 and _is_filled(lines, found[-1]):
            field = ""
        if found and text:
            if field:
                found[-1].fields.setdefault(field, []).append(index)
            else:
                found[-1].note.append(index)
    return found


def _goes_on(email: _Chain, label: str) -> bool:
    """Whether a header goes on below a blank line: nothing but labels stood there yet."""
    return not email.note and label not in email.fields


def _is_filled(lines: Lines, email: _Chain) -> bool:
    """Whether the last field has a value: below a label alone its value may stand."""
    last = list(email.fields)[-1]
    indices = email.fields[last]
    match = HEADER.match(lines.texts[indices[0]])
    return last in {"Subject", "Attachments"} or len(indices) > 1 or bool(match and match["value"])


def _email(lines: Lines, email: _Chain) -> Email:
    values: dict[str, str] = {}
    for label, indices in email.fields.items():
        for index in indices:
            lines.claim(index, "e-mail header")
        if label in FIELDS:
            values[FIELDS[label]] = _value(lines, indices)
    for index in email.note:
        lines.claim(index, "e-mail")
    every = sorted([*(index for each in email.fields.values() for index in each), *email.note])
    span = Span(lines.words(every[0]).span.start, lines.words(every[-1]).span.end)
    return Email(**{"sender": "", **values}, note=_note(lines, email.note), span=span)


def _note(lines: Lines, indices: Sequence[int]) -> Text | None:
    if not indices:
        return None
    reading = Reading(lines, indices)
    return Text(text=reading.text.strip(), span=reading.span(0, len(reading.text)))


def _value(lines: Lines, indices: Sequence[int]) -> str:
    first, *more = (lines.texts[index] for index in indices)
    match = HEADER.match(first)
    words = [match["value"] if match else first, *more]
    return " ".join(" ".join(words).split())
