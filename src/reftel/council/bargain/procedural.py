"""The procedural model: a setter proposes to a body with veto players what suits it best.

The outcome is the point of the winset that is nearest to the setter's ideal; without one that the
setter likes better than the reference point, it proposes nothing. Steunenberg, "Decision making
under different institutional arrangements", Journal of Institutional and Theoretical Economics 150
(1994), 642-669; Tsebelis, Veto Players (2002), chapter 2.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np

from reftel.council.errors import CouncilError
from reftel.council.game import Game
from reftel.council.issue import Issue, Numbers, Space
from reftel.council.sincere import Voters, place, voters_of
from reftel.council.winset_line import line_winset
from reftel.council.winset_plane import plane_winset


class Procedure(msgspec.Struct, frozen=True, kw_only=True):
    """What a setter obtains.

    outcome: a number an issue; the reference point where nothing is proposed. proposes: whether
    there is a proposal. attained: whether the outcome itself is carried; else drafts as near to it
    as one likes are. gain: how much nearer to the setter than the reference point.
    """

    setter: str
    outcome: tuple[float, ...]
    reference: tuple[float, ...]
    proposes: bool
    attained: bool
    gain: float


def procedural(  # noqa: PLR0913 - who proposes, to whom, by what rule
    space: Space | Issue,
    game: Game,
    setter: str,
    reference: Sequence[float] | float,
    *,
    costs: Mapping[str, float] | None = None,
    draws: int = 100_000,
    seed: int = 0,
) -> Procedure:
    """Return what a member obtains that alone may propose, and may keep the gate shut.

    reference: a number an issue, on its scale. costs: blocking costs by name. Exact on one issue
    and on two; on more the best of drafts that are drawn (draws, seed). Raises CouncilError.
    """
    voters = voters_of(space, game, costs)
    fallback = place(voters, reference, "reference")
    if setter not in game.names:
        message = f"the setter {setter} is no member"
        raise CouncilError(message)
    ideal = voters.ideals[game.names.index(setter)]
    best = _nearest(voters, fallback, ideal, np.random.default_rng(seed), draws)
    gain = float(np.linalg.norm(fallback - ideal))
    if best is not None:
        gain -= float(np.linalg.norm(best - ideal))
    proposes = best is not None and gain > voters.slack
    outcome = best if proposes and best is not None else fallback
    return Procedure(
        setter=setter,
        outcome=tuple(outcome.tolist()),
        reference=tuple(fallback.tolist()),
        proposes=proposes,
        attained=proposes and bool(voters.carried(outcome[None], fallback)[0]),
        gain=gain if proposes else 0.0,
    )


def _nearest(
    voters: Voters, reference: Numbers, ideal: Numbers, chance: np.random.Generator, draws: int
) -> Numbers | None:
    """Return the point of the winset, or of its border, that is nearest to the ideal."""
    if voters.carried(ideal[None], reference)[0]:
        return ideal
    if ideal.size == 1:
        found = line_winset(voters, float(reference[0]))
        return _closest([(end,) for each in found.drafts for end in (each.low, each.high)], ideal)
    if ideal.size == 2:
        plane = plane_winset(voters, (float(reference[0]), float(reference[1])))
        near = plane.nearest((float(ideal[0]), float(ideal[1])))
        return None if near is None else np.array(near)
    drafts = chance.uniform(voters.low, voters.high, (draws, ideal.size))
    return _closest(drafts[voters.carried(drafts, reference)], ideal)


def _closest(points: Iterable[Sequence[float]] | Numbers, ideal: Numbers) -> Numbers | None:
    table = np.array(list(points)).reshape(-1, ideal.size)
    if not table.size:
        return None
    return table[np.linalg.norm(table - ideal, axis=1).argmin()]
