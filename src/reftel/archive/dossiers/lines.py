"""A dossier as lines that are labelled one by one, and the telegrams that they cite."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

from reftel.core.citation import parse_citation
from reftel.dossier.records import (
    Actor,
    Ask,
    Demarche,
    Entry,
    Mandate,
    Provision,
    ReferencePoint,
    Silence,
    Standing,
    Statement,
    Step,
    Text,
    Title,
    Vote,
)

if TYPE_CHECKING:
    # Slow to load, and who reads what is kept needs none.
    from reftel.dossier.dossier import Dossier

LineRecord = Entry | ReferencePoint
# What a line of each kind is. A step and a point of reference cite places of their own.
RECORDS: dict[str, type[LineRecord]] = {
    "title": Title,
    "actors": Actor,
    "provisions": Provision,
    "references": ReferencePoint,
    "texts": Text,
    "statements": Statement,
    "demarches": Demarche,
    "steps": Step,
    "asks": Ask,
    "standings": Standing,
    "mandates": Mandate,
    "silences": Silence,
    "votes": Vote,
}
# Lines within lines, by the field that holds them.
WITHIN = {"provisions": ("references", "references"), "demarches": ("step", "steps")}
HOLDERS = {inside: kind for kind, (_, inside) in WITHIN.items()}


class Line(NamedTuple):
    """A line. key: its id, `id/3` of the third step of a démarche, a number of what has no id.

    is_named: whether this is the short form, see `short`.
    """

    kind: str
    key: str
    record: LineRecord
    is_named: bool = False


class Cited(NamedTuple):
    """Where a line says that it stands. name: of the telegram, "" of none. quote: its words."""

    name: str = ""
    place: str = ""
    quote: str = ""


def lines(dossier: "Dossier") -> Iterator[Line]:
    """Yield the lines of a dossier in the order of its files, its title first."""
    yield Line("title", "", dossier.title)
    for table in dossier.tables():
        for number, record in enumerate(table, 1):
            yield from _lines(table.name, getattr(record, "id", str(number)), record)


def _lines(kind: str, key: str, record: Entry) -> Iterator[Line]:
    field, inside = WITHIN.get(kind, ("", ""))
    yield Line(kind, key, replace(record, **{field: ()}) if field else record)
    if (named := short(record)) is not None:
        yield Line(kind, key, named, is_named=True)
    for number, inner in enumerate(getattr(record, field) if field else (), 1):
        yield Line(inside, f"{key}/{number}", inner)


def holder(line: Line) -> str:
    """Return the key of the line that a step or a point of reference stands in, else its own."""
    return line.key.rpartition("/")[0] if line.kind in HOLDERS else line.key


def short(record: Entry) -> Entry | None:
    """Return what who reads a line that names this one sees of it; None of what cites a place.

    That is an actor's name, and of a provision or a démarche the id, which is its name there:
    titles are somebody's own words, for which the dossier's marking stands.
    """
    match record:
        case Actor():
            return Actor(id=record.id, name=record.name, kind=record.kind, code=record.code)
        case Provision():
            return Provision(id=record.id, name=record.id)
        case Demarche():
            return Demarche(id=record.id, title=record.id, status=record.status)
        case _:
            return None


def cited(record: LineRecord, texts: Mapping[str, Text]) -> Cited | None:
    """Return the place that a line cites; None where nobody can tell which one is meant.

    texts: those of the dossier by id; a clause of a text stands where the text stands.
    """
    if isinstance(record, Standing) and not record.cite and record.clause:
        return _of_text(record.text, record.words, texts)
    cite, quote = getattr(record, "cite", ""), getattr(record, "quote", "")
    if not cite:
        return Cited()
    citation = parse_citation(cite)
    if citation is None:
        return None
    if citation.to == "outside":
        return Cited()
    if citation.to == "text":
        return _of_text(citation.name, quote, texts)
    return Cited(citation.name, citation.place, quote)


def _of_text(identity: str, quote: str, texts: Mapping[str, Text]) -> Cited | None:
    text = texts.get(identity)
    if text is None:
        return None
    if text.file:
        return Cited()
    citation = parse_citation(text.cite)
    if citation is None or citation.to != "telegram":
        return None
    return Cited(citation.name, citation.place, quote)


def packed(record: LineRecord) -> bytes:
    """Return the record of a line as bytes."""
    return _pack(record)


def unpacked(kind: str, record: bytes) -> LineRecord:
    """Return the record that `packed` made of a line of that kind. Raises MsgspecError."""
    return msgspec.msgpack.decode(record, type=RECORDS[kind])


def figure(some: Iterable[tuple[str, str, bytes]]) -> bytes:
    """Return the hash of lines, by kind, key and packed record: 32 bytes."""
    return sha256(_pack([*some])).digest()


_pack = msgspec.msgpack.Encoder().encode
