"""Neighbourhoods, threads, what is missing, measures and pictures, in real archives."""

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept import Letter, archived

from reftel.archive.access.labels import EVERYTHING, Clearance, parse_clearance
from reftel.archive.archive import Archive
from reftel.archive.errors import ArchiveError
from reftel.archive.graph.pictures import graphml, pajek, svg
from reftel.archive.graph.walking import Graph, Node
from reftel.archive.session import NotHeldError, Session

SVG = "{http://www.w3.org/2000/svg}"
POSTS = ("TAVERRE", "QUILLON")
NUMBERS = range(1, 7)
ALL = [f"08{post}{number}" for post in POSTS for number in NUMBERS]


def letter(number: int, *references: str, day: int = 0, post: str = "TAVERRE") -> Letter:
    return Letter(
        number,
        ("(C) They met.",),
        post=post,
        sent=f"{day or number:02}1200Z APR 08",
        references=references,
    )


@pytest.fixture
def chain(tmp_path: Path) -> Archive:
    """Return an archive: 9 refers to 5 and 7, which refer to 2; 7 is not held."""
    letters = [
        letter(2),
        letter(5, "08 TAVERRE 2"),
        letter(9, "08 TAVERRE 5", "08 TAVERRE 7"),
        letter(12, "08 TAVERRE 9", "08 QUILLON 40"),
    ]
    return archived(tmp_path / "chain", letters)


def levels(graph: Graph) -> dict[str, int]:
    return {each.name: each.level for each in graph.nodes}


def test_both_ways_with_levels(chain: Archive) -> None:
    found = chain.session().graph("08TAVERRE9", depth=2)
    assert levels(found) == {
        "08TAVERRE2": -2,
        "08TAVERRE5": -1,
        "08TAVERRE7": -1,
        "08TAVERRE9": 0,
        "08TAVERRE12": 1,
    }
    assert [(each.source, each.target, each.letter) for each in found.links] == [
        ("08TAVERRE12", "08TAVERRE9", "A"),
        ("08TAVERRE5", "08TAVERRE2", "A"),
        ("08TAVERRE9", "08TAVERRE5", "A"),
        ("08TAVERRE9", "08TAVERRE7", "B"),
    ]


def test_an_absent_one_lies_between_its_neighbours(chain: Archive) -> None:
    found = chain.session().graph("08 taverre 00007", depth=1)
    asked = next(each for each in found.nodes if each.name == "08TAVERRE7")
    assert not asked.held
    assert asked.dated is not None
    assert asked.dated.earliest.by == "08TAVERRE5"
    assert asked.dated.earliest.time.day == 5
    assert asked.dated.latest.by == "08TAVERRE9"
    assert asked.dated.latest.time.day == 9
    assert [each.source for each in found.links] == ["08TAVERRE9"]


@pytest.mark.parametrize("other", [1, 300])
def test_neighbours_far_away_are_found_too(tmp_path: Path, other: int) -> None:
    archive = archived(
        tmp_path / "far",
        [
            letter(1, day=1),
            letter(500, day=20),
            letter(300 if other > 1 else 499, day=15),
            letter(3, "08 TAVERRE 250", post="QUILLON", day=28),
        ],
    )
    node = archive.session().missing()[0].node
    assert node.dated is not None
    assert (node.dated.earliest.by, node.dated.latest.by) == (
        "08TAVERRE1",
        "08TAVERRE300" if other > 1 else "08TAVERRE499",
    )


def test_the_limit_is_told(chain: Archive) -> None:
    found = chain.session().graph("08TAVERRE9", depth=3, limit=2)
    assert levels(found) == {"08TAVERRE9": 0, "08TAVERRE5": -1}
    assert found.left_out == 3


@pytest.mark.parametrize("name", ["08TAVERRE99", "no number", "~0123456789abcdef"])
def test_nobody_knows_of_it(chain: Archive, name: str) -> None:
    for call in (chain.session().graph, chain.session().thread):
        with pytest.raises(NotHeldError, match="is not held"):
            call(name)


def test_thread_in_time_with_lags(chain: Archive) -> None:
    turns = chain.session().thread("08TAVERRE5").turns
    assert [(each.node.name, each.ground) for each in turns] == [
        ("08QUILLON40", "bounds"),
        ("08TAVERRE2", "sent"),
        ("08TAVERRE5", "sent"),
        ("08TAVERRE7", "bounds"),
        ("08TAVERRE9", "sent"),
        ("08TAVERRE12", "sent"),
    ]
    lags = {each.node.name: {lag.target: lag.days for lag in each.lags} for each in turns}
    assert lags["08TAVERRE9"] == {"08TAVERRE5": 4.0, "08TAVERRE7": None}


def test_a_hub_is_told_and_not_walked_through(tmp_path: Path) -> None:
    citing = [letter(number, "08 TAVERRE 1") for number in range(2, 7)]
    archive = archived(tmp_path / "hub", [letter(1), *citing])
    turns = archive.session().thread("08TAVERRE3", hub=4).turns
    assert [(each.node.name, each.hub) for each in turns] == [("08TAVERRE1", 5), ("08TAVERRE3", 0)]
    assert len(archive.session().thread("08TAVERRE3", hub=5).turns) == 6
    assert len(archive.session().thread("08TAVERRE1", hub=4).turns) == 6  # it was asked for


def test_missing_most_cited_first(tmp_path: Path) -> None:
    archive = archived(
        tmp_path / "missing",
        [
            letter(3, "08 QUILLON 8", "08 QUILLON 9"),
            letter(4, "08 QUILLON 9", "08 TAVERRE 3"),
        ],
    )
    found = archive.session().missing()
    assert [(each.node.name, each.cited_by) for each in found] == [
        ("08QUILLON9", ("08TAVERRE3", "08TAVERRE4")),
        ("08QUILLON8", ("08TAVERRE3",)),
    ]
    assert [each.node.name for each in archive.session().missing(1)] == ["08QUILLON9"]


def test_gaps(chain: Archive) -> None:
    (series,) = chain.session().gaps()
    assert (series.post, series.year, series.first, series.last) == ("TAVERRE", 2008, 2, 12)
    assert [(each.first, each.last) for each in series.gaps] == [(3, 4), (6, 8), (10, 11)]
    assert (series.held, series.share) == (4, round(4 / 11, 4))


def test_measures(chain: Archive) -> None:
    found = chain.session().measures()
    assert (found.held, found.absent, found.links) == (4, 2, 5)
    assert (found.components, found.largest) == (1, 6)
    assert sum(each.pagerank for each in found.ranked) == pytest.approx(1)
    assert {each.name: each.cited for each in found.cited}["08TAVERRE12"] == 0
    assert found.ranked[0].name == "08TAVERRE2"


def test_an_empty_archive_has_measures(tmp_path: Path) -> None:
    session = archived(tmp_path / "empty", []).session()
    assert session.measures().components == 0
    assert session.missing() == session.gaps() == []


EVIL = Graph(
    name='<a>"&',
    depth=1,
    nodes=(Node(name='<a>"&', held=True, subject='</text><script>x</script>\x00\x1b"\ud800'),),
    links=(),
)


def test_pictures_are_well_formed_and_passive(chain: Archive) -> None:
    for graph in (chain.session().graph("08TAVERRE9", depth=3), EVIL):
        picture = svg(graph)
        root = ET.fromstring(picture.encode())
        assert [each.tag for each in root][:2] == [f"{SVG}title", f"{SVG}desc"]
        for each in root.iter():
            assert each.tag not in {f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject"}
            assert not {key for key in each.attrib if key == "style" or key.startswith("on")}
        assert len([*root.iter(f"{SVG}g")]) == len(graph.nodes)
        assert picture == svg(graph)


def test_graphml_and_pajek_hold_the_graph(chain: Archive) -> None:
    graph = chain.session().graph("08TAVERRE9", depth=3)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ET.fromstring(graphml(graph))
    assert [each.get("id") for each in root.iter(f"{space}node")] == [*levels(graph)]
    assert [(each.get("source"), each.get("target")) for each in root.iter(f"{space}edge")] == [
        (each.source, each.target) for each in graph.links
    ]
    ET.fromstring(graphml(EVIL))
    head, *rest = pajek(graph).splitlines()
    assert head == f"*Vertices {len(graph.nodes)}"
    assert rest.index("*Arcs") == len(graph.nodes)
    assert len(rest) == len(graph.nodes) + 1 + len(graph.links)


edges = st.lists(st.tuples(st.sampled_from(ALL), st.sampled_from(ALL)), max_size=25)


def letters(pairs: Sequence[tuple[str, str]], held: set[str]) -> list[Letter]:
    return [
        letter(
            int(name[-1]),
            *dict.fromkeys(
                f"08 {target[2:-1]} {target[-1]}" for source, target in pairs if source == name
            ),
            post=name[2:-1],
        )
        for name in sorted(held)
    ]


def plain(pairs: set[tuple[str, str]], start: str, depth: int) -> set[str]:
    seen, waiting = {start: 0}, deque([start])
    while waiting:
        name = waiting.popleft()
        for source, target in pairs:
            if source == name and target not in seen and seen[name] < depth:
                seen[target] = seen[name] + 1
                waiting.append(target)
    return set(seen)


@settings(max_examples=25, deadline=None)
@given(edges, st.sets(st.sampled_from(ALL), min_size=1), st.integers(0, 4))
def test_a_neighbourhood_is_that_of_a_plain_search(
    pairs: list[tuple[str, str]], held: set[str], depth: int
) -> None:
    # Eight letters are all that a list of references of these letters has.
    some = {(source, target) for source, target in pairs if source in held and source != target}
    some = {each for each in sorted(some) if sum(e[0] == each[0] and e < each for e in some) < 8}
    back = {(target, source) for source, target in some}
    with (
        TemporaryDirectory() as folder,
        archived(Path(folder) / "a", letters(sorted(some), held)) as archive,
    ):
        session = archive.session()
        for name in sorted(held):
            up = session.graph(name, depth=depth, direction="up")
            down = session.graph(name, depth=depth, direction="down")
            assert set(levels(up)) == plain(some, name, depth)
            assert set(levels(down)) == plain(back, name, depth)
            assert {each.name for each in up.nodes if each.held} == set(levels(up)) & held


READER = parse_clearance("C")


def answers(session: Session) -> list[bytes]:
    """Return all that a reader gets of the graph, errors too."""
    calls: list[Callable[[], object]] = [session.missing, session.gaps, session.measures]
    for name in ALL:
        calls += [
            lambda name=name: session.graph(name, depth=3),
            lambda name=name: session.thread(name, hub=2),
        ]
    return [_answer(call) for call in calls]


def _answer(call: Callable[[], object]) -> bytes:
    try:
        return msgspec.json.encode(call())
    except ArchiveError as error:
        return str(error).encode()


def steps(archive: Archive, clearance: Clearance) -> tuple[list[bytes], int]:
    """Return a reader's answers, and the steps that SQLite's machine went for them."""
    session, count = archive.session(clearance), 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    database = archive._db  # pyright: ignore[reportPrivateUsage]
    database.set_progress_handler(step, 1)
    found = answers(session)
    database.set_progress_handler(None, 1)
    return found, count


def hidden_letter(name: str, day: int, targets: list[str]) -> Letter:
    return Letter(
        int(name[-1]),
        ("(S) Secret.",),
        subject="(S) HIDDEN",
        level="S E C R E T",
        post=name[2:-1],
        sent=f"{day:02}1200Z APR 08",
        references=tuple(dict.fromkeys(f"08 {each[2:-1]} {each[-1]}" for each in targets)),
    )


hidden_letters = st.lists(
    st.builds(
        hidden_letter,
        st.sampled_from(ALL),
        st.integers(1, 28),
        st.lists(st.sampled_from(ALL), max_size=3),
    ),
    max_size=5,
    unique_by=lambda each: each.name,
)


def twice(known: list[Letter], hidden: Sequence[list[Letter]]) -> list[tuple[list[bytes], int]]:
    """Return answers and steps of an archive with the first, and of one with the second hidden."""
    names = {each.name for each in known}
    results: list[tuple[list[bytes], int]] = []
    with TemporaryDirectory() as folder:
        for at, some in enumerate(hidden):
            rest = [each for each in some if each.name not in names]
            with archived(Path(folder) / str(at), [*rest, *known]) as archive:
                # Public ids follow from a secret of the archive's own; here both have the same.
                db = archive._db  # pyright: ignore[reportPrivateUsage]
                db.execute("UPDATE sight SET public = name")
                results.append(steps(archive, READER))
    return results


some_letters = st.builds(
    letters, edges.map(lambda pairs: pairs[:8]), st.sets(st.sampled_from(ALL), min_size=1)
)


@settings(max_examples=30, deadline=None)
@given(some_letters, hidden_letters, hidden_letters)
def test_what_is_hidden_changes_no_answer(
    known: list[Letter], one: list[Letter], other: list[Letter]
) -> None:
    (first, _), (second, _) = twice(known, [one, other])
    assert first == second


@settings(max_examples=30, deadline=None)
@given(some_letters, hidden_letters, hidden_letters)
def test_what_is_hidden_costs_no_step(
    known: list[Letter], one: list[Letter], other: list[Letter]
) -> None:
    (_, first), (_, second) = twice(known, [one, other])
    assert first == second


def test_the_owner_sees_what_is_hidden(tmp_path: Path) -> None:
    hidden = Letter(2, ("(S) Secret.",), level="S E C R E T", subject="(S) X")
    archive = archived(tmp_path / "a", [letter(1), hidden, letter(3, "08 TAVERRE 2")])

    def asked(clearance: Clearance) -> Node:
        return archive.session(clearance).graph("08TAVERRE2", depth=1).nodes[0]

    assert asked(EVERYTHING).held
    assert not asked(READER).held
    assert asked(READER).dated is not None
