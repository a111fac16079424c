"""Forecasts held against outcomes, model by model."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from reftel.council.errors import CouncilError
from reftel.council.score.intervals import Coverage, share_of
from reftel.council.score.pairs import Pair, for_all, paired
from reftel.council.score.points import PointScore, point_score
from reftel.council.score.probabilities import EventScore, event_score
from reftel.council.score.records import Forecast, Model, Outcome


class ModelScore(msgspec.Struct, frozen=True, kw_only=True):
    """What a model's forecasts came to; None and empty where it gave none of the kind."""

    name: str
    points: PointScore | None
    coverage: tuple[Coverage, ...]
    events: EventScore | None


class TrackRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A track record. issues, events: how many outcomes were forecast, by any model.

    models: in the order in which they first stand. pairs: each two that forecast the same issues.
    left_out: what was not scored, and why.
    """

    issues: int
    events: int
    models: tuple[ModelScore, ...]
    pairs: tuple[Pair, ...]
    left_out: tuple[str, ...]


class _Case(msgspec.Struct, frozen=True, kw_only=True):
    """A forecast and what came of it."""

    forecast: Forecast
    outcome: Outcome


def score(
    forecasts: Sequence[Forecast],
    outcomes: Iterable[Outcome],
    *,
    seed: int,
    base_rate: float | None = None,
) -> TrackRecord:
    """Return the track record of forecasts.

    Of an outcome counts the last forecast made before its day: an issue that was forecast ten times
    is still one case. base_rate: see `event_score`. seed: of the bootstrap; the same seed gives the
    same numbers. Raises CouncilError for two outcomes of the same.
    """
    known = list(outcomes)
    _refuse_twice(known)
    left_out: list[str] = []
    cases = list(_cases(forecasts, known, left_out))
    values = [each for each in cases if each.outcome.value is not None]
    events = [each for each in cases if each.outcome.happened is not None]
    names = dict.fromkeys(model.name for each in cases for model in each.forecast.models)
    errors = {name: dict(_errors(values, name)) for name in names}
    return TrackRecord(
        issues=len(values),
        events=len(events),
        models=tuple(
            ModelScore(
                name=name,
                points=point_score(list(errors[name].values())) if errors[name] else None,
                coverage=tuple(_coverage(values, name)),
                events=_event_score(events, name, base_rate),
            )
            for name in names
        ),
        pairs=_pairs(errors, seed),
        left_out=tuple(left_out),
    )


def _refuse_twice(outcomes: Sequence[Outcome]) -> None:
    seen: set[tuple[str, str]] = set()
    for each in outcomes:
        if (each.issue, each.event) in seen:
            message = f"{' '.join(filter(None, (each.issue, each.event)))}: two outcomes"
            raise CouncilError(message)
        seen.add((each.issue, each.event))


def _cases(
    forecasts: Sequence[Forecast], outcomes: Sequence[Outcome], left_out: list[str]
) -> Iterator[_Case]:
    """Yield forecasts with their outcomes; say what is left out."""
    for outcome in outcomes:
        what = f"{outcome.issue}, {outcome.event}" if outcome.event else outcome.issue
        mine = [each for each in forecasts if _speaks(each, outcome)]
        before = [each for each in mine if each.made < outcome.on]
        late = len(mine) - len(before)
        if late:
            left_out.append(f"{what}: {late} made on the day of the outcome or later")
        if not before:
            left_out.append(f"{what}: not forecast")
            continue
        if len(before) > 1:
            left_out.append(f"{what}: {len(before) - 1} made earlier than the last one")
        # Of several made on one day the one that stands last.
        last = max(enumerate(before), key=lambda placed: (placed[1].made, placed[0]))[1]
        if outcome.value is not None and not last.low <= outcome.value <= last.high:
            left_out.append(f"{what}: {outcome.value:g} is not on the scale that was forecast")
            continue
        yield _Case(forecast=last, outcome=outcome)
    came = {each.issue for each in outcomes}
    for issue in dict.fromkeys(each.issue for each in forecasts if each.issue not in came):
        left_out.append(f"{issue}: no outcome yet")


def _speaks(forecast: Forecast, outcome: Outcome) -> bool:
    """Whether any model of the forecast says something of the outcome."""
    if forecast.issue != outcome.issue:
        return False
    if outcome.event:
        return any(outcome.event in model.events for model in forecast.models)
    return any(model.point is not None or model.intervals for model in forecast.models)


def _of(case: _Case, name: str) -> Model | None:
    return next((model for model in case.forecast.models if model.name == name), None)


def _errors(cases: Sequence[_Case], name: str) -> Iterator[tuple[str, float]]:
    for case in cases:
        model = _of(case, name)
        if model is not None and model.point is not None and case.outcome.value is not None:
            error = abs(model.point - case.outcome.value)
            yield case.outcome.issue, case.forecast.on_hundred(error)


def _coverage(cases: Sequence[_Case], name: str) -> Iterator[Coverage]:
    found: dict[float, list[tuple[bool, float]]] = {}
    for case in cases:
        model = _of(case, name)
        value = case.outcome.value
        if model is None or value is None:
            continue
        for each in model.intervals:
            width = case.forecast.on_hundred(each.high - each.low)
            found.setdefault(each.level, []).append((each.low <= value <= each.high, width))
    for level, told in sorted(found.items()):
        held = sum(is_in for is_in, _ in told)
        width = sum(width for _, width in told) / len(told)
        yield Coverage(level=level, held=share_of(held, len(told)), width=width)


def _event_score(cases: Sequence[_Case], name: str, base_rate: float | None) -> EventScore | None:
    said: list[float] = []
    came: list[bool] = []
    for case in cases:
        model = _of(case, name)
        if model is not None and case.outcome.event in model.events:
            said.append(model.events[case.outcome.event])
            came.append(bool(case.outcome.happened))
    return event_score(said, came, base_rate) if said else None


def _pairs(errors: Mapping[str, Mapping[str, float]], seed: int) -> tuple[Pair, ...]:
    found: list[Pair] = []
    for first, second in combinations(errors, 2):
        both = [issue for issue in errors[first] if issue in errors[second]]
        if both:
            columns = [(name, [errors[name][issue] for issue in both]) for name in (first, second)]
            found.append(paired(columns[0], columns[1], seed=seed))
    return for_all(found)
