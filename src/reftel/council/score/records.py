"""What is held against what: forecasts as they were made, and outcomes.

A record that exists is sound: every number is finite, on its scale, and every name is there once.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite

import msgspec

from reftel.council.errors import CouncilError


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Where the outcome is said to lie, with a probability of `level` (over 0, under 1)."""

    level: float
    low: float
    high: float


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """What one model says.

    point: on the forecast's scale; None where it gives none. intervals: each level once.
    events: by name (a draft, "adopted by May"), the probability that it comes, over 0 and under 1.
    """

    name: str
    point: float | None = None
    intervals: tuple[Interval, ...] = ()
    events: Mapping[str, float] = {}


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """A forecast as it was made.

    made: the day; given by the caller, never by a clock. horizon: the day by which the outcome is
    expected. low, high: the ends of the scale. inputs: the SHA-256 of what the models were given.
    previous: the seal of the forecast before it in the same record, "" for the first: what is taken
    out of a record later leaves a gap. seal: see `seal.py`; "" before it is sealed.
    Raises CouncilError, naming issue, model and field.
    """

    issue: str
    made: date
    horizon: date
    models: tuple[Model, ...]
    low: float = 0.0
    high: float = 100.0
    inputs: str = ""
    seed: int = 0
    previous: str = ""
    seal: str = ""

    def __post_init__(self) -> None:
        for fault in _faults(self):
            message = f"{self.issue or 'a forecast'}: {fault}"
            raise CouncilError(message)

    def on_hundred(self, length: float) -> float:
        """Return a length on the scale as one on the scale from 0 to 100."""
        return 100.0 * length / (self.high - self.low)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came: a value on the issue's scale, or whether an event did.

    Either value, or event and happened. on: the day. cite: where it stands. Raises CouncilError.
    """

    issue: str
    on: date
    value: float | None = None
    event: str = ""
    happened: bool | None = None
    cite: str = ""

    def __post_init__(self) -> None:
        for fault in _outcome_faults(self):
            message = f"{self.issue or 'an outcome'}: {fault}"
            raise CouncilError(message)


def from_runs(times: int, runs: int) -> float:
    """Return the probability of what came in `times` of `runs` simulated runs: never 0 or 1.

    Raises CouncilError unless 0 <= times <= runs. Source: Laplace's rule of succession (1774).
    """
    if not 0 <= times <= runs:
        message = f"{times} of {runs} runs is no share"
        raise CouncilError(message)
    return (times + 1) / (runs + 2)


def _faults(forecast: Forecast) -> Iterator[str]:
    if not forecast.issue:
        yield "no issue is named"
    if not (isfinite(forecast.low) and isfinite(forecast.high)) or forecast.low >= forecast.high:
        yield f"low {forecast.low:g} is not below high {forecast.high:g}"
    elif not isfinite(100.0 * (forecast.high - forecast.low)):
        yield f"the scale from {forecast.low:g} to {forecast.high:g} is too long to count with"
    if forecast.horizon < forecast.made:
        yield f"horizon {forecast.horizon} is before {forecast.made}, when it was made"
    if forecast.seed < 0:
        yield f"seed {forecast.seed} is under 0"
    if not forecast.models:
        yield "no models"
    yield from _twice("model", [each.name for each in forecast.models])
    for model in forecast.models:
        yield from (f"{model.name}: {fault}" for fault in _model_faults(forecast, model))


def _model_faults(forecast: Forecast, model: Model) -> Iterator[str]:
    if not model.name:
        yield "a model without a name"
    if model.point is not None and not forecast.low <= model.point <= forecast.high:
        yield f"point {model.point:g} is not on the scale"
    yield from _twice("level", [f"{each.level:g}" for each in model.intervals])
    for each in model.intervals:
        if not 0 < each.level < 1:
            yield f"level {each.level:g} is not over 0 and under 1"
        if not forecast.low <= each.low <= each.high <= forecast.high:
            yield f"interval {each.low:g} to {each.high:g} is not on the scale, low end first"
    for event, probability in model.events.items():
        if not event:
            yield "an event without a name"
        # A certain forecast that fails costs infinitely much; nothing is certain in advance.
        if not 0 < probability < 1:
            yield (
                f"probability {probability:g} of {event!r} is not over 0 and under 1;"
                " of runs, take (times + 1) / (runs + 2)"
            )


def _outcome_faults(outcome: Outcome) -> Iterator[str]:
    if not outcome.issue:
        yield "no issue is named"
    is_value = outcome.value is not None
    is_event = bool(outcome.event) and outcome.happened is not None
    if is_value == is_event or (is_value and (outcome.event or outcome.happened is not None)):
        yield "give either a value, or an event and whether it happened"
    if outcome.value is not None and not isfinite(outcome.value):
        yield f"value {outcome.value:g} is no number"


def _twice(what: str, names: list[str]) -> Iterator[str]:
    yield from (f"{what} {name} stands there twice" for name in names if names.count(name) > 1)
