"""Labels by acts on record: what they give, that the last one counts, and that they go back."""

import json
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from kept import imported, marked, store

from reftel.archive.access.labels import OPEN, Label, parse_clearance, parse_label
from reftel.archive.archive import Archive
from reftel.archive.errors import ArchiveError
from reftel.archive.releases import lies_in
from reftel.archive.releasing import Act
from reftel.desk.importing import bring
from reftel.desk.rereading import reread

LOW = parse_clearance("U")
HIGH = parse_clearance("S")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return marked(tmp_path / "telegrams", (411, 412, 413))


@pytest.fixture
def folder(source: Path, tmp_path: Path) -> Path:
    folder = imported(tmp_path / "archive", [source])
    with Archive(folder) as archive:
        for each in (LOW, HIGH):
            archive.session(each, "anna")
    return folder


def name_of(archive: Archive, number: int) -> str:
    return next(name for name in archive.session().names() if name.endswith(str(number)))


def paragraphs(archive: Archive, number: int) -> int:
    kept = archive.session(LOW, "anna").telegram(name_of(archive, number))
    return len(kept.telegram.paragraphs)


def assert_whole(archive: Archive) -> None:
    assert archive.verify() == []


def test_a_telegram_is_released_and_taken_back(folder: Path) -> None:
    before = store(folder)
    with Archive(folder) as archive:
        assert paragraphs(archive, 412) == 1
        number = archive.release(Act("telegram", name_of(archive, 412), OPEN, "a letter"), "k")
        assert (paragraphs(archive, 412), paragraphs(archive, 411)) == (3, 1)
        assert store(folder) != before
        assert_whole(archive)
        archive.revoke(number, "a mistake", "k")
        assert store(folder) == before
        assert_whole(archive)
        with pytest.raises(ArchiveError, match="no release 1 in force"):
            archive.revoke(number, "again")
        acts = [(each.act, each.who, each.details["why"]) for each in archive.session().audit()]
    assert [each for each in acts if each[1] == "k"] == [
        ("release", "k", "a letter"),
        ("revoke", "k", "a mistake"),
    ]


def test_a_collection_holds_for_what_comes_later(folder: Path, source: Path) -> None:
    with Archive(folder) as archive:
        number = archive.release(Act("path", str(source), OPEN, "opened"))
        assert paragraphs(archive, 411) == 3
        marked(source, (414,))
        bring(archive, [source], workers=1)
        assert paragraphs(archive, 414) == 3
        assert_whole(archive)
        archive.revoke(number, "closed again")
        assert [paragraphs(archive, each) for each in (411, 414)] == [1, 1]
        assert_whole(archive)


def test_bytes_that_are_known_come_into_a_collection(folder: Path, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    with Archive(folder) as archive:
        archive.release(Act("path", str(opened), OPEN, "opened"))
        assert paragraphs(archive, 412) == 1
        marked(opened, (412,))
        bring(archive, [opened], workers=1)
        assert (paragraphs(archive, 412), paragraphs(archive, 411)) == (3, 1)
        assert_whole(archive)


def test_one_of_a_telegram_goes_before_one_of_its_collection(folder: Path, source: Path) -> None:
    with Archive(folder) as archive:
        own = archive.release(
            Act("telegram", name_of(archive, 411), parse_label("TS"), "a protest")
        )
        archive.release(Act("path", str(source), OPEN, "opened"))
        assert paragraphs(archive, 412) == 3
        assert len(archive.session(LOW, "anna").names()) == 2
        archive.revoke(own, "settled")
        assert paragraphs(archive, 411) == 3
        assert_whole(archive)


def test_the_last_one_counts_and_that_before_it_comes_back(folder: Path, source: Path) -> None:
    with Archive(folder) as archive:
        archive.release(Act("path", str(source), OPEN, "opened"))
        between = store(folder)
        second = archive.release(Act("path", str(source), Label(3), "closed"))
        assert archive.session(LOW, "anna").names() == []
        archive.revoke(second, "reopened")
        assert store(folder) == between


def test_what_is_declassified_by_a_day(folder: Path) -> None:
    before = store(folder)
    with Archive(folder) as archive:
        assert archive.declassified(date(1975, 1, 1)) == []
        assert store(folder) == before
        due = archive.declassified(date(1990, 1, 1))
        assert len(due) == 3
        assert paragraphs(archive, 413) == 3
        archive.revoke(archive.releases()[0].id, "still exempt")
        # What a person took back is not released again by the date.
        assert archive.declassified(date(1990, 1, 1)) == []
        assert_whole(archive)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (Act("telegram", "1974NOWHERE1", OPEN, "x"), "1974NOWHERE1 is not held"),
        (Act("path", "x", OPEN, "  "), "say why"),
        (Act("path", "", OPEN, "x"), "named by its folder"),
    ],
)
def test_what_is_refused_changes_nothing(folder: Path, act: Act, words: str) -> None:
    before = store(folder)
    with Archive(folder) as archive:
        with pytest.raises(ArchiveError, match=words):
            archive.release(act)
        assert archive.releases() == []
    assert store(folder) == before


def test_a_folder_is_no_beginning_of_a_word() -> None:
    assert lies_in("a/b", "a")
    assert lies_in("a.zip!b", "a.zip")
    assert lies_in("a", "a")
    assert not lies_in("ab", "a")
    assert not lies_in("ab/c", "a")


@pytest.mark.parametrize("words", ["U", "S NODIS", "TS ROGER_CHANNEL @GBR,USA", "C @"])
def test_a_label_is_read_as_it_is_written(words: str) -> None:
    assert parse_label(words).written() == words


def test_the_commands(folder: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "reftel.cli", "release", *arguments, "-A", str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    with Archive(folder) as archive:
        name = name_of(archive, 412)
    before = store(folder)
    assert run(name, "--label", "U", "--why", "x\x1b[1m", "--who", "keeper")[0] == 0
    code, shown = run("--list")
    assert code == 0
    assert "\x1b" not in shown
    assert run("--revoke", "1", "--why", "y")[0] == 0
    assert store(folder) == before
    listed = json.loads(run("--list", "--json")[1])
    assert next((each["who"], each["in_force"]) for each in listed) == ("keeper", False)
    for wrong in (
        (),
        (name,),
        (name, "--list"),
        (name, "--label", "Q", "--why", "x"),
        (name, "--label", "U"),
        ("--declassified", "--on", "soon"),
        ("--revoke", "7", "--why", "x"),
    ):
        code, said = run(*wrong)
        assert code == 2, said
        assert "Traceback" not in said
    db = sqlite3.connect(folder / "archive.db")
    assert db.execute("SELECT count(*) FROM release").fetchone() == (2,)
    db.close()


def test_what_is_read_again_keeps_its_release(folder: Path, source: Path) -> None:
    with Archive(folder) as archive:
        archive.release(Act("path", str(source), OPEN, "opened"))
        archive.release(Act("telegram", name_of(archive, 411), Label(4), "a protest"))
        assert list(reread(archive)) == []
        assert [paragraphs(archive, each) for each in (412, 413)] == [3, 3]
        assert len(archive.session(LOW, "anna").names()) == 2
        assert_whole(archive)
