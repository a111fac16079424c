"""Networks of a dossier: actors and provisions, tied by stances; actors, tied by agreement."""

from collections.abc import Callable
from datetime import date
from typing import Literal

from reftel.archive.graph.formats import Kind, Network, Tie, Vertex
from reftel.desk.dossiers.exporting.provenance import whole_hash
from reftel.dossier.agreeing import nearness, share
from reftel.dossier.dossier import Dossier
from reftel.dossier.positions import Position, positions
from reftel.dossier.records import Provision

NetworkName = Literal["actor-provision", "agreement"]
ACTOR: dict[str, Kind] = {"mode": "string", "label": "string", "kind": "string"}
PROVISION: dict[str, Kind] = {"scale_low": "double", "scale_high": "double"}
STANCE: dict[str, Kind] = {
    "stance": "string",
    "stance_kind": "string",
    "low": "double",
    "high": "double",
    "weight": "double",
    "source": "string",
    "strength": "string",
    "statement": "string",
    "cite": "string",
    "statements": "int",
    "contested": "boolean",
}
AGREEMENT: dict[str, Kind] = {"weight": "double", "shared": "int"}


def actor_provision(dossier: Dossier, on: date | None) -> Network:
    """Return the two-mode network; a tie weighs its middle as a share of the scale, 0 to 1."""
    found = positions(dossier, on)
    actors = sorted({each.actor for each in found})
    scales = {each.id: each for each in dossier.provisions}
    named = [each for each in scales if any(each == place.provision for place in found)]
    return Network(
        name=_named(dossier, "actor-provision"),
        vertices=[
            *(_actor(dossier, each) for each in actors),
            *(_provision(scales[each]) for each in sorted(named)),
        ],
        ties=[_stance(each, scales[each.provision]) for each in found],
        vertex_keys=ACTOR | PROVISION,
        tie_keys=STANCE,
        is_directed=False,
        first=len(actors),
        data=_provenance(dossier, on),
    )


def agreement(dossier: Dossier, on: date | None) -> Network:
    """Return the network of the actors that have a stance, tied where they share a provision."""
    ties = [
        Tie(
            f"actor:{each.actor}",
            f"actor:{each.other}",
            each.weight,
            {"weight": each.weight, "shared": each.shared},
        )
        for each in nearness(dossier, on)
    ]
    actors = sorted({each.actor for each in positions(dossier, on)})
    return Network(
        name=_named(dossier, "agreement"),
        vertices=[_actor(dossier, each) for each in actors],
        ties=ties,
        vertex_keys=ACTOR,
        tie_keys=AGREEMENT,
        is_directed=False,
        data=_provenance(dossier, on),
    )


NETWORKS: dict[NetworkName, Callable[[Dossier, date | None], Network]] = {
    "actor-provision": actor_provision,
    "agreement": agreement,
}


def _named(dossier: Dossier, what: str) -> str:
    """Return the network's id; GraphML allows no blanks in it."""
    return "_".join(f"{dossier.name}-{what}".split())


def _actor(dossier: Dossier, actor: str) -> Vertex:
    found, name = dossier.actors.get(actor), dossier.actors.name_of(actor)
    data = {"mode": "actor", "label": name, "kind": found.kind if found else None}
    return Vertex(f"actor:{actor}", name, data)


def _provision(provision: Provision) -> Vertex:
    data = {
        "mode": "provision",
        "label": provision.name,
        "scale_low": provision.low,
        "scale_high": provision.high,
    }
    return Vertex(f"provision:{provision.id}", provision.name, data)


def _stance(position: Position, provision: Provision) -> Tie:
    said, place = position.evidence[0], position.stance
    weight = share(place.middle, provision)
    data = {
        "stance": said.stance,
        "stance_kind": place.kind,
        "low": place.low,
        "high": place.high,
        "weight": weight,
        "source": said.source,
        "strength": said.strength or None,
        "statement": said.id,
        "cite": said.cite or None,
        "statements": len(position.evidence),
        "contested": position.is_contested,
    }
    return Tie(f"actor:{position.actor}", f"provision:{provision.id}", weight, data)


def _provenance(dossier: Dossier, on: date | None) -> dict[str, str]:
    """Return what the graph says of itself."""
    return {
        "dossier": dossier.name,
        "title": dossier.title.title,
        "as_of": on.isoformat() if on else "",
        "sha256": whole_hash(dossier),
    }
