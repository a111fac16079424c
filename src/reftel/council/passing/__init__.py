"""How likely a text passes where members vote independently, each with chances of its own.

Three algorithms give the same: `lattice` where the sums that can occur are few, `halves` where they
are many and the members few, `draws` beyond. The first two are exact up to the rounding of floats.
"""

from typing import Literal

import msgspec
import numpy as np

from reftel.council.errors import CouncilError
from reftel.council.game import Game, Numbers
from reftel.council.passing import draws, halves, lattice

Method = Literal["lattice", "halves", "draws"]
DRAWS = 20_000


class Passing(msgspec.Struct, frozen=True, kw_only=True):
    """Chances that a text passes, for each of m sets of chances that members vote so or so.

    total: (m,). given: (m, n, 3), where one member votes no, abstains, votes yes for certain.
    error, given_error: standard errors of both, 0 where the method is exact.
    """

    total: Numbers
    given: Numbers
    error: Numbers
    given_error: Numbers
    method: Method


def passing(
    game: Game,
    chances: Numbers,
    *,
    method: Method | None = None,
    seed: int = 0,
    count: int = DRAWS,
) -> Passing:
    """Return the chances that a text passes.

    chances: (n, 3) or (m, n, 3), of no, abstention and yes; nothing asks that they sum to one, so
    that ones instead of chances count the votes that pass. method: one that is wanted; the best
    without. seed, count: of the draws. Raises CouncilError for chances that are negative or not
    finite, and for a method that this game is too large for.
    """
    weights = np.atleast_3d(chances) if chances.ndim > 2 else chances[np.newaxis]
    if weights.shape[1:] != (game.size, 3):
        message = f"chances have shape {chances.shape}; expected ({game.size}, 3)"
        raise CouncilError(message)
    if not (np.isfinite(weights).all() and (weights >= 0).all()):
        at = int(np.argwhere(~(np.isfinite(weights) & (weights >= 0)))[0][1])
        message = f"{game.names[at]}: a chance is negative or not finite"
        raise CouncilError(message)
    chosen = method or best(game)
    if chosen not in fitting(game):
        message = f"{game.size} members with such weights are too many for {chosen}"
        raise CouncilError(message)
    if chosen == "draws":
        found = draws.solve(game, weights, seed, count)
        return Passing(
            total=found[0], given=found[1], error=found[2], given_error=found[3], method=chosen
        )
    total, given = (lattice if chosen == "lattice" else halves).solve(game, weights)
    return Passing(
        total=total,
        given=given,
        error=np.zeros_like(total),
        given_error=np.zeros_like(given),
        method=chosen,
    )


def best(game: Game) -> Method:
    """Return the method for a game: what is exact and fast, else draws."""
    fits = fitting(game)
    if fits[0] == "lattice" and lattice.cost(game) > lattice.FAST and "halves" in fits:
        return "halves"
    return fits[0]


def fitting(game: Game) -> tuple[Method, ...]:
    """Return the methods that the game is not too large for."""
    exact: list[Method] = []
    if lattice.cost(game) <= lattice.MOST:
        exact.append("lattice")
    if halves.fits(game):
        exact.append("halves")
    return (*exact, "draws")
