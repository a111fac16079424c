"""Sincere votes on a draft against what happens without it, and who blocks a draft.

A voter loses the distance from its ideal point. It votes yes where the draft gains it more than its
blocking cost e over the reference point, no where it loses it more than e, else it abstains: so a
permanent member that is indifferent abstains, which is no veto.

Tsebelis, Veto Players (2002), chapters 1 and 2, for better sets and winsets.
"""

from collections.abc import Mapping, Sequence
from math import isfinite

import msgspec
import numpy as np

from reftel.council.errors import CouncilError
from reftel.council.game import ABSTAIN, NO, YES, Flags, Game, passes
from reftel.council.issue import Issue, Numbers, Space

# A gain this near to the blocking cost is that cost, as a share of the longest way in the space.
INDIFFERENT = 1e-12


class Voters(msgspec.Struct, frozen=True, kw_only=True):
    """Ideal points and blocking costs in the order of the members of the rule, as a game.

    ideals: (members, issues). costs: (members,), 0 or more, in the unit of distance. stress:
    (members, issues), by which squares are multiplied before they are added. low, high: the ends
    of the scales. slack: the distance that counts as none.
    """

    game: Game
    ideals: Numbers
    costs: Numbers
    stress: Numbers
    low: Numbers
    high: Numbers
    slack: float

    @property
    def equal_stress(self) -> bool:
        """Whether distance is the plain one for all."""
        return bool((self.stress == 1).all())

    def distances(self, points: Numbers) -> Numbers:
        """Return the distances of points (points, issues) from the ideals: (points, members)."""
        away = points[:, None, :] - self.ideals
        return np.sqrt(np.einsum("mik,ik->mi", away * away, self.stress))

    def votes(self, points: Numbers, reference: Numbers) -> tuple[Flags, Flags]:
        """Return who votes yes and no on each point against the reference: (points, members)."""
        gains = self.distances(reference[None]) - self.distances(points)
        return gains > self.costs + self.slack, gains < -self.costs - self.slack

    def carried(self, points: Numbers, reference: Numbers) -> Flags:
        """Return which points beat the reference, shape (points,).

        The reference does not beat itself, under no rule: not even by two thirds of no votes.
        """
        return self.passes(*self.votes(points, reference)) & (points != reference).any(axis=1)

    def passes(self, yes: Flags, no: Flags) -> Flags:
        """Return what is carried: votes of shape (..., members) to shape (...)."""
        return passes(self.game, np.where(yes, YES, np.where(no, NO, ABSTAIN)))


class Price(msgspec.Struct, frozen=True, kw_only=True):
    """What a member that does not vote yes lacks, in the unit of distance.

    to_abstain: 0 where it abstains already. to_agree: what it must be given more than that.
    """

    name: str
    to_abstain: float
    to_agree: float


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A draft against a reference point.

    gains: a number a member, in the order of the game. vetoed_by: who alone is enough against it.
    decisive: who could turn the decision by a vote of its own: to yes where the draft fails (or,
    a veto player, to abstention), to no where it passes. prices: of all that do not vote yes, the
    cheapest first.
    """

    draft: tuple[float, ...]
    reference: tuple[float, ...]
    passed: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]
    abstain: tuple[str, ...]
    vetoed_by: tuple[str, ...]
    decisive: tuple[str, ...]
    gains: tuple[float, ...]
    prices: tuple[Price, ...]


def decide(  # noqa: PLR0913 - a draft, a reference, and whose votes by what rule
    space: Space | Issue,
    game: Game,
    draft: Sequence[float] | float,
    reference: Sequence[float] | float,
    *,
    costs: Mapping[str, float] | None = None,
    by_salience: bool = False,
) -> Decision:
    """Return whether a draft beats a reference point, and by whose votes. Raises CouncilError.

    draft, reference: a number an issue, on its scale. costs: blocking costs by name, 0 where
    nothing is said. by_salience: distances weigh issues as in KTAB, by squares of saliences.
    """
    voters = voters_of(space, game, costs, by_salience=by_salience)
    text, fallback = place(voters, draft, "draft"), place(voters, reference, "reference")
    (yes,), (no,) = voters.votes(text[None], fallback)
    gains = (voters.distances(fallback[None]) - voters.distances(text[None]))[0]
    passed = bool(voters.carried(text[None], fallback)[0])
    return Decision(
        draft=tuple(text.tolist()),
        reference=tuple(fallback.tolist()),
        passed=passed,
        yes=_named(game, yes),
        no=_named(game, no),
        abstain=_named(game, ~yes & ~no),
        vetoed_by=_named(game, no & game.veto),
        decisive=_named(game, _decisive(voters, yes, no, passed=passed)),
        gains=tuple(gains.tolist()),
        prices=_prices(voters, gains, ~yes),
    )


def voters_of(
    space: Space | Issue,
    game: Game,
    costs: Mapping[str, float] | None = None,
    *,
    by_salience: bool = False,
) -> Voters:
    """Return the players of a space as voters under a rule. Raises CouncilError."""
    space = Space(issues=(space,)) if isinstance(space, Issue) else space
    _same_members(space.names, game.names)
    for name, cost in (costs or {}).items():
        if name not in space.names:
            raise CouncilError(f"blocking cost: {name} is no member")
        if not (isfinite(cost) and cost >= 0):
            raise CouncilError(f"blocking cost of {name}: {cost:g} is not 0 or more")
    low = np.array([each.low for each in space.issues])
    high = np.array([each.high for each in space.issues])
    for each in space.issues:
        # Squares of distances must neither overflow nor vanish.
        if not 1e-100 <= each.width <= 1e100:
            raise CouncilError(
                f"{each.name}: a scale of length {each.width:g}; expected 1e-100 to 1e100"
            )
    return Voters(
        game=game,
        ideals=space.positions,
        costs=np.array([(costs or {}).get(name, 0.0) for name in space.names]),
        stress=_stress(space) if by_salience else np.ones_like(space.positions),
        low=low,
        high=high,
        slack=INDIFFERENT * float(np.linalg.norm(high - low)),
    )


def place(voters: Voters, point: Sequence[float] | float, what: str) -> Numbers:
    """Return a point as an array, looked at. Raises CouncilError, naming what it is."""
    found = np.atleast_1d(np.asarray(point, dtype=np.float64))
    if found.shape != voters.low.shape:
        raise CouncilError(f"{what}: {found.size} numbers for {voters.low.size} issues")
    if not (np.isfinite(found) & (found >= voters.low) & (found <= voters.high)).all():
        raise CouncilError(f"{what}: {found.tolist()} is not on the scales")
    return found


def _same_members(names: Sequence[str], members: Sequence[str]) -> None:
    """Raise CouncilError where players and members differ, or stand in another order."""
    if tuple(names) == tuple(members):
        return
    told = [f"{each} is no member" for each in names if each not in members]
    told += [f"{each} has no position" for each in members if each not in names]
    raise CouncilError("; ".join(told) or "players stand in another order than the members")


def _stress(space: Space) -> Numbers:
    """Return s_ik^2 / sum_k s_ik^2; who cares for nothing is at no distance from anything."""
    squares = (space.saliences / np.maximum(space.saliences.max(axis=1), 1e-300)[:, None]) ** 2
    return squares / np.maximum(squares.sum(axis=1), 1e-300)[:, None]


def _decisive(voters: Voters, yes: Flags, no: Flags, *, passed: bool) -> Flags:
    count = len(yes)
    own = np.eye(count, dtype=np.bool_)
    if passed:
        return ~voters.passes(yes & ~own, no | own)
    agreed = voters.passes(yes | own, no & ~own) & ~yes
    return agreed | (voters.passes(np.broadcast_to(yes, own.shape), no & ~own) & no)


def _prices(voters: Voters, gains: Numbers, lacking: Flags) -> tuple[Price, ...]:
    found = [
        Price(
            name=name,
            to_abstain=max(0.0, float(-gain - cost)),
            to_agree=max(0.0, float(cost - gain)),
        )
        for name, gain, cost, lacks in zip(
            voters.game.names, gains, voters.costs, lacking, strict=True
        )
        if lacks
    ]
    return tuple(sorted(found, key=lambda each: (each.to_agree, each.name)))


def _named(game: Game, which: Flags) -> tuple[str, ...]:
    return tuple(name for name, here in zip(game.names, which, strict=True) if here)
