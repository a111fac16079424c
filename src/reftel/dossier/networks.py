"""Who stands where, and who agrees with whom, as of a day."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from reftel.dossier.dossier import Dossier
from reftel.dossier.records import Provision, Statement
from reftel.dossier.stances import Stance
from reftel.telegram.model import Record


class Held(Record, frozen=True, kw_only=True):
    """The stance of an actor on a provision: the statement that says most of it.

    stance: where that lies. statements: how many are in force of the actor on the provision.
    """

    actor: str
    provision: str
    statement: Statement
    stance: Stance
    statements: int


class Agreement(Record, frozen=True, kw_only=True):
    """How near two actors are. weight: 0 (opposite ends) to 1 (one place). shared: provisions."""

    actor: str
    other: str
    weight: float
    shared: int


def held(dossier: Dossier, on: date | None = None) -> list[Held]:
    """Return one stance for each actor and provision that has one in force, in order of ids.

    Of several statements the one that says most counts (`Statements.of`): the actor's own words
    before what others say or expect of it, then the newest.
    """
    pairs = {(each.actor, each.provision) for each in dossier.statements.in_force(on)}
    found: list[Held] = []
    for actor, provision in sorted(pairs):
        statements = dossier.statements.of(actor, provision, on)
        first = statements[0]
        found.append(
            Held(
                actor=actor,
                provision=provision,
                statement=first,
                stance=dossier.stance(first),
                statements=len(statements),
            )
        )
    return found


def agreements(dossier: Dossier, on: date | None = None) -> list[Agreement]:
    """Return how near each two actors are that are placed on one provision or more.

    The weight is 1 - the mean of |difference| / range over the provisions on which both have a
    place, the middle of an interval. A provision of which one of them has no place says nothing
    of the two.
    """
    places = _shares(held(dossier, on), dossier.provisions)
    found: list[Agreement] = []
    for one, other in combinations(sorted(places), 2):
        shared = places[one].keys() & places[other].keys()
        if shared:
            apart = sum(abs(places[one][each] - places[other][each]) for each in sorted(shared))
            weight = 1 - apart / len(shared)
            found.append(Agreement(actor=one, other=other, weight=weight, shared=len(shared)))
    return found


def share(place: float, provision: Provision) -> float | None:
    """Return a place as a share of the scale, 0 to 1; None where the scale has no length."""
    length = provision.high - provision.low
    return (place - provision.low) / length if length > 0 else None


def _shares(
    stances: Sequence[Held], provisions: Sequence[Provision]
) -> dict[str, dict[str, float]]:
    by_id = {each.id: each for each in provisions}
    found: dict[str, dict[str, float]] = {}
    for each in stances:
        middle, provision = each.stance.middle, by_id.get(each.provision)
        if middle is not None and provision and (place := share(middle, provision)) is not None:
            found.setdefault(each.actor, {})[each.provision] = place
    return found
