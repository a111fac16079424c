"""Opens the SQLite file of an archive, and brings an older one up to this version's schema."""

import fcntl
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path

from reftel.archive.errors import ArchiveError

FILE = "archive.db"
LOCK = "open.lock"
WAIT_SECONDS = 30
# `RFTL`: tells the file from any other SQLite file.
APPLICATION = 0x5246544C


def connect(folder: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection to the archive in a folder, its schema that of this version.

    Raises ArchiveError where there is none, where it is of a newer version, or no archive.
    """
    path = folder / FILE
    if not create and not path.is_file():
        message = f"no archive in {folder}; `reftel import` makes one"
        raise ArchiveError(message)
    try:
        # One at a time: SQLite itself does not wait where two switch a new file to WAL.
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return _opened(path, folder)
    except (sqlite3.Error, OSError) as error:
        message = f"{path}: {error}"
        raise ArchiveError(message) from error


def _opened(path: Path, folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    # With WAL, NORMAL keeps the file whole through a crash; the last commits before a loss of
    # power may be missing, and the next import brings them again.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")
    migrate(connection, folder)
    return connection


def migrate(connection: sqlite3.Connection, folder: Path) -> None:
    """Bring the schema up to the newest version; before that, save a copy of the file.

    Raises ArchiveError for a file of a newer Reftel, or of another program.
    """
    steps = migrations()
    version = _version(connection, folder)
    if version > len(steps):
        message = f"{folder / FILE} is of a newer Reftel (schema {version}, known {len(steps)})"
        raise ArchiveError(message)
    if version == len(steps):
        return
    if version:
        save(connection, folder / "backups" / f"schema-{version}.db")
    for number, step in enumerate(steps[version:], version + 1):
        # `executescript` commits what is open: the step brings its own transaction.
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{step}\nPRAGMA application_id = {APPLICATION};\n"
            f"PRAGMA user_version = {number};\nCOMMIT;"
        )


def _version(connection: sqlite3.Connection, folder: Path) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if version and application != APPLICATION:
        message = f"{folder / FILE} is a SQLite file of another program"
        raise ArchiveError(message)
    return version


def migrations() -> list[str]:
    """Return the steps of the schema, the first one first."""
    folder = resources.files("reftel.archive.store") / "schema"
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".sql")), key=_name)
    return [each.read_text("utf-8") for each in files]


def save(connection: sqlite3.Connection, path: Path) -> None:
    """Write a copy of the database while it is in use; only its owner may read it.

    A copy cut short is not under that name. Raises ArchiveError.
    """
    own = connection.execute("PRAGMA database_list").fetchone()[2]
    try:
        if path.exists() and path.samefile(own):
            message = f"{path} is the archive itself; name another file"
            raise ArchiveError(message)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.unfinished")
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        with closing(sqlite3.connect(unfinished)) as target:
            connection.backup(target)
        unfinished.replace(path)
    except (OSError, sqlite3.Error) as error:
        message = f"{path}: {error}"
        raise ArchiveError(message) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """Do all or nothing; whoever else writes waits."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # A full disk may have ended it already.
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _name(file: object) -> str:
    return str(getattr(file, "name", ""))
