"""Asymmetric Nash bargaining on several issues at once, one joint product.

    x* = argmax_x sum_i b_i ln(g_i(x)),  g_i = sum_k s_ik (u_ik(x_k) - u_ik(q_k)) / sum_k s_ik
    b_i = c_i sum_k s_ik, or c_i; both as shares

A player may lose on one issue what it gains on another, so the set of bargains is larger than that
of the issues one by one. References and utilities: as in `nash`.

With quadratic utilities Newton's method finds the solution (`nash_joint`). With the others an
optimiser does. There the distances d_ik >= |x_k - x_ik| are variables of their own, so the kinks
become linear constraints, and what is left is smooth. With linear utilities it is concave, and the
solution is the only one; with exponential ones it is the best from three starts.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NamedTuple, cast

import msgspec
import numpy as np

from reftel.council.bargain.nash import Power, Utility, needed, worth
from reftel.council.bargain.nash_joint import summit, summits
from reftel.council.bargain.sample import Sample, shares, stacked
from reftel.council.issue import Numbers, Space

# A gain of all below this is no bargain: it is what the optimiser's own tolerance could feign.
LEAST_GAIN = 1e-7
PRECISION = 1e-12


class JointNash(msgspec.Struct, frozen=True, kw_only=True):
    """The joint bargain.

    outcomes: on the scales of the issues; the reference points where there is no bargain.
    gains: g_i at the outcome, a number a player; zeros without a bargain.
    """

    outcomes: tuple[float, ...]
    bargain: bool
    gains: tuple[float, ...]


class _Table(NamedTuple):
    """Those who care; ideals, cares: (players, issues), on 0 to 1 and in shares."""

    ideals: Numbers
    cares: Numbers
    power: Numbers
    reference: Numbers
    utility: Utility


def nash_space(
    space: Space, utility: Utility = "quadratic", power: Power = "capability and salience"
) -> JointNash:
    """Return the joint Nash solution of several issues.

    Raises CouncilError where an issue has no reference point. Source: as `nash`.
    """
    lows = np.array([each.low for each in space.issues])
    widths = np.array([each.width for each in space.issues])
    held = np.array([needed(each.reference, each.name) for each in space.issues])
    interest = space.saliences.sum(axis=1)
    cares = interest > 0
    ideals = (space.positions - lows) / widths
    table = _Table(
        ideals[cares],
        space.saliences[cares] / interest[cares, None],
        shares(
            (space.capabilities * (1 if power == "capability" else interest / lows.size))[cares]
        ),
        (held - lows) / widths,
        utility,
    )
    point = _solved(table)
    if point is None:
        return JointNash(outcomes=tuple(held.tolist()), bargain=False, gains=(0.0,) * len(cares))
    gains = np.zeros(len(cares))
    gains[cares] = _gains(point, table)
    return JointNash(
        outcomes=tuple(np.clip(lows + point * widths, lows, lows + widths).tolist()),
        bargain=True,
        gains=tuple(gains.tolist()),
    )


def draws(samples: Sequence[Sample], power: Power = "capability and salience") -> Numbers:
    """Return the joint solutions of every draw, quadratic utilities, shape (issues, draws).

    The reference points where there is no bargain. samples: one an issue, all with the same draws,
    players and capabilities. Raises CouncilError where a sample has no reference point.
    """
    tables = stacked(samples)
    lows = np.array([each.low for each in samples])[:, None]
    widths = np.array([each.high - each.low for each in samples])[:, None]
    held = np.array([needed(each.reference, "sample") for each in samples])[:, None]
    points = summits(*tables, lows, widths, (held - lows) / widths, power == "capability")
    return np.clip(lows + points * widths, lows, lows + widths)


def _solved(table: _Table) -> Numbers | None:
    """Return x*, shape (issues,), or None where no point is better for all."""
    if table.utility == "quadratic":
        found = summit(table.ideals, table.cares, table.power, table.reference)
        return _held(found, table) if found.size else None
    starts = [table.power @ table.ideals, table.reference, table.ideals.mean(axis=0)]
    if table.utility != "exponential":
        starts = starts[:1]
    fair = max((_fairest(start, table) for start in starts), key=lambda x: _worst(x, table))
    if _worst(fair, table) <= LEAST_GAIN:
        return None
    inner = [start for start in starts if _worst(start, table) > LEAST_GAIN]
    found = [fair, *(_product(start, table) for start in inner or [fair])]
    held = [_held(point, table) for point in found]
    return max((each for each in held if _worst(each, table) > 0), key=lambda x: _score(x, table))


def _fairest(start: Numbers, table: _Table) -> Numbers:
    """Return the point whose least gain is the greatest."""
    first = np.append(_with_distances(start, table), _worst(start, table))

    def gains(state: Numbers) -> Numbers:
        return _gains_of(state[:-1], table) - state[-1]

    def slopes(state: Numbers) -> Numbers:
        return np.hstack((_slopes(state[:-1], table), -np.ones((len(table.power), 1))))

    direction = np.zeros(first.size)
    direction[-1] = -1.0
    state = _minimised(
        lambda state: -float(state[-1]),
        lambda _: direction,
        first,
        table,
        [{"type": "ineq", "fun": gains, "jac": slopes}],
    )
    return state[: table.reference.size]


def _product(start: Numbers, table: _Table) -> Numbers:
    """Return the point of the greatest product that the optimiser finds from a start inside."""
    floor = 1e-6 * _worst(start, table)

    def loss(state: Numbers) -> float:
        gains = _gains_of(state, table)
        # Below the floor a straight line goes on, so that a step outside the set has a value.
        inside = np.maximum(gains, floor)
        return -float(table.power @ (np.log(inside) + (gains - inside) / floor))

    def slope(state: Numbers) -> Numbers:
        inside = np.maximum(_gains_of(state, table), floor)
        return -(table.power / inside) @ _slopes(state, table)

    state = _minimised(loss, slope, _with_distances(start, table), table, [])
    return state[: table.reference.size]


def _minimised(
    loss: Callable[[Numbers], float],
    slope: Callable[[Numbers], Numbers],
    first: Numbers,
    table: _Table,
    constraints: list[dict[str, object]],
) -> Numbers:
    """Return the state (x, d, ...) of least loss, with d_ik >= |x_k - x_ik|."""
    optimize = cast("Any", import_module("scipy.optimize"))  # slow to import, and without types
    players, issues = table.ideals.shape
    cells = players * issues
    above = np.zeros((cells, first.size))
    above[:, :issues] = np.tile(np.eye(issues), (players, 1))
    apart = np.zeros((cells, first.size))
    apart[:, issues : issues + cells] = np.eye(cells)
    matrix = np.vstack((apart - above, apart + above))
    level = np.concatenate((table.ideals.ravel(), -table.ideals.ravel()))

    def apart_enough(state: Numbers) -> Numbers:
        return matrix @ state + level

    def constant(_: Numbers) -> Numbers:
        return matrix

    found: Any = optimize.minimize(
        loss,
        first,
        jac=slope,
        method="SLSQP",
        bounds=[(-1.0, 1.0)] * first.size,
        constraints=[{"type": "ineq", "fun": apart_enough, "jac": constant}, *constraints],
        options={"ftol": PRECISION, "maxiter": 300},
    )
    return np.asarray(found.x, dtype=np.float64)


def _with_distances(point: Numbers, table: _Table) -> Numbers:
    return np.concatenate((point, np.abs(point - table.ideals).ravel()))


def _held(point: Numbers, table: _Table) -> Numbers:
    """Return the point between the extreme ideals of each issue; beyond them nobody gains."""
    ends = np.vstack((table.ideals, table.reference))
    return np.clip(point, ends.min(axis=0), ends.max(axis=0))


def _gains(point: Numbers, table: _Table) -> Numbers:
    return _gains_of(_with_distances(point, table), table)


def _gains_of(state: Numbers, table: _Table) -> Numbers:
    players, issues = table.ideals.shape
    distances = state[issues : issues + players * issues].reshape(players, issues)
    before = worth(np.abs(table.reference - table.ideals), table.utility)
    return (table.cares * (worth(distances, table.utility) - before)).sum(axis=1)


def _slopes(state: Numbers, table: _Table) -> Numbers:
    """Return the derivatives of the gains, shape (players, issues + players * issues)."""
    players, issues = table.ideals.shape
    distances = state[issues : issues + players * issues].reshape(players, issues)
    match table.utility:
        case "quadratic":
            falls = -2 * distances
        case "linear":
            falls = -np.ones_like(distances)
        case "exponential":
            falls = -np.exp(-distances)
    slopes = np.zeros((players, issues + players * issues))
    for player in range(players):
        start = issues * (1 + player)
        slopes[player, start : start + issues] = table.cares[player] * falls[player]
    return slopes


def _worst(point: Numbers, table: _Table) -> float:
    return float(_gains(point, table).min())


def _score(point: Numbers, table: _Table) -> float:
    return float(table.power @ np.log(_gains(point, table)))
