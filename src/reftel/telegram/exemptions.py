"""Codes of the exemptions under which a release took something out: B6, 1.4(D), B5 DP.

They stand alone on a line, in the right or left margin, or in the gap that the words left. In a
gap or a left margin they are told from the words of a table by the prose around them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reftel.telegram.markings import PORTION
from reftel.telegram.text_head import PARAGRAPH

# What an agency puts behind its exemption: deliberative process, the Agency's organisation.
BEHIND = r"(?:\s{1,2}(?:DP|ACP?|A?WP|PCP|INA|CIA|NSA|PERS/ORG)(?![A-Za-z])){0,2}"
# With a scan's 8 and 0 for the letters B and D in parentheses.
SURE = (
    rf"(?:B(?:[1-9]|\s?\([1-9]\))(?:\s?\([A-F]\))?{BEHIND}|1\.[45]\s?\([A-H08]\)|25X\d|50X\d"
    r"|\(b\)\s?\([1-9]\)(?:\s?\([A-F]\))?)"
)
# Short of letters, so that other words may look alike: not responsive, and B5 and B1 misread.
DOUBTFUL = r"(?:NR|B[Sl!])"
CODE = rf"(?:{SURE}|{DOUBTFUL})"
RUN = rf"{CODE}(?:[\s,;]{{1,3}}{CODE}){{0,9}}"
ALONE = re.compile(rf"\s{{0,200}}{RUN}$")
APART = r"(?<![\w(./-]){}(?![\w/-])"  # no part of a word
WITHIN = re.compile(APART.format(RUN))
EACH = re.compile(APART.format(CODE))
DOUBT = re.compile(APART.format(DOUBTFUL))
GAP = 4  # blanks beside a code
IN_MARGIN = re.compile(rf"\s{{{GAP},160}}{RUN}$")
SIGNS = ("B", "1.", "5X", "0X", "(b)", "NR")  # one of them stands in every code
WIDE_GAP = 8  # before a doubtful one
PROSE = 3  # words
REACH = 200  # characters on both sides of a code, enough for any line of a page
LEFT_GAP = 2  # before a paragraph


class Code(NamedTuple):
    """A code on a line, as printed, and the exemption that it means."""

    start: int
    end: int
    printed: str
    exemption: str


def codes(text: str, start: int = 0, end: int | None = None) -> Iterator[Code]:
    """Yield the codes that stand between two places of a line."""
    for match in EACH.finditer(text, start, len(text) if end is None else end):
        yield Code(*match.span(), match[0], _meant(match[0]))


def places(text: str) -> list[tuple[int, int]]:
    """Return what codes take of a line that holds other words, too: with the blanks beside them."""
    if not any(sign in text for sign in SIGNS):
        return []
    return [place for match in WITHIN.finditer(text) if (place := _place(text, match))]


def _place(text: str, run: re.Match[str]) -> tuple[int, int] | None:
    left = text[max(run.start() - REACH, 0) : run.start()]
    right = text[run.end() : run.end() + REACH]
    before, behind = len(left) - len(left.rstrip()), len(right) - len(right.lstrip())
    left, right = left.strip(), right.strip()
    doubtful = DOUBT.search(run[0]) is not None
    if not right:
        wide = before >= (WIDE_GAP if doubtful else GAP)
        return (run.start() - before, len(text)) if wide else None
    if not left:
        # Before other words it may be the first column of a table, as of visas B1 and B2.
        begins = PARAGRAPH.match(right) or PORTION.match(right)
        return (run.start(), run.end() + behind) if begins and behind >= LEFT_GAP else None
    apart = min(before, behind) >= GAP and not doubtful
    among_prose = len(left.split()) >= PROSE and (right[0].islower() or len(right.split()) > 1)
    in_gap = apart and among_prose and not _in_columns(left) and not _in_columns(right)
    return (run.start(), run.end() + behind) if in_gap else None


def _in_columns(words: str) -> bool:
    return " " * GAP in IN_MARGIN.sub("", words)


def _meant(printed: str) -> str:
    """Return `B5` for `B5 DP`, `BS` and `B(5)`, `1.4(B)` for `1.4(8)`."""
    code = "".join(printed.split())
    if code[0] == "B":
        code = code.replace("(", "", 1).replace(")", "", 1) if code[1] == "(" else code
        figure = {"S": "5", "l": "1", "!": "1"}.get(code[1], code[1])
        return f"B{figure}" + (code[2:5] if code[2:3] == "(" else "")
    if code[:2] == "1.":
        return code.replace("(8)", "(B)").replace("(0)", "(D)")
    return code
