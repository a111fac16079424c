"""What the Department's relay put above the message: offices and copies, counters, drafters."""

import re

from reftel.core.span import Span
from reftel.telegram.lines import Reading
from reftel.telegram.model import (
    Distribution,
    DistributionRole,
    Office,
    Officer,
    OfficerRole,
    RelayCounter,
)

# ACTION ARA-20 … INFO OCT-01 … /085 W. `ISO` stands without copies where the sum was withheld.
BEGINS = re.compile(r"\s{0,8}(?P<role>ACTION|ORIGIN)\s{1,4}(?=[A-Z(])")
OFFICE = re.compile(r"(?<![A-Z0-9/-])(?P<symbol>[A-Z][A-Z/]{0,7})-(?P<copies>\d{1,3})(?!\d)")
INFO = re.compile(r"\bINFO\b")
TOTAL = re.compile(r"/\s?(?P<total>\d{1,4})\s{0,3}(?P<suffix>[A-Z])?(?![A-Z0-9])")
COUNTER = re.compile(
    r"""\s{0,40}-{6,60}\s{0,12}(?P<counter>[0-9A-F]{3,8})
    (?:\s{1,4}(?P<time>\d{6}Z?))?(?:\s{0,4}/\s?(?P<copies>\d{1,4}))?\s{0,12}$""",
    re.VERBOSE,
)
COUNTER_BEHIND_TIME = re.compile(
    r"\s{0,40}-{6,60}\s{0,12}(?P<time>\d{6})Z\s{1,4}(?P<counter>[0-9A-F]{3,8})"
    r"(?:\s{0,4}/\s?(?P<copies>\d{1,4}))?\s{0,12}$"
)
# Above ACTION; meaning not established: 47, 61/62, 21-12.
BARE_NUMBER = re.compile(r"\s{0,8}(?:\d{1,3}(?:[-/]\d{1,3})?|[A-Z]{3}\d{3})$")
OFFICER = re.compile(
    r"""\s{0,8}(?:(?P<drafted>DRAFTEDY?\s{0,2}BY)|(?P<approved>[AE]PPROVED\s{0,2}BY)
       |(?P<cleared>CLEARED\s{0,2}BY|CLEARANCES?)|(?P<released>RELEASED\s{0,2}BY))
    \s{0,2}:?\s{0,4}(?P<who>[^\n]{1,160})$""",
    re.VERBOSE,
)
# S/S - O:RSSTEVEN is office S/S-O; ARA/AND - RJBLOHM:LEE is office ARA/AND, typist LEE.
WHO = re.compile(
    r"(?P<office>[^:]{1,60}?(?:\s-\s[A-Z](?=:))?)\s{0,4}(?::|\s-\s(?![A-Z]:))\s{0,4}(?P<name>[^\n]{1,120})$"
)
OFFICER_ROLES: tuple[OfficerRole, ...] = ("drafted", "approved", "cleared", "released")
ENDS = re.compile(r"\s{0,8}DESIRED\s{1,3}DISTRIBUTION")


def distribution(reading: Reading) -> Distribution:
    """Read the offices from the line that begins with ACTION or ORIGIN to the sum."""
    text = reading.text
    begins = BEGINS.match(text)
    role: DistributionRole = "ORIGIN" if begins and begins["role"] == "ORIGIN" else "ACTION"
    turn = INFO.search(text)
    at = turn.start() if turn else len(text)
    total = TOTAL.search(text, at if turn else 0)
    found = [(match.start(), _office(match, reading)) for match in OFFICE.finditer(text)]
    return Distribution(
        role=role,
        offices=tuple(office for place, office in found if place < at),
        info=tuple(office for place, office in found if place > at),
        total=int(total["total"]) if total else None,
        suffix=(total["suffix"] or "") if total else "",
        span=reading.span(0, len(text)),
    )


def _office(match: re.Match[str], reading: Reading) -> Office:
    return Office(
        symbol=match["symbol"],
        copies=int(match["copies"]),
        span=reading.span(*match.span()),
    )


def counter(line: str, span: Span) -> RelayCounter | None:
    """Read the dash line; None where the line is none."""
    match = COUNTER.match(line) or COUNTER_BEHIND_TIME.match(line)
    if match is None:
        return None
    time = (match["time"] or "").removesuffix("Z")
    return RelayCounter(
        counter=match["counter"], time=time, copies=match["copies"] or "", span=span
    )


def officer(line: str, span: Span) -> Officer | None:
    """Read DRAFTED BY, APPROVED BY, CLEARED BY; None where the line is none of them."""
    match = OFFICER.match(line)
    for role in OFFICER_ROLES if match else ():
        if match and match[role]:
            return _officer(role, match["who"], span)
    return None


def clearance(line: str, span: Span) -> Officer:
    """Read a line below APPROVED BY: an office and who cleared for it."""
    return _officer("cleared", line, span)


def _officer(role: OfficerRole, who: str, span: Span) -> Officer:
    match = WHO.match(who.strip())
    office, name = (match["office"], match["name"]) if match else ("", who)
    return Officer(role=role, office=office.strip(), name=name.strip(), span=span)
