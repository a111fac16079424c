"""Acts of release: record one, take one back, and set the labels that follow."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reftel.archive.access.labels import EVERYTHING, OPEN, UNREADABLE, Label
from reftel.archive.access.marking import labels
from reftel.archive.audit.chain import append
from reftel.archive.audit.line import Line
from reftel.archive.dossiers.stale import settle
from reftel.archive.errors import ArchiveError
from reftel.archive.preparing import entry
from reftel.archive.releases import Release, Releases, Scope, lies_in
from reftel.archive.store.copies import Copies, Named, released
from reftel.archive.store.database import transaction
from reftel.telegram.model import ExecutiveOrder

LAPSING = frozenset({"GDS", "ADS", "DECL"})
WORD = re.compile(r"[A-Z]{2,}")
# What a line that lapses may say: its form and the date, and by what schedule.
PLAIN = LAPSING | {
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER",
    "NOVEMBER", "DECEMBER", "DECLAS", "DECLASSIFY", "ON", "DATE",
}  # fmt: skip
# The classifier, and the letter of the originating office.
BY_WHOM = re.compile(r"\([^()]{0,80}\)|\bOR-?[A-Z]{0,3}\b")


class Act(NamedTuple):
    """A release as it is asked for. scope, subject: see Release."""

    scope: Scope
    subject: str
    label: Label
    why: str


class Releasing:
    """The acts on an archive's labels; the caller brings the indexes up to date."""

    def __init__(self, connection: sqlite3.Connection, who: str, at: str) -> None:
        """Act for somebody at a time, ISO 8601, UTC."""
        self._db = connection
        self._copies = Copies(connection)
        self._releases = Releases(connection)
        self._who, self._at = who, at

    def release(self, scope: Scope, subject: str, label: Label, why: str) -> int:
        """Give a telegram, or a collection of paths, a label by an act; return its number.

        Raises ArchiveError where nothing of that name is held, or no reason is given.
        """
        self._check(scope, subject, why)
        with transaction(self._db):
            number = self._act(scope, subject, label, why, None)
            self._relabel(scope, subject)
        return number

    def revoke(self, number: int, why: str) -> int:
        """Take an act back: what it set is as it was before; return the number of this act."""
        acts = {each.id: each for each in self._releases.all()}
        gone = {each.revoked for each in acts.values()}
        act = acts.get(number)
        if act is None or act.revoked is not None or number in gone:
            message = f"there is no release {number} in force"
            raise ArchiveError(message)
        if not why.strip():
            message = "a release is taken back for a reason: say why"
            raise ArchiveError(message)
        with transaction(self._db):
            new = self._act(act.scope, act.subject, None, why, number)
            self._relabel(act.scope, act.subject)
        return new

    def declassified(self, on: date) -> Iterator[tuple[str, str]]:
        """Release what its own Executive Order line declassifies by a day; yield name and rule."""
        for named in self._due(on):
            with transaction(self._db):
                self._act("telegram", named[0], OPEN, f"declassified by then: {named[1]}", None)
                self._relabel("telegram", named[0])
            yield named

    def _due(self, on: date) -> list[tuple[str, str]]:
        rows = self._db.execute("SELECT id, name FROM telegram ORDER BY name").fetchall()
        # What a person decided, or took back, is not decided again by a date.
        decided = {each.subject for each in self._releases.all() if each.scope == "telegram"}
        found: list[tuple[str, str]] = []
        for key, name in rows:
            if name in decided:
                continue
            copies = self._copies.of(key)
            orders = [each.record.executive_order for each in copies]
            due = [each.declassification for each in orders if each and _lapses(each)]
            # Every copy must say so: one that does not is not released by another's line.
            is_due = len(due) == len(copies) and all(each.date and each.date <= on for each in due)
            if is_due and any(piece != OPEN for each in copies for piece in each.labels.pieces):
                found.append((name, due[0].rule))
        return found

    def _check(self, scope: Scope, subject: str, why: str) -> None:
        if not why.strip():
            message = "a release has a reason: say why"
            raise ArchiveError(message)
        if scope == "telegram" and not self._originals(scope, subject):
            message = f"{subject} is not held"
            raise ArchiveError(message)
        if scope == "path" and not subject:
            message = "a collection is named by its folder or file"
            raise ArchiveError(message)

    def _act(
        self, scope: Scope, subject: str, label: Label | None, why: str, revoked: int | None
    ) -> int:
        number = self._releases.record(
            Release(0, scope, subject, label, self._who, self._at, why, revoked)
        )
        # Of the owner's acts only he reads: their reasons may name anything.
        line = Line(
            at=self._at,
            who=self._who,
            clearance=EVERYTHING.written(),
            act="release" if revoked is None else "revoke",
            label=UNREADABLE.written(),
            what=subject,
            details={
                "number": str(number if revoked is None else revoked),
                "scope": scope,
                "why": why,
                **({} if label is None else {"label": label.written()}),
            },
        )
        append(self._db, [(UNREADABLE, line)])
        return number

    def _relabel(self, scope: Scope, subject: str) -> None:
        """Set the labels of all that an act is about as the acts now in force say."""
        for original in self._originals(scope, subject):
            relabel(self._db, original)
        settle(self._db)

    def _originals(self, scope: Scope, subject: str) -> list[int]:
        if scope == "telegram":
            rows = self._db.execute(
                "SELECT DISTINCT c.original FROM telegram t JOIN copy c ON c.telegram = t.id"
                " WHERE t.name = ? ORDER BY c.original",
                (subject,),
            )
            return [original for (original,) in rows]
        rows = self._db.execute("SELECT path, original FROM origin ORDER BY original")
        return [*dict.fromkeys(original for path, original in rows if lies_in(path, subject))]


def _lapses(order: ExecutiveOrder) -> bool:
    """Whether a line lets the classification lapse by itself on its date.

    Not where it is to be reviewed then, is exempt, or says anything beside the date.
    """
    words = set(WORD.findall(BY_WHOM.sub(" ", order.element.upper()))) - PLAIN
    return order.form in LAPSING and not (order.exemption or order.event or words)


def relabel(connection: sqlite3.Connection, original: int) -> list[int]:
    """Set the labels of what stands in an original as the markings and the acts in force say.

    Return the rows of the telegrams of which that changed something.
    """
    copies, releases = Copies(connection), Releases(connection)
    data = copies.bytes_of(original)
    changed: list[int] = []
    for copy in copies.within(original):
        named = Named(
            *connection.execute(
                "SELECT id, public, name FROM telegram WHERE id = ?", (copy.telegram,)
            ).fetchone()
        )
        new = released(labels(copy.record), releases.of(named.name, original))
        if new != copy.labels:
            copies.relabel_copy(copy.id, named, entry(copy.record, copy.part, data), new)
            connection.execute("INSERT INTO change (telegram) VALUES (?)", (copy.telegram,))
            changed.append(copy.telegram)
    copies.judge_original(original, releases.collection(original))
    return changed
