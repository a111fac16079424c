"""A dossier as linked data: JSON-LD with the terms of schema.org and PROV-O where they fit.

Each claim is `prov:wasDerivedFrom` the place that it cites, `prov:wasAttributedTo` its coder.
"""

import json
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import quote

import msgspec
from msgspec.structs import fields

from reftel.core.citation import Citation, parse_citation
from reftel.desk.dossiers.exporting.provenance import whole_hash
from reftel.dossier.dossier import Dossier
from reftel.dossier.files.table import Table
from reftel.dossier.frames import inner_record
from reftel.dossier.records import Claim, Day, Provision, Statement, Step

Node = dict[str, Any]
BASE = "urn:x-reftel:"
TERMS = f"{BASE}terms#"
CONTEXT: Node = {
    "@version": 1.1,
    "@vocab": TERMS,
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "name": "schema:name",
    "title": "schema:name",
    "question": "schema:description",
    "aliases": "schema:alternateName",
    "quote": "schema:text",
    "note": "rdfs:comment",
    "status": "schema:creativeWorkStatus",
    "symbol": "schema:identifier",
    "provision": "schema:about",
    "follows": "prov:wasRevisionOf",
    "derived": "prov:wasDerivedFrom",
    "coder": "prov:wasAttributedTo",
    "part_of": "schema:isPartOf",
    "identifier": "schema:identifier",
}
CLAIM = ("schema:Claim", "prov:Entity")
TYPES = {
    "actors": ("prov:Agent",),
    "provisions": ("schema:Thing",),
    "texts": ("schema:DigitalDocument", "prov:Entity"),
    "demarches": ("schema:CommunicateAction",),
}
ACTORS = {
    "state": "schema:Country",
    "person": "schema:Person",
    "mission": "schema:GovernmentOrganization",
    "ministry": "schema:GovernmentOrganization",
}
REFERENCES = {
    "actors": (
        "actor", "speaker", "by", "of", "via", "set_by", "broken_by", "recipient", "post", "to",
        "body", "side", "audience",
    ),
    "provisions": ("provision",),
    "texts": ("text", "follows", "basis"),
    "asks": ("ask",),
    "statements": ("superseded_by", "statements"),
    "mandates": ("renews",),
}  # fmt: skip
TABLE_OF = {name: table for table, names in REFERENCES.items() for name in names}
DAYS = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def linked(dossier: Dossier) -> tuple[str, dict[str, int]]:
    """Return a dossier as JSON-LD, and how many nodes it has."""
    graph = [*_Linking(dossier).nodes()]
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
    return text + "\n", {"nodes": len(graph)}


class _Linking:
    """One dossier on its way to a graph."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._base = f"{BASE}dossier:{_part(dossier.name)}"
        self._cited: dict[str, Citation] = {}
        self._coders: set[str] = set()

    def nodes(self) -> Iterator[Node]:
        title = self._dossier.title
        yield {
            "@id": self._base,
            "@type": ["schema:Dataset", "prov:Entity"],
            "identifier": f"sha256:{whole_hash(self._dossier)}",
            **self._said(title),
        }
        for table in self._dossier.tables():
            yield from self._lines(table)
        for name in sorted(self._coders):
            yield {"@id": _coder(name), "@type": "prov:Agent", "name": name}
        for identity, citation in sorted(self._cited.items()):
            yield from _place(identity, citation)

    def _lines(self, table: Table[Any]) -> Iterator[Node]:
        for number, record in enumerate(table, 1):
            identity = f"{self._base}/{table.name}/{_part(getattr(record, 'id', '') or number)}"
            types = [*TYPES.get(table.name, CLAIM), _term(record)]
            if table.name == "actors":
                types.append(ACTORS.get(record.kind, "schema:Organization"))
            yield {
                "@id": identity,
                "@type": types,
                "part_of": {"@id": self._base},
                **self._said(record),
                **self._placed(record),
                **self._inner(identity, record),
            }

    def _said(self, record: msgspec.Struct) -> Node:
        """Return what the fields say: references as such, days with their type."""
        node: Node = {}
        for field in fields(record):
            value: Any = getattr(record, field.name)
            if value in ("", (), None) or field.name == "id" or inner_record(field.type):
                continue
            if field.name == "coder":
                self._coders.add(value)
                node["coder"] = {"@id": _coder(value)}
            elif isinstance(value, tuple):
                several = cast("tuple[str, ...]", value)
                node[field.name] = [self._value(field.name, each) for each in several]
            elif field.type is Day and len(value) in DAYS:
                node[field.name] = {"@value": value, "@type": DAYS[len(value)]}
            else:
                node[field.name] = self._value(field.name, value)
        return node | self._derived(getattr(record, "cite", ""))

    def _value(self, name: str, value: Any) -> Any:
        """Return a value; where it names a line of the dossier, the name of that line."""
        table = TABLE_OF.get(name, "")
        if table and self._dossier.table(table).get(value) is not None:
            return {"@id": f"{self._base}/{table}/{_part(value)}"}
        return value

    def _derived(self, cite: str) -> Node:
        citation = parse_citation(cite) if cite else None
        if citation is None:
            return {}
        if citation.to == "text":
            place = f"#{_part(citation.place)}" if citation.place else ""
            return {"derived": {"@id": f"{self._base}/texts/{_part(citation.name)}{place}"}}
        identity = _cited(citation)
        self._cited[identity] = citation
        return {"derived": {"@id": identity}}

    def _placed(self, record: msgspec.Struct) -> Node:
        """Return where a stance lies, and the ends of a scale as schema.org names them."""
        if isinstance(record, Statement):
            stance = self._dossier.stance(record)
            found = {"low": stance.low, "high": stance.high, "middle": stance.middle}
            return {name: place for name, place in found.items() if place is not None}
        if isinstance(record, Provision):
            return {"schema:minValue": record.low, "schema:maxValue": record.high}
        return {}

    def _inner(self, identity: str, record: msgspec.Struct) -> Node:
        """Return the records within a record."""
        node: Node = {}
        for field in fields(record):
            held: Any = getattr(record, field.name)
            if inner_record(field.type) and held:
                node[field.name] = [
                    {
                        "@id": f"{identity}/{field.name}/{number}",
                        "@type": [*(CLAIM if isinstance(each, Claim) else ()), _term(each)],
                        **self._said(each),
                    }
                    for number, each in enumerate(held, 1)
                ]
        return node


def _place(identity: str, citation: Citation) -> Iterator[Node]:
    """Yield what is cited, and the telegram that it is part of."""
    if citation.to == "outside":
        yield {"@id": identity, "@type": ["schema:CreativeWork", "prov:Entity"],
               "name": citation.name}  # fmt: skip
        return
    whole = _cited(Citation("telegram", citation.name))
    kinds = ["schema:CreativeWork", "prov:Entity"] if citation.place else ["schema:Message"]
    node: Node = {"@id": identity, "@type": kinds, "identifier": str(citation)}
    if citation.place:
        node["part_of"] = {"@id": whole, "@type": "schema:Message", "identifier": citation.name}
    yield node


def _cited(citation: Citation) -> str:
    kind = "source" if citation.to == "outside" else "telegram"
    place = f"#{_part(citation.place)}" if citation.place else ""
    return f"{BASE}{kind}:{_part(citation.name)}{place}"


def _coder(name: str) -> str:
    return f"{BASE}coder:{_part(name)}"


def _term(record: msgspec.Struct) -> str:
    """Return the type of a record; `Step` belongs to a démarche."""
    return "DemarcheStep" if isinstance(record, Step) else type(record).__name__


def _part(name: object) -> str:
    return quote(str(name), safe="@.-_")
