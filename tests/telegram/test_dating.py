"""The number series as a clock: bounds, and what tells them."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reftel.telegram.dating import Clock, Mark
from reftel.telegram.read import read_telegram

TEXT = (
    "R {sent}\nFM AMEMBASSY LINDEN\nTO SECSTATE WASHDC\n\nUNCLAS LINDEN {number}\n\n"
    "E.O. 11652: N/A\nTAGS: PREL\nSUBJECT: TALK\n\nREF: {reference}\n\n1. TALK.\nVALE\n"
)


def clock() -> Clock:
    texts = (
        TEXT.format(sent="101200Z MAR 75", number=300, reference="STATE 41000"),
        TEXT.format(sent="121200Z MAR 75", number=310, reference="LIMA 500 OF MARCH 3"),
        TEXT.format(sent="201200Z MAR 75", number=340, reference="LINDEN 305"),
    )
    return Clock(map(read_telegram, texts))


def day(month: int, number: int, hour: int = 12) -> datetime:
    return datetime(1975, month, number, hour, tzinfo=UTC)


def test_a_number_lies_between_those_next_to_it() -> None:
    dated = clock().date("75LINDEN320")
    assert (dated.earliest.time, dated.earliest.by) == (day(3, 12), "75LINDEN310")
    assert (dated.latest.time, dated.latest.ground) == (day(3, 20), "series")
    assert dated.estimate is not None
    assert dated.estimate.date() == day(3, 15).date()


def test_what_is_referred_to_was_sent_before() -> None:
    dated = clock().date("75STATE41000")
    assert (dated.latest.time, dated.latest.ground) == (day(3, 10), "cited")
    assert (dated.earliest.ground, dated.estimate) == ("year", None)


def test_a_reference_with_its_date_tells_the_day() -> None:
    dated = clock().date("75LIMA500")
    assert (dated.earliest.time, dated.latest.time) == (day(3, 2), day(3, 4))
    assert dated.earliest.ground == "dated by a reference"


def test_what_is_guessed_bounds_nothing() -> None:
    """A year in doubt is no bound, and numbers of pairs of posts are no clock of this kind."""
    early = TEXT.format(sent="071200Z JAN 75", number=40, reference="LIMA 800")
    assert read_telegram(early).references[0].others
    assert Clock([read_telegram(early)]).date("75LIMA800").latest.ground == "year"


def test_a_number_is_found_however_it_is_written() -> None:
    assert clock().date("75 linden 0310") == clock().date("75LINDEN310")
    assert clock().date("75LINDEN310").held == day(3, 12)


def test_bounds_that_cross_are_told() -> None:
    crossed = clock()
    crossed.mark("LINDEN", 1975, Mark(315, day(3, 28), "75LINDEN315"))
    assert crossed.date("75LINDEN320").contradictory
    assert crossed.date("75LINDEN320").estimate is None


@pytest.mark.parametrize("bad", ["LINDEN320", "", "75LINDEN", "75"])
def test_what_is_no_number_with_its_year_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="one like 74LAPAZ1434 expected"):
        clock().date(bad)


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=40, unique=True))
def test_a_series_in_order_bounds_each_of_its_own(numbers: list[int]) -> None:
    """Whatever numbers are known, one that is left out lies within its bounds."""
    start = datetime(1975, 1, 1, 6, tzinfo=UTC)
    marks = [
        Mark(each, start + timedelta(hours=each), f"75LINDEN{each}") for each in sorted(numbers)
    ]
    series = Clock()
    for mark in marks:
        series.mark("LINDEN", 1975, mark)
    for mark in marks:
        dated = series.date(mark.by, without=mark.by)
        assert dated.earliest.time <= mark.time <= dated.latest.time
    assert all(one.time < two.time for one, two in pairwise(marks))
