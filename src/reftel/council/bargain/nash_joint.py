"""The joint Nash solution with quadratic utilities, exactly and fast; for `nash_space`.

With v = x - q and A_ik = s_ik (x_ik - q_k), the gain is g_i = 2 A_i v - sum_k s_ik v_k^2: 0 for
everyone at q itself. So some point is better for all just where a direction v has A_i v > 0 for all
(the gains are concave). Such a direction is the point of least length among the mixtures of the
rows of A; that length is 0 where there is none (Gordan 1873). The exchange of weight between two
rows that finds it is Mitchell, Demyanov & Malozemov's (1974). From there Newton's method climbs.
"""

import numpy as np

from reftel.council.bargain.compiled import compiled
from reftel.council.issue import Numbers

# Rows have the length 1; a mixture shorter than this is none.
SHORT = 1e-6
TRADES, STEPS, HALVINGS = 5000, 100, 60
PRECISION = 1e-22


@compiled
def summits(  # noqa: PLR0913, PLR0917 - samples, their scales and the kind of power
    positions: Numbers,
    saliences: Numbers,
    capabilities: Numbers,
    lows: Numbers,
    widths: Numbers,
    reference: Numbers,
    by_capability: bool,
) -> Numbers:
    """Return x* of every draw, shape (issues, draws); the reference where there is none.

    Tables of shape (draws, issues, players); lows, widths, reference: (issues, 1). The capabilities
    are those of the first issue.
    """
    draws, issues, players = positions.shape
    out = np.empty((issues, draws))
    for draw in range(draws):
        ideals = ((positions[draw] - lows) / widths).T.copy()
        interest = saliences[draw].sum(axis=0)
        cares, power = saliences[draw].T.copy(), np.empty(players)
        count = 0
        for player in range(players):
            if interest[player] > 0.0:
                ideals[count] = ideals[player]
                cares[count] = cares[player] / interest[player]
                power[count] = capabilities[draw, 0, player]
                power[count] *= 1.0 if by_capability else interest[player] / issues
                count += 1
        share = power[:count] / power[:count].max()
        found = summit(ideals[:count], cares[:count], share / share.sum(), reference[:, 0])
        if found.size == 0:
            found = reference[:, 0]
        out[:, draw] = found
    return out


@compiled
def summit(ideals: Numbers, cares: Numbers, power: Numbers, reference: Numbers) -> Numbers:
    """Return x*, shape (issues,); an empty array where no point is better for all.

    ideals, cares: (players, issues), on 0 to 1 and in shares. power: (players,), over 0.
    """
    pulls = cares * (ideals - reference)
    way = _direction(pulls)
    if way.size == 0:
        return way
    reach = np.inf
    for player in range(power.size):
        bend = (cares[player] * way * way).sum()
        if bend > 0.0:
            reach = min(reach, (pulls[player] * way).sum() / bend)
    return reference + _climbed(reach * way, pulls, cares, power)


@compiled
def _direction(pulls: Numbers) -> Numbers:
    """Return a direction in which everyone gains; an empty array where there is none."""
    none, players = np.empty(0), pulls.shape[0]
    rows = np.empty_like(pulls)
    for player in range(players):
        length = np.sqrt((pulls[player] ** 2).sum())
        if length <= 0.0:
            return none
        rows[player] = pulls[player] / length
    share = np.zeros(players)
    share[0] = 1.0
    mixture = rows[0].copy()
    for _ in range(TRADES):
        along = (rows * mixture).sum(axis=1)
        square = (mixture**2).sum()
        least = along.argmin()
        if along[least] >= 0.5 * square or square < SHORT**2:
            break
        most = least
        for player in range(players):
            if share[player] > 0.0 and along[player] >= along[most]:
                most = player
        change = rows[least] - rows[most]
        step = (along[most] - along[least]) / max((change**2).sum(), 1e-300)
        step = min(step, share[most])
        share[least] += step
        share[most] -= step
        mixture += step * change
    along = (rows * mixture).sum(axis=1)
    good = (mixture**2).sum() >= SHORT**2 and along.min() > 0.0
    return mixture if good else none


@compiled
def _climbed(point: Numbers, pulls: Numbers, cares: Numbers, power: Numbers) -> Numbers:
    """Return the point of the greatest product; point: one that is better for all."""
    issues = point.size
    height = _height(point, pulls, cares, power)
    for _ in range(STEPS):
        gradient, bend = np.zeros(issues), np.zeros((issues, issues))
        for player in range(power.size):
            gain = (point * (2.0 * pulls[player] - cares[player] * point)).sum()
            slope = 2.0 * (pulls[player] - cares[player] * point) / gain
            gradient += power[player] * slope
            for one in range(issues):
                bend[one, one] += power[player] * 2.0 * cares[player, one] / gain
                for other in range(issues):
                    bend[one, other] += power[player] * slope[one] * slope[other]
        if not np.isfinite(bend).all():
            break
        for one in range(issues):  # so that it can be solved in any case
            bend[one, one] *= 1.0 + 1e-15
            bend[one, one] += 1e-290
        step = np.linalg.solve(bend, gradient)
        promised = (step * gradient).sum()
        if not promised > PRECISION:
            break
        size, reached = 1.0, -np.inf
        for _ in range(HALVINGS):
            reached = _height(point + size * step, pulls, cares, power)
            if reached >= height + 0.25 * size * promised:
                break
            size *= 0.5
        if not reached > height:
            break
        point, height = point + size * step, reached
    return point


@compiled
def _height(point: Numbers, pulls: Numbers, cares: Numbers, power: Numbers) -> float:
    """Return sum b ln g; minus infinity where somebody does not gain."""
    height = 0.0
    for player in range(power.size):
        gain = (point * (2.0 * pulls[player] - cares[player] * point)).sum()
        if not gain > 0.0:
            return -np.inf
        height += power[player] * np.log(gain)
    return height
