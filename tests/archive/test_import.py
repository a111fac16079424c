"""An import that is stopped in any way leaves the archive whole, and the next one goes on."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kept import content, generated, imported

from reftel.archive.archive import Archive
from reftel.archive.search.index import opened
from reftel.desk.importing import bring

KILLS = 50
COUNT = 600


@pytest.fixture(scope="module")
def telegrams(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("telegrams"), COUNT)


@pytest.fixture(scope="module")
def whole(telegrams: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    return content(imported(tmp_path_factory.mktemp("archives") / "whole", [telegrams]))


def start(telegrams: Path, archive: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reftel.cli", "import", str(telegrams), "-A", str(archive)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def found(archive: Path) -> int:
    index = opened(archive / "index" / "all")
    index.reload()
    return index.searcher().num_docs


def test_killed_at_random_moments(telegrams: Path, whole: dict[str, int], tmp_path: Path) -> None:
    chance = random.Random(1540)
    archive, seen = tmp_path / "archive", set[int]()
    for _ in range(KILLS):
        process = start(telegrams, archive)
        try:
            process.wait(chance.uniform(0.2, 2.0))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        process.communicate()
        if (archive / "archive.db").is_file():
            now = content(archive)
            assert all(whole.get(name, 0) >= copies for name, copies in now.items())
            seen.add(len(now))
            if now == whole:
                assert_finished(telegrams, whole, archive)
                shutil.rmtree(archive)
    assert_finished(telegrams, whole, archive)
    assert any(0 < count < len(whole) for count in seen)  # some were killed in the midst


def assert_finished(telegrams: Path, whole: dict[str, int], archive: Path) -> None:
    imported(archive, [telegrams])
    assert content(archive) == whole
    assert found(archive) == len(whole)


def test_two_importers_at_once(telegrams: Path, whole: dict[str, int], tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    both = [start(telegrams, archive), start(telegrams, archive)]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert content(archive) == whole
    assert found(archive) == len(whole)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(options, capture_output=True, check=False).returncode:
        pytest.skip("no file system of two megabytes can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_full_disk(telegrams: Path, whole: dict[str, int], small_disk: Path) -> None:
    process = start(telegrams, small_disk / "archive")
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 2, errors
    assert b"disk" in errors or b"space" in errors.lower()
    assert b"Traceback" not in errors
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert_finished(telegrams, whole, small_disk / "archive")


def test_again_brings_nothing_twice(telegrams: Path, whole: dict[str, int], tmp_path: Path) -> None:
    archive = imported(tmp_path / "archive", [telegrams])
    with Archive(archive) as opened_again:
        tally = bring(opened_again, [telegrams], workers=1)
    assert (tally.telegrams, tally.copies, tally.known) == (0, 0, COUNT)
    assert content(archive) == whole


def test_the_same_bytes_from_elsewhere_are_kept_once(telegrams: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        shutil.copytree(telegrams, tmp_path / name)
    archive = imported(tmp_path / "archive", [tmp_path / "a"])
    before = content(archive)
    with Archive(archive) as opened_again:
        tally = bring(opened_again, [tmp_path / "b"], workers=1)
    assert tally.telegrams == tally.copies == tally.originals == 0
    assert content(archive) == before


def test_refused_and_mended(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("", "utf-8")
    archive = tmp_path / "archive"
    imported(archive, [bad, tmp_path / "none.txt"])
    with Archive(archive) as opened_again:
        refused = opened_again.refused()
        assert [(Path(each.path).name, bool(each.kept)) for each in refused] == [
            ("bad.txt", True),
            ("none.txt", False),
        ]
        time.sleep(0.01)  # another time of the file
        text = next(generated(tmp_path / "one", 1).iterdir()).read_text("utf-8")
        bad.write_text(text, "utf-8")
        bring(opened_again, [bad], workers=1)
        assert [Path(each.path).name for each in opened_again.refused()] == ["none.txt"]


def test_an_interrupt_keeps_what_was_read(telegrams: Path, tmp_path: Path) -> None:
    def stop(number: int) -> None:
        if number == 10:
            raise KeyboardInterrupt

    with Archive(tmp_path / "a", create=True) as archive:
        with pytest.raises(KeyboardInterrupt):
            bring(archive, [telegrams], workers=1, step=stop)
        assert len(archive.session().names()) >= 9
        assert archive.session().search("", limit=0).total == len(archive.session().names())
        assert archive.verify() == []
