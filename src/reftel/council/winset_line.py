"""The winset on one issue, exact, with its ends open or closed; the core; who blocks what.

On a line every vote changes at a few points only. The rule is asked at each of them and once
between two: what it answers there it answers everywhere.
"""

import msgspec
import numpy as np

from reftel.council.game import Flags
from reftel.council.issue import Numbers
from reftel.council.sincere import Voters


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the scale; a single point where low and high are the same."""

    low: float
    high: float
    low_closed: bool
    high_closed: bool

    def __contains__(self, point: float) -> bool:
        above = point >= self.low if self.low_closed else point > self.low
        below = point <= self.high if self.high_closed else point < self.high
        return above and below

    def __str__(self) -> str:
        left, right = "(["[self.low_closed], ")]"[self.high_closed]
        return f"{left}{self.low:.10g}, {self.high:.10g}{right}"


class Blocked(msgspec.Struct, frozen=True, kw_only=True):
    """The drafts that a veto player votes against."""

    name: str
    drafts: tuple[Interval, ...]


class LineWinset(msgspec.Struct, frozen=True, kw_only=True):
    """What beats a reference point on one issue.

    drafts: the winset, from low to high. blocked: by each veto player. short: drafts that nobody
    vetoes and too few vote for.
    """

    reference: float
    drafts: tuple[Interval, ...]
    blocked: tuple[Blocked, ...]
    short: tuple[Interval, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing beats the reference point."""
        return not self.drafts

    def __contains__(self, draft: float) -> bool:
        return any(draft in each for each in self.drafts)

    def __str__(self) -> str:
        return " and ".join(map(str, self.drafts)) or "empty"


def line_winset(voters: Voters, reference: float) -> LineWinset:
    """Return the winset of a reference point on one issue, cut to its scale."""
    ideals = voters.ideals[:, 0]
    away = np.abs(reference - ideals)
    yes_reach, no_reach = away - voters.costs, away + voters.costs
    ends = np.stack([ideals - yes_reach, ideals + yes_reach, ideals - no_reach, ideals + no_reach])
    fixed = (reference, float(voters.low[0]), float(voters.high[0]))
    ends = _snapped(ends, fixed, voters.slack)
    places = _places(ends, fixed)
    at = _with_gaps(places)[:, None]
    yes = (at > ends[0]) & (at < ends[1]) & (yes_reach > voters.slack)
    no = (at < ends[2]) | (at > ends[3])
    other = at[:, 0] != reference
    carried = voters.passes(yes, no) & other
    vetoed = no & voters.game.veto
    return LineWinset(
        reference=reference,
        drafts=stretches(places, carried),
        blocked=tuple(
            Blocked(name=name, drafts=stretches(places, vetoed[:, who]))
            for who, name in enumerate(voters.game.names)
            if voters.game.veto[who]
        ),
        short=stretches(places, ~carried & ~vetoed.any(axis=1) & other),
    )


def line_core(voters: Voters) -> tuple[Interval, ...]:
    """Return the points of one issue that nothing beats, without blocking costs.

    A point is beaten where a step to the right or to the left is, however small: all who want to go
    that way vote yes, all others no; a longer step has no more friends and no fewer foes.
    """
    ideals = voters.ideals[:, 0]
    fixed = (float(voters.low[0]), float(voters.high[0]))
    ideals = _snapped(ideals, fixed, voters.slack)
    places = _places(ideals, fixed)
    at = _with_gaps(places)[:, None]
    rightward = voters.passes(ideals > at, ideals <= at)
    leftward = voters.passes(ideals < at, ideals >= at)
    # There is no step over an end of the scale.
    rightward[-1] = leftward[0] = False
    return stretches(places, ~(rightward | leftward))


def stretches(places: Numbers, holds: Flags) -> tuple[Interval, ...]:
    """Return where something holds, from its truth at each place and in each gap between two."""
    padded = np.concatenate([[False], holds, [False]])
    starts = np.flatnonzero(padded[1:] & ~padded[:-1])
    stops = np.flatnonzero(~padded[1:] & padded[:-1]) - 1
    return tuple(
        Interval(
            low=float(places[start // 2]),
            high=float(places[(stop + 1) // 2]),
            low_closed=bool(start % 2 == 0),
            high_closed=bool(stop % 2 == 0),
        )
        for start, stop in zip(starts, stops, strict=True)
    )


def _snapped(ends: Numbers, fixed: tuple[float, ...], slack: float) -> Numbers:
    """Return the ends, those that rounding keeps apart made one, and the fixed places kept."""
    order = np.sort(np.concatenate([ends.ravel(), fixed]))
    first = np.concatenate([[True], np.diff(order) > slack])
    one = order[np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))]
    found = one[np.searchsorted(order, ends)]
    for place in fixed:
        found = np.where(np.abs(found - place) <= slack * len(order), place, found)
    return found


def _places(ends: Numbers, fixed: tuple[float, ...]) -> Numbers:
    low, high = fixed[-2:]
    inside = ends[(ends > low) & (ends < high)]
    return np.unique(np.concatenate([inside, fixed]))


def _with_gaps(places: Numbers) -> Numbers:
    """Return places and the middles between them, in turn."""
    found = np.empty(2 * len(places) - 1)
    found[::2] = places
    found[1::2] = (places[:-1] + places[1:]) / 2
    return found
