import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reftel.cli.app import app
from reftel.desk.places import Places
from reftel.desk.reading import read

LINE = Path(__file__).parents[2] / "examples" / "line"
EXAMPLE = LINE / "08QUILLON0214.txt"
SECTIONS = [LINE / f"08CALDESSA0268-{number}of2.txt" for number in (1, 2)]
FINDING = re.compile(r"(?P<path>.+):(\d+):(\d+): (error|warning|info)\[(T\d{3})\] \S.*")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A telegram whose routing line and date-time group name different days."""
    path = tmp_path / "faulty.txt"
    words = EXAMPLE.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(DE \w+ #0214 )066", r"\g<1>099", words), encoding="utf-8")
    return path


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The first section of two, alone in its folder."""
    return Path(shutil.copy(SECTIONS[0], tmp_path / "first.txt"))


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)], input=stdin)


def test_each_finding_is_a_line_in_the_order_of_the_text() -> None:
    *found, empty, summary = run(EXAMPLE).stdout.splitlines()
    telegram = read(EXAMPLE)
    assert len(found) == len(telegram.diagnostics)
    matches = [FINDING.fullmatch(line) for line in found]
    places = [(int(match[2]), int(match[3])) for match in matches if match]
    expected = sorted(Places(telegram.text).place(each.span)[:2] for each in telegram.diagnostics)
    assert places == expected
    assert empty == ""
    assert summary.startswith("1 file: 1 read")


def test_an_error_is_a_failure(faulty: Path) -> None:
    result = run(faulty)
    assert "error[T204]" in result.stdout
    assert "1 with errors" in result.stdout
    assert result.exit_code == 1


def test_an_ignored_error_is_none(faulty: Path) -> None:
    result = run("--ignore", "T2", faulty)
    assert "T204" not in result.stdout
    assert result.exit_code == 0


def test_select_and_severity(faulty: Path) -> None:
    result = run("-q", "--select", "T204,T203", faulty)
    assert {each[-5:-1] for each in re.findall(r"\w+\[T\d+\]", result.stdout)} == {"T203", "T204"}
    result = run("-q", "--min-severity", "error", "--select", "T2", faulty)
    assert re.findall(r"(\w+)\[(T\d+)\]", result.stdout) == [("error", "T204")]
    assert run("--select", "t203", faulty).exit_code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("code", ["T2O4", "X1", "C09", "T9999"])
def test_a_slip_in_a_code_is_a_usage_error(option: str, code: str) -> None:
    result = run(option, code, EXAMPLE)
    assert result.exit_code == 2
    assert f"no code begins with '{code}'" in " ".join(result.stderr.split())


def test_a_slip_in_a_severity_is_a_usage_error() -> None:
    assert run("--min-severity", "fatal", EXAMPLE).exit_code == 2


def test_json_holds_findings_and_summary(faulty: Path) -> None:
    result = run("--json", faulty, LINE, "gone.txt")
    found = json.loads(result.stdout)
    assert found["summary"]["files"] == len(found["files"]) == 2 + len(list(LINE.iterdir()))
    assert found["summary"]["refused"] == {"no such file or directory": 1}
    assert found["files"][-1]["refused"] == "no such file or directory"
    first = next(each for each in found["files"][0]["diagnostics"] if each["code"] == "T204")
    text = faulty.read_text(encoding="utf-8")
    start, end = first["span"]
    line = text.splitlines()[int(first["line"]) - 1]
    assert line[int(first["column"]) - 1 : int(first["end_column"]) - 1] == text[start:end]
    assert result.exit_code == 1


def test_a_refused_file_counts_as_an_error(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 nothing")
    result = run(tmp_path, "gone.txt")
    assert result.exit_code == 1
    assert f"{tmp_path}/scan.pdf: refused T006" in result.stdout
    assert "gone.txt: refused no such file or directory" in result.stdout
    assert "  refused 1 file: no such file or directory" in result.stdout


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"reftel: no files in {tmp_path}\n"


def test_a_finding_cannot_pretend_to_be_two_lines(tmp_path: Path) -> None:
    path = tmp_path / "a\nb: error[T001] invented\x1b[2J.txt"
    path.write_bytes(EXAMPLE.read_bytes())
    result = run("-q", path)
    assert all(FINDING.fullmatch(line) for line in result.stdout.splitlines())
    assert "\x1b" not in result.stdout


def test_a_section_without_the_other_is_an_error_behind_the_rest(first: Path) -> None:
    result = run(first, EXAMPLE)
    *found, empty, summary = result.stdout.splitlines()
    line = first.read_text(encoding="utf-8").splitlines().index(classification_line(first)) + 1
    path, row, column, rest = found[-1].split(":", 3)
    assert (path, int(row)) == (str(first), line)
    assert classification_line(first)[int(column) - 1 :].startswith("CALDESSA")
    assert rest == " error[T408] section 2 of 2 is missing; all 2 expected"
    assert (empty, result.exit_code) == ("", 1)
    assert summary.startswith("2 files: 2 read, 1 with errors (")


def classification_line(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(each for each in lines if "SECTION 01 OF 02" in each)


def test_both_sections_are_complete_in_files_and_on_standard_input(first: Path) -> None:
    assert "T408" not in run(first, SECTIONS[1]).stdout
    assert "T408" not in run("-", first, stdin=SECTIONS[1].read_bytes()).stdout


def test_a_place_on_standard_input() -> None:
    result = run("-q", "--select", "T408", "-", stdin=SECTIONS[0].read_bytes())
    assert FINDING.fullmatch(result.stdout.rstrip("\n"))
    assert not result.stdout.startswith("-:1:1:")


def test_what_is_found_across_can_be_left_out(first: Path) -> None:
    result = run("--ignore", "T408", first)
    assert ("T408" in result.stdout, result.exit_code) == (False, 0)
    result = run("-q", "--min-severity", "error", first)
    assert re.findall(r"(\w+)\[(T\d+)\]", result.stdout) == [("error", "T408")]


def test_json_holds_apart_what_is_found_across(first: Path) -> None:
    result = run("--json", first)
    found = json.loads(result.stdout)
    assert list(found) == ["files", "across", "summary"]
    assert [list(each) for each in found["across"]] == [["path", "diagnostics"]]
    assert found["across"][0]["path"] == str(first)
    assert [each["code"] for each in found["across"][0]["diagnostics"]] == ["T408"]
    assert "T408" not in {each["code"] for each in found["files"][0]["diagnostics"]}
    assert (found["summary"]["with_errors"], result.exit_code) == (1, 1)
    assert json.loads(run("--json", *SECTIONS).stdout)["across"] == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "reftel.cli", "check", "-q", "--select", "T408", str(pipe)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        pipe.write_bytes(SECTIONS[0].read_bytes())
        written, _ = process.communicate(timeout=30)
    assert FINDING.fullmatch(written.decode().rstrip("\n"))
    assert b"pipe:1:1:" not in written
