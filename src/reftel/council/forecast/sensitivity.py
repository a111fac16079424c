"""Which fact, if it were known, would move the answer most, and whose shift would.

What a fact is worth is the share of the answer's variance that is gone on average when it is known:
the first-order index of Sobol (1993), taken from the draws at hand by cutting them at the fact's
quantiles. No further draws are needed.
"""

from collections.abc import Callable

import msgspec
import numpy as np

from reftel.council.forecast.drawing import Drawn, Draws
from reftel.council.forecast.forecast import compromise
from reftel.council.forecast.inputs import Inputs
from reftel.council.forecast.passing import passes, votes

BINS = 20
FIFTH = 0.2
STEP = 0.1


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """What knowing a member's position on a question is worth to the answer.

    worth: 0 to 1, the share of the answer's variance that it explains; noise of the draws alone
    gives about `BINS / draws`, which is taken off. low, high: the mean answer where the position is
    in its lowest and its highest fifth. is_known: whether there is evidence already.
    """

    member: str
    question: str
    worth: float
    low: float
    high: float
    is_known: bool


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """How far the answer goes where a member's position goes up by a tenth of the scale."""

    member: str
    question: str
    change: float


class Sensitivity(msgspec.Struct, frozen=True, kw_only=True):
    """Of one answer: a question's place, or a text's probability. Both lists: the most first."""

    of: str
    facts: tuple[Fact, ...]
    shifts: tuple[Shift, ...]


def of_question(inputs: Inputs, name: str, of: Drawn) -> Sensitivity:
    """Return what the default forecast of a question hangs on. Raises KeyError."""
    at = _index(inputs, name)

    def answer(of: Drawn) -> Draws:
        return compromise(inputs, of, at)

    return Sensitivity(
        of=name,
        facts=_facts(inputs, of, answer(of), [at]),
        shifts=_shifts(inputs, of, answer, [at]),
    )


def of_motion(inputs: Inputs, name: str, of: Drawn) -> Sensitivity:
    """Return what the probability that a text is adopted hangs on. Raises KeyError."""
    motion = next((each for each in inputs.motions if each.name == name), None)
    if motion is None:
        raise KeyError(name)
    touched = [at for at, each in enumerate(inputs.questions) if each.name in motion.places]

    def answer(of: Drawn) -> Draws:
        return passes(inputs, votes(inputs, of, motion)).astype(float) * inputs.vote

    return Sensitivity(
        of=name,
        facts=_facts(inputs, of, answer(of), touched),
        shifts=_shifts(inputs, of, answer, touched),
    )


def _facts(inputs: Inputs, of: Drawn, answer: Draws, questions: list[int]) -> tuple[Fact, ...]:
    found = [
        _fact(inputs, of.positions[at][:, column], answer, (at, column))
        for at in questions
        for column in range(len(inputs.members))
    ]
    return tuple(sorted(found, key=lambda each: (-each.worth, each.member, each.question)))


def _fact(inputs: Inputs, position: Draws, answer: Draws, where: tuple[int, int]) -> Fact:
    question, member = inputs.questions[where[0]], inputs.members[where[1]]
    order = np.argsort(position, kind="stable")
    ranked = answer[order]
    fifth = max(1, round(len(ranked) * FIFTH))
    return Fact(
        member=member.name,
        question=question.name,
        worth=_worth(ranked),
        low=float(ranked[:fifth].mean()),
        high=float(ranked[-fifth:].mean()),
        is_known=inputs.belief(member.name, question.name) is not None,
    )


def _worth(ranked: Draws) -> float:
    """Return the share of the variance between bins, without what chance alone puts there."""
    variance = float(ranked.var())
    if variance <= 0 or len(ranked) < 2 * BINS:
        return 0.0
    bins = np.array_split(ranked, BINS)
    means = np.array([each.mean() for each in bins])
    sizes = np.array([len(each) for each in bins])
    between = float(np.average((means - ranked.mean()) ** 2, weights=sizes))
    chance = (BINS - 1) / len(ranked)
    return max(0.0, (between / variance - chance) / (1 - chance))


def _shifts(
    inputs: Inputs, of: Drawn, answer: Callable[[Drawn], Draws], questions: list[int]
) -> tuple[Shift, ...]:
    before = float(answer(of).mean())
    found: list[Shift] = []
    for at in questions:
        question = inputs.questions[at]
        for column, member in enumerate(inputs.members):
            moved = of.positions.copy()
            shifted = moved[at][:, column] + STEP * (question.high - question.low)
            moved[at][:, column] = np.minimum(shifted, question.high)
            change = float(answer(Drawn(moved, of.saliences)).mean()) - before
            found.append(Shift(member=member.name, question=question.name, change=change))
    return tuple(sorted(found, key=lambda each: (-abs(each.change), each.member, each.question)))


def _index(inputs: Inputs, name: str) -> int:
    for at, each in enumerate(inputs.questions):
        if each.name == name:
            return at
    raise KeyError(name)
