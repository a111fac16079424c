"""Archives for tests: made of generated telegrams, looked at from outside."""

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmark import benchmark
from reftel.archive.archive import Archive
from reftel.archive.ingest import Arrival
from reftel.archive.preparing import unpacked
from reftel.desk.importing import bring, prepared_source
from reftel.desk.sources import Source


def generated(folder: Path, count: int, seed: int = 0) -> Path:
    """Write so many telegrams, a file each; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(benchmark("generator").telegrams(seed, count)):
        suffix = "xml" if sample.text.lstrip().startswith("<") else "txt"
        (folder / f"{number:05}.{suffix}").write_text(sample.text, "utf-8")
    return folder


def imported(folder: Path, paths: Iterable[Path]) -> Path:
    """Import into an archive in this process; return its folder."""
    with Archive(folder, create=True) as archive:
        bring(archive, paths, workers=1)
    return folder


def content(folder: Path) -> dict[str, int]:
    """Return the names in an archive with the number of copies, read past its door.

    Every copy must unpack, every telegram have a copy and a name under which it is known.
    """
    db = sqlite3.connect(folder / "archive.db")
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    found: dict[str, int] = {}
    for name, record, data in db.execute(
        "SELECT t.name, c.record, o.data FROM telegram t LEFT JOIN copy c ON c.telegram = t.id"
        " LEFT JOIN original o ON o.id = c.original"
    ):
        assert unpacked(record, zlib.decompress(data)).text
        found[name] = found.get(name, 0) + 1
    known = {
        name
        for (name,) in db.execute(
            "SELECT DISTINCT name FROM sight WHERE label IN (SELECT id FROM label)"
        )
    }
    db.close()
    assert known == set(found)
    return found


@dataclass(frozen=True)
class Letter:
    """A telegram for a test, in the fewest words. paragraphs: with their marks, "(C) text"."""

    number: int
    paragraphs: tuple[str, ...]
    subject: str = "STRAITS TALKS"
    level: str = "C O N F I D E N T I A L"
    post: str = "TAVERRE"
    sent: str = "042143Z APR 08"
    to: str = "SECSTATE WASHDC"
    tags: str = "PREL"
    captions: str = ""
    references: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        letters = "ABCDEFGH"
        listed = [f"{letters[at]}. {each}" for at, each in enumerate(self.references)]
        lines = [
            f"R {self.sent}",
            f"FM AMEMBASSY {self.post}",
            f"TO {self.to}",
            "BT",
            f"{self.level} {self.post} {self.number:06}",
            "",
            *([self.captions, ""] if self.captions else []),
            "E.O. 12958: DECL: 04/04/2018",
            f"TAGS: {self.tags}",
            f"SUBJECT: {self.subject}",
            "",
            *(
                [f"REF: {listed[0]}", *(f"     {each}" for each in listed[1:]), ""]
                if listed
                else []
            ),
        ]
        for number, each in enumerate(self.paragraphs, 1):
            lines += [f"{number}. {each}", ""]
        return "\n".join([*lines, "SMITH", "BT", f"#{self.number:04}", "NNNN", ""])

    @property
    def name(self) -> str:
        return f"{self.sent[-2:]}{self.post}{self.number}"


def archived(folder: Path, letters: Iterable[Letter]) -> Archive:
    """Return an archive of these telegrams, in the order in which they come."""
    archive = Archive(folder, create=True)
    with archive.importing(["test"], "0") as ingest:
        for letter in letters:
            data = letter.text.encode()
            source = Source(f"{letter.name}.txt", data)
            _, made = prepared_source(source)
            assert made is not None
            ingest.take(Arrival(source.path, 0, 0, {}, made))
    return archive


def store(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what follows from originals, markings and acts: all of it, labels as they are written.

    Without the record of what was done: acts, audit, runs, how far indexes are.
    """
    db = sqlite3.connect(folder / "archive.db")
    written = "(SELECT written FROM label l WHERE l.id = label)"
    subject = "(SELECT written FROM label l WHERE l.id = subject_label)"
    queries = {
        "telegram": "id, public, name",
        "copy": f"id, telegram, original, part, sent, sender, subject, {subject}, labels, record",
        "sight": f"name, {written}, copy, telegram, public",
        "link": f"target, source, copy, entry, {written}, letter, likelihood, sent",
        "alias": f"alias, {written}, name, copy",
        "original": "id, sha, size, data",
        "choice": "telegram, original, part",
        "refusal": "path, reason, original",
        "dossier": "name, hash",
        "dossier_line": "id, kind, key, is_named, cited, place, record",
        "dossier_sight": f"{written}, dossier, kind, key, line, cited, telegram",
        "dossier_stale": "dossier",
    }
    found = {
        table: sorted(db.execute(f"SELECT {columns} FROM {table}"), key=repr)
        for table, columns in queries.items()
    }
    db.close()
    return found


TELEGRAM = """O 171430Z MAY 74
FM AMEMBASSY CALDESSA
TO SECSTATE WASHDC IMMEDIATE {number}
S E C R E T CALDESSA 00{number}

E.O. 11652: GDS
TAGS: PFOR, XX
SUBJECT: (U) COUNCIL DEBATES LOSS {number}
REF: CALDESSA 00400

1. (U) THE COUNCIL MET ON MAY 17.

2. (C) THE MINISTER WAS ALARMED BY NUMBER {number}.

3. (S) OUR SOURCE DOUBTS ALL OF IT.{more}
"""


def marked(folder: Path, numbers: Iterable[int], more: str = "") -> Path:
    """Write telegrams with marked paragraphs, a file each; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        text = TELEGRAM.format(number=number, more=more)
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return folder
