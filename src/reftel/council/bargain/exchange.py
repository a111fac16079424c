"""Position exchange: two players give each other what each cares for less, at equal gains.

    O_p = sum_i w_ip x_ip / W_p. i and j stand on opposite sides of O on p and on q;
    i gives on p and j on q where s_ip/s_iq < s_jp/s_jq.
    dP = w_ip |dx_ip| / W_p, at most all the way to x_jp;  dQ = dP (s_ip+s_jp)/(s_iq+s_jq)
    gain = s_iq dQ - s_ip dP = s_jp dP - s_jq dQ

If dQ needs more than j can give, both are scaled down. Everyone else gains or loses too: the
externalities. The best exchange is made, then all are reckoned again.

Two things the equations leave open are settled so. What a player wants stays its ideal; what it
gives is its vote, so sides and losses are measured from ideals. And no shift goes past the ideal of
who is to gain by it, beyond which the equation of the gain would no longer be true.

Stokman & Van Oosten, "The exchange of voting positions", in European Community Decision Making
(1994); Van Assen, Stokman & Van Oosten, "Conflict measures in cooperative exchange models" (2003).
"""

from collections.abc import Sequence

import msgspec
import numpy as np

from reftel.council.bargain.exchange_search import Deal, best, carried_out, exchanged, state
from reftel.council.bargain.sample import Sample, one, stacked
from reftel.council.issue import Numbers, Space

# A way round in a circle has to end somewhere; real ones end long before.
MOST = 1000
HUNDRED = 100.0


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """One exchange: `giver` gives on `given`, `partner` gives on `taken`.

    giver_start, giver_end, partner_start, partner_end: their votes, on the issues' scales.
    given_shift, taken_shift: by how much the issue's outcome moves, over 0, in its own unit.
    gain: of each of the two. externalities: what every player gains or loses, the two included.
    Gains are in hundredths of a scale's length, times salience: points where scales are 0 to 100.
    """

    giver: str
    partner: str
    given: str
    taken: str
    giver_start: float
    giver_end: float
    partner_start: float
    partner_end: float
    given_shift: float
    taken_shift: float
    gain: float
    externalities: tuple[float, ...]


class Exchanges(msgspec.Struct, frozen=True, kw_only=True):
    """All exchanges, in the order in which they are made.

    before, outcomes: the weighted mean of the votes before and after, a number an issue.
    gains: of every player from all exchanges together, in the unit of `Exchange.gain`.
    settled: whether no exchange was left that pays.
    """

    before: tuple[float, ...]
    outcomes: tuple[float, ...]
    exchanges: tuple[Exchange, ...]
    gains: tuple[float, ...]
    settled: bool


def exchange(space: Space, most: int = MOST) -> Exchanges:
    """Return the exchanges on several issues; none where there is one issue or one player.

    most: the number of exchanges after which the search ends. Of exchanges that pay the same, the
    first in the order of issues and players is made. Source: Stokman & Van Oosten 1994.
    """
    now = state(*stacked([one(each) for each in space.issues]), *_scales(space))
    before, made = now.outcomes.copy(), list[Exchange]()
    deal = best(now)
    while deal.gain > 0.0 and len(made) < most:
        start, votes = now.outcomes.copy(), now.votes.copy()
        carried_out(deal, now)
        benefits = _benefits(now.ideals, now.saliences, start, now.outcomes)
        made.append(_told(space, deal, votes, now.votes, benefits))
        deal = best(now)
    return Exchanges(
        before=_on_scales(space, before),
        outcomes=_on_scales(space, now.outcomes),
        exchanges=tuple(made),
        gains=tuple(_benefits(now.ideals, now.saliences, before, now.outcomes).tolist()),
        settled=deal.gain <= 0.0,
    )


def draws(samples: Sequence[Sample], most: int = MOST) -> Numbers:
    """Return the outcomes after all exchanges, shape (issues, draws).

    samples: one an issue, all with the same draws and players, else CouncilError.
    """
    tables = stacked(samples)
    lows = np.array([each.low for each in samples])
    widths = np.array([each.high - each.low for each in samples])
    points = exchanged(*tables, lows, widths, most)
    low, width = lows[:, None], widths[:, None]
    return np.clip(low + points * width, low, low + width)


def _scales(space: Space) -> tuple[Numbers, Numbers]:
    lows = np.array([each.low for each in space.issues])
    return lows, np.array([each.width for each in space.issues])


def _benefits(ideals: Numbers, saliences: Numbers, before: Numbers, after: Numbers) -> Numbers:
    """Return how much less every player loses than before, shape (players,)."""
    loss = np.abs(ideals - before[:, None]) - np.abs(ideals - after[:, None])
    return HUNDRED * (saliences * loss).sum(axis=0)


def _on_scales(space: Space, points: Numbers) -> tuple[float, ...]:
    return tuple(
        min(max(each.low + float(point) * each.width, each.low), each.high)
        for each, point in zip(space.issues, points, strict=True)
    )


def _told(space: Space, deal: Deal, before: Numbers, after: Numbers, benefits: Numbers) -> Exchange:
    """Return an exchange in the words of the space."""
    given, taken = space.issues[deal.given], space.issues[deal.taken]

    def vote(votes: Numbers, issue: int, player: int) -> float:
        return _on_scales(space, votes[:, player])[issue]

    return Exchange(
        giver=space.names[deal.giver],
        partner=space.names[deal.partner],
        given=given.name,
        taken=taken.name,
        giver_start=vote(before, deal.given, deal.giver),
        giver_end=vote(after, deal.given, deal.giver),
        partner_start=vote(before, deal.taken, deal.partner),
        partner_end=vote(after, deal.taken, deal.partner),
        given_shift=deal.given_shift * given.width,
        taken_shift=deal.taken_shift * taken.width,
        gain=HUNDRED * deal.gain,
        externalities=tuple(benefits.tolist()),
    )
