# pyright: reportPrivateUsage=false
"""Dossiers beside telegrams: who reads which line, and what a search says of them."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept import Letter, archived, imported, store
from maps import Map, MapPair, Row, mapped
from worlds import READERS, Pair

from reftel.archive.access.labels import (
    EVERYTHING,
    UNREADABLE,
    Clearance,
    parse_clearance,
    parse_label,
)
from reftel.archive.archive import Archive
from reftel.archive.dossiers.labelling import LEANS_ON, NAMED, marking
from reftel.archive.dossiers.lines import RECORDS, WITHIN
from reftel.archive.dossiers.reading import MAY_NAME
from reftel.archive.dossiers.seen import DossierSeen
from reftel.archive.errors import ArchiveError, NotHeldError
from reftel.archive.query.errors import QueryError
from reftel.archive.query.fields import CITING
from reftel.archive.releasing import Act
from reftel.desk.rereading import reread
from reftel.dossier.checks.lines import NAMES
from reftel.dossier.dossier import Dossier
from reftel.dossier.records import Step
from reftel.dossier.tables import KINDS

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/dossiers/41-committee-2008"
OPEN, LOW, HIGH = parse_clearance("U"), parse_clearance("C"), parse_clearance("S")
LETTER = Letter(
    1,
    ("(U) The mandate ends.", "(C) He wants a veto.", "(S) A zebra told us."),
    subject="(U) TALKS",
    level="S E C R E T",
)
STATEMENT = {"actor": "orlov", "provision": "term", "stance": "for", "source": "own"}


def statement(identity: str, cite: str, quote: str = "", **more: str) -> Row:
    return STATEMENT | {"id": identity, "cite": cite, "quote": quote} | more


def dossier(folder: Path, statements: list[Row], marked: str = "C", **tables: list[Row]) -> Path:
    found = Map("Straits", marked, {"statements": statements, **tables})
    return found.written(folder / "straits")


def seen(archive: Archive, reader: Clearance) -> list[str]:
    """Return the ids of the statements that a reader sees."""
    try:
        found = archive.session(reader, "anna").dossier("straits")
    except NotHeldError:
        return []
    return [each.id for each in found.statements]


@pytest.mark.parametrize(
    ("cite", "quote", "readers"),
    [
        ("08TAVERRE1#1", "mandate ends", [OPEN, LOW, HIGH]),
        ("08 taverre 0001#2", "wants a veto", []),  # no citation: nobody can tell what it means
        ("08TAVERRE0001#2", "wants a veto", [LOW, HIGH]),
        ("08TAVERRE1#3", "zebra", [HIGH]),
        ("08TAVERRE1#2", "", [LOW, HIGH]),
        ("08TAVERRE1#1", "", [LOW, HIGH]),  # nothing shows from where: the dossier's own marking
        ("08TAVERRE1#1", "zebra", []),
        ("08TAVERRE1#4", "mandate", []),
        ("08TAVERRE1#None", "", []),
        ("08TAVERRE1#subject", "talks", [OPEN, LOW, HIGH]),
        ("08TAVERRE1#subject", "walks", []),
        ("08TAVERRE1#ref", "08 STATE 1", [HIGH]),
        ("08TAVERRE1#@2", "veto", [LOW, HIGH]),
        ("08TAVERRE1#@2", "", [HIGH]),
        ("08TAVERRE1", "mandate ends", [HIGH]),
        ("08TAVERRE1", "", [HIGH]),
        ("08TAVERRE2#1", "mandate", []),
        ("see:S/RES/1810 (2008)", "mandate", [LOW, HIGH]),
        ("text:draft#OP1", "veto", [LOW, HIGH]),
        ("text:draft#OP1", "zebra", []),
        ("text:none#OP1", "veto", []),
        ("text:bare#OP1", "veto", []),
        ("text:ours#OP1", "veto", [LOW, HIGH]),
        ("", "", [LOW, HIGH]),
    ],
)
def test_who_reads_the_place_reads_the_line(
    cite: str, quote: str, readers: list[Clearance], tmp_path: Path
) -> None:
    letter = replace(LETTER, references=("08 STATE 1",))
    texts: list[Row] = [
        {"id": "draft", "kind": "draft", "cite": "08TAVERRE1#2", "quote": "veto"},
        {"id": "ours", "kind": "draft", "file": "ours.txt"},
        {"id": "bare", "kind": "draft"},
    ]
    with archived(tmp_path / "a", [letter]) as archive:
        archive.keep_dossier(dossier(tmp_path, [statement("s", cite, quote)], texts=texts))
        assert [each for each in (OPEN, LOW, HIGH) if seen(archive, each)] == readers
        assert seen(archive, EVERYTHING) == ["s"]


def test_one_copy_in_which_the_words_stand_is_enough(tmp_path: Path) -> None:
    """A copy that was opened in part shows its words; what only a closed one says stays closed."""
    opened = replace(LETTER, paragraphs=("(U) The mandate ends.", "(U) He wants [taken out]."))
    lines = [
        statement("shown", "08TAVERRE1#2", "He wants"),
        statement("not", "08TAVERRE1#2", "veto"),
    ]
    with archived(tmp_path / "a", [LETTER, opened]) as archive:
        archive.keep_dossier(dossier(tmp_path, lines))
        assert seen(archive, OPEN) == ["shown"]
        assert seen(archive, LOW) == ["shown", "not"]


def test_a_line_follows_what_it_needs_and_names_nothing_hidden(tmp_path: Path) -> None:
    open_, secret = {"cite": "08TAVERRE1#1", "quote": "mandate"}, {"cite": "08TAVERRE1#3"}
    asks: list[Row] = [
        {"id": "open", "by": "orlov", "ask": "a", **open_},
        {"id": "secret", "by": "orlov", "ask": "a", **secret},
    ]
    texts: list[Row] = [
        {"id": "first", "kind": "draft", "cite": "08TAVERRE1#3"},
        {"id": "second", "kind": "draft", "follows": "first", **open_},
    ]
    standings: list[Row] = [
        {"ask": ask, "text": text, "standing": "in", **open_}
        for ask, text in (("open", "second"), ("secret", "second"), ("open", "first"), ("x", "y"))
    ]
    statements = [
        statement("s1", **open_, superseded_by="s2"),
        statement("s2", **secret, speaker="source"),
    ]
    actors: list[Row] = [
        {"id": "orlov", "name": "Orlov", "kind": "person", "note": "ours"},
        {"id": "source", "name": "A Source", "kind": "person"},
    ]
    made = Map(
        "Straits",
        "S",
        {
            "asks": asks, "texts": texts, "standings": standings, "statements": statements,
            "actors": actors,
        },
        [{"kind": "delivery", "statements": "s2", **open_}, {"kind": "response", **secret}],
    )  # fmt: skip
    with archived(tmp_path / "a", [LETTER]) as archive:
        archive.keep_dossier(made.written(tmp_path / "straits"))
        whole = archive.session(HIGH, "anna").dossier("straits")
        assert [len(each.step) for each in whole.demarches] == [2]
        assert whole.title
        assert whole.title.title == "Straits"
        assert len(whole.standings) == 3
        found = archive.session(OPEN, "ben").dossier("straits")
        assert [each.superseded_by for each in found.statements] == [""]
        assert [(each.id, each.follows) for each in found.texts] == [("second", "")]
        assert [(each.ask, each.text) for each in found.standings] == [("open", "second")]
        assert [(each.id, each.name, each.note) for each in found.actors] == [
            ("orlov", "Orlov", "")
        ]
        assert [(each.title, len(each.step)) for each in found.demarches] == [("talks", 1)]
        assert found.demarches[0].step[0].statements == ()
        assert found.title is None
        listed = archive.session(OPEN, "ben").dossiers()
        assert [(each.name, each.title) for each in listed] == [("straits", "")]
        assert listed[0].counts == {
            "actors": 1, "asks": 1, "demarches": 1, "standings": 1, "statements": 1, "steps": 1,
            "texts": 1,
        }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("U", "U"),
        ("c", "C"),
        ("(S/NF)", "S @USA"),
        ("S//NF", "S @USA"),
        ("C/REL USA, GBR", "C @GBR,USA"),
        ("secret", "S"),
        ("", UNREADABLE.written()),
        ("known to nobody", UNREADABLE.written()),
        ("S/CRYPTIC", UNREADABLE.written()),
    ],
)
def test_a_marking_is_read_as_a_paragraphs_mark_or_closes(words: str, label: str) -> None:
    assert marking(words).written() == label


def test_labels_follow_releases_imports_and_rereading(tmp_path: Path) -> None:
    lines = [statement(f"s{number}", f"08TAVERRE1#{number}") for number in (1, 2, 3)]
    files = dossier(tmp_path, lines, marked="U")
    with archived(tmp_path / "a", []) as archive:
        archive.keep_dossier(files)
        assert seen(archive, HIGH) == []
        assert seen(archive, EVERYTHING) == ["s1", "s2", "s3"]
    with archived(tmp_path / "a", [LETTER]) as archive:
        assert seen(archive, OPEN) == ["s1"]
        number = archive.release(
            Act("telegram", LETTER.name, parse_label("C"), "a letter"), "keeper"
        )
        assert seen(archive, OPEN) == []
        assert seen(archive, LOW) == ["s1", "s2", "s3"]
        archive.revoke(number, "another one was meant", "keeper")
        assert seen(archive, OPEN) == ["s1"]
        list(reread(archive))
        assert seen(archive, LOW) == ["s1", "s2"]
        path = f"{LETTER.name}.txt"
        archive.release(Act("path", path, parse_label("U"), "opened in full"), "keeper")
        assert seen(archive, OPEN) == ["s1", "s2", "s3"]
        assert archive.verify() == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mapped(READERS[1]), st.integers(0, 3), st.booleans())
def test_it_does_not_matter_when_a_dossier_is_kept(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: tuple[list[list[Pair]], list[MapPair]],
    when: int,
    is_released: bool,
) -> None:
    batches, (pair, _) = drawn
    assert pair.first
    folder = tmp_path_factory.mktemp("when")
    files = pair.first.written(folder / "straits")
    for number, batch in enumerate([*batches, []]):
        letters = [each.first for each in batch if each.first]
        with archived(folder / "a", letters) as archive:
            if number == min(when, len(batches)):
                archive.keep_dossier(files)
            names = archive.session().names()
            if number and is_released and names:
                archive.release(Act("telegram", names[0], parse_label("U"), "a letter"), "keeper")
    before = store(folder / "a")
    with Archive(folder / "a") as archive:
        archive.keep_dossier(files)
    assert store(folder / "a") == before


def test_kept_twice_is_kept_once_changed_is_replaced_dropped_is_gone(tmp_path: Path) -> None:
    files = dossier(tmp_path, [statement("s1", "08TAVERRE1#1", "mandate")])
    with archived(tmp_path / "a", [LETTER]) as archive:
        first = archive.keep_dossier(files)
        assert (first.name, first.cites, first.closed, first.is_new) == ("straits", 1, 0, True)
        before = store(tmp_path / "a")
        again = archive.keep_dossier(Dossier(files))
        assert not again.is_new
        assert again.at == first.at
        assert store(tmp_path / "a") == before
        changed = archive.keep_dossier(
            dossier(tmp_path, [statement("s2", "08TAVERRE1#2", "no such words")])
        )
        assert (changed.is_new, changed.closed, changed.hash != first.hash) == (True, 1, True)
        assert seen(archive, EVERYTHING) == ["s2"]
        assert archive.dossiers() == [msgspec.structs.replace(changed, is_new=False)]
        archive.drop_dossier("straits")
        assert archive.dossiers() == []
        assert archive.session().dossiers() == []
        with pytest.raises(ArchiveError, match="dossier straits is not held"):
            archive.drop_dossier("straits")
        with pytest.raises(NotHeldError, match="dossier straits is not held"):
            archive.session().dossier("straits")


def test_an_id_that_stands_twice_is_refused_and_nothing_kept(tmp_path: Path) -> None:
    files = dossier(tmp_path, [statement("s1", ""), statement("s1", "")])
    with archived(tmp_path / "a", [LETTER]) as archive:
        with pytest.raises(ArchiveError, match="twice in its table: statements s1"):
            archive.keep_dossier(files)
        assert archive.dossiers() == []


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of the examples with their dossier."""
    folder = imported(tmp_path_factory.mktemp("example") / "a", [ROOT / "examples"])
    with Archive(folder) as archive:
        kept = archive.keep_dossier(EXAMPLE)
    assert kept.closed == 0
    return folder


def test_the_lines_from_two_secret_paragraphs_are_for_who_reads_those(example: Path) -> None:
    with Archive(example) as archive:
        for words, hidden in (("C @USA", True), ("S", True), ("S @USA", False)):
            session = archive.session(parse_clearance(words), "anna")
            found = session.dossier("41-committee-2008")
            secret = {each.id for each in found.statements if each.cite.endswith("MIRZAQUE96#5")}
            assert secret == (set() if hidden else {"ke-visits-s0319", "ke-visits-s0319b"})
            cited = session.cited_in("08MIRZAQUE96")
            assert {each.place for each in cited} >= {"1", "2", "3", "4", "7"}
            assert ({"5", "6"} <= {each.place for each in cited}) is not hidden


def test_a_line_beside_its_telegram(example: Path) -> None:
    with Archive(example) as archive:
        session = archive.session()
        found = session.cited_in("08 quillon 00214")
        steps = [each for each in found if each.kind == "steps"]
        assert [(each.dossier, each.of, each.place) for each in steps[:1]] == [
            ("41-committee-2008", "quillon-march", "1")
        ]
        assert isinstance(steps[0].record, Step)
        assert steps[0].record.by == "ellison"
        # A clause of a draft stands in the telegram that brought the draft.
        drafted = session.cited_in("08CALDESSA187")
        assert any(each.kind == "standings" and each.place == "5" for each in drafted)
        assert not [each for each in found if getattr(each.record, "status", "") == "rejected"]
        with pytest.raises(NotHeldError):
            session.cited_in("08QUILLON999")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("dossier:41-committee-2008", 16),
        ("dossier:41-COMMITTEE-2008", 16),
        ("dossier:41*", 16),
        ("dossier:41-committee-2008/demarches", 12),
        ("dossier:41-committee-2008/votes", 1),
        ("dossier:other", 0),
        ("-dossier:41-committee-2008", 10),
        ("dossier:41* visits", 8),
        ("dossier:(41-committee-2008 OR other)", 16),
    ],
)
def test_a_dossier_is_a_field(query: str, expected: int, example: Path) -> None:
    with Archive(example) as archive:
        session = archive.session()
        found = session.search(query)
        assert found.total == expected == len(session.found_names(query))
        assert session.search(found.query).total == expected


def test_its_facet_counts_what_is_found_and_narrows_to_it(example: Path) -> None:
    with Archive(example) as archive:
        session = archive.session(LOW, "anna")
        found = session.search("mandate OR rollover")
        (count,) = found.facets["dossier"]
        assert count.value == "41-committee-2008"
        assert 0 < count.count < found.total
        assert session.search(f"(mandate OR rollover) {count.query}").total == count.count
        assert "dossier" not in session.search("from:hvestad").facets
        assert "dossier" not in archive.session(parse_clearance("U"), "ben").search("tulip").facets


def test_what_is_misspelt_is_told(example: Path) -> None:
    with Archive(example) as archive:
        session = archive.session()
        (suggestion,) = session.search("dossier:41-comittee-2008/votes").suggestions
        assert suggestion.near == ("dossier:41-committee-2008/votes",)
        assert not session.search("dossier:41-committee-2008/votes").suggestions
        with pytest.raises(QueryError, match="is one of statements, demarches"):
            session.search("dossier:41-committee-2008/voters")


def test_what_is_given_is_logged_without_numbers_that_count_others(tmp_path: Path) -> None:
    votes: list[Row] = [
        {"text": "t", "actor": "a", "vote": "yes", "cite": f"08TAVERRE1#{place}"}
        for place in (3, 3, 2)
    ]
    texts: list[Row] = [{"id": "t", "kind": "draft"}]
    lines = [statement("s1", "08TAVERRE1#1", "mandate"), statement("s2", "08TAVERRE1#2", "veto")]
    with archived(tmp_path / "a", [LETTER]) as archive:
        archive.keep_dossier(dossier(tmp_path, lines, votes=votes, texts=texts))
        session = archive.session(LOW, "anna")
        session.dossier("straits")
        session.cited_in(LETTER.name)
        session.dossiers()
        told = [(each.act, each.what, each.details) for each in session.audit()]
        assert told == [
            (
                "dossier",
                "straits",
                {"lines": "title; texts t; statements s2; demarches talks; votes 1"},
            ),
            ("cited in", LETTER.name, {"lines": "statements s2; votes 1"}),
            ("dossiers", "", {"lines": "title"}),
        ]
        ben = archive.session(OPEN, "ben")
        ben.dossier("straits")
        assert not ben.audit()  # nothing guarded was given


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE dossier_sight SET label = (SELECT id FROM label WHERE written = 'U')", "labels"),
        ("DELETE FROM dossier_sight WHERE cited = '08TAVERRE1'", "labels"),
        ("UPDATE dossier_line SET cited = '' WHERE kind = 'statements'", "labels"),
        ("UPDATE dossier_line SET record = x'00' WHERE kind = 'statements'", "unpacked"),
        ("UPDATE dossier_line SET kind = 'x' WHERE kind = 'statements'", "unpacked"),
        ("DELETE FROM dossier_line WHERE kind = 'statements'", "hash"),
    ],
)
def test_damage_is_found_and_mended(damage: str, told: str, tmp_path: Path) -> None:
    files = dossier(tmp_path, [statement("s", "08TAVERRE1#2", "veto")])
    with archived(tmp_path / "a", [LETTER]) as archive:
        archive.keep_dossier(files)
        assert archive.verify() == []
        archive._db.execute(damage)
        found = archive.verify()
        assert [each.place for each in found] == ["dossier straits"] * len(found)
        assert told in found[0].message
        archive.keep_dossier(files)
        assert archive.verify() == []


def test_every_table_of_a_dossier_is_kept() -> None:
    tables = {kind.table: kind.record for kind in KINDS}
    assert tables.items() <= RECORDS.items()
    assert tables.keys() <= {*DossierSeen.__struct_fields__}
    assert {*CITING.values()} <= RECORDS.keys()


# Actors, and what a démarche says as a whole, ask for the marking, as do the actors they name.
UNCITED = {"actors": "", "demarches": "step."}


@pytest.mark.parametrize("table", [kind.table for kind in KINDS])
def test_whatever_names_a_line_is_thought_of(table: str) -> None:
    """A new field that names other lines must not give away one that is hidden."""
    field, inside = WITHIN.get(table, ("", ""))
    known = {
        (path, other)
        for kind in (table, inside)
        for some in (NAMED, LEANS_ON, MAY_NAME)
        for path, other in some.get(kind, ())
    }
    names = {
        (path.removeprefix(f"{field}."), other)
        for path, other in NAMES.get(table, {}).items()
        if table not in UNCITED or (UNCITED[table] and path.startswith(UNCITED[table]))
    }
    assert names <= known


def test_a_backup_holds_dossiers(tmp_path: Path) -> None:
    with archived(tmp_path / "a", [LETTER]) as archive:
        archive.keep_dossier(dossier(tmp_path, [statement("s", "08TAVERRE1#2", "veto")]))
        (tmp_path / "b").mkdir(mode=0o700)
        archive.backup(tmp_path / "b" / "archive.db")
    with Archive(tmp_path / "b") as archive:
        assert seen(archive, LOW) == ["s"]
        assert seen(archive, OPEN) == []
