"""What a reader keeps of his own: saved searches, notes, tags. Nobody else sees it or counts it.

Kept for each person and clearance: what he wrote while he read more does not show when he reads
less.
"""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from reftel.archive.access.labels import Clearance
from reftel.archive.errors import ArchiveError
from reftel.archive.store.database import transaction
from reftel.telegram.model import Record


class SavedSearch(Record, frozen=True, kw_only=True):
    """A search that is kept. new: how many telegrams it finds that it did not when looked at."""

    title: str
    query: str
    new: int


class Note(Record, frozen=True, kw_only=True):
    """A reader's words on a telegram. number: among his notes. paragraph: "" of all of it.

    at: ISO 8601, UTC.
    """

    number: int
    name: str
    paragraph: str
    words: str
    at: str


class Own:
    """The reader's own things; a person who keeps none leaves no trace."""

    def __init__(self, connection: sqlite3.Connection, who: str, clearance: Clearance) -> None:
        self._db = connection
        self._reader = (who, clearance.written())

    def save(self, title: str, query: str, seen: Sequence[str]) -> None:
        """Keep a search, and what it finds now as known; one of that title is replaced."""
        if not title.strip():
            message = "a saved search has a title"
            raise ArchiveError(message)
        with transaction(self._db):
            self._db.execute(
                "INSERT OR REPLACE INTO saved_search (reader, title, query, seen)"
                " VALUES (?, ?, ?, ?)",
                (self._row(), title, query, msgspec.json.encode(seen).decode()),
            )

    def forget(self, title: str) -> None:
        """Keep a search no longer. Raises ArchiveError."""
        self._saved(title)
        with transaction(self._db):
            self._db.execute(
                "DELETE FROM saved_search WHERE reader = ? AND title = ?", (self._row(), title)
            )

    def saved(self) -> list[tuple[str, str, list[str]]]:
        """Return titles, queries and names known, by title."""
        rows = self._mine("SELECT title, query, seen FROM saved_search", "ORDER BY title")
        return [(title, query, msgspec.json.decode(seen)) for title, query, seen in rows]

    def known(self, title: str) -> tuple[str, list[str]]:
        """Return the query of a search and the names that are known. Raises ArchiveError."""
        _, query, seen = self._saved(title)
        return query, seen

    def write(self, name: str, paragraph: str, words: str) -> Note:
        """Keep a note on a telegram."""
        if not words.strip():
            message = "a note has words"
            raise ArchiveError(message)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with transaction(self._db):
            reader = self._row()
            last = "SELECT coalesce(max(number), 0) FROM note WHERE reader = ?"
            number = self._db.execute(last, (reader,)).fetchone()[0] + 1
            self._db.execute(
                "INSERT INTO note (reader, number, name, paragraph, words, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (reader, number, name, paragraph, words, at),
            )
        return Note(number=number, name=name, paragraph=paragraph, words=words, at=at)

    def erase(self, number: int) -> None:
        """Keep a note no longer. Raises ArchiveError."""
        with transaction(self._db):
            gone = self._db.execute(
                "DELETE FROM note WHERE reader = ? AND number = ?", (self._row(), number)
            ).rowcount
        if not gone:
            message = f"there is no note {number}"
            raise ArchiveError(message)

    def notes(self) -> list[Note]:
        """Return all notes, the first one first."""
        rows = self._mine("SELECT number, name, paragraph, words, at FROM note", "ORDER BY number")
        return [
            Note(number=number, name=name, paragraph=paragraph, words=words, at=at)
            for number, name, paragraph, words, at in rows
        ]

    def tag(self, tag: str, names: Sequence[str]) -> None:
        """Put a tag to telegrams."""
        if not tag.strip():
            message = "a tag has letters"
            raise ArchiveError(message)
        with transaction(self._db):
            reader = self._row()
            self._db.executemany(
                "INSERT OR IGNORE INTO own_tag (reader, tag, name) VALUES (?, ?, ?)",
                [(reader, folded(tag), name) for name in names],
            )

    def untag(self, tag: str, names: Sequence[str]) -> None:
        """Take a tag from telegrams."""
        with transaction(self._db):
            reader = self._row()
            self._db.executemany(
                "DELETE FROM own_tag WHERE reader = ? AND tag = ? AND name = ?",
                [(reader, folded(tag), name) for name in names],
            )

    def tagged(self, tag: str) -> list[str]:
        """Return the names that have a tag, sorted."""
        rows = self._mine("SELECT tag, name FROM own_tag", "ORDER BY name")
        return [name for each, name in rows if each == folded(tag)]

    def tags(self) -> list[tuple[str, int]]:
        """Return the tags with the number of their telegrams."""
        return [*self._mine("SELECT tag, count(*) FROM own_tag", "GROUP BY tag ORDER BY tag")]

    def _saved(self, title: str) -> tuple[str, str, list[str]]:
        for each in self.saved():
            if each[0] == title:
                return each
        message = f"there is no saved search {title!r}"
        raise ArchiveError(message)

    def _mine(self, select: str, rest: str) -> list[Any]:
        mine = "WHERE reader = (SELECT id FROM reader WHERE who = ? AND clearance = ?)"
        return self._db.execute(f"{select} {mine} {rest}", self._reader).fetchall()

    def _row(self) -> int:
        """Return the reader's row, made where there is none; inside a transaction."""
        self._db.execute(
            "INSERT OR IGNORE INTO reader (who, clearance) VALUES (?, ?)", self._reader
        )
        return self._db.execute(
            "SELECT id FROM reader WHERE who = ? AND clearance = ?", self._reader
        ).fetchone()[0]


def folded(tag: str) -> str:
    """Return a tag as it is kept: small letters, `_` for blanks."""
    return "_".join(tag.lower().split())
