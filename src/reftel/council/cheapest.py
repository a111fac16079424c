"""The cheapest ways to make a text pass, or fail: which members to move, and to which vote.

An integer programme per way of the rule, solved exactly (HiGHS's branch and bound: Huangfu and Hall
2018). After each answer all answers that contain it are ruled out, so that the next one is another,
minimal set of moves. Sources: Riker 1962 (minimal winning coalitions); Groseclose and Snyder 1996
(the price of a coalition).
"""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false, reportArgumentType=false, reportUnknownArgumentType=false

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

import msgspec
import numpy as np

from reftel.council.errors import CouncilError
from reftel.council.game import COLUMNS, NO, Flags, Game, Integers, Numbers, passes

_TRIES = 50
"""Answers of the solver that its rounding spoiled before it is given up."""


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A member that votes otherwise than it would. cost: in the unit of the prices."""

    member: str
    before: str
    after: str
    cost: float


class Moves(msgspec.Struct, frozen=True, kw_only=True):
    """Moves that are enough, none of which can be left out; empty where nothing is needed."""

    moves: tuple[Move, ...]
    cost: float


class _Branch(NamedTuple):
    """One set of demands that is enough: sums in bounds, and votes that are given.

    bounds: (measures, 2), lowest and highest sums. votes: (n, 3), which ones are allowed.
    """

    bounds: Numbers
    votes: Flags


def cheapest(
    game: Game, start: Integers, costs: Numbers, *, passing: bool = True, several: int = 5
) -> tuple[Moves, ...]:
    """Return the cheapest minimal sets of moves after which a text passes, or fails.

    start: (n,), the column of each member's vote now. costs: (n, 3), of each vote, 0 for the one
    now, infinite where a member cannot be moved there. several: how many at most, cheapest first;
    of sets with one cost, which come first is not said. Empty where no moves do it.
    Raises CouncilError for costs that are negative or no numbers.
    """
    _look_at(game, start, costs)
    branches = list(_branches(game, passing=passing))
    found: list[Moves] = []
    cuts: list[Numbers] = []
    spoiled = 0
    while len(found) < several and spoiled < _TRIES:
        answers = [_solved(game, each, costs, cuts) for each in branches]
        votes = min(
            (each for each in answers if each is not None),
            key=lambda each: _cost(costs, each),
            default=None,
        )
        if votes is None:
            break
        if bool(passes(game, votes)) != passing:
            # The solver takes a sum for large enough that is short by its rounding.
            cuts.append(_cut(start, votes, exact=True))
            spoiled += 1
            continue
        votes = _pruned(game, start, votes, passing=passing)
        found.append(_moves(game, start, votes, costs))
        if not found[-1].moves:
            break
        cuts.append(_cut(start, votes, exact=False))
    return tuple(found)


def _look_at(game: Game, start: Integers, costs: Numbers) -> None:
    if start.shape != (game.size,) or costs.shape != (game.size, 3):
        message = (
            f"votes {start.shape} and costs {costs.shape} are not those of {game.size} members"
        )
        raise CouncilError(message)
    for name, vote, row in zip(game.names, start, costs, strict=True):
        if np.isnan(row).any() or (row < 0).any() or row[vote] != 0:
            message = (
                f"{name}: costs {row.tolist()} are negative, no numbers, or charge for no move"
            )
            raise CouncilError(message)


def _branches(game: Game, *, passing: bool) -> Iterator[_Branch]:
    measures = len(game.scores)
    free = np.ones((game.size, 3), dtype=np.bool_)
    if passing:
        free[game.veto, NO] = False
        for least in game.least:
            yield _Branch(np.stack([least, np.full(measures, np.inf)], axis=1), free)
        return
    for at in np.flatnonzero(game.veto):
        against = free.copy()
        against[at, NO + 1 :] = False
        yield _Branch(np.tile([-np.inf, np.inf], (measures, 1)), against)
    # It fails where in every way one sum falls short.
    short = [np.flatnonzero(least > 0).tolist() for least in game.least]
    for chosen in product(*short):
        bounds = np.tile([-np.inf, np.inf], (measures, 1))
        for measure, least in zip(chosen, game.least, strict=True):
            bounds[measure, 1] = min(bounds[measure, 1], least[measure] - 1)
        yield _Branch(bounds, free)


def _solved(
    game: Game, branch: _Branch, costs: Numbers, cuts: Sequence[Numbers]
) -> Integers | None:
    """Return the votes (n,) of the least cost that meet a branch's demands; None without any."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - slow to import

    size = game.size
    allowed = (branch.votes & np.isfinite(costs)).reshape(-1)
    demands: list[Any] = [
        LinearConstraint(np.kron(np.eye(size), np.ones(3)), 1, 1),
        LinearConstraint(
            game.scores.reshape(len(game.scores), -1), branch.bounds[:, 0], branch.bounds[:, 1]
        ),
    ]
    if cuts:
        stacked = np.array(cuts)
        demands.append(LinearConstraint(stacked[:, :-1], -np.inf, stacked[:, -1]))
    answer = milp(
        np.where(np.isfinite(costs), costs, 0.0).reshape(-1),
        constraints=demands,
        integrality=np.ones(3 * size),
        bounds=Bounds(0, allowed.astype(np.float64)),
        options={"mip_rel_gap": 0.0},
    )
    return None if answer.x is None else np.asarray(answer.x).reshape(size, 3).argmax(axis=1)


def _cut(start: Integers, votes: Integers, *, exact: bool) -> Numbers:
    """Return a row that rules out these moves and all that go as far, or these votes alone."""
    row = np.zeros((len(start), 3))
    moved = np.arange(len(start)) if exact else np.flatnonzero(votes != start)
    for at in moved:
        vote = votes[at]
        if exact or vote == start[at]:
            row[at, vote] = 1
        elif vote > start[at]:
            row[at, vote:] = 1
        else:
            row[at, : vote + 1] = 1
    return np.append(row.reshape(-1), len(moved) - 1)


def _pruned(game: Game, start: Integers, votes: Integers, *, passing: bool) -> Integers:
    """Return the moves without those that cost nothing and are not needed.

    One that goes may make another one needless, so it is looked again until all are needed.
    """
    for at in np.flatnonzero(votes != start):
        less = votes.copy()
        less[at] = start[at]
        if bool(passes(game, less)) == passing:
            return _pruned(game, start, less, passing=passing)
    return votes


def _moves(game: Game, start: Integers, votes: Integers, costs: Numbers) -> Moves:
    moves = tuple(
        Move(
            member=game.names[at],
            before=COLUMNS[start[at]],
            after=COLUMNS[votes[at]],
            cost=float(costs[at, votes[at]]),
        )
        for at in np.flatnonzero(votes != start)
    )
    return Moves(moves=moves, cost=_cost(costs, votes))


def _cost(costs: Numbers, votes: Integers) -> float:
    return float(costs[np.arange(len(votes)), votes].sum())
