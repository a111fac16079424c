"""The winset on any number of issues, by drafts that are drawn evenly over the scales."""

import msgspec
import numpy as np

from reftel.council.errors import CouncilError
from reftel.council.issue import Numbers
from reftel.council.sincere import Voters

# Drafts looked at in one go: some megabytes for a body of a hundred.
AT_ONCE = 20_000
# Two-sided 95 per cent of the normal distribution.
SURE = 1.959963984540054


class SampledWinset(msgspec.Struct, frozen=True, kw_only=True):
    """What share of all drafts beats a reference point, by a sample.

    share: of the drafts drawn. error: its standard error. low, high: Wilson's 95 per cent interval,
    which is right for no hits too. volume: the share in the product of the issues' units.
    centre: the mean of the drafts that beat the reference; None where none was drawn.
    """

    reference: tuple[float, ...]
    share: float
    error: float
    low: float
    high: float
    volume: float
    centre: tuple[float, ...] | None
    draws: int
    seed: int

    @property
    def empty(self) -> bool:
        """Whether no draft that was drawn beats the reference; `high` says how sure that is."""
        return self.centre is None


def sampled_winset(
    voters: Voters, reference: Numbers, *, draws: int = 100_000, seed: int
) -> SampledWinset:
    """Return an estimate of the winset of a reference point. The same seed gives the same one."""
    if draws < 1:
        message = f"draws: {draws}; a sample has at least 1"
        raise CouncilError(message)
    chance = np.random.default_rng(seed)
    hits, total = 0, np.zeros_like(reference)
    for begin in range(0, draws, AT_ONCE):
        shape = (min(AT_ONCE, draws - begin), reference.size)
        drafts = chance.uniform(voters.low, voters.high, shape)
        carried = voters.carried(drafts, reference)
        hits += int(carried.sum())
        total += drafts[carried].sum(axis=0)
    share = hits / draws
    low, high = _wilson(share, draws)
    return SampledWinset(
        reference=tuple(reference.tolist()),
        share=share,
        error=float(np.sqrt(share * (1 - share) / draws)),
        low=low,
        high=high,
        volume=share * float(np.prod(voters.high - voters.low)),
        centre=tuple((total / hits).tolist()) if hits else None,
        draws=draws,
        seed=seed,
    )


def _wilson(share: float, draws: int) -> tuple[float, float]:
    """Return the interval of a share: E. B. Wilson, JASA 22 (1927)."""
    square = SURE**2 / draws
    middle = (share + square / 2) / (1 + square)
    half = SURE * np.sqrt(share * (1 - share) / draws + square / draws / 4) / (1 + square)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))
