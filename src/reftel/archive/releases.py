"""Recorded acts that set labels otherwise than the markings do; each can be taken back."""

import sqlite3
from functools import cached_property
from typing import Literal, NamedTuple

from reftel.archive.access.labels import Label
from reftel.archive.store.copies import Copies

Scope = Literal["telegram", "path"]


class Release(NamedTuple):
    """One act: label to what, by whom, when (ISO 8601, UTC) and why. revokes: the act taken back.

    scope: "telegram" with its name as subject, or "path" with the folder, file or container of a
    collection, as its import named it. label: None where it takes back another.
    """

    id: int
    scope: Scope
    subject: str
    label: Label | None
    who: str
    at: str
    why: str
    revoked: int | None


class Releases:
    """The acts of an archive; the last one in force of a telegram, else of its path, counts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def record(self, release: Release) -> int:
        """Keep an act; return its number."""
        row = self._db.execute(
            "INSERT INTO release (scope, subject, label, who, at, why, revoked)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                release.scope,
                release.subject,
                None if release.label is None else Copies(self._db).label(release.label),
                release.who,
                release.at,
                release.why,
                release.revoked,
            ),
        ).lastrowid
        assert row is not None
        self.__dict__.pop("in_force", None)
        return row

    def all(self) -> list[Release]:
        """Return all acts, the first one first."""
        labels = Copies(self._db).labels()
        rows = self._db.execute(
            "SELECT id, scope, subject, label, who, at, why, revoked FROM release ORDER BY id"
        )
        return [
            Release(row[0], row[1], row[2], labels.get(row[3]), row[4], row[5], row[6], row[7])
            for row in rows
        ]

    def of(self, name: str, original: int) -> Label | None:
        """Return the label that is in force for a copy of a telegram; None by its markings."""
        own = [each for each in self.in_force if each.scope == "telegram" and each.subject == name]
        return own[-1].label if own else self.collection(original)

    def collection(self, original: int) -> Label | None:
        """Return the label that is in force for where an original came from; None without one.

        Of several places that it came from one in a collection is enough.
        """
        acts = [each for each in self.in_force if each.scope == "path"]
        paths = self._paths(original) if acts else []
        found = [each for each in acts if any(lies_in(path, each.subject) for path in paths)]
        return found[-1].label if found else None

    @cached_property
    def in_force(self) -> list[Release]:
        """The acts that were not taken back, the first one first; whoever asks keeps others out."""
        acts = self.all()
        gone = {each.revoked for each in acts if each.revoked is not None}
        return [each for each in acts if each.id not in gone and each.revoked is None]

    def _paths(self, original: int) -> list[str]:
        rows = self._db.execute("SELECT path FROM origin WHERE original = ?", (original,))
        return [path for (path,) in rows]


def lies_in(path: str, collection: str) -> bool:
    """Whether a path is a collection or lies in it: `a/b` and `a/b!c` in `a`, `ab` not."""
    return path == collection or path.startswith((f"{collection}/", f"{collection}!"))
