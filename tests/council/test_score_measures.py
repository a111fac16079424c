"""Errors, coverage, probabilities, pairs: laws, and what simulation with known truth says."""

# scipy has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from reftel.council.errors import CouncilError
from reftel.council.score.intervals import share_of
from reftel.council.score.pairs import cases_for, detectable, for_all, paired
from reftel.council.score.points import point_score
from reftel.council.score.probabilities import calibration, event_score

CHANCES = st.floats(0.001, 0.999)
ERRORS = st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=40)


@given(ERRORS)
def test_shares_grow_with_the_distance_and_means_lie_between(errors: list[float]) -> None:
    found = point_score(errors)
    assert found.within_5 <= found.within_10 <= found.within_20 <= 1
    for middle in (found.mean, found.median):
        assert min(errors) - 1e-9 <= middle <= max(errors) + 1e-9


def test_an_error_of_five_is_within_five() -> None:
    found = point_score([5, 5.1, 20, 21])
    assert (found.within_5, found.within_10, found.within_20) == (0.25, 0.5, 0.75)
    assert found.median == pytest.approx(12.55)


def test_no_errors_are_refused() -> None:
    with pytest.raises(CouncilError, match="no errors"):
        point_score([])


@given(st.integers(1, 400), st.data())
def test_wilsons_bounds_hold_the_share(cases: int, data: st.DataObject) -> None:
    times = data.draw(st.integers(0, cases))
    found = share_of(times, cases)
    assert 0 <= found.low <= found.share <= found.high <= 1
    other = share_of(cases - times, cases)
    assert found.low == pytest.approx(1 - other.high, abs=1e-12)


def test_wilsons_bounds_of_a_textbook() -> None:
    # Newcombe 1998, Stat. Med. 17, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for times, cases, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        found = share_of(times, cases)
        assert (found.low, found.high) == (
            pytest.approx(low, abs=5e-5),
            pytest.approx(high, abs=5e-5),
        )


@pytest.mark.parametrize("cases", [10, 30, 100])
def test_wilsons_bounds_hold_the_truth_as_often_as_they_say(cases: int) -> None:
    """Exact: all outcomes of every true share, weighted with their probabilities."""
    truths = np.linspace(0.02, 0.98, 97)
    bounds = [share_of(times, cases) for times in range(cases + 1)]
    held = [
        sum(
            float(binom.pmf(times, cases, truth))
            for times, each in enumerate(bounds)
            if each.low <= truth <= each.high
        )
        for truth in truths
    ]
    assert np.mean(held) == pytest.approx(0.95, abs=0.01)
    assert min(held) > 0.83  # as Brown, Cai and DasGupta show, near 0 and 1


@pytest.mark.parametrize(("times", "cases"), [(1, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(times: int, cases: int) -> None:
    with pytest.raises(CouncilError, match="is no share"):
        share_of(times, cases)


@given(CHANCES, CHANCES)
def test_the_scores_are_proper(truth: float, said: float) -> None:
    """Who believes in `truth` expects the best score when saying so: Brier and log."""

    def expected(probability: float) -> tuple[float, float]:
        came, failed = (event_score([probability], [each]) for each in (True, False))
        return (
            truth * came.brier + (1 - truth) * failed.brier,
            truth * came.log + (1 - truth) * failed.log,
        )

    honest, other = expected(truth), expected(said)
    assert honest[0] <= other[0] + 1e-12
    assert honest[1] <= other[1] + 1e-12


@given(st.lists(st.tuples(CHANCES, st.booleans()), min_size=1, max_size=30))
def test_scores_are_finite_and_of_their_range(told: list[tuple[float, bool]]) -> None:
    said, came = [each[0] for each in told], [each[1] for each in told]
    found = event_score(said, came)
    assert 0 <= found.brier <= 1
    assert 0 <= found.log < 10
    assert found.base_brier == pytest.approx(found.base_rate * (1 - found.base_rate))
    assert sum(each.came.cases for each in found.bins) == len(told)
    assert all(each.low <= each.said <= each.high for each in found.bins)


def test_scores_by_hand() -> None:
    found = event_score([0.7, 0.2], [True, False], base_rate=0.5)
    assert found.brier == pytest.approx((0.09 + 0.04) / 2)
    assert found.log == pytest.approx(-(log(0.7) + log(0.8)) / 2)
    assert (found.base_brier, found.base_log) == (0.25, pytest.approx(log(2)))


def test_a_rate_that_all_came_at_is_a_perfect_rival() -> None:
    found = event_score([0.9, 0.8], [True, True])
    assert (found.base_rate, found.base_brier, found.base_log) == (1.0, 0.0, 0.0)


def test_an_edge_belongs_to_the_higher_bin() -> None:
    assert [(each.low, each.came.times) for each in calibration([0.3, 0.7], [True, False])] == [
        (0.3, 1),
        (0.7, 0),
    ]


@pytest.mark.parametrize(
    ("said", "came", "rate", "told"),
    [
        ([], [], None, "0 probabilities"),
        ([0.5], [True, False], None, "1 probabilities, 2 outcomes"),
        ([1.0], [True], None, "over 0 and under 1"),
        ([float("nan")], [True], None, "over 0 and under 1"),
        ([0.5], [True], 1.0, "base rate 1"),
        ([0.5], [True], float("nan"), "base rate nan"),
    ],
)
def test_what_cannot_be_scored_is_refused(
    said: list[float], came: list[bool], rate: float | None, told: str
) -> None:
    with pytest.raises(CouncilError, match=told):
        event_score(said, came, rate)


@given(ERRORS, st.integers(0, 5))
def test_the_same_seed_gives_the_same_numbers(errors: list[float], seed: int) -> None:
    other = errors[::-1]
    first = paired(("a", errors), ("b", other), seed=seed, resamples=200)
    assert first == paired(("a", errors), ("b", other), seed=seed, resamples=200)
    assert sum(first.nearer) == first.cases


@given(st.lists(st.floats(0, 100), min_size=2, max_size=20), st.integers(0, 3))
def test_to_turn_a_pair_round_turns_the_difference(errors: list[float], seed: int) -> None:
    other = [abs(50 - each) for each in errors]
    one = paired(("a", errors), ("b", other), seed=seed, resamples=200)
    two = paired(("b", other), ("a", errors), seed=seed, resamples=200)
    assert one.difference == pytest.approx(-two.difference, abs=1e-9)
    assert one.low == pytest.approx(-(two.high or 0), abs=1e-6)
    assert one.detectable == pytest.approx(two.detectable)


def test_a_model_against_itself_shows_nothing() -> None:
    found = paired(("a", [3, 9, 27]), ("b", [3, 9, 27]), seed=0)
    assert (found.difference, found.p, found.nearer) == (0.0, 1.0, (0, 0, 3))


def test_one_case_has_neither_interval_nor_p() -> None:
    found = paired(("a", [3]), ("b", [9]), seed=0)
    assert found.difference == -6
    assert (found.low, found.high, found.p, found.detectable) == (None, None, None, None)


@pytest.mark.parametrize("cases", [6, 20, 80])
def test_two_equally_good_models_are_rarely_told_apart(cases: int) -> None:
    """Known truth: no difference. 5 of 100 samples have p under 5 percent; 95 intervals hold."""
    chance = np.random.default_rng(8)
    samples = 800
    bold = held = 0
    for seed in range(samples):
        first, second = np.abs(chance.normal(0, 25, (2, cases)))
        found = paired(("a", list(first)), ("b", list(second)), seed=seed, resamples=400)
        assert found.p is not None
        assert found.low is not None
        assert found.high is not None
        bold += found.p < 0.05
        held += found.low <= 0 <= found.high
    # Three standard errors of a share of 5 percent in 800 samples are 2.3 percent.
    assert bold / samples == pytest.approx(0.05, abs=0.023)
    assert held / samples == pytest.approx(0.95, abs=0.023)


@pytest.mark.parametrize("cases", [10, 40])
def test_the_detectable_difference_is_found_in_four_of_five(cases: int) -> None:
    chance = np.random.default_rng(9)
    least = detectable(cases, 20.0)
    assert least is not None
    samples = 500
    found = 0
    for seed in range(samples):
        first = chance.normal(least, 20, cases)
        pair = paired(("a", list(first)), ("b", [0.0] * cases), seed=seed, resamples=400)
        found += pair.p is not None and pair.p < 0.05
    assert found / samples == pytest.approx(0.8, abs=0.06)


def test_351_issues_tell_three_points() -> None:
    assert detectable(351) == pytest.approx(3.0, abs=0.01)
    assert cases_for(3.0) == 351
    assert detectable(1) is None


@given(st.floats(0.5, 60))
def test_as_many_cases_as_needed_and_no_more(difference: float) -> None:
    cases = cases_for(difference)
    assert (detectable(cases) or 0) <= difference
    assert cases == 2 or (detectable(cases - 1) or 0) > difference


def test_no_number_of_cases_shows_no_difference() -> None:
    with pytest.raises(CouncilError, match="not over 0"):
        cases_for(0)


def test_p_is_raised_for_the_number_of_pairs() -> None:
    pairs = [paired(("a", [1, 2, 3, 4]), ("b", [9, 9, 8, each]), seed=0) for each in (9, 4, 0)]
    raised = for_all(pairs)
    lowest = min(pairs, key=lambda each: each.p or 1)
    assert raised[pairs.index(lowest)].p_of_all == pytest.approx(min(1, 3 * (lowest.p or 1)))
    for before, after in zip(pairs, raised, strict=True):
        assert (after.p_of_all or 0) >= (before.p or 0)


def test_errors_of_other_issues_are_no_pairs() -> None:
    with pytest.raises(CouncilError, match="2 and 1 errors"):
        paired(("a", [1, 2]), ("b", [1]), seed=0)
