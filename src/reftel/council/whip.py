"""The whip count of a draft: where each member stands, what passes now, what is missing.

A standing is what an analyst holds of a member's vote; how much it is worth stands in `CHANCES`, in
the open, to be set by whoever counts. Members are taken to vote independently: a count in which two
follow a third is surer, or less sure, than is said here.
"""

from collections.abc import Collection, Mapping, Sequence
from math import isfinite
from typing import Literal

import msgspec
import numpy as np

from reftel.council.conditions import Vote
from reftel.council.errors import CouncilError
from reftel.council.game import COLUMNS, NO, YES, Game, Numbers, game
from reftel.council.passing import DRAWS, Method, Passing, passing
from reftel.council.rules import Outcome, Rule, Seat, decide, has_veto
from reftel.council.sitting import Sitting

Standing = Literal["yes", "lean yes", "abstain", "lean no", "no", "unknown"]
STANDINGS: tuple[Standing, ...] = ("yes", "lean yes", "abstain", "lean no", "no", "unknown")


class Chances(msgspec.Struct, frozen=True, kw_only=True):
    """How likely a member votes yes, abstains, votes no; they sum to one."""

    yes: float
    abstain: float
    no: float


CHANCES: Mapping[Standing, Chances] = {
    "yes": Chances(yes=0.96, abstain=0.03, no=0.01),
    "lean yes": Chances(yes=0.75, abstain=0.20, no=0.05),
    "abstain": Chances(yes=0.08, abstain=0.84, no=0.08),
    "lean no": Chances(yes=0.05, abstain=0.25, no=0.70),
    "no": Chances(yes=0.01, abstain=0.04, no=0.95),
    "unknown": Chances(yes=0.40, abstain=0.40, no=0.20),
}
"""Assumed, not measured: no record of counts and votes is large enough to fit them."""

LEANING: Mapping[Standing, Vote] = {
    "yes": "yes",
    "lean yes": "yes",
    "abstain": "abstain",
    "lean no": "no",
    "no": "no",
    "unknown": "abstain",
}
"""How each standing votes where leans go as they lean and nobody hears more of the unknown."""
_FIRM: Mapping[Standing, Vote] = {**LEANING, "lean yes": "abstain", "lean no": "abstain"}


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Where a member stands, as the analyst enters it.

    member: code or name. evidence: words that are passed through, such as telegram and paragraph.
    price: of a step towards or away from yes, 0 or more, in any unit that all members share.
    """

    member: str
    standing: Standing
    evidence: tuple[str, ...] = ()
    price: float = 1.0


class WhipRow(msgspec.Struct, frozen=True, kw_only=True):
    """A member in the count.

    vote: as it counts now. if_yes, if_no: how likely the draft passes if the member votes so for
    certain, others as they may. obliged: a party to the dispute, which must abstain.
    """

    code: str
    name: str
    capacity: str
    group: str
    weights: dict[str, float]
    veto: bool
    standing: Standing
    vote: Vote
    chances: Chances
    if_yes: float
    if_no: float
    evidence: tuple[str, ...]
    price: float
    obliged: bool


class WhipCount(msgspec.Struct, frozen=True, kw_only=True):
    """A whip count.

    now: what is decided if leans go as they lean and the unknown abstain. firm: if only firm
    standings count and everybody else abstains. probability: that the draft passes; error: its
    standard error where it was drawn, else 0.
    """

    body: str
    on: str
    rule: str
    needs: str
    rows: tuple[WhipRow, ...]
    now: Outcome
    firm: Outcome
    probability: float
    error: float
    method: Method
    seed: int


def whip(  # noqa: PLR0913 - what a count is made of
    sitting: Sitting,
    stands: Sequence[Stand],
    *,
    rule: str = "",
    chances: Mapping[Standing, Chances] = CHANCES,
    parties: Collection[str] = (),
    seed: int = 0,
    count: int = DRAWS,
) -> WhipCount:
    """Return the whip count of a draft; members of whom nothing stands there are unknown.

    rule: by name; the body's usual one without. parties: to the dispute, by code. seed, count: of
    draws, where the body is too large to be counted exactly. Raises CouncilError, with the member,
    for who does not sit or stands twice, a standing that is none, a price that is negative, and
    chances that do not sum to one.
    """
    chosen = sitting.rule(rule)
    _look_at(chances)
    by_code = _by_code(sitting, stands)
    held = {
        seat.code: by_code.get(seat.code, Stand(member=seat.code, standing="unknown"))
        for seat in sitting.members
    }
    open_votes = game(chosen, sitting.members, parties=parties)
    odds = _odds(open_votes, held, chances)
    found = passing(open_votes, odds, seed=seed, count=count)

    def outcome(votes: Mapping[Standing, Vote]) -> Outcome:
        cast: dict[str, Vote] = {code: votes[stand.standing] for code, stand in held.items()}
        return decide(chosen, sitting.members, cast, parties)

    return WhipCount(
        body=sitting.body,
        on=sitting.on.isoformat(),
        rule=chosen.name,
        needs=chosen.says(),
        rows=tuple(
            _row(seat, held[seat.code], chosen, chances, (open_votes, found))
            for seat in sitting.members
        ),
        now=outcome(LEANING),
        firm=outcome(_FIRM),
        probability=float(found.total[0]),
        error=float(found.error[0]),
        method=found.method,
        seed=seed,
    )


def _look_at(chances: Mapping[Standing, Chances]) -> None:
    for standing in STANDINGS:
        if standing not in chances:
            message = f"chances: none for {standing}"
            raise CouncilError(message)
        values = msgspec.structs.astuple(chances[standing])
        if not all(isfinite(each) and each >= 0 for each in values) or abs(sum(values) - 1) > 1e-9:
            message = f"chances of {standing}: {values} are no chances that sum to one"
            raise CouncilError(message)


def _by_code(sitting: Sitting, stands: Sequence[Stand]) -> dict[str, Stand]:
    found: dict[str, Stand] = {}
    for stand in stands:
        code = sitting.find(stand.member).code
        if code in found:
            message = f"{stand.member}: stands there twice"
            raise CouncilError(message)
        if stand.standing not in STANDINGS:
            message = f'{stand.member}: "{stand.standing}" is none of {", ".join(STANDINGS)}'
            raise CouncilError(message)
        if not (isfinite(stand.price) and stand.price >= 0):
            message = f"{stand.member}: price {stand.price:g} is negative or not finite"
            raise CouncilError(message)
        found[code] = stand
    return found


def _odds(
    open_votes: Game, held: Mapping[str, Stand], chances: Mapping[Standing, Chances]
) -> Numbers:
    rows = [chances[held[code].standing] for code in open_votes.names]
    return np.array([[getattr(row, vote) for vote in COLUMNS] for row in rows], dtype=np.float64)


def _row(
    seat: Seat,
    stand: Stand,
    rule: Rule,
    chances: Mapping[Standing, Chances],
    counted: tuple[Game, Passing],
) -> WhipRow:
    open_votes, found = counted
    obliged = seat.code not in open_votes.names
    given = (
        np.repeat(found.total[0], 3)
        if obliged
        else found.given[0, open_votes.names.index(seat.code)]
    )
    return WhipRow(
        code=seat.code,
        name=seat.name,
        capacity=seat.capacity,
        group=seat.group,
        weights=seat.weights,
        veto=has_veto(rule, seat) and not obliged,
        standing=stand.standing,
        vote="abstain" if obliged else LEANING[stand.standing],
        chances=Chances(yes=0, abstain=1, no=0) if obliged else chances[stand.standing],
        if_yes=float(given[YES]),
        if_no=float(given[NO]),
        evidence=stand.evidence,
        price=stand.price,
        obliged=obliged,
    )
