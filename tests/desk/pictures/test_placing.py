"""Labels never overlap: laws of placing."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reftel.desk.pictures.placing import Box, beside, box_around, spread, tiers

PLACES = st.floats(0, 10, allow_nan=False)
SPANS = st.tuples(PLACES, st.floats(0.1, 3)).map(lambda each: (each[0], each[0] + each[1]))


@given(st.lists(SPANS, max_size=30))
def test_no_two_spans_of_a_row_overlap(spans: list[tuple[float, float]]) -> None:
    rows = tiers(spans)
    for (one, first), (two, second) in combinations(zip(rows, spans, strict=True), 2):
        assert one != two or first[1] <= second[0] or second[1] <= first[0]


@given(st.lists(SPANS, min_size=1, max_size=30))
def test_there_are_as_few_rows_as_can_be(spans: list[tuple[float, float]]) -> None:
    deepest = max(sum(low <= at < high for low, high in spans) for at, _ in spans)
    assert max(tiers(spans)) + 1 == deepest


@given(st.lists(st.tuples(PLACES, st.floats(0.05, 1)), max_size=30))
def test_what_is_spread_keeps_its_order_and_its_distance(told: list[tuple[float, float]]) -> None:
    wanted, sizes = [each[0] for each in told], [each[1] for each in told]
    found = spread(wanted, sizes, 0, max(10, sum(sizes)))
    order = sorted(range(len(told)), key=lambda at: (wanted[at], at))
    for before, after in pairwise(order):
        assert found[after] - found[before] >= (sizes[before] + sizes[after]) / 2 - 1e-9
    for at, size in zip(found, sizes, strict=True):
        assert size / 2 - 1e-9 <= at <= max(10, sum(sizes)) - size / 2 + 1e-9


def test_what_has_room_stays_where_it_is() -> None:
    assert spread([1, 5, 9], [1, 1, 1], 0, 10) == [1, 5, 9]
    assert spread([5, 5], [1, 1], 0, 10) == [4.5, 5.5]
    assert spread([], [], 0, 1) == []


@given(st.lists(st.tuples(PLACES, PLACES), max_size=12))
def test_labels_beside_points_cover_nothing(points: list[tuple[float, float]]) -> None:
    sizes = [(0.4, 0.2)] * len(points)
    taken = [box_around(*each, 0.1, 0.1) for each in points]
    within = Box(-2, -2, 12, 12)
    labels = [box_around(*place, 0.4, 0.2) for place in beside(points, sizes, taken, within, 0.06)]
    assert all(within.holds(each) for each in labels)
    assert not any(one.overlaps(two) for one, two in combinations(labels, 2))
    assert not any(label.overlaps(dot) for label in labels for dot in taken)


def test_a_label_without_room_stands_on_its_point() -> None:
    assert beside([(0.5, 0.5)], [(2, 2)], [], Box(0, 0, 1, 1), 0.1) == [(0.5, 0.5)]


@pytest.mark.parametrize("other", [Box(1, 0, 2, 1), Box(0, 1, 1, 2)])
def test_boxes_that_touch_do_not_overlap(other: Box) -> None:
    assert not Box(0, 0, 1, 1).overlaps(other)
