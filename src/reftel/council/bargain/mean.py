"""The weighted mean, or compromise model.

    w_i = c_i s_i,  O = sum(w_i x_i) / sum(w_i)

Van den Bos, Dutch EC Decision Making (1991); Achen, "Evaluating political decision-making models",
in Thomson et al., The European Union Decides (2006), who shows that it is the first-order
approximation of the Nash solution where disagreement is very bad for all.
"""

import msgspec
import numpy as np

from reftel.council.bargain.compiled import compiled
from reftel.council.bargain.sample import Sample, Table, shares
from reftel.council.issue import Issue, Numbers

# A number that ends a sum of weights that is too near to zero, or to infinity, to divide by.
TINY, HUGE = 1e-290, 1e290
LARGEST = float(np.finfo(np.float64).max)


class Mean(msgspec.Struct, frozen=True, kw_only=True):
    """The compromise, and how it moves with what goes into it.

    outcome: on the issue's scale, between the extreme positions. base: the same with every
    salience and capability 1. by_position, by_salience, by_capability: the derivatives of the
    outcome, a number a player, in points of the scale per unit; dO/dx_i is the player's share of
    the weight. A derivative beyond the largest float is that float.
    """

    outcome: float
    base: float
    by_position: tuple[float, ...]
    by_salience: tuple[float, ...]
    by_capability: tuple[float, ...]


def weighted_mean(issue: Issue) -> Mean:
    """Return the compromise point of an issue.

    Source: Van den Bos 1991; Achen 2006. Derivatives: of the quotient, by hand.
    """
    share = shares(issue.weights)
    outcome = _held(float(np.dot(share, issue.positions)), issue.positions)
    away = issue.positions - outcome
    return Mean(
        outcome=outcome,
        base=_held(float((issue.positions / share.size).sum()), issue.positions),
        by_position=tuple(share.tolist()),
        by_salience=_slope(issue.capabilities, away, issue.weights),
        by_capability=_slope(issue.saliences, away, issue.weights),
    )


def draws(sample: Sample) -> Numbers:
    """Return the compromise point of every draw, shape (draws,)."""
    outcomes = np.empty(sample.positions.shape[0])
    _means(*sample.rows(), outcomes)
    return outcomes


def _held(value: float, positions: Numbers) -> float:
    """Return the value between the extremes, from which rounding may have moved it."""
    return float(np.clip(value, positions.min(), positions.max()))


def _slope(factor: Numbers, away: Numbers, weights: Numbers) -> tuple[float, ...]:
    with np.errstate(over="ignore"):
        level = factor * away / weights.max() / (weights / weights.max()).sum()
    return tuple(np.clip(level, -LARGEST, LARGEST).tolist())


@compiled
def _means(positions: Table, saliences: Table, capabilities: Table, outcomes: Numbers) -> None:
    players = positions.shape[1]
    for draw in range(positions.shape[0]):
        least = most = np.float64(positions[draw, 0])
        total = moment = 0.0
        for player in range(players):
            place = np.float64(positions[draw, player])
            weight = np.float64(saliences[draw, player]) * np.float64(capabilities[draw, player])
            total += weight
            moment += weight * place
            least, most = min(least, place), max(most, place)
        mean = moment / total
        if not (TINY < total < HUGE and abs(moment) < HUGE):
            mean = _careful(positions[draw], saliences[draw], capabilities[draw])
        outcomes[draw] = min(max(mean, least), most)


@compiled
def _careful(positions: Table, saliences: Table, capabilities: Table) -> float:
    """Return the mean by way of shares, for weights whose sum is hardly a number."""
    weights = saliences.astype(np.float64) * capabilities.astype(np.float64)
    weights /= weights.max()
    weights /= weights.sum()
    mean = 0.0
    for player in range(positions.size):
        mean += weights[player] * positions[player]
    return mean
