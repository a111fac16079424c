"""Each kind of damage is done, found, and mended by what is said to mend it."""

import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from kept import imported, marked, store

from reftel.archive.access.labels import parse_clearance
from reftel.archive.archive import Archive
from reftel.archive.search.index import writing
from reftel.archive.verifying import RESTORE
from reftel.desk.rereading import reread

LOW = parse_clearance("U")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = marked(tmp_path / "telegrams", (411, 412, 413))
    folder = imported(tmp_path / "archive", [source])
    with Archive(folder) as archive:
        archive.session(LOW, "anna").log.searched("council")
        assert archive.verify() == []
    return folder


def sql(*statements: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        db = sqlite3.connect(folder / "archive.db")
        for each in statements:
            assert db.execute(each).rowcount or each.startswith("DROP"), each
        db.commit()
        db.close()

    return damage


def flipped(folder: Path) -> None:
    db = sqlite3.connect(folder / "archive.db")
    row, record = db.execute("SELECT id, record FROM copy LIMIT 1").fetchone()
    changed = record[:9] + bytes([record[9] ^ 0x55]) + record[10:]
    db.execute("UPDATE copy SET record = ? WHERE id = ?", (changed, row))
    db.commit()
    db.close()


def changed_original(folder: Path) -> None:
    db = sqlite3.connect(folder / "archive.db")
    row, data = db.execute("SELECT id, data FROM original LIMIT 1").fetchone()
    other = zlib.compress(zlib.decompress(data).replace(b"COUNCIL", b"CABINET"))
    db.execute("UPDATE original SET data = ? WHERE id = ?", (other, row))
    db.commit()
    db.close()


def low_index(folder: Path) -> Path:
    return next(each for each in (folder / "index").iterdir() if each.name != "all")


def no_index(folder: Path) -> None:
    shutil.rmtree(low_index(folder))


def broken_index(folder: Path) -> None:
    (low_index(folder) / "meta.json").write_text("{", "utf-8")


def fewer_in_index(folder: Path) -> None:
    with writing(folder / "index" / "all") as index:
        index.remove(1)


def others_in_index(folder: Path) -> None:
    """Put a telegram in another's place: as many as before, but not those of the store."""
    with Archive(folder) as archive, writing(folder / "index" / "all") as index:
        readerships = readerships_of(archive)
        found = readerships.document(archive.session().clearance, 2)
        assert found
        index.remove(1)
        index.add(1, *found)


def readerships_of(archive: Archive):
    from reftel.archive.readerships import Readerships  # noqa: PLC0415

    return Readerships(archive._db, archive.folder)  # pyright: ignore[reportPrivateUsage]


def others_words(folder: Path) -> None:
    """Change what an index was given, as an index has it that missed a change."""
    sql("UPDATE shown SET figure = x'00' WHERE telegram = 1")(folder)


def open_folder(folder: Path) -> None:
    folder.chmod(0o755)


AUDIT = "DROP TRIGGER audit_unchanged"
DAMAGE = {
    "flipped byte of a record": (flipped, "copy 1", "reread"),
    "changed original": (changed_original, "original 1", "restore"),
    "no sights": (sql("DELETE FROM sight WHERE copy = 1"), "copy 1", "reread"),
    "more sights": (
        sql("INSERT INTO sight SELECT name, 99, copy, telegram, public FROM sight LIMIT 1"),
        "copy 1",
        "reread",
    ),
    "opened labels": (
        sql(
            "UPDATE copy SET labels = (SELECT labels FROM copy WHERE id = 2) WHERE id = 2",
            "UPDATE link SET label = (SELECT min(id) FROM label WHERE id <> link.label)",
        ),
        "copy 1",
        "reread",
    ),
    "lost links": (sql("DELETE FROM link WHERE copy = 2"), "copy 2", "reread"),
    "links of nobody": (sql("UPDATE link SET target = 'X1' WHERE copy = 2"), "copy 2", "reread"),
    "lost names": (sql("DELETE FROM alias WHERE copy = 3"), "copy 3", "reread"),
    "public id": (sql("UPDATE telegram SET public = 'x' WHERE id = 1"), "CALDESSA", "restore"),
    "index gone": (no_index, "index of U", "--mend"),
    "index broken": (broken_index, "index of U", "--mend"),
    "index with fewer": (fewer_in_index, "index of everything", "--mend"),
    "index with others": (others_in_index, "index of everything", "--mend"),
    "index with old words": (others_words, "index of U", "--mend"),
    "change not taken in": (sql("INSERT INTO change (telegram) VALUES (1)"), "index", "--mend"),
    "open folder": (open_folder, "archive", "--mend"),
    "audit": (
        sql(AUDIT, "UPDATE audit SET line = CAST(replace(line, 'anna', 'benn') AS BLOB)"),
        "audit, line 1",
        "restore",
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_found_and_mended(kind: str, folder: Path) -> None:
    damage, place, means = DAMAGE[kind]
    before = store(folder)
    damage(folder)
    with Archive(folder) as archive:
        found = archive.verify()
        assert any(place in each.place and means in each.mend for each in found), found
        if means == "--mend":
            archive.mend()
        elif means == "reread":
            list(reread(archive))
        else:
            assert RESTORE in {each.mend for each in found}
            return
        assert archive.verify() == []
    after = store(folder)
    assert [row[1:] for row in after["telegram"]] == [row[1:] for row in before["telegram"]]
    assert {(row[0], row[1], row[4]) for row in after["sight"]} == {
        (row[0], row[1], row[4]) for row in before["sight"]
    }


def test_the_command(folder: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "reftel.cli", "verify", *arguments, "-A", str(folder)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert (run().returncode, run().stdout) == (0, "the archive is whole\n")
    no_index(folder)
    assert run("--json").returncode == 1
    assert "is missing" in run("--json").stdout
    assert run("--mend").returncode == 0
    assert run().returncode == 0
