"""The year of a number that names none, and how sure that is.

A number counts the telegrams of its post within a year. So a year is the likelier, the better
the number fits to how far the series had come, and the shorter ago the telegram would have been
sent: of references, half are less than 6 days old, nine in ten less than 40 (measured on the
telegrams of 1973-79). Drafters name a year only where it is another than their own.
"""

from datetime import datetime
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from reftel.telegram.model import ReferenceYearGround

# Numbers a year: the middle of what is known, and the spread of its logarithm. STATE had
# 252,000 to 335,000 in 1974-79 (telegram-format.md 3.1); of posts, hundreds to tens of thousands.
STATE_A_YEAR = (300_000, 0.15)
POST_A_YEAR = (5_000, 1.2)
OWN_SPREAD = 0.3  # of a series of which one number is known
LAG = (6.0, 1.48)  # days: the middle and the spread of the logarithm, from 6 and 40
UNNAMED_OTHER_YEAR = 0.15  # how much rarer an unnamed year is another one than the own
STEPS = tuple((at - 12) / 4 for at in range(25))  # of the spread, from -3 to 3
YEARS_BACK = 3
DOUBTFUL = 0.9  # below this the other years are named, too
DAYS = 365.0
WEEK = 7
EARLY = 60  # days of the year in which each day tells another year; later, each week
SUREST = 0.99  # the middle and spread of a series are themselves no more than guessed


class Year(NamedTuple):
    """A year with its ground, how likely it is (0 to 1), and the others that it may be."""

    year: int
    ground: ReferenceYearGround
    confidence: float
    others: tuple[int, ...] = ()


def inferred(number: int, series: tuple[float, float], moment: datetime) -> Year:
    """Return the likeliest year of a number of a series, numbers a year and their spread."""
    middle, spread = series
    day = moment.timetuple().tm_yday
    best, confidence, others = _likeliest(
        _tenths(number), _tenths(middle), spread, day if day < EARLY else day // WEEK * WEEK
    )
    year = moment.year
    ground: ReferenceYearGround = "previous year" if best else "date-time group"
    also = tuple(year - each for each in others) if others else ()
    return Year(year - best, ground, confidence, also)


def own_series(number: int, moment: datetime) -> tuple[float, float]:
    """Return numbers a year, and their spread, of a series that had come to a number on a day."""
    return max(number, 1) / moment.timetuple().tm_yday * DAYS, OWN_SPREAD


def _tenths(number: float) -> int:
    """Return ten times the logarithm: a finer step would tell nothing."""
    return round(10 * log(number)) if number else 0


@lru_cache(maxsize=1 << 16)
def _likeliest(
    number: int, middle: int, spread: float, day: int
) -> tuple[int, float, tuple[int, ...]]:
    """Return how many years back is the likeliest, how likely it is, and what else it may be.

    number, middle: tenths of the logarithm.
    """
    shares = _shares(exp(number / 10), exp(middle / 10), spread, day)
    best = max(range(YEARS_BACK), key=shares.__getitem__)
    others = (back for back in range(YEARS_BACK) if back != best and shares[back] > 1 - DOUBTFUL)
    return best, min(round(shares[best], 2), SUREST), tuple(others)


def _shares(number: float, middle: float, spread: float, day: float) -> list[float]:
    """Return how likely the own year and the years before it are; they add up to 1."""
    weights = [0.0] * YEARS_BACK
    for step in STEPS:
        fraction = number / (middle * exp(step * spread))  # of the year
        if fraction > 1:
            continue
        for back in range(YEARS_BACK):
            lag = day - fraction * DAYS + back * DAYS
            if lag > 0:
                weight = exp(-step * step / 2) * _lag_density(lag) * fraction
                weights[back] += weight * (UNNAMED_OTHER_YEAR if back else 1.0)
    total = sum(weights)
    return [each / total for each in weights] if total else [1.0, 0.0, 0.0]


def _lag_density(days: float) -> float:
    middle, spread = LAG
    return exp(-((log(max(days, 0.5) / middle) / spread) ** 2) / 2) / max(days, 0.5)
