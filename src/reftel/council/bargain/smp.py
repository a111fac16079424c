"""KTAB's spatial model of politics: challenges, bargains and elections, turn by turn.

At a turn each player challenges the one from whom it expects most, and the two offer each other a
meeting point for every issue. Every player then holds an election among the offers that it has, with
its own position, and moves to the winner. Wise, Lester & Efird, "Multidimensional bargaining using
KTAB" (KAPSARC 2015); Efird et al., "Negotiating China's unconventional gas policy" (KAPSARC 2016).

A turn does not come to rest in general: the whole trajectory is the result.
"""

from collections.abc import Sequence

import msgspec
import numpy as np

from reftel.council.bargain.challenges import (
    Method,
    Table,
    attitudes,
    challenges,
    election,
    gains,
    utility,
    views,
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
    """Challenges that were made: players by number, gains, chances, points (offers, issues)."""

    pairs: list[tuple[int, int]]
    gains: list[float]
    chances: list[float]
    initiator: Numbers
    receiver: Numbers


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
    low = np.array([each.low for each in space.issues])
    width = np.array([each.width for each in space.issues])
    attention = max(1.0, float(space.saliences.sum(axis=1).max()))
    table = Table(
        positions=(space.positions - low) / width,
        saliences=space.saliences / attention,
        capabilities=_shares(space.capabilities),
    )
    done: list[Turn] = []
    for _ in range(turns):
        turn, moved = _turn(space.names, table, method, chance, (low, width))
        done.append(turn)
        table = msgspec.structs.replace(table, positions=moved)
    last, _ = _turn(space.names, table, method, None, (low, width))
    return Trajectory(
        names=space.names,
        issues=tuple(each.name for each in space.issues),
        turns=(*done, msgspec.structs.replace(last, bargains=())),
        attention=attention,
        method=method,
        seed=seed,
    )


def _shares(capabilities: Numbers) -> Numbers:
    scaled = capabilities / capabilities.max()
    return scaled / scaled.sum()


def _turn(
    names: Sequence[str],
    table: Table,
    method: Method,
    chance: np.random.Generator | None,
    scale: tuple[Numbers, Numbers],
) -> tuple[Turn, Numbers]:
    """Return the turn and the positions after it."""
    low, width = scale
    distances = table.distances(table.positions)
    risks = attitudes(table, distances, method)
    own = utility(distances, risks[:, None])
    offers = _offers(table, views(distances, risks, method), method)
    taken = _taken(table, own, risks, offers, method, chance)
    moved = table.positions.copy()
    for who, (offer, is_initiator) in taken.items():
        moved[who] = (offers.initiator if is_initiator else offers.receiver)[offer]
    found, expected = _standing(table, own, method)
    turn = Turn(
        positions=_points(table.positions, low, width),
        chances=tuple(found.tolist()),
        expected=_points(expected[None], low, width)[0],
        bargains=tuple(
            Bargain(
                initiator=names[first],
                receiver=names[second],
                gain=offers.gains[at],
                chance=offers.chances[at],
                initiator_moves_to=_points(offers.initiator[[at]], low, width)[0],
                receiver_moves_to=_points(offers.receiver[[at]], low, width)[0],
                accepted_by=tuple(names[who] for who, (offer, _) in taken.items() if offer == at),
            )
            for at, (first, second) in enumerate(offers.pairs)
        ),
    )
    return turn, moved


def _offers(table: Table, seen: Numbers, method: Method) -> _Offers:
    """Return each player's best challenge, where it is worth one."""
    pairs: list[tuple[int, int]] = []
    found: list[tuple[float, float]] = []
    points: list[tuple[Numbers, Numbers]] = []
    for who, view in enumerate(seen):
        wins = challenges(table, view, who, method)
        expected = gains(table, view, who, wins)
        whom = int(expected.argmax())
        if expected[whom] <= LEAST_GAIN:
            continue
        pairs.append((who, whom))
        found.append((float(expected[whom]), float(wins[whom])))
        points.append(_meeting(table, seen, (who, whom), float(wins[whom]), method))
    shape = (len(pairs), table.positions.shape[1])
    return _Offers(
        pairs=pairs,
        gains=[gain for gain, _ in found],
        chances=[win for _, win in found],
        initiator=np.array([first for first, _ in points]).reshape(shape),
        receiver=np.array([second for _, second in points]).reshape(shape),
    )


def _meeting(
    table: Table, seen: Numbers, pair: tuple[int, int], wins: float, method: Method
) -> tuple[Numbers, Numbers]:
    """Return where the initiator and the receiver would go, in [0, 1], rounded as KTAB rounds."""
    initiator, receiver = pair
    first, second = _between(table, pair, wins)
    if method.views == "averaged":
        others = float(challenges(table, seen[receiver], initiator, method)[receiver])
        also_first, also_second = _between(table, pair, others)
        weight = table.strengths[initiator]
        share = weight / max(weight + table.strengths[receiver], 1e-300)
        first = share * first + (1 - share) * also_first
        second = share * second + (1 - share) * also_second
    ends = np.sort(table.positions[list(pair)], axis=0)
    return (
        np.clip(first.round(DIGITS), *ends),
        np.clip(second.round(DIGITS), *ends),
    )


def _between(table: Table, pair: tuple[int, int], wins: float) -> tuple[Numbers, Numbers]:
    """Return the meeting points with the weights s^2 p^2; each is a touch nearer to its owner."""
    initiator, receiver = pair
    mine = (table.saliences[initiator] * wins) ** 2
    theirs = (table.saliences[receiver] * (1 - wins)) ** 2
    total = mine + theirs + GUARD
    near, far = table.positions[initiator], table.positions[receiver]
    return (
        ((mine + GUARD) * near + theirs * far) / total,
        (mine * near + (theirs + GUARD) * far) / total,
    )


def _taken(  # noqa: PLR0913, PLR0917 - an election has many sides
    table: Table,
    own: Numbers,
    risks: Numbers,
    offers: _Offers,
    method: Method,
    chance: np.random.Generator | None,
) -> dict[int, tuple[int, bool]]:
    """Return which offer each player takes, and whether as initiator; who stays is not there.

    All vote for every player: what they compare is the mean utility of all players' positions.
    """
    pairs = np.array(offers.pairs, dtype=np.intp).reshape(-1, 2)
    now = own.sum(axis=1)
    changed = (
        utility(table.distances(offers.initiator), risks[:, None])
        + utility(table.distances(offers.receiver), risks[:, None])
        - own[:, pairs[:, 0]]
        - own[:, pairs[:, 1]]
    )
    then = np.column_stack([now, now[:, None] + changed]) / len(now)
    taken: dict[int, tuple[int, bool]] = {}
    for who in range(len(now)):
        held = np.flatnonzero((pairs == who).any(axis=1))
        if not held.size:
            continue
        found = election(table.capabilities, then[:, [0, *(held + 1)]], method)
        at = int(found.argmax()) if chance is None else int(chance.choice(len(found), p=found))
        if at:
            offer = int(held[at - 1])
            taken[who] = offer, bool(pairs[offer, 0] == who)
    return taken


def _standing(table: Table, own: Numbers, method: Method) -> tuple[Numbers, Numbers]:
    """Return the chance of each player's position, and the expected position."""
    first: list[int] = []
    group: list[int] = []
    for who, point in enumerate(table.positions):
        near = np.abs(table.positions[first] - point).max(axis=1) <= SAME
        if not near.any():
            first.append(who)
        group.append(int(near.argmax()) if near.any() else len(first) - 1)
    found = election(table.capabilities, own[:, first], method)
    return found[group], found @ table.positions[first]


def _points(points: Numbers, low: Numbers, width: Numbers) -> tuple[tuple[float, ...], ...]:
    """Return points on the issues' scales; rounding never carries them over an end."""
    scaled = np.clip(low + points * width, low, low + width)
    return tuple(map(tuple, scaled.tolist()))
