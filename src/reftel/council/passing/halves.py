"""Meeting in the middle: all votes of one half of the members against all of the other.

Both halves are sorted by their sums on the measure with the most sums (a population); one sweep
then counts, for every vote of the one half, the votes of the other with which a text passes. The
other measures (a number of members) are told apart on the way. Exact for some 30 members
whatever their weights are.

Source: Horowitz and Sahni 1974 (two halves); Klinz and Woeginger 2005 (for power indices).
"""

from math import prod
from typing import NamedTuple

import numpy as np

from reftel.council.game import NO, Flags, Game, Integers, Numbers

LARGEST = 2**19
"""Votes of a half."""
WIDEST = 2**24
"""Pairs of sums of both halves on the other measures."""


class _Half(NamedTuple):
    """Members and all their votes.

    options: for each member the number of votes that differ. votes: for each member and column the
    option, -1 for a vote that ends it. large: sums on the large measure. others: which of `sums`,
    (measures, different ones), a vote has on the rest. weights: for each member (m, options).
    """

    members: list[int]
    options: list[int]
    votes: Integers
    large: Integers
    others: Integers
    sums: Integers
    weights: list[Numbers]


def fits(game: Game) -> bool:
    """Whether the game is small enough for this."""
    large = _large(game)
    pairs = 1
    for half in _split(game):
        # Python's integers: products of hundreds of twos do not overflow.
        votes = prod(len(_options(game, at)[0]) for at in half)
        sizes = np.delete(game.scores, large, axis=0)[:, half].max(axis=2).sum(axis=1) + 1
        pairs *= min(votes, prod(sizes.tolist()))
        if votes > LARGEST:
            return False
    return pairs <= WIDEST


def solve(game: Game, weights: Numbers) -> tuple[Numbers, Numbers]:
    """Return total (m,) and given (m, n, 3) for weights (m, n, 3); see `passing`."""
    large = _large(game)
    first, second = (_half(game, weights, each, large) for each in _split(game))
    levels = _levels(game, large, first.sums, second.sums)
    given = np.zeros((len(weights), game.size, 3))
    _given(first, _met(first, second, levels, len(weights)), given)
    turned = [(level, passes.T) for level, passes in levels]
    total = _given(second, _met(second, first, turned, len(weights)), given)
    return total, given


def _large(game: Game) -> int:
    return int(np.argmax(game.scores.max(axis=2).sum(axis=1)))


def _split(game: Game) -> tuple[list[int], list[int]]:
    """Return two halves of the members; those with more different votes are shared out first."""
    order = sorted(range(game.size), key=lambda at: -len(_options(game, at)[0]))
    return order[::2], order[1::2]


def _options(game: Game, at: int) -> tuple[list[tuple[int, ...]], list[int]]:
    """Return the votes of a member that differ, as sums, and which one each column is."""
    found: list[tuple[int, ...]] = []
    columns: list[int] = []
    for vote in range(3):
        added = tuple(game.scores[:, at, vote].tolist())
        if game.veto[at] and vote == NO:
            columns.append(-1)
            continue
        if added not in found:
            found.append(added)
        columns.append(found.index(added))
    return found, columns


def _levels(game: Game, large: int, first: Integers, second: Integers) -> list[tuple[int, Flags]]:
    """Return sums on the large measure, and what passes from each on that does not below.

    What passes: by the sums of both halves on the other measures.
    """
    others = np.delete(game.least, large, axis=1)
    levels: list[tuple[int, Flags]] = []
    below = np.zeros((first.shape[1], second.shape[1]), dtype=np.bool_)
    for level in np.unique(game.least[:, large]):
        now = below.copy()
        for way in others[game.least[:, large] == level]:
            enough = np.ones_like(below)
            for one, other, needed in zip(first, second, way, strict=True):
                enough &= one[:, np.newaxis] + other >= needed
            now |= enough
        levels.append((int(level), np.logical_and(now, np.logical_not(below))))
        below = now
    return levels


def _half(game: Game, weights: Numbers, members: list[int], large: int) -> _Half:
    options, own = list[int](), list[Numbers]()
    votes = np.zeros((len(members), 3), dtype=np.int64)
    sums = np.zeros((len(game.scores), 1), dtype=np.int64)
    for place, at in enumerate(members):
        found, columns = _options(game, at)
        added = np.array(found, dtype=np.int64).T
        sums = (sums[:, :, np.newaxis] + added[:, np.newaxis, :]).reshape(len(sums), -1)
        merged = np.zeros((len(weights), len(found)))
        for vote, option in enumerate(columns):
            if option >= 0:
                merged[:, option] += weights[:, at, vote]
        options.append(len(found))
        votes[place] = columns
        own.append(merged)
    others, apart = _told_apart(np.delete(sums, large, axis=0))
    return _Half(members, options, votes, sums[large], others, apart, own)


def _told_apart(sums: Integers) -> tuple[Integers, Integers]:
    """Return which of the different columns each column is, and these."""
    which = np.zeros(sums.shape[1], dtype=np.int64)
    for row in sums:
        values, place = np.unique(row, return_inverse=True)
        _, which = np.unique(which * len(values) + place, return_inverse=True)
    _, first = np.unique(which, return_index=True)
    return which, sums[:, first]


def _met(half: _Half, other: _Half, levels: list[tuple[int, Flags]], rows: int) -> Numbers:
    """Return for each vote of the half, (votes, m), the weight of the other's that pass with it."""
    from reftel.council.passing.sweeping import sweep  # noqa: PLC0415 - numba is slow to import

    weight = np.ones((1, rows))
    for each in other.weights:
        weight = (weight[:, np.newaxis, :] * each.T[np.newaxis]).reshape(-1, rows)
    rising = np.argsort(half.large, kind="stable")
    falling = np.argsort(-other.large, kind="stable")
    met = np.zeros((len(half.large), rows))
    for level, passes in levels:
        sweep(
            (rising, half.large, half.others),
            (falling, other.large, other.others),
            weight,
            np.ascontiguousarray(passes),
            level,
            met,
        )
    return met


def _given(half: _Half, met: Numbers, given: Numbers) -> Numbers:
    """Fill in `given` for the members of a half; return the total (m,)."""
    rows = met.shape[1]
    before = met
    for place, at in enumerate(half.members):
        # What is left has this member's option as its first digit.
        apart = before.reshape(half.options[place], -1, rows)
        behind = apart
        for later in range(place + 1, len(half.members)):
            split = behind.reshape(len(apart), half.options[later], -1, rows)
            behind = _weighed(split.swapaxes(0, 1), half.weights[later])
        found = behind.reshape(len(apart), rows)
        for vote, option in enumerate(half.votes[place]):
            if option >= 0:
                given[:, at, vote] = found[option]
        before = _weighed(apart, half.weights[place])
    return before.reshape(rows)


def _weighed(each: Numbers, weights: Numbers) -> Numbers:
    """Return the sum over options, the first axis, each with its weight. weights: (m, options)."""
    total = each[0] * weights[:, 0]
    for option in range(1, len(each)):
        total += each[option] * weights[:, option]
    return total
