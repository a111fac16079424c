"""Words that are nearly a known one, and what scans make of letters and figures."""

import re
from collections.abc import Iterable
from functools import lru_cache


def nearly(word: str, known: Iterable[str]) -> str | None:
    """Return the one known word that `word` is one slip away from; None where there is none.

    A slip is a letter lost, added, changed, or exchanged with its neighbour. Two known words
    equally near are none: a guess between them would be silent.
    """
    found = {each for each in known if _one_slip(word, each)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _one_slip(word: str, meant: str) -> bool:
    short, long = sorted((word, meant), key=len)
    if len(long) - len(short) > 1:
        return False
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    rest_short, rest_long = short[same:], long[same:]
    return rest_short[1:] == rest_long[1:] or (
        rest_short[:2] == rest_long[:2][::-1] and rest_short[2:] == rest_long[2:]
    )


# `T0 FC0`, `PRI0RITY`: a nought at a letter, with no figure beside it.
NOUGHT = re.compile(r"(?<=[A-Z])0(?![\d])|(?<![\dA-Z])0(?=[A-Z])")
FIGURE_ONE = re.compile(r"(?<=[A-Z])1(?=[A-Z])")  # IMMED1ATE
# `O4l200Z`, `l949`: letters at a figure, with no letter beside them.
LETTER_O = re.compile(r"(?<![A-Z])O(?=\d)|(?<=\d)O(?=\d)")
LETTER_L = re.compile(r"(?<![A-Z])[IL](?=\d)|(?<=\d)[IL](?=\d)")


def unmixed(capitals: str) -> str:
    """Return words and numbers in capitals, letters for figures and figures for letters put right.

    Character for character; what touches letters and figures alike (`UN0`, `TELN088`) stays.
    """
    words = FIGURE_ONE.sub("I", NOUGHT.sub("O", capitals))
    return LETTER_L.sub("1", LETTER_O.sub("0", words))


def letters(capitals: str) -> str:
    """Return words in capitals that hold no number, their figures read as letters."""
    return capitals.replace("0", "O").replace("1", "I")
