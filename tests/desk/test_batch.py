import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reftel.desk import batch
from reftel.desk.batch import FEW, read_each, read_many
from reftel.desk.outcome import Outcome, Summary
from reftel.desk.sources import Source, expand, is_single

ROOT = Path(__file__).parents[2]
TELEGRAM = "FM AMEMBASSY LINDEN\nTO SECSTATE WASHDC\nUNCLAS LINDEN 12\n\nTALK WENT WELL.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt", "x.csv", "README.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TELEGRAM, encoding="utf-8")
    return tmp_path


def read_one(source: Source) -> Outcome:
    (outcome,) = read_each(source)
    return outcome


def names(folder: Path, *paths: str) -> list[str]:
    found = [Path(each.path) for each in expand(paths)]
    return [str(each.relative_to(folder)) for each in found]


def test_a_folder_is_read_in_full_sorted_without_hidden_files_and_tables(folder: Path) -> None:
    assert names(folder, str(folder)) == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_dossier_within_a_folder_is_passed_over(tmp_path: Path) -> None:
    """Its drafts would be telegrams that say nothing, its tables refused lines."""
    dossier = tmp_path / "dossiers" / "renewal"
    (dossier / "texts").mkdir(parents=True)
    for name in ("dossiers/renewal/dossier.toml", "dossiers/renewal/statements.csv",
                 "dossiers/renewal/texts/draft-1.txt", "dossiers/note.txt"):  # fmt: skip
        (tmp_path / name).write_text("OP1. Decides\n")
    for with_tables in (False, True):
        found = [each.path for each in expand([tmp_path], with_tables=with_tables)]
        assert found == [str(tmp_path / "dossiers/note.txt")]
    named = [each.path for each in expand([dossier])]
    assert named == [str(dossier / "texts/draft-1.txt")]


def test_a_pattern_is_expanded_and_every_file_is_read_once(folder: Path) -> None:
    assert names(folder, f"{folder}/*.txt", str(folder / "a.txt")) == ["a.txt", "b.txt"]
    assert names(folder, f"{folder}/**/c.txt") == ["sub/c.txt"]


def test_a_named_table_is_read(folder: Path) -> None:
    assert names(folder, str(folder / "x.csv")) == ["x.csv"]


def test_a_pattern_that_matches_nothing_is_refused_under_its_name() -> None:
    assert [each.refused for each in read_many(["nowhere/*.txt"])] == ["no such file or directory"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "a[1].txt"
    path.write_text(TELEGRAM, encoding="utf-8")
    assert [each.path for each in expand([path])] == [str(path)]


def test_pipes_in_a_folder_are_left_alone(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert "pipe.txt" not in names(folder, str(folder))


def test_single_names(folder: Path) -> None:
    assert is_single("-")
    assert is_single(str(folder / "a.txt"))
    assert not is_single(str(folder))
    assert not is_single("*.txt")


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    picture = tmp_path / "map.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    scan = tmp_path / "broken.pdf"
    scan.write_bytes(b"%PDF-1.4 nothing")
    refused = [read_one(Source(str(path))).refused for path in (picture, scan, tmp_path / "gone")]
    assert [words.split()[0] for words in refused] == ["T004", "T006", "no"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_says_so(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    assert read_one(Source(str(folder / "a.txt"))).refused == "permission denied"


def test_content_that_is_here_already_is_not_sought_on_disk() -> None:
    outcome = read_one(Source("-", TELEGRAM.encode()))
    assert outcome.telegram
    assert outcome.telegram.text == TELEGRAM


def test_a_file_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MOST_BYTES", 1000)
    assert read_one(Source("/dev/zero")).refused == batch.TOO_LARGE


@pytest.mark.parametrize("workers", [None, 1, 2])
def test_processes_give_the_same_outcomes_in_order(tmp_path: Path, workers: int | None) -> None:
    for number in range(FEW + 18):
        text = TELEGRAM.replace("12", str(number + 1))
        (tmp_path / f"{number:03}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "013.txt").unlink()
    (tmp_path / "013.txt").symlink_to(tmp_path / "gone")
    paths = sorted(str(path) for path in tmp_path.iterdir())
    found = list(read_many(paths, workers))
    assert found == [read_one(Source(path)) for path in paths]
    assert [each.path for each in found if each.refused] == [paths[13]]


def test_names_that_are_no_unicode_pass_through_processes(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(path).write_text(TELEGRAM, encoding="utf-8")
    assert [each.path for each in read_many([path], workers=2)] == [path]


def _die_on_kill_txt(data: bytes, volume: str) -> object:
    if b"KILL" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    return _REAL(data, volume)


_REAL = batch.read_contents


def test_a_process_that_dies_costs_only_the_file_that_killed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "read_contents", _die_on_kill_txt)
    for number in range(100):
        text = "KILL" if number in {2, 70} else TELEGRAM
        (tmp_path / f"{number:03}.txt").write_text(text, encoding="utf-8")
    found = list(read_many([tmp_path], workers=2))
    assert [Path(each.path).stem for each in found] == [f"{number:03}" for number in range(100)]
    assert {number for number, each in enumerate(found) if each.refused} == {2, 70}
    assert found[2].refused == batch.DIED


def test_who_stops_early_does_not_wait() -> None:
    def endless() -> Iterator[Source]:
        while True:
            yield Source("-", TELEGRAM.encode())

    with closing(batch.read_sources(endless(), workers=2)) as outcomes:
        assert next(outcomes).telegram


def test_a_summary_counts(folder: Path) -> None:
    summary = Summary()
    found = list(summary.watch(read_many([folder, "gone.txt", "lost.txt"])))
    assert len(found) == summary.files == 5
    assert summary.telegrams == 3
    assert summary.refused == {"no such file or directory": 2}
    assert summary.refusals == 2
    assert summary.seconds > 0
    assert summary.rate == pytest.approx(summary.files / summary.seconds)


def test_an_empty_summary_has_no_rate() -> None:
    assert Summary().rate == 0


def test_an_outcome_without_telegram_has_no_diagnostics() -> None:
    assert Outcome(path="x", refused="gone").diagnostics == ()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc")
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    paths = [str(ROOT / "examples/line/08QUILLON0214.txt")] * 3000
    folder = tmp_path / "many"
    folder.mkdir()
    for number, path in enumerate(paths):
        (folder / f"{number}.txt").symlink_to(path)
    command = [sys.executable, "-m", "reftel.cli", "read", "--jsonl", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        parent.stdout.readline()
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        assert children
        parent.kill()
    deadline = time.monotonic() + 30
    while any(map(_is_alive, children)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _is_alive(process: str) -> bool:
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_large_members_do_not_wait_in_the_memory(tmp_path: Path) -> None:
    """Not more of them are taken from an archive than are read soon."""
    taken = 0

    def sources() -> Iterator[Source]:
        nonlocal taken
        for number in range(50):
            taken += 1
            yield Source(f"{number}.txt", TELEGRAM.encode() + b" " * 20_000_000)

    with closing(batch.read_sources(sources(), workers=4)) as outcomes:
        next(outcomes)
    assert taken <= 5
