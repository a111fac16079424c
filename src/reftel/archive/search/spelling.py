"""Words like one that no telegram holds."""

from collections.abc import Callable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Given a beginning: the words of the index that begin so, with the number of telegrams.
Dictionary = Callable[[str], list[tuple[str, int]]]

SHORTEST = 3  # letters: of two, everything is near everything
PROPOSED = 3


def near_words(word: str, dictionary: Dictionary) -> tuple[str, ...]:
    """Return words at most two slips away, one of short ones; the nearest, then the commonest.

    A slip is a letter too many, missing or other, or two that changed places (optimal string
    alignment, Boytsov 2011). Another first letter is not tried: that would be the whole dictionary.
    """
    if len(word) < SHORTEST:
        return ()
    slips = 1 if len(word) < 6 else 2
    counts = {each: count for start in _starts(word) for each, count in dictionary(start)}
    counts.pop(word, None)
    scored = process.extract(
        word, counts.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None
    )
    ranked = sorted(scored, key=lambda each: (each[1], -counts[each[0]], each[0]))
    return tuple(each for each, _, _ in ranked[:PROPOSED])


def _starts(word: str) -> Iterator[str]:
    """Yield beginnings under which a word stands whose first letter is right, missing or second."""
    yield from dict.fromkeys((word[0], word[1:3], word[1] + word[0]))
