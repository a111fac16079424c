"""Kappa and alpha: published examples, another program, and laws."""

import importlib
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reftel.dossier.reliability import (
    Scale,
    Unit,
    alpha,
    bounds,
    dice,
    kappa,
    may_differ,
    raw_agreement,
)

# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability: A (binary), B (nominal), C (four
# observers, values missing).
MEG_OWEN = [*zip("0100000010", "1110010000", strict=True)]
BEN_GERRY = [*zip("aabbdcccedda", "babbbccceddd", strict=True)]
N = None
FOUR: list[Unit] = [
    *zip(
        [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
        [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
        strict=True,
    )
]
UNITS = st.lists(
    st.tuples(*[st.one_of(st.none(), st.integers(0, 4).map(float))] * 3), min_size=2, max_size=20
)
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


def crossed(matrix: Sequence[Sequence[int]]) -> list[Unit]:
    """Return the units that a table of two coders counts."""
    return [
        (str(row), str(column))
        for row, counts in enumerate(matrix)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def test_kappa_of_fleiss() -> None:
    # Fleiss, Statistical Methods for Rates and Proportions, 2nd ed. 1981, table 13.1.
    units = crossed([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    assert raw_agreement(units) == pytest.approx(0.89)
    assert kappa(units) == pytest.approx(0.68, abs=0.005)


def test_kappa_of_married_couples() -> None:
    # Hout and others 1987 in Agresti 1990, table 2.10; figures as the R package vcd prints them.
    units = crossed([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]])
    assert kappa(units) == pytest.approx(0.1293, abs=0.00005)
    assert kappa(units, "0123") == pytest.approx(0.2374, abs=0.00005)


@pytest.mark.parametrize(
    ("units", "scale", "value"),
    [
        (MEG_OWEN, "nominal", 0.095),
        (BEN_GERRY, "nominal", 0.692),
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
    ],
)
def test_alpha_of_krippendorff(units: list[Unit], scale: Scale, value: float) -> None:
    assert alpha(units, scale) == pytest.approx(value, abs=0.0005)


@given(UNITS, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_that_of_another_program(units: list[Unit], scale: Scale) -> None:
    krippendorff: Any = importlib.import_module("krippendorff")
    numpy: Any = importlib.import_module("numpy")
    ours = alpha(units, scale)
    assume(ours is not None)
    data = numpy.array([[numpy.nan if each is None else each for each in unit] for unit in units]).T
    theirs = krippendorff.alpha(reliability_data=data, level_of_measurement=scale)
    assert ours == pytest.approx(theirs)


@given(PAIRS)
def test_who_gives_what_first_changes_nothing(units: list[tuple[str, str]]) -> None:
    turned = [(other, one) for one, other in units]
    for measure in (raw_agreement, kappa, alpha):
        assert measure(units) == pytest.approx(measure(turned))


@given(PAIRS)
def test_full_agreement_is_one_where_there_are_two_values(units: list[tuple[str, str]]) -> None:
    same = [(one, one) for one, _ in units]
    assert raw_agreement(same) == 1
    told = 1 if len({one for one, _ in same}) > 1 else None
    assert kappa(same) == told
    assert alpha(same) == told


@given(UNITS, st.floats(0.5, 9), st.integers(-9, 9))
def test_an_interval_scale_has_no_unit_of_its_own(units: list[Unit], by: float, more: int) -> None:
    moved = [[None if each is None else float(each) * by + more for each in u] for u in units]
    assert alpha(moved, "interval") == pytest.approx(alpha(units, "interval"))


def test_nothing_is_told_of_nothing() -> None:
    assert raw_agreement([]) is None
    assert kappa([]) is None
    assert alpha([("a", None)]) is None
    assert bounds([], alpha) is None
    assert dice([]) is None


def test_found_by_both_of_what_either_found() -> None:
    # Two of three that one found, two of four that the other found.
    units = [(True, True), (True, True), (True, False), (False, True), (False, True)]
    assert dice(units) == pytest.approx(2 * 2 / (3 + 4))


def test_bounds_hold_the_measure_and_follow_from_the_seed() -> None:
    found = bounds(BEN_GERRY, alpha, seed=0)
    assert found is not None
    assert found[0] < 0.692 < found[1]
    assert found == bounds(BEN_GERRY, alpha, seed=0)
    assert found != bounds(BEN_GERRY, alpha, seed=1)


def test_more_units_bring_the_bounds_together() -> None:
    few, many = bounds(BEN_GERRY, alpha), bounds(BEN_GERRY * 10, alpha)
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < few[1] - few[0]


def test_no_difference_in_so_many_says_little() -> None:
    # The rule of three: about 3 / n.
    assert may_differ(100) == pytest.approx(0.0295, abs=0.0005)
    assert may_differ(1) == pytest.approx(0.95)
