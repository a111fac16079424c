"""Forecasts and outcomes are sound; a seal shows every change."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reftel.council.errors import CouncilError
from reftel.council.score.records import Forecast, Interval, Model, Outcome, from_runs
from reftel.council.score.seal import canonical, is_sealed, line, read_line, seal

DAY = date(2008, 4, 3)
NAMES = st.text(min_size=1, max_size=12).filter(
    lambda words: words.isprintable() and not any(0xD800 <= ord(each) < 0xE000 for each in words)
)
INSIDE = st.floats(0, 100, allow_nan=False)
CHANCES = st.floats(0.001, 0.999)


@st.composite
def models(draw: st.DrawFn, name: str) -> Model:
    low, high = sorted([draw(INSIDE), draw(INSIDE)])
    return Model(
        name=name,
        point=draw(st.none() | INSIDE),
        intervals=(Interval(level=draw(CHANCES), low=low, high=high),),
        events=draw(st.dictionaries(NAMES, CHANCES, max_size=3)),
    )


@st.composite
def forecasts(draw: st.DrawFn) -> Forecast:
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    return Forecast(
        issue=draw(NAMES),
        made=DAY,
        horizon=DAY + timedelta(days=draw(st.integers(0, 400))),
        models=tuple(draw(models(each)) for each in names),
        seed=draw(st.integers(0, 2**31)),
    )


def forecast(**changes: object) -> Forecast:
    whole = {
        "issue": "term",
        "made": DAY,
        "horizon": date(2008, 5, 30),
        "models": (Model(name="mean", point=60.0),),
    }
    return Forecast(**(whole | changes))  # pyright: ignore[reportArgumentType]


@given(forecasts())
def test_a_sealed_line_comes_back_as_it_was(made: Forecast) -> None:
    sealed = seal(made)
    assert is_sealed(sealed)
    assert read_line(line(sealed)) == sealed
    assert line(read_line(line(sealed))) == line(sealed)


@given(forecasts(), st.data())
def test_any_changed_byte_is_detected(made: Forecast, data: st.DataObject) -> None:
    written = line(seal(made))
    at = data.draw(st.integers(0, len(written) - 1))
    byte = data.draw(st.integers(0, 255))
    assume(byte != written[at])
    with pytest.raises(CouncilError):
        read_line(written[:at] + bytes([byte]) + written[at + 1 :])


@given(forecasts(), st.data())
def test_a_byte_added_or_taken_away_is_detected(made: Forecast, data: st.DataObject) -> None:
    written = line(seal(made))
    at = data.draw(st.integers(0, len(written) - 1))
    for changed in (written[:at] + written[at + 1 :], written[:at] + b" " + written[at:]):
        with pytest.raises(CouncilError):
            read_line(changed)


@given(forecasts())
def test_the_seal_holds_what_came_before(made: Forecast) -> None:
    first = seal(made)
    second = seal(made, first.seal)
    assert second.previous == first.seal
    assert second.seal != first.seal


def test_whole_numbers_and_floats_have_one_seal() -> None:
    whole = forecast(models=(Model(name="mean", point=60),))
    assert seal(whole).seal == seal(forecast()).seal
    assert b'"point":60.0' in canonical(whole)


def test_a_seal_made_anew_without_the_old_one_is_no_seal() -> None:
    changed = msgspec.structs.replace(seal(forecast()), seed=7)
    assert not is_sealed(changed)
    with pytest.raises(CouncilError, match="term: the seal does not fit"):
        read_line(line(changed))
    with pytest.raises(CouncilError, match="term: no seal"):
        read_line(line(forecast()))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b"{}", b"null", b"[" * 100_000])
def test_what_is_no_forecast_is_refused(data: bytes) -> None:
    with pytest.raises(CouncilError):
        read_line(data)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"issue": ""}, "no issue is named"),
        ({"low": 100.0, "high": 0.0}, "low 100 is not below high 0"),
        ({"low": float("nan")}, "low nan is not below high 100"),
        ({"low": -1e308, "high": 1e308}, "too long"),
        ({"horizon": date(2008, 4, 2)}, "horizon 2008-04-02 is before 2008-04-03"),
        ({"seed": -1}, "seed -1 is under 0"),
        ({"models": ()}, "no models"),
        ({"models": (Model(name="a"), Model(name="a"))}, "model a stands there twice"),
        ({"models": (Model(name=""),)}, "a model without a name"),
        ({"models": (Model(name="a", point=101.0),)}, "a: point 101 is not on the scale"),
        ({"models": (Model(name="a", point=float("nan")),)}, "a: point nan is not on the scale"),
        ({"models": (Model(name="a", events={"x": 0.0}),)}, "probability 0 of 'x' is not over 0"),
        ({"models": (Model(name="a", events={"x": 1.0}),)}, r"\(times \+ 1\) / \(runs \+ 2\)"),
        ({"models": (Model(name="a", events={"": 0.5}),)}, "an event without a name"),
        (
            {"models": (Model(name="a", intervals=(Interval(level=1.0, low=0, high=1),)),)},
            "level 1 is not over 0 and under 1",
        ),
        (
            {"models": (Model(name="a", intervals=(Interval(level=0.9, low=2, high=1),)),)},
            "interval 2 to 1 is not on the scale",
        ),
        (
            {"models": (Model(name="a", intervals=(Interval(level=0.9, low=1, high=2),) * 2),)},
            "level 0.9 stands there twice",
        ),
    ],
)
def test_an_unsound_forecast_is_refused_with_its_place(
    changes: dict[str, object], told: str
) -> None:
    with pytest.raises(CouncilError, match=told):
        forecast(**changes)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"issue": ""}, "no issue is named"),
        ({}, "give either a value, or an event"),
        ({"value": 1.0, "event": "x", "happened": True}, "give either"),
        ({"event": "x"}, "give either"),
        ({"happened": True}, "give either"),
        ({"value": float("inf")}, "value inf is no number"),
    ],
)
def test_an_unsound_outcome_is_refused(changes: dict[str, object], told: str) -> None:
    whole: dict[str, object] = {"issue": "term", "on": DAY}
    with pytest.raises(CouncilError, match=told):
        Outcome(**(whole | changes))  # pyright: ignore[reportArgumentType]


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_probability_of_runs_is_never_certain(times: int, more: int) -> None:
    found = from_runs(times, times + more)
    assert 0 < found < 1
    assert found + from_runs(more, times + more) == pytest.approx(1)


def test_more_times_than_runs_is_refused() -> None:
    with pytest.raises(CouncilError, match="3 of 2 runs"):
        from_runs(3, 2)
