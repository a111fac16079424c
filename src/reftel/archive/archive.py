"""An archive: one folder with a SQLite file, the truth, and indexes, which follow from it."""

import fcntl
import os
import secrets
import sqlite3
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reftel.archive.access.labels import EVERYTHING, Clearance
from reftel.archive.audit.chain import Fault, Head, fault, head, rows
from reftel.archive.audit.log import login, now
from reftel.archive.choice import Reason, choose
from reftel.archive.errors import ArchiveError
from reftel.archive.ingest import Ingest, ingesting
from reftel.archive.readerships import Readerships
from reftel.archive.releases import Release, Releases
from reftel.archive.releasing import Act, Releasing
from reftel.archive.session import Session
from reftel.archive.store.database import FILE, connect, save, transaction
from reftel.archive.verifying import Problem, mend, problems
from reftel.telegram.model import Record

if TYPE_CHECKING:
    from reftel.archive.dossiers.keeping import KeptDossier
    from reftel.dossier.dossier import Dossier

LOCK = "import.lock"


class Refusal(Record, frozen=True, kw_only=True):
    """A file or a part of one that could not be read. kept: SHA-256 of its bytes, "" of none."""

    path: str
    reason: str
    kept: str = ""


class Archive:
    """The door to an archive. It gives sessions; what a session gives depends on its clearance.

    Whoever may read the folder's files can read all: a clearance binds those who come through a
    session, in a page or a program that holds the folder for them.
    """

    def __init__(self, folder: str | os.PathLike[str], *, create: bool = False) -> None:
        """Open the archive in a folder; create: make one where there is none.

        Raises ArchiveError where there is none, or it cannot be opened.
        """
        self.folder = Path(folder)
        if create:
            self._make()
        self._db = connect(self.folder, create=create)
        if create:
            self._settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; sessions of this archive end with it."""
        self._db.close()

    def session(self, clearance: Clearance = EVERYTHING, who: str = "") -> Session:
        """Return a session of a reader; without words, the owner's, to whom all is open.

        who: for the audit; of a guarded reader without it, the name that the user is logged in by.
        """
        if not clearance.everything:
            who = who or login()
        readerships = Readerships(self._db, self.folder)
        folder = readerships.ready(clearance)
        if readerships.pending(clearance):
            self._catch_up(readerships)
        return Session(self._db, folder, clearance, who)

    def _catch_up(self, readerships: Readerships) -> None:
        """Bring the indexes up to what a killed import left; one that runs will do so itself."""
        with (self.folder / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            readerships.catch_up()

    def refused(self) -> list[Refusal]:
        """Return what could not be read at import; for the owner, as nobody knows its label."""
        rows = self._db.execute(
            "SELECT f.path, f.reason, o.sha FROM refusal f LEFT JOIN original o"
            " ON o.id = f.original ORDER BY f.path, f.reason"
        )
        return [
            Refusal(path=path, reason=reason, kept=sha.hex() if sha else "")
            for path, reason, sha in rows
        ]

    def release(self, act: Act, who: str = "") -> int:
        """Give a telegram or a collection a label by an act on record; return its number.

        who: for the record, else the name that the user is logged in by. Raises ArchiveError.
        """
        with self._releasing(who) as releasing:
            return releasing.release(act.scope, act.subject, act.label, act.why)

    def revoke(self, number: int, why: str, who: str = "") -> int:
        """Take an act back: all is labelled as without it. Raises ArchiveError."""
        with self._releasing(who) as releasing:
            return releasing.revoke(number, why)

    def declassified(self, on: date, who: str = "") -> list[tuple[str, str]]:
        """Release what its own line declassifies by a day; return the names, and the rules."""
        with self._releasing(who) as releasing:
            return [*releasing.declassified(on)]

    def releases(self) -> list[Release]:
        """Return all acts on record, the first one first; for the owner."""
        return Releases(self._db).all()

    def choose(self, name: str, copy: int, why: str, who: str = "") -> None:
        """Make a copy the best one of its telegram, whatever the rule says.

        copy: its number in the owner's session. Raises ArchiveError where it is not there, is put
        together from sections, or no reason is given.
        """
        with self._alone(lambda: None):
            choose(self._db, name, copy, Reason(who or login(), now(), why))
            Readerships(self._db, self.folder).catch_up()

    def keep_dossier(self, dossier: "str | os.PathLike[str] | Dossier") -> "KeptDossier":
        """Keep a dossier beside the telegrams that it cites, in the place of one of its name.

        dossier: a folder, or one that was opened; what is not saved counts. Raises DossierError,
        ArchiveError where an id stands twice in a table.
        """
        # What reads dossiers is slow to load, and only these ask for it.
        from reftel.archive.dossiers.keeping import Dossiers  # noqa: PLC0415
        from reftel.dossier.dossier import Dossier  # noqa: PLC0415

        opened = dossier if isinstance(dossier, Dossier) else Dossier(dossier)
        with self._alone(lambda: None):
            with transaction(self._db):
                kept = Dossiers(self._db).keep(opened, now())
            Readerships(self._db, self.folder).catch_up()
        return kept

    def drop_dossier(self, name: str) -> None:
        """Keep a dossier no longer; its files stay. Raises ArchiveError where there is none."""
        from reftel.archive.dossiers.keeping import Dossiers  # noqa: PLC0415 - see above

        with self._alone(lambda: None), transaction(self._db):
            Dossiers(self._db).drop(name)

    def dossiers(self) -> "list[KeptDossier]":
        """Return the dossiers that are kept, by name; for the owner."""
        from reftel.archive.dossiers.keeping import Dossiers  # noqa: PLC0415 - see above

        return Dossiers(self._db).all()

    def audit_head(self) -> Head:
        """Return the end of the audit's chain, to be kept elsewhere; for the owner."""
        return head(self._db)

    def audit_fault(self, known: Head | None = None) -> Fault | None:
        """Return what is wrong with the audit's chain; known: a head that was exported."""
        return fault(rows(self._db), known)

    def verify(self) -> list[Problem]:
        """Return all that is wrong with the archive, each with what mends it."""
        return [*problems(self._db, self.folder)]

    def mend(self) -> None:
        """Write the indexes anew and close the folder to others; the store is not touched."""
        with self._alone(lambda: None):
            mend(self._db, self.folder)

    def backup(self, path: Path) -> None:
        """Write a copy of the store while it is in use; indexes follow from it."""
        save(self._db, path)

    @contextmanager
    def importing(
        self, named: Sequence[str], reader: str, wait: Callable[[], None] = lambda: None
    ) -> Generator[Ingest]:
        """Take telegrams in; one import at a time. wait: called once where another one runs."""
        try:
            with (
                self._alone(wait),
                ingesting(self._db, self.folder, named, reader) as ingest,
            ):
                yield ingest
        except (sqlite3.Error, OSError, ArchiveError) as error:
            message = f"{self.folder}: {error}; what came before is kept, import again to go on"
            raise ArchiveError(message) from error

    @contextmanager
    def _releasing(self, who: str) -> Generator[Releasing]:
        """Act on labels as the only writer; then every index has what they give."""
        with self._alone(lambda: None):
            yield Releasing(self._db, who or login(), now())
            Readerships(self._db, self.folder).catch_up()

    @contextmanager
    def _alone(self, wait: Callable[[], None]) -> Generator[None]:
        """Keep every other writer out; the system opens the lock of a process that is killed."""
        with (self.folder / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                wait()
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make(self) -> None:
        try:
            # Only its owner may look into a new archive.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            message = f"{self.folder}: {error.strerror}"
            raise ArchiveError(message) from error
        if not (self.folder / FILE).exists() and any(self.folder.iterdir()):
            message = f"{self.folder} holds other files; name a folder that is empty or new"
            raise ArchiveError(message)

    def _settle(self) -> None:
        """Give a new archive the secret that its public ids are made with."""
        try:
            self._db.execute(
                "INSERT INTO setting (name, value) VALUES ('secret', ?) ON CONFLICT DO NOTHING",
                (secrets.token_bytes(32),),
            )
        except sqlite3.Error as error:
            message = f"{self.folder}: {error}"
            raise ArchiveError(message) from error
