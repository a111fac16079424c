"""The challenge model: the textbook's first pass, the published course, every variant, the laws."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.bargain.issues import (
    EMISSIONS,
    issues,
    row,
    sample,
    stretched,
    turned_about,
    unhurried,
)
from reftel.council.bargain.challenge import (
    OPEN,
    TABLE_2,
    TEXTBOOK,
    Variant,
    challenge,
    courses,
    draws,
    every_variant,
    first_pass,
)
from reftel.council.errors import CouncilError
from reftel.council.issue import Issue, issue

VARIANTS = every_variant()
NAMES = [each.name for each in EMISSIONS.players]
BE, FR = NAMES.index("Belgium"), NAMES.index("France")


def test_the_first_pass_of_the_textbook() -> None:
    found = first_pass(EMISSIONS)
    assert found.chances[BE][FR] == pytest.approx(0.5036927621861153, abs=1e-14)
    assert found.chances[FR][BE] == pytest.approx(0.49630723781388475, abs=1e-14)
    assert found.neutral[BE][FR] == pytest.approx(0.4044313146233383, abs=1e-14)
    assert found.neutral[FR][BE] == pytest.approx(0.5970457902511078, abs=1e-14)


def test_the_risks_of_the_textbook() -> None:
    risks = {
        "Netherlands": -0.16604360732489218, "Belgium": -0.0065957669344725856, "Luxembourg": 1.0,
        "Germany": -0.16604360732489218, "France": -0.026142613916345692,
        "Italy": -0.026142613916345692, "UK": -1.0, "Ireland": 0.6401937432406062,
        "Denmark": -0.5547248097665228, "Greece": -0.6533852771095509,
    }  # fmt: skip
    exponents = {
        "Netherlands": 1.1171814836347256, "Belgium": 1.004406866845189, "Luxembourg": 0.5,
        "Germany": 1.1171814836347256, "France": 1.0175816191043199, "Italy": 1.0175816191043199,
        "UK": 2.0, "Ireland": 0.6482639175844046, "Denmark": 1.453711559322333,
        "Greece": 1.5568747785786852,
    }  # fmt: skip
    found = first_pass(EMISSIONS)
    assert dict(zip(NAMES, found.risks, strict=True)) == pytest.approx(risks, abs=1e-13)
    assert dict(zip(NAMES, found.exponents, strict=True)) == pytest.approx(exponents, abs=1e-13)


def test_expectations_are_the_equation_written_out() -> None:
    found = first_pass(EMISSIONS, Variant(quo=0.6))
    for one, other in product(range(10), repeat=2):
        x, r = EMISSIONS.positions, found.exponents[one]
        apart, median = abs(x[one] - x[other]) / 6, abs(x[one] - 7) / 6
        success, failure = 2 - 4 * (0.5 - 0.5 * apart) ** r, 2 - 4 * (0.5 + 0.5 * apart) ** r
        side = -1 if median < apart else 1
        drift = 2 - 4 * (0.5 + side * 0.25 * (median + apart)) ** r
        chance, care = found.chances[one][other], EMISSIONS.saliences[other]
        expected = care * (chance * success + (1 - chance) * failure) + (1 - care) * success
        expected -= 0.6 * (2 - 4 * 0.5**r) + 0.4 * drift
        assert found.expected[one][other] == pytest.approx(expected, abs=1e-13)


def test_the_published_course() -> None:
    """Table 2 of Scholz, Calbert & Smith; printed: 9.9, not 9.6, for the second median."""
    found = challenge(EMISSIONS, TABLE_2)
    medians = [8.4159, 9.6109, 9.9620, 9.9620, 9.9620, 7.4720, 8.8246, 9.6711]
    means = [7.4613, 7.5525, 7.5901, 7.3581, 7.3492, 7.4149, 7.5105, 7.5724]
    assert found.medians[1:] == pytest.approx(medians, abs=5e-5)
    assert found.means[1:] == pytest.approx(means, abs=5e-5)
    assert (found.medians[0], found.means[0]) == pytest.approx((7, 7.389955686853767))
    assert (found.rounds, found.settled) == (8, False)
    printed = [7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6]
    assert [abs(a - b) < 0.1 for a, b in zip(found.means[1:], printed, strict=True)] == [True] * 8


def test_the_published_course_needs_all_that_its_variant_says() -> None:
    course = challenge(EMISSIONS, TABLE_2).medians
    for variant in VARIANTS:
        if (variant.votes, variant.offers, variant.risks) != (
            "all pairs",
            "smallest mean",
            "mover",
        ):
            found = challenge(
                EMISSIONS, Variant(**{each: getattr(variant, each) for each in OPEN}, rounds=8)
            )
            assert found.medians[: len(course)] != pytest.approx(course, abs=0.01)


def test_a_move_is_told_by_name() -> None:
    first = challenge(EMISSIONS, TABLE_2).moves[0]
    told = {each.player: (each.kind, each.start, round(each.end, 4)) for each in first}
    assert told["Belgium"][0] == "compromise"
    assert told["Belgium"][1:] == (7, 8.4159)
    assert all(each.toward in NAMES and each.start != each.end for each in first)


@pytest.mark.parametrize("offers", ["least movement", "smallest mean"])
def test_first_moves_are_the_offers_that_the_expectations_make(offers: str) -> None:
    variant = Variant(offers=offers)  # type: ignore[arg-type]
    expected, x = first_pass(EMISSIONS, variant).expected, EMISSIONS.positions
    ends: dict[str, float] = {name: float(place) for name, place in zip(NAMES, x, strict=True)}
    for one in range(10):
        made: list[tuple[int, float, float]] = []
        for other in range(10):
            gain, cost = expected[other][one], expected[one][other]
            if x[one] == x[other] or gain <= 0 or cost > gain:
                continue
            if cost > 0:
                made.append((0, abs(x[other] - x[one]), x[other]))
            elif -cost < gain:
                end = x[one] + (x[other] - x[one]) * -cost / gain
                made.append((1, end if offers == "smallest mean" else abs(end - x[one]), end))
            else:
                made.append((2, abs(x[other] - x[one]), x[other]))
        if made:
            ends[NAMES[one]] = float(min(made)[2])
    assert challenge(EMISSIONS, variant).positions[1] == pytest.approx(tuple(ends.values()))


def test_the_most_enforceable_offer_is_the_one_whose_maker_expects_most() -> None:
    variant = Variant(offers="most enforceable")
    expected = first_pass(EMISSIONS, variant).expected
    for move in challenge(EMISSIONS, variant).moves[0]:
        one, maker = NAMES.index(move.player), NAMES.index(move.toward)
        rivals = [
            expected[other][one] for other in range(10)
            if EMISSIONS.positions[other] != EMISSIONS.positions[one]
            and expected[other][one] > max(expected[one][other], 0)
        ]  # fmt: skip
        assert expected[maker][one] == pytest.approx(max(rivals))


def test_without_moves_in_a_conflict_fewer_move() -> None:
    moved = {each.kind for each in challenge(EMISSIONS).moves[0]}
    still = {each.kind for each in challenge(EMISSIONS, Variant(conflict="no move")).moves[0]}
    assert "conflict" in moved
    assert "conflict" not in still


@pytest.mark.parametrize(
    "variant", VARIANTS, ids=lambda each: "/".join(getattr(each, f) for f in OPEN)
)
def test_every_variant_of_draws_is_that_of_the_single_issues(variant: Variant) -> None:
    many = sample(0, 5, 6)
    found = courses(many, variant)
    assert found.shape == (5, variant.rounds + 1)
    for each in range(5):
        single = challenge(row(many, each), variant).medians
        assert found[each, : len(single)] == pytest.approx(single, abs=1e-9)
        assert found[each, len(single) :] == pytest.approx(single[-1], abs=1e-9)


def test_what_the_papers_leave_open_decides_the_outcome() -> None:
    assert len(set(VARIANTS)) == 48
    found = [challenge(EMISSIONS, each) for each in VARIANTS]
    assert (min(each.outcome for each in found), max(each.outcome for each in found)) == (7, 10)
    assert sum(each.settled for each in found) == 8


@unhurried
@given(issues(), st.sampled_from(VARIANTS), st.sampled_from([0.0, 0.5, 1.0]))
def test_every_point_of_the_course_lies_between_the_extremes(
    any_issue: Issue, variant: Variant, quo: float
) -> None:
    chosen = Variant(**{each: getattr(variant, each) for each in OPEN}, quo=quo, rounds=4)
    found = challenge(any_issue, chosen)
    low, high = any_issue.positions.min() - 1e-9, any_issue.positions.max() + 1e-9
    for points in (found.medians, found.means, *found.positions):
        assert all(low <= each <= high for each in points)
    first = first_pass(any_issue, chosen)
    for numbers in (first.chances, first.neutral, first.expected, first.risks, first.exponents):
        assert np.isfinite(numbers).all()
    assert all(0.5 - 1e-12 <= each <= 2 + 1e-12 for each in first.exponents)
    assert all(0 <= each <= 1 for each in np.ravel(first.chances))


@unhurried
@given(issues(wild=False), st.sampled_from(VARIANTS))
def test_neither_the_order_of_players_nor_the_scale_matters(
    any_issue: Issue, variant: Variant
) -> None:
    found = challenge(any_issue, variant)
    assert challenge(turned_about(any_issue), variant).medians == pytest.approx(found.medians)
    longer = [each * 4 - 8 for each in found.medians]
    assert challenge(stretched(any_issue), variant).medians == pytest.approx(longer)


@unhurried
@given(issues(), st.sampled_from(VARIANTS))
def test_where_all_agree_or_one_is_alone_nothing_moves(any_issue: Issue, variant: Variant) -> None:
    place = any_issue.positions[0]
    agreed = issue("agreed", [float(place)] * len(any_issue.players))
    found = challenge(agreed, variant)
    assert (found.rounds, found.settled, found.outcome) == (1, True, pytest.approx(place))
    assert found.moves == ((),)


def test_the_same_draws_give_the_same_bytes() -> None:
    many = sample(0, 50, 9)
    assert draws(many, TEXTBOOK).tobytes() == draws(sample(0, 50, 9), TEXTBOOK).tobytes()


@pytest.mark.parametrize(
    "fields", [{"quo": 1.5}, {"quo": float("nan")}, {"rounds": 0}, {"rounds": 5000}]
)
def test_a_variant_that_cannot_be_played_is_refused(fields: dict[str, float]) -> None:
    with pytest.raises(CouncilError, match=next(iter(fields))):
        Variant(**fields)  # type: ignore[arg-type]
