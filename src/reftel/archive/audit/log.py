"""The log of a session: a line for each call that gave something guarded, before it is given."""

import getpass
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import blake2b

from reftel.archive.access.labels import OPEN, UNREADABLE, Clearance, Label
from reftel.archive.audit.chain import append
from reftel.archive.audit.line import Given, Line
from reftel.archive.choosing import Copy
from reftel.archive.errors import ArchiveError
from reftel.archive.store.database import transaction


class Log:
    """Writes what a session gives. The line is kept before the answer: none is lost with it.

    Of the owner without a name nothing is written: he holds the files, reads everything with or
    without a session, and could take any line out again; a log would bind nobody.
    """

    def __init__(self, connection: sqlite3.Connection, clearance: Clearance, who: str) -> None:
        self._db = connection
        self._clearance = clearance
        self._who = who
        self._is_silent = clearance.everything and not who

    def gave(self, act: str, name: str, copies: Iterable[Copy]) -> None:
        """Note what guarded pieces of copies of a telegram were given, if any."""
        if self._is_silent:
            return
        pieces = [each for copy in copies for each in self._pieces(copy)]
        if pieces:
            self._write(act, name, tuple(pieces))

    def opened(self, name: str, label: Label) -> None:
        """Note that an original was given with everything in it. label: of all of it."""
        if not self._is_silent and label != OPEN:
            self._write("original", name)

    def gave_lines(self, act: str, what: str, guarded: Sequence[str]) -> None:
        """Note what guarded lines of dossiers were given, if any, in words."""
        if not self._is_silent and guarded:
            self._write(act, what, (), {"lines": "; ".join(guarded)})

    def searched(self, query: str, details: dict[str, str] | None = None) -> None:
        """Note a search, as it was typed. details: what else tells what was asked and given.

        An open clearance's searches are noted, too, where there is a name.
        """
        if not self._is_silent:
            self._write("search", query, (), details)

    def _pieces(self, copy: Copy) -> Iterator[Given]:
        """Yield the guarded pieces of a copy that may be read."""
        reads = self._clearance.reads
        if copy.labels.rest != OPEN and reads(copy.labels.rest):
            yield Given(piece="rest")
        if copy.record.subject and copy.labels.subject != OPEN and reads(copy.labels.subject):
            yield Given(piece="subject")
        labels = [each for each in copy.labels.paragraphs if reads(each)]
        for at, (label, each) in enumerate(zip(labels, copy.record.paragraphs, strict=True)):
            if label != OPEN:
                figure = blake2b(each.text.encode("utf-8", "surrogatepass"), digest_size=8)
                yield Given(piece=at, number=each.number, figure=figure.hexdigest())

    def _write(
        self,
        act: str,
        what: str,
        given: tuple[Given, ...] = (),
        details: dict[str, str] | None = None,
    ) -> None:
        if self._db.in_transaction:
            # The line would be undone with what else is being written.
            message = "no guarded telegram is read inside an import: open the archive once more"
            raise ArchiveError(message)
        # Only who may read all that this reader may: what he asks may be as secret as what he is
        # given, and a line that were open to lower readers would tell of guarded pieces.
        label = limit(self._clearance)
        line = Line(
            at=now(),
            who=self._who,
            clearance=self._clearance.written(),
            act=act,
            label=label.written(),
            what=what.encode("utf-8", "backslashreplace").decode(),
            given=given,
            details=details or {},
        )
        with transaction(self._db):
            append(self._db, [(label, line)])


def limit(clearance: Clearance) -> Label:
    """Return the label that only those read who may read all that a clearance may."""
    if clearance.everything:
        return UNREADABLE
    nations = (clearance.nation,) if clearance.nation else None
    return Label(clearance.level, clearance.grants, nations)


def login() -> str:
    """Return the name under which the user is logged in; his number where he has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def now() -> str:
    """Return the time, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat()
