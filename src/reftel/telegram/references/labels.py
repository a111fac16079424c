"""The letters of a list of references: `A.`, `(B)`, `[C]`, `D -`, and the entries behind them."""

import re
from typing import NamedTuple

# (A)  A)  A.  [A]  A -  A:  and the garbled (BL; doubled labels `A. A)` are one. The A of B.A. is
# none. Some drafters count: (1)  1.  1)
LETTER = re.compile(
    r"""(?:^|(?<=[\s;:,.)]))(?:[-*•]\s{1,4})?(?:REF\s{1,2}(?=[A-Z]\)))?
    (?:\((?P<both>[A-Z])[).]{1,2}|\((?P<open>[A-Z])[A-Z]?(?=\s[A-Z])|\[(?P<square>[A-Z])\]
      |(?P<close>[A-Z])\)|(?<![A-Z]\.)(?P<point>[A-Z])[.:](?=\s|$)|(?P<dash>[A-Z])\s-(?=\s)
      |\((?P<counted>[1-9])\)(?=\s)|(?P<count>[1-9])[.)](?=\s{1,3}[A-Z\d]))
    (?:\s{0,3}\(?(?:(?P=both)|(?P=close)|(?P=point))[).])?""",
    re.VERBOSE | re.MULTILINE,
)
FORMS = ("both", "open", "square", "close", "point", "dash", "counted", "count")


class Entry(NamedTuple):
    """A letter and where its words stand in the reading."""

    letter: str
    start: int
    end: int


def entries(text: str, start: int) -> list[Entry]:
    """Return the entries of a list, each with its letter; one without where there are none."""
    labels = _labels(text, start)
    if not labels:
        return [Entry("", start, len(text))]
    found: list[Entry] = []
    if text[start : labels[0][1]].strip(" \n;:,.-"):
        found.append(Entry("", start, labels[0][1]))
    for at, (letter, _, behind) in enumerate(labels):
        end = labels[at + 1][1] if at + 1 < len(labels) else len(text)
        found.append(Entry(letter, behind, end))
    return found


def _labels(text: str, start: int) -> list[tuple[str, int, int]]:
    """Return letter, start and end of the labels: those that follow one another in the alphabet.

    A repeat or one letter left out is a slip of the drafter; anything else is no label.
    """
    labels: list[tuple[str, int, int]] = []
    for match in LETTER.finditer(text, start):
        letter = _letter(match)
        if _follows(letter, labels[-1][0] if labels else "", half=bool(match["open"])):
            labels.append((letter, match.start(), match.end()))
    return labels


def _follows(letter: str, before: str, *, half: bool) -> bool:
    """Whether a letter may be the next. half: without its second parenthesis, (A may be a word."""
    if not before:
        return letter in "AB1" and not half
    if letter.isdigit() != before.isdigit():
        return False
    return ord(letter) - ord(before) in ({1} if half else {0, 1, 2})


def letter_at(text: str, at: int = 0) -> str:
    """Return the letter of the entry that begins at a place, behind blanks; "" where none does.

    A figure is none: `1.` may begin a paragraph.
    """
    match = LETTER.match(text, len(text) - len(text[at:].lstrip()))
    letter = _letter(match) if match else ""
    return letter if letter.isalpha() else ""


def _letter(match: re.Match[str]) -> str:
    return next(match[name] for name in FORMS if match[name])
