# pyright: reportPrivateUsage=false
"""The law of non-interference: what a reader may not see changes nothing that he gets.

Two archives differ only above the reader. Every call must answer alike, byte for byte, and do the
same work in the store: the steps of SQLite's machine are counted, not the time.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec
import pytest
import tantivy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept import Letter, archived
from maps import Map, MapPair, mapped
from worlds import POSTS, READERS, Pair, Reader

from reftel.archive.access.labels import OPEN, Label, join, parse_clearance
from reftel.archive.archive import Archive
from reftel.archive.choosing import Copy
from reftel.archive.dossiers.labelling import Ways
from reftel.archive.ingest import Arrival
from reftel.archive.search.planning import Plan
from reftel.archive.search.searching import Matches, Order, Searching
from reftel.archive.session import NotHeldError, Session
from reftel.core.errors import ReftelError
from reftel.desk.importing import prepared_source
from reftel.desk.sources import Source

SECRET = bytes(range(32))
EXAMPLES = 20
NAMES = [f"08{post}{number}" for post, number in product((*POSTS, "CAIRO"), range(1, 5))]
QUERIES = (
    "", "mandate", "zebra", "rolover OR mandate", "P-5", "man*", '"mandate rollover"', "-veto",
    "mandate NEAR/3 veto", "tag:PREL", "from:taverre", "ref:08STATE1", "class:>=S", "class:<=C",
    "subject:mandate", "to:paris", "date:2008-04-10..2008-04-20", "post:cairo", "zeb*", "zebrra",
    "dossier:straits", "dossier:straits/statements", "dossier:straits/demarches", "dossier:secret",
    "dossier:secrett", "dossier:s* -dossier:straits",
)  # fmt: skip
Call = Callable[[Session], object]


def searches() -> Iterator[tuple[str, Call]]:
    for query, order in product(QUERIES, ("relevance", "newest")):
        yield (
            f"search {query} {order}",
            lambda session, query=query, order=order: (
                session.search(query, order=order),  # pyright: ignore[reportArgumentType]
                session.search(query, order=order, start=1, limit=1),  # pyright: ignore[reportArgumentType]
            ),
        )


CALLS: dict[str, Call] = {
    "names": lambda session: session.names(),
    "telegram": lambda session: [told(lambda name=name: session.telegram(name)) for name in NAMES],
    "by time": lambda session: told(lambda: session.telegram("101200Z APR 08")),
    "original": lambda session: [told(lambda name=name: session.original(name)) for name in NAMES],
    "second copy": lambda session: [
        told(lambda name=name: session.differences(name, 0, 1)) for name in NAMES
    ],
    "similar": lambda session: [told(lambda name=name: session.similar(name)) for name in NAMES],
    "found": lambda session: [session.found_names(query) for query in QUERIES],
    "frozen": lambda session: session.freeze("mandate"),
    "error": lambda session: told(lambda: session.search("frm:moscow")),
    "facts": lambda session: [
        told(lambda kind=kind, words=words: session.facts(kind, words))  # pyright: ignore[reportArgumentType]
        for kind, words in (
            ("person", "orlov"),
            ("state", "Russia"),
            ("body", "P-5"),
            ("post", "paris"),
        )
    ],
    "graph": lambda session: [
        (
            told(lambda name=name: session.graph(name, depth=3)),
            told(lambda name=name: session.thread(name)),
        )
        for name in NAMES
    ],
    "links": lambda session: [told(lambda name=name: session.links(name)) for name in NAMES],
    "missing": lambda session: (session.missing(), session.gaps(), session.measures()),
    "dossiers": lambda session: session.dossiers(),
    "dossier": lambda session: [
        told(lambda name=name: session.dossier(name)) for name in ("straits", "secret", "none")
    ],
    "cited in": lambda session: [told(lambda name=name: session.cited_in(name)) for name in NAMES],
    "audit": lambda session: [
        (each.act, each.what, each.given, each.details) for each in session.audit()
    ],
    "notes": lambda session: [
        told(lambda name=name: session.note(name, "x").number) for name in NAMES
    ],
    "tags": lambda session: (
        [told(lambda name=name: session.tag("seen", [name])) for name in NAMES],
        session.tags(),
        session.found_names("mine:seen"),
    ),
    "saved": lambda session: (
        session.save_search("mandates", "mandate"),
        session.saved_searches(),
        session.news("mandates"),
    ),
    **dict(searches()),
}


def told(call: Callable[[], object]) -> object:
    """Return what a call gives, or what its error says."""
    try:
        return call()
    except ReftelError as error:
        return f"{type(error).__name__}: {error}"


class Answer(NamedTuple):
    """What a call gave, as bytes, and how many steps of SQLite's machine it took."""

    given: bytes
    steps: int


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.clearance)
def test_the_law_holds(reader: Reader) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(mapped(reader), st.integers(0, 99))
    def holds(drawn: tuple[list[list[Pair]], list[MapPair]], seed: int) -> None:
        batches, dossiers = drawn
        order = Random(seed).sample(sorted(CALLS), len(CALLS))
        with tempfile.TemporaryDirectory() as folder:
            first, second = answers(Path(folder), reader, batches, order, dossiers)
        assert first.keys() == second.keys()
        for name in first:
            assert first[name].given == second[name].given, name
            assert first[name].steps == second[name].steps, name

    holds()


class SharedIndex(Searching):
    """A search in the index of all, filtered afterwards: what nobody should build."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder.parent / "all")
        own = Searching(folder)
        everything = Plan(tantivy.Query.all_query(), is_ranked=False)
        self._visible = {*own.all_keys(everything)}

    def run(self, plan: Plan, order: Order, start: int, limit: int) -> Matches:
        found = [
            each for each in super().run(plan, order, 0, 500).found if each.key in self._visible
        ]
        return Matches(len(found), found[start : start + limit])

    def facets(self, plan: Plan) -> dict[str, list[tuple[str, int]]]:
        return {}


class SharedFacets(Searching):
    """The right hits, with counts over all."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._all = Searching(folder.parent / "all")

    def facets(self, plan: Plan) -> dict[str, list[tuple[str, int]]]:
        return self._all.facets(plan)


class SharedSpelling(Searching):
    """The right hits, with words of all to suggest."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._all = Searching(folder.parent / "all")

    def near(self, word: str, field: str = "text") -> tuple[str, ...]:
        return self._all.near(word, field)


KNOWN = Letter(1, ("(U) mandate rollover",), subject="(U) mandate", level="UNCLAS")
OTHER = Letter(2, ("(U) mandate veto veto lapse sanctions draft",), level="UNCLAS", subject="(U) x")
KEPT_BACK = Letter(3, ("(S) mandate mandate zebra",), level="S E C R E T", subject="(S) mandate")


@pytest.mark.parametrize(
    ("search", "leaks"),
    [
        (Searching, False),
        (SharedIndex, True),  # through scores alone: hits, order and totals are right
        (SharedFacets, True),
        (SharedSpelling, True),
    ],
)
def test_a_leaky_search_is_found_out(
    search: type[Searching], leaks: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reftel.archive.session.Searching", search)
    pair = [[Pair(KNOWN, KNOWN), Pair(OTHER, OTHER), Pair(KEPT_BACK, None)]]
    first, second = answers(tmp_path, READERS[0], pair, sorted(CALLS))
    assert (
        [each.given for each in first.values()] != [each.given for each in second.values()]
    ) is leaks


def by_subject(copy: Copy, *_: object) -> Iterator[Label]:
    """What a line of a dossier asks for if its telegram's subject is looked at: a leak."""
    yield copy.labels.subject


def by_all_copies(labels: Iterable[Label]) -> Ways:
    """What it asks for if all copies must be readable: that there is one more shows."""
    return frozenset({join(labels)})


MIXED = Letter(1, ("(U) mandate", "(S) zebra"), subject="(U) x", level="S E C R E T")
LINE = {
    "actor": "russia", "provision": "term", "stance": "for", "source": "own", "quote": "mandate",
    "cite": "08TAVERRE1#1",
}  # fmt: skip


def told_by(*statements: dict[str, str]) -> Map:
    rows = [LINE | {"id": f"s{number}"} | each for number, each in enumerate(statements)]
    return Map("straits", "U", {"statements": rows})


@pytest.mark.parametrize(
    ("place", "leak", "is_found"),
    [
        ("", None, False),
        ("labelling._in_paragraphs", by_subject, True),
        ("labelling.CLOSED", frozenset({OPEN}), True),  # what is not held shows, what is hidden not
        ("labelling.least", by_all_copies, True),
        ("reading.MAY_NAME", {}, True),  # the names of lines that are hidden
    ],
)
def test_a_leaky_dossier_is_found_out(
    place: str, leak: object, is_found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if place:
        monkeypatch.setattr(f"reftel.archive.dossiers.{place}", leak)
    copy = replace(MIXED, subject="(S) x", paragraphs=("(S) mandate", "(S) crypto"))
    batch = [Pair(MIXED, MIXED), Pair(copy, None), Pair(KEPT_BACK, None)]
    shown = {"id": "s1"}, {"id": "s2", "cite": "08TAVERRE3#1"}
    hidden = {"id": "h0", "cite": "08TAVERRE1#2", "quote": "zebra"}
    first = told_by({"superseded_by": "h0"}, *shown, hidden)
    second = told_by({"superseded_by": ""}, *shown)
    pair = MapPair("straits", first, second)
    one, other = answers(tmp_path, READERS[0], [batch], sorted(CALLS), [pair])
    assert (one != other) is is_found


def test_copies_that_differ_only_in_what_is_hidden_are_one(tmp_path: Path) -> None:
    letter = Letter(1, ("(U) mandate", "(S) veto"), subject="(U) x", level="S E C R E T")
    twin = replace(letter, paragraphs=("(U) mandate", "(S) lapse"))
    other = replace(letter, paragraphs=("(U) rollover", "(S) lapse"))
    with archived(tmp_path / "a", [letter, twin, other]) as archive:
        assert len(archive.session().telegram(letter.name).copies) == 3
        assert len(archive.session(parse_clearance("U")).telegram(letter.name).copies) == 2


@pytest.mark.parametrize("kind", ["passage", "letter", "hyphen"])
def test_what_is_shown_is_not_read_by_what_is_hidden(kind: str, tmp_path: Path) -> None:
    known = Letter(1, ("(U) mandate.", "(S) b."), subject="(U) x", level="S E C R E T")
    first, second = {
        "passage": (
            replace(known, paragraphs=("(U) SUMMARY: mandate.", "(S) END SUMMARY.")),
            replace(known, paragraphs=("(U) SUMMARY: mandate.", "(S) zebra.")),
        ),
        "letter": (
            replace(known, paragraphs=("(U) See ref A.", "(S) b"), references=("08 STATE 1",)),
            replace(known, paragraphs=("(U) See ref A.", "(S) b")),
        ),
        "hyphen": (
            replace(known, subject="(U) ON CO-\nOPERATION", paragraphs=("(S) CO-OPERATION",)),
            replace(known, subject="(U) ON CO-\nOPERATION", paragraphs=("(S) COOPERATION",)),
        ),
    }[kind]
    one, other = answers(tmp_path, READERS[0], [[Pair(first, second)]], sorted(CALLS))
    assert one == other


def test_an_original_with_words_that_nobody_read_is_the_owners(tmp_path: Path) -> None:
    shown = Letter(1, ("(U) mandate",), subject="(U) x", level="UNCLAS")
    text = f"TOP SECRET. Our source.\n\n{shown.text}".encode()
    archive = filled(tmp_path / "a", [])
    with archive.importing(["test"], "0") as ingest:
        _, made = prepared_source(Source("x.txt", text))
        assert made is not None
        ingest.take(Arrival("x.txt", 0, 0, {}, made))
    reader = archive.session(parse_clearance("U"), "reader")
    assert "source" not in msgspec.json.encode(reader.telegram(shown.name)).decode()
    with pytest.raises(NotHeldError):
        reader.original(shown.name)
    assert archive.session().original(shown.name) == text
    archive.close()


def test_lines_of_the_audit_do_not_tell_of_guarded_pieces(tmp_path: Path) -> None:
    letters = [
        Letter(1, ("(U) mandate",), subject="(U) x", level="UNCLAS"),
        Letter(2, ("(U) mandate", "(S) veto"), subject="(U) x", level="S E C R E T"),
    ]
    with archived(tmp_path / "a", letters) as archive:
        for letter in letters:
            archive.session(parse_clearance("S"), "anna").telegram(letter.name)
        assert archive.session(parse_clearance("S"), "ben").audit()
        assert not archive.session(parse_clearance("C"), "carla").audit()


def test_what_cannot_be_parsed_is_closed(tmp_path: Path) -> None:
    bare = Letter(1, ("No mark here.",), level="", subject="x")
    with archived(tmp_path / "a", [bare]) as archive:
        assert archive.session().names()
        assert not archive.session(parse_clearance("TS NODIS EXDIS ROGER_CHANNEL @USA")).names()


def answers(
    folder: Path,
    reader: Reader,
    batches: list[list[Pair]],
    order: Sequence[str],
    dossiers: Sequence[MapPair] = (),
) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Return what the calls give in each of two archives, asked after the first and last import.

    Dossiers are kept after the first one, so that what comes later changes their labels.
    """
    found: list[dict[str, Answer]] = []
    for side in ("first", "second"):
        given: dict[str, Answer] = {}
        for number, batch in enumerate(batches):
            letters = [each for pair in batch if (each := getattr(pair, side)) is not None]
            archive = filled(folder / side, letters)
            for each in dossiers if number == 0 else ():
                if (own := getattr(each, side)) is not None:
                    archive.keep_dossier(own.written(folder / f"{side}-files" / each.name))
            session = archive.session(parse_clearance(reader.clearance), "reader")
            if number in {0, len(batches) - 1}:
                for name in order:
                    given[f"{name} after import {number}"] = asked(archive, session, CALLS[name])
            archive.close()
        found.append(given)
    return found[0], found[1]


def filled(folder: Path, letters: list[Letter]) -> Archive:
    """Return an archive with more telegrams; all have one secret, so that ids can be compared."""
    with Archive(folder, create=True) as archive:
        archive._db.execute("UPDATE setting SET value = ? WHERE name = 'secret'", (SECRET,))
    return archived(folder, letters)


def asked(archive: Archive, session: Session, call: Call) -> Answer:
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    archive._db.set_progress_handler(count, 1)
    try:
        given = call(session)
    finally:
        archive._db.set_progress_handler(None, 0)
    return Answer(msgspec.json.encode(given), steps)
