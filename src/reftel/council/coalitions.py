"""Coalitions for and against a draft, from its whip count: who is to be won, who can block.

A standing is a place on a ladder: no, lean no, abstain or unknown, lean yes, yes. Bringing a member
to a vote costs its price for each rung to the nearest standing that counts as that vote.
"""

from collections.abc import Collection, Mapping

import msgspec
import numpy as np

from reftel.council.cheapest import Moves, cheapest
from reftel.council.game import ABSTAIN, COLUMNS, NO, YES, Game, Integers, Numbers, game, passes
from reftel.council.sitting import Sitting
from reftel.council.whip import LEANING, Standing, WhipCount, WhipRow

LADDER: Mapping[Standing, int] = {
    "no": 0,
    "lean no": 1,
    "abstain": 2,
    "unknown": 2,
    "lean yes": 3,
    "yes": 4,
}
_RUNGS = {NO: (0, 1), ABSTAIN: (2,), YES: (3, 4)}


class Blocker(msgspec.Struct, frozen=True, kw_only=True):
    """A member whose no is enough against a draft that all others support. cost: of that no."""

    member: str
    cost: float


class Coalitions(msgspec.Struct, frozen=True, kw_only=True):
    """What can be done for and against a draft.

    to_pass, to_fail: the cheapest moves from the standings now; one without moves where the draft
    passes, or fails, as things stand. alone: who can block alone. to_block: the cheapest sets that
    block even if all others vote yes, minimal each; those who can block alone among them.
    """

    to_pass: tuple[Moves, ...]
    to_fail: tuple[Moves, ...]
    alone: tuple[Blocker, ...]
    to_block: tuple[Moves, ...]


def coalitions(
    sitting: Sitting,
    count: WhipCount,
    *,
    parties: Collection[str] = (),
    several: int = 5,
) -> Coalitions:
    """Return the cheapest coalitions for and against the draft of a count.

    sitting, parties: those of the count. several: how many of each at most.
    """
    open_votes = game(sitting.rule(count.rule), sitting.members, parties=parties)
    rows = [row for row in count.rows if row.code in open_votes.names]
    costs = np.array([_costs(row) for row in rows])
    start = np.array([COLUMNS.index(LEANING[row.standing]) for row in rows])
    return Coalitions(
        to_pass=cheapest(open_votes, start, costs, several=several),
        to_fail=cheapest(open_votes, start, costs, passing=False, several=several),
        alone=tuple(
            Blocker(member=open_votes.names[at], cost=float(costs[at, NO]))
            for at in sorted(_alone(open_votes), key=lambda at: costs[at, NO])
        ),
        to_block=_blocking(open_votes, costs, several),
    )


def _costs(row: WhipRow) -> list[float]:
    place = LADDER[row.standing]
    return [
        row.price * min(abs(place - rung) for rung in _RUNGS[vote]) for vote in (NO, ABSTAIN, YES)
    ]


def _alone(open_votes: Game) -> list[int]:
    votes: Integers = np.full((open_votes.size, open_votes.size), YES)
    np.fill_diagonal(votes, NO)
    return np.flatnonzero(~passes(open_votes, votes)).tolist()


def _blocking(open_votes: Game, costs: Numbers, several: int) -> tuple[Moves, ...]:
    """Return sets that block against everybody else: who is not in them votes yes, for nothing."""
    against = costs.copy()
    against[:, YES] = 0
    everybody = np.full(open_votes.size, YES)
    return cheapest(open_votes, everybody, against, passing=False, several=several)
