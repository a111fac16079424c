"""Hold an archive against itself: hashes, records, labels, indexes, permissions; mend it."""

import sqlite3
import stat
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from reftel.archive.access.labels import EVERYTHING, Label
from reftel.archive.access.marking import labels as marked
from reftel.archive.audit.chain import fault
from reftel.archive.audit.chain import rows as audit_rows
from reftel.archive.errors import ArchiveError
from reftel.archive.ingest import public_id
from reftel.archive.preparing import BROKEN, entry, piece, unpacked, unpacked_labels
from reftel.archive.readerships import Readerships
from reftel.archive.releases import Releases
from reftel.archive.search.index import held
from reftel.archive.store.copies import Copies, released
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
    yield from _dossiers(connection)
    yield from _indexes(connection, folder)
    yield from _permissions(folder)
    broken = fault(audit_rows(connection))
    if broken:
        place = f"audit, line {broken.line}"
        yield Problem(place=place, message=broken.message, mend=RESTORE)


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
    rows, releases = Copies(connection).labels(), Releases(connection)
    for copy, part, name, original, record, labels, data in connection.execute(
        "SELECT c.id, c.part, t.name, c.original, c.record, c.labels, o.data FROM copy c"
        " JOIN original o ON o.id = c.original JOIN telegram t ON t.id = c.telegram"
    ):
        place = f"copy {copy}"
        try:
            content = zlib.decompress(data)
            telegram = unpacked(record, content)
            pieces = unpacked_labels(labels)
        except BROKEN as error:
            yield Problem(place=place, message=f"cannot be unpacked: {error}", mend=REREAD)
            continue
        in_force = releases.of(name, original)
        if pieces != released(marked(telegram), in_force):
            message = "has other labels than its markings and the releases give"
            yield Problem(place=place, message=message, mend=REREAD)
        if _seen_under(connection, copy, rows) != set(pieces.pieces):
            yield Problem(place=place, message="can be seen under other labels", mend=REREAD)
        made = entry(telegram, part, content)
        expected = {(tie.target, tie.entry, piece(pieces, tie.piece)) for tie in made.ties}
        links = {
            (target, number, rows.get(label))
            for target, number, label in connection.execute(
                "SELECT target, entry, label FROM link WHERE copy = ?", (copy,)
            )
        }
        if links != expected:
            yield Problem(place=place, message="has links that its record has not", mend=REREAD)
        aliases = {
            alias
            for (alias,) in connection.execute("SELECT alias FROM alias WHERE copy = ?", (copy,))
        }
        if aliases != {*made.names}:
            yield Problem(place=place, message="has other names than its record", mend=REREAD)


def _seen_under(
    connection: sqlite3.Connection, copy: int, rows: dict[int, Label]
) -> set[Label | None]:
    found = connection.execute("SELECT label FROM sight WHERE copy = ?", (copy,))
    return {rows.get(label) for (label,) in found}


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


def _dossiers(connection: sqlite3.Connection) -> Iterator[Problem]:
    found = connection.execute("SELECT id, name, hash FROM dossier ORDER BY name").fetchall()
    if not found:
        return
    # What reads and checks dossiers is slow to load, and most archives have none.
    from reftel.archive.dossiers.keeping import Dossiers  # noqa: PLC0415

    dossiers = Dossiers(connection)
    for row, name, hashed in found:
        place = f"dossier {name}"
        again = f"`reftel dossier index {name}` keeps it anew"
        try:
            is_whole = dossiers.hashed(row) == hashed
            fits = dossiers.fits(row)
        except (*BROKEN, KeyError) as error:
            yield Problem(place=place, message=f"cannot be unpacked: {error}", mend=again)
            continue
        if not is_whole:
            message = "its lines are not those of its hash"
            yield Problem(place=place, message=message, mend=again)
        if not fits:
            message = "has other labels than what it cites gives"
            yield Problem(place=place, message=message, mend=again)


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
            found = held(path)
        except ArchiveError as error:
            yield Problem(place=place, message=str(error), mend=REINDEX)
            continue
        try:
            expected, stale = readerships.expected(clearance), readerships.stale(clearance)
        except BROKEN:
            continue  # told of the copy; until it is mended nobody knows what belongs in here
        if len(found) != len(expected):
            message = f"holds {len(found)} telegrams where {len(expected)} may be read"
            yield Problem(place=place, message=message, mend=REINDEX)
        elif found != expected:
            message = "holds other telegrams than the store"
            yield Problem(place=place, message=message, mend=REINDEX)
        if stale:
            message = f"holds {stale} telegrams as they were read before"
            yield Problem(place=place, message=message, mend=REINDEX)


def _permissions(folder: Path) -> Iterator[Problem]:
    mode = stat.S_IMODE(folder.stat().st_mode)
    # Files inside are as open as their folder: nobody comes to them who may not enter it.
    if mode & 0o077:
        message = f"others may look into it ({mode:o}); a clearance binds only who comes through it"
        yield Problem(place=str(folder), message=message, mend=CLOSE)
