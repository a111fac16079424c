"""The models by name, for whoever runs several beside each other.

Whoever forecasts with one prints the weighted mean and "no change" beside it: what is known about
the accuracy of the others (docs/models.md) does not show that they beat the mean.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec
import numpy as np

from reftel.council.bargain import (
    challenge,
    condorcet,
    exchange,
    mean,
    median,
    nash,
    nash_space,
    smp,
)
from reftel.council.bargain.sample import Sample, Solution
from reftel.council.errors import CouncilError
from reftel.council.issue import Issue, Numbers, Space

DEFAULT = "mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model of bargaining.

    title: as the literature calls it. paper: where it stands. needs_reference: whether an issue
    must say what happens without a decision. on_issue: an issue to a record with an `outcome`.
    on_sample: draws of an issue to outcomes, shape (draws,). on_space, on_samples: the same of
    several issues at once, (issues,) and (issues, draws); None where it takes them one by one.
    """

    name: str
    title: str
    paper: str
    needs_reference: bool = False
    on_issue: Callable[[Issue], Solution]
    on_sample: Callable[[Sample], Numbers]
    on_space: Callable[[Space], Numbers] | None = None
    on_samples: Callable[[Sequence[Sample]], Numbers] | None = None

    @property
    def takes_several(self) -> bool:
        """Whether it reckons with several issues at once."""
        return self.on_space is not None

    def outcomes(self, space: Space) -> Numbers:
        """Return the outcome of every issue, shape (issues,)."""
        if self.on_space is not None:
            return self.on_space(space)
        return np.array([self.on_issue(each).outcome for each in space.issues])

    def draws(self, samples: Sequence[Sample]) -> Numbers:
        """Return the outcomes of every issue's draws, shape (issues, draws)."""
        if self.on_samples is not None:
            return self.on_samples(samples)
        return np.array([self.on_sample(each) for each in samples])


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome of which there is nothing more to say."""

    outcome: float


def model(name: str) -> Model:
    """Return the model of a name; raise CouncilError, with the names, where there is none."""
    if name not in MODELS:
        message = f"no model {name}; there are {', '.join(MODELS)}"
        raise CouncilError(message)
    return MODELS[name]


def challenge_model(name: str, variant: challenge.Variant) -> Model:
    """Return a variant of the challenge model as a model of its own."""
    return Model(
        name=name,
        title="expected utility model",
        paper="Bueno de Mesquita 1994; Scholz, Calbert & Smith 2011",
        on_issue=partial(challenge.challenge, variant=variant),
        on_sample=partial(challenge.draws, variant=variant),
    )


def no_change(issue: Issue) -> Point:
    """Return the reference point; raise CouncilError where the issue has none."""
    return Point(outcome=nash.needed(issue.reference, issue.name))


def _no_changes(sample: Sample) -> Numbers:
    outcomes = np.empty(sample.positions.shape[0])
    outcomes[:] = nash.needed(sample.reference, "sample")
    return outcomes


def _joint(space: Space) -> Numbers:
    return np.array(nash_space.nash_space(space).outcomes)


def _alone(issue: Issue) -> Point:
    """Return what exchange gives on one issue, where nothing can be exchanged."""
    return Point(outcome=exchange.exchange(Space(issues=(issue,))).outcomes[0])


def _all_alone(sample: Sample) -> Numbers:
    return exchange.draws([sample])[0]


def _exchanged(space: Space) -> Numbers:
    return np.array(exchange.exchange(space).outcomes)


def _in_space(space: Space) -> Numbers:
    return np.array(smp.spatial_politics(space).outcome)


_ALL = (
    Model(
        name="mean",
        title="compromise model",
        paper="Van den Bos 1991; Achen 2006",
        on_issue=mean.weighted_mean,
        on_sample=mean.draws,
    ),
    Model(
        name="median",
        title="weighted median",
        paper="Black 1948",
        on_issue=median.weighted_median,
        on_sample=median.draws,
    ),
    Model(
        name="nash",
        title="asymmetric Nash bargaining",
        paper="Nash 1950; Schneider, Finke & Bailer 2010",
        needs_reference=True,
        on_issue=nash.nash,
        on_sample=nash.draws,
    ),
    Model(
        name="nash, joint",
        title="one Nash product for all issues",
        paper="Nash 1950; Harsanyi & Selten 1972",
        needs_reference=True,
        on_issue=nash.nash,
        on_sample=nash.draws,
        on_space=_joint,
        on_samples=nash_space.draws,
    ),
    challenge_model("challenge", challenge.TEXTBOOK),
    challenge_model("challenge, table 2", challenge.TABLE_2),
    Model(
        name="exchange",
        title="position exchange",
        paper="Stokman & Van Oosten 1994",
        on_issue=_alone,
        on_sample=_all_alone,
        on_space=_exchanged,
        on_samples=exchange.draws,
    ),
    Model(
        name="condorcet",
        title="probabilistic Condorcet election",
        paper="Wise, Lester & Efird 2015",
        on_issue=condorcet.condorcet_election,
        on_sample=condorcet.draws,
    ),
    Model(
        name="smp",
        title="spatial model of politics",
        paper="Wise, Lester & Efird 2015",
        on_issue=lambda issue: Point(outcome=_in_space(Space(issues=(issue,)))[0]),
        on_sample=lambda sample: smp.draws([sample])[0],
        on_space=_in_space,
        on_samples=smp.draws,
    ),
    Model(
        name="no change",
        title="the reference point",
        paper="",
        needs_reference=True,
        on_issue=no_change,
        on_sample=_no_changes,
    ),
)
MODELS: dict[str, Model] = {each.name: each for each in _ALL}
