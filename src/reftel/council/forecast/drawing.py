"""Draws of what is believed: positions and saliences of all members on all questions.

Each member and question has a stream of chance of its own, from the seed and the two names: what
is believed of one changes no draw of another, so that two forecasts differ by their facts alone,
and the order of the members does not matter. Whether the sources on a member are right is one draw
for all questions: who is wrong about it on one is rarely right on the others.
"""

from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reftel.council.forecast.inputs import Belief, Inputs, Number, Question

Draws = NDArray[np.float64]


class Drawn(NamedTuple):
    """positions, saliences: shape (questions, draws, members), on the questions' scales, 0 to 1."""

    positions: Draws
    saliences: Draws


def drawn(inputs: Inputs) -> Drawn:
    """Return draws of everything that is uncertain."""
    shape = (len(inputs.questions), inputs.draws, len(inputs.members))
    positions, saliences = np.empty(shape), np.empty(shape)
    lucks = [_stream(inputs.seed, each.name).random(inputs.draws) for each in inputs.members]
    for at, question in enumerate(inputs.questions):
        for column, member in enumerate(inputs.members):
            stream = _stream(inputs.seed, question.name, member.name)
            belief = inputs.belief(member.name, question.name)
            told, anywhere = _positions(stream, question, belief, inputs)
            is_right = lucks[column] < (belief.trust if belief else 0)
            positions[at, :, column] = np.where(is_right, told, anywhere)
            salience = belief.salience if belief else inputs.unknown
            saliences[at, :, column] = _uniform(stream, salience, inputs.draws)
    return Drawn(positions, saliences)


def _stream(seed: int, *names: str) -> np.random.Generator:
    key = sha256("\0".join(names).encode()).digest()
    words = np.frombuffer(key, dtype=np.uint32).tolist()
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *words])))


def _positions(
    stream: np.random.Generator, question: Question, belief: Belief | None, inputs: Inputs
) -> tuple[Draws, Draws]:
    """Return positions where the sources are right, and where they are not: anywhere.

    Every draw is made whatever is believed, so that the streams stay in step.
    """
    count = inputs.draws
    anywhere = _uniform(stream, Number(low=question.low, high=question.high), count)
    inside, error = stream.random(count), stream.standard_normal(count)
    if belief is None:
        return anywhere, anywhere
    width = belief.position.high - belief.position.low
    noise = inputs.noise * (question.high - question.low)
    told = belief.position.low + width * inside + noise * error
    return np.clip(told, question.low, question.high), anywhere


def _uniform(stream: np.random.Generator, between: Number, count: int) -> Draws:
    return between.low + (between.high - between.low) * stream.random(count)
