"""FM, TO, INFO and XMT lines.

addressee = [routing "/"] name ["//" offices "//"] [precedence] [continuity number]
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram import posts
from reftel.telegram.model import Addressee, AddresseeKind, Originator, PrecedenceWord, Role
from reftel.telegram.spelling import nearly

ROUTING = re.compile(r"(?P<indicator>[QRU][A-Z]{3,7})\s?/\s?(?=[A-Z0-9])")
OFFICES = re.compile(r"//(?P<offices>[^/]{1,40}(?:/{1,2}[^/]{1,40}){0,11})/{0,2}(?=\s|$)")
CONTINUITY = re.compile(r"(?<=[A-Z/)\]])\s{1,4}(?P<number>\d{1,6})$")
PRECEDENCE = re.compile(
    r"\s{1,4}(?P<word>NIACT\s{1,3}IMMEDIATE|IMMEDIATE\s{1,3}NIACT|[A-Z]{4,10})$"
)
AIG = re.compile(r"AIG\s{0,2}(?P<number>\d{1,5})\b")
# `AMEMBASSY`, `USMISSION`, `RUEHC/`: with these a line goes on with a list across a blank line.
LOOKS_ADDRESSED = re.compile(
    r"\s{0,8}(?:AMEM|AMCON|USMISSION|US MISSION|USINT|USDEL|SECSTATE|SECDEF|USCINC|[QR][A-Z]{3,7}/)"
)
WORDS: tuple[PrecedenceWord, ...] = ("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE")
BY_WORD: dict[str, PrecedenceWord] = {
    **{word: word for word in WORDS},
    "NIACT IMMEDIATE": "NIACT IMMEDIATE",
    "IMMEDIATE NIACT": "NIACT IMMEDIATE",
    "NIACT": "NIACT IMMEDIATE",
}
# `IMMEDlATE`, `PR1ORITY`: signs that a scan puts in place of letters.
LETTERS = str.maketrans("l1|!0", "IIIIO")


class Parts(NamedTuple):
    """An address line taken apart; `start` and `end` bound what was read of the line."""

    start: int
    end: int
    routing: str
    name: str
    offices: tuple[str, ...]
    precedence: PrecedenceWord | None
    misspelt: str
    continuity: str


def parts(line: str, start: int = 0) -> Parts:
    """Take the address apart that stands in the line from `start` on."""
    begins = start + len(line[start:]) - len(line[start:].lstrip())
    rest = line[begins:].rstrip()
    end = begins + len(rest)
    routing = ""
    if match := ROUTING.match(rest):
        routing, rest = match["indicator"], rest[match.end() :]
    continuity = ""
    if not AIG.fullmatch(rest) and (match := CONTINUITY.search(rest[-16:])):
        continuity = match["number"]
        rest = rest[: len(rest) - len(match[0])]
    rest, precedence, misspelt = _without_precedence(rest)
    offices: tuple[str, ...] = ()
    if match := OFFICES.search(rest):
        offices = tuple(part for part in match["offices"].split("/") if part)
        rest = rest[: match.start()] + rest[match.end() :]
    return Parts(
        begins, end, routing, " ".join(rest.split()), offices, precedence, misspelt, continuity
    )


def _without_precedence(text: str) -> tuple[str, PrecedenceWord | None, str]:
    match = PRECEDENCE.search(text[-24:].translate(LETTERS))
    if match is None:
        return text, None, ""
    word = " ".join(match["word"].split())
    meant = word if word in BY_WORD else nearly(word, WORDS)
    if meant is None:
        return text, None, ""
    rest = text[: len(text) - len(match[0])]
    printed = " ".join(text[len(rest) :].split())
    misspelt = "" if printed in BY_WORD else printed
    if meant == "IMMEDIATE" and rest.endswith(" NIACT"):
        return rest[: -len(" NIACT")], "NIACT IMMEDIATE", misspelt
    return rest, BY_WORD[meant], misspelt


def originator(read: Parts, span: Span) -> Originator:
    """Make the record of an FM line."""
    row = posts.addressed(read.name)
    return Originator(
        name=read.name,
        post=row.mrn if row else "",
        routing=read.routing,
        offices=read.offices,
        span=span,
    )


def addressee(read: Parts, role: Role, span: Span) -> Addressee:
    """Make the record of one addressee in the given role."""
    kind: AddresseeKind
    kind, post = "other", ""
    if AIG.search(read.name):
        kind = "aig"
    elif posts.collective(read.name) or read.name.endswith(("COLLECTIVE", "POSTS")):
        kind = "collective"
    elif row := posts.addressed(read.name):
        kind, post = "post", row.mrn
    return Addressee(
        role=role,
        kind=kind,
        name=read.name,
        post=post,
        routing=read.routing,
        offices=read.offices,
        precedence=read.precedence,
        continuity=read.continuity,
        span=span,
    )


def precedences(addressees: Sequence[Addressee]) -> tuple[PrecedenceWord, ...]:
    """Return the words that stand at addressees, the action's before the others', each once."""
    by_role = sorted(addressees, key=lambda each: each.role != "action")
    return tuple(dict.fromkeys(each.precedence for each in by_role if each.precedence))
