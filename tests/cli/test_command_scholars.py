"""`reftel dossier export`, `import`, `agree`, as a user runs them."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reftel.cli.app import app

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/dossiers/41-committee-2008"
CODED = ROOT / "docs/coded-elsewhere.csv"
MAPPED = ("--map", "actor=country,provision=issue", "--map", "stance=position,source=basis")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Give a copy of the example that may be changed."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "mine"))


def run(*arguments: object):
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, [*map(str, arguments)])


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("csv", "16 tables"),
        ("parquet", "16 tables"),
        ("graphml", "vertices"),
        ("pajek", "ties"),
        ("jsonld", "nodes"),
    ],
)
def test_export_says_what_it_wrote(form: str, told: str, tmp_path: Path) -> None:
    done = run("dossier", "export", EXAMPLE, "--form", form, "--to", tmp_path / "out")
    assert done.exit_code == 0
    assert told in done.stdout
    as_json = run("dossier", "export", EXAMPLE, "--form", form, "--to", tmp_path / "b", "--json")
    assert json.loads(as_json.stdout)["path"] == str(tmp_path / "b")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--form", "xlsx"), "none of csv, parquet, graphml, pajek, jsonld"),
        (("--form", "pajek", "--network", "x"), "none of actor-provision, agreement"),
        (("--on", "April"), "is no day"),
    ],
)
def test_export_refuses_what_it_does_not_know(
    options: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    done = run("dossier", "export", EXAMPLE, "--to", tmp_path / "out", *options)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())
    assert not (tmp_path / "out").exists()


def test_import_adds_once_and_agree_compares(mine: Path) -> None:
    first = run("dossier", "import", mine, CODED, *MAPPED, "--coder", "second")
    again = run("dossier", "import", mine, CODED, *MAPPED, "--coder", "second", "--json")
    assert first.stdout == "15 statements added\n"
    assert json.loads(again.stdout) == {"added": [], "there": 15, "troubles": []}
    done = run("dossier", "agree", mine, "--coders", "desk,second")
    assert "stance: place" in done.stdout
    assert "08CALDESSA268#3 ysdal  stance, strength" in done.stdout
    assert f"{mine}/statements.csv:" in done.stdout.replace("\n", "")
    found = json.loads(run("dossier", "agree", mine, "--coders", "desk,second", "--json").stdout)
    assert found["coders"] == ["desk", "second"]
    assert {each["field"] for each in found["measures"]} >= {"source", "strength", "found at all"}


def test_import_tells_all_troubles_and_writes_nothing(mine: Path, tmp_path: Path) -> None:
    before = (mine / "statements.csv").read_bytes()
    path = tmp_path / "a.csv"
    lines = ["Atlantis,term,lapse,own\n"] * 3 + ["Ysdal,term,seven years,own\n"]
    path.write_text("actor,provision,stance,source\n" + "".join(lines))
    done = run("dossier", "import", mine, path)
    assert done.exit_code == 1
    told = done.stderr.splitlines()
    assert told[0].endswith("a.csv:2-4: “Atlantis” is not in actors")
    assert "a.csv:5: “seven years” is no mark of term" in told[1]
    assert "4 lines cannot be taken in: nothing was written" in done.stdout
    assert (mine / "statements.csv").read_bytes() == before


def test_import_in_part_still_says_that_something_is_left_out(mine: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "actor,provision,stance,source\nAtlantis,term,lapse,own\nYsdal,term,lapse,own\n"
    )
    done = run("dossier", "import", mine, path, "--partial")
    assert done.exit_code == 1
    assert done.stdout == "1 statement added, 1 left out\n"


def test_agree_with_another_dossier(mine: Path) -> None:
    done = run("dossier", "agree", EXAMPLE, mine)
    assert done.exit_code == 0
    assert "to settle" not in done.stdout
    assert run("dossier", "agree", EXAMPLE, mine, "--coders", "a,b").exit_code == 2
