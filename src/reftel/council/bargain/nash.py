"""Asymmetric Nash bargaining on one issue.

    x* = argmax_x sum_i b_i ln(u_i(x) - u_i(q)) over {x : u_i(x) > u_i(q) for all i}
    b_i = w_i / sum(w), or c_i / sum(c);  d = |x - x_i| / R
    u_i quadratic: 1 - d^2;  linear: 1 - d;  exponential: exp(-d)

Nash, "The bargaining problem" (1950); Harsanyi & Selten (1972) for the weights; as Schneider, Finke
& Bailer, "Bargaining power in the European Union" (2010) use it.

Where all ideals lie on one side of the reference point q, at distances y_i, the set is
0 < z < 2 min y_i for z = |x - q|; else there is none. In every one of the three utilities the
slope of the objective falls with z, also over the kink at an ideal; it is positive up to min y_i
and negative from max y_i. So the solution is where the slope changes its sign: halving finds it.
"""

from typing import Literal, get_args

import msgspec
import numpy as np

from reftel.council.bargain.compiled import compiled
from reftel.council.bargain.sample import Sample, Table, one
from reftel.council.errors import CouncilError
from reftel.council.issue import Issue, Numbers

Utility = Literal["quadratic", "linear", "exponential"]
Power = Literal["capability and salience", "capability"]
UTILITIES: tuple[Utility, ...] = get_args(Utility)
# Halvings of the interval between min y and 2 min y; after 60 it is below what a float tells.
HALVINGS = 60


class Nash(msgspec.Struct, frozen=True, kw_only=True):
    """The bargain.

    outcome: on the issue's scale; the reference point where there is no bargain. bargain: whether
    some point is better for all who care. low, high: the ends of the bargaining set, None without.
    gains: u_i(x*) - u_i(q), a number a player, in units of the utility; zeros without a bargain.
    """

    outcome: float
    bargain: bool
    low: float | None
    high: float | None
    gains: tuple[float, ...]


def nash(
    issue: Issue, utility: Utility = "quadratic", power: Power = "capability and salience"
) -> Nash:
    """Return the asymmetric Nash solution of an issue with a reference point.

    A player whose salience is 0 has no say: it neither gains nor blocks. Raises CouncilError where
    the issue has no reference point. Source: Nash 1950; Schneider, Finke & Bailer 2010.
    """
    reference = needed(issue.reference, issue.name)
    outcome = float(draws(one(issue), utility, power)[0])
    away = (issue.positions - reference) / issue.width
    cares = away[issue.saliences > 0]
    reach = float(2 * np.abs(cares).min() * issue.width)
    bargain = bool((cares > 0).all() or (cares < 0).all())
    up = bool(cares[0] > 0)
    ends = (reference, min(reference + reach, issue.high)) if up else (
        max(reference - reach, issue.low), reference
    )  # fmt: skip
    after = np.abs(outcome / issue.width - issue.positions / issue.width)
    gains = worth(after, utility) - worth(np.abs(away), utility)
    return Nash(
        outcome=outcome,
        bargain=bargain,
        low=ends[0] if bargain else None,
        high=ends[1] if bargain else None,
        gains=tuple(gains.tolist()) if bargain else (0.0,) * len(gains),
    )


def draws(
    sample: Sample, utility: Utility = "quadratic", power: Power = "capability and salience"
) -> Numbers:
    """Return the Nash solution of every draw, shape (draws,); the reference where there is none.

    Raises CouncilError where the sample has no reference point.
    """
    outcomes = np.empty(sample.positions.shape[0])
    reference, width = needed(sample.reference, "sample"), sample.high - sample.low
    kind = UTILITIES.index(utility)
    _solve(*sample.rows(), reference, width, kind, power == "capability", outcomes)
    return np.clip(outcomes, sample.low, sample.high)


def needed(reference: float | None, name: str) -> float:
    """Return the reference point; raise CouncilError where there is none."""
    if reference is None:
        message = f"{name}: bargaining needs the reference point, what happens without a decision"
        raise CouncilError(message)
    return reference


def worth(distance: Numbers, utility: Utility) -> Numbers:
    """Return the utility of points at distances from the ideal; 1 at the ideal itself.

    distance: from 0, in lengths of the scale; any shape, which is kept.
    """
    match utility:
        case "quadratic":
            return 1 - distance**2
        case "linear":
            return 1 - distance
        case "exponential":
            return np.exp(-distance)


@compiled
def _solve(  # noqa: PLR0913, PLR0917 - a sample, its scale and the kind of bargain
    positions: Table,
    saliences: Table,
    capabilities: Table,
    reference: float,
    width: float,
    utility: int,
    by_capability: bool,
    outcomes: Numbers,
) -> None:
    draws, players = positions.shape
    ideals, weights = np.empty(players), np.empty(players)
    for draw in range(draws):
        outcomes[draw] = reference
        count, side, least, greatest = 0, 0.0, np.inf, 0.0
        for player in range(players):
            if saliences[draw, player] <= 0.0:
                continue
            away = (np.float64(positions[draw, player]) - reference) / width
            if away == 0.0 or away * side < 0.0:
                least = 0.0
                break
            side, ideals[count] = away, abs(away)
            salience = 1.0 if by_capability else np.float64(saliences[draw, player])
            weights[count] = salience * np.float64(capabilities[draw, player])
            least, greatest = min(least, abs(away)), max(greatest, weights[count])
            count += 1
        if least > 0.0 and count:
            weights[:count] /= greatest
            way = _best(ideals[:count], weights[:count], least, utility) * width
            outcomes[draw] = reference + (way if side > 0.0 else -way)


@compiled
def _best(ideals: Numbers, weights: Numbers, least: float, utility: int) -> float:
    """Return z*, between the nearest ideal and the smaller of twice that and the farthest."""
    low, high = least, min(2.0 * least, ideals.max())
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if middle <= low or middle >= high:
            break
        if _slope(middle, ideals, weights, utility) > 0.0:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


@compiled
def _slope(z: float, ideals: Numbers, weights: Numbers, utility: int) -> float:
    """Return the slope of sum b ln(gain) at z, times z to keep it finite."""
    slope = 0.0
    for player in range(ideals.size):
        ideal, weight = ideals[player], weights[player]
        if utility == 0:  # gain = z (2y - z)
            slope += weight * (1.0 - z / (2.0 * ideal - z))
        elif z <= ideal:  # gain = z, or exp(z-y) - exp(-y)
            slope += weight * (1.0 if utility == 1 else -z / np.expm1(-z))
        else:  # gain = 2y - z, or exp(y-z) - exp(-y)
            rest = 2.0 * ideal - z
            slope -= weight * (z / rest if utility == 1 else -z / np.expm1(-rest))
    return slope
