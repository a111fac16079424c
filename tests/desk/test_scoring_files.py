"""Records of forecasts and tables of outcomes: bad lines are told with their place."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reftel.council.score.records import Forecast, Model
from reftel.desk.scoring.files import ScoringError, read_forecasts, read_outcomes, written

EXAMPLES = Path(__file__).parents[2] / "examples" / "forecasts"
HEAD = "issue,on,value,event,happened,cite\n"


def forecasts(count: int) -> list[Forecast]:
    return [
        Forecast(
            issue=f"issue {at}",
            made=date(2008, 4, 3),
            horizon=date(2008, 5, 30),
            models=(Model(name="mean", point=60.0),),
        )
        for at in range(count)
    ]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    path.write_bytes(written(forecasts(3)))
    found, faults = read_forecasts(str(path))
    assert [each.issue for each in found] == ["issue 0", "issue 1", "issue 2"]
    assert faults == []


def test_a_record_grows_behind_its_last_seal(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    first = written(forecasts(2))
    path.write_bytes(first)
    last = read_forecasts(str(path))[0][-1]
    path.write_bytes(first + written(forecasts(2), last.seal))
    assert len(read_forecasts(str(path))[0]) == 4
    assert read_forecasts(str(path))[1] == []


def test_a_line_that_was_changed_is_told_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    path.write_bytes(written(forecasts(3)).replace(b'"point":60.0', b'"point":50.0', 1))
    found, faults = read_forecasts(str(path))
    assert [each.issue for each in found] == ["issue 1", "issue 2"]
    assert len(faults) == 1
    assert faults[0].place == f"{path}:1"
    assert faults[0].message.startswith("issue 0: the seal does not fit")
    assert faults[0].is_left_out


@given(st.sets(st.integers(0, 5), min_size=1, max_size=5))
def test_lines_that_were_taken_out_are_noticed(
    tmp_path_factory: pytest.TempPathFactory, gone: set[int]
) -> None:
    path = tmp_path_factory.mktemp("gone") / "record.jsonl"
    lines = written(forecasts(6)).splitlines(keepends=True)
    path.write_bytes(b"".join(line for at, line in enumerate(lines) if at not in gone))
    found, faults = read_forecasts(str(path))
    assert len(found) == 6 - len(gone)
    # A gap at the end shows only to who kept the last seal.
    gaps = sum(1 for at in range(6) if at not in gone and at - 1 in gone)
    assert len(faults) == gaps
    assert not any(each.is_left_out for each in faults)


def test_outcomes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "outcomes.csv"
    path.write_text(
        f"# comment\n{HEAD}term,2008-05-16,60,,,A#1\nterm,2008-05-16,,adopted,yes,\n",
        encoding="utf-8",
    )
    found, faults = read_outcomes(str(path))
    assert [(each.value, each.event, each.happened) for each in found] == [
        (60.0, "", None),
        (None, "adopted", True),
    ]
    assert found[0].cite == "A#1"
    assert faults == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("term,16 May,60,,,", "term: on '16 May' is no date; write 2008-05-16"),
        ("term,,60,,,", "term: on '' is no date"),
        ("term,2008-05-16,sixty,,,", "term: value 'sixty' is no number"),
        ("term,2008-05-16,nan,,,", "term: value nan is no number"),
        ("term,2008-05-16,,,,", "term: give either a value, or an event"),
        ("term,2008-05-16,,adopted,maybe,", "term: happened 'maybe' is neither yes nor no"),
        ("good,2008-05-16,61,,,", "good: its outcome stands in "),
        ("term,2008-05-16,60", "3 cells, 6 columns"),
        ('term,2008-05-16,"60,,,', "a quotation mark opens and is not closed"),
    ],
)
def test_a_bad_line_is_told_with_its_place(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "outcomes.csv"
    path.write_text(f"{HEAD}good,2008-05-16,60,,,\n{line}\n", encoding="utf-8")
    found, faults = read_outcomes(str(path))
    assert [each.issue for each in found] == ["good"]
    assert faults[0].place == f"{path}:3"
    assert faults[0].message.startswith(told)


def test_a_column_that_is_not_known_is_told(tmp_path: Path) -> None:
    path = tmp_path / "outcomes.csv"
    path.write_text("issue,on,valeu\nterm,2008-05-16,60\n", encoding="utf-8")
    found, faults = read_outcomes(str(path))
    assert found == []
    assert [each.place for each in faults] == [f"{path}:1", f"{path}:2"]


@pytest.mark.parametrize("text", ["", "a,b\n", "issue,value\n"])
def test_a_table_without_its_columns_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "outcomes.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScoringError, match=r"outcomes\.csv:1: no column"):
        read_outcomes(str(path))


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ScoringError, match="no such file"):
        read_forecasts(str(tmp_path / "none"))
    with pytest.raises(ScoringError, match="is a directory"):
        read_outcomes(str(tmp_path))
    (tmp_path / "latin.csv").write_bytes(b"issue,on\nM\xe9xico,2008-05-16\n")
    with pytest.raises(ScoringError, match="byte 10 is not UTF-8"):
        read_outcomes(str(tmp_path / "latin.csv"))


def test_the_example_is_sealed() -> None:
    found, faults = read_forecasts(str(EXAMPLES / "littoral.jsonl"))
    assert len(found) == 10
    assert faults == []
