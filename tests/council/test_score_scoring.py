"""Whole track records: which forecast counts, what is left out, what may be claimed."""

from datetime import date, timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reftel.council.errors import CouncilError
from reftel.council.score.intervals import Share
from reftel.council.score.limits import FEWEST, is_told, limits
from reftel.council.score.records import Forecast, Interval, Model, Outcome
from reftel.council.score.scoring import TrackRecord, score

DAY = date(2008, 5, 16)


def forecast(
    issue: str, points: dict[str, float], *, before: int = 20, low: float = 0.0, high: float = 100.0
) -> Forecast:
    models = tuple(Model(name=name, point=point) for name, point in points.items())
    made = DAY - timedelta(days=before)
    horizon = max(made, DAY)
    return Forecast(issue=issue, made=made, horizon=horizon, models=models, low=low, high=high)


def outcome(issue: str, value: float) -> Outcome:
    return Outcome(issue=issue, on=DAY, value=value)


def record(errors: dict[str, list[float]]) -> TrackRecord:
    """Return the record of models with these errors: outcomes are 0, points are the errors."""
    count = len(next(iter(errors.values())))
    made = [
        forecast(f"{at}", {name: mine[at] for name, mine in errors.items()}) for at in range(count)
    ]
    return score(made, [outcome(f"{at}", 0.0) for at in range(count)], seed=0)


def test_one_case_is_called_one_case() -> None:
    """The emission standards: positions 4 to 10 years, the outcome 8.833 (BDM 1994)."""
    made = forecast("delay", {"mean": 7.389955686853767, "median": 7.0}, low=4.0, high=10.0)
    found = score([made], [outcome("delay", 8.833)], seed=0)
    points = [each.points for each in found.models]
    assert [each and each.mean for each in points] == pytest.approx([24.0507386, 30.55], abs=1e-6)
    said = list(limits(found))
    assert said[0] == "One case: it shows what happened once, not how good a model is."
    assert not any("errs less" in each for each in said)


def test_the_last_forecast_before_the_day_counts() -> None:
    made = [
        forecast("term", {"a": 10.0}, before=30),
        forecast("term", {"a": 50.0}, before=1),
        forecast("term", {"a": 60.0}, before=0),
        forecast("term", {"a": 20.0}, before=10),
        forecast("next", {"a": 20.0}),
    ]
    found = score(made, [outcome("term", 60.0), outcome("other", 1.0)], seed=0)
    assert found.issues == 1
    assert found.models[0].points is not None
    assert found.models[0].points.mean == 10.0
    assert found.left_out == (
        "term: 1 made on the day of the outcome or later",
        "term: 2 made earlier than the last one",
        "other: not forecast",
        "next: no outcome yet",
    )


def test_an_outcome_off_the_scale_is_told() -> None:
    found = score([forecast("term", {"a": 10.0})], [outcome("term", 140.0)], seed=0)
    assert found.issues == 0
    assert found.left_out == ("term: 140 is not on the scale that was forecast",)


def test_two_outcomes_of_one_issue_are_refused() -> None:
    with pytest.raises(CouncilError, match="term: two outcomes"):
        score([], [outcome("term", 1.0), outcome("term", 2.0)], seed=0)


def test_models_are_compared_on_common_issues_only() -> None:
    made = [
        forecast("1", {"a": 10.0, "b": 20.0}),
        forecast("2", {"a": 10.0}),
        forecast("3", {"b": 90.0, "c": 1.0}),
    ]
    found = score(made, [outcome(each, 0.0) for each in "123"], seed=0)
    assert [(each.first, each.second, each.cases) for each in found.pairs] == [
        ("a", "b", 1),
        ("b", "c", 1),
    ]


def test_events_and_intervals_are_scored() -> None:
    interval = Interval(level=0.9, low=50.0, high=70.0)
    model = Model(name="a", intervals=(interval,), events={"adopted": 0.8, "vetoed": 0.1})
    made = Forecast(issue="term", made=DAY - timedelta(1), horizon=DAY, models=(model,))
    came = [
        Outcome(issue="term", on=DAY, event="adopted", happened=True),
        Outcome(issue="term", on=DAY, event="vetoed", happened=False),
        Outcome(issue="term", on=DAY, event="withdrawn", happened=False),
        outcome("term", 60.0),
    ]
    found = score([made], came, seed=0, base_rate=0.5)
    assert (found.issues, found.events) == (1, 2)
    assert found.models[0].points is None
    assert found.models[0].coverage[0].held.times == 1
    assert found.models[0].coverage[0].width == 20.0
    assert found.models[0].events is not None
    assert found.models[0].events.brier == pytest.approx((0.04 + 0.01) / 2)
    assert found.left_out == ("term, withdrawn: not forecast",)


def test_nothing_is_nothing() -> None:
    found = score([], [], seed=0)
    assert (found.models, found.pairs, found.left_out) == ((), (), ())
    assert list(limits(found)) == ["No outcome was forecast: there is nothing to show."]


def test_a_model_never_beats_another_on_a_small_sample() -> None:
    """Even one that is right each time, against one that is always wrong."""
    for count in (2, 11, FEWEST - 1):
        found = record({"right": [0.0] * count, "wrong": [80.0 + at % 7 for at in range(count)]})
        assert not any(map(is_told, found.pairs))
        assert "No model is shown to be better than another." in list(limits(found))


def test_what_few_cases_do_not_show_is_said_in_words() -> None:
    made: list[Forecast] = []
    came: list[Outcome] = []
    for at, value in enumerate([10.0, 40.0, 70.0]):
        interval = Interval(level=0.8, low=0.0, high=50.0)
        model = Model(name="a", point=30.0, intervals=(interval,), events={"adopted": 0.6})
        other = Model(name="b", point=20.0)
        third = Model(name="c", point=90.0)
        models = (model, other, third)
        made.append(Forecast(issue=f"{at}", made=DAY - timedelta(1), horizon=DAY, models=models))
        came.append(outcome(f"{at}", value))
        came.append(Outcome(issue=f"{at}", on=DAY, event="adopted", happened=at > 0))
    said = list(limits(score(made, came, seed=0)))
    assert said[0].startswith("3 issues are few: below 100, no model is said to beat another")
    assert " points, by the pair, cannot be told from chance here; 3 points usually" in said[1]
    assert "a: 2 of 3 intervals at 80% held; that fits a true share from 21% to 94%." in said
    assert "3 events were scored: too few for calibration to show in bins." in said


def test_a_large_difference_on_many_issues_is_told() -> None:
    chance = np.random.default_rng(3)
    first, second = (
        list(np.minimum(100, np.abs(chance.normal(0, spread, 300)))) for spread in (15, 40)
    )
    found = record({"narrow": first, "wide": second})
    assert [is_told(each) for each in found.pairs] == [True]
    assert any(each.startswith("narrow errs less than wide, by ") for each in limits(found))


def test_models_that_are_alike_are_hardly_ever_told_apart() -> None:
    """Known truth: no difference. What may be claimed is under p: it is what so many cases show."""
    chance = np.random.default_rng(4)
    told = 0
    for _ in range(60):
        first, second = np.minimum(100, np.abs(chance.normal(0, 25, (2, FEWEST))))
        told += any(map(is_told, record({"a": list(first), "b": list(second)}).pairs))
    assert told <= 3


@pytest.mark.parametrize("level", [0.5, 0.9])
def test_intervals_of_a_known_truth_hold_as_often_as_they_say(level: float) -> None:
    """Of 12 samples, the bounds of 10 or more hold the truth: fewer come once in 500 times."""
    chance = np.random.default_rng(5)
    held = [simulated(level, 400, chance) for _ in range(12)]
    assert sum(each.low <= level <= each.high for each in held) >= 10


def simulated(level: float, count: int, chance: np.random.Generator) -> Share:
    """Return how often intervals held, of outcomes that are even within 30 of the middle."""
    made: list[Forecast] = []
    came: list[Outcome] = []
    for at in range(count):
        middle = float(chance.uniform(30, 70))
        interval = Interval(level=level, low=middle - 30 * level, high=middle + 30 * level)
        model = Model(name="a", intervals=(interval,))
        made.append(Forecast(issue=f"{at}", made=DAY - timedelta(1), horizon=DAY, models=(model,)))
        came.append(outcome(f"{at}", float(middle + chance.uniform(-30, 30))))
    return score(made, came, seed=0).models[0].coverage[0].held


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100)), min_size=1),
    st.floats(0.001, 1000),
    st.floats(-500, 500),
)
def test_another_unit_changes_no_score(
    told: list[tuple[float, float, float]], unit: float, start: float
) -> None:
    def scored(length: float, low: float) -> TrackRecord:
        high = low + 100 * length
        made: list[Forecast] = []
        came: list[Outcome] = []
        for at, values in enumerate(told):
            first, second, value = (min(high, low + each * length) for each in values)
            points = {"a": first, "b": second}
            made.append(forecast(f"{at}", points, low=low, high=high))
            came.append(outcome(f"{at}", value))
        return score(made, came, seed=0)

    one, two = scored(1.0, 0.0), scored(unit, start)
    for before, after in zip(one.models, two.models, strict=True):
        assert before.points is not None
        assert after.points is not None
        assert before.points.mean == pytest.approx(after.points.mean, abs=1e-6)


def test_the_same_seed_gives_the_same_bytes() -> None:
    errors = {"a": [1.0, 5.0, 9.0], "b": [3.0, 3.0, 30.0]}
    assert msgspec.json.encode(record(errors)) == msgspec.json.encode(record(errors))
