"""A forecast's draws as shares of bins, which `Scale.shares` takes."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from reftel.desk.pictures.records import PictureError

BINS = 50


def of_draws(
    draws: Sequence[float], low: float, high: float, bins: int = BINS
) -> tuple[float, ...]:
    """Return the share of draws in each of `bins` equal bins from low to high.

    A draw on an edge is of the higher bin; one at `high` is of the last. Raises PictureError.
    """
    values = np.asarray(draws, dtype=np.float64)
    _check(values, low, high)
    counts, _ = np.histogram(values, bins=bins, range=(low, high))
    return tuple(float(each) for each in counts / len(values))


def of_quantiles(
    quantiles: Sequence[float], low: float, high: float, bins: int = BINS
) -> tuple[float, ...]:
    """Return the shares of bins from the 1st to the 99th hundredth, or as many quantiles as given.

    Between two neighbours the draws lie evenly; what stands at one place is all in its bin; beyond
    the first and the last nothing is known, and their shares stay with them. Raises PictureError.
    """
    values = np.sort(np.asarray(quantiles, dtype=np.float64))
    _check(values, low, high)
    ends: list[float] = [values[0], *values, values[-1]]
    edges = np.linspace(low, high, bins + 1)
    shares = np.zeros(bins)
    for left, right in pairwise(ends):
        if left == right:
            shares[min(int(np.searchsorted(edges, left, side="right")) - 1, bins - 1)] += 1
        else:
            within = (np.clip(edges, left, right) - left) / (right - left)
            shares += within[1:] - within[:-1]
    return tuple(float(each) for each in shares / (len(ends) - 1))


def _check(values: "np.ndarray[tuple[int], np.dtype[np.float64]]", low: float, high: float) -> None:
    if not values.size:
        message = "a forecast without draws"
        raise PictureError(message)
    if not low < high or not np.all((values >= low) & (values <= high)):
        message = f"a draw is not on the scale from {low:g} to {high:g}"
        raise PictureError(message)
