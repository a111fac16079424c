"""What winsets, cores and procedures ask of a body's rule, and the plainest rule that answers."""

from collections.abc import Sequence
from functools import cached_property
from math import isfinite
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from reftel.council.errors import CouncilError
from reftel.council.issue import Numbers

Flags = NDArray[np.bool_]


class Rule(Protocol):
    """A rule over members in a fixed order; more yes and less no never make a draft fail."""

    @property
    def names(self) -> tuple[str, ...]:
        """The members, in the order of the votes."""
        ...

    @property
    def can_veto(self) -> Flags:
        """Whose no is enough against a draft, shape (members,)."""
        ...

    def passes(self, yes: Flags, no: Flags) -> Flags:
        """Return what is carried: votes of shape (..., members) to shape (...)."""
        ...


class VotingRule(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A draft passes with `needed` of the weight voting yes and no veto player voting no.

    weights: 0 or more, in the order of the names; without them each counts 1. vetoes: names. What
    is neither yes nor no is abstention, and absence counts as it. Charter, article 27(3), in the
    Council's practice since 1946. Raises CouncilError with the place named.
    """

    names: tuple[str, ...]
    needed: float
    weights: tuple[float, ...] | None = None
    vetoes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if len(set(self.names)) != len(self.names) or not self.names:
            raise CouncilError(f"members: {len(self.names)} names that must differ, 1 or more")
        if self.weights is not None and len(self.weights) != len(self.names):
            raise CouncilError(f"{len(self.names)} members, {len(self.weights)} weights")
        for name, weight in zip(self.names, self.weights or (), strict=False):
            if not (isfinite(weight) and weight >= 0):
                raise CouncilError(f"{name}: weight {weight:g} is not 0 or more")
        if not (isfinite(self.needed) and self.needed > 0):
            raise CouncilError(f"needed: {self.needed:g} is not over 0")
        for name in sorted(self.vetoes - set(self.names)):
            raise CouncilError(f"veto: {name} is no member")

    @property
    def can_veto(self) -> Flags:
        """Whose no is enough against a draft, shape (members,)."""
        return self._can_veto

    @cached_property
    def _can_veto(self) -> Flags:
        return np.array([name in self.vetoes for name in self.names])

    @cached_property
    def _weights(self) -> Numbers:
        return np.array(self.weights or [1.0] * len(self.names), dtype=np.float64)

    def passes(self, yes: Flags, no: Flags) -> Flags:
        """Return what is carried: votes of shape (..., members) to shape (...)."""
        # Weights such as shares of population sum to the threshold up to rounding only.
        enough = yes @ self._weights >= self.needed * (1 - 1e-12)
        return enough & ~(no & self._can_veto).any(axis=-1)


def same_members(names: Sequence[str], rule: Rule) -> None:
    """Raise CouncilError where players and members differ, or stand in another order."""
    if tuple(names) == tuple(rule.names):
        return
    extra, missing = set(names) - set(rule.names), set(rule.names) - set(names)
    if extra or missing:
        told = [f"{each} is no member" for each in sorted(extra)]
        told += [f"{each} has no position" for each in sorted(missing)]
        raise CouncilError("; ".join(told))
    raise CouncilError("players and members of the rule stand in different orders")
