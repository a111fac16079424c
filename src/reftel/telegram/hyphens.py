"""Words divided at a line's end: PARTI-/CIPATION is one word, DEEP-/SEATED keeps its hyphen."""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import zip_longest

WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
LAST = re.compile(r"([A-Za-z]{1,40})-$")
FIRST = re.compile(r"\s{0,40}([A-Za-z]{1,40})")
# First parts that stand before a hyphen far more often than they begin a divided word.
KEEP = frozenset({"NON", "EX", "SELF", "HIGH", "DEEP", "MID", "WELL", "LONG", "SHORT", "HALF"})


def words_of(text: str) -> Counter[str]:
    """Return how often each word stands in a text, in capitals, those with a hyphen whole."""
    return Counter(WORD.findall(text.upper()))


def is_divided(above: str, below: str) -> bool:
    """Whether a line ends in a hyphen behind letters, and the next begins with letters."""
    return LAST.search(above[-41:]) is not None and FIRST.match(below) is not None


def between(above: str, below: str, words: Mapping[str, int]) -> str:
    """Return what stands between the halves: "-" or "".

    words: those of the text, in which the two halves themselves stand once. A form that stands
    elsewhere in it decides; then a first part that usually keeps its hyphen; then two halves
    that both are words of their own.
    """
    last, first = LAST.search(above[-41:]), FIRST.match(below)
    if last is None or first is None:
        return "-"
    one, two = last[1].upper(), first[1].upper()
    if one + two in words:
        return ""
    if f"{one}-{two}" in words or one in KEEP or one.endswith("LY"):
        return "-"
    alone = words.get(one, 0) > 1 and words.get(two, 0) > 1
    return "-" if len(one) > 2 and alone else ""


def in_one_line(text: str, around: str = "") -> str:
    """Return a text of several lines in one; a word divided at a line's end is joined again.

    around: the longer text in which it stands, if known; by its words, or those of the text,
    it is judged whether a hyphen belongs to the word. 1974-75 divided at its hyphen goes on
    without a blank.
    """
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    divided = any(line.endswith("-") for line in lines)
    words = words_of(around or text) if divided else Counter[str]()
    parts: list[str] = []
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        if is_divided(line, below):
            parts += (line[:-1], between(line, below, words))
        else:
            goes_on = line.endswith("-") and line[-2:-1].isalnum()  # 1974-75, but no dash
            parts += (line, "" if goes_on or not below else " ")
    return "".join(parts)
