"""Clean telegrams spoiled as copies are: each damage by its own rate, all scaled by one strength.

Strength 1 is what real copies show, as counted on 147 texts of the National Archives (964,000
characters) and 18 released SMART copies (159,000): letters that a scan confuses 0.1 in a thousand
characters of a SMART copy (15 in words of small letters, where they show), blanks lost or added
0.007, blanks behind lines 5.3, tabs 2.4; a label misspelt in 1 telegram of 147, the slash of
Date/DTG read as a figure in 2 of 18. Other rates are set by hand and say so. Higher strengths are
multiples.
"""

import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

# What a scan reads for what stands there; each also the other way round.
PAIRS = ("O0", "l1", "I1", "I!", "B8", "S5", "Z2", "G6", "ec", "/!")
# Every partner of each sign: I stands for 1 and for !, so one alone would lose the other.
CONFUSED = {
    sign: "".join(pair.replace(sign, "") for pair in PAIRS if sign in pair)
    for sign in "".join(PAIRS)
}
BANNER = (
    "UNCLASSIFIED U.S. Department of State Case No. F-2019-04417 Doc No. C06617123 Date: 02/11/2020"
)
STAMP = "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005"


class Damage(NamedTuple):
    """One kind of damage. rate: times in a thousand characters at strength 1.

    counted: whether real copies were counted for the rate, or it was set by hand.
    """

    name: str
    rate: float
    counted: bool
    spoil: Callable[[str, int, Random], str]


def spoil(text: str, seed: int, strength: float) -> str:
    """Return the text with damages drawn by the seed; the same seed gives the same damage."""
    chance = Random(f"damage {seed}")
    for each in DAMAGES:
        times = _drawn(each.rate * strength * len(text) / 1000, chance)
        if times:
            text = each.spoil(text, times, chance)
    return text


def _drawn(expected: float, chance: Random) -> int:
    whole = int(expected)
    return whole + (chance.random() < expected - whole)


def _confuse(text: str, times: int, chance: Random) -> str:
    places = [at for at, sign in enumerate(text) if sign in CONFUSED]
    letters = list(text)
    for at in chance.sample(places, min(times, len(places))):
        letters[at] = chance.choice(CONFUSED[text[at]])
    return "".join(letters)


def _lose_blanks(text: str, times: int, chance: Random) -> str:
    return _at_blanks(text, times, chance, "")


def _add_blanks(text: str, times: int, chance: Random) -> str:
    return _at_blanks(text, times, chance, "   ")


def _at_blanks(text: str, times: int, chance: Random, instead: str) -> str:
    places = [match.start() for match in re.finditer(r"(?<=\S) (?=\S)", text)]
    for at in sorted(chance.sample(places, min(times, len(places))), reverse=True):
        text = text[:at] + instead + text[at + 1 :]
    return text


def _trail(text: str, times: int, chance: Random) -> str:
    lines = text.split("\n")
    for at in _some(lines, times, chance):
        lines[at] += " " * chance.randrange(1, 6)
    return "\n".join(lines)


def _tab(text: str, times: int, chance: Random) -> str:
    places = [match.span() for match in re.finditer(r" {4,}", text)]
    for start, end in sorted(chance.sample(places, min(times, len(places))), reverse=True):
        text = f"{text[:start]}\t{text[end:]}"
    return text


def _stamp(text: str, times: int, chance: Random) -> str:
    """Put the line of a release between two lines, blank lines around it."""
    lines = text.split("\n")
    line = BANNER if "MRN:" in text else STAMP
    for at in _some(lines, times, chance):
        lines.insert(at, f"\n{line}\n")
    return "\n".join(lines)


def _double(text: str, times: int, chance: Random) -> str:
    lines = text.split("\n")
    for at in _some(lines, times, chance):
        lines.insert(at, lines[at])
    return "\n".join(lines)


def _lose_lines(text: str, times: int, chance: Random) -> str:
    lines = text.split("\n")
    gone = set(_some(lines, times, chance))
    return "\n".join(line for at, line in enumerate(lines) if at not in gone)


def _some(lines: list[str], times: int, chance: Random) -> list[int]:
    return sorted(chance.sample(range(len(lines)), min(times, len(lines))), reverse=True)


def _misspell(text: str, times: int, chance: Random) -> str:
    """Exchange two letters of a label."""
    labels = [match.start(1) for match in re.finditer(r"^([A-Z][A-Za-z]{3,}):", text, re.MULTILINE)]
    for at in chance.sample(labels, min(times, len(labels))):
        text = text[: at + 1] + text[at + 2] + text[at + 1] + text[at + 3 :]
    return text


def _link(text: str, times: int, chance: Random) -> str:
    places = [match.span() for match in re.finditer(r"\b[A-Z]{4}\b", text)]
    for start, end in sorted(chance.sample(places, min(times, len(places))), reverse=True):
        text = f"{text[:start]}[{text[start:end]}](#){text[end:]}"
    return text


def _slash(text: str, times: int, chance: Random) -> str:
    """Read the slash of Date/DTG as a figure that belongs to the group."""
    del times, chance  # a telegram has one
    return re.sub(r"(?<=\d{4}) / (?=\d{6}Z)", " 1", text)


def _protect(text: str, times: int, chance: Random) -> str:
    return _at_blanks(text, times, chance, "\u00a0")


DAMAGES = (
    Damage("letters confused", 0.1, True, _confuse),
    Damage("blanks lost", 0.004, True, _lose_blanks),
    Damage("blanks added", 0.003, True, _add_blanks),
    Damage("blanks behind lines", 5.3, True, _trail),
    Damage("tabs", 2.4, True, _tab),
    Damage("labels misspelt", 0.001, True, _misspell),
    Damage("slash read as 1", 0.013, True, _slash),
    Damage("stamped between lines", 0.02, False, _stamp),
    Damage("lines doubled", 0.005, False, _double),
    Damage("lines lost", 0.005, False, _lose_lines),
    Damage("words made links", 0.02, False, _link),
    Damage("blanks protected", 0.02, False, _protect),
)
