"""KTAB's spatial model of politics: challenges, bargains and elections, turn by turn.

At a turn each player challenges the one from whom it expects most, and the two offer each other a
meeting point for every issue. All players then vote, for each player, on the offers that it has and
on its position, and it moves to the winner. In general the players do not come to rest: the whole
trajectory is the result.

Wise, Lester & Efird, "Multidimensional bargaining using KTAB" (KAPSARC 2015); Efird et al. (KAPSARC
2016) on China's policy.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from reftel.council.bargain.sample import Sample, shares
from reftel.council.bargain.smp_challenge import (
    Method,
    Table,
    attitudes,
    best_challenges,
    election,
    elections,
    utility,
)
from reftel.council.errors import CouncilError
from reftel.council.issue import Numbers, Space

# All on scales from 0 to 1. The stored run needs a least gain over 8e-6 and at most 1.6e-5; a
# guard of 5e-7 to 1e-6; positions held to be the same up to a distance between 1.1e-4 and 1e-3.
LEAST_GAIN = 1e-5
GUARD = 1e-6
DIGITS = 4
SAME = 1e-3


class Bargain(msgspec.Struct, frozen=True, kw_only=True):
    """A challenge and what came of it; points are on the issues' scales, one number an issue.

    gain: what the initiator expected from the challenge. chance: that it wins, as it sees it.
    initiator_moves_to, receiver_moves_to: where each would go. accepted_by: whose election it won.
    """

    initiator: str
    receiver: str
    gain: float
    chance: float
    initiator_moves_to: tuple[float, ...]
    receiver_moves_to: tuple[float, ...]
    accepted_by: tuple[str, ...]


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """The players at a turn.

    positions: a point a player, in their order. chances: of each player's position to win an
    election now; positions that are as good as the same share theirs, so that the sum may be over
    1. expected: the outcome that the chances give, a number an issue. bargains: offered now; their
    acceptance is the next turn.
    """

    positions: tuple[tuple[float, ...], ...]
    chances: tuple[float, ...]
    expected: tuple[float, ...]
    bargains: tuple[Bargain, ...]


class Trajectory(msgspec.Struct, frozen=True, kw_only=True):
    """A run: turn 0 is where the players began.

    attention: what all saliences were divided by, so that no player's sum is over 1.
    """

    names: tuple[str, ...]
    issues: tuple[str, ...]
    turns: tuple[Turn, ...]
    attention: float
    method: Method
    seed: int | None

    @property
    def outcome(self) -> tuple[float, ...]:
        """The expected outcome at the last turn, which need not be where the players would rest."""
        return self.turns[-1].expected


class _Offers(msgspec.Struct, frozen=True, kw_only=True):
    """Challenges that were made.

    pairs: initiator and receiver, (offers, 2). gains, wins: (offers,). initiator, receiver: the
    points, (offers, issues).
    """

    pairs: NDArray[np.intp]
    gains: Numbers
    wins: Numbers
    initiator: Numbers
    receiver: Numbers


class _Step(msgspec.Struct, frozen=True, kw_only=True):
    """What happens at a turn.

    own: each player's utility of all positions, (players, players). taken: the offer that a player
    takes, by their numbers. moved: the positions after it, (players, issues).
    """

    own: Numbers
    offers: _Offers
    taken: dict[int, int]
    moved: Numbers


class _Scales(msgspec.Struct, frozen=True, kw_only=True):
    """The issues' scales, (issues,)."""

    low: Numbers
    width: Numbers

    def points(self, points: Numbers) -> tuple[tuple[float, ...], ...]:
        """Return points from 0 to 1 on the scales; rounding carries none over an end."""
        found = np.clip(self.low + points * self.width, self.low, self.low + self.width)
        return tuple(map(tuple, found.tolist()))


def spatial_politics(
    space: Space, *, turns: int = 10, method: Method | None = None, seed: int | None = None
) -> Trajectory:
    """Return the run of a number of turns over the issues of a space.

    turns: 1 or more. seed: of the draws among a player's offers; without one the likeliest offer is
    taken. Where two are alike the first is taken, in the order of the players. Raises CouncilError.
    """
    if turns < 1:
        message = f"turns: {turns}; a run has at least 1"
        raise CouncilError(message)
    method = method or Method()
    chance = None if seed is None else np.random.default_rng(seed)
    scales = _Scales(
        low=np.array([each.low for each in space.issues]),
        width=np.array([each.width for each in space.issues]),
    )
    attention = max(1.0, float(space.saliences.sum(axis=1).max()))
    table = Table(
        positions=(space.positions - scales.low) / scales.width,
        saliences=space.saliences / attention,
        capabilities=shares(space.capabilities),
    )
    done: list[Turn] = []
    for _ in range(turns):
        step = _step(table, method, chance)
        done.append(_told(space.names, table, step, method, scales))
        table = msgspec.structs.replace(table, positions=step.moved)
    last = _told(space.names, table, _step(table, method, None), method, scales)
    return Trajectory(
        names=space.names,
        issues=tuple(each.name for each in space.issues),
        turns=(*done, msgspec.structs.replace(last, bargains=())),
        attention=attention,
        method=method,
        seed=seed,
    )


def draws(samples: Sequence[Sample], *, turns: int = 10) -> Numbers:
    """Return the expected outcomes after some turns by the defaults, shape (issues, draws).

    samples: one an issue, with the same players and draws. A draw of fifteen players takes some
    milliseconds.
    """
    rows = [each.rows() for each in samples]
    low = np.array([each.low for each in samples])
    width = np.array([each.high - each.low for each in samples])
    found = np.empty((len(samples), samples[0].positions.shape[0]))
    method = Method()
    for draw in range(found.shape[1]):
        saliences = np.stack([row[1][draw] for row in rows], axis=1).astype(np.float64)
        table = Table(
            positions=(np.stack([row[0][draw] for row in rows], axis=1) - low) / width,
            saliences=saliences / max(1.0, float(saliences.sum(axis=1).max())),
            capabilities=shares(rows[0][2][draw].astype(np.float64)),
        )
        for _ in range(turns):
            moved = _step(table, method, None).moved
            table = msgspec.structs.replace(table, positions=moved)
        _, expected = _standing(table, _own(table, method)[0], method)
        found[:, draw] = np.clip(low + expected * width, low, low + width)
    return found


def _step(table: Table, method: Method, chance: np.random.Generator | None) -> _Step:
    """Return what happens at a turn."""
    own, distances, risks = _own(table, method)
    offers = _offers(table, distances, risks, method)
    taken = _taken(table, own, risks, offers, method, chance)
    moved = table.positions.copy()
    for who, offer in taken.items():
        first = offers.pairs[offer, 0] == who
        moved[who] = (offers.initiator if first else offers.receiver)[offer]
    return _Step(own=own, offers=offers, taken=taken, moved=moved)


def _own(table: Table, method: Method) -> tuple[Numbers, Numbers, Numbers]:
    """Return each player's utility of all positions, the distances, and attitudes to risk."""
    distances = table.distances(table.positions)
    risks = attitudes(table, distances, method)
    return utility(distances, risks[:, None]), distances, risks


def _offers(table: Table, distances: Numbers, risks: Numbers, method: Method) -> _Offers:
    """Return each player's best challenge, where it is worth one."""
    best = best_challenges(table, distances, risks, method)
    who = np.flatnonzero(best.gains > LEAST_GAIN)
    pairs = np.column_stack([who, best.whom[who]])
    views = best.views[who, :1] if method.views == "initiator" else best.views[who]
    met = _meeting(table, pairs, views)
    return _Offers(
        pairs=pairs,
        gains=best.gains[who],
        wins=views[:, 0],
        initiator=met[0],
        receiver=met[1],
    )


def _meeting(table: Table, pairs: NDArray[np.intp], views: Numbers) -> Numbers:
    """Return where initiators and receivers would go, (2, offers, issues), rounded as KTAB rounds.

    views: the initiator's chance as it sees it, and as the receiver does where both count.
    """
    # Who has no strength at all weighs as much as another such.
    weights = np.maximum(table.strengths[pairs], 1e-300)[:, : views.shape[1], None]
    near, far = table.positions[pairs[:, 0]], table.positions[pairs[:, 1]]
    found = np.zeros((2, *near.shape))
    for view in range(views.shape[1]):
        wins = views[:, [view]]
        mine = (table.saliences[pairs[:, 0]] * wins) ** 2
        theirs = (table.saliences[pairs[:, 1]] * (1 - wins)) ** 2
        # Each one's own offer is a touch nearer to it.
        own = np.stack([(mine + GUARD) * near + theirs * far, mine * near + (theirs + GUARD) * far])
        found += weights[:, view] * own / (mine + theirs + GUARD)
    found /= weights.sum(axis=1)
    return np.clip(found.round(DIGITS), np.minimum(near, far), np.maximum(near, far))


def _taken(  # noqa: PLR0913, PLR0917 - an election has many sides
    table: Table,
    own: Numbers,
    risks: Numbers,
    offers: _Offers,
    method: Method,
    chance: np.random.Generator | None,
) -> dict[int, int]:
    """Return which offer each player takes; who stays is not there.

    All vote on every player's move; what they compare is the mean utility of all positions.
    """
    now = own.sum(axis=1, keepdims=True)
    change = utility(table.distances(offers.initiator), risks[:, None])
    change += utility(table.distances(offers.receiver), risks[:, None])
    change -= own[:, offers.pairs[:, 0]] + own[:, offers.pairs[:, 1]]
    then = np.concatenate([now, now + change], axis=1) / len(now)
    found = elections(table, then, offers.pairs, method)
    if chance is None:
        options = found.argmax(axis=1)
    else:
        options = np.array([chance.choice(len(row), p=row) for row in found])
    return {who: int(option) - 1 for who, option in enumerate(options) if option}


def _standing(table: Table, own: Numbers, method: Method) -> tuple[Numbers, Numbers]:
    """Return the chance of each player's position, and the expected position."""
    first: list[int] = []
    group: list[int] = []
    for who, point in enumerate(table.positions):
        near = np.abs(table.positions[first] - point).max(axis=1) <= SAME
        group.append(int(near.argmax()) if near.any() else len(first))
        if not near.any():
            first.append(who)
    found = election(table.capabilities, own[:, first], method)
    return found[group], found @ table.positions[first]


def _told(names: Sequence[str], table: Table, step: _Step, method: Method, scales: _Scales) -> Turn:
    found, expected = _standing(table, step.own, method)
    return Turn(
        positions=scales.points(table.positions),
        chances=tuple(found.tolist()),
        expected=scales.points(expected[None])[0],
        bargains=_bargains(names, step, scales),
    )


def _bargains(names: Sequence[str], step: _Step, scales: _Scales) -> tuple[Bargain, ...]:
    offers = step.offers
    initiators, receivers = scales.points(offers.initiator), scales.points(offers.receiver)
    return tuple(
        Bargain(
            initiator=names[int(first)],
            receiver=names[int(second)],
            gain=float(offers.gains[at]),
            chance=float(offers.wins[at]),
            initiator_moves_to=initiators[at],
            receiver_moves_to=receivers[at],
            accepted_by=tuple(names[who] for who, offer in step.taken.items() if offer == at),
        )
        for at, (first, second) in enumerate(offers.pairs)
    )
