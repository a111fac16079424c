"""Which actors are near each other, as of a day."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from reftel.dossier.dossier import Dossier
from reftel.dossier.positions import Position, positions
from reftel.dossier.records import Provision
from reftel.telegram.model import Record


class Nearness(Record, frozen=True, kw_only=True):
    """How near two actors are. weight: 0 (opposite ends) to 1 (one place). shared: provisions."""

    actor: str
    other: str
    weight: float
    shared: int


def nearness(dossier: Dossier, on: date | None = None) -> list[Nearness]:
    """Return how near each two actors are that have a place on one provision or more in common.

    The weight is 1 - the mean of |difference| / range over the provisions on which both have a
    place: the middle of an interval, of several statements that which says most. A provision on
    which one of them has no place says nothing of the two.
    """
    places = _shares(positions(dossier, on), {each.id: each for each in dossier.provisions})
    found: list[Nearness] = []
    for one, other in combinations(sorted(places), 2):
        shared = sorted(places[one].keys() & places[other].keys())
        if shared:
            apart = sum(abs(places[one][each] - places[other][each]) for each in shared)
            weight = 1 - apart / len(shared)
            found.append(Nearness(actor=one, other=other, weight=weight, shared=len(shared)))
    return found


def share(place: float | None, provision: Provision | None) -> float | None:
    """Return a place as a share of its scale, 0 to 1; None without a place or a scale."""
    if place is None or provision is None or provision.high <= provision.low:
        return None
    return (place - provision.low) / (provision.high - provision.low)


def _shares(
    found: Iterable[Position], provisions: dict[str, Provision]
) -> dict[str, dict[str, float]]:
    shares: dict[str, dict[str, float]] = {}
    for each in found:
        place = share(each.stance.middle, provisions.get(each.provision))
        if place is not None:
            shares.setdefault(each.actor, {})[each.provision] = place
    return shares
