"""The tables of dossiers as the owner writes them: kept, dropped, labelled anew."""

import sqlite3
from collections import Counter
from collections.abc import Sequence

from reftel.archive.access.labels import UNREADABLE, Label
from reftel.archive.choosing import Copy
from reftel.archive.dossiers.labelling import Labelled, labelled
from reftel.archive.dossiers.lines import Line, figure, lines, packed, unpacked
from reftel.archive.errors import ArchiveError
from reftel.archive.preparing import kept_name
from reftel.archive.store.copies import Copies
from reftel.dossier.dossier import Dossier
from reftel.telegram.model import Record


class KeptDossier(Record, frozen=True, kw_only=True):
    """A dossier as the owner keeps it.

    folder: where its files were. at: when it was kept, ISO 8601, UTC. hash: SHA-256 of its lines.
    lines: how many, its title and the points of a step or provision included. cites: how many of
    them cite a telegram. closed: how many of those nobody but the owner reads, for what they cite
    is not there, or not in these words. is_new: whether it was not kept just so before.
    """

    name: str
    folder: str
    at: str
    hash: str
    lines: int
    cites: int
    closed: int
    is_new: bool = False


class Dossiers:
    """The tables dossier, dossier_line, dossier_sight; inside a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._copies = Copies(connection)

    def keep(self, dossier: Dossier, at: str) -> KeptDossier:
        """Put a dossier in the place of the one of its name. Raises ArchiveError."""
        name, some = dossier.name, [*lines(dossier)]
        _check(name, some)
        rows = [(each, packed(each.record)) for each in some]
        hashed = figure((each.kind, each.key, record) for each, record in rows)
        before = self._db.execute("SELECT id, hash FROM dossier WHERE name = ?", (name,)).fetchone()
        if before and before[1] == hashed == self.hashed(before[0]):
            self._relabel(before[0])
            return self._kept(name)
        self._db.execute("DELETE FROM dossier WHERE name = ?", (name,))
        row = self._db.execute(
            "INSERT INTO dossier (name, folder, hash, at) VALUES (?, ?, ?, ?)",
            (name, str(dossier.folder), hashed, at),
        ).lastrowid
        self._db.executemany(
            "INSERT INTO dossier_line (dossier, kind, key, is_named, cited, place, record)"
            " VALUES (?, ?, ?, ?, '', '', ?)",
            [(row, each.kind, each.key, each.is_named, record) for each, record in rows],
        )
        assert row is not None  # an INSERT has one
        self._relabel(row)
        return self._kept(name, is_new=True)

    def drop(self, name: str) -> None:
        """Keep a dossier no longer. Raises ArchiveError where there is none of that name."""
        if not self._db.execute("DELETE FROM dossier WHERE name = ?", (name,)).rowcount:
            message = f"dossier {name} is not held"
            raise ArchiveError(message)

    def all(self) -> list[KeptDossier]:
        """Return all dossiers, by name."""
        rows = self._db.execute("SELECT name FROM dossier ORDER BY name").fetchall()
        return [self._kept(name) for (name,) in rows]

    def settle(self) -> None:
        """Label the dossiers anew that cite telegrams of which something changed."""
        for (row,) in self._db.execute("SELECT dossier FROM dossier_stale").fetchall():
            self._relabel(row)
        self._db.execute("DELETE FROM dossier_stale")

    def expected(self, dossier: int) -> list[tuple[int, Labelled]]:
        """Return the lines of a dossier by row, with the labels that they should have.

        Raises MsgspecError where a record cannot be read.
        """
        rows = self._db.execute(
            "SELECT id, kind, key, is_named, record FROM dossier_line WHERE dossier = ?"
            " ORDER BY id",
            (dossier,),
        ).fetchall()
        some = [
            Line(kind, key, unpacked(kind, record), bool(is_named))
            for _, kind, key, is_named, record in rows
        ]
        return [*zip((row for row, *_ in rows), labelled(some, self._held), strict=True)]

    def fits(self, dossier: int) -> bool:
        """Whether all readers find its lines as they should. Raises MsgspecError."""
        found = self._db.execute(
            "SELECT s.line, s.dossier, s.kind, s.key, s.cited, s.telegram, s.label,"
            " l.cited, l.place"
            " FROM dossier_line l JOIN dossier_sight s ON s.line = l.id WHERE l.dossier = ?",
            (dossier,),
        )
        rows = {label: row for row, label in self._copies.labels().items()}
        name = self._name(dossier)
        expected = {
            (
                row,
                name,
                each.line.kind,
                each.line.key,
                shown(each),
                self._telegram(shown(each)),
                rows.get(label),
                kept(each.cited.name),
                each.cited.place,
            )
            for row, each in self.expected(dossier)
            for label in each.ways
        }
        return {*found} == expected

    def hashed(self, dossier: int) -> bytes:
        """Return the hash of its lines as they are."""
        return figure(
            self._db.execute(
                "SELECT kind, key, record FROM dossier_line WHERE dossier = ? ORDER BY id",
                (dossier,),
            )
        )

    def _relabel(self, dossier: int) -> None:
        """Set who may see what of a dossier."""
        name = self._name(dossier)
        self._db.execute(
            "DELETE FROM dossier_sight WHERE line IN"
            " (SELECT id FROM dossier_line WHERE dossier = ?)",
            (dossier,),
        )
        for row, found in self.expected(dossier):
            line, told = found.line, kept(found.cited.name)
            self._db.execute(
                "UPDATE dossier_line SET cited = ?, place = ? WHERE id = ?",
                (told, found.cited.place, row),
            )
            beside = shown(found)
            telegram = self._telegram(beside)
            self._db.executemany(
                "INSERT INTO dossier_sight (label, dossier, kind, key, line, cited, telegram)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (self._copies.label(label), name, line.kind, line.key, row, beside, telegram)
                    for label in sorted(found.ways, key=Label.written)
                ],
            )

    def _name(self, dossier: int) -> str:
        row = self._db.execute("SELECT name FROM dossier WHERE id = ?", (dossier,)).fetchone()
        return row[0]

    def _held(self, name: str) -> Sequence[Copy]:
        telegram = self._telegram(kept(name))
        return self._copies.of(telegram) if telegram else ()

    def _telegram(self, name: str) -> int:
        row = self._db.execute("SELECT id FROM telegram WHERE name = ?", (name,)).fetchone()
        return row[0] if row else 0

    def _kept(self, name: str, *, is_new: bool = False) -> KeptDossier:
        row, folder, hashed, at = self._db.execute(
            "SELECT id, folder, hash, at FROM dossier WHERE name = ?", (name,)
        ).fetchone()
        count, cites, closed = self._db.execute(
            "SELECT count(*), count(nullif(cited, '')), count(CASE WHEN cited <> '' AND NOT EXISTS"
            " (SELECT 1 FROM dossier_sight s JOIN label b ON b.id = s.label"
            " WHERE s.line = l.id AND b.written <> ?) THEN 1 END)"
            " FROM dossier_line l WHERE dossier = ? AND NOT is_named",
            (UNREADABLE.written(), row),
        ).fetchone()
        return KeptDossier(
            name=name,
            folder=folder,
            at=at,
            hash=hashed.hex(),
            lines=count,
            cites=cites,
            closed=closed,
            is_new=is_new,
        )


def kept(name: str) -> str:
    """Return the name under which a cited telegram is kept; "" of none."""
    return kept_name(name) if name else ""


def shown(found: Labelled) -> str:
    """Return the telegram beside which a line is shown; "" where it was rejected."""
    return "" if found.is_rejected else kept(found.cited.name)


def _check(name: str, some: Sequence[Line]) -> None:
    """Raise ArchiveError where an id stands twice: nobody can tell which line is meant."""
    seen = Counter((each.kind, each.key) for each in some if not each.is_named)
    twice = [f"{kind} {key}" for (kind, key), count in seen.items() if count > 1]
    if twice:
        message = f"{name}: twice in its table: {', '.join(twice)}; `reftel dossier check` has more"
        raise ArchiveError(message)
