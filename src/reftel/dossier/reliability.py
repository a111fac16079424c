"""How far coders agree beyond chance: raw agreement, Cohen's kappa, Krippendorff's alpha.

A unit is what each coder gave it, in the order of the coders; None where one gave nothing. What
cannot be told, for want of units or because all have one value, is None.

The package `krippendorff` computes alpha too. It is under the GPL and needs numpy; the formula is
short, and the tests hold it against that package.

Sources: Cohen 1960 and 1968 (kappa, weighted kappa); Krippendorff 2011, Computing Krippendorff's
Alpha-Reliability (alpha); Dice 1945, Hripcsak and Rothschild 2005 (specific agreement).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations, product
from random import Random
from typing import Literal

Scale = Literal["nominal", "ordinal", "interval"]
Value = str | float
Unit = Sequence[Value | None]
Distance = Callable[[Value, Value], float]
RESAMPLES = 400
SURE = 0.95  # of the resamples lie between the bounds


def raw_agreement(units: Sequence[Unit]) -> float | None:
    """Return the share of pairs of coders, over all units, that gave the same value."""
    pairs = [pair for unit in units for pair in combinations(_given(unit), 2)]
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def kappa(units: Sequence[Unit], order: Sequence[Value] | None = None) -> float | None:
    """Return Cohen's kappa of the first two coders.

    order: of an ordinal scale, all values from low to high; then kappa is weighted linearly.
    """
    pairs = [(unit[0], unit[1]) for unit in units if unit[0] is not None and unit[1] is not None]
    if not pairs:
        return None
    distance = _steps(order) if order else _differs
    count = len(pairs)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    seen = sum(distance(one, other) for one, other in pairs) / count
    by_chance = sum(
        ones[one] * others[other] * distance(one, other) for one, other in product(ones, others)
    )
    return 1 - seen / (by_chance / count**2) if by_chance else None


def alpha(
    units: Sequence[Unit], scale: Scale = "nominal", order: Sequence[Value] | None = None
) -> float | None:
    """Return Krippendorff's alpha of any number of coders; order: as of `kappa`.

    Units with less than two values do not count.
    """
    alike = _alike(units)
    counts: Counter[Value] = Counter()
    for values, count in alike.items():
        for value in values:
            counts[value] += count
    if not alike:
        return None
    distance = _distance(scale, counts, order)
    total = counts.total()
    seen = sum(
        count
        * 2
        * sum(distance(one, other) for one, other in combinations(values, 2))
        / (len(values) - 1)
        for values, count in alike.items()
    )
    by_chance = sum(
        counts[one] * counts[other] * distance(one, other) for one, other in product(counts, counts)
    )
    return 1 - (total - 1) * seen / by_chance if by_chance else None


def dice(units: Sequence[Sequence[bool]]) -> float | None:
    """Return how much of what either found both found, as the mean over pairs of coders.

    What neither found is not known, so that kappa cannot be told; as that grows, kappa comes near
    this measure.
    """
    coders = range(len(units[0])) if units else range(0)
    found: list[float] = []
    for one, other in combinations(coders, 2):
        both = sum(unit[one] and unit[other] for unit in units)
        each = sum(unit[one] + unit[other] for unit in units)
        found += [2 * both / each] if each else []
    return sum(found) / len(found) if found else None


def bounds(
    units: Sequence[Unit], measure: Callable[[Sequence[Unit]], float | None], seed: int = 0
) -> tuple[float, float] | None:
    """Return between which values a measure lies in 95 of 100 resamples of the units (bootstrap).

    None where fewer than half of the resamples tell it.
    """
    random = Random(seed)
    tries = (measure(random.choices(units, k=len(units))) for _ in range(RESAMPLES if units else 0))
    found = sorted(each for each in tries if each is not None)
    if len(found) < max(1, RESAMPLES // 2):
        return None
    cut = round((1 - SURE) / 2 * (len(found) - 1))
    return found[cut], found[-1 - cut]


def may_differ(units: int) -> float:
    """Return the share of all units that may differ though none of so many did (95 of 100)."""
    return 1 - (1 - SURE) ** (1 / units)


def _alike(units: Sequence[Unit]) -> Counter[tuple[Value, ...]]:
    """Return how often the same was given; resampling asks for alpha hundreds of times."""
    found: Counter[tuple[Value, ...]] = Counter()
    for unit, count in Counter(map(tuple, units)).items():
        values = tuple(_given(unit))
        if len(values) > 1:
            found[values] += count
    return found


def _given(unit: Unit) -> list[Value]:
    return [each for each in unit if each is not None]


def _distance(scale: Scale, counts: Counter[Value], order: Sequence[Value] | None) -> Distance:
    if scale == "interval":
        return lambda one, other: (float(one) - float(other)) ** 2
    if scale == "ordinal":
        return _ranks(counts, order or sorted(counts, key=float))
    return _differs


def _ranks(counts: Counter[Value], order: Sequence[Value]) -> Distance:
    """Return the squared number of values between two, half of their own counted."""
    before: dict[Value, float] = {}
    so_far = 0
    for value in order:
        before[value] = so_far + counts[value] / 2
        so_far += counts[value]
    return lambda one, other: (before[one] - before[other]) ** 2


def _steps(order: Sequence[Value]) -> Distance:
    at = {value: number for number, value in enumerate(order)}
    return lambda one, other: abs(at[one] - at[other])


def _differs(one: Value, other: Value) -> float:
    return float(one != other)
