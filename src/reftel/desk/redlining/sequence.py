"""The clauses of two drafts in one row, so that each draft can be read out of it in its order.

What stands in the same place of both is one block. What moved is a block at each of its places.
"""

from collections.abc import Iterator
from typing import NamedTuple

from reftel.dossier.drafts.records import Clause, Draft
from reftel.dossier.drafts.redline import ClauseChange, Step


class Block(NamedTuple):
    """Clauses that stand together. move: a number that both places of a move have, 0 for none."""

    before: tuple[Clause, ...]
    after: tuple[Clause, ...]
    move: int = 0


class _Places(NamedTuple):
    """Where the clauses of a change stand in the two drafts."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    words_same: bool


def blocks(step: Step, before: Draft, after: Draft) -> Iterator[Block]:
    """Yield the blocks of a step: all before-sides in a row are the earlier draft, and so on."""
    rows = {each.name: at for at, each in enumerate(before.clauses)}
    columns = {each.name: at for at, each in enumerate(after.clauses)}
    places = [_places(each, rows, columns) for each in step.changes]
    in_place = _in_place(places)
    moves = _moves(places, in_place)
    old, new = before.clauses, after.clauses
    row = column = 0
    for each in [*in_place, _Places((len(old),), (len(new),), words_same=True)]:
        for at in range(row, each.before[0]):
            yield Block((old[at],), (), moves.get((at, -1), 0))
        for at in range(column, each.after[0]):
            yield Block((), (new[at],), moves.get((-1, at), 0))
        if each.before[0] < len(old):
            yield Block(tuple(old[at] for at in each.before), tuple(new[at] for at in each.after))
        row, column = each.before[-1] + 1, each.after[-1] + 1


def _places(change: ClauseChange, rows: dict[str, int], columns: dict[str, int]) -> _Places:
    return _Places(
        tuple(rows[each.name] for each in change.before),
        tuple(columns[each.name] for each in change.after),
        change.change == "same",
    )


def _in_place(places: list[_Places]) -> list[_Places]:
    """Return what stands in the same order on both sides and in one piece."""
    whole = [each for each in places if _is_run(each.before) and _is_run(each.after)]
    chains: list[tuple[int, int]] = []  # the number of clauses behind each, and the one before it
    for at, each in enumerate(whole):
        best, previous = 0, -1
        for other in range(at):
            goes_before = (
                whole[other].before[-1] < each.before[0] and whole[other].after[-1] < each.after[0]
            )
            if goes_before and chains[other][0] > best:
                best, previous = chains[other][0], other
        chains.append((best + 1, previous))
    at = max(range(len(chains)), key=lambda each: chains[each][0], default=-1)
    found: list[_Places] = []
    while at >= 0:
        found.append(whole[at])
        at = chains[at][1]
    return found[::-1]


def _is_run(places: tuple[int, ...]) -> bool:
    return bool(places) and places[-1] - places[0] == len(places) - 1


def _moves(places: list[_Places], in_place: list[_Places]) -> dict[tuple[int, int], int]:
    """Return a number for both places of each clause that moved with its words."""
    still = {each.before for each in in_place}
    moved = [
        each
        for each in places
        if each.words_same and each.before and each.after and each.before not in still
    ]
    found: dict[tuple[int, int], int] = {}
    for number, each in enumerate(moved, 1):
        found[each.before[0], -1] = found[-1, each.after[0]] = number
    return found
