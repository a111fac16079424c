"""Meeting in the middle: all votes of one half of the members against all of the other.

Both halves are sorted by their sums on the measure with the most sums (a population); one sweep
then counts, for every vote of the one half, the votes of the other with which a text passes. The
small measures (a number of members) are counted in a table on the way. Exact for some 30 members
whatever their weights are.

Source: Horowitz and Sahni 1974 (two halves); Klinz and Woeginger 2005 (for power indices).
"""

from math import prod
from typing import NamedTuple

import numpy as np

from reftel.council.game import NO, Flags, Game, Integers, Numbers

LARGEST = 2**19
"""Votes of a half."""
WIDEST = 200_000
"""Sums on the small measures."""


class _Half(NamedTuple):
    """Members and all their votes: sums on the large measure, on the others in one number.

    options: for each member the number of votes that differ. votes: for each member and column the
    option, -1 for a vote that ends it. weights: for each member (m, options).
    """

    members: list[int]
    options: list[int]
    votes: Integers
    large: Integers
    small: Integers
    weights: list[Numbers]


def fits(game: Game) -> bool:
    """Whether the game is small enough for this."""
    first, second = _split(game)
    sizes = game.scores.max(axis=2).sum(axis=1) + 1
    # Python's integers: products of hundreds of twos do not overflow.
    return prod(np.delete(sizes, np.argmax(sizes)).tolist()) <= WIDEST and all(
        prod(len(_options(game, at)[0]) for at in half) <= LARGEST for half in (first, second)
    )


def solve(game: Game, weights: Numbers) -> tuple[Numbers, Numbers]:
    """Return total (m,) and given (m, n, 3) for weights (m, n, 3); see `passing`."""
    large, strides, levels = _measures(game)
    halves = [_half(game, weights, each, large, strides) for each in _split(game)]
    given = np.zeros((len(weights), game.size, 3))
    total = np.zeros(len(weights))
    for half, other in (halves, halves[::-1]):
        met = _met(half, other, levels)
        total = _given(half, met, given)
    return total, given


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


def _measures(game: Game) -> tuple[int, Integers, list[tuple[int, Flags]]]:
    """Return the large measure, strides of all (0 for it), and levels.

    A level is a sum on the large measure and what passes from it on that does not below, by the
    sum of the others.
    """
    sizes = game.scores.max(axis=2).sum(axis=1) + 1
    large = int(np.argmax(sizes))
    strides = np.zeros(len(sizes), dtype=np.int64)
    stride = 1
    for at in reversed(range(len(sizes))):
        if at != large:
            strides[at] = stride
            stride *= int(sizes[at])
    sums = [np.arange(stride) // strides[at] % sizes[at] for at in range(len(sizes)) if at != large]
    others = np.delete(game.least, large, axis=1)
    levels: list[tuple[int, Flags]] = []
    below = np.zeros(stride, dtype=np.bool_)
    for level in np.unique(game.least[:, large]):
        now = below.copy()
        for way in others[game.least[:, large] == level]:
            enough = np.ones(stride, dtype=np.bool_)
            for each, needed in zip(sums, way, strict=True):
                enough &= each >= needed
            now |= enough
        levels.append((int(level), now & ~below))
        below = now
    return large, strides, levels


def _half(game: Game, weights: Numbers, members: list[int], large: int, strides: Integers) -> _Half:
    options, own = list[int](), list[Numbers]()
    votes = np.zeros((len(members), 3), dtype=np.int64)
    sums = np.zeros((2, 1), dtype=np.int64)
    for place, at in enumerate(members):
        found, columns = _options(game, at)
        added = np.array([(each[large], np.dot(each, strides)) for each in found]).T
        sums = (sums[:, :, np.newaxis] + added[:, np.newaxis, :]).reshape(2, -1)
        merged = np.zeros((len(weights), len(found)))
        for vote, option in enumerate(columns):
            if option >= 0:
                merged[:, option] += weights[:, at, vote]
        options.append(len(found))
        votes[place] = columns
        own.append(merged)
    return _Half(members, options, votes, sums[0], sums[1], own)


def _met(half: _Half, other: _Half, levels: list[tuple[int, Flags]]) -> Numbers:
    """Return for each vote of the half, (votes, m), the weight of the other's that pass with it."""
    from reftel.council.passing.sweeping import sweep  # noqa: PLC0415 - numba is slow to import

    rows = len(half.weights[0]) if half.weights else len(other.weights[0])
    all_weights = np.ones((1, rows))
    for each in other.weights:
        all_weights = (all_weights[:, np.newaxis, :] * each.T[np.newaxis]).reshape(-1, rows)
    rising = np.argsort(half.large, kind="stable")
    falling = np.argsort(-other.large, kind="stable")
    values, places = np.unique(other.small, return_inverse=True)
    met = np.zeros((len(half.large), rows))
    for level, passes in levels:
        sweep(
            rising, half.large, half.small, falling, other.large, places, values,
            all_weights, passes, level, met,
        )  # fmt: skip
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
            behind = behind.reshape(len(apart), half.options[later], -1, rows)
            behind = np.einsum("aosm,mo->asm", behind, half.weights[later])
        found = behind.reshape(len(apart), rows)
        for vote, option in enumerate(half.votes[place]):
            if option >= 0:
                given[:, at, vote] = found[option]
        before = np.einsum("osm,mo->sm", apart, half.weights[place])
    return before.reshape(rows)
