"""What can pass in each draw: votes on texts, and how far from the reference point a text can go.

Members vote by what a text gives them over the reference point: yes where the gain exceeds the
cost, no where the loss does, otherwise they abstain, which vetoes nothing (Tsebelis 2002 for the
winset; Charter art. 27 for the veto).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reftel.council.forecast.drawing import Drawn, Draws
from reftel.council.forecast.inputs import Criterion, Inputs, Motion, Question

Votes = NDArray[np.int8]
YES, ABSTAIN, NO = 1, 0, -1


def votes(inputs: Inputs, of: Drawn, motion: Motion) -> Votes:
    """Return each member's vote in each draw, shape (draws, members): 1, 0 or -1.

    The gains on the questions are weighed by saliences; what a text does not touch gains nothing.
    """
    gain = np.zeros(of.positions.shape[1:])
    total = np.zeros_like(gain)
    for at, question in enumerate(inputs.questions):
        weight = of.saliences[at]
        total += weight
        place = motion.places.get(question.name)
        if place is not None:
            positions = of.positions[at]
            better = np.abs(question.reference - positions) - np.abs(place - positions)
            gain += weight * better / (question.high - question.low)
    costs = _costs(inputs)
    share = np.divide(gain, total, out=np.zeros_like(gain), where=total > 0)
    return np.where(share > costs, YES, np.where(share < -costs, NO, ABSTAIN)).astype(np.int8)


def passes(inputs: Inputs, cast: Votes) -> NDArray[np.bool_]:
    """Return in which draws a text passes, shape (draws,)."""
    vetoes = np.array([each.is_veto for each in inputs.members])
    passed = ~np.any((cast == NO) & vetoes, axis=1)
    for criterion in inputs.criteria:
        passed &= (cast == YES) @ _weights(inputs, criterion) >= criterion.needed
    return passed


def reach(inputs: Inputs, question: Question, positions: Draws) -> tuple[Draws, Draws]:
    """Return how far below and above the reference point a text on one question can go.

    positions: (draws, members). Two arrays (draws,): the winset is what lies between, the reference
    point itself aside; where nothing passes on a side, that end is the reference point. The ends
    are limits: a text there may just fail.
    """
    costs = _costs(inputs) * (question.high - question.low)
    above = _Side(question.reference, question.high)
    below = _Side(-question.reference, -question.low)
    return -_reach(inputs, below, -positions, costs), _reach(inputs, above, positions, costs)


class _Side(NamedTuple):
    """One side of the reference point; for the other, all is turned round."""

    reference: float
    end: float


def _reach(inputs: Inputs, side: _Side, positions: Draws, costs: Draws) -> Draws:
    """Return the limit on a side; the reference point where nothing passes.

    A member is in favour between `near` and `far`: a text nearer than its cost gains it too little.
    The limit is a place where somebody's favour ends, or that a veto bears just yet.
    """
    reference, end = side
    near = reference + costs
    far = 2 * positions - reference - costs
    vetoes = [at for at, each in enumerate(inputs.members) if each.is_veto]
    borne = np.full(len(positions), end)
    if vetoes:
        bears = np.maximum(reference, 2 * positions - reference) + costs
        borne = np.minimum(borne, bears[:, vetoes].min(axis=1))
    limit = np.full(len(positions), reference)
    for column in range(positions.shape[1]):
        place = np.minimum(far[:, column], borne)
        favour = (near < place[:, None]) & (place[:, None] <= far)
        passed = place > limit
        for criterion in inputs.criteria:
            passed &= favour @ _weights(inputs, criterion) >= criterion.needed
        limit = np.where(passed, place, limit)
    return limit


def _costs(inputs: Inputs) -> Draws:
    return np.array([each.cost for each in inputs.members])


def _weights(inputs: Inputs, criterion: Criterion) -> Draws:
    return np.array([criterion.weights.get(each.name, 0.0) for each in inputs.members])
