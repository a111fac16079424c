"""Action, Info and XMT of a SMART telegram: `WASHDC, SECSTATE ROUTINE; Vale, Anna IMMEDIATE`."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from reftel.telegram import addresses, posts
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Reading
from reftel.telegram.model import Addressee, Role

# An entry ends at a semicolon; where the copy lost it, behind the precedence.
ENDS = re.compile(r";|\b(?:FLASH|IMMEDIATE|PRIORITY|ROUTINE)\b[\s;,.:]{0,100}")
# `KABUL, AMEMBASSY`: the kind of post stands behind its place.
INVERTED = re.compile(r"(?P<place>[A-Z][A-Z .'-]{1,40}),\s?(?P<kind>[A-Z][A-Z .]{1,30})$")
# Surname, first name, perhaps an office in parentheses.
PERSON = re.compile(r"[A-Za-z][\w'’-]{0,30}(?:\s[A-Z][\w'’-]{0,30}){0,3},\s?[A-Z][A-Za-z-]")


def read(reading: Reading, start: int, role: Role, findings: Findings) -> tuple[Addressee, ...]:
    """Read the entries of a field whose value begins at `start`."""
    found: list[Addressee] = []
    for begin, end in _bounds(reading.text, start):
        text = reading.text[begin:end].rstrip(";,. \n")
        words = " ".join(text.split())
        if not words:
            continue
        span = reading.span(begin + len(text) - len(text.lstrip()), begin + len(text))
        parts = addresses.parts(words)
        if parts.misspelt:
            findings.add("T010", span, f"{parts.misspelt} read as {parts.precedence}")
        parts = parts._replace(name=_straight(parts.name))
        each = addresses.addressee(parts, role, span)
        person = each.kind == "other" and PERSON.match(each.name)
        found.append(replace(each, kind="person") if person else each)
    return tuple(found)


def _bounds(text: str, start: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in ENDS.finditer(text.translate(addresses.LETTERS), start):
        yield at, match.end()
        at = match.end()
    yield at, len(text)


def _straight(name: str) -> str:
    """Return `SECSTATE WASHDC` for `WASHDC, SECSTATE`; other names as they are."""
    match = INVERTED.match(name)
    if match is None:
        return name
    turned = f"{match['kind']} {match['place']}"
    known = posts.addressed(turned) or posts.KIND_OF_POST.match(turned)
    return turned if known else name
