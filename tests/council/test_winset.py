"""What beats a reference point: oracles, and laws over random chambers."""

from random import Random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from council.chambers import (
    COUNCIL,
    Chamber,
    article_27,
    chambers,
    majority,
    plane,
    years,
)
from reftel.council.errors import CouncilError
from reftel.council.game import Game, game, weighted
from reftel.council.issue import Space, issue
from reftel.council.rules import Rule, Seat
from reftel.council.sincere import decide, voters_of
from reftel.council.winset import winset, winsets
from reftel.council.winset_line import LineWinset, line_winset
from reftel.council.winset_plane import PlaneWinset, plane_winset
from reftel.council.winset_sampled import SampledWinset, sampled_winset


def line(chamber: Chamber, rule: Game | None = None) -> LineWinset:
    voters = voters_of(chamber.space, rule or chamber.game, chamber.costs)
    return line_winset(voters, chamber.reference[0])


def flat(chamber: Chamber, rule: Game | None = None) -> PlaneWinset:
    voters = voters_of(chamber.space, rule or chamber.game, chamber.costs)
    x, y = chamber.reference
    return plane_winset(voters, (x, y))


# The line


def test_the_reference_point_decides() -> None:
    found = winsets(years(), article_27(), {"lapse": 0.0, "rollover": 2.0})
    assert {name: str(each) for name, each in found.items()} == {
        "lapse": "(0, 4]", "rollover": "empty",
    }  # fmt: skip


@pytest.mark.parametrize(("draft", "passes"), [(2, True), (3, True), (4, True), (5, False)])
def test_against_lapse(draft: float, passes: bool) -> None:
    assert decide(years(), article_27(), draft, 0.0).passed is passes
    found = winset(years(), article_27(), 0.0)
    assert isinstance(found, LineWinset)
    assert (draft in found) is passes


def test_a_permanent_member_that_is_indifferent_abstains() -> None:
    found = decide(years(), article_27(), 4, 0)
    assert len(found.yes) == 9
    assert {"RU", "CN"} < set(found.abstain)
    assert not found.no
    assert not found.vetoed_by


def test_blocking_costs_of_both_open_the_rollover() -> None:
    def against_rollover(**costs: float) -> str:
        return str(winset(years(), article_27(), 2.0, costs=costs))

    assert against_rollover(RU=1, CN=1) == "(2, 3]"
    assert against_rollover(RU=1.5, CN=1) == "(2, 3]"
    # China's ideal point is Russia's: one of them is enough to block.
    assert against_rollover(RU=1) == "empty"
    assert against_rollover(RU=0.99, CN=0.99) == "(2, 2.99]"


def test_who_blocks_what() -> None:
    found = winset(years(), article_27(), 0.0)
    assert isinstance(found, LineWinset)
    blocked = {each.name: " ".join(map(str, each.drafts)) for each in found.blocked}
    assert blocked == {"US": "", "UK": "", "FR": "", "RU": "(4, 6]", "CN": "(4, 6]"}
    assert not found.short


def test_a_quota_cuts_where_nobody_vetoes() -> None:
    found = winset(issue("x", [1, 2, 9], low=0, high=10), majority(3, 3), 0.0)
    assert isinstance(found, LineWinset)
    assert str(found) == "(0, 2)"
    assert [str(each) for each in found.short] == ["[2, 10]"]


def test_rounding_does_not_part_what_is_one_place() -> None:
    """0.1 + 0.2 is not 0.3 in floats: the voter between is indifferent all the same."""
    ideal = (0.1 + 0.2) / 2
    found = winset(issue("x", [ideal, 1.0], low=0, high=1), majority(2, 1, ("1",)), 0.0)
    assert str(found) == "(0, 0.3]"
    assert isinstance(found, LineWinset)
    assert 0.3 in found
    assert decide(issue("x", [ideal, 1.0], low=0, high=1), majority(2, 1, ("1",)), 0.3, 0).passed


@given(chambers(1))
def test_line_agrees_with_votes(chamber: Chamber) -> None:
    """The intervals hold a draft where the votes on it carry it."""
    found = line(chamber)
    voters = voters_of(chamber.space, chamber.game, chamber.costs)
    ends = np.array([end for each in found.drafts for end in (each.low, each.high)])
    # A draft that differs from an end by rounding alone may fall on either side of it.
    grid = [at for at in np.linspace(0, 10, 41) if not np.isclose(ends, at, atol=1e-9).any()]
    drafts = np.unique([*grid, *ends])
    carried = voters.carried(drafts[:, None], np.array(chamber.reference))
    assert [float(draft) in found for draft in drafts] == carried.tolist()


@given(chambers(1))
def test_a_veto_players_better_set_contains_the_winset(chamber: Chamber) -> None:
    """Tsebelis 2002: with indifference, which is no veto, its better set is closed."""
    found = line(chamber)
    for veto in range(chamber.vetoes):
        (ideal,) = chamber.ideals[veto]
        reach = abs(ideal - chamber.reference[0]) + chamber.costs.get(str(veto + 1), 0.0)
        for each in found.drafts:
            assert each.low >= ideal - reach - 1e-9
            assert each.high <= ideal + reach + 1e-9


@given(chambers(1))
def test_line_is_monotone_in_the_quota(chamber: Chamber) -> None:
    found = line(chamber)
    more = chamber._replace(needed=min(chamber.needed + 1, len(chamber.ideals)))
    for each in line(more).drafts:
        assert (each.low + each.high) / 2 in found


@given(chambers(1), st.randoms(use_true_random=False))
def test_line_does_not_know_the_order_of_members(chamber: Chamber, chance: Random) -> None:
    order = list(range(len(chamber.ideals)))
    chance.shuffle(order)
    names = [chamber.names[at] for at in order]
    other = issue("x", [chamber.ideals[at][0] for at in order], names=names, low=0, high=10)
    rule = weighted(
        [1.0] * len(order), chamber.needed, names=names, veto=chamber.names[: chamber.vetoes]
    )
    found = winset(other, rule, chamber.reference[0], costs=chamber.costs)
    assert str(found) == str(line(chamber))


@given(chambers(1), st.sampled_from([0.25, 2.0, 1024.0]))
def test_line_does_not_know_units(chamber: Chamber, by: float) -> None:
    """Powers of two, so that floats scale exactly."""
    found = winset(
        issue("x", [by * x for (x,) in chamber.ideals], low=0, high=10 * by),
        chamber.game,
        by * chamber.reference[0],
        costs={name: by * cost for name, cost in chamber.costs.items()},
    )
    assert isinstance(found, LineWinset)
    ends = [end / by for each in found.drafts for end in (each.low, each.high)]
    assert ends == [end for each in line(chamber).drafts for end in (each.low, each.high)]


def test_two_majorities() -> None:
    """A rule of two conditions is taken as it is: 2 of 3 members with 65 % of the people."""
    people = {"A": 80.0, "B": 10.0, "C": 10.0}
    seats = [Seat(code=each, name=each, weights={"people": many}) for each, many in people.items()]
    both = Rule(name="both", needs=("yes >= 2", "people yes >= 65 % of members"))
    space = issue("x", [4, 8, 9], names=list(people), low=0, high=10)
    assert str(winset(space, game(both, seats), 0.0)) == "(0, 8)"
    heads = Rule(name="heads", needs=("yes >= 2",))
    assert str(winset(space, game(heads, seats), 0.0)) == "(0, 10]"


def test_two_thirds_of_no_votes_carry_nothing() -> None:
    rule = game(Rule(name="r", needs=("yes >= 2/3 of voting",)), [Seat(code="A", name="A")])
    space = issue("x", [3], names=["A"], low=0, high=10)
    assert str(winset(space, rule, 3.0)) == "empty"
    assert not decide(space, rule, 3.0, 3.0).passed


# The plane


def test_three_lenses() -> None:
    """Closed form: 0.6364760900080615 + 2 * 0.9477409854228842."""
    found = winset(plane([(0, 0), (4, 0), (2, 3)]), majority(3, 2), (2, 1))
    assert isinstance(found, PlaneWinset)
    assert found.area == pytest.approx(2.53195806085383, abs=1e-12)
    assert (2, 0) in found
    assert (1, 1.5) in found
    assert (2, 2) not in found


RUSSIA, CHINA, OTHERS = (2.0, 0.0), (2.0, 0.5), (4.0, 3.0)


def council_plane() -> Space:
    """Years and asks of models.md: what Russia and China accept lies in a half disc."""
    ideals = [(5.0, 4.0), OTHERS, OTHERS, RUSSIA, CHINA, *[OTHERS] * 10]
    return plane(ideals, low=(0, 0), high=(6, 5), names=COUNCIL)


def test_council_plane() -> None:
    """The grid of oracles.json counts the row on the axis whole: 2 pi + 4 * 0.01."""
    found = winset(council_plane(), article_27(), (0, 0))
    assert isinstance(found, PlaneWinset)
    assert found.area == pytest.approx(2 * np.pi, abs=1e-12)
    assert found.area + 4 * 0.01 == pytest.approx(6.3232, abs=1e-4)
    assert [point in found for point in ((2, 0), (3, 1), (2, 2), (5, 4))] == [
        True, True, True, False,
    ]  # fmt: skip
    against = winset(council_plane(), article_27(), (2, 0))
    assert isinstance(against, PlaneWinset)
    assert (3, 1) not in against
    assert against.empty


@settings(max_examples=150, deadline=None)
@given(chambers(2))
@example(Chamber([(1.0, 1.0)], 1, 0, (0.0, 1.0), {}))  # a circle that touches two ends
def test_plane_agrees_with_a_sample(chamber: Chamber) -> None:
    """Within five standard errors, of points that coincide, mirror and touch, too."""
    found = flat(chamber)
    draws = 4000
    drawn = sampled_winset(found.voters, np.array(chamber.reference), draws=draws, seed=0)
    error = np.sqrt(found.share * (1 - found.share) / draws)
    assert abs(drawn.share - found.share) <= 5 * error + 1e-3


@settings(max_examples=60, deadline=None)
@given(chambers(2))
def test_plane_is_monotone_in_the_quota(chamber: Chamber) -> None:
    more = chamber._replace(needed=min(chamber.needed + 1, len(chamber.ideals)))
    assert flat(more).area <= flat(chamber).area + 1e-9


@settings(max_examples=60, deadline=None)
@given(chambers(2))
def test_plane_lies_in_the_better_discs_of_veto_players(chamber: Chamber) -> None:
    found = flat(chamber)
    for veto in range(chamber.vetoes):
        ideal = np.array(chamber.ideals[veto])
        reach = np.linalg.norm(ideal - chamber.reference) + chamber.costs.get(str(veto + 1), 0)
        assert found.area <= np.pi * reach**2 + 1e-9
        for arc in found.arcs:
            for angle in (arc.start, arc.stop):
                corner = np.array(arc.centre) + arc.radius * np.array(
                    [np.cos(angle), np.sin(angle)]
                )
                assert np.linalg.norm(corner - ideal) <= reach + 1e-6


@settings(max_examples=60, deadline=None)
@given(chambers(2))
def test_plane_does_not_know_the_order_of_issues(chamber: Chamber) -> None:
    turned = chamber._replace(
        ideals=[(y, x) for x, y in chamber.ideals], reference=chamber.reference[::-1]
    )
    assert flat(turned).area == pytest.approx(flat(chamber).area, abs=1e-6)


def test_the_whole_plane_and_nothing() -> None:
    """From a corner of a square, all of it is nearer to the middle."""
    everywhere = winset(plane([(5, 5)], low=(4, 4), high=(6, 6)), majority(1, 1), (4, 4))
    assert isinstance(everywhere, PlaneWinset)
    assert everywhere.area == pytest.approx(4, abs=1e-12)
    assert everywhere.share == 1
    satisfied = winset(plane([(5, 5)]), majority(1, 1), (5, 5))
    assert isinstance(satisfied, PlaneWinset)
    assert satisfied.empty
    assert satisfied.area == 0


# More issues


def cube(count: int = 3) -> Space:
    return Space(issues=tuple(issue(str(at), [5.0, 5.0, 5.0], high=10) for at in range(count)))


def test_a_ball_by_sampling() -> None:
    """All ideals in the middle, the reference 3 away: a ball of radius 3."""
    ball = 4 / 3 * np.pi * 27 / 1000
    voters = voters_of(cube(), majority(3, 2))
    found = [
        sampled_winset(voters, np.array([5.0, 5.0, 2.0]), draws=5000, seed=seed)
        for seed in range(100)
    ]
    assert sum(each.low < ball < each.high for each in found) in range(90, 100)
    assert np.mean([each.share for each in found]) == pytest.approx(ball, abs=0.002)
    assert np.std([each.share for each in found]) == pytest.approx(found[0].error, rel=0.25)
    assert found[0].centre == pytest.approx((5, 5, 5), abs=0.3)


def test_no_hit_is_not_certainty() -> None:
    found = winset(cube(), majority(3, 2), (5, 5, 5), draws=1000)
    assert isinstance(found, SampledWinset)
    assert (found.share, found.error, found.centre) == (0, 0, None)
    assert 0.003 < found.high < 0.005


def test_the_same_seed_gives_the_same_sample() -> None:
    one, other, third = (
        winset(cube(), majority(3, 2), (5, 5, 2), draws=1000, seed=seed) for seed in (0, 0, 1)
    )
    assert one == other
    assert one != third


def test_saliences_stretch_distances() -> None:
    """Who cares for the first issue only does not lose by the second."""
    space = Space(
        issues=(
            issue("a", [2.0], saliences=[1.0], low=0, high=10),
            issue("b", [0.0], saliences=[0.001], low=0, high=10),
        )
    )
    found = winset(space, majority(1, 1), (4, 0), by_salience=True, draws=20_000)
    assert isinstance(found, SampledWinset)
    assert abs(found.share - 0.4) < 4 * found.error


# What is refused


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        (11.0, r"reference: \[11.0\] is not on the scales"),
        (float("nan"), r"reference: \[nan\] is not on the scales"),
        ((1.0, 2.0), "reference: 2 numbers for 1 issues"),
    ],
)
def test_references_off_the_scale(reference: float, message: str) -> None:
    with pytest.raises(CouncilError, match=message):
        winset(issue("x", [1.0], low=0, high=10), majority(1, 1), reference)


@pytest.mark.parametrize(
    ("costs", "message"),
    [
        ({"Narnia": 1.0}, "blocking cost: Narnia is no member"),
        ({"1": -1.0}, "blocking cost of 1: -1 is not 0 or more"),
        ({"1": float("nan")}, "blocking cost of 1: nan is not 0 or more"),
    ],
)
def test_costs_of_nobody(costs: dict[str, float], message: str) -> None:
    with pytest.raises(CouncilError, match=message):
        winset(issue("x", [1.0], low=0, high=10), majority(1, 1), 0.0, costs=costs)


def test_samples_and_scales_of_no_use() -> None:
    with pytest.raises(CouncilError, match="draws: 0; a sample has at least 1"):
        winset(cube(), majority(3, 2), (5, 5, 2), draws=0)
    with pytest.raises(CouncilError, match=r"x: a scale of length 1e-200; expected 1e-100 to"):
        winset(issue("x", [0.0], low=0, high=1e-200), majority(1, 1), 0.0)


def test_a_plane_has_its_ends() -> None:
    found = winset(plane([(0, 0)], low=(0, 0), high=(2, 2)), majority(1, 1), (2, 2))
    assert (-0.5, 0) not in found  # pyright: ignore[reportOperatorIssue]
    assert (0.5, 0) in found  # pyright: ignore[reportOperatorIssue]


def test_members_that_have_no_position() -> None:
    with pytest.raises(CouncilError, match="2 has no position"):
        winset(issue("x", [1.0], low=0, high=10), majority(2, 1), 0.0)
    with pytest.raises(CouncilError, match="B is no member; 2 has no position"):
        winset(issue("x", [1, 2], names=["1", "B"], low=0, high=10), majority(2, 1), 0.0)
    with pytest.raises(CouncilError, match="another order"):
        winset(issue("x", [1, 2], names=["2", "1"], low=0, high=10), majority(2, 1), 0.0)
