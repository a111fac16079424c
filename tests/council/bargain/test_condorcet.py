"""Chances of options: the oracles, and laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from council.chambers import spread
from reftel.council.bargain.condorcet import (
    Election,
    chances,
    coalitions,
    condorcet_election,
    draws,
    number,
    victories,
    vote,
)
from reftel.council.bargain.median import weighted_median
from reftel.council.bargain.sample import repeated
from reftel.council.errors import CouncilError
from reftel.council.issue import Numbers, issue

ELECTIONS: tuple[Election, ...] = ("conditional", "Markov uniform", "Markov incentive")
RULES = (
    "proportional", "sign", "cubic", "proportional and sign", "proportional and cubic",
    "asymmetric",
)  # fmt: skip
COALITIONS = np.array([[1.0, 3, 2], [1, 1, 4], [2, 1, 1]])

weights = arrays(np.float64, 4, elements=st.floats(1e-3, 1e3))
utilities = arrays(np.float64, (4, 3), elements=st.floats(0, 1))


@pytest.mark.parametrize(
    ("election", "expected"),
    [
        ("conditional", [0.5555555555555556, 0.29629629629629634, 0.14814814814814817]),
        ("Markov uniform", [0.4623655913978497, 0.3118279569892477, 0.2258064516129033]),
        ("Markov incentive", [0.47219438938418656, 0.26267535051394186, 0.26513026010186924]),
    ],
)
def test_oracles(election: Election, expected: list[float]) -> None:
    """The last was iterated with 1e-8 on the diagonal until it moved by less than 1e-10."""
    support = COALITIONS.copy()
    np.fill_diagonal(support, 1e-8)
    exact = 1e-10 if election == "Markov incentive" else 1e-14
    assert chances(support, 1, election) == pytest.approx(expected, abs=exact)


def test_fixed_points_are_those_that_ktab_iterates_towards() -> None:
    """P <- (P + Q) / 2 with Q_i = sum_j p_ij (P_i h_ji + P_j h_ij)."""
    won = victories(COALITIONS, 2)
    incentive = COALITIONS * won
    challenge: dict[Election, Numbers] = {
        "Markov uniform": np.full((3, 3), 1 / 3),
        "Markov incentive": incentive / incentive.sum(axis=0),
    }
    for election, h in challenge.items():
        p = np.full(3, 1 / 3)
        for _ in range(500):
            p = (p + (won * (p[:, None] * h.T + p * h)).sum(axis=1)) / 2
        assert chances(COALITIONS, 2, election) == pytest.approx(p, abs=1e-12)


@pytest.mark.parametrize(
    ("rule", "gain", "loss"),
    [
        ("proportional", 0.5, -0.5),
        ("sign", 1.0, -1.0),
        ("cubic", 0.125, -0.125),
        ("proportional and sign", 0.6, -0.6),
        ("proportional and cubic", 0.3125, -0.3125),
        ("asymmetric", 1 / 3, -0.5),
    ],
)
def test_votes(rule: str, gain: float, loss: float) -> None:
    at = number(rule)  # pyright: ignore[reportArgumentType]
    assert vote(0.5, at) == pytest.approx(gain)
    assert vote(-0.5, at) == pytest.approx(loss)
    assert vote(0.0, at) == 0


@settings(deadline=None)  # the first call compiles
@given(weights, utilities, st.sampled_from(RULES), st.sampled_from([1, 2, 4, 8]))
def test_chances_sum_to_one(w: Numbers, u: Numbers, rule: str, exponent: int) -> None:
    support = coalitions(w, u, rule)  # pyright: ignore[reportArgumentType]
    won = victories(support, exponent)
    assert won + won.T == pytest.approx(np.ones((3, 3)))
    for election in ELECTIONS:
        found = chances(support, exponent, election)
        assert np.isfinite(found).all()
        assert (found >= 0).all()
        assert found.sum() == pytest.approx(1)


@settings(deadline=None)  # the first call compiles
@given(weights, utilities, st.sampled_from(RULES), st.sampled_from([1e-6, 7.0, 1e9]))
def test_the_unit_of_weights_changes_nothing(w: Numbers, u: Numbers, rule: str, by: float) -> None:
    one, other = (
        coalitions(each, u, rule)  # pyright: ignore[reportArgumentType]
        for each in (w, by * w)
    )
    assert chances(one) == pytest.approx(chances(other), rel=1e-6)


@settings(deadline=None)  # the first call compiles
@given(weights, utilities, st.permutations(range(3)), st.permutations(range(4)))
def test_order_changes_nothing(w: Numbers, u: Numbers, options: list[int], who: list[int]) -> None:
    for election in ELECTIONS:
        found = chances(coalitions(w, u), 1, election)
        turned = chances(coalitions(w[who], u[who][:, options]), 1, election)
        assert turned == pytest.approx(found[options], rel=1e-6, abs=1e-9)


def test_an_even_pair() -> None:
    for election in ELECTIONS:
        assert chances(coalitions(np.ones(2), np.eye(2)), 1, election) == pytest.approx([0.5, 0.5])
    nobody_cares = coalitions(np.zeros(2), np.eye(2))
    assert chances(nobody_cares) == pytest.approx([0.5, 0.5])
    alone = coalitions(np.ones(2), np.ones((2, 1)))
    for election in ELECTIONS:
        assert chances(alone, 1, election) == pytest.approx([1.0])


def test_emission_standards() -> None:
    """The likeliest of the positions is the weighted median of bdm's data, in every election."""
    standards = issue("emission", [4, 7, 10, 4], capabilities=[3, 5, 4, 1], low=4, high=10)
    for election in ELECTIONS:
        found = condorcet_election(standards, election=election)
        assert found.options == (4, 7, 10)
        assert found.likeliest == weighted_median(standards).outcome
        assert 4 <= found.outcome <= 10
        assert sum(found.chances) == pytest.approx(1)


def test_draws_are_the_election_draw_by_draw() -> None:
    issues = spread(7, 3, 1).issues
    positions = np.stack([each.positions for each in issues])
    found = draws(repeated(issues[0], positions))
    for at, row in enumerate(positions):
        same = issue(
            "x", row.tolist(), saliences=issues[0].saliences.tolist(),
            capabilities=issues[0].capabilities.tolist(),
        )  # fmt: skip
        assert found[at] == pytest.approx(condorcet_election(same).outcome, rel=1e-12)


def test_what_there_is_none_of() -> None:
    one = issue("x", [1, 2])
    with pytest.raises(CouncilError, match="exponent: 3; there is 1, 2, 4, 8"):
        condorcet_election(one, exponent=3)
    with pytest.raises(CouncilError, match="election: 'lottery'; there is conditional"):
        condorcet_election(one, election="lottery")  # pyright: ignore[reportArgumentType]
    with pytest.raises(CouncilError, match="rule of votes: 'loud'; there is proportional"):
        condorcet_election(one, rule="loud")  # pyright: ignore[reportArgumentType]
