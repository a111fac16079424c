"""Networks for other programs: GraphML (Brandes and others 2002) and Pajek."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

Kind = Literal["boolean", "double", "int", "string"]
Datum = str | float | bool | None


@dataclass(frozen=True, slots=True)
class Vertex:
    """A vertex. id: unique in its network. data: by the network's vertex_keys; None is left out."""

    id: str
    label: str
    data: Mapping[str, Datum]


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge or arc. weight: for Pajek; None where it has none, and then Pajek has no line."""

    source: str
    target: str
    weight: float | None
    data: Mapping[str, Datum]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A network. first: how many vertices are of the first mode; None where there is one mode."""

    name: str
    vertices: Sequence[Vertex]
    ties: Sequence[Tie]
    vertex_keys: Mapping[str, Kind]
    tie_keys: Mapping[str, Kind]
    is_directed: bool = True
    first: int | None = None
    data: Mapping[str, str] = field(default_factory=lambda: {})


def graphml(network: Network) -> str:
    """Return a network as GraphML; its own data are those of the graph."""
    of_ties = {
        name: name if name not in network.vertex_keys else f"tie_{name}"
        for name in network.tie_keys
    }
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(_key(name, name, "node", kind) for name, kind in network.vertex_keys.items()),
        *(_key(of_ties[name], name, "edge", kind) for name, kind in network.tie_keys.items()),
        *(_key(f"graph_{name}", name, "graph", "string") for name in network.data),
        f"<graph id={_attribute(network.name)}"
        f' edgedefault="{"directed" if network.is_directed else "undirected"}">',
        *(_datum(f"graph_{name}", value) for name, value in network.data.items()),
        *(_vertex(each) for each in network.vertices),
        *(_tie(each, of_ties) for each in network.ties),
        "</graph>",
        "</graphml>",
    ]
    return "\n".join(lines) + "\n"


def pajek(network: Network) -> str:
    """Return a network as Pajek reads it; ties without a weight are left out."""
    at = {each.id: number for number, each in enumerate(network.vertices, 1)}
    modes = f" {network.first}" if network.first is not None else ""
    lines = [
        f"*Vertices {len(at)}{modes}",
        *(_label(number, each) for number, each in enumerate(network.vertices, 1)),
        "*Arcs" if network.is_directed else "*Edges",
        *(
            f"{at[each.source]} {at[each.target]} {each.weight}"
            for each in network.ties
            if each.weight is not None
        ),
    ]
    return "\n".join(lines) + "\n"


def words(text: str) -> str:
    """Return text as XML holds it, in one line."""
    return escape(_clean(text))


def _key(identity: str, name: str, what: str, kind: Kind) -> str:
    return f'<key id="{identity}" for="{what}" attr.name="{name}" attr.type="{kind}"/>'


def _vertex(vertex: Vertex) -> str:
    return f"<node id={_attribute(vertex.id)}>{''.join(_data(vertex.data, {}))}</node>"


def _tie(tie: Tie, keys: Mapping[str, str]) -> str:
    return (
        f"<edge source={_attribute(tie.source)} target={_attribute(tie.target)}>"
        f"{''.join(_data(tie.data, keys))}</edge>"
    )


def _data(data: Mapping[str, Datum], keys: Mapping[str, str]) -> Iterator[str]:
    for name, value in data.items():
        if value is not None:
            yield _datum(keys.get(name, name), value)


def _datum(key: str, value: Datum) -> str:
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return f'<data key="{key}">{words(written)}</data>'


def _label(number: int, vertex: Vertex) -> str:
    quoted = _clean(vertex.label).replace('"', "'")
    return f'{number} "{quoted}"'


def _clean(text: str) -> str:
    """Return text in one line, without what XML cannot hold."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))
