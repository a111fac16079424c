"""A person's choice of the best copy of a telegram, in place of the rule's."""

import sqlite3
from typing import NamedTuple

from reftel.archive.access.labels import EVERYTHING
from reftel.archive.choosing import readable
from reftel.archive.errors import ArchiveError
from reftel.archive.store.copies import Copies
from reftel.archive.store.database import transaction


class Reason(NamedTuple):
    """Who chose, when (ISO 8601, UTC), and why."""

    who: str
    at: str
    why: str


def choose(connection: sqlite3.Connection, name: str, copy: int, reason: Reason) -> None:
    """Note the choice; the caller brings the indexes up to date. Raises ArchiveError."""
    if not reason.why.strip():
        message = "a copy is chosen for a reason: say why"
        raise ArchiveError(message)
    row = connection.execute("SELECT id FROM telegram WHERE name = ?", (name,)).fetchone()
    copies = readable(Copies(connection).of(row[0]), EVERYTHING.reads) if row else []
    if not 0 <= copy < len(copies):
        message = f"copy {copy} of {name} is not held" if row else f"{name} is not held"
        raise ArchiveError(message)
    chosen = copies[copy]
    if any(each.id == chosen.id for each in copies[copy + 1 :]):
        message = f"copy {copy} of {name} is put together from its sections; choose one that came"
        raise ArchiveError(message)
    with transaction(connection):
        connection.execute(
            "INSERT OR REPLACE INTO choice (telegram, original, part, who, at, why)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (chosen.telegram, chosen.original, chosen.part, *reason),
        )
        connection.execute("INSERT INTO change (telegram) VALUES (?)", (chosen.telegram,))
