"""A rule as numbers: what each vote of each member adds, and how much is enough.

Every condition of a rule is a weighted sum over votes that must reach a number (see `conditions`),
so a rule is: one of several ways, each a set of sums that are large enough, and nobody with a veto
against. Votes are columns 0 no, 1 abstain, 2 yes. All numbers are integers: nothing is rounded.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm

import msgspec
import numpy as np
from numpy.typing import NDArray

from reftel.council.conditions import Condition, Vote, scores
from reftel.council.errors import CouncilError
from reftel.council.rules import Rule, Seat, has_veto, weights_of

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

COLUMNS: tuple[Vote, ...] = ("no", "abstain", "yes")
NO, ABSTAIN, YES = range(3)
_LARGEST = 2**53


class Game(msgspec.Struct, frozen=True, kw_only=True):
    """A rule over the members whose votes are open.

    names: their codes, n of them. scores: (measures, n, 3), what a vote adds, 0 or more.
    least: (ways, measures), what a sum must reach; 0 where a way does not ask. veto: (n,).
    """

    names: tuple[str, ...]
    scores: Integers
    least: Integers
    veto: Flags

    @property
    def size(self) -> int:
        """The number of members."""
        return len(self.names)


class _Sum(msgspec.Struct, frozen=True, kw_only=True):
    """A condition as integers: what each member's three votes add, and what is enough."""

    added: tuple[tuple[int, int, int], ...]
    least: int


def game(
    rule: Rule,
    seats: Sequence[Seat],
    fixed: Mapping[str, Vote] | None = None,
    parties: Collection[str] = (),
) -> Game:
    """Return a rule over members as numbers.

    fixed: votes of members that are not open, such as who is absent. parties: to the dispute; they
    abstain where the rule obliges them. Raises CouncilError where nobody's vote is open, where a
    member has no weight, or where weights have too many digits.
    """
    settled: dict[str, Vote] = dict(fixed or {})
    if rule.parties_abstain:
        settled.update(dict.fromkeys(parties, "abstain"))
    unknown = sorted({*settled, *parties} - {seat.code for seat in seats})
    if unknown:
        message = f"{', '.join(unknown)}: no such member sits"
        raise CouncilError(message)
    free = [seat for seat in seats if seat.code not in settled]
    if not free:
        message = "no member whose vote is open"
        raise CouncilError(message)
    vetoed = any(has_veto(rule, seat) and settled.get(seat.code) == "no" for seat in seats)
    ways = [[_summed(each, seats, free, settled) for each in way] for way in rule.ways]
    return _stacked(free, ways, np.array([has_veto(rule, each) for each in free]), vetoed=vetoed)


def weighted(
    weights: Sequence[float],
    quota: float,
    *,
    names: Sequence[str] | None = None,
    veto: Collection[str] = (),
) -> Game:
    """Return the game in which the weights of those in favour must reach a quota: [q; w1, w2 ...].

    Without names the members are 1, 2, 3. Raises CouncilError for weights that are negative, not
    finite or all zero, and for a quota that is not positive or more than their sum.
    """
    who = list(names or (str(each + 1) for each in range(len(weights))))
    if len(who) != len(weights) or len(set(who)) != len(who):
        message = f"{len(weights)} weights, {len(set(who))} different names"
        raise CouncilError(message)
    for name, weight in zip(who, weights, strict=True):
        if not (np.isfinite(weight) and weight >= 0):
            message = f"{name}: weight {weight:g} is negative or not finite"
            raise CouncilError(message)
    if not np.isfinite(quota) or not 0 < quota <= sum(weights):
        message = f"quota {quota:g} is not over 0 and at most the sum of the weights"
        raise CouncilError(message)
    if set(veto) - set(who):
        message = f"{', '.join(sorted(set(veto) - set(who)))}: no such member"
        raise CouncilError(message)
    rule = Rule(name="weighted", needs=(f"w yes >= {Fraction(str(quota))}",), veto=tuple(veto))
    seats = [
        Seat(code=name, name=name, weights={"w": weight})
        for name, weight in zip(who, weights, strict=True)
    ]
    return game(rule, seats)


def passes(game: Game, votes: Integers) -> Flags:
    """Return whether votes pass a text. votes: (..., n) of columns; the result has shape (...)."""
    sums = game.scores[:, np.arange(game.size), votes].sum(axis=-1)
    vetoed = ((votes == NO) & game.veto).any(axis=-1)
    return np.logical_and(accepts(game, sums), np.logical_not(vetoed))


def accepts(game: Game, sums: Integers) -> Flags:
    """Return whether sums are enough for one of the ways. sums: (measures, ...)."""
    least = game.least.reshape(*game.least.shape, *[1] * (sums.ndim - 1))
    return np.asarray((sums >= least).all(axis=1).any(axis=0))


def _summed(
    condition: Condition, seats: Sequence[Seat], free: Sequence[Seat], settled: Mapping[str, Vote]
) -> _Sum:
    weights = weights_of(condition, seats)
    added, sign = scores(condition, COLUMNS)
    fixed, _ = scores(condition, tuple(settled.values()))
    needed = sign * condition.amount if condition.base in {"", "members"} else Fraction(0)
    if condition.base == "members":
        needed *= sum(
            weight for code, weight in weights.items() if settled.get(code) != "not participating"
        )
    needed -= sum(weights[code] * each for code, each in zip(settled, fixed, strict=True))
    needed -= sum(weights[seat.code] * added[NO] for seat in free)
    gains = [[weights[seat.code] * (each - added[NO]) for each in added] for seat in free]
    return _whole(condition, gains, needed)


def _whole(condition: Condition, gains: Sequence[Sequence[Fraction]], needed: Fraction) -> _Sum:
    """Return the same comparison in the smallest integers: sums are multiples of one unit."""
    scale = lcm(*(each.denominator for row in gains for each in row))
    whole = [[int(each * scale) for each in row] for row in gains]
    unit = gcd(*(each for row in whole for each in row)) or 1
    bound = needed * scale / unit
    least = bound.__floor__() + 1 if len(condition.comparison) == 1 else bound.__ceil__()
    rows = tuple((row[0] // unit, row[1] // unit, row[2] // unit) for row in whole)
    if sum(map(max, rows)) > _LARGEST or abs(least) > _LARGEST:
        message = f'"{condition.words}": weights have too many digits to be summed exactly'
        raise CouncilError(message)
    return _Sum(added=rows, least=max(least, 0))


def _stacked(
    free: Sequence[Seat], ways: Sequence[Sequence[_Sum]], veto: Flags, *, vetoed: bool
) -> Game:
    """Put the sums of all ways on measures that they share."""
    measures: dict[tuple[tuple[int, int, int], ...], int] = {}
    for each in (each for way in ways for each in way):
        measures.setdefault(each.added, len(measures))
    least = np.zeros((len(ways), len(measures)), dtype=np.int64)
    for row, way in zip(least, ways, strict=True):
        for each in way:
            at = measures[each.added]
            row[at] = max(row[at], each.least)
    scores = np.array(list(measures), dtype=np.int64)
    if vetoed:
        # More than all together: nothing passes.
        least[:] = scores.max(axis=2).sum(axis=1) + 1
    return Game(
        names=tuple(seat.code for seat in free),
        scores=scores,
        least=least,
        veto=veto,
    )
