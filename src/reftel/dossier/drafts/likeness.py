"""How like two clauses are, by the words they share; rare words count more."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import Indel

from reftel.dossier.drafts.words import tokens

# What stands in every clause tells nothing.
LEAST_WEIGHT = 0.15


def stems(words: str) -> list[str]:
    """Return the words of a clause for comparison: no signs, no plural."""
    return [_stem(each) for each in tokens(words) if each[0].isalnum()]


class Weights:
    """The weight of each word in some clauses: the rarer, the heavier (inverse frequency)."""

    def __init__(self, clauses: Iterable[Iterable[str]]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for stemmed in clauses:
            counts.update(set(stemmed))
            total += 1
        self._weights = {
            word: max(LEAST_WEIGHT, math.log((total + 1) / count)) for word, count in counts.items()
        }
        self._unknown = math.log(total + 1) if total > 1 else 1.0

    def of(self, bag: Mapping[str, int]) -> float:
        """Return the weight of a bag of words."""
        weights, unknown = self._weights, self._unknown
        return sum(weights.get(word, unknown) * count for word, count in bag.items())


class Wording:
    """A clause ready to be compared with many."""

    def __init__(self, words: str, weights: Weights) -> None:
        self.stems = stems(words)
        self.bag = Counter(self.stems)
        self.weight = weights.of(self.bag)


def likeness(one: Wording, other: Wording, weights: Weights) -> float:
    """Return how like two clauses are: 0 to 1.

    Half is the share of their words that they have in common, half that of the shorter: a
    clause that was cut to a part of itself stays like itself. The order of words counts a little.
    """
    shared = weights.of(one.bag & other.bag)
    if not shared or not one.weight or not other.weight:
        return 0.0
    both = 2 * shared / (one.weight + other.weight)
    contained = shared / min(one.weight, other.weight)
    short = min(len(one.stems), len(other.stems))
    # Few words are soon contained in many.
    contained *= min(1.0, short / 6)
    order = Indel.normalized_similarity(one.stems, other.stems)
    return 0.45 * both + 0.35 * contained + 0.2 * order


def share_in(part: Wording, whole: Mapping[str, int], weights: Weights) -> float:
    """Return which share of a clause's words stands in a bag of words: 0 to 1."""
    return weights.of(part.bag & Counter(whole)) / part.weight if part.weight else 0.0


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
