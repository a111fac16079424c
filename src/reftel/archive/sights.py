"""What the readers of a set of labels may know of the store: all their SQL stands here.

Every way into the tables begins with the labels that are read and goes on with what is asked for:
no row of a hidden piece is touched, and one that is hidden costs what an absent one costs.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from reftel.archive.access.labels import Clearance, Label
from reftel.archive.audit.line import Line
from reftel.archive.audit.line import unpacked as line_unpacked
from reftel.archive.choosing import Copy, readable
from reftel.archive.graph.walking import Link, Node
from reftel.archive.preparing import unpacked, unpacked_labels
from reftel.archive.search.documents import EPOCH
from reftel.archive.store.copies import kept_label

MANY = 500  # names in one statement
T = TypeVar("T")
# SQLite would now and then take another one and go through all rows of a label.
SIGHT_INDEXES = {
    "name": "",  # that of the table itself
    "public": "INDEXED BY sight_public",
    "telegram": "INDEXED BY sight_telegram",
}
LINK_INDEXES = {"target": "", "source": "INDEXED BY link_source"}


class Sight(NamedTuple):
    """A copy that may be seen, at least in part."""

    name: str
    public: str
    copy: int


class SeenLine(NamedTuple):
    """A line of a dossier that may be seen. is_named: whether only in short.

    is_open: whether everybody may see it. record: packed.
    """

    row: int
    dossier: str
    kind: str
    key: str
    is_named: bool
    is_open: bool
    cited: str
    place: str
    record: bytes


class Sights:
    """The store as one clearance may see it."""

    def __init__(self, connection: sqlite3.Connection, clearance: Clearance) -> None:
        self._db = connection
        self.clearance = clearance
        # Looked up by every statement: an import may bring labels while a session is open.
        words = clearance.written().replace("'", "''")
        self._labels = f"SELECT label FROM reads WHERE clearance = '{words}'"

    def named(self, name: str) -> list[Sight]:
        """Return the copies of the telegram with that name."""
        return self._sights("name", name)

    def public(self, public: str) -> list[Sight]:
        """Return the copies of the telegram with that public id."""
        return self._sights("public", public)

    def keyed(self, key: int) -> list[Sight]:
        """Return the copies of the telegram of that row, as an index gives it."""
        return self._sights("telegram", key)

    def aliased(self, alias: str) -> list[str]:
        """Return the names of the telegrams that have another name, a date-time group."""
        rows = self._db.execute(
            f"SELECT DISTINCT name FROM alias WHERE alias = ? AND label IN ({self._labels})"
            " ORDER BY name",
            (alias,),
        )
        return [name for (name,) in rows]

    def copies(self, sights: Iterable[Sight]) -> list[Copy]:
        """Return copies as far as they may be read, the best one first."""
        rows = sorted({each.copy for each in sights})
        found = self._db.execute(
            "SELECT c.id, c.telegram, c.original, c.part, c.labels, c.record, o.data,"
            " EXISTS (SELECT 1 FROM choice h WHERE h.telegram = c.telegram"
            " AND h.original = c.original AND h.part = c.part)"
            " FROM copy c JOIN original o ON o.id = c.original"
            f" WHERE c.id IN ({','.join(map(str, rows))}) ORDER BY c.id"
        ).fetchall()
        copies = [
            Copy(
                row,
                telegram,
                original,
                part,
                unpacked_labels(labels),
                unpacked(record, zlib.decompress(data)),
                bool(chosen),
            )
            for row, telegram, original, part, labels, record, data, chosen in found
        ]
        return readable(copies, self.clearance.reads)

    def paths(self, copy: Copy) -> list[str]:
        """Return where a copy came from; only to who may read all of its original."""
        rows = self._db.execute(
            "SELECT g.path FROM original o JOIN origin g ON g.original = o.id"
            f" WHERE o.id = ? AND o.label IN ({self._labels}) ORDER BY g.path",
            (copy.original,),
        )
        return [path for (path,) in rows]

    def original(self, copy: Copy) -> tuple[bytes, Label] | None:
        """Return the bytes that a copy was read from, and what they ask for.

        None where a piece of them may not be read, of whatever telegram in them.
        """
        row = self._db.execute(
            "SELECT o.data, l.level, l.needs, l.nations FROM original o"
            f" JOIN label l ON l.id = o.label WHERE o.id = ? AND o.label IN ({self._labels})",
            (copy.original,),
        ).fetchone()
        return (zlib.decompress(row[0]), kept_label(*row[1:])) if row else None

    def names_of(self, keys: Sequence[int]) -> list[str]:
        """Return the names of the telegrams of those rows, sorted."""
        return sorted(self._one_column("name", "telegram", keys))

    def keys_of(self, names: Sequence[str]) -> list[int]:
        """Return the rows of the telegrams of those names."""
        return sorted(self._one_column("telegram", "name", names))

    def dossiers(self) -> list[tuple[str, str, int]]:
        """Return dossier, kind of line and the number of those lines, by both."""
        return self._db.execute(
            "SELECT dossier, kind, count(DISTINCT key) FROM dossier_sight"
            f" WHERE label IN ({self._labels}) GROUP BY dossier, kind ORDER BY dossier, kind"
        ).fetchall()

    def titles(self) -> list[SeenLine]:
        """Return the titles of dossiers."""
        return self._lines("s.kind = 'title'", ())

    def dossier(self, name: str) -> list[SeenLine]:
        """Return the lines of a dossier in their order."""
        return self._lines("s.dossier = ?", (name,))

    def citing_lines(self, name: str) -> list[SeenLine]:
        """Return the lines of all dossiers that cite a telegram."""
        return self._lines("s.cited = ?", (name,), "INDEXED BY dossier_sight_cited")

    def cited_in(self, dossier: str = "", kinds: Sequence[str] = ()) -> list[tuple[str, int]]:
        """Return each dossier with the rows of the telegrams that its lines cite.

        kinds: of lines, else all. Who may read a line may read of the telegram what it cites.
        """
        where = " AND dossier = ?" if dossier else ""
        where += f" AND kind IN ({_marks(kinds)})" if kinds else ""
        return self._db.execute(
            "SELECT DISTINCT dossier, telegram FROM dossier_sight INDEXED BY dossier_sight_cited"
            f" WHERE label IN ({self._labels}) AND cited > ''{where}",
            (*([dossier] if dossier else []), *kinds),
        ).fetchall()

    def _lines(self, where: str, values: Sequence[str], index: str = "") -> list[SeenLine]:
        """Return lines that may be seen, each once, in the order of dossiers and their files."""
        rows = self._db.execute(
            # CROSS JOIN: labels first, whatever SQLite thinks of it.
            "SELECT s.line, s.dossier, s.kind, s.key, l.is_named,"
            " max(b.written = 'U'), l.cited, l.place, l.record"
            f" FROM dossier_sight s {index} CROSS JOIN dossier_line l ON l.id = s.line"
            f" CROSS JOIN label b ON b.id = s.label"
            f" WHERE s.label IN ({self._labels}) AND {where}"
            " GROUP BY s.line ORDER BY s.dossier, s.line",
            values,
        )
        return [SeenLine(*row) for row in rows]

    def audit(self) -> Iterator[Line]:
        """Yield the lines of the audit, the first one first."""
        rows = self._db.execute(
            # The index, though its rows must be sorted: along the table come hidden ones, too.
            "SELECT line FROM audit INDEXED BY audit_label"
            f" WHERE label IN ({self._labels}) ORDER BY seq"
        )
        yield from (line_unpacked(line) for (line,) in rows)

    def names(self) -> Iterator[str]:
        """Yield the names of all telegrams, in their order."""
        rows = self._db.execute(
            f"SELECT DISTINCT name FROM sight WHERE label IN ({self._labels}) ORDER BY name"
        )
        yield from (name for (name,) in rows)

    def edges(self) -> Iterator[tuple[str, str]]:
        """Yield each pair of a telegram and one that it refers to, where that is likely."""
        yield from self._db.execute(
            f"SELECT DISTINCT source, target FROM link WHERE label IN ({self._labels})"
            " AND likelihood >= 0.5 ORDER BY target, source"
        )

    def cited_by(self, names: Sequence[str]) -> Iterator[Link]:
        """Yield the links of telegrams to what they refer to."""
        yield from self._links("source", names)

    def citing(self, names: Sequence[str]) -> Iterator[Link]:
        """Yield the links to telegrams, from what refers to them."""
        yield from self._links("target", names)

    def nodes(self, names: Sequence[str]) -> Iterator[Node]:
        """Yield what is known of those that are held."""
        for some in _batches(names):
            rows = self._db.execute(
                "SELECT s.name, s.public, c.sent, c.sender,"
                f" CASE WHEN c.subject_label IN ({self._labels}) THEN c.subject ELSE '' END,"
                " min(c.id) FROM sight s JOIN copy c ON c.id = s.copy"
                f" WHERE s.name IN ({_marks(some)}) AND s.label IN ({self._labels})"
                " GROUP BY s.name ORDER BY s.name",
                some,
            )
            for name, public, sent, sender, subject, _ in rows:
                yield Node(
                    name=name,
                    id=public,
                    held=True,
                    sent=moment(sent),
                    sender=sender,
                    subject=subject,
                )

    def sent(self, names: Sequence[str]) -> Iterator[tuple[str, datetime | None]]:
        """Yield when those that are held were sent."""
        for some in _batches(names):
            yield from self._sent(f"s.name IN ({_marks(some)})", some)

    def series(self, start: str, end: str) -> Iterator[tuple[str, datetime | None]]:
        """Yield the names from start on that come before end, with when they were sent."""
        yield from self._sent("s.name >= ? AND s.name < ?", (start, end))

    def absent(self, limit: int) -> list[str]:
        """Return telegrams that are likely cited and not held, what most cite first."""
        rows = self._db.execute(
            f"SELECT target FROM link l WHERE label IN ({self._labels}) AND likelihood >= 0.5"
            " AND source <> target GROUP BY target"
            f" HAVING NOT EXISTS (SELECT 1 FROM sight s WHERE s.label IN ({self._labels})"
            " AND s.name = l.target) ORDER BY count(DISTINCT source) DESC, target LIMIT ?",
            (limit,),
        )
        return [target for (target,) in rows]

    def _sent(self, where: str, values: Sequence[str]) -> Iterator[tuple[str, datetime | None]]:
        rows = self._db.execute(
            "SELECT s.name, c.sent, min(c.id) FROM sight s JOIN copy c ON c.id = s.copy"
            f" WHERE s.label IN ({self._labels}) AND {where} GROUP BY s.name ORDER BY s.name",
            values,
        )
        for name, sent, _ in rows:
            yield name, moment(sent)

    def _links(self, end: str, names: Sequence[str]) -> Iterator[Link]:
        for some in _batches(names):
            rows = self._db.execute(
                "SELECT source, target, letter, max(likelihood), sent FROM link"
                f" {LINK_INDEXES[end]}"
                f" WHERE {end} IN ({_marks(some)}) AND label IN ({self._labels})"
                " GROUP BY source, target ORDER BY source, target",
                some,
            )
            for source, target, letter, likelihood, sent in rows:
                if source != target:
                    yield Link(
                        source=source,
                        target=target,
                        letter=letter,
                        likelihood=likelihood,
                        sent=moment(sent),
                    )

    def _one_column(self, wanted: str, given: str, values: Sequence[Any]) -> Iterator[Any]:
        for some in _batches(values):
            rows = self._db.execute(
                f"SELECT DISTINCT {wanted} FROM sight {SIGHT_INDEXES[given]}"
                f" WHERE label IN ({self._labels}) AND {given} IN ({_marks(some)})",
                some,
            )
            yield from (value for (value,) in rows)

    def _sights(self, given: str, value: object) -> list[Sight]:
        rows = self._db.execute(
            f"SELECT DISTINCT name, public, copy FROM sight {SIGHT_INDEXES[given]}"
            f" WHERE label IN ({self._labels}) AND {given} = ? ORDER BY copy",
            (value,),
        )
        return [Sight(*row) for row in rows]


def moment(seconds: int | None) -> datetime | None:
    """Return whole seconds since 1970 as a moment, UTC."""
    return None if seconds is None else EPOCH + timedelta(seconds=seconds)


def _batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), MANY):
        yield values[start : start + MANY]


def _marks(some: Sequence[object]) -> str:
    return ",".join("?" * len(some))
