"""Exports of a dossier: other programs read what it says in them; the same bytes always."""

import csv
import hashlib
import importlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from dossier.making import made, statements
from reftel.desk.dossiers.exporting import Form, export
from reftel.desk.dossiers.exporting.codebook import codebook, sheets
from reftel.desk.dossiers.exporting.provenance import newest_day
from reftel.desk.dossiers.exporting.tables import cell
from reftel.desk.exporting.whole import ExportError
from reftel.dossier.agreeing import nearness
from reftel.dossier.dossier import Dossier
from reftel.dossier.positions import positions
from reftel.dossier.tables import KINDS

# Without types, or with half of them.
nx: Any = importlib.import_module("networkx")
igraph: Any = importlib.import_module("igraph")
pq: Any = importlib.import_module("pyarrow.parquet")

EXAMPLE = Path(__file__).parents[3] / "examples/dossiers/41-committee-2008"
FORMS: tuple[Form, ...] = ("csv", "parquet", "graphml", "pajek", "jsonld")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
SCHEMA = rdflib.Namespace("https://schema.org/")
TERMS = rdflib.Namespace("urn:x-reftel:terms#")
# rdflib itself still makes one when it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")


@pytest.fixture(scope="module")
def example() -> Dossier:
    return Dossier(EXAMPLE)


@pytest.fixture(scope="module")
def tables(example: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(example, tmp_path_factory.mktemp("csv") / "tables", "csv").path


@pytest.fixture(scope="module")
def graph(example: Dossier, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    path = export(example, tmp_path_factory.mktemp("linked") / "a.jsonld", "jsonld").path
    return rdflib.Graph().parse(path, format="json-ld")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def files(path: Path) -> Iterator[tuple[str, bytes]]:
    for each in sorted(path.rglob("*")) if path.is_dir() else [path]:
        yield each.name, each.read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_dossier_gives_the_same_bytes(
    form: Form, example: Dossier, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        export(example, tmp_path / name / "out", form)
    one, two = ([*files(tmp_path / name / "out")] for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_written_over(form: Form, example: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("mine")
    with pytest.raises(ExportError, match="there already"):
        export(example, path, form)
    assert path.read_text() == "mine"


def test_csv_holds_every_line_of_every_table(example: Dossier, tables: Path) -> None:
    for table in example.tables():
        found = rows(tables / f"{table.name}.csv")
        assert [each.get("id", "") for each in found] == [getattr(each, "id", "") for each in table]
    said = {each["id"]: each for each in rows(tables / "statements.csv")}
    for each in example.statements:
        assert said[each.id]["stance"] == each.stance
        assert said[each.id]["quote"].removeprefix("'") == each.quote
        assert said[each.id]["arguments"] == "; ".join(each.arguments)


def test_the_codebook_explains_every_column(tables: Path) -> None:
    book = {(each["table"], each["column"]): each for each in rows(tables / "codebook.csv")}
    for path in tables.glob("*.csv"):
        if path.stem == "codebook":
            continue
        found = rows(path)
        for name in found[0]:
            entry = book.pop((path.stem, name))
            assert entry["meaning"]
            assert entry["meaning"] != name
            share = sum(bool(each[name]) for each in found) / len(found)
            assert float(entry["filled"]) == pytest.approx(share, abs=0.00051)
    assert not book


def test_allowed_values_are_those_of_the_records(example: Dossier) -> None:
    book = {(each.table, each.column): each for each in codebook([*sheets(example)])}
    assert book["statements", "source"].allowed == (
        "own; reported; government; expectation; second-hand"
    )
    assert "second-hand: heard through a chain" in book["statements", "source"].meaning
    assert book["statements", "said"].meaning.startswith("when")
    assert book["statements", "speaker"].meaning == "the person who put it"
    assert book["votes", "vote"].allowed == "yes; no; abstained; absent; not participating"
    assert book["statements", "said_day"].type == "day"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_no_field_lacks_a_meaning(kind: Any, example: Dossier) -> None:
    sheet = next(each for each in sheets(example) if each.name == kind.table)
    for entry in codebook([sheet]):
        assert entry.meaning not in {"", entry.column}


def test_the_readme_says_where_it_comes_from(tables: Path) -> None:
    words = (tables / "README.md").read_text(encoding="utf-8")
    assert "in force as of 2008-05-16" in words
    for name in ("statements.csv", "actors.toml", "dossier.toml"):
        digest = hashlib.sha256((EXAMPLE / name).read_bytes()).hexdigest()
        assert f"- `{name}`: `{digest}`" in words


def test_the_newest_day_is_one_on_which_something_happened(tmp_path: Path) -> None:
    dossier = made(tmp_path)
    assert newest_day(dossier) == date(2008, 3, 11)  # the draft's; what is due lies ahead
    demarches = '[[demarche]]\nid = "d"\ntitle = "D"\n'
    step = '[[demarche.step]]\nkind = "delivery"\non = 2008-04-01\n'
    assert newest_day(made(tmp_path, demarches_toml=demarches + step)) == date(2008, 4, 1)
    planned = made(tmp_path, demarches_toml=demarches + step + "planned = true\n")
    assert newest_day(planned) == date(2008, 3, 11)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@a", "\tx"])
def test_no_cell_is_a_formula(words: str) -> None:
    assert cell(words) == f"'{words}"
    assert cell(-1.5) == "-1.5"


def test_parquet_holds_types_and_meanings(example: Dossier, tmp_path: Path) -> None:
    export(example, tmp_path / "out", "parquet")
    table = pq.read_table(tmp_path / "out" / "statements.parquet")
    assert table.num_rows == len(example.statements)
    assert str(table.schema.field("said_day").type) == "date32[day]"
    assert table.schema.field("speaker").metadata[b"meaning"] == b"the person who put it"
    steps = pq.read_table(tmp_path / "out" / "demarches.parquet")["step"].to_pylist()
    assert [len(each) for each in steps] == [len(each.step) for each in example.demarches]


def test_graphml_of_who_wants_what(example: Dossier, tmp_path: Path) -> None:
    day = date(2008, 4, 1)
    path = export(example, tmp_path / "a.graphml", "graphml", on=day).path
    graph = nx.read_graphml(path)
    found = positions(example, day)
    assert graph.number_of_edges() == len(found)
    for each in found:
        edge = graph.edges[f"actor:{each.actor}", f"provision:{each.provision}"]
        assert (edge.get("low"), edge.get("high")) == (each.stance.low, each.stance.high)
        assert edge["source"] == each.evidence[0].source
        assert edge["cite"] == each.evidence[0].cite
        assert edge["contested"] is each.is_contested
    assert nx.is_bipartite(graph)
    assert graph.graph["as_of"] == "2008-04-01"


def test_networks_of_two_days_differ(example: Dossier, tmp_path: Path) -> None:
    graphs: list[Any] = []
    for day in (date(2008, 3, 6), date(2008, 5, 16)):
        path = export(example, tmp_path / f"{day}.graphml", "graphml", on=day).path
        graphs.append(nx.read_graphml(path))
    edge = ("actor:dravonne", "provision:term")
    assert [each.edges[edge]["stance"] for each in graphs] == ["two years", "three years"]


def test_agreement_in_both_forms(example: Dossier, tmp_path: Path) -> None:
    paths = [
        export(example, tmp_path / f"a.{form}", form, network="agreement").path
        for form in ("graphml", "pajek")
    ]
    graph = nx.read_graphml(paths[0])
    pajek = nx.Graph(nx.read_pajek(paths[1]))
    found = nearness(example, newest_day(example))
    assert graph.number_of_edges() == pajek.number_of_edges() == len(found)
    for each in found:
        edge = graph.edges[f"actor:{each.actor}", f"actor:{each.other}"]
        assert (edge["weight"], edge["shared"]) == (each.weight, each.shared)
        names = (example.actors.name_of(each.actor), example.actors.name_of(each.other))
        assert pajek.edges[names]["weight"] == each.weight


def test_pajek_tells_its_two_modes(example: Dossier, tmp_path: Path) -> None:
    path = export(example, tmp_path / "a.net", "pajek").path
    head = path.read_text(encoding="utf-8").splitlines()[0]
    actors = {each.actor for each in positions(example, newest_day(example))}
    provisions = {each.provision for each in positions(example, newest_day(example))}
    assert head == f"*Vertices {len(actors) + len(provisions)} {len(actors)}"
    # networkx does not read networks of two modes in this form; igraph does.
    graph = igraph.Graph.Read_Pajek(str(path))
    assert graph.vs["type"] == [False] * len(actors) + [True] * len(provisions)
    placed = [
        each for each in positions(example, newest_day(example)) if each.stance.low is not None
    ]
    assert graph.ecount() == len(placed)


def test_nearness_is_one_less_the_mean_difference(tmp_path: Path) -> None:
    # five years at 100 and two years at 40, on a scale of 100.
    (found,) = nearness(made(tmp_path))
    assert (found.actor, found.other, found.shared) == ("dravonne", "eldrane", 1)
    assert found.weight == pytest.approx(0.4)


def test_who_has_no_place_is_near_nobody(tmp_path: Path) -> None:
    words = statements().replace("two years,2008", "unclear,2008")
    assert nearness(made(tmp_path, statements_csv=words)) == []


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=4),
    st.floats(0.1, 50),
)
def test_nearness_lies_between_0_and_1_whatever_the_scale(
    tmp_path_factory: pytest.TempPathFactory, places: list[tuple[float, float]], by: float
) -> None:
    weights = [_weight(tmp_path_factory.mktemp("d"), places, scale) for scale in (1.0, by)]
    assert 0 <= weights[0] <= 1
    assert weights[1] == pytest.approx(weights[0])


def _weight(folder: Path, places: list[tuple[float, float]], by: float) -> float:
    lines = [
        f"{actor}{at},{actor},p{at},{place * by!r},own"
        for at, pair in enumerate(places)
        for actor, place in zip(("eldrane", "dravonne"), pair, strict=True)
    ]
    scale = f"low = 0.0\nhigh = {100 * by * 1.0000001!r}\n"
    dossier = made(
        folder,
        statements_csv="id,actor,provision,stance,source\n" + "\n".join(lines) + "\n",
        provisions_toml="".join(
            f'[[provision]]\nid = "p{at}"\nname = "P"\n{scale}' for at in range(len(places))
        ),
    )
    (found,) = nearness(dossier)
    assert found.shared == len(places)
    return found.weight


def test_every_claim_is_derived_from_its_citation(example: Dossier, graph: rdflib.Graph) -> None:
    base = f"urn:x-reftel:dossier:{example.name}/statements/"
    for each in example.statements:
        node = rdflib.URIRef(base + each.id)
        name, _, place = each.cite.partition("#")
        cited = rdflib.URIRef(f"urn:x-reftel:telegram:{name}#{place}")
        assert (node, PROV.wasDerivedFrom, cited) in graph
        assert (node, rdflib.RDF.type, SCHEMA.Claim) in graph
        assert (cited, SCHEMA.isPartOf, rdflib.URIRef(f"urn:x-reftel:telegram:{name}")) in graph
        assert str(graph.value(node, TERMS.stance)) == each.stance
        assert str(graph.value(node, SCHEMA.text)) == each.quote


def test_linked_data_names_lines_of_the_dossier(example: Dossier, graph: rdflib.Graph) -> None:
    base = f"urn:x-reftel:dossier:{example.name}"
    node = rdflib.URIRef(f"{base}/statements/ke-fund-0417")
    assert graph.value(node, TERMS.actor) == rdflib.URIRef(f"{base}/actors/kethara")
    assert graph.value(node, SCHEMA.about) == rdflib.URIRef(f"{base}/provisions/fund")
    assert graph.value(node, TERMS.said) == rdflib.Literal(date(2008, 4, 17))
    assert float(str(graph.value(node, TERMS.middle))) == 55
    resolution = rdflib.URIRef(f"{base}/texts/resolution-231")
    assert graph.value(resolution, PROV.wasRevisionOf) == rdflib.URIRef(f"{base}/texts/draft-2")
    # What is named is there: no reference leads nowhere.
    for predicate in (TERMS.actor, SCHEMA.about, TERMS.superseded_by, TERMS.speaker):
        for named in set(graph.objects(None, predicate)):
            assert (named, None, None) in graph


def test_linked_data_need_no_network(example: Dossier, tmp_path: Path) -> None:
    path = export(example, tmp_path / "a.jsonld", "jsonld").path
    data = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(data["@context"], dict)
    nodes = [each["@id"] for each in data["@graph"]]
    assert len(nodes) == len(set(nodes))


def test_a_strange_dossier_is_exported_too(tmp_path: Path) -> None:
    """Names that are nowhere, places that are none, signs that XML cannot hold."""
    folder = tmp_path / "a & b"
    folder.mkdir()
    line = 'xx,nobody,nothing,what,,own,,zz,nowhere at all,"<\x01&"""'
    dossier = made(folder, statements_csv=statements(line))
    for form in FORMS:
        export(dossier, tmp_path / form, form)
    nx.read_graphml(tmp_path / "graphml")
    linked = rdflib.Graph().parse(tmp_path / "jsonld", format="json-ld")
    assert (None, TERMS.actor, rdflib.Literal("nobody")) in linked
    assert msgspec.json.decode((tmp_path / "jsonld").read_bytes())
