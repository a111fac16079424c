"""The part of a dossier that a reader may have: nothing in it tells of the rest."""

import re
from collections.abc import Iterator
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import fields, replace

from reftel.desk.briefing.readable import Readable, seen
from reftel.desk.dossiers.exporting.linked import TABLE_OF
from reftel.dossier.dossier import Dossier
from reftel.dossier.frames import inner_record
from reftel.dossier.records import Actor, Ask, Entry, Provision

ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
OPEN = ("actors", "provisions")


def part(dossier: Dossier, readable: Readable) -> Dossier:
    """Return the lines that may be read, without the names of lines that are not among them.

    Actors and provisions cite nothing; those that no line which may be read names are left out, for
    one that may not could be all that they are there for. Raises DossierError where the dossier's
    own lines may not be read.
    """
    seen_lines = seen(dossier, readable)
    kept = seen_lines.only(lambda entry: _without_names(seen_lines, entry))
    named = _named(kept)
    return kept.only(
        lambda entry: (
            None if isinstance(entry, Actor | Provision) and entry.id not in named else entry
        )
    )


def _named(kept: Dossier) -> set[str]:
    """Return the ids of actors and provisions that lines name, and whom those actors name."""
    lines = (each for table in kept.tables() if table.name not in OPEN for each in table)
    named = {name for line in [kept.title, *lines] for name in _names(line)}
    waiting = sorted(named)
    while waiting:
        actor = kept.actors.get(waiting.pop())
        more = {*_names(actor)} - named if actor else set[str]()
        named |= more
        waiting += sorted(more)
    return named


def _names(record: Struct) -> Iterator[str]:
    """Yield the names of actors and provisions in a line, and in what stands within it."""
    for field in fields(record):
        value: Any = getattr(record, field.name)
        if inner_record(field.type):
            for each in value:
                yield from _names(each)
        elif TABLE_OF.get(field.name) in OPEN:
            yield from (value,) if isinstance(value, str) else value


def _without_names(kept: Dossier, entry: Entry) -> Entry | None:
    """Return a line without names of lines that are gone: `superseded_by` and the like.

    One that says something of a line that is gone, as a standing of an ask, goes too.
    """
    changed: dict[str, Any] = {}
    for field in fields(entry):
        value: Any = getattr(entry, field.name)
        if inner_record(field.type):
            changed[field.name] = tuple(_without_names(kept, each) for each in value)
            continue
        table = TABLE_OF.get(field.name, "actors")
        if table in OPEN or not value or (isinstance(entry, Ask) and field.name == "ask"):
            continue  # An ask's own `ask` is its words.
        names = cast("tuple[str, ...]", value if isinstance(value, tuple) else (value,))
        there = tuple(each for each in names if _may_stay(kept, table, each))
        if field.required and not there:
            return None
        if there != names:
            changed[field.name] = there if isinstance(value, tuple) else field.default
    return replace(entry, **changed) if changed else entry


def _may_stay(kept: Dossier, table: str, name: str) -> bool:
    """Whether a name is that of a line that is there, or none of a line: a symbol in words."""
    return kept.table(table).get(name) is not None or ID.fullmatch(name) is None
