"""Power: the known numbers to all their digits, and its laws by going through all votes."""

import json
import os
from datetime import date
from itertools import pairwise
from math import factorial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from council.making import all_votes, bodies, rules
from reftel.council.bodies import body
from reftel.council.errors import CouncilError
from reftel.council.game import NO, YES, Game, Numbers, game, passes, weighted
from reftel.council.passing import Method, best, fitting, lattice, passing
from reftel.council.power import MemberPower, Power, power, power_with_abstention
from reftel.council.rules import Rule, Seat

BESIDE = Path(__file__).parents[3] / "shared"
ORACLES = Path(os.environ.get("REFTEL_SHARED", BESIDE)) / "negotiation/oracles.json"
DIGITS = 1e-14
weights = st.lists(st.integers(1, 9), min_size=2, max_size=7)


def council(on: date) -> Game:
    sitting = body("UNSC").on(on)
    return game(sitting.rule(), sitting.members)


def union(on: date) -> Game:
    sitting = body("EU").on(on)
    return game(sitting.rule(), sitting.members)


def by_hand(played: Game) -> tuple[Numbers, Numbers]:
    """Return Banzhaf's absolute and Shapley's power, set by set."""
    size = played.size
    sets = all_votes(size, 2) * YES
    every: list[tuple[int, ...]] = [tuple(each) for each in sets.tolist()]
    wins = dict(zip(every, passes(played, sets).tolist(), strict=True))
    absolute, shapley = np.zeros(size), np.zeros(size)
    for each, won in wins.items():
        for at in range(size):
            if each[at] == YES and won and not wins[*each[:at], NO, *each[at + 1 :]]:
                before = each.count(YES) - 1
                absolute[at] += 1 / 2 ** (size - 1)
                shapley[at] += factorial(before) * factorial(size - before - 1) / factorial(size)
    return absolute, shapley


def exact(played: Game) -> list[Method]:
    """Return the exact methods that are quick for what hypothesis draws."""
    quick = lattice.cost(played) < 50_000
    return [each for each in fitting(played) if each != "draws" and (quick or each == "halves")]


def shapleys(found: Power) -> list[float]:
    return [each.shapley for each in found.members]


# The Council.


def test_the_council_since_1965() -> None:
    found = power(council(date(2008, 4, 4)))
    permanent, elected = found.members[0], found.members[-1]
    assert (found.winning, found.act) == (848, 0.02587890625)
    assert (permanent.swings, elected.swings) == (848, 84)
    close(permanent, 106 / 635, 421 / 2145, 0.0517578125, 1.0, 0.026566416040100252)
    close(elected, 21 / 1270, 4 / 2145, 0.005126953125, 0.09905660377358491, 0.002631578947368421)


def test_the_council_of_1946() -> None:
    found = power(council(date(1946, 2, 1)))
    permanent, elected = found.members[0], found.members[-1]
    assert (found.winning, found.act) == (57, 0.02783203125)
    assert (permanent.swings, elected.swings) == (57, 5)
    close(permanent, 19 / 105, 76 / 385, 0.0556640625, 1.0, 0.02862882973380211)
    close(elected, 1 / 63, 1 / 462, 0.0048828125, 0.08771929824561403, 0.0025113008538422904)


def close(member: MemberPower, *values: float) -> None:
    banzhaf, shapley, absolute, prevent, initiate = values
    assert member.banzhaf == pytest.approx(banzhaf, rel=DIGITS)
    assert member.shapley == pytest.approx(shapley, rel=DIGITS)
    assert member.absolute == absolute
    assert member.prevent == pytest.approx(prevent, rel=DIGITS)
    assert member.initiate == pytest.approx(initiate, rel=DIGITS)


def test_the_council_with_abstention() -> None:
    found = power_with_abstention(council(date(2008, 4, 4)))
    permanent, elected = found.members[0], found.members[-1]
    others = 3**14
    assert found.act * 3**15 == pytest.approx(146796, rel=1e-12)
    assert permanent.no_to_yes * others == pytest.approx(108336, rel=1e-12)
    assert elected.no_to_yes * others == pytest.approx(53154, rel=1e-12)
    assert permanent.no_to_yes / elected.no_to_yes == pytest.approx(2.0381532904391015, rel=1e-12)


def test_weights_say_the_same_as_the_veto() -> None:
    """[39; 7 x 5, 1 x 10] is the Council's rule."""
    found = power(weighted([7] * 5 + [1] * 10, 39))
    rule = power(council(date(2008, 4, 4)))
    assert shapleys(found) == pytest.approx(shapleys(rule), rel=DIGITS)
    assert found.winning == rule.winning


@pytest.mark.skipif(not ORACLES.is_file(), reason="no oracles beside the checkout")
def test_the_oracles() -> None:
    oracles: dict[str, Any] = json.loads(ORACLES.read_text(encoding="utf-8"))
    for name, on in (
        ("unsc_binary_1966", date(1966, 1, 1)),
        ("unsc_binary_1946", date(1946, 2, 1)),
    ):
        known, found = oracles[name], power(council(on))
        assert found.winning == known["winning"]
        assert found.act == known["coleman_act"]
        for letter, member in (("P", found.members[0]), ("E", found.members[-1])):
            assert member.swings == known[f"swing_{letter}"]
            assert member.banzhaf == pytest.approx(known[f"banzhaf_norm_{letter}"][1], rel=DIGITS)
            assert member.shapley == pytest.approx(known[f"shapley_{letter}"][1], rel=DIGITS)
            assert member.absolute == known[f"banzhaf_abs_{letter}"]
            assert member.prevent == pytest.approx(known[f"coleman_prevent_{letter}"], rel=DIGITS)
            assert member.initiate == pytest.approx(known[f"coleman_initiate_{letter}"], rel=DIGITS)
    known, found = oracles["unsc_ternary_1966"], power_with_abstention(council(date(1966, 1, 1)))
    assert found.act == pytest.approx(known["prob_pass"], rel=1e-12)
    for letter, member in (("P", found.members[0]), ("E", found.members[-1])):
        assert member.no_to_yes * 3**14 == pytest.approx(known[f"swing_YN_{letter}"], rel=1e-12)
        assert member.abstain_to_yes * 3**14 == pytest.approx(
            known[f"swing_YA_{letter}"], rel=1e-12
        )
    assert found.members[0].no_to_abstain * 3**14 == pytest.approx(known["swing_AN_P"], rel=1e-12)


# Other bodies whose numbers are published.


def test_luxembourg_had_no_power_in_the_six() -> None:
    """[12; 4 4 4 2 2 1], Brams and Affuso 1976: Luxembourg's one vote never counted."""
    found = {each.member: each for each in power(union(date(1960, 1, 1))).members}
    assert found["LU"].swings == 0
    assert found["DE"].shapley == pytest.approx(14 / 60, rel=DIGITS)
    assert found["BE"].shapley == pytest.approx(9 / 60, rel=DIGITS)
    assert found["DE"].banzhaf == pytest.approx(5 / 21, rel=DIGITS)


def test_the_union_of_nice() -> None:
    """Felsenthal and Machover 2001: the four largest have 7.78 percent each, Malta 0.94."""
    found = {each.member: each for each in power(union(date(2008, 1, 1))).members}
    assert [round(found[code].banzhaf, 4) for code in ("DE", "FR", "GB", "IT")] == [0.0778] * 4
    assert round(found["ES"].banzhaf, 4) == 0.0742
    assert round(found["MT"].banzhaf, 4) == 0.0094


def test_the_assembly_is_a_body_of_equals() -> None:
    sitting = body("UNGA").on(date(2024, 1, 1))
    found = power(game(sitting.rule("important question"), sitting.members))
    assert shapleys(found) == pytest.approx([1 / 193] * 193, rel=1e-12)
    assert found.winning is None


# Laws.


@settings(deadline=None)
@given(rules, bodies())
def test_power_is_what_a_count_of_all_sets_gives(rule: Rule, seats: tuple[Seat, ...]) -> None:
    played = game(rule, seats)
    absolute, shapley = by_hand(played)
    if not absolute.any():
        with pytest.raises(CouncilError, match="nobody's vote decides"):
            power(played)
        return
    for method in exact(played):
        found = power(played, method=method)
        assert [each.absolute for each in found.members] == pytest.approx(absolute, abs=1e-12)
        assert shapleys(found) == pytest.approx(shapley, abs=1e-12)


@settings(deadline=None)
@given(rules, bodies())
def test_power_sums_to_one(rule: Rule, seats: tuple[Seat, ...]) -> None:
    played = game(rule, seats)
    assume(by_hand(played)[0].any())
    found = power(played)
    assert sum(shapleys(found)) == pytest.approx(1, abs=1e-12)
    assert sum(each.banzhaf for each in found.members) == pytest.approx(1, abs=1e-12)
    for each in found.members:
        # Banzhaf's power is the harmonic mean of Coleman's two (Brams and Affuso 1976).
        both = each.prevent + each.initiate
        assert each.absolute * both == pytest.approx(2 * each.prevent * each.initiate, abs=1e-12)
        assert max(each.prevent, each.initiate) <= 1 + 1e-12


@given(weights, st.integers(2, 50), st.data())
def test_names_and_units_change_nothing_else(
    each: list[int], unit: int, data: st.DataObject
) -> None:
    quota = data.draw(st.integers(1, sum(each)))
    found = power(weighted(each, quota))
    scaled = power(weighted([unit * weight for weight in each], unit * quota))
    assert scaled == found
    order = data.draw(st.permutations(range(len(each))))
    moved = power(weighted([each[at] for at in order], quota))
    assert shapleys(moved) == pytest.approx([shapleys(found)[at] for at in order], abs=1e-12)


@given(weights, st.data())
def test_more_weight_never_means_less_power(each: list[int], data: st.DataObject) -> None:
    found = power(weighted(each, data.draw(st.integers(1, sum(each)))))
    ranked = sorted(zip(each, found.members, strict=True), key=lambda pair: pair[0])
    for (_, less), (_, more) in pairwise(ranked):
        assert less.absolute <= more.absolute + 1e-12
        assert less.shapley <= more.shapley + 1e-12


@settings(deadline=None)
@given(rules, bodies(4), st.data())
def test_chances_to_pass_are_what_a_sum_over_all_votes_gives(
    rule: Rule, seats: tuple[Seat, ...], data: st.DataObject
) -> None:
    played = game(rule, seats)
    size = played.size
    odds = np.array(data.draw(st.lists(chances, min_size=size, max_size=size)))
    every = all_votes(size)
    likely = odds[np.arange(size), every].prod(axis=1)
    passed = passes(played, every)
    for method in exact(played):
        found = passing(played, odds, method=method)
        assert found.total[0] == pytest.approx(likely @ passed, abs=1e-12)
        for at in range(size):
            others = np.delete(odds, at, axis=0)[np.arange(size - 1), np.delete(every, at, axis=1)]
            for vote in range(3):
                wanted = (others.prod(axis=1) * passed)[every[:, at] == vote].sum()
                assert found.given[0, at, vote] == pytest.approx(wanted, abs=1e-12)


chances = (
    st.lists(st.integers(0, 9), min_size=3, max_size=3)
    .filter(any)
    .map(lambda each: [one / sum(each) for one in each])
)


# Draws.


def test_draws_come_near_and_say_how_near() -> None:
    played = union(date(2020, 3, 1))
    exact, drawn = power(played), power(played, method="draws", seed=0, count=20_000)
    for known, found in zip(exact.members, drawn.members, strict=True):
        assert abs(found.shapley - known.shapley) < 5 * found.shapley_error
        assert abs(found.absolute - known.absolute) < 5 * found.absolute_error
    assert drawn.winning is None


@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_seed_gives_the_same(seed: int) -> None:
    played = weighted([5, 4, 3, 2, 1], 8)
    assert power(played, method="draws", seed=seed) == power(played, method="draws", seed=seed)
    assert power(played, method="draws", seed=2) != power(played, method="draws", seed=seed)


@pytest.mark.parametrize(
    ("size", "heaviest", "method"),
    [(30, 10**7, "halves"), (300, 30, "lattice"), (300, 10**7, "draws")],
)
def test_each_size_has_its_method(size: int, heaviest: int, method: Method) -> None:
    each = np.random.default_rng(0).integers(1, heaviest, size).tolist()
    assert best(weighted(each, sum(each) * 2 // 3)) == method


def test_hundreds_of_members_are_counted() -> None:
    each = np.random.default_rng(0).integers(1, 20, 200).tolist()
    found = power(weighted(each, sum(each) * 2 // 3))
    assert (found.method, found.draws) == ("lattice", 0)
    assert sum(shapleys(found)) == pytest.approx(1, abs=1e-11)


# What no model can take.


@pytest.mark.parametrize(
    ("each", "quota", "told"),
    [
        ([1, float("nan")], 1, "2: weight nan"),
        ([1, -1], 1, "2: weight -1"),
        ([0, 0], 1, "quota 1 is not"),
        ([1, 1], 3, "quota 3 is not"),
        ([1, 1], float("nan"), "quota nan is not"),
        ([], 1, "quota 1 is not"),
    ],
)
def test_bad_weights_are_told(each: list[float], quota: float, told: str) -> None:
    with pytest.raises(CouncilError, match=told):
        weighted(each, quota)


def test_bad_chances_are_told() -> None:
    large = weighted([10**6 + at**3 for at in range(60)], 10**7)
    with pytest.raises(CouncilError, match="60 members with such weights are too many for halves"):
        passing(large, np.ones((60, 3)), method="halves")
    played = weighted([1, 1], 2)
    with pytest.raises(CouncilError, match="expected \\(2, 3\\)"):
        passing(played, np.ones((3, 3)))
    with pytest.raises(CouncilError, match="2: a chance is negative"):
        passing(played, np.array([[0.5, 0, 0.5], [1.5, 0, -0.5]]))
