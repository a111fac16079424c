"""Where an export comes from: which dossier, which bytes, as of which day. There is no clock."""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import fields

from reftel.dossier.days import days
from reftel.dossier.dossier import Dossier
from reftel.dossier.frames import inner_record

SAID = ("said", "known", "on", "set_on", "broken_on", "adopted", "opened")
"""Fields with a day on which something happened; what is due lies ahead and does not count."""


def newest_day(dossier: Dossier) -> date | None:
    """Return the last day on which something happened in a dossier; None where none is told."""
    records = [dossier.title, *(each for table in dossier.tables() for each in table)]
    found = (days(words) for record in records for words in _days(record))
    return max((each.last for each in found if each), default=None)


def is_whole(dossier: Dossier) -> bool:
    """Whether it is all that the files say; of a reader's part there are no files."""
    return bool(dossier.files())


def hashes(dossier: Dossier) -> dict[str, str]:
    """Return the SHA-256 of each file of a dossier's tables, as it was read."""
    return {
        name: hashlib.sha256(text.encode()).hexdigest()
        for name, text in sorted(dossier.files().items())
    }


def whole_hash(dossier: Dossier) -> str:
    """Return one SHA-256 for all: that of the lines `HASH  FILE`, as sha256sum writes them.

    Of a dossier with fewer lines, that of the lines that are left, as JSON.
    """
    if not is_whole(dossier):
        left = [dossier.title, *([*table] for table in dossier.tables())]
        return hashlib.sha256(msgspec.json.encode(left)).hexdigest()
    lines = (f"{digest}  {name}\n" for name, digest in hashes(dossier).items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _days(record: msgspec.Struct) -> Iterator[str]:
    """Yield the days of a record and of what is in it; planned steps have not happened."""
    if getattr(record, "planned", False):
        return
    for field in fields(record):
        value: Any = getattr(record, field.name)
        if field.name in SAID:
            yield value
        elif inner_record(field.type):
            for each in value:
                yield from _days(each)
