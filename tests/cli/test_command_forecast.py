"""`reftel forecast` and `reftel whip` on the example, as a user runs them."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

from typer.testing import CliRunner

from reftel.cli.app import app

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples/dossiers/41-committee-2008")
TERM = ("--on", "2008-04-18", "--provision", "term", "--draws", "500")


def run(*arguments: str):
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, arguments)


def test_a_forecast_says_what_it_rests_on() -> None:
    words = run("forecast", EXAMPLE, *TERM).stdout
    lines = [" ".join(line.split()) for line in words.splitlines()]
    assert lines[1] == "Littoral Council: yes >= 7; no permanent member against"
    assert "without a text: lapse 0 (08STATE21874#6)" in lines
    models = [line.split()[0] for line in lines if "●" in line]
    assert models == ["compromise", "mean", "median", "nash", "challenge", "exchange", "no"]
    assert "nothing known of Anzorre, Gelinor, Lombarra" in lines
    assert "This is one case" in words
    assert "500 draws, seed 0, inputs" in words


def test_what_if_changes_the_answer_and_the_hash() -> None:
    def asked(*more: str) -> dict[str, object]:
        return json.loads(run("forecast", EXAMPLE, *TERM, *more, "--json").stdout)["forecast"]

    before = asked()
    assert asked() == before
    for more in (
        ("--set", "Gelinor.term=lapse"),
        ("--reference", "two-year rollover"),
        ("--motion", "short:term=two years"),
        ("--rule", "procedure"),
        ("--seed", "1"),
    ):
        assert asked(*more)["digest"] != before["digest"], more


def test_files_are_written(tmp_path: Path) -> None:
    folder, record = tmp_path / "pictures", tmp_path / "record.jsonl"
    done = run("forecast", EXAMPLE, *TERM, "--pictures", str(folder), "--seal", str(record))
    assert done.exit_code == 0
    assert {path.name for path in folder.glob("*.svg")} == {
        "scale-term.svg",
        "hangs-on-term.svg",
        "count-draft-1.svg",
        "count-draft-2.svg",
    }
    for path in folder.glob("*.svg"):
        ET.parse(path)
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in folder.glob("*.png"))
    assert len(record.read_text().splitlines()) == 2


def test_mistakes_are_named() -> None:
    assert "width is no provision of" in str(
        run("forecast", EXAMPLE, "--provision", "width").exception
    )
    assert "NAME=VALUE is wanted" in run("forecast", EXAMPLE, "--set", "Gelinor").stderr
    assert "NAME:ID=PLACE is wanted" in run("forecast", EXAMPLE, "--motion", "short").stderr
    for option, words in (("--set", "Gelinor.term=lapse"), ("--motion", "short:term=lapse")):
        assert "is told twice" in run("forecast", EXAMPLE, option, words, option, words).stderr
    sealed = run("forecast", EXAMPLE, "--provision", "term", "--draws", "100", "--seal", "x.jsonl")
    assert "says when it was made" in sealed.stderr


def test_a_count_has_its_evidence_in_each_cell() -> None:
    found = json.loads(run("whip", EXAMPLE, "draft-2", "--on", "2008-04-18", "--json").stdout)
    rows = {each["name"]: each for each in found["count"]["rows"]}
    assert len(rows) == 11
    assert rows["Dravonne"]["veto"]
    assert rows["Dravonne"]["standing"] == "yes"
    assert "term: 08CALDESSA268#2" in rows["Dravonne"]["evidence"]
    assert rows["Anzorre"]["standing"] == "unknown"
    assert rows["Anzorre"]["evidence"] == []
    words = run("whip", EXAMPLE, "draft-2", "--on", "2008-04-18").stdout
    assert "can block alone: Dravonne" in words
