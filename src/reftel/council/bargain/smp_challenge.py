"""What a player expects of challenging another, as each player sees it: the heart of KTAB's SMP.

    D_ij = sqrt(sum_k s_ik^2 (x_ik - x_jk)^2 / sum_k s_ik^2);  u_ij = (1 - D_ij)(1 + r_i D_ij)

Wise, Lester & Efird, "Multidimensional bargaining using KTAB" (KAPSARC 2015).
"""

from typing import Literal, get_args

import msgspec
import numpy as np
from numpy.typing import NDArray

from reftel.council.bargain.compiled import compiled
from reftel.council.bargain.condorcet import (
    Election,
    VoteRule,
    chances,
    checked,
    coalitions,
    conditional,
    number,
    supports,
    vote,
)
from reftel.council.issue import Numbers

Risk = Literal["min", "mid", "max", "neutral"]
Guess = Literal["theirs", "one third own", "half own", "two thirds own", "own"]
Commitment = Literal["none", "semi", "full"]
OWN_SHARE = {
    "theirs": 0.0,
    "one third own": 1 / 3,
    "half own": 0.5,
    "two thirds own": 2 / 3,
    "own": 1.0,
}
# What stands behind each side of a challenge beside its votes, as a share of all capability.
FLOOR = 1e-13
COMMITMENTS: tuple[Commitment, ...] = get_args(Commitment)
NONE, SEMI, FULL = range(3)


class Method(msgspec.Struct, frozen=True, kw_only=True):
    """How the spatial model of politics is run; the defaults give the stored run of KTAB.

    vote, exponent, election: of the Condorcet elections. risk: how a player's attitude follows from
    its chance at the turn's beginning: r is 0 to 1 (min), -.5 to 1 (mid), -1 to 1 (max), or 0.
    guess: how much of its own attitude a player sees in others. commitment: what a third party puts
    at stake. views: whether an offer is the initiator's alone, or averaged with the receiver's.
    """

    vote: VoteRule = "proportional"
    exponent: int = 1
    election: Election = "conditional"
    risk: Risk = "mid"
    guess: Guess = "two thirds own"
    commitment: Commitment = "semi"
    views: Literal["initiator", "averaged"] = "initiator"


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Where the players stand at a turn, on scales from 0 to 1.

    positions, saliences: (players, issues); the saliences of a player sum to at most 1.
    capabilities: (players,), with the sum 1.
    """

    positions: Numbers
    saliences: Numbers
    capabilities: Numbers

    @property
    def attention(self) -> Numbers:
        """The sum of each player's saliences."""
        return self.saliences.sum(axis=1)

    @property
    def strengths(self) -> Numbers:
        """Capability times attention."""
        return self.capabilities * self.attention

    def distances(self, points: Numbers) -> Numbers:
        """Return the distance of points from each player, shape (players, points), 0 to 1.

        points: (points, issues). To a player who cares for nothing, all is at distance 0.
        """
        squares = (self.saliences / np.maximum(self.saliences.max(axis=1), 1e-300)[:, None]) ** 2
        total = np.maximum(squares.sum(axis=1), 1e-300)
        away = (self.positions[:, None, :] - points) ** 2
        shares = squares / total[:, None]
        return np.sqrt(np.minimum(np.einsum("ik,ijk->ij", shares, away), 1.0))


def utility(distances: Numbers, risk: Numbers | float) -> Numbers:
    """Return (1 - D)(1 + r D), from 1 at no distance to 0 at 1."""
    return (1 - distances) * (1 + risk * distances)


def election(weights: Numbers, utilities: Numbers, method: Method) -> Numbers:
    """Return the chances of the options, columns of the utilities."""
    support = coalitions(weights, utilities, method.vote)
    return chances(support, method.exponent, method.election)


def elections(table: Table, utilities: Numbers, pairs: NDArray[np.intp], method: Method) -> Numbers:
    """Return the chances of each player's own election, (players, 1 + offers).

    utilities: what each voter thinks of staying and of every offer, (voters, 1 + offers). pairs:
    whose offer it is, (offers, 2). An offer that a player does not have has no chance.
    """
    if method.election == "conditional":
        exponent = checked(method.exponent)
        return _elections(table.capabilities, utilities, pairs, number(method.vote), exponent)
    found = np.zeros((len(table.capabilities), utilities.shape[1]))
    for who in range(len(found)):
        options = np.flatnonzero(np.append(True, (pairs == who).any(axis=1)))
        found[who, options] = election(table.capabilities, utilities[:, options], method)
    return found


@compiled
def _elections(
    share: Numbers, utilities: Numbers, pairs: NDArray[np.intp], rule: int, exponent: int
) -> Numbers:
    found = np.zeros((len(share), utilities.shape[1]))
    for who in range(len(share)):
        held = np.flatnonzero((pairs[:, 0] == who) | (pairs[:, 1] == who)) + 1
        options = np.append(np.zeros(1, dtype=np.intp), held)
        chances = conditional(supports(share, utilities[:, options], rule), exponent)
        for at in range(len(options)):
            found[who, options[at]] = chances[at]
    return found


def attitudes(table: Table, distances: Numbers, method: Method) -> Numbers:
    """Return each player's attitude to risk, shape (players,), from the chance of its position."""
    found = election(table.capabilities, 1 - distances, method)
    low, span = found.min(), found.max() - found.min()
    if span <= 0 or method.risk == "neutral":
        return np.zeros_like(found)
    height = (found - low) / span
    lowest = {"min": 0.0, "mid": -0.5, "max": -1.0}[method.risk]
    return lowest + (1 - lowest) * height


class Best(msgspec.Struct, frozen=True, kw_only=True):
    """Each player's best challenge, (players,): whom, the gain it expects, its chance to win.

    views: the chance as the initiator sees it and as the receiver does, (players, 2). Of one player
    alone the gain is minus infinity.
    """

    whom: NDArray[np.intp]
    gains: Numbers
    views: Numbers


def best_challenges(table: Table, distances: Numbers, risks: Numbers, method: Method) -> Best:
    """Return whom each player would challenge; the first of those that are alike.

    E = (1 - s_j) 2 u_ii + s_j (p 2 u_ii + (1 - p) 2 u_ij) - (u_ii + u_ij) for i against j, with the
    utilities as i sees them: with r_h for its own attitude, and a guess at that of others.
    """
    whom, gains, views = _best(
        distances,
        risks,
        OWN_SHARE[method.guess],
        table.attention,
        table.strengths,
        number(method.vote),
        COMMITMENTS.index(method.commitment),
    )
    return Best(whom=whom, gains=gains, views=views)


@compiled
def _best(  # noqa: PLR0913, PLR0917 - loops take no records
    distances: Numbers,
    risks: Numbers,
    own: float,
    attention: Numbers,
    strengths: Numbers,
    rule: int,
    commitment: int,
) -> tuple[NDArray[np.intp], Numbers, Numbers]:
    players = len(risks)
    whom = np.zeros(players, dtype=np.intp)
    gains = np.full(players, -np.inf)
    views = np.zeros((players, 2))
    for i in range(players):
        seen = _seen(distances, risks, own, i)
        stay = 2 * seen[i, i]
        for j in range(players):
            if j != i:
                wins = _wins(seen, strengths, i, j, rule, commitment)
                move = 2 * seen[i, j]
                contest = wins * stay + (1 - wins) * move
                gain = (1 - attention[j]) * stay + attention[j] * contest - (stay + move) / 2
                if gain > gains[i]:
                    whom[i], gains[i], views[i, 0] = j, gain, wins
    for i in range(players):
        if whom[i] != i:
            seen = _seen(distances, risks, own, whom[i])
            views[i, 1] = _wins(seen, strengths, i, whom[i], rule, commitment)
    return whom, gains, views


@compiled
def _seen(distances: Numbers, risks: Numbers, own: float, who: int) -> Numbers:
    """Return the utilities u_ij as a player sees them, (players, points)."""
    found = np.empty_like(distances)
    for i in range(len(risks)):
        risk = own * risks[who] + (1 - own) * risks[i]
        for j in range(len(risks)):
            found[i, j] = (1 - distances[i, j]) * (1 + risk * distances[i, j])
    return found


@compiled
def _wins(  # noqa: PLR0913, PLR0917 - loops take no records
    seen: Numbers, strengths: Numbers, i: int, j: int, rule: int, commitment: int
) -> float:
    """Return the chance that i wins against j: its votes, and those of all third parties."""
    mine = strengths[i] * vote(seen[i, i] - seen[i, j], rule) + FLOOR
    theirs = strengths[j] * vote(seen[j, j] - seen[j, i], rule) + FLOOR
    for_i, for_j = mine, theirs
    for k in range(len(strengths)):
        if k != i and k != j:  # noqa: PLR1714 - no tuple in the innermost loop
            call = strengths[k] * vote(seen[k, i] - seen[k, j], rule)
            stake = _stake(seen[k, i], seen[k, j], seen[k, k], call, mine, theirs, commitment)
            given = strengths[k] * vote(stake, rule)
            for_i += max(given, 0.0)
            for_j += max(-given, 0.0)
    return for_i / (for_i + for_j)


@compiled
def _stake(  # noqa: PLR0913, PLR0917 - loops take no records
    at_i: float, at_j: float, kept: float, call: float, mine: float, theirs: float, commitment: int
) -> float:
    """Return what a third party has at stake for i and against j.

    semi: it keeps its position on the winning side and takes the winner's on the losing one; that i
    wins has for it the chance of the two sides with its own sincere vote, whichever side it joins.
    full: it takes the position of the side that it joins, or of the winner. none: it votes for whom
    it likes better. The stored run of KTAB holds `semi` only.
    """
    liking = at_i - at_j
    heavier = mine + theirs + abs(call)
    if commitment == NONE:
        return liking
    if commitment == FULL:
        return 3 * liking * abs(call) / heavier
    wins = (mine + max(call, 0.0)) / heavier
    joined = wins * (2 * at_i + kept) + (1 - wins) * 3 * at_j
    opposed = (1 - wins) * (2 * at_j + kept) + wins * 3 * at_i
    return joined - opposed
