"""The search for the best exchange; for `exchange`, which says what is searched and cites papers.

All positions are on the scale from 0 to 1 here; tables have a row an issue and a column a player.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reftel.council.bargain.compiled import compiled
from reftel.council.bargain.sample import scaled
from reftel.council.issue import Numbers

Table3 = NDArray[np.float64]
# An exchange that gains each less than this, as a share of a scale's length, is none.
LEAST = 1e-9
EVEN = 1e-12
# A shift often ends right at an ideal; rounding must not then say on which side it stands.
NEAR = 1e-9


class State(NamedTuple):
    """Where a negotiation stands; shares: the votes' weights, which sum to 1 on each issue."""

    ideals: Numbers
    votes: Numbers
    saliences: Numbers
    shares: Numbers
    outcomes: Numbers  # (issues,)


class Deal(NamedTuple):
    """An exchange; gain 0.0 where none is left. Shifts are of the outcomes, over 0."""

    giver: int
    partner: int
    given: int
    taken: int
    given_shift: float
    taken_shift: float
    gain: float


@compiled
def state(
    positions: Table3, saliences: Table3, capabilities: Table3, lows: Numbers, widths: Numbers
) -> State:
    """Return the state of the first draw; tables of shape (draws, issues, players)."""
    shape = positions.shape[1:]
    outcomes = np.empty(shape[0])
    now = State(np.empty(shape), np.empty(shape), saliences[0].copy(), np.empty(shape), outcomes)
    _begin(positions[0], saliences[0], capabilities[0], lows, widths, now)
    return now


@compiled
def exchanged(  # noqa: PLR0913, PLR0917 - samples, their scales, and when to end
    positions: Table3,
    saliences: Table3,
    capabilities: Table3,
    lows: Numbers,
    widths: Numbers,
    most: int,
) -> Numbers:
    """Return the outcomes after the exchanges of every draw, shape (issues, draws)."""
    now = state(positions, saliences, capabilities, lows, widths)
    out = np.empty((positions.shape[1], positions.shape[0]))
    for draw in range(positions.shape[0]):
        _begin(positions[draw], saliences[draw], capabilities[draw], lows, widths, now)
        made = 0
        deal = best(now)
        while deal.gain > 0.0 and made < most:
            carried_out(deal, now)
            deal = best(now)
            made += 1
        out[:, draw] = now.outcomes
    return out


@compiled
def best(now: State) -> Deal:
    """Return the exchange that gains each of two players the most."""
    issues, players = now.ideals.shape
    found = Deal(0, 0, 0, 0, 0.0, 0.0, 0.0)
    for given in range(issues):
        for taken in range(issues):
            if taken == given:
                continue
            for giver in range(players):
                for partner in range(giver + 1, players):
                    if _pays(giver, partner, given, taken, now):
                        deal = _deal(giver, partner, given, taken, now)
                        if deal.gain > max(found.gain + EVEN, LEAST):
                            found = deal
    return found


@compiled
def carried_out(deal: Deal, now: State) -> None:
    """Move the votes and the outcomes of an exchange."""
    _give(deal.giver, deal.partner, deal.given, deal.given_shift, now)
    _give(deal.partner, deal.giver, deal.taken, deal.taken_shift, now)


@compiled
def _begin(  # noqa: PLR0913, PLR0917 - a draw and its scales
    positions: Numbers,
    saliences: Numbers,
    capabilities: Numbers,
    lows: Numbers,
    widths: Numbers,
    now: State,
) -> None:
    """Write the state in which everyone votes for its ideal."""
    for issue in range(positions.shape[0]):
        ideals, shares = now.ideals[issue], now.shares[issue]
        scaled(
            positions[issue],
            saliences[issue],
            capabilities[issue],
            lows[issue],
            widths[issue],
            ideals,
            shares,
        )
        shares /= shares.sum()
        now.outcomes[issue] = min(max((shares * ideals).sum(), ideals.min()), ideals.max())
    now.votes[:] = now.ideals
    now.saliences[:] = saliences


@compiled
def _pays(giver: int, partner: int, given: int, taken: int, now: State) -> bool:
    """Return whether two who stand apart on both issues care unlike for them."""
    if not _apart(giver, partner, given, now) or not _apart(giver, partner, taken, now):
        return False
    cares = now.saliences
    return cares[given, giver] * cares[taken, partner] < cares[given, partner] * cares[taken, giver]


@compiled
def _apart(one: int, other: int, issue: int, now: State) -> bool:
    """Return whether two stand on opposite sides of the outcome; who stands on it has no side."""
    here = now.ideals[issue, one] - now.outcomes[issue]
    there = now.ideals[issue, other] - now.outcomes[issue]
    return min(abs(here), abs(there)) > NEAR and here * there < 0.0


@compiled
def _deal(giver: int, partner: int, given: int, taken: int, now: State) -> Deal:
    """Return the exchange of equal gains, as large as both can make it."""
    cares = now.saliences
    on_given = cares[given, giver] + cares[given, partner]
    on_taken = cares[taken, giver] + cares[taken, partner]
    given_shift = _most(giver, partner, given, now)
    taken_shift = _most(partner, giver, taken, now)
    if given_shift * on_given <= taken_shift * on_taken:
        taken_shift = given_shift * on_given / on_taken
    else:
        given_shift = taken_shift * on_taken / on_given
    gain = cares[taken, giver] * taken_shift - cares[given, giver] * given_shift
    return Deal(giver, partner, given, taken, given_shift, taken_shift, gain)


@compiled
def _most(giver: int, partner: int, issue: int, now: State) -> float:
    """Return how far the giver can shift the outcome towards the partner's ideal."""
    target = now.ideals[issue, partner]
    way = target - now.votes[issue, giver]
    if way * (target - now.outcomes[issue]) <= 0.0:
        return 0.0  # its vote already lies beyond
    return min(now.shares[issue, giver] * abs(way), abs(target - now.outcomes[issue]))


@compiled
def _give(giver: int, partner: int, issue: int, shift: float, now: State) -> None:
    target, vote = now.ideals[issue, partner], now.votes[issue, giver]
    way = min(shift / now.shares[issue, giver], abs(target - vote))
    side = 1.0 if target > vote else -1.0
    now.votes[issue, giver] = vote + side * way
    moved = now.outcomes[issue] + side * shift
    now.outcomes[issue] = min(max(moved, now.ideals[issue].min()), now.ideals[issue].max())
