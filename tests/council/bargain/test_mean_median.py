"""Weighted mean and weighted median: the oracle of the emission standards, and the laws."""

from typing import Literal

import numpy as np
import pytest
from hypothesis import given

from council.bargain.issues import (
    EMISSIONS,
    changed,
    issues,
    row,
    sample,
    stretched,
    turned_about,
    unhurried,
)
from reftel.council.bargain import mean, median
from reftel.council.bargain.mean import weighted_mean
from reftel.council.bargain.median import weighted_median
from reftel.council.bargain.sample import Sample
from reftel.council.errors import CouncilError
from reftel.council.issue import Issue, issue


def test_the_mean_of_the_emission_standards() -> None:
    found = weighted_mean(EMISSIONS)
    assert float(EMISSIONS.weights.sum()) == pytest.approx(0.677, abs=1e-15)
    assert found.outcome == pytest.approx(7.389955686853767, abs=1e-14)
    assert found.base == pytest.approx(6.7, abs=1e-14)


@pytest.mark.parametrize(
    ("column", "slopes"),
    [
        ("positions", weighted_mean(EMISSIONS).by_position),
        ("saliences", weighted_mean(EMISSIONS).by_salience),
        ("capabilities", weighted_mean(EMISSIONS).by_capability),
    ],
)
def test_the_slopes_of_the_mean_are_those_of_small_changes(
    column: str, slopes: tuple[float, ...]
) -> None:
    values = getattr(EMISSIONS, column).tolist()
    step = 1e-6
    for at, slope in enumerate(slopes):
        # Away from the ends of scale and salience, which the door guards.
        way = -step if values[at] >= 0.5 else step
        nudged = [each + way * (place == at) for place, each in enumerate(values)]
        after = weighted_mean(changed(EMISSIONS, low=0, **{column: nudged})).outcome
        assert (after - weighted_mean(EMISSIONS).outcome) / way == pytest.approx(slope, abs=1e-4)


def test_the_median_of_the_emission_standards() -> None:
    found = weighted_median(EMISSIONS)
    assert (found.outcome, found.upper, found.places) == (7, 7, (4, 7, 10))
    four, seven, ten = found.votes
    assert (four[1], four[2]) == pytest.approx((-0.0905, -0.088), abs=1e-15)
    assert (seven[0], seven[2]) == pytest.approx((0.0905, 0.0025), abs=1e-15)
    assert (ten[0], ten[1]) == pytest.approx((0.088, -0.0025), abs=1e-15)
    assert found.unbeaten == (7,)


def test_how_much_a_place_wins_by_in_one_pair_does_not_make_it_the_winner() -> None:
    # 10 beats 4 by thirty-five times what 7 beats 10 by, and still 7 is the unbeaten one.
    found = weighted_median(EMISSIONS)
    assert found.votes[2][0] > 35 * found.votes[1][2]
    assert found.unbeaten == (7,)


def test_the_widest_margin_of_all_is_the_medians_over_an_extreme() -> None:
    # v_jk is the loss at k less the loss at j, so the widest pair sets the least loss, the median,
    # against the greatest, which lies at an end of the scale: never take the other one of the two.
    votes = np.array(weighted_median(EMISSIONS).votes)
    winner, loser = np.unravel_index(np.argmax(votes), votes.shape)
    assert (winner, loser) == (1, 0)


def test_a_tie_is_the_lower_median() -> None:
    even = weighted_median(issue("even", [0, 0, 60, 80], saliences=[0.1, 0.2, 0.2, 0.1]))
    assert (even.outcome, even.upper) == (0, 60)
    assert even.unbeaten == (0, 60)


@unhurried
@given(issues())
def test_mean_and_median_lie_between_the_extremes(any_issue: Issue) -> None:
    low, high = any_issue.positions.min(), any_issue.positions.max()
    average, middle = weighted_mean(any_issue), weighted_median(any_issue)
    for value in (average.outcome, average.base, middle.outcome, middle.upper):
        assert low <= value <= high
    slopes = (*average.by_position, *average.by_salience, *average.by_capability)
    assert np.isfinite(slopes).all()
    assert np.isfinite(middle.votes).all()
    assert sum(average.by_position) == pytest.approx(1)


@unhurried
@given(issues(wild=False))
def test_neither_names_nor_scale_nor_units_matter(any_issue: Issue) -> None:
    for model in (weighted_mean, weighted_median):
        outcome = model(any_issue).outcome
        assert model(turned_about(any_issue)).outcome == pytest.approx(outcome)
        assert model(stretched(any_issue)).outcome == pytest.approx(outcome * 4 - 8)
        other = changed(any_issue, capabilities=(any_issue.capabilities * 1024).tolist())
        assert model(other).outcome == pytest.approx(outcome)


@unhurried
@given(issues())
def test_more_weight_never_moves_the_outcome_away(any_issue: Issue) -> None:
    more = any_issue.capabilities.copy()
    more[0] *= 4
    heavier = changed(any_issue, capabilities=more.tolist())
    for model in (weighted_mean, weighted_median):
        before, after = model(any_issue).outcome, model(heavier).outcome
        place = any_issue.positions[0]
        assert abs(after - place) <= abs(before - place) + 1e-9


@unhurried
@given(issues(wild=False))
def test_no_place_beats_the_median(any_issue: Issue) -> None:
    found = weighted_median(any_issue)
    assert found.outcome in found.unbeaten
    assert found.upper in found.unbeaten


@pytest.mark.parametrize("kind", ["float64", "float32"])
def test_draws_are_the_single_issues(kind: Literal["float64", "float32"]) -> None:
    many = sample(0, 40, 7)
    short = Sample(
        positions=many.positions.astype(kind),
        saliences=many.saliences.astype(kind),
        capabilities=many.capabilities.astype(kind),
    )
    for model, draws in ((weighted_mean, mean.draws), (weighted_median, median.draws)):
        found = draws(short)
        assert found.shape == (40,)
        singly = [model(row(short, each)).outcome for each in range(40)]
        assert found == pytest.approx(singly, rel=1e-12)


@pytest.mark.parametrize("capability", [1e-308, 1e-12, 1e12, 1.7e308])
def test_weights_whose_sum_is_no_number(capability: float) -> None:
    huge = issue("huge", [10, 20, 90], capabilities=[capability] * 3)
    assert weighted_mean(huge).outcome == pytest.approx(40)
    many = Sample(
        positions=huge.positions[np.newaxis],
        saliences=huge.saliences,
        capabilities=huge.capabilities,
    )
    assert mean.draws(many)[0] == pytest.approx(40)
    assert median.draws(many)[0] == 20
    assert np.isfinite(weighted_mean(huge).by_capability).all()


BAD = {
    "draw 1, player 2: position": {"positions": [[1.0, 2, 3], [1, 2, 101]]},
    "draw 1, player 0: position": {"positions": [[1.0, 2, 3], [np.nan, 2, 3]]},
    "draw 0, player 1: salience": {"saliences": [0.5, 1.5, 0.5]},
    "draw 0, player 0: capability": {"capabilities": [0.0, 1, 1]},
    "draw 0, player 2: capability": {"capabilities": [1.0, 1, np.inf]},
    "draw 0, player 0: weights": {"saliences": [0.0, 0, 0]},
    "shapes": {"saliences": [1.0, 1]},
    r"\(draws, players\)": {"positions": [1.0, 2, 3]},
    "not below": {"low": 5.0, "high": 5.0},
    "reference 101": {"reference": 101.0},
}


@pytest.mark.parametrize("said", BAD)
def test_draws_that_no_model_can_take_are_refused(said: str) -> None:
    fields = {
        "positions": [[1.0, 2, 3], [4, 5, 6]], "saliences": [1.0, 1, 1], "capabilities": [1.0, 1, 1]
    } | BAD[said]  # fmt: skip
    arrays = {name: np.array(each) for name, each in fields.items() if isinstance(each, list)}
    rest = {name: each for name, each in fields.items() if not isinstance(each, list)}
    with pytest.raises(CouncilError, match=said):
        Sample(**arrays, **rest)  # type: ignore[arg-type]
