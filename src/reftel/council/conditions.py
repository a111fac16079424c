"""What a decision needs, in words that a body's file holds: `yes >= 2/3 of voting`.

    [WEIGHT] SIDE COMPARISON AMOUNT [of BASE]

WEIGHT is `votes`, `population` or another weight of the body; without it each member counts one.
SIDE is `yes`, `no`, `not-yes` or `present`. A share of a BASE (`2/3`, `55 %`) is of all `members`
that take part, of those `present`, or of those `voting`, who vote yes or no.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

import msgspec

from reftel.council.errors import CouncilError

Vote = Literal["yes", "no", "abstain", "absent", "not participating"]
"""How a member votes; who does not participate is no member for the decision's base."""
VOTES: tuple[Vote, ...] = ("yes", "no", "abstain", "absent", "not participating")

_COUNTED: Mapping[str, frozenset[str]] = {
    "yes": frozenset({"yes"}),
    "no": frozenset({"no"}),
    "not-yes": frozenset({"no", "abstain", "absent"}),
    "present": frozenset({"yes", "no", "abstain"}),
    "voting": frozenset({"yes", "no"}),
    "members": frozenset({"yes", "no", "abstain", "absent"}),
}
_SIDES = ("yes", "no", "not-yes", "present")
_BASES = ("members", "present", "voting")
_UPWARD = {"yes": (">=", ">"), "present": (">=", ">"), "no": ("<=", "<"), "not-yes": ("<=", "<")}


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """One comparison of a rule. More in favour and less against never break it.

    weight: "" where each member counts one. amount: a number, or a share where base is not "".
    """

    words: str
    weight: str = ""
    side: str
    comparison: str
    amount: Fraction
    base: str = ""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A condition held against votes.

    found: what the side reached. needed: what it is compared with. missing: how much more, or how
    much less against, would do; 0 where it holds.
    """

    condition: str
    holds: bool
    found: float
    needed: float
    missing: float


def parse(words: str) -> Condition:
    """Return the condition that the words mean. Raises CouncilError, with what is expected."""
    parts = words.replace("%", " % ").split()
    place = next((at for at, part in enumerate(parts) if part in {">=", ">", "<=", "<"}), 0)
    before, after = parts[:place], parts[place + 1 :]
    if not before or before[-1] not in _SIDES or len(before) > 2:
        raise _fault(words, f"one of {', '.join(_SIDES)} before the comparison")
    side, comparison = before[-1], parts[place]
    if comparison not in _UPWARD[side]:
        raise _fault(words, f"{' or '.join(_UPWARD[side])} behind {side}")
    amount, base = _amount(words, after)
    return Condition(
        words=" ".join(words.split()),
        weight=before[0] if len(before) == 2 else "",
        side=side,
        comparison=comparison,
        amount=amount,
        base=base,
    )


def check(
    condition: Condition, weights: Mapping[str, Fraction], votes: Mapping[str, Vote]
) -> Check:
    """Hold a condition against votes, in exact fractions.

    weights: of each member under the condition's weight. votes: of the same members.
    """
    found = _sum(condition.side, weights, votes)
    base = _sum(condition.base, weights, votes) if condition.base else Fraction(1)
    needed = condition.amount * base
    over = found - needed if condition.comparison[0] == ">" else needed - found
    holds = over >= 0 if len(condition.comparison) == 2 else over > 0
    return Check(
        condition=condition.words,
        holds=holds,
        found=float(found),
        needed=float(needed),
        missing=0.0 if holds else float(-over),
    )


def scores(condition: Condition, options: Sequence[Vote]) -> tuple[tuple[Fraction, ...], Fraction]:
    """Return the condition as a sum: what each vote adds for a weight of one, and its sign.

    The condition holds where the weighted sum is at least (or, strictly, over) `sign * amount`
    where no base is named or the base is all members, whose sum no vote changes; else at least 0.
    """
    sign = Fraction(1 if condition.comparison[0] == ">" else -1)
    share = condition.amount if condition.base in {"present", "voting"} else Fraction(0)
    base = _COUNTED.get(condition.base, frozenset[str]())
    return tuple(
        sign * ((vote in _COUNTED[condition.side]) - share * (vote in base)) for vote in options
    ), sign


def _sum(counted: str, weights: Mapping[str, Fraction], votes: Mapping[str, Vote]) -> Fraction:
    total = Fraction(0)
    for member, vote in votes.items():
        if vote in _COUNTED[counted]:
            total += weights[member]
    return total


def _amount(words: str, parts: Sequence[str]) -> tuple[Fraction, str]:
    base = ""
    if len(parts) >= 2 and parts[-2] == "of":
        base = parts[-1]
        parts = parts[:-2]
        if base not in _BASES:
            raise _fault(words, f"of {', of '.join(_BASES)}")
    percent = len(parts) == 2 and parts[1] == "%"
    if len(parts) != (2 if percent else 1):
        raise _fault(words, "a number, a fraction or a percentage behind the comparison")
    try:
        amount = Fraction(parts[0]) / (100 if percent else 1)
    except (ValueError, ZeroDivisionError):
        raise _fault(words, "a number, a fraction or a percentage behind the comparison") from None
    if amount < 0:
        raise _fault(words, "an amount that is not negative")
    if (percent or base) and not base:
        raise _fault(words, "of what the share is: of members, of present, of voting")
    if base and amount > 1:
        raise _fault(words, "a share of at most 1")
    return amount, base


def _fault(words: str, expected: str) -> CouncilError:
    return CouncilError(f'"{words}": expected {expected}')
