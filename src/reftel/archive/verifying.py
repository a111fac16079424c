"""Hold an archive against itself: hashes, records, labels, indexes, permissions; mend it."""

import sqlite3
import stat
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from reftel.archive.access.labels import EVERYTHING
from reftel.archive.ingest import public_id
from reftel.archive.preparing import unpacked, unpacked_labels
from reftel.archive.readerships import Readerships
from reftel.archive.search.index import opened
from reftel.archive.store.copies import Copies
from reftel.telegram.model import Record

RESTORE = "restore a backup, or import the file again into a new archive"
REINDEX = "`reftel verify --mend` writes it anew"
CLOSE = "`reftel verify --mend` closes it"
REREAD = "`reftel reread` works it out anew"


class Problem(Record, frozen=True, kw_only=True):
    """What is wrong, where, and what mends it."""

    place: str
    message: str
    mend: str


def problems(connection: sqlite3.Connection, folder: Path) -> Iterator[Problem]:
    """Yield all that is wrong with an archive."""
    yield from _file(connection)
    yield from _originals(connection)
    yield from _copies(connection)
    yield from _links(connection)
    yield from _indexes(connection, folder)
    yield from _permissions(folder)


def mend(connection: sqlite3.Connection, folder: Path) -> None:
    """Write the indexes anew that do not hold what they should, and close the folder to others."""
    readerships = Readerships(connection, folder)
    for clearance in {EVERYTHING, *readerships.known()}:
        readerships.rebuild(clearance)
    readerships.catch_up()
    folder.chmod(0o700)


def _file(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Problem(place="archive.db", message=message, mend=RESTORE)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(place=f"{table} {row}", message=f"its {parent} is missing", mend=RESTORE)


def _originals(connection: sqlite3.Connection) -> Iterator[Problem]:
    for row, sha, size, data in connection.execute("SELECT id, sha, size, data FROM original"):
        place = f"original {row}"
        try:
            content = zlib.decompress(data)
        except zlib.error as error:
            yield Problem(place=place, message=f"cannot be inflated: {error}", mend=RESTORE)
            continue
        if len(content) != size or sha256(content).digest() != sha:
            yield Problem(place=place, message="its bytes are not those of its hash", mend=RESTORE)


def _copies(connection: sqlite3.Connection) -> Iterator[Problem]:
    rows = Copies(connection).labels()
    for copy, record, labels, data in connection.execute(
        "SELECT c.id, c.record, c.labels, o.data FROM copy c JOIN original o ON o.id = c.original"
    ):
        place = f"copy {copy}"
        try:
            telegram = unpacked(record, zlib.decompress(data))
            pieces = unpacked_labels(labels)
        except (zlib.error, msgspec.MsgspecError) as error:
            yield Problem(place=place, message=f"cannot be unpacked: {error}", mend=REREAD)
            continue
        if len(pieces.paragraphs) != len(telegram.paragraphs):
            yield Problem(place=place, message="has not a label for each paragraph", mend=REREAD)
        known = {
            rows[label]
            for (label,) in connection.execute("SELECT label FROM sight WHERE copy = ?", (copy,))
        }
        if known != set(pieces.pieces):
            yield Problem(place=place, message="can be seen under other labels", mend=REREAD)


def _links(connection: sqlite3.Connection) -> Iterator[Problem]:
    secret = connection.execute("SELECT value FROM setting WHERE name = 'secret'").fetchone()
    for name, public in connection.execute("SELECT name, public FROM telegram"):
        if secret is None or public_id(secret[0], name) != public:
            yield Problem(place=name, message="its public id is another's", mend=RESTORE)
    for (name,) in connection.execute(
        "SELECT name FROM telegram t WHERE NOT EXISTS"
        " (SELECT 1 FROM copy c WHERE c.telegram = t.id)"
    ):
        yield Problem(place=name, message="has no copy", mend=RESTORE)


def _indexes(connection: sqlite3.Connection, folder: Path) -> Iterator[Problem]:
    readerships = Readerships(connection, folder)
    for clearance in readerships.known():
        path = readerships.folder(clearance)
        place = f"index of {clearance.written()}"
        pending = readerships.pending(clearance)
        if pending:
            yield Problem(place=place, message=f"{pending} changes are missing", mend=REINDEX)
        if not path.is_dir():
            yield Problem(place=place, message="is missing", mend=REINDEX)
            continue
        try:
            index = opened(path)
            index.reload()
            held = index.searcher().num_docs
        except ValueError as error:
            yield Problem(place=place, message=str(error), mend=REINDEX)
            continue
        expected = readerships.count(clearance)
        if held != expected:
            message = f"holds {held} telegrams where {expected} may be read"
            yield Problem(place=place, message=message, mend=REINDEX)


def _permissions(folder: Path) -> Iterator[Problem]:
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        message = f"others may look into it ({mode:o}); a clearance binds only who comes through it"
        yield Problem(place=str(folder), message=message, mend=CLOSE)
