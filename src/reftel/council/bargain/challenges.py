"""What a player expects of challenging another, as each player sees it: the heart of KTAB's SMP.

    D_ij = sqrt(sum_k s_ik^2 (x_ik - x_jk)^2 / sum_k s_ik^2);  u_ij = (1 - D_ij)(1 + r_i D_ij)

Wise, Lester & Efird, "Multidimensional bargaining using KTAB" (KAPSARC 2015).
"""

from typing import Literal

import msgspec
import numpy as np

from reftel.council.bargain.condorcet import Election, VoteRule, chances, coalitions, votes
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


def attitudes(table: Table, distances: Numbers, method: Method) -> Numbers:
    """Return each player's attitude to risk, shape (players,), from the chance of its position."""
    found = election(table.capabilities, 1 - distances, method)
    low, span = found.min(), found.max() - found.min()
    if span <= 0 or method.risk == "neutral":
        return np.zeros_like(found)
    height = (found - low) / span
    lowest = {"min": 0.0, "mid": -0.5, "max": -1.0}[method.risk]
    return lowest + (1 - lowest) * height


def view(distances: Numbers, risks: Numbers, who: int, method: Method) -> Numbers:
    """Return the utilities u_ij as a player sees them, shape (players, points).

    It knows its own attitude and takes those of others to be nearer to its own than they are.
    """
    own = OWN_SHARE[method.guess]
    seen = own * risks[who] + (1 - own) * risks
    return utility(distances, seen[:, None])


def challenges(table: Table, seen: Numbers, who: int, method: Method) -> Numbers:
    """Return the chances that a player beats each other one, shape (players,), as somebody sees it.

    seen: that somebody's view, (players, players).
    """
    strengths, rule = table.strengths, method.vote
    itself = np.diagonal(seen)
    mine = strengths[who] * votes(itself[who] - seen[who], rule) + FLOOR
    theirs = strengths * votes(itself - seen[:, who], rule) + FLOOR
    calls = strengths[:, None] * votes(_stakes(table, seen, who, mine, theirs, method), rule)
    calls[who] = 0.0
    np.fill_diagonal(calls, 0.0)
    mine = mine + np.maximum(calls, 0.0).sum(axis=0)
    theirs = theirs + np.maximum(-calls, 0.0).sum(axis=0)
    return mine / (mine + theirs)


def gains(table: Table, seen: Numbers, who: int, wins: Numbers) -> Numbers:
    """Return what a player expects to gain from challenging each other one, shape (players,).

    E = (1 - s_j) 2 u_ii + s_j (p 2 u_ii + (1 - p) 2 u_ij) - (u_ii + u_ij); itself: minus infinity.
    """
    stay, move, fights = seen[who, who], seen[who], table.attention
    contest = wins * 2 * stay + (1 - wins) * 2 * move
    expected = (1 - fights) * 2 * stay + fights * contest - (stay + move)
    expected[who] = -np.inf
    return expected


def _stakes(  # noqa: PLR0913, PLR0917 - both sides of a challenge
    table: Table, seen: Numbers, who: int, mine: Numbers, theirs: Numbers, method: Method
) -> Numbers:
    """Return what third party k has at stake for `who` and against j, shape (third k, j).

    semi: it keeps its position on the winning side and takes the winner's on the losing one; that
    `who` wins has for it the chance of the two sides with its own sincere vote, whichever side it
    joins. full: it takes the position of the side that it joins, or of the winner. none: it votes
    for whom it likes better. The stored run of KTAB holds `semi` only.
    """
    to_mine, to_theirs = seen[:, [who]], seen
    liking = to_mine - to_theirs
    if method.commitment == "none":
        return liking
    call = table.strengths[:, None] * votes(liking, method.vote)
    heavier = mine + theirs + np.abs(call)
    if method.commitment == "full":
        return 3 * liking * np.abs(call) / heavier
    wins = (mine + np.maximum(call, 0.0)) / heavier
    kept = np.diagonal(seen)[:, None]
    joined = wins * (2 * to_mine + kept) + (1 - wins) * 3 * to_theirs
    opposed = (1 - wins) * (2 * to_theirs + kept) + wins * 3 * to_mine
    return joined - opposed
