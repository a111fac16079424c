"""Generating functions: the distribution of the sums of votes, member by member.

Forward, how likely the first members reach each sum; backward, how likely a text passes from a sum
on. Where the two meet stands each member's own vote, so that nothing is divided out again and no
difference of near numbers is taken. Sums on several measures are one number in a mixed radix.

Source: Mann and Shapley 1962 (generating functions); Brams and Affuso 1976 (several measures).
"""

import numpy as np

from reftel.council.game import NO, Game, Integers, Numbers, accepts

FAST = 300_000
"""Members times sums below which nothing else is quicker."""
MOST = 20_000_000
"""Members times sums that memory holds."""
_CELLS = 16_000_000
"""Numbers that are held at once."""


def cost(game: Game) -> int:
    """Return members times sums that can occur."""
    sums = 1
    for each in _sizes(game):
        sums *= int(each)
    return sums * game.size


def solve(game: Game, weights: Numbers) -> tuple[Numbers, Numbers]:
    """Return total (m,) and given (m, n, 3) for weights (m, n, 3); see `passing`."""
    at_once = max(1, _CELLS // (cost(game) + 1))
    parts = [
        _solved(game, weights[start : start + at_once]) for start in range(0, len(weights), at_once)
    ]
    return np.concatenate([each[0] for each in parts]), np.concatenate([each[1] for each in parts])


def _sizes(game: Game) -> Integers:
    return game.scores.max(axis=2).sum(axis=1) + 1


def _solved(game: Game, weights: Numbers) -> tuple[Numbers, Numbers]:
    sizes = _sizes(game)
    strides = np.concatenate([np.cumprod(sizes[:0:-1])[::-1], [1]]).astype(np.int64)
    shifts = np.tensordot(strides, game.scores, axes=1)
    alive = np.where(game.veto[:, np.newaxis] & (np.arange(3) == NO), 0.0, 1.0)
    rows, members = len(weights), game.size
    # One more than the highest sum of the first members, for each number of them.
    ends = np.concatenate([[1], 1 + np.cumsum(shifts.max(axis=1))]).tolist()
    steps = shifts.tolist()
    used = ((weights > 0).any(axis=0) & (alive > 0)).tolist()
    accepted = accepts(game, np.indices(tuple(sizes)).reshape(len(sizes), -1))
    ahead: list[Numbers] = [np.empty(0)] * (members + 1)
    ahead[members] = np.tile(accepted[: ends[members]].astype(np.float64), (rows, 1))
    for at in range(members - 1, -1, -1):
        end = ends[at]
        ahead[at] = np.zeros((rows, end))
        for vote, step in enumerate(steps[at]):
            if used[at][vote]:
                ahead[at] += weights[:, at, vote, None] * ahead[at + 1][:, step : step + end]
    given = np.zeros((rows, members, 3))
    behind = np.ones((rows, 1))
    for at in range(members):
        end = ends[at]
        after = np.zeros((rows, ends[at + 1]))
        for vote, step in enumerate(steps[at]):
            if alive[at, vote]:
                given[:, at, vote] = np.einsum(
                    "ms,ms->m", behind, ahead[at + 1][:, step : step + end]
                )
            if used[at][vote]:
                after[:, step : step + end] += weights[:, at, vote, None] * behind
        behind = after
    return ahead[0][:, 0], given
