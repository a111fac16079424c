"""An export tells nothing of what its reader may not read, not even that there is more."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from briefs import EXAMPLE, copied
from hypothesis import given, settings
from hypothesis import strategies as st
from test_briefing_guard import CITE, HIDDEN

from reftel.archive.access.labels import parse_clearance
from reftel.archive.archive import Archive
from reftel.desk.briefing.readable import Readable, readable_by
from reftel.desk.dossiers.exporting import Form, export
from reftel.desk.dossiers.opening import opener
from reftel.desk.importing import bring
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError

FORMS: tuple[Form, ...] = ("csv", "parquet", "graphml", "pajek", "jsonld")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("guard") / "archive", create=True) as held:
        bring(held, [EXAMPLE.parents[1] / "line"], workers=1)
        yield held


def readable(cite: str) -> bool:
    return not cite.startswith("08HIDDEN1")


def written(dossier: Dossier, path: Path, may: Readable | None) -> dict[str, bytes]:
    """Return every file of every export, by name."""
    path.mkdir(parents=True)
    files: dict[str, bytes] = {}
    for form in FORMS:
        for network in ("actor-provision", "agreement"):
            done = export(dossier, path / f"{form}-{network}", form, network=network, readable=may)
            found = sorted(done.path.iterdir()) if done.path.is_dir() else [done.path]
            files |= {str(each.relative_to(path)): each.read_bytes() for each in found}
    return files


@pytest.mark.parametrize("file", [*HIDDEN, "all"])
def test_a_hidden_paragraph_changes_nothing(file: str, tmp_path: Path) -> None:
    """Two worlds that differ only above the reader give the same bytes."""
    added = HIDDEN if file == "all" else {file: HIDDEN[file]}
    less, more = copied(tmp_path / "less" / "d", {}), copied(tmp_path / "more" / "d", added)
    assert written(more, tmp_path / "a", readable) == written(less, tmp_path / "b", readable)


def test_actors_and_provisions_of_hidden_lines_alone_are_not_told(tmp_path: Path) -> None:
    added = {
        "actors.toml": '\n[[actor]]\nid = "zebra"\nname = "Zebra"\nkind = "person"\n',
        "provisions.toml": '\n[[provision]]\nid = "stripes"\nname = "Zebra stripes"\n',
        "statements.csv": f"hid,zebra,stripes,for,2008-04-20,,own,,,,,,,{CITE},zebra,,,x,\n",
    }
    less, more = copied(tmp_path / "less" / "d", {}), copied(tmp_path / "more" / "d", added)
    assert written(more, tmp_path / "a", readable) == written(less, tmp_path / "b", readable)


@pytest.mark.parametrize("file", [each for each in HIDDEN if HIDDEN[each]])
def test_the_hidden_lines_would_show(file: str, tmp_path: Path) -> None:
    less = copied(tmp_path / "less" / "d", {})
    more = copied(tmp_path / "more" / "d", {file: HIDDEN[file]})
    owner = [written(each, tmp_path / str(at), None) for at, each in enumerate((less, more))]
    assert owner[0] != owner[1]
    assert any(b"zebra" in each.lower() for each in owner[1].values())


def test_lines_do_not_name_what_is_hidden(tmp_path: Path) -> None:
    """A line that was overtaken by a hidden one does not say by which."""
    dossier = Dossier(EXAMPLE)
    hidden = {"08QUILLON271#1", "08QUILLON271#2", "08QUILLON271#3"}
    gone = [each.id for each in dossier.statements if each.cite in hidden]
    named = {each.superseded_by for each in dossier.statements if each.cite not in hidden}
    assert named & {*gone}
    for words in written(dossier, tmp_path / "x", lambda each: each not in hidden).values():
        assert not [each for each in gone if each.encode() in words]


def test_what_is_said_of_a_hidden_ask_goes_with_it(tmp_path: Path) -> None:
    dossier = Dossier(EXAMPLE)
    (ask,) = [each for each in dossier.asks if each.id == "jub-operative"]
    assert any(each.ask == ask.id for each in dossier.standings)
    for words in written(dossier, tmp_path / "x", lambda each: each != ask.cite).values():
        assert b"jub-operative" not in words


@given(hidden=st.sets(st.sampled_from(sorted({each.cite for each in Dossier(EXAMPLE).statements}))))
@settings(max_examples=8, deadline=None)
def test_no_citation_of_what_is_hidden_is_left(
    tmp_path_factory: pytest.TempPathFactory, hidden: set[str]
) -> None:
    path = tmp_path_factory.mktemp("x") / "tables"
    export(Dossier(EXAMPLE), path, "csv", readable=lambda each: each not in hidden)
    for table in path.glob("*.csv"):
        words = table.read_text(encoding="utf-8")
        assert not [each for each in hidden if f",{each}," in words], table.name


def test_a_reader_of_the_archive_gets_what_he_may_read(archive: Archive, tmp_path: Path) -> None:
    """Paragraphs 5 and 6 of MIRZAQUE 96 are S/NF: as if nobody had worked them in."""
    clearance = parse_clearance("C")
    reading = opener(archive.session(clearance))
    without = copied(tmp_path / "without" / EXAMPLE.name, {})
    path = without.folder / "statements.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [each for each in lines if "08MIRZAQUE96#5" not in each and "08MIRZAQUE96#6" not in each]
    assert len(lines) - len(kept) == 4
    path.write_text("".join(kept), "utf-8")
    found: list[Any] = []
    for name, dossier in (("a", Dossier(EXAMPLE)), ("b", Dossier(without.folder))):
        may = readable_by(reading, clearance, dossier)
        found.append(written(dossier, tmp_path / name, may))
    assert found[0] == found[1]
    assert not [name for name, words in found[0].items() if b"file_line" in words]
    # Whom only the two paragraphs name.
    for words in found[0].values():
        assert b"kethara-ports-authority" not in words
        assert b"contact-mirzaque" not in words
    actors = found[0]["csv-agreement/actors.csv"].decode()
    assert {"eldrane", "kethara", "ansurat"} <= {
        each["id"] for each in csv.DictReader(actors.splitlines())
    }


def test_what_may_be_read_is_all_there(tmp_path: Path) -> None:
    """Who may read all that is cited lacks what tells of the files, and actors without a line."""
    dossier = Dossier(EXAMPLE)
    whole = written(dossier, tmp_path / "a", None)
    read = written(dossier, tmp_path / "b", lambda _: True)
    assert whole.keys() == read.keys()
    names = [each for each in whole if each.endswith(".csv") and "codebook" not in each]
    names = [each for each in names if "/actors" not in each]
    for name in names:
        rows = [[*csv.DictReader(each[name].decode().splitlines())] for each in (whole, read)]
        assert [{**each, "file_line": ""} for each in rows[0]] == [
            {**each, "file_line": ""} for each in rows[1]
        ]


def test_who_may_not_read_the_dossiers_own_lines_gets_nothing(
    archive: Archive, tmp_path: Path
) -> None:
    clearance = parse_clearance("U")
    dossier = Dossier(EXAMPLE)
    may = readable_by(opener(archive.session(clearance)), clearance, dossier)
    with pytest.raises(DossierError, match="may not be read"):
        export(dossier, tmp_path / "out", "csv", readable=may)
    assert not (tmp_path / "out").exists()
