"""The agenda-setter: one proposes, a majority takes it or leaves it.

The setter gets the point nearest to its ideal that the median voter likes no less than what happens
without a decision. Romer & Rosenthal, "Political resource allocation, controlled agendas, and the
status quo", Public Choice 33 (1978), 27-43. Voters that are indifferent are taken to agree.
"""

import msgspec
import numpy as np

from reftel.council.errors import CouncilError
from reftel.council.issue import Issue


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What a setter proposes to a majority.

    outcome: on the issue's scale. median: the lower median, by
    capabilities. accepts: what the median voter likes no less than the reference, cut to the scale.
    """

    setter: str
    outcome: float
    reference: float
    median: float
    accepts: tuple[float, float]

    @property
    def advantage(self) -> float:
        """How far the setter draws the outcome away from the median, 0 or more."""
        return abs(self.outcome - self.median)


def agenda_setter(issue: Issue, setter: str, *, reference: float | None = None) -> Proposal:
    """Return what a setter proposes under a closed rule, and a majority of capabilities accepts.

    reference: else the issue's own. Raises CouncilError for an unknown setter, and where there is
    no reference.
    """
    names = [each.name for each in issue.players]
    if setter not in names:
        message = f"{issue.name}: the setter {setter} is no player"
        raise CouncilError(message)
    fallback = issue.reference if reference is None else reference
    if fallback is None or not issue.low <= fallback <= issue.high:
        message = f"{issue.name}: reference {fallback} is not on the scale"
        raise CouncilError(message)
    median = _lower_median(issue)
    # The far end is the reference, mirrored at the median.
    low, high = sorted((fallback, min(max(2 * median - fallback, issue.low), issue.high)))
    return Proposal(
        setter=setter,
        outcome=min(max(issue.players[names.index(setter)].position, low), high),
        reference=fallback,
        median=median,
        accepts=(low, high),
    )


def _lower_median(issue: Issue) -> float:
    """Return the position at which the capability so far reaches half of all."""
    order = np.argsort(issue.positions, kind="stable")
    weights = issue.capabilities[order] / issue.capabilities.max()
    so_far = np.cumsum(weights)
    # Sums of equal halves are rounded.
    half = so_far[-1] / 2 * (1 - 1e-12)
    return float(issue.positions[order[np.searchsorted(so_far, half)]])
