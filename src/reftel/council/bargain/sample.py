"""Many draws of the numbers of one issue, for Monte Carlo; looked at once, like an issue.

A draw is a row: the numbers of all players of one draw lie beside each other in memory, because
every model reads a draw at a time.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from reftel.council.bargain.compiled import compiled
from reftel.council.errors import CouncilError
from reftel.council.issue import Issue, Numbers

# float64, or float32 where memory is short; sums are taken in float64 in any case.
Table = NDArray[np.floating[Any]]
FIELDS = ("position", "salience", "capability", "weights")


class Solution(Protocol):
    """What every model returns, whatever else it tells."""

    @property
    def outcome(self) -> float:
        """The point on the issue's scale."""
        ...


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """Draws of an issue's numbers; three arrays of shape (draws, players).

    An array of shape (players,) holds for every draw. low, high, reference: as of the issue.
    Raises CouncilError, naming the draw and the player (both from 0), for what no model can take.
    """

    positions: Table
    saliences: Table
    capabilities: Table
    low: float = 0.0
    high: float = 100.0
    reference: float | None = None

    def __post_init__(self) -> None:
        shapes = {each.shape for each in (self.positions, self.saliences, self.capabilities)}
        if self.positions.ndim != 2 or 0 in self.positions.shape:
            message = (
                f"draws of positions have the shape (draws, players), not {self.positions.shape}"
            )
            raise CouncilError(message)
        if shapes - {self.positions.shape, self.positions.shape[1:]}:
            message = f"draws of several shapes: {sorted(shapes)}"
            raise CouncilError(message)
        self._look()

    def _look(self) -> None:
        ends = np.isfinite([self.low, self.high, self.high - self.low]).all()
        if not ends or self.low >= self.high:
            message = f"low {self.low:g} is not below high {self.high:g}"
            raise CouncilError(message)
        if self.reference is not None and not self.low <= self.reference <= self.high:
            message = f"reference {self.reference:g} is not on the scale"
            raise CouncilError(message)
        draw, player, field = _first_fault(*self.rows(), self.low, self.high)
        if field >= 0:
            message = f"draw {draw}, player {player}: {FIELDS[field]} that no model can take"
            raise CouncilError(message)

    def rows(self) -> tuple[Table, Table, Table]:
        """Positions, saliences, capabilities, each of shape (draws, players), nothing copied."""
        shape = self.positions.shape
        return (
            self.positions,
            np.broadcast_to(self.saliences, shape),
            np.broadcast_to(self.capabilities, shape),
        )


def repeated(issue: Issue, positions: Table) -> Sample:
    """Return draws of the positions alone; saliences and capabilities are those of the issue."""
    return Sample(
        positions=positions,
        saliences=issue.saliences,
        capabilities=issue.capabilities,
        low=issue.low,
        high=issue.high,
        reference=issue.reference,
    )


def one(issue: Issue) -> Sample:
    """Return the issue as a sample of one draw."""
    return repeated(issue, issue.positions[np.newaxis])


def stacked(samples: Sequence[Sample]) -> tuple[Numbers, Numbers, Numbers]:
    """Return positions, saliences and capabilities, each of shape (draws, issues, players).

    samples: one an issue, all with the same draws and players, else CouncilError.
    """
    if len({each.positions.shape for each in samples}) != 1:
        message = "several issues: a sample of each, all with the same draws and players"
        raise CouncilError(message)
    columns = zip(*(each.rows() for each in samples), strict=True)
    positions, saliences, capabilities = (
        np.stack([np.asarray(each, dtype=np.float64) for each in column], axis=1)
        for column in columns
    )
    return positions, saliences, capabilities


def shares(weights: Numbers) -> Numbers:
    """Return weights that sum to 1, of the same shape; also of weights whose sum is no number."""
    level = weights / weights.max()
    return level / level.sum()


@compiled
def scaled(  # noqa: PLR0913, PLR0917 - a draw and its scale
    positions: Table,
    saliences: Table,
    capabilities: Table,
    low: float,
    width: float,
    points: Numbers,
    weights: Numbers,
) -> None:
    """Write one draw on the scale from 0 to 1, and its weights with 1 as the greatest."""
    greatest = 0.0
    for player in range(positions.size):
        points[player] = (np.float64(positions[player]) - low) / width
        weights[player] = np.float64(saliences[player]) * np.float64(capabilities[player])
        greatest = max(greatest, weights[player])
    for player in range(positions.size):
        weights[player] /= greatest


@compiled
def _first_fault(
    positions: Table, saliences: Table, capabilities: Table, low: float, high: float
) -> tuple[int, int, int]:
    """Return draw, player and field of the first fault; the field is -1 where there is none."""
    draws, players = positions.shape
    for draw in range(draws):
        greatest = 0.0
        for player in range(players):
            salience, capability = saliences[draw, player], capabilities[draw, player]
            if not low <= positions[draw, player] <= high:
                return draw, player, 0
            if not 0.0 <= salience <= 1.0:
                return draw, player, 1
            if not 0.0 < capability < np.inf:
                return draw, player, 2
            greatest = max(greatest, np.float64(salience) * np.float64(capability))
        if greatest <= 0.0:
            return draw, 0, 3
    return 0, 0, -1
