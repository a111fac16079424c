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
STATE_A_YEAR = (300_000, 0.25)
POST_A_YEAR = (5_000, 1.2)
NUMBER_STEP = 0.15  # of the logarithm of a number
STEP = 0.1  # of the logarithm of a pace
WIDEST = 3  # spreads on either side of the middle
LAG = (6.0, 1.48)  # days: the middle, and the spread of the logarithm that makes nine tenths 40
SHORTEST_LAG = 0.5  # days
UNNAMED = 0.15  # how much rarer an unnamed year is another one than the own
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
        _step(number), _step(middle), spread, day if day < EARLY else day // WEEK * WEEK
    )
    year = moment.year
    ground: ReferenceYearGround = "previous year" if best else "date-time group"
    also = tuple(year - each for each in others) if others else ()
    return Year(year - best, ground, confidence, also)


def _step(number: float) -> int:
    """Return the logarithm in steps so wide that a finer one would tell nothing."""
    return round(log(number) / NUMBER_STEP) if number else 0


@lru_cache(maxsize=1 << 16)
def _likeliest(
    number: int, middle: int, spread: float, day: int
) -> tuple[int, float, tuple[int, ...]]:
    """Return how many years back is the likeliest, how likely it is, and what else it may be.

    number, middle: steps of the logarithm.
    """
    shares = _shares(exp(number * NUMBER_STEP), exp(middle * NUMBER_STEP), spread, day)
    best = max(range(YEARS_BACK), key=shares.__getitem__)
    others = (back for back in range(YEARS_BACK) if back != best and shares[back] > 1 - DOUBTFUL)
    return best, min(round(shares[best], 2), SUREST), tuple(others)


def _shares(number: float, middle: float, spread: float, day: int) -> list[float]:
    """Return how likely the own year and the years before it are; they add up to 1.

    Over all paces that a series may have: the day on which it came to the number, how likely that
    pace is, and how likely a telegram of that day is referred to now.
    """
    weights = [0.0] * YEARS_BACK
    steps = round(WIDEST * spread / STEP)
    for step in range(-steps, steps + 1):
        sent = number * DAYS / (middle * exp(step * STEP))  # day of its year
        likelihood = exp(-((step * STEP / spread) ** 2) / 2) * sent
        for back in range(YEARS_BACK) if sent <= DAYS else ():
            lag = day - sent + back * DAYS
            if lag > 0:
                weights[back] += likelihood * _referred_to(lag) * (UNNAMED if back else 1.0)
    total = sum(weights)
    return [each / total for each in weights] if total else [1.0, 0.0, 0.0]


def _referred_to(lag: float) -> float:
    """Return how likely a telegram is referred to so many days later, up to a factor."""
    middle, spread = LAG
    days = max(lag, SHORTEST_LAG)
    return exp(-((log(days / middle) / spread) ** 2) / 2) / days
