"""Where each actor stands on each provision on a day, with the evidence for it."""

from collections.abc import Iterator
from datetime import date

from reftel.dossier.dossier import Dossier
from reftel.dossier.log import deciding_day
from reftel.dossier.records import Statement
from reftel.dossier.stances import Stance
from reftel.dossier.statements import ranked
from reftel.telegram.model import Record


class Position(Record, frozen=True, kw_only=True):
    """An actor on a provision. evidence: what is in force, what says most of it first.

    stance: of the first of them. is_contested: whether the others cannot all be true with it.
    """

    actor: str
    provision: str
    stance: Stance
    evidence: tuple[Statement, ...]
    is_contested: bool


def positions(dossier: Dossier, on: date | None = None) -> list[Position]:
    """Return every actor's position on every provision of which there is evidence."""
    held = dossier.statements.held(on)
    actors = dict.fromkeys(each.actor for each in dossier.statements)
    return [
        _position(dossier, ranked(evidence))
        for provision in dossier.provisions
        for actor in actors
        if (evidence := held.get((actor, provision.id)))
    ]


def without_evidence(dossier: Dossier, provision: str, on: date | None = None) -> Iterator[str]:
    """Yield the members of the deciding body of whom nothing is known on a provision."""
    if dossier.actors.get(dossier.title.body) is None:
        return
    known = {each.actor for each in dossier.statements.in_force(on) if each.provision == provision}
    members = dossier.actors.members(dossier.title.body, on or deciding_day(dossier))
    yield from (each for each in members if each not in known)


def _position(dossier: Dossier, evidence: list[Statement]) -> Position:
    stances = [dossier.stance(each) for each in evidence]
    return Position(
        actor=evidence[0].actor,
        provision=evidence[0].provision,
        stance=stances[0],
        evidence=tuple(evidence),
        is_contested=not all(stances[0].may_be(each) for each in stances[1:]),
    )
