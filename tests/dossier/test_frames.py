"""A frame holds what the dossier's lines say, in types, and what follows from them."""

import importlib
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dossier.making import made, statements
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError
from reftel.dossier.frames import cited, columns, inner_tables

EXAMPLE = Path(__file__).parents[2] / "examples/dossiers/41-committee-2008"


@pytest.fixture(scope="module")
def example() -> Dossier:
    return Dossier(EXAMPLE)


def test_a_frame_has_what_the_lines_say(example: Dossier) -> None:
    rows = example.statements.to_arrow().to_pylist()
    assert [each["id"] for each in rows] == [each.id for each in example.statements]
    for row, statement in zip(rows, example.statements, strict=True):
        stance = example.stance(statement)
        assert (row["low"], row["high"], row["stance_kind"]) == (
            stance.low,
            stance.high,
            stance.kind,
        )
        assert row["middle"] == stance.middle
        assert row["via"] == [*statement.via]
        assert (row["note"] or "") == statement.note


def test_all_tables_become_frames_of_each_library(example: Dossier) -> None:
    for table in example.tables():
        arrow, polars, pandas = table.to_arrow(), table.to_polars(), table.to_pandas()
        assert arrow.num_rows == polars.height == len(pandas) == len(table)
        assert arrow.column_names == polars.columns == [*pandas.columns]


def test_types_are_those_of_the_fields(example: Dossier) -> None:
    polars: Any = importlib.import_module("polars")
    schema = example.statements.to_polars().schema
    assert schema["said_day"] == polars.Date
    assert schema["low"] == polars.Float64
    assert schema["in_force"] == polars.Boolean
    assert schema["arguments"] == polars.List(polars.String)
    types = example.statements.to_pandas().dtypes
    assert str(types["said_day"]).startswith("datetime64")
    assert str(types["in_force"]) == "boolean"
    assert example.mandates.to_polars().schema["months"] == polars.Int64


def test_lists_are_lists_in_pandas(tmp_path: Path) -> None:
    line = "dv-2,dravonne,term,two years,,reported,morbane; quillon,,08QUILLON214#2,"
    frame = made(tmp_path, statements_csv=statements(line)).statements.to_pandas()
    assert frame["via"].tolist() == [[], [], ["morbane", "quillon"]]


def test_a_day_that_is_not_whole_stays_in_words(tmp_path: Path) -> None:
    line = "dv-2,dravonne,term,two years,2008-04,own,,,08QUILLON214#2,"
    row = made(tmp_path, statements_csv=statements(line)).statements.to_arrow().to_pylist()
    assert [each["said"] for each in row] == ["2008-03-03", "2008-03-06", "2008-04"]
    assert [each["said_day"] for each in row] == [date(2008, 3, 3), date(2008, 3, 6), None]


def test_what_is_in_force_depends_on_the_day(tmp_path: Path) -> None:
    files = statements("dv-2,dravonne,term,five years,2008-04-14,own,,,08QUILLON271#2,").replace(
        "own,,,08QUILLON214#2", "own,,dv-2,08QUILLON214#2"
    )
    table = made(tmp_path, statements_csv=files).statements
    assert table.to_polars(date(2008, 3, 1))["in_force"].to_list() == [False, False, False]
    assert table.to_polars(date(2008, 4, 1))["in_force"].to_list() == [True, True, False]
    assert table.to_polars()["in_force"].to_list() == [True, False, True]


def test_names_and_states_are_resolved(example: Dossier) -> None:
    rows = {each["id"]: each for each in example.statements.to_arrow().to_pylist()}
    row = rows["ke-fund-0417"]
    assert (row["actor_name"], row["speaker"], row["speaker_state"]) == (
        "Kethara",
        "ansurat",
        "kethara",
    )
    assert (row["telegram"], row["paragraph"]) == ("08CALDESSA268", "3")
    assert row["file_line"].startswith("statements.csv:")


def test_columns_of_ones_own_stay_and_numbers_are_numbers(tmp_path: Path) -> None:
    files = (
        "id,actor,provision,stance,source,salience,room,middle\n"
        "a,eldrane,term,40,own,0.75,Room 3,x\nb,dravonne,term,lapse,own,,,\n"
    )
    frame = made(tmp_path, statements_csv=files).statements.to_polars()
    assert frame["salience"].to_list() == [0.75, None]
    assert frame["room"].to_list() == ["Room 3", None]
    # One that is named as a column of Reftel's does not take its place.
    assert frame["middle"].to_list() == [40.0, 0.0]
    assert frame["own_middle"].to_list() == ["x", None]


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    frame = made(tmp_path).votes.to_polars()
    assert frame.height == 0
    assert {"text", "actor", "vote", "cite", "telegram"} <= set(frame.columns)


def test_what_stands_within_a_line_is_a_table_too(tmp_path: Path) -> None:
    found = {each.name: each.columns for each in inner_tables(made(tmp_path).provisions)}
    marks = {each.name: each.data for each in found["provisions_marks"]}
    assert marks == {
        "of_id": ["term"] * 3,
        "number": [1, 2, 3],
        "at": [0.0, 40.0, 100.0],
        "name": ["lapse", "two years", "five years"],
    }


def test_names_of_columns_are_unique(example: Dossier) -> None:
    for table in example.tables():
        for found in (columns(table), *(each.columns for each in inner_tables(table))):
            names = [each.name for each in found]
            assert len(names) == len(set(names)), table.name


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_without_the_library_the_extra_is_named(
    library: str, example: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # as where it is not installed
    with pytest.raises(DossierError, match=r"reftel\[notebook\]"):
        getattr(example.votes, f"to_{library}")()


@pytest.mark.parametrize(
    ("cite", "telegram", "paragraph"),
    [
        ("08QUILLON214#2", "08QUILLON214", "2"),
        ("08QUILLON214#@3", "08QUILLON214", "@3"),
        ("08QUILLON214", "08QUILLON214", None),
        ("text:draft#OP1", None, None),
        ("see:S/RES/1810 (2008)", None, None),
        ("", None, None),
    ],
)
def test_a_citation_gives_telegram_and_paragraph(
    cite: str, telegram: str | None, paragraph: str | None
) -> None:
    assert cited(cite) == (telegram, paragraph)
