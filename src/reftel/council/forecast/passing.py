"""What can pass in each draw: votes on texts, and how far from the reference point a text can go.

Members vote by what a text gives them over the reference point: yes where the gain exceeds the
cost, no where the loss does, otherwise they abstain, which vetoes nothing (Tsebelis 2002 for the
winset; Charter art. 27 for the veto).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from reftel.council.forecast.drawing import Drawn, Draws
from reftel.council.forecast.inputs import Inputs, Motion, Question
from reftel.council.game import ABSTAIN, NO, YES, Flags, Integers
from reftel.council.game import passes as _passes


def votes(inputs: Inputs, of: Drawn, motion: Motion) -> Integers:
    """Return each member's vote in each draw, shape (draws, members), as columns of a game.

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
    share = np.divide(gain, total, out=np.zeros_like(gain), where=total > 0)
    costs = _costs(inputs)
    return _columns(share > costs, share < -costs)


def passes(inputs: Inputs, cast: Integers) -> Flags:
    """Return in which draws a text passes, shape (draws,)."""
    return _passes(inputs.game, cast)


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


def furthest(inputs: Inputs, question: Question, positions: Draws, wanted: Draws) -> Draws:
    """Return the last place on the way from the reference point to `wanted` that passes.

    positions: (draws, members); wanted: (draws,). The reference point where nothing on the way
    does. A member whom a near text gains less than its cost abstains from it, so that a far text
    may pass where a nearer one fails: the way is looked at up to `wanted` and no further.
    """
    costs = _costs(inputs) * (question.high - question.low)
    reference = question.reference
    above = _Side(reference, np.maximum(wanted, reference))
    below = _Side(-reference, np.maximum(-wanted, -reference))
    down, up = -_reach(inputs, below, -positions, costs), _reach(inputs, above, positions, costs)
    return np.where(wanted > reference, up, down)


class _Side(NamedTuple):
    """One side of the reference point; for the other, all is turned round."""

    reference: float
    end: float | Draws


def _reach(inputs: Inputs, side: _Side, positions: Draws, costs: Draws) -> Draws:
    """Return the limit on a side; the reference point where nothing passes.

    A member is in favour from `near` to `far` (a text nearer than its cost gains it too little) and
    against beyond what it `bears`. What is decided can change at those places only.
    """
    reference, end = side
    near = reference + costs
    far = 2 * positions - reference - costs
    bears = np.maximum(reference, 2 * positions - reference) + costs

    def passes_at(place: Draws) -> Flags:
        where = place[:, np.newaxis]
        return passes(inputs, _columns((near < where) & (where <= far), where > bears))

    edges = [np.minimum(each, end) for each in _edges(inputs, far, bears, end)]
    if _is_one_piece(inputs):
        return _last_of_a_piece(np.sort(np.stack(edges, axis=1), axis=1), reference, passes_at)
    limit = np.full(len(positions), reference)
    for place in edges:
        limit = np.where((place > limit) & passes_at(place), place, limit)
    return limit


def _is_one_piece(inputs: Inputs) -> bool:
    """Whether all that is nearer to the reference point than what passes, passes as well.

    So it is where no text is too near to be worth its cost, and where no vote counts the less the
    more it is in favour.
    """
    rising = bool((np.diff(inputs.game.scores, axis=2) >= 0).all())
    return rising and not _costs(inputs).any()


def _last_of_a_piece(places: Draws, reference: float, passes_at: Callable[[Draws], Flags]) -> Draws:
    """Return the last place that passes by halving: 193 members have 387 places to look at.

    places: (draws, places), rising.
    """
    rows = np.arange(len(places))
    low, high = np.zeros(len(places), int), np.full(len(places), places.shape[1])
    while (is_open := low < high).any():
        middle = np.minimum((low + high) // 2, places.shape[1] - 1)
        place = places[rows, middle]
        good = (place <= reference) | passes_at(place)
        low = np.where(is_open & good, middle + 1, low)
        high = np.where(is_open & ~good, middle, high)
    last = places[rows, np.maximum(low - 1, 0)]
    return np.where(low > 0, np.maximum(last, reference), reference)


def _edges(inputs: Inputs, far: Draws, bears: Draws, end: float | Draws) -> list[Draws]:
    """Return the places at which what is decided may change, each (draws,).

    Where a rule counts an abstention like a no, only favours and vetoes end anything.
    """
    members = range(far.shape[1])
    veto = inputs.game.veto
    borne = np.minimum(end, bears[:, veto].min(axis=1)) if veto.any() else np.full(len(far), end)
    scores = inputs.game.scores
    if (scores[:, :, NO] == scores[:, :, ABSTAIN]).all():
        return [borne, *(np.minimum(far[:, at], borne) for at in members)]
    return [borne, *(far[:, at] for at in members), *(bears[:, at] for at in members)]


def _columns(in_favour: Flags, against: Flags) -> Integers:
    return np.where(in_favour, YES, np.where(against, NO, ABSTAIN))


def _costs(inputs: Inputs) -> Draws:
    return np.array([each.cost for each in inputs.members])
