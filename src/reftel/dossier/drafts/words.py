"""What two wordings have in common: runs of words that were kept, dropped or added.

The words are compared by their longest common subsequence (Hunt and McIlroy 1976, as rapidfuzz
computes it). Words that stay alone between two changes are taken into them, so that the eye
follows phrases.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel, Opcode

Fate = Literal["kept", "dropped", "added"]

# A number with its points, a word with hyphens and apostrophes, or one sign.
TOKEN = re.compile(r"\d{1,40}(?:[.,]\d{1,40})*|[^\W\d_]+(?:[-’'][^\W\d_]+)*|[^\s]")
# Clauses have hundreds of words. Beyond these pairs the comparison would take gigabytes.
MOST_PAIRS = 100_000_000
# A run of kept words is an island if it has so few of them, and none that carries meaning.
ISLAND = 3
SMALL = frozenset(
    {
        *("a", "an", "the", "of", "to", "and", "or", "in", "on", "for", "by", "with", "at"),
        *("from", "as", "that", "its", "it", "be", "is", "are", "was", "were", "all", "any"),
    }
)


class Run(NamedTuple):
    """A run of characters with one fate."""

    fate: Fate
    text: str


class _Token(NamedTuple):
    gap: str
    word: str


def compared(before: str, after: str) -> tuple[Run, ...]:
    """Return the runs that lead from one wording to another.

    The kept and dropped ones in a row are `before`; the kept and added ones are `after`.
    """
    if before == after:
        return (Run("kept", before),) if before else ()
    old, new = _tokens(before), _tokens(after)
    return tuple(_joined(_without_islands(list(_joined(_runs(old, new))))))


def tokens(words: str) -> list[str]:
    """Return the words and signs of a wording, in small letters."""
    return TOKEN.findall(words.lower())


def rebuilt(runs: Sequence[Run], side: Literal["before", "after"]) -> str:
    """Return one of the two wordings from their runs."""
    gone = "added" if side == "before" else "dropped"
    return "".join(each.text for each in runs if each.fate != gone)


def _tokens(words: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    for match in TOKEN.finditer(words):
        found.append(_Token(words[at : match.start()], match[0]))
        at = match.end()
    return [*found, _Token(words[at:], "")]


def _runs(old: list[_Token], new: list[_Token]) -> Iterator[Run]:
    """Yield runs of one token each; a blank that differs before a kept word is a change."""
    for code in _codes([each.word for each in old], [each.word for each in new]):
        if code.tag == "equal":
            before = old[code.src_start : code.src_end]
            for one, other in zip(before, new[code.dest_start : code.dest_end], strict=True):
                if one.gap != other.gap:
                    yield Run("dropped", one.gap)
                    yield Run("added", other.gap)
                    yield Run("kept", one.word)
                else:
                    yield Run("kept", one.gap + one.word)
        else:
            for each in old[code.src_start : code.src_end]:
                yield Run("dropped", each.gap + each.word)
            for each in new[code.dest_start : code.dest_end]:
                yield Run("added", each.gap + each.word)


def _codes(old: list[str], new: list[str]) -> Iterable[Opcode]:
    """Return what became of which words; of endless texts only what is the same at both ends."""
    if len(old) * len(new) <= MOST_PAIRS:
        # Numbers in place of words: rapidfuzz compares hashes, and "" has that of a null character.
        numbers: dict[str, int] = {}
        before, after = (
            [numbers.setdefault(word, len(numbers)) for word in words] for words in (old, new)
        )
        return Indel.opcodes(before, after)
    shorter = min(len(old), len(new))
    first = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - first
    last = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    ends = (len(old) - last, len(new) - last)
    return (
        Opcode("equal", 0, first, 0, first),
        Opcode("replace", first, ends[0], first, ends[1]),
        Opcode("equal", ends[0], len(old), ends[1], len(new)),
    )


def _joined(runs: Iterator[Run] | Sequence[Run]) -> Iterator[Run]:
    """Yield the runs with neighbours joined: between two kept ones, dropped stands before added."""
    for is_kept, group in groupby(
        (each for each in runs if each.text), lambda each: each.fate == "kept"
    ):
        members = list(group)
        fates: tuple[Fate, ...] = ("kept",) if is_kept else ("dropped", "added")
        for fate in fates:
            text = "".join(each.text for each in members if each.fate == fate)
            if text:
                yield Run(fate, text)


def _without_islands(runs: list[Run]) -> Iterator[Run]:
    for at, run in enumerate(runs):
        between = 0 < at < len(runs) - 1
        if run.fate == "kept" and between and _is_island(run.text):
            yield Run("dropped", run.text)
            yield Run("added", run.text)
        else:
            yield run


def _is_island(text: str) -> bool:
    found = tokens(text)
    if "\n" in text:
        return False
    return len(found) < ISLAND and all(each in SMALL or not each[0].isalnum() for each in found)
