"""Tables with a column of telegrams."""

import io
import json
import sys
from pathlib import Path

import pytest
from packing import (
    FIRST,
    MRNS,
    SECOND,
    numbers,
    read,
    refused,
    zipped,
)

from reftel.desk.batch import read_many


def test_a_csv_with_the_column_that_holds_the_text(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    quoted = [file.read_text().replace('"', '""') for file in (FIRST, SECOND)]
    rows = "".join(f'{number},"{text}"\n' for number, text in enumerate(quoted))
    path.write_text(f"id,body\n{rows}", encoding="utf-8")
    found = read(path, "body")
    assert numbers(found) == MRNS
    second = FIRST.read_text().count("\n") + 3
    assert [each.path for each in found] == [f"{path}:2", f"{path}:{second}"]
    assert refused(read(path, "text"), path) == {
        "": "no column 'text', --text-column NAME: there are id, body"
    }
    assert refused(read(path), path) == {
        "": "a table; name the column that holds the text, --text-column NAME: there are id, body"
    }


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "cables.jsonl"
    rows = [json.dumps({"n": 1, "body": FIRST.read_text()}), "{broken", json.dumps({"body": 3})]
    path.write_text("\n".join([*rows, json.dumps({"body": SECOND.read_text()})]), encoding="utf-8")
    found = read(path, "body")
    assert numbers(found) == [MRNS[0], "", "", MRNS[1]]
    assert set(refused(found, path)) == {":2", ":3"}


def rows(*values: object) -> str:
    return "".join(f"{json.dumps(value)}\n" for value in values)


def test_a_row_without_the_column_costs_no_other_row(tmp_path: Path) -> None:
    path = tmp_path / "cables.jsonl"
    path.write_text(rows({"n": 1}, {"body": FIRST.read_text()}, [], {"body": SECOND.read_text()}))
    found = read(path, "body")
    assert numbers(found) == ["", MRNS[0], "", MRNS[1]]
    assert set(refused(found, path)) == {":1", ":3"}


def test_a_table_of_another_kind_is_told_a_few_times(tmp_path: Path) -> None:
    path = tmp_path / "notes.jsonl"
    path.write_text(rows(*({"n": number} for number in range(99))))
    assert len(read(path, "body")) == 10


def test_a_row_that_no_reader_stands_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "cables.jsonl"
    path.write_text("[" * 200_000 + "\n" + rows({"body": "\ud800 \n" + FIRST.read_text()}))
    found = read(path, "body")
    assert set(refused(found, path)) == {":1"}
    assert numbers(found) == ["", MRNS[0]]
    assert found[1].telegram
    assert found[1].telegram.text.startswith("\\ud800")


def test_columns_of_one_name_and_columns_like_letters(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    path.write_text("body,body\n1,2\n")
    assert refused(read(path, "body"), path)[""].startswith("several columns are named 'body'")
    path.write_text(f'"{FIRST.read_text().replace(chr(34), "")}",1\n')
    assert len(refused(read(path, "body"), path)[""]) < 200


def test_a_csv_of_sixteen_bits(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    path.write_text(f'body\n"{FIRST.read_text().replace(chr(34), "")}"\n', encoding="utf-16")
    assert numbers(read(path, "body")) == MRNS[:1]


@pytest.mark.parametrize("as_json", [True, False])
def test_standard_input_may_be_a_table(as_json: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    text = FIRST.read_text().replace('"', "")
    table = rows({"body": text}) if as_json else f'body\n"{text}"\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table.encode())))
    found = list(read_many(["-"], 1, text_column="body"))
    assert numbers(found) == MRNS[:1]


def test_tables_in_folders_and_archives_are_read_where_a_column_is_named(tmp_path: Path) -> None:
    table = rows({"body": FIRST.read_text()})
    (tmp_path / "cables.jsonl").write_text(table)
    zipped(tmp_path / "x.zip", {"cables.jsonl": table.encode(), "b.txt": SECOND.read_bytes()})
    assert numbers(read(tmp_path)) == MRNS[1:]
    assert numbers(read(tmp_path, "body")) == [MRNS[0], MRNS[0], MRNS[1]]
