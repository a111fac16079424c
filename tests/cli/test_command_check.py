import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reftel.cli.app import app
from reftel.desk.places import Places
from reftel.desk.reading import read

LINE = Path(__file__).parents[2] / "examples" / "line"
EXAMPLE = LINE / "08QUILLON0214.txt"
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


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


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
