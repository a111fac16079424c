"""What beats a reference point under a body's rule: on one and two issues exactly, else sampled.

Which reference point holds, a lapse or a technical rollover, is a question of its own, and often
the one that decides: so there is one winset for each that has a name.

Tsebelis, Veto Players (2002); Charter of the United Nations, article 27.
"""

from collections.abc import Mapping, Sequence

from reftel.council.game import Game
from reftel.council.issue import Issue, Space
from reftel.council.sincere import place, voters_of
from reftel.council.winset_line import LineWinset, line_winset
from reftel.council.winset_plane import PlaneWinset, plane_winset
from reftel.council.winset_sampled import SampledWinset, sampled_winset

Winset = LineWinset | PlaneWinset | SampledWinset


def winset(  # noqa: PLR0913 - whose votes by what rule, and how they are looked at
    space: Space | Issue,
    game: Game,
    reference: Sequence[float] | float,
    *,
    costs: Mapping[str, float] | None = None,
    by_salience: bool = False,
    draws: int = 100_000,
    seed: int = 0,
) -> Winset:
    """Return the winset of a reference point.

    reference: a number an issue, on its scale. costs: blocking costs by name, in the unit of
    distance. by_salience: distances weigh the issues by the squares of each player's saliences;
    two issues are sampled then. draws, seed: of a sample. Distances on several issues mix their
    units: bring scales that differ to one measure first. Raises CouncilError.
    """
    voters = voters_of(space, game, costs, by_salience=by_salience)
    point = place(voters, reference, "reference")
    if point.size == 1:
        # On one issue all distances are the same up to who cares for nothing.
        plain = voters_of(space, game, costs)
        return line_winset(plain, float(point[0]))
    if point.size == 2 and voters.equal_stress:
        return plane_winset(voters, (float(point[0]), float(point[1])))
    return sampled_winset(voters, point, draws=draws, seed=seed)


def winsets(  # noqa: PLR0913 - as of one winset
    space: Space | Issue,
    game: Game,
    references: Mapping[str, Sequence[float] | float],
    *,
    costs: Mapping[str, float] | None = None,
    by_salience: bool = False,
    draws: int = 100_000,
    seed: int = 0,
) -> dict[str, Winset]:
    """Return a winset for each named reference point. Raises CouncilError."""
    return {
        name: winset(
            space, game, point, costs=costs, by_salience=by_salience, draws=draws, seed=seed
        )
        for name, point in references.items()
    }
