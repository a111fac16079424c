"""Which clause of one draft became which of another: kept, changed, moved, split, merged."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from reftel.dossier.drafts.assignment import Pair, best_pairs
from reftel.dossier.drafts.likeness import Weights, Wording, likeness, share_in, stems
from reftel.dossier.drafts.records import Clause, Draft

Change = Literal["same", "changed", "split", "merged", "added", "dropped"]

# Below this, two clauses are two clauses. Tried on drafts and on resolutions that renew others.
LEAST = 0.42
# Two that stand alone in the same gap between paired ones may be less like each other.
LEAST_IN_PLACE = 0.25
# How much of a new clause has to come from the rest of another, that this one was split.
FROM_REST = 0.6
# Of two pairs that are as good, the one that keeps the order: worth less than any word.
NEAR = 0.02


class Match(NamedTuple):
    """What became of clauses, by their places in the two drafts.

    before: one, or those that were merged; empty for an added one. after: likewise. moved: whether
    the order of the others passed over it, or it went into or out of the preamble.
    """

    change: Change
    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool = False
    likeness: float = 0.0


def align(before: Draft, after: Draft) -> list[Match]:
    """Return what became of every clause and line, in the order of the later draft.

    What was dropped stands behind what it followed. The same drafts always give the same answer.
    """
    old, new = before.clauses, after.clauses
    weights = Weights(stems(each.words) for each in (*old, *new))
    before_words = [Wording(each.words, weights) for each in old]
    after_words = [Wording(each.words, weights) for each in new]
    worth = _worth(old, new, before_words, after_words, weights)
    pairs = best_pairs({pair: value + _near(pair, old, new) for pair, value in worth.items()})
    splits = _parts(old, new, pairs, before_words, after_words, weights)
    turned = [(column, row) for row, column in pairs]
    merges = _parts(new, old, turned, after_words, before_words, weights)
    free = _free(pairs, splits, merges, (len(old), len(new)))
    worth |= _in_gaps(old, new, pairs, free, before_words, after_words, weights)
    pairs = sorted(
        {*pairs, *best_pairs({each: worth[each] for each in worth if _is_free(each, free)})}
    )
    matches = list(_matches(old, new, pairs, (splits, merges), worth))
    return _in_order(matches, len(old))


def _worth(
    old: Sequence[Clause],
    new: Sequence[Clause],
    before: Sequence[Wording],
    after: Sequence[Wording],
    weights: Weights,
) -> dict[Pair, float]:
    """Return how like each pair is, those left out that are two clauses.

    Clauses that are the same word for word are only held against each other.
    """
    by_words: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for column, clause in enumerate(new):
        by_words[clause.words, clause.is_clause].append(column)
    found: dict[Pair, float] = {}
    taken: set[int] = set()
    others: list[int] = []
    for row, clause in enumerate(old):
        same = by_words.get((clause.words, clause.is_clause), ()) if clause.words else ()
        found |= {(row, column): 1.0 for column in same}
        taken.update(same)
        others += [] if same else [row]
    # A copy that finds no counterpart stays free for a changed one.
    spare = _spare(old, new)
    for row in (*others, *spare[0]):
        for column in range(len(new)):
            if column in taken and column not in spare[1]:
                continue
            if (row, column) not in found and _may_pair(old[row], new[column]):
                value = likeness(before[row], after[column], weights)
                if value >= LEAST:
                    found[row, column] = value
    for row, clause in enumerate(old):
        if not clause.is_clause and clause.kind in ("opening", "title"):
            for column, other in enumerate(new):
                if other.kind == clause.kind and clause.name == other.name:
                    found.setdefault((row, column), LEAST)
    return found


def _spare(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[list[int], set[int]]:
    """Return the rows and columns of wordings that stand more often on one side."""
    left = Counter(each.words for each in old)
    right = Counter(each.words for each in new)
    uneven = {words for words in left if right[words] and left[words] != right[words]}
    rows = [at for at, each in enumerate(old) if each.words in uneven]
    return rows, {at for at, each in enumerate(new) if each.words in uneven}


def _may_pair(one: Clause, other: Clause) -> bool:
    return one.kind == other.kind or (one.is_clause and other.is_clause)


def _near(pair: Pair, old: Sequence[Clause], new: Sequence[Clause]) -> float:
    row, column = pair
    apart = abs(row / len(old) - column / len(new))
    same_kind = old[row].kind == new[column].kind
    return NEAR * (1 - apart) + (NEAR if same_kind else 0.0)


def _parts(
    whole: Sequence[Clause],
    pieces: Sequence[Clause],
    pairs: Sequence[Pair],
    whole_words: Sequence[Wording],
    piece_words: Sequence[Wording],
    weights: Weights,
) -> dict[int, list[int]]:
    """Return the free pieces that come from the rest of a paired whole, by the whole."""
    partner = dict(pairs)
    rest = {row: whole_words[row].bag - piece_words[column].bag for row, column in pairs}
    used = {column for _, column in pairs}
    found: dict[int, list[int]] = defaultdict(list)
    for column, piece in enumerate(pieces):
        if column in used or not piece.is_clause or len(piece_words[column].stems) < 4:
            continue
        shares = [
            (share_in(piece_words[column], rest[row], weights), -abs(partner[row] - column), -row)
            for row in partner
            if whole[row].is_clause
        ]
        share, _, row = max(shares, default=(0.0, 0, 0))
        if share >= FROM_REST:
            found[-row].append(column)
            rest[-row] = rest[-row] - piece_words[column].bag
    return found


Free = tuple[set[int], set[int]]


def _free(
    pairs: Sequence[Pair],
    splits: dict[int, list[int]],
    merges: dict[int, list[int]],
    sizes: tuple[int, int],
) -> Free:
    """Return the rows and columns that nothing was found for."""
    rows = {row for row, _ in pairs} | {each for some in merges.values() for each in some}
    columns = {column for _, column in pairs} | {each for some in splits.values() for each in some}
    return set(range(sizes[0])) - rows, set(range(sizes[1])) - columns


def _is_free(pair: Pair, free: Free) -> bool:
    return pair[0] in free[0] and pair[1] in free[1]


def _in_gaps(
    old: Sequence[Clause],
    new: Sequence[Clause],
    pairs: Sequence[Pair],
    free: Free,
    before: Sequence[Wording],
    after: Sequence[Wording],
    weights: Weights,
) -> dict[Pair, float]:
    """Return how like free clauses are that stand in the same gap between paired ones."""
    in_place = _in_place(pairs)
    ends = [pair for pair in pairs if pair[0] in in_place]
    rows, columns = [row for row, _ in ends], [column for _, column in ends]
    found: dict[Pair, float] = {}
    for row in sorted(free[0]):
        for column in sorted(free[1]):
            same_gap = bisect_left(rows, row) == bisect_left(columns, column)
            if same_gap and old[row].kind == new[column].kind:
                value = likeness(before[row], after[column], weights)
                if value >= LEAST_IN_PLACE:
                    found[row, column] = value
    return found


def _matches(
    old: Sequence[Clause],
    new: Sequence[Clause],
    pairs: Sequence[Pair],
    parts: tuple[dict[int, list[int]], dict[int, list[int]]],
    worth: dict[Pair, float],
) -> Iterable[Match]:
    splits, merges = parts
    in_order = _in_place(pairs)
    for row, column in pairs:
        moved = row not in in_order or old[row].kind != new[column].kind
        value = worth[row, column]
        if row in splits and column not in merges:
            after = tuple(sorted((column, *splits[row])))
            yield Match("split", (row,), after, moved, value)
        elif column in merges and row not in splits:
            before = tuple(sorted((row, *merges[column])))
            yield Match("merged", before, (column,), moved, value)
        else:
            same = old[row].words == new[column].words
            yield Match("same" if same else "changed", (row,), (column,), moved, value)
    both = [row for row, column in pairs if row in splits and column in merges]
    of_pair = dict(pairs)
    loose_new = {each for row in both for each in splits[row]}
    loose_old = {each for row in both for each in merges[of_pair[row]]}
    paired_old = {row for row, _ in pairs} | {each for some in merges.values() for each in some}
    paired_new = {column for _, column in pairs} | {
        each for some in splits.values() for each in some
    }
    for row in range(len(old)):
        if row not in paired_old or row in loose_old:
            yield Match("dropped", (row,), ())
    for column in range(len(new)):
        if column not in paired_new or column in loose_new:
            yield Match("added", (), (column,))


def _in_place(pairs: Sequence[Pair]) -> set[int]:
    """Return the rows of the longest run of pairs in the same order on both sides."""
    tails: list[int] = []
    at_tail: list[int] = []
    previous: dict[int, int] = {}
    columns = [column for _, column in pairs]
    for at, column in enumerate(columns):
        length = bisect_left(tails, column)
        if length:
            previous[at] = at_tail[length - 1]
        if length == len(tails):
            tails.append(column)
            at_tail.append(at)
        else:
            tails[length], at_tail[length] = column, at
    chain: set[int] = set()
    at = at_tail[-1] if at_tail else None
    while at is not None:
        chain.add(pairs[at][0])
        at = previous.get(at)
    return chain


def _in_order(matches: Sequence[Match], rows: int) -> list[Match]:
    """Return the matches by their place in the later draft; what was dropped follows its like."""
    behind: dict[int, tuple[float, int]] = {}
    place = {row: match.after[0] for match in matches if match.after for row in match.before}
    still = {row: match for match in matches for row in match.before}
    last = -1.0
    for row in range(rows):
        if row in place and not still[row].moved:
            last = place[row]
        behind[row] = (last, row)

    def key(match: Match) -> tuple[float, int, int]:
        if match.after:
            return (match.after[0], 0, 0)
        return (behind[match.before[0]][0], 1, match.before[0])

    return sorted(matches, key=key)
