"""An issue and the players on it; several issues with the same players.

Everything behind this door is finite and on its scale: what a model is given was looked at here.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import isfinite

import msgspec
import numpy as np
from numpy.typing import NDArray

from reftel.council.errors import CouncilError

Numbers = NDArray[np.float64]


class Player(msgspec.Struct, frozen=True, kw_only=True):
    """An actor on an issue.

    position: its ideal point on the issue's scale. salience: 0 to 1, how much it cares.
    capability: over 0, in any unit that all players share.
    """

    name: str
    position: float
    salience: float = 1.0
    capability: float = 1.0


class Issue(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """An issue on a scale from `low` to `high`, with the players on it.

    reference: what happens without a decision; None where nobody says. Raises CouncilError, naming
    the player and the field, for what no model can take.
    """

    name: str
    players: tuple[Player, ...]
    low: float = 0.0
    high: float = 100.0
    reference: float | None = None

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise CouncilError(fault)

    @cached_property
    def positions(self) -> Numbers:
        """The ideal points, shape (players,)."""
        return np.array([each.position for each in self.players], dtype=np.float64)

    @cached_property
    def saliences(self) -> Numbers:
        """The saliences, shape (players,)."""
        return np.array([each.salience for each in self.players], dtype=np.float64)

    @cached_property
    def capabilities(self) -> Numbers:
        """The capabilities, shape (players,)."""
        return np.array([each.capability for each in self.players], dtype=np.float64)

    @cached_property
    def weights(self) -> Numbers:
        """Capability times salience, shape (players,)."""
        return self.capabilities * self.saliences

    @property
    def width(self) -> float:
        """The length of the scale."""
        return self.high - self.low


class Space(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Several issues with the same players in the same order. Raises CouncilError otherwise."""

    issues: tuple[Issue, ...]

    def __post_init__(self) -> None:
        if not self.issues:
            message = "a space needs an issue"
            raise CouncilError(message)
        first = [each.name for each in self.issues[0].players]
        for issue in self.issues[1:]:
            if [each.name for each in issue.players] != first:
                message = (
                    f"{issue.name}: other players, or another order, than {self.issues[0].name}"
                )
                raise CouncilError(message)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The players' names."""
        return tuple(each.name for each in self.issues[0].players)

    @cached_property
    def positions(self) -> Numbers:
        """The ideal points, shape (players, issues)."""
        return np.stack([each.positions for each in self.issues], axis=1)

    @cached_property
    def saliences(self) -> Numbers:
        """The saliences, shape (players, issues)."""
        return np.stack([each.saliences for each in self.issues], axis=1)

    @cached_property
    def capabilities(self) -> Numbers:
        """The capabilities, shape (players,); those of the first issue hold for all."""
        return self.issues[0].capabilities


def issue(  # noqa: PLR0913 - what an issue has
    name: str,
    positions: Sequence[float],
    *,
    saliences: Sequence[float] | None = None,
    capabilities: Sequence[float] | None = None,
    names: Sequence[str] | None = None,
    low: float = 0.0,
    high: float = 100.0,
    reference: float | None = None,
) -> Issue:
    """Return an issue from columns; without names the players are 1, 2, 3. Raises CouncilError."""
    count = len(positions)
    salience = list(saliences) if saliences is not None else [1.0] * count
    capability = list(capabilities) if capabilities is not None else [1.0] * count
    named = list(names) if names is not None else [str(each + 1) for each in range(count)]
    for column, found in (("saliences", salience), ("capabilities", capability), ("names", named)):
        if len(found) != count:
            message = f"{name}: {count} positions, {len(found)} {column}"
            raise CouncilError(message)
    players = tuple(
        Player(name=who, position=place, salience=care, capability=strength)
        for who, place, care, strength in zip(named, positions, salience, capability, strict=True)
    )
    return Issue(name=name, players=players, low=low, high=high, reference=reference)


def _faults(issue: Issue) -> Iterator[str]:
    """Yield what no model can take, the first first."""
    ends = (issue.low, issue.high, issue.reference if issue.reference is not None else issue.low)
    if not all(map(isfinite, ends)) or issue.low >= issue.high:
        yield f"{issue.name}: low {issue.low:g} is not below high {issue.high:g}"
    elif not isfinite(issue.width):
        yield f"{issue.name}: {issue.low:g} to {issue.high:g} is too long for a scale"
    elif issue.reference is not None and not issue.low <= issue.reference <= issue.high:
        yield f"{issue.name}: reference {issue.reference:g} is not on the scale"
    if not issue.players:
        yield f"{issue.name}: no players"
    seen: set[str] = set()
    for each in issue.players:
        if each.name in seen:
            yield f"{issue.name}: {each.name} stands there twice"
        seen.add(each.name)
        yield from _player_faults(issue, each)
    if issue.players and not any(each.salience * each.capability > 0 for each in issue.players):
        yield f"{issue.name}: every weight is zero"


def _player_faults(issue: Issue, each: Player) -> Iterator[str]:
    if not (isfinite(each.position) and issue.low <= each.position <= issue.high):
        span = f"{issue.low:g} to {issue.high:g}"
        yield f"{issue.name}, {each.name}: position {each.position:g} is not on the scale, {span}"
    if not (isfinite(each.salience) and 0 <= each.salience <= 1):
        yield f"{issue.name}, {each.name}: salience {each.salience:g} is not from 0 to 1"
    if not (isfinite(each.capability) and each.capability > 0):
        yield f"{issue.name}, {each.name}: capability {each.capability:g} is not over 0"
