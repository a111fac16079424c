"""Nash bargaining: solutions in closed form, every place tried, one issue and several."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from council.bargain.issues import issues, row, sample, spaces, stretched, turned_about, unhurried
from reftel.council.bargain.nash import UTILITIES, Utility, draws, nash, worth
from reftel.council.bargain.nash_space import draws as joint_draws
from reftel.council.bargain.nash_space import nash_space
from reftel.council.errors import CouncilError
from reftel.council.issue import Issue, Space, issue

TWO = issue("two", [40, 100], reference=0)
THREE = issue("three", [40, 60, 100], saliences=[0.5, 0.3, 0.2], reference=0)


def test_two_with_quadratic_utilities_meet_at_the_root_of_the_condition() -> None:
    # 2/z = 1/(80-z) + 1/(200-z) at z = 50.
    found = nash(TWO)
    assert found.outcome == pytest.approx(50, abs=1e-10)
    assert (found.bargain, found.low, found.high) == (True, 0, 80)
    assert found.gains == pytest.approx((0.15, 0.75))


def test_three_meet_where_the_slope_is_nothing() -> None:
    z = nash(THREE).outcome
    assert z == pytest.approx(47.722245460666734, abs=1e-5)
    slope = sum(b * (1 / z - 1 / (2 * x - z)) for b, x in ((0.5, 40), (0.3, 60), (0.2, 100)))
    assert slope == pytest.approx(0, abs=1e-14)


def test_linear_utilities_meet_at_the_nearer_ideal() -> None:
    assert nash(TWO, "linear").outcome == pytest.approx(40, abs=1e-10)


def test_capability_alone_as_power() -> None:
    unlike = issue("unlike", [40, 100], saliences=[0.2, 0.9], reference=0)
    assert nash(unlike, power="capability").outcome == pytest.approx(50, abs=1e-10)
    assert nash(unlike).outcome > 60


def test_below_the_reference_as_above_it() -> None:
    assert nash(issue("two", [60, 0], reference=100)).outcome == pytest.approx(50, abs=1e-10)


@pytest.mark.parametrize("utility", UTILITIES)
def test_without_a_bargain_the_reference_holds(utility: Utility) -> None:
    for reference in (50, 40, 100):
        found = nash(issue("two", [40, 100], reference=reference), utility)
        assert (found.outcome, found.bargain, found.low, found.high) == (
            reference, False, None, None,
        )  # fmt: skip
        assert found.gains == (0, 0)


def test_who_does_not_care_does_not_block() -> None:
    with_third = issue("three", [40, 100, 0], saliences=[1, 1, 0], reference=0)
    assert nash(with_third).outcome == pytest.approx(50, abs=1e-10)


def test_a_reference_is_needed() -> None:
    nobody = issue("open", [1, 2])
    with pytest.raises(CouncilError, match="open: bargaining needs the reference point"):
        nash(nobody)
    with pytest.raises(CouncilError, match="open"):
        nash_space(Space(issues=(nobody,)))
    with pytest.raises(CouncilError, match="reference"):
        draws(sample(0, 2, 2))


@unhurried
@given(issues(), st.sampled_from(UTILITIES))
def test_the_outcome_lies_between_the_extremes_or_is_the_reference(
    any_issue: Issue, utility: Utility
) -> None:
    found = nash(any_issue, utility)
    cares = any_issue.positions[any_issue.saliences > 0]
    assert np.isfinite(found.gains).all()
    if found.bargain:
        assert cares.min() - 1e-9 <= found.outcome <= cares.max() + 1e-9
        # Right at the end of the bargaining set a gain is what rounding leaves of it.
        assert all(np.array(found.gains)[any_issue.saliences > 0] > -1e-12)
    else:
        assert found.outcome == pytest.approx(any_issue.reference, abs=1e-9)


@unhurried
@given(issues(wild=False), st.sampled_from(UTILITIES))
def test_no_place_has_a_greater_product(any_issue: Issue, utility: Utility) -> None:
    found = nash(any_issue, utility)
    places = np.linspace(0, 100, 401)
    if not found.bargain:
        assert (_products(any_issue, places, utility) == -np.inf).all()
    else:
        best = _products(any_issue, np.array([found.outcome]), utility)[0]
        assert best >= _products(any_issue, places, utility).max() - 1e-9


def _products(any_issue: Issue, places: np.ndarray, utility: Utility) -> np.ndarray:
    far = np.abs(places[:, None] - any_issue.positions) / 100
    before = np.abs((any_issue.reference or 0.0) - any_issue.positions) / 100
    gains = worth(far, utility) - worth(before, utility)
    share = any_issue.weights / any_issue.weights.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(gains > 1e-12, np.log(gains), -np.inf)
    return logs @ share


@unhurried
@given(issues(wild=False), st.sampled_from(UTILITIES))
def test_neither_the_order_of_players_nor_the_scale_matters(
    any_issue: Issue, utility: Utility
) -> None:
    outcome = nash(any_issue, utility).outcome
    assert nash(turned_about(any_issue), utility).outcome == pytest.approx(outcome)
    assert nash(stretched(any_issue), utility).outcome == pytest.approx(outcome * 4 - 8)


@pytest.mark.parametrize("utility", UTILITIES)
def test_draws_are_the_single_issues(utility: Utility) -> None:
    many = sample(0, 30, 4, reference=20.0)
    singly = [nash(row(many, each), utility) for each in range(30)]
    assert draws(many, utility) == pytest.approx([each.outcome for each in singly])
    assert {each.bargain for each in singly} == {True, False}


@pytest.mark.parametrize("utility", UTILITIES)
def test_one_issue_of_a_space_is_the_issue(utility: Utility) -> None:
    found = nash_space(Space(issues=(THREE,)), utility)
    near = 1e-6 if utility == "quadratic" else 1e-4
    assert found.outcomes[0] == pytest.approx(nash(THREE, utility).outcome, abs=near)
    assert found.gains == pytest.approx(nash(THREE, utility).gains, abs=1e-5)


def _trade(other: float = 100.0) -> Space:
    """Two who want opposite things on two issues, and care for one each."""
    first = issue("first", [100, 0], saliences=[0.9, 0.1], reference=50)
    return Space(issues=(first, issue("second", [0, other], saliences=[0.1, 0.9], reference=50)))


@pytest.mark.parametrize("utility", UTILITIES)
def test_what_no_issue_has_alone_two_have_together(utility: Utility) -> None:
    found = nash_space(_trade(), utility)
    assert not any(nash(each, utility).bargain for each in _trade().issues)
    assert found.bargain
    assert found.gains[0] == pytest.approx(found.gains[1], abs=1e-5)
    assert min(found.outcomes) > 80


@pytest.mark.parametrize("utility", UTILITIES)
def test_no_place_of_the_plane_has_a_greater_product(utility: Utility) -> None:
    first = issue("first", [80, 30, 55], saliences=[0.9, 0.3, 0.5], reference=10)
    second = issue("second", [20, 70, 45], saliences=[0.2, 0.8, 0.5], reference=0)
    space = Space(issues=(first, second))
    found = nash_space(space, utility)
    best = _joint(space, np.array([found.outcomes]), utility)[0]
    places = np.array(list(product(np.linspace(0, 100, 101), repeat=2)))
    assert best >= _joint(space, places, utility).max() - 1e-9


def _joint(space: Space, places: np.ndarray, utility: Utility) -> np.ndarray:
    power = space.saliences.sum(axis=1) / space.saliences.sum()
    gains = _gains(space, places, utility)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(gains > 0, np.log(gains), -np.inf) @ power


def _gains(space: Space, places: np.ndarray, utility: Utility) -> np.ndarray:
    """Return what every player gains at places (places, issues), shape (places, players)."""
    cares = space.saliences / space.saliences.sum(axis=1, keepdims=True)
    held = np.array([each.reference or 0.0 for each in space.issues])
    before = worth(np.abs(held - space.positions) / 100, utility)
    after = worth(np.abs(places[:, None] - space.positions) / 100, utility)
    return (cares * (after - before)).sum(axis=2)


@unhurried
@given(spaces(wild=False))
def test_joint_solutions_of_quadratic_utilities_are_level(space: Space) -> None:
    """At the summit every issue's point is the mean of the ideals, weighted by b s / gain."""
    found = nash_space(space)
    assume(found.bargain and min(found.gains) > 1e-3)
    share = space.saliences / space.saliences.sum(axis=1, keepdims=True)
    power = space.capabilities * space.saliences.sum(axis=1)
    pull = share * (power / np.array(found.gains))[:, None]
    means = (pull * space.positions).sum(axis=0) / pull.sum(axis=0)
    assert found.outcomes == pytest.approx(tuple(means), abs=1e-5)


@unhurried
@given(spaces(wild=False))
def test_without_a_joint_bargain_no_place_of_a_grid_is_better_for_all(space: Space) -> None:
    assume(len(space.issues) <= 2 and not nash_space(space).bargain)
    places = np.array(list(product(np.linspace(0, 100, 41), repeat=len(space.issues))))
    assert _gains(space, places, "quadratic").min(axis=1).max() < 1e-5


def test_joint_draws_are_the_single_spaces() -> None:
    samples = [sample(seed, 20, 4, reference=20.0) for seed in (0, 1)]
    found = joint_draws(samples)
    bargains: set[bool] = set()
    for each in range(20):
        drawn = [row(one, each) for one in samples]
        single = nash_space(Space(issues=tuple(drawn)))
        bargains.add(single.bargain)
        assert found[:, each] == pytest.approx(single.outcomes, abs=1e-9)
    assert bargains == {True, False}


@unhurried
@given(spaces(most=3), st.sampled_from(UTILITIES))
def test_the_joint_outcome_is_better_for_all_or_the_reference(
    space: Space, utility: Utility
) -> None:
    found = nash_space(space, utility)
    assert np.isfinite(found.outcomes).all()
    if found.bargain:
        cares = space.saliences.sum(axis=1) > 0
        # Of weights as unlike as 1e-10 to 1 a gain may be what rounding leaves of it.
        assert (np.array(found.gains)[cares] > -1e-12).all()
        assert all(0 <= each <= 100 for each in found.outcomes)
    else:
        assert found.outcomes == tuple(each.reference for each in space.issues)
