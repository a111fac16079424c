"""Position exchange: a case by hand, Copenhagen's first exchange, and laws of every exchange."""

import numpy as np
import pytest
from hypothesis import given

from council.bargain.issues import COPENHAGEN, copenhagen, row, sample, spaces, unhurried
from reftel.council.bargain.exchange import Exchange, draws, exchange
from reftel.council.errors import CouncilError
from reftel.council.issue import Space, issue


def _by_hand() -> Space:
    """Two who stand at opposite ends, and care for one issue each; a third in the middle."""
    names = ["i", "j", "third"]
    first = issue("p", [0, 100, 50], saliences=[0.2, 0.8, 0.5], names=names)
    second = issue("q", [100, 0, 50], saliences=[0.8, 0.2, 0.5], names=names)
    return Space(issues=(first, second))


def test_the_exchange_by_hand() -> None:
    found = exchange(_by_hand())
    (only,) = found.exchanges
    assert found.before == pytest.approx((70, 70))
    assert found.outcomes == pytest.approx((83.33333333333333, 83.33333333333333))
    assert (only.giver, only.given, only.partner, only.taken) == ("i", "p", "j", "q")
    assert (only.given_shift, only.taken_shift) == pytest.approx((13.333333333333334,) * 2)
    assert (only.giver_start, only.giver_end) == (0, 100)
    assert (only.partner_start, only.partner_end) == (0, 100)
    assert only.gain == pytest.approx(8)
    # The third loses, salience times the shift, on both issues.
    assert only.externalities == pytest.approx((8, 8, -2 * 0.5 * 13.333333333333334))
    assert found.settled


def test_the_figures_of_the_published_implementation() -> None:
    """dP 13.1578947, dQ 10.3878116, and the partner's vote moves by 61.0511736.

    Its inputs are not published beside them; these give the same figures: saliences that sum to 1.5
    on p and 1.9 on q, 3.8 as the weight of p, and 335/57 of the partner's as the weight of q.
    """
    names, fourth = ["i", "j", "third", "fourth"], 0.9 * 335 / 57 - 2.9
    capabilities = [1, 1, 1, fourth]
    first = issue(
        "p", [0, 100, 50, 50], saliences=[0.5, 1, 1, 1.3 / fourth], capabilities=capabilities,
        names=names,
    )  # fmt: skip
    second = issue(
        "q", [100, 0, 50, 50], saliences=[1, 0.9, 1, 1], capabilities=capabilities, names=names
    )
    only = exchange(Space(issues=(first, second))).exchanges[0]
    assert (only.giver, only.partner, only.given, only.taken) == ("i", "j", "p", "q")
    assert only.given_shift == pytest.approx(13.15789473684210526, abs=1e-12)
    assert only.taken_shift == pytest.approx(10.38781163434903, abs=1e-12)
    assert only.partner_end - only.partner_start == pytest.approx(61.05117364047237, abs=1e-10)


@pytest.mark.skipif(
    not COPENHAGEN.is_file(), reason="no positions of Copenhagen beside the checkout"
)
def test_the_first_exchange_of_copenhagen() -> None:
    first = exchange(copenhagen()).exchanges[0]
    assert (first.giver, first.given, first.partner, first.taken) == (
        "USA", "Extra", "China India", "Commitments",
    )  # fmt: skip
    assert (first.giver_start, first.giver_end) == pytest.approx((10, 90))
    assert first.given_shift == pytest.approx(18.91625615763547, abs=1e-12)
    assert (first.partner_start, first.partner_end) == pytest.approx((85, 21.893662728249186))
    assert first.taken_shift == pytest.approx(18.28571428571429, abs=1e-12)
    assert first.gain == pytest.approx(3.278817733990148, abs=1e-12)


@unhurried
@given(spaces())
def test_each_exchange_gains_both_the_same_and_the_sum_is_kept(space: Space) -> None:
    found = exchange(space)
    gains = np.zeros(len(space.names))
    for each in found.exchanges:
        giver, partner = space.names.index(each.giver), space.names.index(each.partner)
        assert each.gain > 0
        assert each.externalities[giver] == pytest.approx(each.gain, rel=1e-4, abs=1e-9)
        assert each.externalities[partner] == pytest.approx(each.gain, rel=1e-4, abs=1e-9)
        gains += each.externalities
    assert found.gains == pytest.approx(tuple(gains), abs=1e-6)
    assert np.isfinite(found.outcomes).all()


@unhurried
@given(spaces())
def test_outcomes_and_votes_lie_between_the_extremes(space: Space) -> None:
    found = exchange(space)
    for each, outcome, before in zip(space.issues, found.outcomes, found.before, strict=True):
        low, high = each.positions.min() - 1e-9, each.positions.max() + 1e-9
        assert low <= before <= high
        assert low <= outcome <= high
        for end in _votes(found.exchanges, each.name):
            assert low <= end <= high


def _votes(exchanges: tuple[Exchange, ...], name: str) -> list[float]:
    given_ends = [each.giver_end for each in exchanges if each.given == name]
    return given_ends + [each.partner_end for each in exchanges if each.taken == name]


@unhurried
@given(spaces())
def test_the_outcome_is_the_mean_of_the_votes(space: Space) -> None:
    found = exchange(space)
    votes = space.positions.copy()
    names = [each.name for each in space.issues]
    for each in found.exchanges:
        votes[space.names.index(each.giver), names.index(each.given)] = each.giver_end
        votes[space.names.index(each.partner), names.index(each.taken)] = each.partner_end
    for at, each in enumerate(space.issues):
        share = each.weights / each.weights.sum()
        assert found.outcomes[at] == pytest.approx(share @ votes[:, at], abs=1e-6)


def test_one_issue_or_one_player_has_nothing_to_exchange() -> None:
    for space in (
        Space(issues=_by_hand().issues[:1]),
        Space(issues=(issue("p", [3]), issue("q", [4]))),
    ):
        found = exchange(space)
        assert found.exchanges == ()
        assert found.outcomes == found.before


def test_the_search_ends_where_it_is_told_to() -> None:
    found = exchange(_by_hand(), most=0)
    assert (found.exchanges, found.settled) == ((), False)


def test_draws_are_the_single_spaces() -> None:
    samples = [sample(seed, 10, 5) for seed in (0, 1, 2)]
    found = draws(samples)
    assert found.shape == (3, 10)
    for each in range(10):
        drawn = [row(one, each) for one in samples]
        space = Space(issues=tuple(drawn))
        assert found[:, each] == pytest.approx(exchange(space).outcomes)


def test_samples_of_other_shapes_are_refused() -> None:
    for samples in ([], [sample(0, 3, 4), sample(0, 3, 5)]):
        with pytest.raises(CouncilError, match="same draws and players"):
            draws(samples)
