"""A forecast: where each question comes out, whether each text passes, and how sure that is.

The default is the weighted mean within the winset of the reference point: the mean is the most
accurate of the simple models (DEU III: mean absolute error 22.99 of 100, a challenge model's 26.83
on the same 351 issues), and what the rule does not let pass does not come about. Other models and
"no change" stand beside it.
"""

from collections.abc import Sequence

import msgspec
import numpy as np

from reftel.council.bargain.models import model
from reftel.council.bargain.sample import Sample
from reftel.council.forecast.drawing import Drawn, Draws, drawn
from reftel.council.forecast.inputs import Inputs, Question
from reftel.council.forecast.passing import furthest, passes, votes
from reftel.council.game import NO, YES, Integers
from reftel.council.game import passes as game_passes

LEVELS = (0.5, 0.8, 0.95)
QUANTILES = tuple(each / 100 for each in range(1, 100))
COMPROMISE = "compromise"  # the weighted mean, as far as it can pass
BESIDE = ("mean", "median", "nash", "challenge", "exchange", "no change")
LEAST = 1e-9  # a salience of 0 in every draw would leave nobody to bargain


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Between `low` and `high` lies that share of the draws."""

    level: float
    low: float
    high: float


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """What one model says of one question.

    mean, median: of the draws. quantiles: the 1st to the 99th hundredth, for a picture of the
    density. unchanged: the share of draws that end at the reference point.
    """

    model: str
    mean: float
    median: float
    intervals: tuple[Interval, ...]
    quantiles: tuple[float, ...]
    unchanged: float


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The forecast of one question, the default model first."""

    question: Question
    estimates: tuple[Estimate, ...]

    @property
    def default(self) -> Estimate:
        """What the default model says."""
        return self.estimates[0]


class Ballot(msgspec.Struct, frozen=True, kw_only=True):
    """How likely a member votes yes, abstains, votes no; the three sum to one."""

    member: str
    yes: float
    abstain: float
    no: float


class Chance(msgspec.Struct, frozen=True, kw_only=True):
    """How likely a text is adopted.

    error: the standard error of the draws, which is not what is unknown of the world. vetoed: how
    often it has the votes and a veto stops it. yes: the mean number of votes in favour.
    """

    motion: str
    probability: float
    error: float
    vetoed: float
    yes: float
    ballots: tuple[Ballot, ...]


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """All that is forecast of one set of inputs. digest: of the inputs, see Inputs.digest."""

    digest: str
    draws: int
    seed: int
    answers: tuple[Answer, ...]
    chances: tuple[Chance, ...]


def forecast(inputs: Inputs, models: Sequence[str] = BESIDE, of: Drawn | None = None) -> Forecast:
    """Return the forecast. Raises CouncilError.

    models: by name, beside the default. of: the draws of the inputs, where they are at hand.
    """
    of = of or drawn(inputs)
    samples = [_sample(inputs, of, at) for at in range(len(inputs.questions))]
    outcomes = {COMPROMISE: np.stack([compromise(inputs, of, at) for at in range(len(samples))])}
    outcomes |= {name: model(name).draws(samples) for name in models}
    return Forecast(
        digest=inputs.digest,
        draws=inputs.draws,
        seed=inputs.seed,
        answers=tuple(
            Answer(
                question=question,
                estimates=tuple(
                    _estimate(name, question, each[at]) for name, each in outcomes.items()
                ),
            )
            for at, question in enumerate(inputs.questions)
        ),
        chances=tuple(
            chance(inputs, motion.name, votes(inputs, of, motion)) for motion in inputs.motions
        ),
    )


def compromise(inputs: Inputs, of: Drawn, at: int) -> Draws:
    """Return the weighted mean in each draw, or the last text on the way to it that can pass."""
    mean = model("mean").on_sample(_sample(inputs, of, at))
    return furthest(inputs, inputs.questions[at], of.positions[at], mean)


def _sample(inputs: Inputs, of: Drawn, at: int) -> Sample:
    question = inputs.questions[at]
    return Sample(
        positions=of.positions[at],
        saliences=np.maximum(of.saliences[at], LEAST),
        capabilities=np.array([each.capability for each in inputs.members]),
        low=question.low,
        high=question.high,
        reference=question.reference,
    )


def chance(inputs: Inputs, name: str, cast: Integers) -> Chance:
    """Return how likely a text is adopted, from the votes in each draw."""
    passed = passes(inputs, cast)
    share = float(passed.mean())
    without = msgspec.structs.replace(inputs.game, veto=np.zeros_like(inputs.game.veto))
    enough = game_passes(without, cast)
    return Chance(
        motion=name,
        probability=share * inputs.vote,
        error=float(np.sqrt(share * (1 - share) / len(passed))) * inputs.vote,
        vetoed=float((enough & ~passed).mean()),
        yes=float((cast == YES).sum(axis=1).mean()),
        ballots=tuple(_ballot(each.name, cast[:, at]) for at, each in enumerate(inputs.members)),
    )


def _estimate(name: str, question: Question, outcomes: Draws) -> Estimate:
    # 101 values are sorted once for all that is asked of them.
    levels = [edge for level in LEVELS for edge in ((1 - level) / 2, (1 + level) / 2)]
    found = np.quantile(outcomes, [*QUANTILES, *levels])
    edges = found[len(QUANTILES) :]
    return Estimate(
        model=name,
        mean=float(outcomes.mean()),
        median=float(found[QUANTILES.index(0.5)]),
        intervals=tuple(
            Interval(level=level, low=float(edges[2 * at]), high=float(edges[2 * at + 1]))
            for at, level in enumerate(LEVELS)
        ),
        quantiles=tuple(map(float, found[: len(QUANTILES)])),
        unchanged=float(np.isclose(outcomes, question.reference).mean()),
    )


def _ballot(name: str, cast: Integers) -> Ballot:
    yes, no = float((cast == YES).mean()), float((cast == NO).mean())
    return Ballot(member=name, yes=yes, abstain=1 - yes - no, no=no)
