"""Draws and quantiles as shares of bins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reftel.desk.pictures.density import of_draws, of_quantiles
from reftel.desk.pictures.records import PictureError

DRAWS = st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=99)


@given(DRAWS)
def test_shares_sum_to_one(draws: list[float]) -> None:
    for shares in (of_draws(draws, 0, 100), of_quantiles(draws, 0, 100)):
        assert len(shares) == 50
        assert sum(shares) == pytest.approx(1)
        assert min(shares) >= -1e-12


def test_an_edge_is_of_the_higher_bin_and_the_end_of_the_last() -> None:
    assert of_draws([0, 50, 100], 0, 100, 2) == pytest.approx((1 / 3, 2 / 3))
    assert of_quantiles([50, 50, 50], 0, 100, 2) == (0, 1)
    assert of_quantiles([100], 0, 100, 2) == (0, 1)
    assert of_quantiles([0, 5e-324], 0, 100, 2) == (1, 0)


def test_quantiles_give_nearly_what_the_draws_give() -> None:
    draws = np.random.default_rng(0).normal(50, 12, 20_000).clip(0, 100)
    quantiles = np.quantile(draws, np.arange(1, 100) / 100)
    exact, near = (
        np.cumsum(each)
        for each in (of_draws(list(draws), 0, 100), of_quantiles(list(quantiles), 0, 100))
    )
    assert np.abs(exact - near).max() < 0.02


@pytest.mark.parametrize(
    ("draws", "told"),
    [([], "without draws"), ([101.0], "not on the scale"), ([float("nan")], "not on the scale")],
)
def test_what_cannot_be_drawn_is_refused(draws: list[float], told: str) -> None:
    for make in (of_draws, of_quantiles):
        with pytest.raises(PictureError, match=told):
            make(draws, 0, 100)
