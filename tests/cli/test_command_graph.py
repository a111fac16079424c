"""`reftel graph`, `thread`, `missing` and `measures` on an archive of the examples."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from reftel.cli.app import app

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("kept") / "archive")
    run("import", str(ROOT / "examples"), "-q", "-A", folder)
    return folder


def run(*arguments: str):
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, arguments)


def test_a_tree(archive: str) -> None:
    lines = run("graph", "08CALDESSA187", "--up", "--depth", "1", "-A", archive).stdout.splitlines()
    assert lines[0].startswith("08CALDESSA187  2008-03-12  41 COMMITTEE")
    assert lines[1] == "refers to"
    assert lines[2] == "├─ 08CALDESSA169  not held  2008-01-01 … 2008-03-12"
    assert lines[3].startswith("├─ 08QUILLON214  2008-03-06")
    assert lines[4].startswith("└─ 08STATE21874  2008-03-03")
    assert lines[5:] == ["4 telegrams, 3 references, 1 not held"]


def test_what_is_met_again_is_not_opened_again(archive: str) -> None:
    lines = run("graph", "08CALDESSA331", "-A", archive).stdout.splitlines()
    again = [each for each in lines if each.endswith("(above)")]
    assert [each.split()[1] for each in again] == ["08CALDESSA268"]
    assert run("graph", "08CALDESSA331", "--depth", "50", "-A", archive).exit_code == 0


def test_files(archive: str, tmp_path: Path) -> None:
    paths = {form: tmp_path / f"a.{form}" for form in ("svg", "graphml", "pajek")}
    options = [word for form, path in paths.items() for word in (f"--{form}", str(path))]
    assert run("graph", "08CALDESSA331", *options, "-A", archive).exit_code == 0
    ET.parse(paths["svg"])
    ET.parse(paths["graphml"])
    assert paths["pajek"].read_text("utf-8").startswith("*Vertices 10\n")
    bad = run("graph", "08CALDESSA331", "--svg", str(tmp_path / "no" / "a.svg"), "-A", archive)
    assert bad.exit_code == 2
    assert "no such file" in bad.output


def test_json_is_what_the_session_gives(archive: str) -> None:
    for command in (
        ["graph", "08CALDESSA331"],
        ["thread", "08CALDESSA331"],
        ["missing"],
        ["missing", "--gaps"],
        ["measures"],
    ):
        assert json.loads(run(*command, "--json", "-A", archive).stdout)


def test_a_reader_who_may_not_know_is_told_that_it_is_not_held(archive: str) -> None:
    assert run("graph", "08CALDESSA241", "-A", archive).exit_code == 0
    for name in ("08CALDESSA241", "08CALDESSA999"):
        result = run("graph", name, "--as", "U", "-A", archive)
        assert str(result.exception) == f"{name} is not held"


def test_a_hidden_one_that_is_cited_is_missing(archive: str) -> None:
    lines = run("missing", "--as", "U", "-A", archive).stdout.splitlines()
    assert lines == ["    1  08CALDESSA283  2008-04-18 … 2008-05-16  cited by 08CALDESSA331"]
    assert "08CALDESSA283" not in run("missing", "-A", archive).stdout


def test_gaps(archive: str) -> None:
    assert (
        "2008 CALDESSA  5 held of 187-331 (3%)  lacks 188-240, 242-267, 269-282, 284-330"
        in run("missing", "--gaps", "-A", archive).stdout.splitlines()
    )
    shown = run("missing", "--gaps", "--limit", "1", "-A", archive).stdout.splitlines()
    assert shown[-1] == "and 14 more series (--limit)"
