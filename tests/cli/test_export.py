"""`reftel export`: what is asked for, what is told, and where."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reftel.archive.archive import Archive
from reftel.cli.app import app
from reftel.desk.importing import bring

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("archives") / "straits"
    with Archive(path, create=True) as archive:
        bring(archive, [ROOT / "examples" / "line"], workers=1)
    return str(path)


def run(folder: str, *arguments: str, words: str = ""):
    environment = {"NO_COLOR": "1", "REFTEL_ARCHIVE": folder}
    return CliRunner(env=environment).invoke(app, ["export", *arguments], input=words)


def test_json_lines_of_all_go_to_the_output(folder: str) -> None:
    result = run(folder, "--to", "jsonl")
    assert result.exit_code == 0
    with Archive(folder) as archive:
        names = archive.session().names()
    assert [json.loads(line)["name"] for line in result.stdout.splitlines()] == names


def test_json_lines_of_fields(folder: str) -> None:
    result = run(folder, "08CALDESSA187", "--to", "jsonl", "--fields", "name,from,tags")
    values = json.loads(result.stdout)
    assert list(values) == ["name", "from", "tags"]
    assert values["name"] == "08CALDESSA187"


def test_csv_of_the_fields_that_are_asked_for(folder: str) -> None:
    fields = "name,references.target,subject"
    result = run(folder, "08 CALDESSA 187", "--to", "csv", "--fields", fields)
    rows = [*csv.reader(io.StringIO(result.stdout))]
    assert rows[0] == fields.split(",")
    assert rows[1][0] == "08CALDESSA187"
    assert len(rows) == 2


def test_a_list_of_numbers_comes_from_a_file_or_the_input(folder: str, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("# of interest\n08CALDESSA187\n\n08TAVERRE402\n")
    asked = ("--to", "csv", "--fields", "name", "--from-file")
    result = run(folder, *asked, str(file))
    assert result.stdout == "name\n08CALDESSA187\n08TAVERRE402\n"
    assert run(folder, *asked, "-", words=file.read_text()).stdout == result.stdout


def test_what_was_written_is_told(folder: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(folder, "08CALDESSA268", "--to", "originals", "--out", str(out))
    assert result.stdout == f"{out}: 1 telegram, 2 originals\n"
    result = run(folder, "--to", "parquet", "--out", f"{out}.parquet", "--json", "08TAVERRE402")
    assert json.loads(result.stdout) == {
        "form": "parquet",
        "out": f"{out}.parquet",
        "telegrams": 1,
    }
    assert run(folder, "--to", "site", "--out", f"{out}.site", "--quiet").stdout == ""


def test_a_site_has_its_title(folder: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert run(folder, "--to", "site", "--out", str(out), "--title", "A & B").exit_code == 0
    assert "<title>By date - A &amp; B</title>" in (out / "index.html").read_text("utf-8")


def test_what_is_not_held_is_told_and_nothing_is_written(folder: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(
        folder, "08NOWHERE1", "08CALDESSA187", "x\x1b[31m", "--to", "csv", "--out", str(out)
    )
    assert result.exit_code == 1
    first, second = result.stderr.splitlines()
    assert first == "reftel: 08NOWHERE1 is not held"
    assert "\x1b" not in second
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "word"), "'word' is no form; there are jsonl, csv, parquet, originals, site"),
        (("--to", "site"), "--to site needs a folder to write to"),
        (("--to", "parquet"), "--to parquet needs a file to write to"),
        (("--to", "csv", "--json"), "--json tells what was written where"),
        (("--to", "csv", "--title", "A"), "--title goes with --to site"),
        (("--to", "parquet", "--out", "x", "--fields", "mrn"), "--fields goes with --to csv"),
        (("--to", "csv", "--fields", "subjekt"), "did you mean"),
        (("--to", "csv", "--fields", ","), "no field is named"),
    ],
)
def test_options_that_do_not_go_together(
    folder: str, arguments: tuple[str, ...], message: str
) -> None:
    result = run(folder, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_a_place_that_cannot_be_written_is_named(folder: str, tmp_path: Path) -> None:
    known = tmp_path / "known"
    known.write_text("mine")
    for out, words in ((known, "is there already"), (tmp_path / "no" / "a", "no such folder")):
        command = [sys.executable, "-c", "from reftel.cli.app import main; main()", "export"]
        done = subprocess.run(
            [*command, "--to", "csv", "--out", str(out), "-A", folder],
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode == 2
        assert words in done.stderr
        assert str(out.parent) in done.stderr
        assert "Traceback" not in done.stderr
    assert known.read_text() == "mine"


def test_a_list_that_is_none_is_told(folder: str, tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_bytes(b"08CALDESSA187\n\xff\n")
    result = run(folder, "--to", "csv", "--from-file", str(file))
    assert "byte 14 is no UTF-8" in str(result.exception)
    result = run(folder, "--to", "csv", "--from-file", str(tmp_path / "none"))
    assert "No such file" in str(result.exception)


def test_a_reader_exports_what_he_sees(folder: str) -> None:
    everything = run(folder, "--to", "jsonl").stdout
    result = run(folder, "--to", "jsonl", "--as", "U")
    assert result.exit_code == 0
    assert len(result.stdout) < len(everything)


def test_the_command_loads_pyarrow_and_jinja_only_when_asked() -> None:
    code = "import sys, reftel.cli.export; print({'pyarrow', 'jinja2'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "set()\n"
