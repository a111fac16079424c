"""`reftel cite`: what it writes, where it refuses, and its exit codes."""

import json
from collections.abc import Sequence
from pathlib import Path

import bibtexparser
import pytest
import rispy  # pyright: ignore[reportMissingTypeStubs]
from typer.testing import CliRunner

from reftel.cli.app import app

EXAMPLES = Path(__file__).parents[2] / "examples"
SECTIONS = [str(EXAMPLES / f"line/08CALDESSA0268-{number}of2.txt") for number in (1, 2)]
RELEASED = str(EXAMPLES / "smart/11CALDESSA0412-released.txt")
OTHER = str(EXAMPLES / "fco/76CALDESSA-FCO214.txt")


def cite(*arguments: str):
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["cite", "--quiet", *arguments])


def entries(style: str, text: str) -> Sequence[object]:
    if style == "bibtex":
        return bibtexparser.parse_string(text).entries  # pyright: ignore
    return rispy.loads(text) if style == "ris" else json.loads(text)  # pyright: ignore


def test_one_line_for_each_telegram() -> None:
    result = cite(OTHER, RELEASED)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Caldessa to Foreign and Commonwealth Office, Telegram 214, “HAZARDOUS CARGOES: RESOLUTION"
        " 41,” May 28, 1976",
        "Mission Caldessa to Department of State, Telegram 412, “41 Committee: Dravonne Offers"
        " Three Years Again,” April 12, 2011, 11CALDESSA412, U.S. Department of State, Case No."
        " F-2016-07731, Doc No. C06180412, released May 31, 2017",
    ]


def test_a_paragraph_in_a_note_with_the_day_of_access() -> None:
    result = cite("-p", "2", "-s", "chicago", "--accessed", "2024-05-01", OTHER)
    assert result.stdout == (
        "Caldessa to Foreign and Commonwealth Office, telegram 214, “HAZARDOUS CARGOES: RESOLUTION"
        " 41,” May 28, 1976, para. 2, accessed May 1, 2024.\n"
    )


def test_sections_in_several_files_are_one_entry() -> None:
    assert cite(*SECTIONS).stdout.count("\n") == 1
    assert "section" not in cite(*SECTIONS).stdout
    assert ", section 2 of 2, " in cite(SECTIONS[1]).stdout


@pytest.mark.parametrize("style", ["bibtex", "ris", "csl-json"])
def test_programs_can_read_all_examples(style: str) -> None:
    result = cite("--style", style, str(EXAMPLES))
    assert result.exit_code == 0
    assert len(entries(style, result.stdout)) == 26


def test_a_missing_paragraph_is_told_and_the_rest_cited() -> None:
    result = cite("--paragraph", "5", OTHER, str(EXAMPLES / "line/08QUILLON0214.txt"))
    assert result.exit_code == 1
    assert result.stderr == f"{OTHER}: 76CALDESSA-FCO214 has no paragraph 5; it has 1 to 4\n"
    assert result.stdout.startswith("Embassy Quillon to ")
    assert ", para. 5, 08QUILLON214\n" in result.stdout


def test_nothing_to_cite(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("About ferries.\n")
    result = cite("--style", "csl-json", str(words))
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])
    assert "nothing to cite" in result.stderr
    (tmp_path / "empty").mkdir()
    assert cite(str(tmp_path / "empty")).exit_code == 1


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    result = cite(str(tmp_path / "none.txt"), OTHER)
    assert result.exit_code == 1
    assert "no such file" in result.stderr
    assert result.stdout.startswith("Caldessa to ")


@pytest.mark.parametrize("day", ["today", "2024-13-01", "20240501", "2024-5-1"])
def test_what_is_no_day_is_a_usage_error(day: str) -> None:
    result = cite("--accessed", day, OTHER)
    assert result.exit_code == 2
    assert "one like 2024-05-01 expected" in result.stderr


@pytest.mark.parametrize("arguments", [("--style", "mla"), ("--paragraph", "0")])
def test_wrong_options_are_usage_errors(arguments: tuple[str, str]) -> None:
    assert cite(*arguments, OTHER).exit_code == 2


def test_a_column_of_a_table(tmp_path: Path) -> None:
    table = tmp_path / "telegrams.jsonl"
    text = (EXAMPLES / "line/08QUILLON0214.txt").read_text()
    table.write_text(json.dumps({"body": text}) + "\n")
    assert cite("--text-column", "body", str(table)).stdout.startswith("Embassy Quillon to ")
