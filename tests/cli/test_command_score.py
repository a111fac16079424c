"""`reftel score`: the record on the terminal, as JSON and as a picture; bad lines are told."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from reftel.cli.app import app

EXAMPLES = Path(__file__).parents[2] / "examples" / "forecasts"
FORECASTS, OUTCOMES = str(EXAMPLES / "littoral.jsonl"), str(EXAMPLES / "outcomes.csv")


def run(*arguments: str) -> Result:
    return CliRunner(env={"NO_COLOR": "1", "COLUMNS": "100"}).invoke(app, ["score", *arguments])


def test_the_record_is_told() -> None:
    done = run(FORECASTS, OUTCOMES)
    assert done.exit_code == 0
    assert done.stdout.startswith("Track record: 7 issues, 3 events\n")
    assert "No model is shown to be better than another." in done.stdout
    assert "term 2011: no outcome yet" in done.stdout
    assert done.stderr == ""


def test_all_numbers_are_there_as_json() -> None:
    told = json.loads(run(FORECASTS, OUTCOMES, "--json").stdout)
    first = told["record"]["models"][0]
    assert first["name"] == "weighted mean"
    assert first["points"]["cases"] == 7
    assert told["record"]["pairs"][0]["nearer"] == [7, 0, 0]
    assert told["limits"][0].startswith("7 issues are few")
    assert told["faults"] == []


def test_the_same_seed_gives_the_same_bytes_and_another_other_ones() -> None:
    first, second = (run(FORECASTS, OUTCOMES, "--json").stdout for _ in range(2))
    assert first == second
    assert run(FORECASTS, OUTCOMES, "--json", "--seed", "1").stdout != first


def test_a_base_rate_is_a_rival() -> None:
    told = json.loads(run(FORECASTS, OUTCOMES, "--json", "--base-rate", "0.5").stdout)
    assert told["record"]["models"][0]["events"]["base_brier"] == 0.25
    done = run(FORECASTS, OUTCOMES, "--base-rate", "1")
    assert done.exit_code == 2
    assert "1 is not over 0 and under 1" in done.stderr


def test_the_calibration_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "calibration.svg"
    assert run(FORECASTS, OUTCOMES, "--svg", str(path)).exit_code == 0
    root = ET.parse(path).getroot()
    assert root[0].text == "Track record: 7 issues, 3 events"
    assert "weighted mean: said 50%, came 57% of 7" in (root[1].text or "")


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = run(FORECASTS, OUTCOMES, "--svg", str(tmp_path / "none" / "c.svg"))
    assert done.exit_code == 2
    assert "no such file or directory" in done.stderr


def test_a_record_without_outcomes_can_be_drawn(tmp_path: Path) -> None:
    outcomes = tmp_path / "outcomes.csv"
    outcomes.write_text("issue,on\n", encoding="utf-8")
    done = run(FORECASTS, str(outcomes), "--svg", str(tmp_path / "c.svg"))
    assert done.exit_code == 0
    assert "No outcome was forecast" in done.stdout


def test_a_line_that_was_changed_is_told_and_the_rest_is_scored(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    data = Path(FORECASTS).read_bytes()
    path.write_bytes(data.replace(b'"point":55.0', b'"point":40.0', 1))
    done = run(str(path), OUTCOMES)
    assert done.exit_code == 1
    assert done.stdout.startswith("Track record: 6 issues, 3 events\n")
    assert "record.jsonl:2: action-plans: the seal does not fit" in done.stderr
    assert json.loads(run(str(path), OUTCOMES, "--json").stdout)["faults"][0]["is_left_out"]


@pytest.mark.parametrize("words", [b"\x1b[31mred", b"\xe2\x80\xaeturned"])
def test_words_of_a_file_do_not_reach_the_terminal_raw(tmp_path: Path, words: bytes) -> None:
    outcomes = tmp_path / "outcomes.csv"
    outcomes.write_bytes(b"issue,on,value\n" + words + b",2008-05-16,sixty\n")
    done = run(FORECASTS, str(outcomes))
    assert done.exit_code == 1
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


def test_a_file_that_is_missing_is_a_users_mistake() -> None:
    from reftel.desk.scoring.files import ScoringError  # noqa: PLC0415 - only here

    done = run("none.jsonl", OUTCOMES)
    assert isinstance(done.exception, ScoringError)
    assert str(done.exception) == "none.jsonl: no such file or directory"
