"""The banner that a release prints on every page, on one line or in pieces one below the other.

UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05780489 Date: 09/30/2015.
Copies produced to a committee of Congress carry its lines, too.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reftel.telegram import markings

# What a scan or a table puts before a banner: a rule, the number of the document.
BEFORE = r"\s{0,160}(?:\|\s{0,8})?(?:C\d{6,9}\s{1,8})?"
LEVEL = r"(?P<level>[A-Z][A-Z ]{5,24}?)?\s{0,8}"
DEPARTMENT = r"U\.?\s?S\.?\s{0,3}Department\s{0,3}of\s{0,3}State"
ON_ONE_LINE = re.compile(rf"{BEFORE}{LEVEL}{DEPARTMENT}\s{{0,8}}Case\s{{0,3}}No", re.IGNORECASE)
# CSP-2025-00040   B-00002707027   "UNCLASSIFIED"   3/2/2026
TRACKING = re.compile(
    r"\s{0,40}[A-Z]{2,4}-\d{4}-\d{4,6}\s{1,12}B-\d{8,12}\s{1,12}\"?(?P<level>[A-Z ]{6,24})\"?\s"
)
PIECES = {
    "department": DEPARTMENT,
    "case": r"Case\s{0,3}No\.?:?\s{0,3}[A-Z]{1,3}-[\dOIl]{4}-[\dOIl]{3,6}",
    "document": r"Doc\.?\s{0,3}No\.?:?\s{0,3}(?:C[\dOIl]{6,9}|B-\d{8,12})",
    "date": r"Date:\s{0,3}\d{1,2}/\d{1,2}/\d{2,4}",
    "committee": r"STATE\s{0,3}DEPT\.?\s{0,3}[-–—]\s{0,3}PRODUCED\s{1,3}TO\s[A-Z ]{3,50}?COMM\.?",
    "agreement": r"SUBJECT\s{1,3}TO\s{1,3}AGREEMENT\s{1,3}ON\s{1,3}SENSITIVE\s{1,3}INFORMATION"
    r"\s{1,3}(?:&|AND)\s{1,3}REDACTIONS\.?",
    "waiver": r"NO\s{1,3}FOIA\s{1,3}WAIVER\.?",
    "page": r"STATE-[A-Z]{2,4}\d{4,9}(?:-MOU)?",
}
UNSURE = frozenset({"department", "date"})  # other lines hold these, too
PIECE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PIECES.items()))
ANY = "|".join(PIECES.values())
PART = re.compile(rf"{BEFORE}{LEVEL}(?:(?:{ANY})[\s|]{{0,80}}){{1,8}}$")


class Banner(NamedTuple):
    """How many lines a banner takes, and the level that it gives the copy, "" where none."""

    size: int
    level: str


def banner(texts: Sequence[str]) -> Banner | None:
    """Return the banner that begins with the first of some lines; blank ones are left out."""
    if match := TRACKING.match(texts[0]):
        return Banner(1, match["level"].strip())
    if found := _banner(texts):
        return found
    # A level that stands alone is the banner's where the banner below has none.
    above = markings.banner(texts[0])
    below = _banner(texts[1:]) if above else None
    if below is None or below.level or not PIECE.match(texts[1].lstrip("| ")):
        return None
    return Banner(below.size + 1, texts[0].strip())


def _banner(texts: Sequence[str]) -> Banner | None:
    first = texts[0] if texts else ""
    match = ON_ONE_LINE.match(first) or PART.match(first)
    if match is None:
        return None
    seen = _pieces(first)
    size = 1
    for text in texts[1 : len(PIECES)]:
        more = _pieces(text) if PART.match(text) else set[str]()
        if not more or more & seen:
            break
        seen |= more
        size += 1
    sure = ON_ONE_LINE.match(first) or seen - UNSURE
    return Banner(size, (match["level"] or "").strip()) if sure else None


def _pieces(text: str) -> set[str]:
    return {match.lastgroup or "" for match in PIECE.finditer(text)}
