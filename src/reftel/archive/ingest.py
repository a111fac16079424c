"""Originals in, copies merged, where they came from kept; killed at any moment, all stays whole."""

import sqlite3
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from reftel.archive.access.labels import EVERYTHING
from reftel.archive.dossiers.stale import settle
from reftel.archive.preparing import Entry, Prepared
from reftel.archive.readerships import Readerships
from reftel.archive.releases import Releases
from reftel.archive.releasing import relabel
from reftel.archive.search.index import Writing, writing
from reftel.archive.store.copies import Copies, Dropped, Named, released

BATCH = 500  # originals in one transaction at the most
SECONDS = 0.25  # of reading that are lost at the most where an import is killed
MANY = 20_000  # telegrams between two commits of the index


class Arrival(NamedTuple):
    """An original as it comes. path: as named. size, stamp: of the file, 0 of a member.

    context: what reading it needs beside its bytes: the volume and book of an edition.
    """

    path: str
    size: int
    stamp: int
    context: dict[str, str]
    made: Prepared


class Refused(NamedTuple):
    """A file that could not be opened, and why."""

    path: str
    reason: str


@dataclass(slots=True)
class Tally:
    """What came of an import.

    telegrams: kept that were not there before. copies: more copies of telegrams that were.
    known: originals that were there. refused: files or parts that could not be read.
    """

    originals: int = 0
    telegrams: int = 0
    copies: int = 0
    known: int = 0
    refused: int = 0


class Ingest:
    """One run of an import; the only writer while it runs."""

    def __init__(self, connection: sqlite3.Connection, index: Writing, run: int, secret: bytes):
        self._db = connection
        self._index = index
        self.copies = Copies(connection)
        self._releases = Releases(connection)
        self._run = run
        self._secret = secret
        self._reader = _reader(connection, run)
        self._arrived: list[Arrival | Refused] = []
        self._waiting: list[tuple[int, str, Entry | None]] = []
        self._since_commit = 0
        self._flushed = time.monotonic()
        self.tally = Tally()

    def knows(self, path: str, size: int, stamp: int) -> bool:
        """Whether a file is kept as it is on the disk, by its name, size and time."""
        row = self._db.execute(
            "SELECT 1 FROM origin WHERE path = ? AND size = ? AND stamp = ?", (path, size, stamp)
        ).fetchone()
        self.tally.known += row is not None
        return row is not None

    def has(self, sha: bytes, path: str) -> bool:
        """Whether bytes are kept that came from there."""
        row = self._db.execute(
            "SELECT 1 FROM original o JOIN origin g ON g.original = o.id"
            " WHERE o.sha = ? AND g.path = ?",
            (sha, path),
        ).fetchone()
        self.tally.known += row is not None
        return row is not None

    def take(self, arrival: Arrival) -> None:
        """Keep an original and what was read in it, with others, so that readers need not wait.

        A reader who keeps a note, or whose reading is noted, waits for whoever writes: so a
        transaction begins when all that it brings is at hand.
        """
        self._arrived.append(arrival)
        if len(self._arrived) >= BATCH or time.monotonic() - self._flushed > SECONDS:
            self.flush()

    def refuse(self, path: str, reason: str) -> None:
        """Note a file that could not be opened."""
        self._arrived.append(Refused(path, reason))

    def _take(self, arrival: Arrival) -> None:
        made = arrival.made
        row = self.copies.original(made.sha)
        self.tally.known += row is not None
        original = self.copies.keep_original(made) if row is None else row
        self.tally.originals += row is None
        self._db.execute(
            "INSERT INTO origin (path, original, run, size, stamp, context)"
            " VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET size = excluded.size, stamp = excluded.stamp",
            (
                arrival.path,
                original,
                self._run,
                arrival.size,
                arrival.stamp,
                msgspec.json.encode(arrival.context),
            ),
        )
        self._db.execute("DELETE FROM refusal WHERE path = ?", (arrival.path,))
        for reason in made.refused:
            self._refuse(arrival.path, reason, original)
        if row is None:
            for entry in made.entries:
                self._keep(entry, original)
            self._judge(original)
        elif self._releases.in_force:
            # The bytes were known, but not as those of a collection that an act is about.
            for key in relabel(self._db, original):
                self._waiting.append((key, "", None))

    def renew(self, original: int, path: str, made: Prepared) -> tuple[list[Dropped], list[Entry]]:
        """Put what is read in an original now in the place of what was; return both."""
        self._begin()
        before = self.copies.drop(original)
        for entry in made.entries:
            self._keep(entry, original)
        self._judge(original)
        self._db.execute("DELETE FROM refusal WHERE original = ?", (original,))
        for reason in made.refused:
            self._refuse(path, reason, original)
        for copy in before:
            # A telegram without a copy left is out of the indexes with its change.
            self._db.execute("INSERT INTO change (telegram) VALUES (?)", (copy.telegram,))
            self._waiting.append((copy.telegram, "", None))
            self._db.execute(
                "DELETE FROM telegram WHERE id = ?"
                " AND NOT EXISTS (SELECT 1 FROM copy WHERE telegram = ?)",
                (copy.telegram, copy.telegram),
            )
        if len(self._waiting) >= BATCH:
            self.flush()
        return before, list(made.entries)

    def flush(self) -> None:
        """Make what was taken last; then hand it to the index."""
        if self._arrived:
            self._begin()
            for each in self._arrived:
                if isinstance(each, Refused):
                    self._refuse(each.path, each.reason, None)
                else:
                    self._take(each)
            self._arrived.clear()
        self._flushed = time.monotonic()
        if not self._db.in_transaction:
            return
        settle(self._db)
        self._db.execute("COMMIT")
        for key, (name, entry) in _once(self._waiting).items():
            if entry is not None:
                self._index.add(key, name, entry.document)
            else:
                self._index.remove(key)
                found = Readerships(self._db, Path()).document(EVERYTHING, key)
                if found is not None:
                    self._index.add(key, *found)
        self._since_commit += len(self._waiting)
        self._waiting.clear()
        if self._since_commit >= MANY:
            self._index.commit()
            self._since_commit = 0

    def keep(self) -> None:
        """Make what arrived last although nothing more comes; not what was being made just now."""
        self.undo()
        self.flush()

    def undo(self) -> None:
        """Give up what was taken since the last flush."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
            self._waiting.clear()

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")

    def _keep(self, entry: Entry, original: int) -> None:
        named, is_new = self._telegram(entry.name)
        copy = self.copies.keep(entry, named.id, original, self._reader)
        label = self._releases.of(entry.name, original)
        self.copies.label_copy(copy, named, entry, released(entry.labels, label))
        self._db.execute("INSERT INTO change (telegram) VALUES (?)", (named.id,))
        self._waiting.append((named.id, entry.name, entry if is_new else None))
        self.tally.telegrams += is_new
        self.tally.copies += not is_new

    def _judge(self, original: int) -> None:
        self.copies.judge_original(original, self._releases.collection(original))

    def _telegram(self, name: str) -> tuple[Named, bool]:
        """Return a telegram, and whether it was not there before."""
        row = self._db.execute(
            "SELECT id, public, name FROM telegram WHERE name = ?", (name,)
        ).fetchone()
        if row:
            return Named(*row), False
        public = public_id(self._secret, name)
        cursor = self._db.execute(
            "INSERT INTO telegram (public, name) VALUES (?, ?)", (public, name)
        )
        assert cursor.lastrowid is not None  # an INSERT has one
        return Named(cursor.lastrowid, public, name), True

    def _refuse(self, path: str, reason: str, original: int | None) -> None:
        self._db.execute(
            "INSERT INTO refusal (path, reason, run, original) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET run = excluded.run, original = excluded.original",
            (path, reason, self._run, original),
        )
        self.tally.refused += 1


def _once(waiting: Sequence[tuple[int, str, Entry | None]]) -> dict[int, tuple[str, Entry | None]]:
    """Return each telegram once; one that comes more often is looked up in the store.

    The row of one that is gone may be that of a new one.
    """
    found: dict[int, tuple[str, Entry | None]] = {}
    for key, name, entry in waiting:
        found[key] = (name, None if key in found else entry)
    return found


def public_id(secret: bytes, name: str) -> str:
    """Return the public id of a telegram: of twelve signs, without meaning to an outsider.

    It follows from the telegram's own name and the archive's secret, so it tells nothing of what
    else is kept, nor in which order it came.
    """
    figure = int.from_bytes(blake2b(name.encode(), key=secret, digest_size=8).digest())
    signs = "0123456789abcdefghjkmnpqrstvwxyz"
    return "".join(signs[figure >> 5 * at & 31] for at in range(12))


@contextmanager
def ingesting(
    connection: sqlite3.Connection,
    folder: Path,
    named: Sequence[str],
    reader: str,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Generator[Ingest]:
    """Run an import; at its end every index has what it brought.

    Whatever stops it, what was flushed stays, and the next run brings the rest.
    """
    readerships = Readerships(connection, folder)
    readerships.owner()
    readerships.catch_up()
    run = connection.execute(
        "INSERT INTO run (began, reader, named) VALUES (?, ?, ?)",
        (clock().isoformat(), reader, msgspec.json.encode(list(named)).decode()),
    ).lastrowid
    assert run is not None
    secret = connection.execute("SELECT value FROM setting WHERE name = 'secret'").fetchone()[0]
    with writing(readerships.owner()) as index:
        ingest = Ingest(connection, index, run, secret)
        try:
            yield ingest
            ingest.flush()
        except KeyboardInterrupt:
            ingest.keep()
            raise
        except BaseException:
            ingest.undo()
            raise
    readerships.taken(EVERYTHING, readerships.newest())
    readerships.catch_up()
    connection.execute("UPDATE run SET ended = ? WHERE id = ?", (clock().isoformat(), run))


def _reader(connection: sqlite3.Connection, run: int) -> str:
    return connection.execute("SELECT reader FROM run WHERE id = ?", (run,)).fetchone()[0]
