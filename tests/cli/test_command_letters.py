"""`reftel refs`, `date`, `write` and `new`: what they print, where, and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reftel.cli.app import app

ROOT = Path(__file__).parents[2]
LINE = str(ROOT / "examples/line")
QUILLON = f"{LINE}/08QUILLON0214.txt"


def run(*arguments: str):
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, arguments)


def test_references_are_shown_with_what_is_held() -> None:
    done = run("refs", QUILLON, "--among", LINE)
    assert done.exit_code == 0
    assert "08STATE21874           held" in done.stdout
    alone = run("refs", QUILLON)
    assert "08STATE21874           not held" in alone.stdout


def test_references_as_json_keep_candidates_and_citations() -> None:
    done = run("refs", "--json", QUILLON, "--among", LINE)
    (record,) = json.loads(done.stdout)
    (resolution,) = record["references"]
    assert record["mrn"] == "08QUILLON214"
    assert resolution["status"] == "held"
    assert resolution["candidates"][0]["target"] == "08STATE21874"
    assert record["citations"][0]["targets"] == ["08STATE21874"]


def test_what_cannot_be_read_is_told_and_counts() -> None:
    done = run("refs", str(ROOT / "docs/damage.svg"), str(ROOT / "nowhere"))
    assert done.exit_code == 1
    assert "nowhere" in done.stderr


def test_a_date_has_its_bounds_and_what_tells_them() -> None:
    done = run("date", "08CALDESSA300", LINE)
    assert done.exit_code == 0
    assert "not before  2008-04-25 1812Z  08CALDESSA283" in done.stdout
    bounds = json.loads(run("date", "--json", "08CALDESSA300", LINE).stdout)
    assert bounds["latest"]["by"] == "08CALDESSA331"


def test_a_table_dates_as_telegrams_do(tmp_path: Path) -> None:
    table = tmp_path / "numbers.csv"
    table.write_text(run("read", "--quiet", "--csv", "--fields", "mrn,date", LINE).stdout)
    done = run("date", "08CALDESSA300", "--table", str(table))
    assert "not after   2008-05-16 2104Z  08CALDESSA331" in done.stdout
    table.write_text("mrn,date\n08CALDESSA283,soon\n")
    bad = run("date", "08CALDESSA300", "--table", str(table))
    assert bad.exit_code == 2
    assert "line 2" in bad.stderr


@pytest.mark.parametrize("bad", ["CALDESSA300", "08CALDESSA", "300"])
def test_what_is_no_number_is_refused(bad: str) -> None:
    done = run("date", bad, LINE)
    assert done.exit_code == 2
    assert "74LAPAZ1434" in done.stderr


def test_a_telegram_is_written_and_losses_are_told() -> None:
    done = run("write", QUILLON, "--to", "smart")
    assert done.exit_code == 0
    assert "MRN:                08 QUILLON 214" in done.stdout
    assert "not held:" in done.stderr
    assert "routing" in done.stderr
    assert run("write", QUILLON, "--to", "smart", "--strict").exit_code == 1
    assert run("write", QUILLON, "--to", "line", "--strict").exit_code == 0


def test_files_are_written_and_none_is_written_over(tmp_path: Path) -> None:
    for _ in range(2):
        assert run("write", QUILLON, "--to", "tei", "--folder", str(tmp_path)).exit_code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["08QUILLON214-2.xml", "08QUILLON214.xml"]


def test_files_are_written_over_where_that_is_asked_for(tmp_path: Path) -> None:
    for _ in range(2):
        run("write", QUILLON, "--folder", str(tmp_path), "--force")
    assert [path.name for path in tmp_path.iterdir()] == ["08QUILLON214.txt"]
    file = tmp_path / "08QUILLON214.txt"
    assert run("write", QUILLON, "--folder", str(file)).exit_code == 2
    assert run("write", QUILLON, "--folder", str(tmp_path), "--json").exit_code == 2


def test_what_is_no_telegram_is_not_written_and_counts(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Lunch at one.")
    for command in ("write", "refs"):
        done = run(command, str(note))
        assert done.exit_code == 1
        assert "no telegram" in done.stderr
    assert run("date", "08LIMA12", str(note)).exit_code == 1


def test_texts_and_losses_as_json() -> None:
    written = json.loads(run("write", "--json", LINE, "--to", "archives").stdout)
    assert len(written) == 14
    assert {tuple(each["lost"]) for each in written} == {("transmission lines",)}


def test_a_draft_becomes_a_telegram(tmp_path: Path) -> None:
    done = run("new", str(ROOT / "docs/draft.toml"))
    assert done.exit_code == 0
    assert "C O N F I D E N T I A L CALDESSA 000352" in done.stdout
    bad = tmp_path / "bad.toml"
    bad.write_text("from = \n")
    told = run("new", str(bad))
    assert told.exit_code == 1
    assert "line 1" in told.stderr
    assert run("new", str(tmp_path / "none.toml")).exit_code == 1
