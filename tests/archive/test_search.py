"""What searches find, in which order, with which counts and highlights."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept import Letter, archived

from reftel.archive.access.labels import parse_clearance
from reftel.archive.archive import Archive
from reftel.archive.errors import ArchiveError
from reftel.archive.freezing import thawed
from reftel.archive.query.errors import QueryError
from reftel.archive.query.syntax import parse
from reftel.archive.search.highlighting import snippet, wanted
from reftel.archive.search.index import writing
from reftel.archive.session import NotHeldError, Session
from reftel.cli.output import indented

LETTERS = (
    Letter(
        1,
        (
            "(C) Ambassador Orlov wants a technical rollover of the mandate; the U.N. will act.",
            "(C) Comment: The P-5 cannot agree on S/RES/1540.\n"
            "   The co-spon-\nsors wait. End comment.",
        ),
        subject="MANDATE OF THE STRAITS COMMISSION",
    ),
    Letter(
        2,
        ("(U) Caf\u00e9 owners protest the rollover.", "(U) A technical note on SA-7 missiles."),
        level="UNCLAS",
        tags="PARM, ECON",
        sent="101200Z MAY 08",
        references=("08 TAVERRE 1",),
    ),
    Letter(
        3,
        ("(S) The commissioner said cooperation on sanctions is near its end.", "(S) UN sanction."),
        level="S E C R E T",
        post="QUILLON",
        captions="EXDIS",
        sent="011200Z JAN 09",
        tags="PARM",
        to="AMEMBASSY TAVERRE",
    ),
    Letter(4, ("(C) CO-OPERATION ON T H E  S T R A I T S GOES ON.",), post="QUILLON"),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with archived(tmp_path_factory.mktemp("search") / "archive", LETTERS) as opened:
        yield opened


@pytest.fixture(scope="module")
def session(archive: Archive) -> Session:
    return archive.session()


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("rollover", [1, 2]),
        ("ROLLOVER", [1, 2]),
        ('"technical rollover"', [1]),
        ('"rollover technical"', []),
        ('"act comment"', []),  # no phrase runs from one paragraph into the next
        ('"commission ambassador"', []),  # nor from the subject into the text
        ("technical rollover", [1, 2]),
        ("technical NEAR/0 rollover", [1]),
        ("mandate NEAR/5 rollover", [1]),
        ("mandate NEAR/1 rollover", []),
        ("cafe", [2]),
        ("Caf\u00e9", [2]),
        ("UN", [1, 3]),
        ("U.N.", [1, 3]),
        ("P-5", [1]),
        ("P5", [1]),
        ("S/RES/1540", [1]),
        ("SRES1540", [1]),
        ("1540", [1]),
        ("SA-7", [2]),
        ("sa7", [2]),
        ("cosponsors", [1]),
        ("co-sponsors", [1]),
        ("cooperation", [3, 4]),
        ("co-operation", [3, 4]),
        ("straits", [1, 2, 3, 4]),
        ("sanction*", [3]),
        ("commission*", [1, 3]),
        ("S/RES/15*", [1]),
        ("sanct?on", [3]),
        ('"technical ro*"', [1]),
        ("rollover -mandate", [2]),
        ("-rollover", [3, 4]),
        ("NOT (rollover OR sanctions)", [4]),
        ("rollover OR sanctions", [1, 2, 3]),
        ("from:quillon", [3, 4]),
        ("from:quil*", [3, 4]),
        ("to:taverre", [3]),
        ("post:taverre", [1, 2, 3]),
        ("tag:PARM", [2, 3]),
        ("tag:(PREL OR ECON)", [1, 2, 4]),
        ("caption:exdis", [3]),
        ("class:<=C", [1, 2, 4]),
        ("class:S", [3]),
        ("date:2008", [1, 2, 4]),
        ("date:2008-05..2008-12", [2]),
        ("date:>=2009", [3]),
        ("mrn:08TAVERRE1", [1]),
        ("ref:08TAVERRE0001", [2]),
        ("ref:08TAVERRE*", [2]),
        ("para:comment", [1]),
        ("comment:agree", [1]),
        ("comment:rollover", []),
        ("subject:mandate", [1]),
        ("", [1, 2, 3, 4]),
        ("layout:line", [1, 2, 3, 4]),
        ("mine:anything", []),
    ],
)
def test_finds(session: Session, query: str, numbers: list[int]) -> None:
    names = sorted(each.name for each in LETTERS if each.number in numbers)
    assert session.found_names(query) == names
    found = session.search(query)
    assert sorted(hit.name for hit in found.hits) == names
    assert found.total == len(names)
    assert session.found_names(found.query) == names


def test_orders(session: Session) -> None:
    def names(query: str, **options: str) -> list[str]:
        return [hit.name for hit in session.search(query, **options).hits]  # pyright: ignore

    assert names("") == ["09QUILLON3", "08TAVERRE2", *names("date:2008-04")]
    assert names("", order="oldest") == [*reversed(names(""))]
    assert names("mandate OR rollover")[0] == "08TAVERRE1"
    assert names("rollover", order="newest") == ["08TAVERRE2", "08TAVERRE1"]


def test_pages_follow_each_other(session: Session) -> None:
    for query, order in (("straits", "relevance"), ("", "newest"), ("", "oldest")):
        whole = session.search(query, order=order).hits  # pyright: ignore
        parts = [
            hit
            for start in range(0, 5, 2)
            for hit in session.search(query, order=order, start=start, limit=2).hits  # pyright: ignore
        ]
        assert parts == [*whole]


def test_counts_narrow_the_search(session: Session) -> None:
    found = session.search("straits")
    assert [(each.value, each.count) for each in found.facets["tag"]] == [
        ("PARM", 2), ("PREL", 2), ("ECON", 1),
    ]  # fmt: skip
    for counts in found.facets.values():
        for each in counts:
            assert session.search(f"straits {each.query}").total == each.count


def test_highlights_stand_in_their_paragraphs(session: Session) -> None:
    (hit,) = session.search("P-5 rollover").hits
    first, second = hit.passages
    assert (first.number, first.mark, second.number) == (1, "(C)", 2)
    assert [span.of(first.text) for span in first.spans] == ["rollover"]
    assert [span.of(second.text) for span in second.spans] == ["P-5"]
    (hit,) = session.search("comment:agree subject:mandate").hits
    assert [span.of(hit.passages[0].text) for span in hit.passages[0].spans] == ["agree"]
    assert [span.of(hit.subject) for span in hit.subject_spans] == ["MANDATE"]


def test_words_like_one_that_is_not_there(session: Session) -> None:
    (suggestion,) = session.search("rolover technical").suggestions
    assert (suggestion.word, suggestion.near[0]) == ("rolover", "rollover")
    assert not session.search("rollover").suggestions


def test_values_like_one_that_is_not_there(session: Session) -> None:
    (suggestion,) = session.search("from:quilon").suggestions
    assert (suggestion.word, suggestion.near) == ("from:QUILON", ("from:QUILLON",))
    assert not session.search("from:quillon").suggestions


def test_similar_telegrams(session: Session) -> None:
    # Of the words that more than one telegram has, the second shares `technical` and `rollover`.
    found = [hit.name for hit in session.similar("08TAVERRE1")]
    assert found[0] == "08TAVERRE2"
    assert "08TAVERRE1" not in found
    assert len(session.similar("08TAVERRE1", limit=1)) == 1
    with pytest.raises(NotHeldError):
        session.similar("08TAVERRE999")


def test_an_error_in_a_query_is_told(session: Session) -> None:
    with pytest.raises(QueryError, match="no field is named"):
        session.search("frm:moscow")


def test_saved_searches_tell_what_is_new(tmp_path: Path) -> None:
    with archived(tmp_path / "a", LETTERS[:1]) as archive:
        archive.session().save_search("rollovers", "rollover")
        archive.session(who="somebody else").save_search("theirs", "rollover")
        archived(tmp_path / "a", LETTERS).close()
        reader = archive.session()
        (saved,) = reader.saved_searches()
        assert (saved.title, saved.new) == ("rollovers", 1)
        assert reader.news("rollovers") == ["08TAVERRE2"]
        assert reader.news("rollovers") == []
        reader.forget_search("rollovers")
        assert not reader.saved_searches()
        with pytest.raises(ArchiveError, match="no saved search"):
            reader.news("rollovers")


def test_a_frozen_set_is_run_again(tmp_path: Path) -> None:
    with archived(tmp_path / "a", LETTERS[:2]) as archive:
        before = archive.session().freeze("rollover")
        assert archive.session().compare(before).is_same
        data = indented(before).encode()
        assert thawed(data) == before
        with pytest.raises(ArchiveError, match="was changed"):
            thawed(data.replace(b"08TAVERRE2", b"08TAVERRE3"))
        with pytest.raises(ArchiveError, match="no frozen"):
            thawed(b"{}")
    # Another archive, filled in another order, gives the same hash.
    with archived(tmp_path / "b", reversed(LETTERS)) as other:
        assert other.session().freeze("rollover") == before
    changed = Letter(1, ("(C) Another rollover.",))
    with archived(tmp_path / "c", [changed]) as other:
        found = other.session().compare(before)
        assert (found.missing, found.new, found.changed) == (("08TAVERRE2",), (), ("08TAVERRE1",))


def test_notes_and_tags_of_ones_own(tmp_path: Path) -> None:
    with archived(tmp_path / "a", LETTERS) as archive:
        reader = archive.session()
        note = reader.note("08 TAVERRE 1", "compare", "2")
        assert reader.notes() == reader.notes("08TAVERRE1") == [note]
        assert not reader.notes("08TAVERRE2")
        reader.tag("To Read", ["08TAVERRE1", "09QUILLON3"])
        assert reader.found_names("mine:to_read") == ["08TAVERRE1", "09QUILLON3"]
        assert reader.found_names("mine:to_read rollover") == ["08TAVERRE1"]
        other = archive.session(who="somebody else")
        assert not other.notes()
        assert not other.tags()
        assert other.found_names("mine:to_read") == []
        reader.untag("to read", ["08TAVERRE1"])
        assert reader.tags() == [("to_read", 1)]
        with pytest.raises(NotHeldError):
            reader.tag("x", ["08TAVERRE1", "08TAVERRE999"])
        assert reader.tags() == [("to_read", 1)]
        reader.erase_note(note.number)
        with pytest.raises(ArchiveError):
            reader.erase_note(note.number)


texts = st.text("abP5-.\n UN*\u00e9", max_size=60)


@given(texts, st.sampled_from(["ab", "p5", "p-5", "u.n.", "un", '"a b"', "ab*", "b NEAR a"]))
def test_what_is_plain_is_found_as_by_words(text: str, query: str) -> None:
    found = wanted(parse(query))
    places = found.spans(text)
    # A sign beyond ASCII behind the text takes the other way through.
    assert found.spans(f"{text} \u20ac") == places
    for one, other in pairwise(places):
        assert one.end <= other.start
    assert all(0 <= each.start < each.end <= len(text) for each in places)


@given(st.text("ab ", max_size=900), st.data())
def test_a_snippet_keeps_its_places(text: str, data: st.DataObject) -> None:
    spans = wanted(parse("ab")).spans(text)
    shown = snippet(text, spans)
    assert len(shown.text) <= 250
    assert bool(spans) == bool(shown.spans)
    assert all(span.of(shown.text) == "ab" for span in shown.spans)
    assert shown.text.strip("…") in text


def test_an_open_session_sees_what_comes_later(tmp_path: Path) -> None:
    with archived(tmp_path / "a", LETTERS[:1]) as archive:
        readers = [archive.session(), archive.session(parse_clearance("C"), "ben")]
        assert [reader.search("rollover").total for reader in readers] == [1, 1]
        # A new telegram; then one with more words in the place of one that was there: that index
        # is written anew below the open session.
        archived(tmp_path / "a", LETTERS[:2]).close()
        assert [reader.search("rollover").total for reader in readers] == [2, 2]
        longer = replace(LETTERS[0], paragraphs=(*LETTERS[0].paragraphs, "(C) A zebra."))
        archived(tmp_path / "a", [longer]).close()
        assert [reader.search("zebra").total for reader in readers] == [1, 1]
        assert [reader.search("rollover").total for reader in readers] == [2, 2]


def test_what_a_killed_import_left_is_found_by_the_next_session(tmp_path: Path) -> None:
    with archived(tmp_path / "a", LETTERS[:2]) as archive:
        db = sqlite3.connect(tmp_path / "a" / "archive.db")
        (key,) = db.execute("SELECT id FROM telegram WHERE name = ?", (LETTERS[0].name,)).fetchone()
        with writing(tmp_path / "a" / "index" / "all") as index:
            index.remove(key)
        assert archive.session().search("rollover").total == 1
        with db:  # as where it was stopped between the store and the index
            db.execute("INSERT INTO change (telegram) VALUES (?)", (key,))
        db.close()
        assert archive.session().search("rollover").total == 2
