"""Pass lines: `DEPT PASS TREASURY`, `LIMA FOR FULLMER`, `FOR AMBASSADOR FROM …`."""

import re
from collections.abc import Callable

from reftel.core.span import Span
from reftel.telegram import posts
from reftel.telegram.model import PassLine

PASS = re.compile(
    r"""\s{0,8}(?P<place>[A-Z][A-Z0-9/.&'()-]{0,24}(?:\s[A-Z0-9/.&'()-]{1,24}){0,3}?\s{1,3})?
    (?P<verb>PASS(?:\s{1,2}TO|ING)?|FOR)(?:\s{0,2}:|(?![A-Z]))\s{0,4}(?P<recipient>\S.{0,120})$""",
    re.VERBOSE,
)
GLUED = re.compile(
    r"\s{0,8}(?P<place>(?:WHITE HOUSE|DEPT|DEPARTMENT|STATE|SECSTATE)\s{1,3})"
    r"(?P<verb>FOR|PASS)(?P<recipient>[A-Z].{0,120})$"
)
DEPARTMENT = re.compile(r"DEPT|DEPARTMENT|STATE|WHITE HOUSE")
PLEASE = re.compile(r"(?:PLEASE|PLS)\s?$")
# Behind these another passing begins on the same line.
NEXT = re.compile(r"[,;.]?\s{1,80}(?:AND\s{1,8})?(?=PASS\sTO\s)|\s{0,4};\s{0,80}")
HEADS = re.compile(r"\s{0,12}(?:(?:STRICTLY\s)?PERSONAL\s|FOLLOWING\s){0,2}FOR\s")
# One that cannot be the going on of a subject above it.
ALONE = re.compile(
    r"\s{0,8}(?:DEPT|DEPARTMENT|STATE|FOR)\b"
    r"(?:\sPASS\b|\s?:|\s(?:AMBASSADOR|ASST|ASSISTANT)\b)"
)


def read(line: str, span: Span) -> PassLine | None:
    """Read a pass line; None where the line cannot be one."""
    match = PASS.match(line) or GLUED.match(line)
    if match is None:
        return None
    place = " ".join((match["place"] or "").split())
    return PassLine(
        place=PLEASE.sub("", place).strip(),
        verb="FOR" if match["verb"] == "FOR" else "PASS",
        recipient=match["recipient"].strip(),
        span=span,
    )


def several(line: str, place: Callable[[int, int], Span]) -> list[PassLine]:
    """Read a line that may hold more than one passing: `DEPT PASS USTR; GENEVA FOR CD DEL`.

    place: gives the span of characters of the line. What cannot be divided is read as one.
    """
    dividers = [match.span() for match in NEXT.finditer(line)]
    begins = [0, *(end for _, end in dividers)]
    ends = [*(begin for begin, _ in dividers), len(line)]
    pieces = list(zip(begins, ends, strict=True))
    found = [each for start, end in pieces if (each := read(line[start:end], place(start, end)))]
    if len(found) == len(pieces):
        return found
    whole = read(line, place(0, len(line)))
    return [whole] if whole else []


def heads(line: str, below: str) -> bool:
    """Whether a line above a text says for whom it is: `PERSONAL FOR AMBASSADOR FROM HALE`."""
    return HEADS.match(line) is not None and is_no_sentence(line, below)


def is_no_sentence(line: str, below: str) -> bool:
    """Tell `DEPT PASS OPIC` below the labels from the first line of a text that begins with FOR.

    There a pass line is no sentence, and stands alone above a blank line or names a place.
    """
    if line.lstrip().startswith("FOR:"):
        return True
    match = PASS.match(line) or GLUED.match(line)
    place = (match["place"] or "").strip() if match else ""
    addressed = DEPARTMENT.match(place) is not None or posts.known(place) is not None
    return not line.endswith(".") and (not below or addressed)
