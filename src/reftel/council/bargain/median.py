"""The weighted median: the point that no other beats, votes being as heavy as they care.

    v_jk = sum_i w_i (|x_i - x_k| - |x_i - x_j|) / R;  x_j beats x_k where v_jk > 0

v_jk is the loss at x_k less the loss at x_j, where the loss at x is sum_i w_i |x_i - x| / R. So
the weighted median, where that loss is least, is beaten by none, and the widest margin is its own.

Tie rule: the lower median, the smallest position at which the weight so far reaches half of all.

Black, "On the rationale of group decision-making" (1948); Scholz, Calbert & Smith, "Unravelling
Bueno de Mesquita's group decision model" (ICAART 2011), section 3.2.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

from reftel.council.bargain.compiled import compiled
from reftel.council.bargain.sample import Sample, Table, one, scaled, shares
from reftel.council.issue import Issue, Numbers

# How much less than half of all the weight still counts as half: sums of weights are rounded.
HALF = 0.5 * (1 - 1e-12)


class Median(msgspec.Struct, frozen=True, kw_only=True):
    """The weighted median.

    outcome: the lower median. upper: the upper one; every point between the two is as good.
    places: the positions that stand, each once, from low to high. votes: v_jk for every pair of
    places, as weighty as the players' weights are.
    """

    outcome: float
    upper: float
    places: tuple[float, ...]
    votes: tuple[tuple[float, ...], ...]

    @property
    def unbeaten(self) -> tuple[float, ...]:
        """The places that no other beats: the Condorcet winners."""
        slack = 1e-12 * max(abs(vote) for row in self.votes for vote in row)
        return tuple(
            place
            for place, row in zip(self.places, self.votes, strict=True)
            if all(vote >= -slack for vote in row)
        )


def weighted_median(issue: Issue) -> Median:
    """Return the weighted median of an issue and the votes of every pair of places.

    Source: Black 1948; Scholz et al. 2011.
    """
    places = np.unique(issue.positions)
    upper = places[_upper(places, issue)]
    return Median(
        outcome=float(draws(one(issue))[0]),
        upper=float(upper),
        places=tuple(places.tolist()),
        votes=tuple(tuple(row) for row in net_votes(issue, places).tolist()),
    )


def net_votes(issue: Issue, places: Numbers) -> Numbers:
    """Return v_jk of every pair of places on the issue's scale, shape (places, places).

    Positive where the row's place beats the column's; in the unit of the weights.
    """
    far = np.abs(issue.positions[:, None] / issue.width - places / issue.width)
    loss = shares(issue.weights) @ far
    scale = min(float(issue.weights.max() * (issue.weights / issue.weights.max()).sum()), 1e300)
    return (loss[None, :] - loss[:, None]) * scale


def draws(sample: Sample) -> Numbers:
    """Return the lower weighted median of every draw, shape (draws,)."""
    outcomes = np.empty(sample.positions.shape[0])
    _medians(*sample.rows(), sample.low, sample.high - sample.low, outcomes)
    return outcomes


@compiled
def lower(points: Numbers, weights: Numbers, order: NDArray[np.int64]) -> int:
    """Return which player holds the lower weighted median.

    points, weights: shape (players,). order: room for the players' order, shape (players,).
    """
    half = weights.sum() * HALF
    for player in range(points.size):
        place = player
        while place and points[order[place - 1]] > points[player]:
            order[place] = order[place - 1]
            place -= 1
        order[place] = player
    reached = 0.0
    for place in range(points.size):
        reached += weights[order[place]]
        if reached >= half:
            return order[place]
    return order[-1]


@compiled
def _medians(  # noqa: PLR0913, PLR0917 - a sample and its scale
    positions: Table,
    saliences: Table,
    capabilities: Table,
    low: float,
    width: float,
    outcomes: Numbers,
) -> None:
    players = positions.shape[1]
    points, weights = np.empty(players), np.empty(players)
    order = np.empty(players, dtype=np.int64)
    for draw in range(positions.shape[0]):
        scaled(positions[draw], saliences[draw], capabilities[draw], low, width, points, weights)
        outcomes[draw] = positions[draw, lower(points, weights, order)]


def _upper(places: Numbers, issue: Issue) -> int:
    """Return the first place up to which there is more than half of the weight."""
    share = shares(issue.weights)
    reached = np.array([share[issue.positions <= place].sum() for place in places])
    return min(int(np.searchsorted(reached, 1 - HALF)), len(places) - 1)
