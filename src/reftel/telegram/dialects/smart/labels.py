"""The labels of SMART fields, and what scans and copies make of them.

A slip is put right and told: `TAG5`, `Pass Une`, `Geared By`, a colon that is lost.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from reftel.tables import load
from reftel.tables.rows import SmartFieldRow
from reftel.telegram.posts import squeezed
from reftel.telegram.spelling import nearly

# A label, and its colon; where that is lost, the blanks up to the column of the values.
LABEL = re.compile(
    r"\s{0,12}[^A-Za-z0-9\s(]{0,2}"
    r"(?P<label>(?:[A-Zl]|[15](?=[A-Za-z]))[A-Za-z015.,/!|]{1,14}(?:\s[A-Zl][A-Za-z015]{1,14})?)"
    r"(?:\s{0,30}(?P<colon>[:;])\s{0,80}|\s{6,80}(?=\S)|$)"
)
SIGNS = (":", ";", "      ")
LONGEST_ALONE = 36  # characters of a line that is a label and no more
FIGURES = str.maketrans("015", "OIS")  # `TAG5`, `Date/0TG`: what a scan reads in place of letters
SHORTEST_MISSPELT = 5  # letters; in shorter labels one slip makes another word
SHORTEST_BESIDE_LABELS = 4  # where labels stand above and below
BESIDE = 3  # visible lines
SHORTEST_RUN_TOGETHER = 7  # letters of a label of which two were read as one


class Label(NamedTuple):
    """A label at the beginning of a line: its row, where the value begins, how it is printed.

    end: of the label, before its colon. slip: whether it is spelt with one slip.
    colon: whether it has one.
    """

    row: SmartFieldRow
    end: int
    value: int
    printed: str
    slip: bool
    colon: bool


def labels_of(texts: Sequence[str], visible: Sequence[int]) -> dict[int, Label]:
    """Return the labels by position; short ones may have a slip where labels are on both sides."""
    found = {at: here for at in visible if (here := _on_line(texts[at], SHORTEST_MISSPELT))}
    for order, at in enumerate(visible):
        above = visible[max(order - BESIDE, 0) : order]
        below = visible[order + 1 : order + 1 + BESIDE]
        if at not in found and found.keys() & {*above} and found.keys() & {*below}:
            here = _on_line(texts[at], SHORTEST_BESIDE_LABELS)
            found |= {at: here} if here else {}
    return found


def _on_line(text: str, shortest_misspelt: int) -> Label | None:
    may_be = len(text) <= LONGEST_ALONE or any(sign in text for sign in SIGNS)
    return label(text, shortest_misspelt) if may_be else None


def label(line: str, shortest_misspelt: int = SHORTEST_MISSPELT) -> Label | None:
    """Return the label with which a line begins; None where it begins with none.

    Without a colon only one that is spelt right counts. shortest_misspelt: letters of a label
    in which a slip is looked for.
    """
    match = LABEL.match(line)
    if match is None:
        return None
    printed = squeezed(match["label"])
    # Labels begin with a capital: a small l is an I.
    capital = f"I{match['label'][1:]}" if match["label"][0] == "l" else match["label"]
    letters = squeezed(capital.translate(FIGURES))
    meant = letters if letters in _rows() else None
    if meant is None and match["colon"] and len(letters) >= shortest_misspelt:
        meant = nearly(letters, _rows()) or _run_together(letters)
    if meant is None:
        return None
    return Label(
        row=_rows()[meant],
        end=match.end("label"),
        value=match.end(),
        printed=match["label"],
        slip=meant != printed or "," in match["label"],
        colon=match["colon"] is not None,
    )


def _run_together(letters: str) -> str | None:
    """Return the label of which a scan read two letters as one or one as two, as `Pass Une`."""
    if len(letters) < SHORTEST_RUN_TOGETHER:
        return None
    found = [each for each in _rows() if _one_for_two(*sorted((letters, each), key=len))]
    return found[0] if len(found) == 1 else None


def _one_for_two(short: str, long: str) -> bool:
    if len(long) - len(short) != 1:
        return False
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    return short[same + 1 :] == long[same + 2 :]


@cache
def _rows() -> dict[str, SmartFieldRow]:
    return {
        squeezed(spelling): row
        for row in load.smart_fields()
        for spelling in (row.label, *row.spellings)
    }
