"""Which clauses of two drafts belong together: pairs, and pieces of what was split or merged."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reftel.dossier.drafts.assignment import Pair, best_pairs
from reftel.dossier.drafts.likeness import Weights, Wording, likeness, share_in, stems
from reftel.dossier.drafts.records import Clause

# Below this, two clauses are two clauses. Tried on drafts and on resolutions that renew others.
LEAST = 0.42
# Two that stand alone in the same gap between paired ones may be less like each other.
LEAST_IN_PLACE = 0.25
# How much of a new clause has to come from the rest of another, that this one was split.
FROM_REST = 0.6
# A clause of fewer words is no piece of another.
PIECE_WORDS = 4
# Of two pairs that are as good, the one that keeps the order: worth less than any word.
NEAR = 0.02

Pieces = dict[int, list[int]]


class Paired(NamedTuple):
    """What belongs together, by places in the two drafts.

    splits: more columns of a paired row. merges: more rows of a paired column. likeness: of pairs.
    """

    pairs: list[Pair]
    splits: Pieces
    merges: Pieces
    likeness: dict[Pair, float]


class _Side(NamedTuple):
    clauses: Sequence[Clause]
    wordings: Sequence[Wording]


class _Sides(NamedTuple):
    """The rows (the earlier draft) and the columns (the later one)."""

    rows: _Side
    columns: _Side
    weights: Weights

    def turned(self) -> "_Sides":
        return _Sides(self.columns, self.rows, self.weights)

    def like(self, pair: Pair) -> float:
        row, column = pair
        return likeness(self.rows.wordings[row], self.columns.wordings[column], self.weights)


def paired(old: Sequence[Clause], new: Sequence[Clause]) -> Paired:
    """Return the pairs of greatest total likeness, and the pieces of what was split or merged."""
    weights = Weights(stems(each.words) for each in (*old, *new))
    sides = _Sides(_side(old, weights), _side(new, weights), weights)
    worth = _worth(sides)
    pairs = best_pairs({pair: value + _near(pair, sides) for pair, value in worth.items()})
    splits = _pieces(sides, pairs)
    merges = _pieces(sides.turned(), [(column, row) for row, column in pairs])
    gaps = _in_gaps(sides, pairs, splits, merges)
    return Paired(sorted([*pairs, *best_pairs(gaps)]), splits, merges, worth | gaps)


def in_place(pairs: Sequence[Pair]) -> set[int]:
    """Return the rows of the longest run of pairs that have the same order on both sides."""
    tails: list[int] = []
    at_tail: list[int] = []
    previous: dict[int, int] = {}
    for at, (_, column) in enumerate(pairs):
        length = bisect_left(tails, column)
        if length:
            previous[at] = at_tail[length - 1]
        tails[length:] = [column, *tails[length + 1 :]]
        at_tail[length:] = [at, *at_tail[length + 1 :]]
    chain: set[int] = set()
    at = at_tail[-1] if at_tail else None
    while at is not None:
        chain.add(pairs[at][0])
        at = previous.get(at)
    return chain


def _side(clauses: Sequence[Clause], weights: Weights) -> _Side:
    return _Side(clauses, [Wording(each.words, weights) for each in clauses])


def _worth(sides: _Sides) -> dict[Pair, float]:
    """Return how like each pair is, those left out that are two clauses.

    A clause that stands word for word in the other draft is held against that one only, unless
    one draft has it more often.
    """
    old, new = sides.rows.clauses, sides.columns.clauses
    found = _same_words(old, new) | _same_lines(old, new)
    uneven = _uneven(old, new)
    words_old, words_new = {each.words for each in old}, {each.words for each in new}
    rows = [at for at, each in enumerate(old) if each.words not in words_new - uneven]
    columns = [at for at, each in enumerate(new) if each.words not in words_old - uneven]
    for row in rows:
        for column in columns:
            pair = (row, column)
            if found.get(pair, 0.0) < 1 and _may_pair(old[row], new[column]):
                value = sides.like(pair)
                if value >= LEAST:
                    found[pair] = value
    return found


def _same_words(old: Sequence[Clause], new: Sequence[Clause]) -> dict[Pair, float]:
    by_words: dict[str, list[int]] = defaultdict(list)
    for column, clause in enumerate(new):
        by_words[clause.words].append(column)
    return {
        (row, column): 1.0
        for row, clause in enumerate(old)
        for column in by_words.get(clause.words, ())
        if _may_pair(clause, new[column])
    }


def _same_lines(old: Sequence[Clause], new: Sequence[Clause]) -> dict[Pair, float]:
    """Return pairs of titles and openings: they have one place, whatever their words are."""
    places = {each.name: at for at, each in enumerate(new) if each.kind in ("title", "opening")}
    return {
        (row, places[each.name]): LEAST
        for row, each in enumerate(old)
        if each.name in places and each.words != new[places[each.name]].words
    }


def _uneven(old: Sequence[Clause], new: Sequence[Clause]) -> set[str]:
    left = Counter(each.words for each in old)
    right = Counter(each.words for each in new)
    return {words for words in left if right[words] and left[words] != right[words]}


def _may_pair(one: Clause, other: Clause) -> bool:
    return one.kind == other.kind or (one.is_clause and other.is_clause)


def _near(pair: Pair, sides: _Sides) -> float:
    old, new = sides.rows.clauses, sides.columns.clauses
    row, column = pair
    apart = abs(row / len(old) - column / len(new))
    same_kind = old[row].kind == new[column].kind
    return NEAR * (1 - apart) + (NEAR if same_kind else 0.0)


def _pieces(sides: _Sides, pairs: Sequence[Pair]) -> Pieces:
    """Return the free columns that come from the rest of a paired row, by that row."""
    rows, columns = sides.rows, sides.columns
    rest = {
        row: rows.wordings[row].bag - columns.wordings[column].bag
        for row, column in pairs
        if rows.clauses[row].is_clause
    }
    partner = dict(pairs)
    used = {column for _, column in pairs}
    found: Pieces = defaultdict(list)
    for column, wording in enumerate(columns.wordings):
        is_free = column not in used and columns.clauses[column].is_clause
        if is_free and len(wording.stems) >= PIECE_WORDS and rest:
            shares = ((share_in(wording, rest[row], sides.weights), row) for row in rest)
            share, row = max(shares, key=lambda each: (each[0], -abs(partner[each[1]] - column)))
            if share >= FROM_REST:
                found[row].append(column)
                rest[row] -= wording.bag
    return dict(found)


def _in_gaps(
    sides: _Sides, pairs: Sequence[Pair], splits: Pieces, merges: Pieces
) -> dict[Pair, float]:
    """Return how like free clauses are that stand in the same gap between paired ones."""
    old, new = sides.rows.clauses, sides.columns.clauses
    rows = _free(len(old), (row for row, _ in pairs), merges)
    columns = _free(len(new), (column for _, column in pairs), splits)
    still = in_place(pairs)
    ends = [pair for pair in pairs if pair[0] in still]
    row_ends, column_ends = [row for row, _ in ends], [column for _, column in ends]
    found: dict[Pair, float] = {}
    for row in rows:
        for column in columns:
            same_gap = bisect_left(row_ends, row) == bisect_left(column_ends, column)
            if same_gap and old[row].kind == new[column].kind:
                value = sides.like((row, column))
                if value >= LEAST_IN_PLACE:
                    found[row, column] = value
    return found


def _free(size: int, used: Iterator[int], pieces: Pieces) -> list[int]:
    taken = {*used, *(each for some in pieces.values() for each in some)}
    return [each for each in range(size) if each not in taken]
