"""Draws: votes by chance, and what each member's own vote would have changed in them.

Every draw serves all members, each with its own vote replaced, so that power and pivots come from
the same draws. Errors are those of a share of `count` independent draws.
"""

import numpy as np

from reftel.council.game import ABSTAIN, NO, YES, Flags, Game, Integers, Numbers, accepts


def solve(
    game: Game, weights: Numbers, seed: int, count: int
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return total (m,), given (m, n, 3) and their standard errors; see `passing`.

    Weights that sum to one for each member are chances; others count, and the result with them.
    """
    chance = np.random.default_rng(seed)
    total, given = np.zeros(len(weights)), np.zeros((len(weights), game.size, 3))
    scale = weights.sum(axis=2)
    for row, each in enumerate(weights):
        votes = _votes(chance, each / scale[row][:, np.newaxis], count)
        total[row], given[row] = _shares(game, votes)
    error, given_error = (np.sqrt(each * (1 - each) / count) for each in (total, given))
    whole = scale.prod(axis=1)
    apart = (whole[:, np.newaxis] / scale)[:, :, np.newaxis]
    return total * whole, given * apart, error * whole, given_error * apart


def mixed(game: Game, seed: int, count: int) -> tuple[Numbers, Numbers]:
    """Return how likely each member turns no into yes, (n,), and errors, in Shapley's sense.

    Each draw has its own chance of a yes, alike from 0 to 1 (Straffin 1977).
    """
    chance = np.random.default_rng(seed)
    yes = chance.random((count, game.size)) < chance.random((count, 1))
    _, given = _shares(game, np.where(yes, YES, NO))
    pivotal = given[:, YES] - given[:, NO]
    return pivotal, np.sqrt(pivotal * (1 - pivotal) / count)


def _votes(chance: np.random.Generator, chances: Numbers, count: int) -> Integers:
    drawn = chance.random((count, len(chances)))
    return (drawn >= chances[:, NO]).astype(np.int64) + (drawn >= chances[:, :YES].sum(axis=1))


def _shares(game: Game, votes: Integers) -> tuple[float, Numbers]:
    sums = game.scores[:, np.arange(game.size), votes].sum(axis=-1)
    against = (votes == NO) & game.veto
    blocks = against.sum(axis=1)
    total = float((accepts(game, sums) & (blocks == 0)).mean())
    given = np.zeros((game.size, 3))
    for at in range(game.size):
        alive: Flags = blocks - against[:, at] == 0
        rest = sums - game.scores[:, at, votes[:, at]]
        for vote in (NO, ABSTAIN, YES):
            if not (game.veto[at] and vote == NO):
                enough = accepts(game, rest + game.scores[:, at, vote, np.newaxis])
                given[at, vote] = (enough & alive).mean()
    return total, given
