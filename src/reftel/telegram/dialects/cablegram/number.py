"""The number of an Australian cablegram, and the line that holds it.

To the 1960s `Cablegram UN44 NEW YORK, 3 March 1949, 5.10 p.m.`; in the 1970s
`O.JA8200 SECRET PRIORITY` below a dateline.
"""

import re
from typing import NamedTuple

LETTERS = r"(?:[A-Z]{1,7}\.?\s?)?"
SERIES = rf"(?:(?P<way>[OI])\.\s?)?(?P<letters>{LETTERS})(?P<number>\d{{1,6}})"
# `Cablegram UN44 NEW YORK, 3 March 1949`, `Cablegrams 31-32`, `Cablegram unnumbered`.
CABLEGRAM = re.compile(
    rf"""\s{{0,12}}(?:(?:CIRCULAR|INWARD|OUTWARD)\s{{1,2}})?CAB[L1]EGRAMS?
    (?:\s{{0,3}}(?:NO\.?\s{{0,2}})?(?:{SERIES}(?![\d/])|\(?UN-?NUMBERED\)?))
    (?:\s?[-–]\s?\d{{1,6}}|\s(?:AND|TO)\s{LETTERS}\d{{1,6}})?
    (?:\s?\[\d{{1,2}}\])?(?:\s{{0,2}}[\[(]EXTRACTS?[\])])?(?P<rest>.{{0,120}})$""",
    re.VERBOSE | re.IGNORECASE,
)
# `O.JA8200 SECRET PRIORITY`: direction, post, number, and words behind them.
OUTWARD = re.compile(
    r"\s{0,12}(?P<way>[OI0])\.\s?(?P<letters>[A-Z]{2})\s?(?P<number>\d{1,6})(?P<rest>(?:\s.{0,80})?)$"
)


class Number(NamedTuple):
    """`UN44`: letters and figures of a number, "I" or "O" before them, and what stands behind."""

    way: str
    letters: str
    number: int
    printed: str
    start: int
    end: int
    rest: int

    @property
    def series(self) -> str:
        """What stands before the figures in a canonical number: inward ones count by themselves."""
        return f"{'I.' if self.way == 'I' else ''}{self.letters}"


def number(line: str) -> Number | None:
    """Return the number of a heading's line; None where the line is none. 0 where unnumbered."""
    match = CABLEGRAM.match(line) or OUTWARD.match(line)
    if match is None:
        return None
    if not match["number"]:
        return Number("", "", 0, "", match.start("rest"), match.start("rest"), match.start("rest"))
    start = match.start("way") if match["way"] else match.start("letters")
    letters = match["letters"].strip(". ").upper()
    way = (match["way"] or "").upper().replace("0", "O")
    end = match.end("number")
    return Number(
        way, letters, int(match["number"]), line[start:end], start, end, match.start("rest")
    )
