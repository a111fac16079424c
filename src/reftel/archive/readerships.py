"""Indexes, one for each clearance that reads in the archive.

An index holds exactly what its readership may see, as if nothing else were kept. So counts, ranks,
suggestions and facets of a search cannot know of more: there is no filter that could fail.
"""

import fcntl
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

import msgspec

from reftel.archive.access.labels import EVERYTHING, Clearance, parse_clearance
from reftel.archive.choosing import readable
from reftel.archive.search.documents import Document, document
from reftel.archive.search.index import Writing, order, rebuilt, writing
from reftel.archive.store.copies import Copies
from reftel.archive.store.database import transaction

MANY = 5_000  # telegrams between two commits of an index that catches up
FOLDER = "index"


class Readerships:
    """The indexes of an archive and how far each has come."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._db = connection
        self._folder = folder / FOLDER

    def folder(self, clearance: Clearance) -> Path:
        """Return where the index of a clearance lies."""
        words = clearance.written()
        name = "all" if clearance.everything else blake2b(words.encode(), digest_size=6).hexdigest()
        return self._folder / name

    def ready(self, clearance: Clearance) -> Path:
        """Return the folder of an index that has all; it is made where there is none."""
        if not self._is_there(clearance):
            with self._alone(clearance):
                if not self._is_there(clearance):
                    self._rebuild(clearance)
        return self.folder(clearance)

    def _is_there(self, clearance: Clearance) -> bool:
        words = (clearance.written(),)
        row = self._db.execute("SELECT 1 FROM readership WHERE clearance = ?", words).fetchone()
        return row is not None and self.folder(clearance).is_dir()

    @contextmanager
    def _alone(self, clearance: Clearance) -> Generator[None]:
        """Keep out every other process that would write the index of a clearance anew."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder.with_name(f"{FOLDER}-{self.folder(clearance).name}.lock")
        with path.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def known(self) -> list[Clearance]:
        """Return the clearances that have an index."""
        rows = self._db.execute("SELECT clearance FROM readership ORDER BY clearance")
        return [parse_clearance(words) for (words,) in rows]

    def newest(self) -> int:
        """Return the number of the last change of the store."""
        return self._db.execute(
            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0)"
        ).fetchone()[0]

    def pending(self, clearance: Clearance) -> int:
        """Return how many changes an index has not taken in."""
        words = (clearance.written(),)
        return self._db.execute(
            "SELECT count(*) FROM change WHERE seq >"
            " (SELECT done FROM readership WHERE clearance = ?)",
            words,
        ).fetchone()[0]

    def rebuild(self, clearance: Clearance) -> int:
        """Write an index anew from the store; return how many telegrams it holds."""
        with self._alone(clearance):
            return self._rebuild(clearance)

    def _rebuild(self, clearance: Clearance) -> int:
        newest = self.newest()
        self._register(clearance)
        shown: list[tuple[int, bytes]] = []
        count = rebuilt(self.folder(clearance), self._documents(clearance, shown))
        with transaction(self._db):
            self._db.execute("DELETE FROM shown WHERE clearance = ?", (clearance.written(),))
            self._show(clearance, shown)
            self.taken(clearance, newest)
        return count

    def _register(self, clearance: Clearance) -> None:
        """Note which labels a readership reads.

        Those that come later are noted as they come; those of an import that ran meanwhile, at its
        end.
        """
        words = clearance.written()
        labels = Copies(self._db).labels()
        with transaction(self._db):
            self._db.execute(
                "INSERT INTO readership (clearance, folder, done) VALUES (?, ?, 0)"
                " ON CONFLICT DO NOTHING",
                (words, self.folder(clearance).name),
            )
            self._db.executemany(
                "INSERT INTO reads (clearance, label) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [(words, row) for row, label in labels.items() if clearance.reads(label)],
            )

    def catch_up(self) -> None:
        """Bring every index up to the store, then forget the changes that all have taken in."""
        for clearance in self.known():
            with self._alone(clearance):
                self._register(clearance)
                if not self.folder(clearance).is_dir():
                    self._rebuild(clearance)
                elif self.pending(clearance):
                    self._catch_up(clearance)
        self._db.execute("DELETE FROM change WHERE seq <= (SELECT min(done) FROM readership)")

    def taken(self, clearance: Clearance, newest: int) -> None:
        """Note that an index has taken in all changes up to that number."""
        self._db.execute(
            "INSERT INTO readership (clearance, folder, done) VALUES (?, ?, ?)"
            " ON CONFLICT (clearance) DO UPDATE SET done = excluded.done",
            (clearance.written(), self.folder(clearance).name, newest),
        )

    def owner(self) -> Path:
        """Return the folder of the owner's index, registered as up to date where it is new."""
        if EVERYTHING not in self.known():
            self.rebuild(EVERYTHING)
        return self.ready(EVERYTHING)

    def _catch_up(self, clearance: Clearance) -> None:
        """Take in what changed; where a document that was there is another now, write all anew.

        An index keeps figures of documents that it no longer holds. They, too, must not tell when
        something changed that its readers may not see.
        """
        newest = self.newest()
        changed = self._changed(clearance)
        if not clearance.everything and not self._adds_only(clearance, changed):
            self._rebuild(clearance)
            return
        shown: list[tuple[int, bytes]] = []
        with writing(self.folder(clearance)) as index:
            for key in changed:
                self._renew(index, clearance, key, shown)
                if index.added % MANY == MANY - 1:
                    index.commit()
        with transaction(self._db):
            self._show(clearance, shown)
            self.taken(clearance, newest)

    def _changed(self, clearance: Clearance) -> list[int]:
        rows = self._db.execute(
            "SELECT DISTINCT telegram FROM change WHERE seq >"
            " (SELECT done FROM readership WHERE clearance = ?) ORDER BY telegram",
            (clearance.written(),),
        )
        return [key for (key,) in rows]

    def _adds_only(self, clearance: Clearance, changed: list[int]) -> bool:
        """Whether no document that was there is another now, or gone."""
        for key in changed:
            before = self._shown(clearance, key)
            found = self.document(clearance, key) if before else None
            if before and (found is None or _figure(found[1]) != before):
                return False
        return True

    def _renew(
        self, index: Writing, clearance: Clearance, key: int, shown: list[tuple[int, bytes]]
    ) -> None:
        """Put a telegram's document in the place of the one that the index may hold."""
        if clearance.everything:
            index.remove(key)
        elif self._shown(clearance, key):
            return
        found = self.document(clearance, key)
        if found is not None:
            index.add(key, *found)
            shown.append((key, _figure(found[1])))

    def _shown(self, clearance: Clearance, key: int) -> bytes | None:
        row = self._db.execute(
            "SELECT figure FROM shown WHERE clearance = ? AND telegram = ?",
            (clearance.written(), key),
        ).fetchone()
        return row[0] if row else None

    def _show(self, clearance: Clearance, shown: list[tuple[int, bytes]]) -> None:
        if not clearance.everything:
            words = clearance.written()
            self._db.executemany(
                "INSERT OR REPLACE INTO shown (clearance, telegram, figure) VALUES (?, ?, ?)",
                ((words, key, figure) for key, figure in shown),
            )

    def document(self, clearance: Clearance, key: int) -> tuple[str, Document] | None:
        """Return a telegram's name and its document for a clearance; None where nothing is seen."""
        copies = readable(Copies(self._db).of(key), clearance.reads)
        if not copies:
            return None
        name = self._db.execute("SELECT name FROM telegram WHERE id = ?", (key,)).fetchone()[0]
        return name, document([each.record for each in copies], name)

    def _documents(
        self, clearance: Clearance, shown: list[tuple[int, bytes]]
    ) -> Iterator[tuple[int, str, Document]]:
        """Yield the document of each telegram of which something may be seen, by name."""
        for key in self._keys(clearance):
            found = self.document(clearance, key)
            if found is not None:
                if not clearance.everything:
                    shown.append((key, _figure(found[1])))
                yield (key, *found)

    def expected(self, clearance: Clearance) -> list[tuple[int, int]]:
        """Return row and order of each telegram that an index should hold, sorted."""
        found: list[tuple[int, int]] = []
        for key in self._keys(clearance):
            made = self.document(clearance, key)
            if made is not None:
                found.append((key, order(made[1].sent, made[0])))
        return sorted(found)

    def stale(self, clearance: Clearance) -> int:
        """Return of how many telegrams an index was given another document than the store's.

        Of the owner's index no figures are kept.
        """
        rows = self._db.execute(
            "SELECT telegram, figure FROM shown WHERE clearance = ?", (clearance.written(),)
        ).fetchall()
        made = [(self.document(clearance, key), figure) for key, figure in rows]
        return sum(each is None or _figure(each[1]) != figure for each, figure in made)

    def _keys(self, clearance: Clearance) -> list[int]:
        """Return the rows of the telegrams that a clearance may know of, in the order of names."""
        rows = self._db.execute(
            "SELECT DISTINCT name, telegram FROM sight WHERE label IN"
            " (SELECT label FROM reads WHERE clearance = ?) ORDER BY name",
            (clearance.written(),),
        )
        return [key for _, key in rows]


def _figure(made: Document) -> bytes:
    return blake2b(msgspec.msgpack.encode(made), digest_size=16).digest()
