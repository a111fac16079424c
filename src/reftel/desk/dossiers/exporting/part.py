"""The part of a dossier that a reader may have: nothing in it tells of the rest."""

import re
from typing import Any, cast

from msgspec.structs import fields, replace

from reftel.desk.briefing.readable import Readable, seen
from reftel.desk.dossiers.exporting.linked import TABLE_OF
from reftel.dossier.dossier import Dossier
from reftel.dossier.frames import inner_record
from reftel.dossier.records import Ask, Entry

ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
OPEN = ("actors", "provisions")


def part(dossier: Dossier, readable: Readable) -> Dossier:
    """Return the lines that may be read, without the names of lines that are not among them.

    Raises DossierError where the dossier's own lines may not be read.
    """
    kept = seen(dossier, readable)
    return kept.only(lambda entry: _without_names(kept, entry))


def _without_names(kept: Dossier, entry: Entry) -> Entry | None:
    """Return a line without names of lines that are gone: `superseded_by` and the like.

    One that says something of a line that is gone, as a standing of an ask, goes too. Actors and
    provisions cite nothing and are there for every reader of the dossier.
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
