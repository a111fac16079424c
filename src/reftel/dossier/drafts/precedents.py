"""Earlier clauses that say the same, or nearly: an index of the clauses of many texts."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from reftel.dossier.drafts.likeness import Weights, Wording, stems
from reftel.dossier.drafts.records import Clause, ClauseKind, Draft, Record
from reftel.dossier.drafts.words import Run, compared, tokens

# As many as share the heaviest words are compared in full.
CANDIDATES = 150
# Below this, nobody would call it a precedent.
LEAST = 0.35


class Precedent(Record, frozen=True, kw_only=True):
    """An earlier clause. score: 0 to 1, 1 for the same words. runs: from it to what was asked for.

    source: the text in which it stands, "resolution 186 (1964)". year: 0 where it is not known.
    """

    source: str
    year: int
    name: str
    kind: ClauseKind
    words: str
    score: float
    same: bool
    runs: tuple[Run, ...]


class Earlier(NamedTuple):
    """A text to search in."""

    source: str
    year: int
    draft: Draft


class _Entry(NamedTuple):
    source: str
    year: int
    clause: Clause
    wording: Wording
    plain: tuple[str, ...]


class Corpus:
    """The clauses of earlier texts, indexed by their words."""

    def __init__(self, texts: Iterable[Earlier]) -> None:
        found = [
            (text, clause) for text in texts for clause in text.draft.clauses if clause.is_clause
        ]
        self.weights = Weights(stems(clause.words) for _, clause in found)
        self._entries = [
            _Entry(
                text.source,
                text.year,
                clause,
                Wording(clause.words, self.weights),
                plain(clause.words),
            )
            for text, clause in found
        ]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, entry in enumerate(self._entries):
            self._by_words[entry.plain].append(at)
            for word in entry.wording.bag:
                self._by_word[word].append(at)

    def __len__(self) -> int:
        """Return how many clauses there are."""
        return len(self._entries)

    def find(self, words: str, limit: int = 10) -> list[Precedent]:
        """Return the clauses that are likest to some words: the same first, then by score.

        Of those that are as like, the earliest comes first.
        """
        wanted, bare = Wording(words, self.weights), plain(words)
        same = set(self._by_words.get(bare, ()) if bare else ())
        scored = [(1.0, at) for at in same]
        scored += [
            (score, at)
            for at in self._candidates(wanted)
            if at not in same and (score := _score(bare, self._entries[at].plain)) >= LEAST
        ]
        scored.sort(key=lambda each: (-each[0], self._entries[each[1]].year, each[1]))
        return [self._precedent(words, score, at, at in same) for score, at in scored[:limit]]

    def _candidates(self, wanted: Wording) -> Sequence[int]:
        """Return the entries that share most weight with some words, by their places."""
        shared: dict[int, float] = defaultdict(float)
        for word in wanted.bag:
            weight = self.weights.of({word: 1})
            for at in self._by_word.get(word, ()):
                shared[at] += weight
        entries = self._entries
        worth = (
            (2 * own / (wanted.weight + entries[at].wording.weight), -at)
            for at, own in shared.items()
        )
        return [-at for _, at in heapq.nlargest(CANDIDATES, worth)]

    def _precedent(self, words: str, score: float, at: int, same: bool) -> Precedent:
        entry = self._entries[at]
        return Precedent(
            source=entry.source,
            year=entry.year,
            name=entry.clause.name,
            kind=entry.clause.kind,
            words=entry.clause.words,
            score=round(score, 3),
            same=same,
            runs=compared(entry.clause.words, words),
        )


def plain(words: str) -> tuple[str, ...]:
    """Return a wording without signs, capitals and marks of footnotes: by it two are the same."""
    return tuple(_without_footnotes(tokens(words)))


def _without_footnotes(found: Sequence[str]) -> Iterator[str]:
    """Yield the words; one or two figures behind a comma, at the end, are a footnote's mark."""
    words = list(found)
    while len(words) > 1 and (not words[-1][0].isalnum() or _is_mark(words)):
        words.pop()
    yield from (each for each in words if each[0].isalnum())


def _is_mark(words: Sequence[str]) -> bool:
    return words[-1].isdigit() and len(words[-1]) < 3 and words[-2] in ",;.:"


def _score(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return how like two wordings are in words and order, below 1 where they are not the same."""
    return min(Indel.normalized_similarity(one, other), 0.999)
