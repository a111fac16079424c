"""Which clause of one draft became which of another: kept, changed, moved, split, merged."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reftel.dossier.drafts.pairing import Paired, in_place, paired
from reftel.dossier.drafts.records import Clause, Draft

Change = Literal["same", "changed", "split", "merged", "added", "dropped"]


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
    found = list(_paired(old, new, paired(old, new)))
    rows = {row for each in found for row in each.before}
    columns = {column for each in found for column in each.after}
    dropped = [Match("dropped", (row,), ()) for row in range(len(old)) if row not in rows]
    added = [Match("added", (), (column,)) for column in range(len(new)) if column not in columns]
    return _in_order([*found, *dropped, *added])


def _paired(old: Sequence[Clause], new: Sequence[Clause], found: Paired) -> Iterator[Match]:
    """Yield the matches of pairs; one that was both split and merged stays a plain pair."""
    still = in_place(found.pairs)
    for row, column in found.pairs:
        moved = row not in still or old[row].kind != new[column].kind
        like = found.likeness[row, column]
        splits, merges = found.splits.get(row, ()), found.merges.get(column, ())
        if splits and not merges:
            yield Match("split", (row,), tuple(sorted((column, *splits))), moved, like)
        elif merges and not splits:
            yield Match("merged", tuple(sorted((row, *merges))), (column,), moved, like)
        else:
            same = old[row].words == new[column].words
            yield Match("same" if same else "changed", (row,), (column,), moved, like)


def _in_order(matches: Sequence[Match]) -> list[Match]:
    """Return the matches by their place in the later draft; what was dropped follows its like."""
    place = {
        row: each.after[0]
        for each in matches
        if not each.moved
        for row in each.before
        if each.after
    }
    last, behind = -1, dict[int, int]()
    for row in sorted(row for each in matches for row in each.before):
        last = place.get(row, last)
        behind[row] = last

    def key(match: Match) -> tuple[int, int, int]:
        if match.after:
            return match.after[0], 0, 0
        return behind[match.before[0]], 1, match.before[0]

    return sorted(matches, key=key)
