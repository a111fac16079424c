"""`reftel forecast` and `reftel whip` on the example, as a user runs them."""

import json
from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree as ET

from typer.testing import CliRunner

from reftel.cli.app import app

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples/dossiers/41-committee-2008")
RENEWAL = str(ROOT / "tests/dossier/1540-2008")
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
    assert "as made on 2008-04-18, which --on says and no seal proves" in done.stderr
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


def test_what_a_chance_rests_on_stands_below_it() -> None:
    """A draft of eight clauses is judged on its term alone, three members drawn from anywhere."""
    words = " ".join(run("forecast", EXAMPLE, *TERM).stdout.split())
    told = "judged on 1 of its 8 provisions; 8 of 11 positions known, the rest drawn from anywhere"
    assert words.count(told) == 2
    assert "± 1%" in words


def test_a_line_that_is_not_counted_is_told(tmp_path: Path) -> None:
    """A stance with a slip has no place on the scale, and would be lost in silence."""
    folder = tmp_path / "examples/dossiers/renewal"
    copytree(ROOT / "examples/bodies", tmp_path / "examples/bodies")
    copytree(EXAMPLE, folder)
    table = folder / "statements.csv"
    table.write_text(table.read_text().replace(",term,two years,", ",term,two yeers,"))
    words = " ".join(run("forecast", str(folder), *TERM).stdout.split())
    assert "errors in the dossier's files, which may leave lines uncounted" in words
    assert "two years is meant?" in words
    assert "in the dossier's files" not in run("forecast", EXAMPLE, *TERM).stdout


def test_what_is_asked_of_ignorance_is_told_so() -> None:
    """Before the first telegram nobody's wish is known; and no party to a dispute is named."""
    asked = ("--on", "2008-01-02", "--provision", "length", "--rule", "dispute", "--draws", "200")
    words = run("forecast", RENEWAL, *asked, "--motion", "a:length=two years").stdout
    assert "nothing known of any member: what stands here is the rule and chance" in words
    assert "no parties to the dispute are named: all members vote" in words
    assert "0 of 15 positions known" in words


def test_a_chance_is_never_certain() -> None:
    words = run("forecast", EXAMPLE, *TERM, "--rule", "procedure").stdout
    assert " 100% adopted" not in words
    assert "vetoed" not in words


def test_whose_shift_would_move_an_answer(tmp_path: Path) -> None:
    asked = ("--on", "2008-04-18", "--draws", "500", "--provision", "action-plans")
    words = run("forecast", EXAMPLE, *asked).stdout
    assert "moved by Dravonne: +1" in words
    assert "for a tenth of the scale up" in words


def test_places_have_the_digits_of_their_scale() -> None:
    """Experts are counted from none to twelve, and the whole text runs to 100, never 1e+02."""
    asked = ("--on", "2008-04-18", "--draws", "200", "--provision", "experts")
    words = run("forecast", EXAMPLE, *asked, "--provision", "whole-text").stdout
    assert "e+0" not in words
    experts = next(line for line in words.splitlines() if line.startswith("  compromise"))
    assert experts.split()[1].count(".") == 1


def test_files_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone" / "record.jsonl")
    assert "no such file" in run("forecast", EXAMPLE, *TERM, "--seal", gone).stderr
    (tmp_path / "file").write_text("")
    folder = str(tmp_path / "file" / "pictures")
    assert "not a directory" in run("forecast", EXAMPLE, *TERM, "--pictures", folder).stderr


def test_a_text_of_any_name_has_its_picture_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    motion = ("--motion", "../short:term=two years")
    assert run("forecast", EXAMPLE, *TERM, *motion, "--pictures", str(folder)).exit_code == 0
    assert (folder / "count-..-short.svg").exists()
