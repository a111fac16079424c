"""What must not be lost or broken: files that cannot be read, links, circles, odd values."""

import stat
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.making import EXAMPLES, SOUND, made, opened, statements
from reftel.desk.dossiers.calendars import calendar
from reftel.dossier.calendar import events
from reftel.dossier.checks import check
from reftel.dossier.checks.quoting import stands_in
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError
from reftel.dossier.files.folder import read_tables
from reftel.dossier.files.formatting import formatted
from reftel.dossier.positions import positions
from reftel.dossier.records import Statement, Text

NEW = Statement(id="new", actor="dravonne", provision="term", stance="lapse", source="own")
SIGNS = ('"', "'", '"""', ",", ";", "\n", "\r\n", "#", "[", "]", "{", "}", "=", "\x1b", "\u2028",
         "\x85", "\ufeff", "nan", "0000-00-00", "[[statement]]\n", "id")  # fmt: skip


def test_a_file_that_could_not_be_read_is_not_written_over(tmp_path: Path) -> None:
    made(tmp_path)
    words = "id,actor,note\nx,a,café\n".encode("latin-1")
    (tmp_path / "statements.csv").write_bytes(words)
    dossier = Dossier(tmp_path)
    dossier.add("statements", NEW)
    with pytest.raises(DossierError, match="could not be read; nothing is saved"):
        dossier.save()
    assert (tmp_path / "statements.csv").read_bytes() == words


def test_saving_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    made(tmp_path / "one")
    elsewhere = tmp_path / "elsewhere.csv"
    (tmp_path / "one/statements.csv").rename(elsewhere)
    (tmp_path / "one/statements.csv").symlink_to(elsewhere)
    dossier = Dossier(tmp_path / "one")
    dossier.add("statements", NEW)
    dossier.save()
    assert (tmp_path / "one/statements.csv").is_symlink()
    assert "new,dravonne" in elsewhere.read_text()


def test_a_read_only_file_is_not_written_over(tmp_path: Path) -> None:
    dossier = made(tmp_path)
    path = tmp_path / "statements.csv"
    path.chmod(stat.S_IRUSR)
    dossier.change("statements", "dv-1", note="x")
    with pytest.raises(DossierError, match="read-only"):
        dossier.save()
    assert path.read_text() == SOUND["statements.csv"]


def test_a_line_within_a_list_is_changed_within_its_braces(tmp_path: Path) -> None:
    texts = 'text = [\n  { id = "a", kind = "draft" }, # one\n  { id = "b", kind = "draft" },\n]\n'
    dossier = made(tmp_path, texts_toml=texts)
    dossier.change("texts", "a", note="x")
    assert [*dossier.texts] == [Text(id="a", kind="draft", note="x"), Text(id="b", kind="draft")]
    assert dossier.files()["texts.toml"] == texts.replace("draft", 'draft", note = "x', 1)
    with pytest.raises(DossierError, match="cannot be added to"):
        dossier.add("texts", Text(id="c", kind="draft"))


def test_a_day_that_is_none_is_written_so_that_it_can_be_read(tmp_path: Path) -> None:
    dossier = made(tmp_path)
    dossier.change("texts", "draft", on="2008-02-30")
    assert dossier.findings == []
    assert dossier.texts[0].on == "2008-02-30"


def test_of_two_columns_of_one_name_the_one_that_is_read_is_changed(tmp_path: Path) -> None:
    rows = "id,actor,provision,stance,source,note,note\nx,dravonne,term,lapse,own,one,two\n"
    dossier = made(tmp_path, statements_csv=rows)
    dossier.change("statements", "x", note="three")
    assert dossier.files()["statements.csv"].endswith("one,three\n")


def test_a_line_that_ends_early_is_filled_up(tmp_path: Path) -> None:
    rows = "id,actor,provision,stance,source,note,coder,mine\nx,dravonne,term,lapse,own\n"
    dossier = made(tmp_path, statements_csv=rows)
    dossier.change("statements", "x", coder="me", note="one", stance="two years")
    assert dossier.files()["statements.csv"].endswith("\nx,dravonne,term,two years,own,one,me,\n")
    assert dossier.findings == []


def test_a_change_that_a_cell_cannot_hold_is_refused(tmp_path: Path) -> None:
    """In a CSV a semicolon separates; words with one would come back as two."""
    dossier = made(tmp_path)
    with pytest.raises(DossierError, match="change it in the file"):
        dossier.change("statements", "dv-1", via=("one; two",))
    assert dossier.files()["statements.csv"] == SOUND["statements.csv"]


def test_lines_end_as_they_ended(tmp_path: Path) -> None:
    texts = {"statements_csv": statements(), "texts_toml": SOUND["texts.toml"]}
    dossier = made(tmp_path)
    for name, words in texts.items():
        path = tmp_path / name.replace("_", ".")
        path.write_bytes(words.replace("\n", "\r\n").encode())
    dossier = Dossier(tmp_path)
    dossier.add("statements", NEW)
    dossier.add("texts", Text(id="more", kind="draft"))
    dossier.change("texts", "more", note="x")
    for file in ("statements.csv", "texts.toml"):
        assert "\n" not in dossier.files()[file].replace("\r\n", "")
    assert dossier.texts.get("more") == Text(id="more", kind="draft", note="x")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_a_layout_cuts_no_words(sign: str) -> None:
    text = f'[[text]]\nid = "a"\nnote = "x{sign}y"\n# z{sign}z\n'
    assert formatted("texts.toml", text) == text


def test_a_table_with_semicolons_is_told_once_and_left_alone(tmp_path: Path) -> None:
    rows = "id;actor;stance\nx;dravonne;a, b\ny;dravonne;lapse\n"
    dossier = made(tmp_path, statements_csv=rows)
    assert [(each.code, each.message) for each in dossier.findings] == [
        ("D003", "cells are separated by semicolons; commas expected, nothing of it is read")
    ]
    assert dossier.format() == []
    with pytest.raises(DossierError, match="semicolons"):
        dossier.add("statements", NEW)


def test_who_is_of_whom_in_a_circle_has_an_end(tmp_path: Path) -> None:
    actors = SOUND["actors.toml"].replace(
        'name = "Embassy Quillon"\nkind = "mission"\nof = "eldrane"',
        'name = "Embassy Quillon"\nkind = "mission"\nof = "desk"\n\n[[actor]]\nid = "desk"\n'
        'name = "Desk"\nkind = "ministry"\nof = "quillon"',
    )
    dossier = made(tmp_path, actors_toml=actors)
    assert dossier.actors.state("quillon") == "desk"
    told = [each.message for each in check(dossier, opened())]
    assert told == [
        "quillon is of desk, which is of it in turn",
        "desk is of quillon, which is of it in turn",
    ]


@pytest.mark.parametrize("ends", ["low = nan", "high = inf", "low = -inf", "high = nan"])
def test_a_scale_has_two_ends(ends: str, tmp_path: Path) -> None:
    provision = f'[[provision]]\nid = "term"\nname = "Term"\n{ends}\n'
    dossier = made(tmp_path, provisions_toml=provision)
    assert "D015" in {each.code for each in check(dossier)}


def test_a_deadline_at_no_time_of_the_day_is_told(tmp_path: Path) -> None:
    rows = "id,text,deadline,cite\ns,draft,2008-04-24T25:00,see:x\n"
    dossier = made(tmp_path, silences_csv=rows)
    assert "2008-04-24T25:00 is no day" in [each.message for each in check(dossier)]
    due = events(dossier)
    assert [(each.on, each.at) for each in due] == [(date(2008, 4, 24), "")]
    assert b"20080424" in calendar(dossier, due)


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    texts = SOUND["texts.toml"] + 'file = "a\\u0000b"\n'
    dossier = made(tmp_path, texts_toml=texts)
    assert [each.code for each in check(dossier, opened())] == ["D111"]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.integers(0, 700), st.integers(0, 9), st.sampled_from(SIGNS)), max_size=3),
)
def test_no_damage_stops_a_dossier_or_makes_a_layout_lose_a_line(
    file: str, damages: list[tuple[int, int, str]]
) -> None:
    text = SOUND[file]
    for at, length, sign in damages:
        text = text[:at] + sign + text[at + length :]
    texts = SOUND | {file: text}
    read = read_tables(texts)
    again = read_tables({name: formatted(name, words) for name, words in texts.items()})
    for name, table in read.tables.items():
        assert [*again.tables[name]] == [*table]
    assert len(again.findings) <= len(read.findings)


def test_positions_are_those_of_each_actor_and_provision(tmp_path: Path) -> None:
    dossier = made(tmp_path)
    for position in positions(dossier):
        found = dossier.statements.of(position.actor, position.provision)
        assert position.evidence == tuple(found)
    assert [each.actor for each in positions(dossier)] == ["eldrane", "dravonne"]


def test_a_quotation_is_found_where_it_stands(tmp_path: Path) -> None:
    """Accents written in two signs, and signs that nobody sees, are no difference."""
    row = 'x,dravonne,term,two years,2008-03-06,own,,,08QUILLON214#{},"{}"'
    found = {}
    for place, quote in (
        ("2", "two ye\u00adars had been"),
        ("3", "two years had been"),
        ("2", "…"),
    ):
        dossier = made(tmp_path, statements_csv=statements(row.format(place, quote)))
        found[quote] = [each.message for each in check(dossier, opened()) if each.code == "D105"]
    assert found["two ye\u00adars had been"] == []
    assert found["two years had been"] == [
        "“two years had been” does not stand in 08QUILLON214#3; it stands in #2"
    ]
    assert found["…"] == ["“…” does not stand in 08QUILLON214#2"]
    assert stands_in("", "words")
    assert stands_in("cafe\u0301", "THE CAFÉ")


def test_the_first_line_of_the_tour_is_a_line_of_the_example() -> None:
    """What is shown first has to be true: its words stand where it says."""
    page = (Path(__file__).parents[2] / "docs/dossier.md").read_text(encoding="utf-8")
    shown = tomllib.loads(page.split("```toml\n", 1)[1].split("```", 1)[0])["statement"][0]
    real = Dossier(EXAMPLES.parent / "dossiers/41-committee-2008").statements.get(shown["id"])
    assert real is not None
    for name in ("actor", "provision", "stance", "source", "cite"):
        assert shown[name] == getattr(real, name)
    assert stands_in(shown["quote"], real.quote)
