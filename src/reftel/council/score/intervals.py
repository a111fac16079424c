"""Coverage: how often what was said to lie between two numbers did."""

from math import sqrt
from statistics import NormalDist

import msgspec

from reftel.council.errors import CouncilError

CONFIDENCE = 0.95


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A share of cases, with Wilson's bounds at 95 percent. All 0 to 1."""

    times: int
    cases: int
    share: float
    low: float
    high: float


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What intervals of a level held. width: their mean width on the scale from 0 to 100."""

    level: float
    held: Share
    width: float


def share_of(times: int, cases: int, confidence: float = CONFIDENCE) -> Share:
    """Return a share with Wilson's bounds: they hold for few cases, and for shares of 0 and 1.

    Raises CouncilError unless 0 <= times <= cases, cases over 0 and confidence between 0 and 1.
    Source: Wilson 1927, J. Am. Stat. Assoc. 22; Brown, Cai and DasGupta 2001, Stat. Sci. 16.
    """
    if not (0 <= times <= cases and cases > 0 and 0 < confidence < 1):
        message = f"{times} of {cases} cases at {confidence:g} is no share"
        raise CouncilError(message)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = times / cases
    middle = (share + z * z / (2 * cases)) / (1 + z * z / cases)
    half = z / (1 + z * z / cases) * sqrt(share * (1 - share) / cases + (z / (2 * cases)) ** 2)
    # At the ends the bounds are 0 and 1 exactly, but for the last digit of the sum.
    low = 0.0 if times == 0 else max(0.0, middle - half)
    high = 1.0 if times == cases else min(1.0, middle + half)
    return Share(times=times, cases=cases, share=share, low=low, high=high)
