"""`reftel read`, run as its users run it: in the project's folder, on files."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from reftel.cli.app import app
from reftel.desk.reading import read
from reftel.telegram.model import Telegram

ROOT = Path(__file__).parents[2]
LINE = ROOT / "examples" / "line"
EXAMPLE = LINE / "08QUILLON0214.txt"
REFTEL = [sys.executable, "-m", "reftel.cli"]
MANY = 200
# One message of the examples stands in two files, a section each.
SECTIONS = [LINE / f"08CALDESSA0268-{number}of2.txt" for number in (1, 2)]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["read", *map(str, arguments)], input=stdin)


def test_a_telegram_is_shown() -> None:
    result = run(EXAMPLE)
    assert result.exit_code == 0
    assert result.stderr == ""
    for words in ("08QUILLON214", "CONFIDENTIAL", "Thursday 6 March 2008", "References"):
        assert words in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_several_telegrams_follow_each_other_and_are_counted() -> None:
    result = run(EXAMPLE, LINE / "08OKARRI0061.txt")
    assert result.stdout.index("08QUILLON214") < result.stdout.index("08OKARRI61")
    assert re.fullmatch(r"2 files: 2 read.*a second\)\n", result.stderr)
    assert run("-q", LINE).stderr == ""


def test_brief_is_one_line_each() -> None:
    lines = run("--brief", LINE).stdout.splitlines()
    assert len(lines) == len(list(LINE.iterdir())) - 1
    assert sum(line.startswith("08CALDESSA268") for line in lines) == 1
    row = next(line for line in lines if line.startswith("08QUILLON214"))
    assert re.match(r"08QUILLON214 +2008-03-06  C +AMEMBASSY QUILLON +\S.* 41 COMMITTEE", row)


def test_one_file_is_an_object_that_decodes_to_the_record() -> None:
    result = run("--json", EXAMPLE)
    assert msgspec.json.decode(result.stdout, type=Telegram) == read(EXAMPLE)


def test_several_files_are_an_array() -> None:
    result = run("--json", "-q", LINE)
    assert msgspec.json.decode(result.stdout, type=list[Telegram])


def test_a_folder_is_an_array_whatever_it_holds(tmp_path: Path) -> None:
    result = run("--json", tmp_path)
    assert json.loads(result.stdout) == []
    assert result.stderr == f"reftel: no files in {tmp_path}\n"
    assert result.exit_code == 1
    (tmp_path / "x.txt").write_bytes(EXAMPLE.read_bytes())
    assert len(json.loads(run("--json", tmp_path).stdout)) == 1


def test_lines_of_json_have_a_path() -> None:
    lines = [json.loads(line) for line in run("--jsonl", "-q", LINE).stdout.splitlines()]
    one = " + ".join(map(str, SECTIONS))
    alone = {str(path) for path in LINE.iterdir() if path not in SECTIONS}
    assert [each["path"] for each in lines] == sorted({*alone, one})
    assert all(each["text"] for each in lines)


def test_lines_of_json_with_fields() -> None:
    result = run("--jsonl", "--fields", "mrn,references.target,dtg.time", EXAMPLE)
    found = json.loads(result.stdout)
    assert list(found) == ["mrn", "references.target", "dtg.time"]
    assert isinstance(found["references.target"], list)


def test_a_table() -> None:
    rows = list(csv.reader(io.StringIO(run("--csv", "-q", LINE).stdout)))
    assert rows[0][:4] == ["path", "mrn", "date", "from"]
    assert len(rows) == len(list(LINE.iterdir()))
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_cell_is_no_formula(tmp_path: Path, sign: str) -> None:
    words = EXAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "x.txt"
    path.write_text(words.replace("SUBJECT: ", f"SUBJECT: {sign}1+cmd|' /C calc'!A0 "))
    rows = list(csv.reader(io.StringIO(run("--csv", "-f", "subject", path).stdout)))
    assert rows[1][0].startswith(f"'{sign}1")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--json", "--csv"], "--json and --csv exclude each other"),
        (["--fields", "mrn"], "--fields goes with --csv or --jsonl"),
        (["--csv", "--fields", "sbject"], "did you mean 'subject'"),
        (["--csv", "--fields", ","], "no field is named"),
        (["--nonsense"], "No such option"),
    ],
)
def test_slips_in_options_are_usage_errors(arguments: list[str], words: str) -> None:
    result = run(*arguments, EXAMPLE)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_no_path_is_a_usage_error() -> None:
    assert run().exit_code == 2


def test_a_file_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    result = run("--brief", tmp_path / "gone.txt", tmp_path / "map.png", EXAMPLE)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    gone, picture, summary = result.stderr.splitlines()
    assert gone == f"reftel: {tmp_path}/gone.txt: no such file or directory"
    assert picture.startswith(f"reftel: {tmp_path}/map.png: T004 ")
    assert summary.startswith("3 files: 1 read")
    assert "2 refused" in summary


def test_standard_input() -> None:
    result = run("--json", "-", stdin=EXAMPLE.read_bytes())
    assert msgspec.json.decode(result.stdout, type=Telegram) == read(EXAMPLE)


def test_a_telegram_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "x\x1b]0;owned\x07.txt"
    words = EXAMPLE.read_text(encoding="utf-8")
    evil = "\x1b[2J\x1b]8;;http://x\x07\x9b31m\x7f\u202e[bold red]A[/] "
    for line in ("SUBJECT: ", "FM ", "TAGS: ", "1. (C) "):
        words = words.replace(line, line + evil, 1)
    path.write_text(words, encoding="utf-8")
    for form in ([], ["--brief"], ["--csv"], ["--json"], ["--jsonl"]):
        result = run(*form, path)
        assert not set(result.stdout + result.stderr) & set("\x1b\x07\x9b\x7f"), form
    assert "[bold red]A[/]" in run(path).stdout


def test_any_name_and_any_character_can_be_written(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt")
    Path(path).write_bytes(EXAMPLE.read_bytes() + "\n電報 😀\n".encode())
    for form in ([], ["--brief"], ["--csv"], ["--json"], ["--jsonl"]):
        environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
        done = subprocess.run(
            [*REFTEL, "read", *form, path], capture_output=True, check=False, env=environment
        )
        assert (done.returncode, done.stderr) == (0, b""), form


def test_a_closed_pipe_is_passed_over(tmp_path: Path) -> None:
    folder = many(tmp_path)
    for form in ("--jsonl", "--brief", "--json", "--csv"):
        done = subprocess.run(
            f"{' '.join(REFTEL)} read -q {form} {folder} | head -1",
            shell=True,
            capture_output=True,
            check=False,
        )
        assert done.stderr == b"", form
        assert len(done.stdout.splitlines()) == 1, form


def test_an_interrupt_ends_with_130_and_without_a_word(tmp_path: Path) -> None:
    fifo = tmp_path / "never-written.txt"
    os.mkfifo(fifo)
    with subprocess.Popen(
        [*REFTEL, "read", "--jsonl", str(many(tmp_path / "many")), str(fifo)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        try:
            # A terminal interrupts all processes of the group.
            os.killpg(process.pid, signal.SIGINT)
            _, errors = process.communicate(timeout=20)
        finally:
            # Where this run itself was told to pass over interrupts, nobody would end it.
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 130
    assert errors == b""


def many(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    content = EXAMPLE.read_bytes()
    for number in range(MANY):
        (folder / f"{number:03}.txt").write_bytes(content)
    return folder
