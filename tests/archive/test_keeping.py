"""Backup, re-reading, copies, migrations: the archive is whole before, within and after."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from kept import content, generated, imported, marked, store
from msgspec.structs import replace

from reftel.archive.archive import Archive
from reftel.archive.errors import ArchiveError
from reftel.archive.preparing import packed, unpacked
from reftel.archive.store import database
from reftel.desk.importing import bring
from reftel.desk.rereading import reread

COUNT = 300


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reftel.cli", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


@pytest.fixture(scope="module")
def telegrams(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("telegrams"), COUNT)


@pytest.fixture(scope="module")
def whole(telegrams: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imported(tmp_path_factory.mktemp("archives") / "whole", [telegrams])


def otherwise(folder: Path) -> int:
    """Make the records those of an older reader, which saw no references; return how many."""
    db = sqlite3.connect(folder / "archive.db")
    rows = db.execute(
        "SELECT c.id, c.record, o.data FROM copy c JOIN original o ON o.id = c.original"
    ).fetchall()
    count = 0
    for row, record, deflated in rows:
        data = zlib.decompress(deflated)
        telegram = unpacked(record, data)
        if telegram.references:
            older = packed(replace(telegram, references=()), data)
            db.execute("UPDATE copy SET record = ? WHERE id = ?", (older, row))
            db.execute("DELETE FROM link WHERE copy = ?", (row,))
            count += 1
    db.commit()
    db.close()
    return count


def by_name(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the store without row numbers, which re-reading gives anew."""
    found = store(folder)
    return {
        "sight": sorted({(row[0], row[1], row[4]) for row in found["sight"]}, key=repr),
        "link": sorted({(*row[:2], *row[3:]) for row in found["link"]}, key=repr),
        "copy": sorted({(*row[2:],) for row in found["copy"]}, key=repr),
        "original": found["original"],
    }


def test_reread_tells_what_is_otherwise_and_no_more(whole: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "archive"))
    before = by_name(folder)
    count = otherwise(folder)
    assert count > COUNT / 10
    done = start("reread", "--json", "-A", folder)
    told = json.loads(done.communicate()[0])
    assert done.returncode == 0
    assert len(told) == count
    assert all(each["before"] == each["after"] for each in told)
    assert by_name(folder) == before
    with Archive(folder) as archive:
        assert archive.verify() == []
        assert list(reread(archive)) == []
        assert archive.verify() == []


def test_reread_killed_in_the_midst(whole: Path, tmp_path: Path) -> None:
    chance, stopped = random.Random(5), 0
    for number in range(8):
        folder = Path(shutil.copytree(whole, tmp_path / str(number)))
        otherwise(folder)
        process = start("reread", "-A", folder)
        try:
            process.wait(chance.uniform(0.3, 2.0))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            stopped += 1
        process.communicate()
        assert content(folder) == content(whole)
        with Archive(folder) as archive:
            list(reread(archive))
            assert archive.verify() == []
        assert by_name(folder) == by_name(whole)
    assert stopped > 1


def test_backup_while_an_import_runs(telegrams: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    importing = start("import", telegrams, "-A", folder)
    while not (folder / "archive.db").is_file() and importing.poll() is None:
        time.sleep(0.01)
    taken = 0
    while importing.poll() is None:
        saved = start("backup", tmp_path / "saved" / "archive.db", "-A", folder)
        _, errors = saved.communicate()
        assert saved.returncode == 0, errors
        taken += 1
        break
    importing.communicate()
    assert taken
    (tmp_path / "saved").chmod(0o755)
    mended = start("verify", "--mend", "-A", tmp_path / "saved")
    said, errors = mended.communicate()
    assert (mended.returncode, said) == (0, b"the archive is whole\n"), errors
    assert imported(tmp_path / "saved", [telegrams])
    assert content(tmp_path / "saved") == content(folder)


def test_a_backup_that_cannot_be_written_is_told(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = start("backup", tmp_path / "file" / "x.db", "-A", whole)
    _, errors = done.communicate()
    assert done.returncode == 2
    assert b"Traceback" not in errors


def test_a_backup_is_closed_to_others_and_no_archive_is_overwritten(
    whole: Path, tmp_path: Path
) -> None:
    with Archive(whole) as archive:
        archive.backup(tmp_path / "x.db")
        assert (tmp_path / "x.db").stat().st_mode & 0o777 == 0o600
        archive.backup(tmp_path / "x.db")  # again, as every night
        with pytest.raises(ArchiveError, match="is the archive itself"):
            archive.backup(whole / "archive.db")
        assert archive.verify() == []


def test_a_drive_that_is_removed(telegrams: Path, whole: Path, tmp_path: Path) -> None:
    folder, away = tmp_path / "archive", tmp_path / "away"

    def remove(number: int) -> None:
        if number == 5:
            folder.rename(away)

    with (
        Archive(folder, create=True) as archive,
        pytest.raises(ArchiveError, match="import again to go on"),
    ):
        bring(archive, [telegrams], workers=1, step=remove)
    shutil.rmtree(folder, ignore_errors=True)  # what was written where the drive had been
    away.rename(folder)
    imported(folder, [telegrams])
    assert content(folder) == content(whole)
    with Archive(folder) as archive:
        assert archive.verify() == []


def test_copies_are_listed_compared_and_chosen(tmp_path: Path) -> None:
    sources = [
        marked(tmp_path / "a", (411,)),
        marked(tmp_path / "b", (411,), "\n\n4. (S) A LATER WORD."),
    ]
    folder = imported(tmp_path / "archive", sources)
    with Archive(folder) as archive:
        (name,) = archive.session().names()
        first = archive.session().telegram(name)
        assert len(first.telegram.paragraphs) == 4
        with pytest.raises(ArchiveError, match="say why"):
            archive.choose(name, 1, " ")
        with pytest.raises(ArchiveError, match="not held"):
            archive.choose(name, 2, "x")

    def run(*arguments: str) -> tuple[int, str]:
        done = start("versions", name, *arguments, "-A", folder)
        out, errors = done.communicate()
        return done.returncode, (out + errors).decode()

    assert "A LATER WORD" in run("--diff", "0", "1")[1]
    code, said = run("--choose", "1", "--why", "the later word is a clerk's")
    assert code == 0
    assert "best, chosen" in said
    with Archive(folder) as archive:
        assert len(archive.session().telegram(name).telegram.paragraphs) == 3
        assert archive.verify() == []
        list(reread(archive))  # the choice outlives new rows
        assert len(archive.session().telegram(name).telegram.paragraphs) == 3
    assert len(json.loads(run("--json")[1])["copies"]) == 2
    assert run("--choose", "0", "--why", "x", "--as", "U")[0] == 2


STEPS = range(1, len(database.migrations()) + 1)
MADE_UP = "CREATE TABLE made_up (a INTEGER); INSERT INTO made_up SELECT id FROM original;"


def of_version(version: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an archive whose schema is of an earlier version."""
    steps = database.migrations()[:version]
    with monkeypatch.context() as patch:
        patch.setattr(database, "migrations", lambda: steps)
        database.connect(made(folder), create=True).close()
    return folder


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize("version", STEPS)
def test_every_earlier_schema_is_brought_forward(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = of_version(version, tmp_path / "archive", monkeypatch)
    db = sqlite3.connect(folder / "archive.db")
    db.execute(
        "INSERT INTO original (id, sha, size, is_whole, data) VALUES (7, x'00', 0, 1, x'00')"
    )
    db.commit()
    db.close()
    steps = [*database.migrations(), MADE_UP]
    monkeypatch.setattr(database, "migrations", lambda: steps)
    db = database.connect(folder)
    assert db.execute("PRAGMA user_version").fetchone() == (len(steps),)
    assert db.execute("SELECT a FROM made_up").fetchall() == [(7,)]
    db.close()
    saved = sqlite3.connect(folder / "backups" / f"schema-{version}.db")
    assert saved.execute("PRAGMA user_version").fetchone() == (version,)
    assert saved.execute("SELECT id FROM original").fetchall() == [(7,)]
    saved.close()


KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from reftel.archive.store import database
step = "CREATE TABLE made_up (a INTEGER); INSERT INTO made_up VALUES (1); SELECT die();"
steps = [*database.migrations(), step]
database.migrations = lambda: steps
connect = sqlite3.connect
def connected(*values, **named):
    db = connect(*values, **named)
    db.create_function("die", 0, lambda: os.kill(os.getpid(), signal.SIGKILL))
    return db
sqlite3.connect = connected
database.connect(Path(sys.argv[1]))
"""


def test_a_migration_that_is_killed_leaves_the_archive_as_it_was(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "archive"))
    before = store(folder)
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert store(folder) == before
    with Archive(folder) as archive:  # this version's schema still
        assert archive.verify() == []
    steps = [*database.migrations(), MADE_UP]
    monkeypatch.setattr(database, "migrations", lambda: steps)
    with Archive(folder) as archive:
        assert archive.verify() == []
        assert bring(archive, [], workers=1).telegrams == 0


def test_a_newer_schema_is_not_touched(whole: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "archive"))
    db = sqlite3.connect(folder / "archive.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ArchiveError, match="newer Reftel"):
        Archive(folder)
