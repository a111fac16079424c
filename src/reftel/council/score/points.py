"""How far points lie from outcomes, on the scale from 0 to 100."""

from collections.abc import Sequence

import msgspec
import numpy as np

from reftel.council.errors import CouncilError

NEAR = (5.0, 10.0, 20.0)


class PointScore(msgspec.Struct, frozen=True, kw_only=True):
    """Absolute errors on the scale from 0 to 100. within_5, 10, 20: shares, 0 to 1."""

    cases: int
    mean: float
    median: float
    within_5: float
    within_10: float
    within_20: float


def point_score(errors: Sequence[float]) -> PointScore:
    """Return what the absolute errors come to, shape (cases,), each 0 to 100.

    An error of exactly 5 is within 5. Raises CouncilError without errors.
    """
    found = np.asarray(errors, dtype=np.float64)
    if not found.size:
        message = "no errors to score"
        raise CouncilError(message)
    within = [float(np.mean(found <= near)) for near in NEAR]
    return PointScore(
        cases=int(found.size),
        mean=float(found.mean()),
        median=float(np.median(found)),
        within_5=within[0],
        within_10=within[1],
        within_20=within[2],
    )
