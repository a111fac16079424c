"""Exports tell what the records tell, the same bytes each time, and nothing of what is hidden."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec
import pyarrow.parquet as pq  # pyright: ignore[reportMissingTypeStubs]
import pytest
from exports import HIDDEN, READER, TAVERRE_7, VISIBLE, archived, content, reader

from reftel.archive.archive import Archive
from reftel.cli.export import FORMS, Asked, run
from reftel.desk.exporting.naming import safe_name
from reftel.desk.exporting.selection import SelectionError, Wanted, listed, selected
from reftel.desk.exporting.whole import ExportError, whole_file, whole_folder
from reftel.telegram.model import Telegram

NAMES = ["08TAVERRE1", "08TAVERRE2", "08TAVERRE3"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with archived(tmp_path_factory.mktemp("archives") / "one", VISIBLE) as one:
        yield one


def export(archive: Archive, form: str, out: Path, *names: str, clearance: str = READER) -> Path:
    asked = Asked(form, str(out), names, "", "", "", quiet=True)
    assert run(asked, str(archive.folder), clearance, json=False) == 0
    return out


@pytest.mark.parametrize("form", FORMS)
def test_what_is_hidden_changes_no_byte(form: str, tmp_path: Path) -> None:
    with (
        archived(tmp_path / "first", [*VISIBLE, TAVERRE_7[0]]) as first,
        # What is hidden comes before, between and behind what is seen.
        archived(
            tmp_path / "second", [HIDDEN[0], VISIBLE[0], HIDDEN[1], *VISIBLE[1:], TAVERRE_7[1]]
        ) as second,
    ):
        one = content(export(first, form, tmp_path / "one"))
        other = content(export(second, form, tmp_path / "other"))
        assert first.session().names() != second.session().names()
        assert reader(second).names() == [*NAMES, "08TAVERRE7"]
    assert one == other
    assert one
    assert not any(b"SOURCE" in data or b"He said" in data for data in one.values())


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_each_time(form: str, archive: Archive, tmp_path: Path) -> None:
    first = content(export(archive, form, tmp_path / "a"))
    time.sleep(1.1)  # a clock of whole seconds would be seen
    assert content(export(archive, form, tmp_path / "b")) == first


def test_json_lines_are_the_records(archive: Archive, tmp_path: Path) -> None:
    lines = export(archive, "jsonl", tmp_path / "out").read_text("utf-8").splitlines()
    session = reader(archive)
    assert len(lines) == len(NAMES)
    for name, line in zip(NAMES, lines, strict=True):
        kept = session.telegram(name)
        values = json.loads(line)
        assert list(values)[:3] == ["name", "id", "path"]
        assert (values["name"], values["id"]) == (name, kept.id)
        assert values["path"] == kept.copies[0].paths[0]
        assert msgspec.convert(values, Telegram) == kept.telegram


def test_csv_has_the_fields(archive: Archive, tmp_path: Path) -> None:
    out = export(archive, "csv", tmp_path / "out")
    rows = [*csv.DictReader(io.StringIO(out.read_text("utf-8"), newline=""))]
    session = reader(archive)
    assert [row["name"] for row in rows] == NAMES
    for row in rows:
        kept = session.telegram(row["name"])
        assert row["id"] == kept.id
        assert row["tags"] == "PREL; ECON"
        assert row["subject"] == "STRAITS TALKS"
        assert row["references"].startswith("08TAVERRE")


def test_parquet_has_types_and_equals_the_records(archive: Archive, tmp_path: Path) -> None:
    table = pq.read_table(export(archive, "parquet", tmp_path / "out"))  # pyright: ignore
    schema = {field.name: str(field.type) for field in table.schema}  # pyright: ignore
    assert schema["sent"] == "timestamp[us, tz=UTC]"
    assert schema["date"] == "date32[day]"
    assert schema["declassification"] == "date32[day]"
    assert {schema[name].split("<")[0] for name in ("action", "info", "tags", "captions")} == {
        "list"
    }
    session = reader(archive)
    rows = table.to_pylist()  # pyright: ignore
    assert [row["name"] for row in rows] == NAMES  # pyright: ignore
    for row in rows:  # pyright: ignore
        telegram = session.telegram(row["name"]).telegram  # pyright: ignore
        assert row["sent"] == telegram.sent
        assert row["date"] == (telegram.sent and telegram.sent.date())
        assert row["declassification"] == date(2018, 4, 4)
        assert row["action"] == ["SECSTATE WASHDC"]
        assert row["tags"] == ["PREL", "ECON"]
        assert row["paragraphs"] == [
            {
                "number": each.number,
                "mark": each.mark.printed if each.mark else None,
                "level": each.level,
                "text": each.text,
            }
            for each in telegram.paragraphs
        ]


def test_originals_are_the_bytes(archive: Archive, tmp_path: Path) -> None:
    out = export(archive, "originals", tmp_path / "out")
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text().splitlines()]
    assert [line["name"] for line in lines] == NAMES
    assert {line["file"] for line in lines} | {"manifest.jsonl"} == set(content(out))
    for line, text in zip(lines, VISIBLE, strict=True):
        data = (out / line["file"]).read_bytes()
        assert data == text.encode()
        assert line["sha256"] == sha256(data).hexdigest()
        assert line["bytes"] == len(data)
        assert Path(line["paths"][0]).read_bytes() == data
        assert line["file"].startswith(f"{line['name']}-{line['sha256'][:16]}")


def test_an_original_with_a_hidden_piece_is_not_written(tmp_path: Path) -> None:
    with archived(tmp_path / "archive", [VISIBLE[0], TAVERRE_7[0]]) as archive:
        out = export(archive, "originals", tmp_path / "out")
        whole = export(archive, "originals", tmp_path / "all", clearance="everything")
    assert [name for name in content(out) if name.startswith("08")] == [
        each for each in content(whole) if each.startswith("08TAVERRE1-")
    ]
    assert any(name.startswith("08TAVERRE7-") for name in content(whole))


def test_one_file_of_two_telegrams_is_written_once(tmp_path: Path) -> None:
    with archived(tmp_path / "archive", [VISIBLE[0] + VISIBLE[1]]) as archive:
        assert archive.session().names() == NAMES[:2]
        out = export(archive, "originals", tmp_path / "out")
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text().splitlines()]
    assert [line["name"] for line in lines] == [NAMES[0], NAMES[1]]
    assert len({line["file"] for line in lines}) == 1


def test_a_selection_names_each_once_in_its_order(archive: Archive) -> None:
    wanted = [Wanted("08 TAVERRE 3"), Wanted("08TAVERRE00001"), Wanted("08TAVERRE3")]
    assert selected(reader(archive), wanted) == ["08TAVERRE3", "08TAVERRE1"]
    assert selected(reader(archive), None) == NAMES
    assert selected(reader(archive), []) == []


def test_what_is_not_held_is_told_with_its_place(tmp_path: Path) -> None:
    with archived(tmp_path / "archive", [VISIBLE[0], HIDDEN[0]]) as archive:
        lines = ["\ufeff# mine", "", " 08TAVERRE1 ", "08TAVERRE4", "08TAVERRE5"]
        with pytest.raises(SelectionError) as told:
            selected(reader(archive), listed(lines, "list.txt"))
    # The fourth is there and hidden, the fifth is not there.
    assert str(told.value) == (
        "list.txt:4: 08TAVERRE4 is not held\nlist.txt:5: 08TAVERRE5 is not held"
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_killed_export_leaves_nothing_under_its_name(
    form: str, archive: Archive, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    code = (
        "import sys, time; import reftel.cli.export as e\n"
        "from reftel.archive.session import Session; one = Session.telegram\n"
        "def slow(self, name):\n"
        "    if name == '08TAVERRE3': print('now', flush=True); time.sleep(60)\n"
        "    return one(self, name)\n"
        "Session.telegram = slow\n"
        f"e.run(e.Asked({form!r}, {str(out)!r}, (), '', '', '', True),"
        f" {str(archive.folder)!r}, 'C', json=False)"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"now\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert not out.exists()
    assert [each.name for each in tmp_path.iterdir()] == [f".out.{process.pid}.part"]
    export(archive, form, out)
    assert out.exists()


def half_a_file(path: Path) -> None:
    with whole_file(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def half_a_folder(path: Path) -> None:
    with whole_folder(path) as folder:
        (folder / "one").write_bytes(b"half")
        raise OSError(28, "no space")


def test_a_fault_takes_away_what_was_begun(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        half_a_file(tmp_path / "a")
    with pytest.raises(ExportError, match="b: no space"):
        half_a_folder(tmp_path / "b")
    assert not [*tmp_path.iterdir()]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(ExportError, match="mine is there already"), whole_file(tmp_path / "mine"):
        pass
    with pytest.raises(ExportError, match="no such folder"), whole_folder(tmp_path / "no" / "b"):
        pass
    assert (tmp_path / "mine").read_text() == "mine"


@pytest.mark.parametrize("name", ["08TAVERRE1", "82LINDEN-FCO123", "49NEWYORK.UN44"])
def test_a_plain_name_is_its_file(name: str) -> None:
    assert safe_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "CON", "~0f", "a/b", "LAPAZ A-236", "", ".", "0" * 300, "é", "\ud800"],
)
def test_other_names_get_a_figure(name: str) -> None:
    made = safe_name(name)
    assert made.isascii()
    assert len(made) < 100
    assert made.startswith("t_")
    assert not set(made) & set('/\\:*?"<>|. ~')


def test_names_that_differ_have_files_that_differ_everywhere() -> None:
    names = ["08PARIS1", "08paris1", "08PARIS 1", "08PARIS/1", "08PARIS_1", "08PARIS1 "]
    assert len({safe_name(name).lower() for name in names}) == len(names)
