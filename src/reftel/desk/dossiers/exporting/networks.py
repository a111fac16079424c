"""Networks of a dossier: actors and provisions, tied by stances; actors, tied by agreement."""

from collections.abc import Callable
from datetime import date
from typing import Literal

from reftel.archive.graph.formats import Kind, Network, Tie, Vertex
from reftel.desk.dossiers.exporting.provenance import whole_hash
from reftel.dossier.dossier import Dossier
from reftel.dossier.networks import agreements, held, share

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
}
AGREEMENT: dict[str, Kind] = {"weight": "double", "shared": "int"}


def actor_provision(dossier: Dossier, on: date | None) -> Network:
    """Return the two-mode network; a tie weighs its middle as a share of the scale, 0 to 1."""
    stances = held(dossier, on)
    actors = sorted({each.actor for each in stances})
    provisions = {each.id: each for each in dossier.provisions}
    vertices = [_actor(dossier, each) for each in actors]
    vertices += [
        Vertex(
            f"provision:{each}",
            provisions[each].name if each in provisions else each,
            {
                "mode": "provision",
                "label": provisions[each].name if each in provisions else each,
                "scale_low": provisions[each].low if each in provisions else None,
                "scale_high": provisions[each].high if each in provisions else None,
            },
        )
        for each in sorted({each.provision for each in stances})
    ]
    ties: list[Tie] = []
    for each in stances:
        said, place = each.statement, each.stance
        provision = provisions.get(each.provision)
        known = place.middle is not None and provision is not None
        weight = share(place.middle, provision) if known else None  # pyright: ignore[reportArgumentType]
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
            "statements": each.statements,
        }
        ties.append(Tie(f"actor:{each.actor}", f"provision:{each.provision}", weight, data))
    return Network(
        name=f"{dossier.name} actor-provision",
        vertices=vertices,
        ties=ties,
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
        for each in agreements(dossier, on)
    ]
    actors = sorted({each.actor for each in held(dossier, on)})
    return Network(
        name=f"{dossier.name} agreement",
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


def _actor(dossier: Dossier, actor: str) -> Vertex:
    found, name = dossier.actors.get(actor), dossier.actors.name_of(actor)
    data = {"mode": "actor", "label": name, "kind": found.kind if found else None}
    return Vertex(f"actor:{actor}", name, data)


def _provenance(dossier: Dossier, on: date | None) -> dict[str, str]:
    """Return what the graph says of itself."""
    return {
        "dossier": dossier.name,
        "title": dossier.title.title,
        "as_of": on.isoformat() if on else "",
        "sha256": whole_hash(dossier),
    }
