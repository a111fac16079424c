"""Archives for tests: made of generated telegrams, looked at from outside."""

import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path

from benchmark import benchmark

from reftel.archive.archive import Archive
from reftel.archive.preparing import unpacked
from reftel.desk.importing import bring


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
    known = {name for (name,) in db.execute("SELECT DISTINCT name FROM sight")}
    db.close()
    assert known == set(found)
    return found
