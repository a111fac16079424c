"""Power: how often a member's vote decides.

Banzhaf (Penrose 1946, Banzhaf 1965): the share of the others' votes, yes or no at even odds, that
it turns. Shapley-Shubik 1954: the share of orders in which it turns the vote; computed as the mean
of its chance to turn it over all chances of a yes (Straffin 1977), an integral that Gauss's
quadrature gives exactly. Coleman 1971: a body's power to act, a member's to prevent, to initiate.
With abstention: yes, abstention and no alike likely (Felsenthal and Machover 1997).
"""

import msgspec
import numpy as np

from reftel.council.errors import CouncilError
from reftel.council.game import ABSTAIN, NO, YES, Game, Numbers
from reftel.council.passing import DRAWS, Method, best, draws, passing

_EXACT = 53
"""Votes, as powers of two, that floats count one by one."""


class MemberPower(msgspec.Struct, frozen=True, kw_only=True):
    """A member's power, each from 0 to 1.

    swings: winning sets of members that lose without it; None where there are too many to count.
    banzhaf: its share of all swings. absolute: swings over sets of the others. prevent, initiate:
    swings over winning and over losing sets. *_error: standard errors, 0 where exact.
    """

    member: str
    banzhaf: float
    shapley: float
    absolute: float
    prevent: float
    initiate: float
    swings: int | None
    absolute_error: float = 0.0
    shapley_error: float = 0.0


class Power(msgspec.Struct, frozen=True, kw_only=True):
    """The power of all members of a body.

    act: Coleman's power to act, winning sets over all. winning: their number, None where there are
    too many to count. method: see `passing`; draws: how many there were, 0 where exact.
    """

    members: tuple[MemberPower, ...]
    act: float
    winning: int | None
    method: Method
    draws: int = 0
    seed: int = 0


class MemberTurns(msgspec.Struct, frozen=True, kw_only=True):
    """How often a member's change of vote changes the result, over all votes of the others.

    no_to_yes = no_to_abstain + abstain_to_yes. share: of all members' no_to_yes.
    """

    member: str
    share: float
    no_to_yes: float
    no_to_abstain: float
    abstain_to_yes: float
    error: float = 0.0


class PowerWithAbstention(msgspec.Struct, frozen=True, kw_only=True):
    """Power where members may abstain. act: the chance that a text passes."""

    members: tuple[MemberTurns, ...]
    act: float
    method: Method
    draws: int = 0
    seed: int = 0


def power(game: Game, *, method: Method | None = None, seed: int = 0, count: int = DRAWS) -> Power:
    """Return Banzhaf's, Shapley's and Coleman's measures of a rule's members.

    method, seed, count: see `passing`. Raises CouncilError where nothing or everything passes:
    then nobody decides.
    """
    chosen = method or best(game)
    if chosen == "draws":
        return _drawn(game, seed, count)
    size = game.size
    nodes, shares = _quadrature(size)
    found = passing(game, _even(size, np.concatenate([[0.5], nodes])), method=chosen)
    turns = found.given[:, :, YES] - found.given[:, :, NO]
    absolute = turns[0]
    shapley = shares @ turns[1:]
    return _power(game, float(found.total[0]), absolute, shapley, chosen)


def power_with_abstention(
    game: Game, *, method: Method | None = None, seed: int = 0, count: int = DRAWS
) -> PowerWithAbstention:
    """Return how often members decide where yes, abstention and no are alike likely.

    Raises CouncilError where nobody decides.
    """
    found = passing(game, np.full((game.size, 3), 1 / 3), method=method, seed=seed, count=count)
    given = found.given[0]
    turned = given[:, YES] - given[:, NO]
    if not turned.any():
        raise CouncilError(_nobody())
    exact = found.method != "draws"
    return PowerWithAbstention(
        members=tuple(
            MemberTurns(
                member=name,
                share=float(turned[at] / turned.sum()),
                no_to_yes=float(turned[at]),
                no_to_abstain=float(given[at, ABSTAIN] - given[at, NO]),
                abstain_to_yes=float(given[at, YES] - given[at, ABSTAIN]),
                error=0.0 if exact else float(np.sqrt(turned[at] * (1 - turned[at]) / count)),
            )
            for at, name in enumerate(game.names)
        ),
        act=float(found.total[0]),
        method=found.method,
        draws=0 if exact else count,
        seed=seed,
    )


def _quadrature(size: int) -> tuple[Numbers, Numbers]:
    """Return nodes in 0 to 1 and weights that integrate the chance of a swing exactly."""
    nodes, shares = np.polynomial.legendre.leggauss(max(1, (size + 1) // 2))
    return (nodes + 1) / 2, shares / 2


def _even(size: int, chances: Numbers) -> Numbers:
    """Return weights (m, size, 3) of members that vote yes with each of the chances, else no."""
    weights = np.zeros((len(chances), size, 3))
    weights[:, :, YES] = chances[:, np.newaxis]
    weights[:, :, NO] = 1 - chances[:, np.newaxis]
    return weights


def _drawn(game: Game, seed: int, count: int) -> Power:
    found = passing(game, _even(game.size, np.array([0.5])), method="draws", seed=seed, count=count)
    absolute = found.given[0, :, YES] - found.given[0, :, NO]
    shapley, error = draws.mixed(game, seed, count)
    sampled = _power(game, float(found.total[0]), absolute, shapley, "draws")
    wide = np.sqrt(absolute * (1 - absolute) / count)
    members = tuple(
        msgspec.structs.replace(
            each, swings=None, absolute_error=float(wide[at]), shapley_error=float(error[at])
        )
        for at, each in enumerate(sampled.members)
    )
    return msgspec.structs.replace(sampled, members=members, winning=None, draws=count, seed=seed)


def _power(game: Game, act: float, absolute: Numbers, shapley: Numbers, method: Method) -> Power:
    if not absolute.any() or not 0 < act < 1:
        raise CouncilError(_nobody())
    counted = game.size <= _EXACT
    sets = 2.0 ** (game.size - 1)
    return Power(
        members=tuple(
            MemberPower(
                member=name,
                banzhaf=float(absolute[at] / absolute.sum()),
                shapley=float(shapley[at]),
                absolute=float(absolute[at]),
                prevent=float(absolute[at] / (2 * act)),
                initiate=float(absolute[at] / (2 * (1 - act))),
                swings=round(float(absolute[at]) * sets) if counted else None,
            )
            for at, name in enumerate(game.names)
        ),
        act=act,
        winning=round(act * 2 * sets) if counted else None,
        method=method,
    )


def _nobody() -> str:
    return "nobody's vote decides: under this rule everything passes, or nothing"
