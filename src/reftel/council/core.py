"""The core: what nothing beats under a body's rule.

Black, "On the rationale of group decision-making" (1948), for the line; Tsebelis, Veto Players
(2002), chapter 1, for the core of veto players.
"""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from reftel.council.errors import CouncilError
from reftel.council.game import Flags, Game
from reftel.council.issue import Issue, Numbers, Space
from reftel.council.sincere import Voters, place, voters_of
from reftel.council.winset_line import Interval, line_core


class FiniteCore(msgspec.Struct, frozen=True, kw_only=True):
    """The core of a finite set of drafts, by trying every pair.

    core: names of the drafts that no other one beats, in the given order. beaten_by: for each draft
    the names of those that beat it.
    """

    core: tuple[str, ...]
    beaten_by: dict[str, tuple[str, ...]]


def core(issue: Issue, game: Game) -> tuple[Interval, ...]:
    """Return the points of an issue that no other point of its scale beats, from low to high.

    Exact, without blocking costs, which only make the core larger. Under a rule with a quota the
    core is one interval or empty. Raises CouncilError.
    """
    return line_core(voters_of(issue, game))


def core_of_drafts(
    space: Space | Issue,
    game: Game,
    drafts: Mapping[str, Sequence[float] | float],
    *,
    costs: Mapping[str, float] | None = None,
    by_salience: bool = False,
) -> FiniteCore:
    """Return the core of named drafts; the reference point is one of them where it is to count.

    drafts: a number an issue. Raises CouncilError, also for no drafts.
    """
    if not drafts:
        message = "no drafts: a core needs one"
        raise CouncilError(message)
    voters = voters_of(space, game, costs, by_salience=by_salience)
    points = np.array([place(voters, point, name) for name, point in drafts.items()])
    beats = contests(voters, points)
    names = list(drafts)
    beaten_by = {
        name: tuple(names[row] for row in np.flatnonzero(beats[:, column]))
        for column, name in enumerate(names)
    }
    return FiniteCore(
        core=tuple(name for name in names if not beaten_by[name]), beaten_by=beaten_by
    )


def contests(voters: Voters, points: Numbers) -> Flags:
    """Return whether the row's point beats the column's, shape (points, points)."""
    return np.stack([voters.carried(points, reference) for reference in points], axis=1)
