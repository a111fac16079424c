"""Which numbers at the beginnings of lines are those of paragraphs.

A text also holds lists, tables and quoted texts that count for themselves, and paragraphs whose
numbers repeat or jump: of 314 numbered texts of the National Archives' sample 41 do.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reftel.telegram.markings import PORTION

# `1.`, `1. (C)`, `1.(SBU)`, `1 (C)`, `2 . ( C)`, `1..`; a number alone is none.
NUMBER = re.compile(
    r"\s{0,10}(?P<number>\d{1,3})"
    r"(?:\s{0,2}\.{1,2}(?=\D|$)|(?=\s{1,2}\((?:TS|S|C|U|SBU|LOU|R)[)/]))\s{0,4}"
)
RULE = re.compile(r"\s{0,20}[-=_*‐¿]{3,}$")
SENTENCE_END = re.compile(r"[.?!:;)\"'\-]$")
FULL_LINE = 55  # a line at least so long was not ended on purpose
LONGEST_JUMP = 3
DEEPER = 4  # blanks before a list, beyond those before the paragraphs
# What one more paragraph adds to a run: a next number most, a repeat or a jump less, and a
# beginning that is not 1 least, so that a list within the text never wins over the paragraphs.
NEXT, REPEAT, JUMP, LATE_START = 1.0, 0.5, 0.6, 0.3


class Candidate(NamedTuple):
    """A line that begins with a number; `words`: where on the line its words begin."""

    line: int
    number: int
    words: int


class Start(NamedTuple):
    """Where a paragraph begins: line, number, and where on that line its words begin."""

    line: int
    number: int | None
    words: int


def numbered(rows: Sequence[str]) -> list[Start]:
    """Return the numbered paragraphs among the rows of a text, in order.

    A number counts where something ended above it. In a list of short lines, such as a trade
    opportunity, nothing ends, and there every line counts.
    """
    candidates = _candidates(rows)
    if [(each.line, each.number) for each in candidates[:2]] != [(0, 1), (1, 2)]:
        candidates = [each for each in candidates if _set_off(rows, each)]
    return [Start(*each) for each in _longest_run(candidates)]


def is_numbered(row: str, number: int) -> bool:
    """Whether a row begins with that number."""
    match = NUMBER.match(row)
    return match is not None and int(match["number"]) == number


def _candidates(rows: Sequence[str]) -> list[Candidate]:
    found: list[Candidate] = []
    for line, row in enumerate(rows):
        if row[:10].lstrip()[:1].isdigit() and (match := NUMBER.match(row)):
            found.append(Candidate(line, int(match["number"]), match.end()))
    # A list within a paragraph is indented deeper than the paragraphs are.
    indents = [len(rows[each.line]) - len(rows[each.line].lstrip()) for each in found]
    deepest = min(indents, default=0) + DEEPER
    return [each for each, indent in zip(found, indents, strict=True) if indent < deepest]


def _set_off(rows: Sequence[str], each: Candidate) -> bool:
    """Whether something ended above, or a mark stands behind the number.

    A blank line, a rule, the end of a sentence, or a line broken off short: where pages broke,
    the blank line between two paragraphs went with the page's furniture.
    """
    above = rows[each.line - 1] if each.line else ""
    return (
        len(above) < FULL_LINE
        or SENTENCE_END.search(above) is not None
        or RULE.match(above) is not None
        or PORTION.match(rows[each.line], each.words) is not None
    )


def _longest_run(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that count on best, from `NEXT`, `REPEAT`, `JUMP`, `LATE_START`."""
    best: dict[int, tuple[float, int]] = {}  # by last number: score, index of the last one
    previous: list[int] = []
    top = (0.0, -1)
    for index, each in enumerate(candidates):
        score, before = (NEXT if each.number == 1 else LATE_START), -1
        for step in range(1, LONGEST_JUMP + 1):
            known = best.get(each.number - step)
            gain = NEXT if step == 1 else JUMP / step
            if known and known[0] + gain > score:
                score, before = known[0] + gain, known[1]
        known = best.get(each.number)
        if known and known[1] == index - 1 and known[0] + REPEAT > score:
            score, before = known[0] + REPEAT, known[1]
        previous.append(before)
        if known is None or score > known[0]:
            best[each.number] = (score, index)
        if score > top[0]:
            top = (score, index)
    return _walked_back(candidates, previous, top[1])


def _walked_back(
    candidates: Sequence[Candidate], previous: Sequence[int], last: int
) -> list[Candidate]:
    run: list[Candidate] = []
    while last >= 0:
        run.append(candidates[last])
        last = previous[last]
    return run[::-1]
