"""Copies of telegrams in the store: kept, found, unpacked."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from reftel.archive.access.labels import UNREADABLE, Label, join, parse_clearance
from reftel.archive.access.marking import Labels
from reftel.archive.choosing import Copy
from reftel.archive.preparing import (
    BROKEN,
    Entry,
    Prepared,
    packed_labels,
    piece,
    unpacked,
    unpacked_labels,
)
from reftel.telegram.model import Telegram


class Named(NamedTuple):
    """A telegram's row, public id and name."""

    id: int
    public: str
    name: str


class Dropped(NamedTuple):
    """A copy that was taken out. record: None where its bytes were broken."""

    telegram: int
    part: int
    record: Telegram | None


class Copies:
    """The tables original, copy, sight, link, alias, label; inside a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._label_rows: dict[Label, int] = {}

    def original(self, sha: bytes) -> int | None:
        """Return the row of an original with that hash."""
        row = self._db.execute("SELECT id FROM original WHERE sha = ?", (sha,)).fetchone()
        return row[0] if row else None

    def keep_original(self, made: Prepared) -> int:
        """Keep the bytes of an original; return its row."""
        return _row(
            self._db.execute(
                "INSERT INTO original (sha, size, data, is_whole) VALUES (?, ?, ?, ?)",
                (made.sha, made.size, made.data, made.is_whole),
            )
        )

    def bytes_of(self, original: int) -> bytes:
        """Return the bytes of an original."""
        row = self._db.execute("SELECT data FROM original WHERE id = ?", (original,)).fetchone()
        return zlib.decompress(row[0])

    def keep(self, entry: Entry, telegram: int, original: int, reader: str) -> int:
        """Keep a copy of a telegram; return its row. It can be seen once it has its labels."""
        return _row(
            self._db.execute(
                "INSERT INTO copy"
                " (telegram, original, part, reader, sent, sender, subject, labels, record)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, x'', ?)",
                (
                    telegram,
                    original,
                    entry.part,
                    reader,
                    entry.sent,
                    entry.sender,
                    entry.subject,
                    entry.record,
                ),
            )
        )

    def relabel_copy(self, copy: int, named: Named, entry: Entry, labels: Labels) -> None:
        """Set who may see what of a copy otherwise than before."""
        for table in ("sight", "link", "alias"):
            self._db.execute(f"DELETE FROM {table} WHERE copy = ?", (copy,))
        self.label_copy(copy, named, entry, labels)

    def label_copy(self, copy: int, named: Named, entry: Entry, labels: Labels) -> None:
        """Set who may see what of a copy that is new, with its links and its other names."""
        self._db.execute(
            "UPDATE copy SET labels = ?, subject_label = ? WHERE id = ?",
            (packed_labels(labels), self.label(labels.subject), copy),
        )
        pieces = [self.label(each) for each in labels.pieces]
        self._db.executemany(
            "INSERT INTO sight (name, label, copy, telegram, public) VALUES (?, ?, ?, ?, ?)",
            [(named.name, label, copy, named.id, named.public) for label in pieces],
        )
        self._db.executemany(
            "INSERT INTO alias (alias, label, name, copy) VALUES (?, ?, ?, ?)",
            [(alias, label, named.name, copy) for alias in entry.names for label in pieces],
        )
        self._db.executemany(
            "INSERT INTO link (target, source, copy, entry, label, letter, likelihood, sent)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                (
                    tie.target,
                    named.name,
                    copy,
                    tie.entry,
                    self.label(piece(labels, tie.piece)),
                    tie.letter,
                    tie.likelihood,
                    entry.sent,
                )
                for tie in entry.ties
            ],
        )

    def judge_original(self, original: int, collection: Label | None) -> None:
        """Set what who wants the bytes of an original must be able to read.

        collection: the label that a release gives to where it came from. Without one it is all
        that was read in it, and what was not read is closed.
        """
        rows = self._db.execute(
            "SELECT o.is_whole, c.labels FROM original o LEFT JOIN copy c ON c.original = o.id"
            " WHERE o.id = ?",
            (original,),
        ).fetchall()
        pieces = [label for _, found in rows if found for label in unpacked_labels(found).pieces]
        label = join(pieces) if rows[0][0] and pieces else UNREADABLE.join(join(pieces))
        row = self.label(label if collection is None else collection)
        self._db.execute("UPDATE original SET label = ? WHERE id = ?", (row, original))

    def originals(self) -> Iterator[tuple[int, str, dict[str, str]]]:
        """Yield each original with a path that it came from and what reading it needs beside."""
        rows = self._db.execute(
            "SELECT g.original, min(g.path), g.context FROM origin g"
            " JOIN original o ON o.id = g.original GROUP BY g.original ORDER BY g.original"
        ).fetchall()
        for original, path, context in rows:
            yield original, path, msgspec.json.decode(context)

    def drop(self, original: int) -> list[Dropped]:
        """Take the copies of an original out; return what they were."""
        rows = self._db.execute(
            "SELECT telegram, part, record FROM copy WHERE original = ? ORDER BY part", (original,)
        ).fetchall()
        data = self.bytes_of(original) if rows else b""
        before = [Dropped(telegram, part, _record(record, data)) for telegram, part, record in rows]
        self._db.execute("DELETE FROM copy WHERE original = ?", (original,))
        return before

    def of(self, telegram: int) -> list[Copy]:
        """Return all copies of a telegram, with their records."""
        return [*self._copies("c.telegram = ?", (telegram,))]

    def within(self, original: int) -> list[Copy]:
        """Return the copies that were read in an original."""
        return [*self._copies("c.original = ?", (original,))]

    def one(self, copy: int) -> Copy:
        """Return one copy."""
        return next(self._copies("c.id = ?", (copy,)))

    def label(self, label: Label) -> int:
        """Return the row of a label; it is kept when it is met first."""
        if label not in self._label_rows:
            self._label_rows[label] = self._label_row(label)
        return self._label_rows[label]

    def labels(self) -> dict[int, Label]:
        """Return all labels that were ever met, by row."""
        rows = self._db.execute("SELECT id, level, needs, nations FROM label")
        return {row: kept_label(level, needs, nations) for row, level, needs, nations in rows}

    def _label_row(self, label: Label) -> int:
        nations = None if label.nations is None else msgspec.json.encode(label.nations).decode()
        self._db.execute(
            "INSERT INTO label (written, level, needs, nations) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (label.written(), label.level, msgspec.json.encode(label.needs).decode(), nations),
        )
        written = (label.written(),)
        row = self._db.execute("SELECT id FROM label WHERE written = ?", written).fetchone()[0]
        self._let_read(row, label)
        return row

    def _let_read(self, row: int, label: Label) -> None:
        """Note for every readership whether it reads a label."""
        known = self._db.execute("SELECT clearance FROM readership").fetchall()
        self._db.executemany(
            "INSERT INTO reads (clearance, label) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(words, row) for (words,) in known if parse_clearance(words).reads(label)],
        )

    def _copies(self, where: str, values: Iterable[object]) -> Iterator[Copy]:
        rows = self._db.execute(
            "SELECT c.id, c.telegram, c.original, c.part, c.labels, c.record, o.data, h.part"
            " FROM copy c JOIN original o ON o.id = c.original LEFT JOIN choice h"
            " ON h.telegram = c.telegram AND h.original = c.original AND h.part = c.part"
            f" WHERE {where} ORDER BY c.id",
            tuple(values),
        ).fetchall()
        for row, telegram, original, part, labels, record, data, chosen in rows:
            yield Copy(
                row,
                telegram,
                original,
                part,
                unpacked_labels(labels),
                unpacked(record, zlib.decompress(data)),
                chosen is not None,
            )


def kept_label(level: int, needs: str, nations: str | None) -> Label:
    """Return a label of the columns of its row."""
    return Label(
        level,
        tuple(msgspec.json.decode(needs)),
        None if nations is None else tuple(msgspec.json.decode(nations)),
    )


def released(labels: Labels, label: Label | None) -> Labels:
    """Return the labels that a recorded release gives; without one, those of the markings."""
    return labels if label is None else Labels(label, label, (label,) * len(labels.paragraphs))


def _record(packed: bytes, data: bytes) -> Telegram | None:
    try:
        return unpacked(packed, data)
    except BROKEN:
        return None


def _row(cursor: sqlite3.Cursor) -> int:
    row = cursor.lastrowid
    assert row is not None  # an INSERT has one
    return row
