"""Reading, changing and laying out the files of a dossier: nothing that is there is lost."""

import csv
import io
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.making import SOUND, made, opened, statements
from reftel.dossier.checks import check
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError
from reftel.dossier.files.csv_table import read_csv, records
from reftel.dossier.files.formatting import formatted
from reftel.dossier.files.places import Line, Value
from reftel.dossier.files.toml_table import read_toml
from reftel.dossier.files.writing import Change, cell, toml, with_values
from reftel.dossier.records import Ask, Demarche, Statement, Step, Title

EXAMPLE = Path(__file__).parents[2] / "examples/dossiers/41-committee-2008"
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
ROWS = st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=6)
SCALARS = st.one_of(WORDS, st.integers(-(10**9), 10**9), st.booleans())


@given(ROWS)
def test_csv_is_read_as_the_standard_library_reads_it(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([["a", "b", "c"], *rows])
    text = out.getvalue()
    # A line of blanks is none here; one that begins with # is one if the sign is quoted.
    lines = text.splitlines(keepends=True)[1:]
    kept = [
        row
        for row, line in zip(rows, lines, strict=True)
        if "".join(row).strip() and not line.startswith("#")
    ]
    found = [[each.words for each in record.cells] for record in records(text)][1:]
    stripped = [[each.strip() for each in row] for row in kept]
    assert [[each.strip() for each in row] for row in found if "".join(row).strip()] == stripped


@given(ROWS)
def test_a_cell_is_read_as_it_was_written(rows: list[list[str]]) -> None:
    text = "a,b,c\n" + "".join(",".join(map(cell, row)) + "\n" for row in rows)
    found = [[each.words for each in record.cells] for record in records(text)][1:]
    assert found == [row for row in rows if ",".join(map(cell, row)).strip()]


@given(SCALARS)
def test_a_value_of_toml_is_read_as_it_was_written(value: object) -> None:
    read = tomllib.loads(f"a = {toml(value)}\n")["a"]
    assert read == value or read.isoformat() == value


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), SCALARS, max_size=5), WORDS)
def test_toml_with_places_gives_what_the_standard_library_gives(
    values: dict[str, object], comment: str
) -> None:
    pairs = "".join(f"{name} = {toml(value)} # {comment}\n" for name, value in values.items())
    text = f"# {comment}\n[[line]]\n{pairs}\n[[line]]\nlast = 1\n"
    content = read_toml(text)
    assert content.faults == []
    plain = [
        {name: each.data for name, each in line.fields.items() if isinstance(each, Value)}
        for line in content.lines["line"]
    ]
    assert plain == tomllib.loads(text)["line"]
    spans = [each.span for line in content.lines["line"] for each in line.fields.values()]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    assert [span.of(text) for span in spans] == [*map(toml, values.values()), "1"]  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


@given(st.text(max_size=200))
def test_no_text_stops_a_reader(text: str) -> None:
    assert isinstance(read_toml(text).lines, dict)
    assert isinstance(read_csv(text, "line").lines["line"], list)


@given(ROWS, WORDS, st.integers(0, 5), st.sampled_from("abcd"))
def test_a_change_of_a_csv_changes_that_cell_alone(
    rows: list[list[str]], value: str, index: int, name: str
) -> None:
    rows = [[f"r{number}", *row[1:]] for number, row in enumerate(rows)]
    text = "# mine\na,b,c\n" + "".join(",".join(map(cell, row)) + "\n" for row in rows)
    lines = read_csv(text, "line").lines["line"]
    at = index % len(rows)
    changed = with_values("x.csv", text, [Change(lines[at], name, value)])
    assert changed.startswith("# mine\n")
    found = [[each.words for each in record.cells] for record in records(changed)]
    width = 3 if name in "abc" else 4
    wanted = [row + [""] * (width - 3) for row in rows]
    wanted[at]["abcd".index(name)] = value
    if name == "a":  # a line that begins otherwise may be a comment or blank
        wanted[at] = wanted[at] if found[1 + at][:1] == [value] else found[1 + at]
    assert found[1:] == wanted


def test_a_change_keeps_comments_order_and_columns_of_ones_own(tmp_path: Path) -> None:
    words = (
        "# kept by Ellison\nid,mine,actor,provision,stance,source,cite,quote\n\n"
        "# the first\na,7,dravonne,term,two years,own,08QUILLON214#2,\n"
        'b,"8, or so",dravonne,term,lapse,own,08QUILLON214#2,\n'
    )
    dossier = made(tmp_path, statements_csv=words)
    dossier.change("statements", "b", stance="five years", status="rejected")
    assert dossier.save() == ["statements.csv"]
    assert (tmp_path / "statements.csv").read_text() == (
        "# kept by Ellison\nid,mine,actor,provision,stance,source,cite,quote,status\n\n"
        "# the first\na,7,dravonne,term,two years,own,08QUILLON214#2,,\n"
        'b,"8, or so",dravonne,term,five years,own,08QUILLON214#2,,rejected\n'
    )


def test_a_change_of_toml_touches_that_value_alone(tmp_path: Path) -> None:
    words = SOUND["texts.toml"].replace(
        'kind = "draft"', 'kind   = "draft" # the first\nmine = [1]'
    )
    dossier = made(tmp_path, texts_toml=words)
    dossier.change("texts", "draft", kind="in blue", title="It's “blue”")
    dossier.save()
    assert (tmp_path / "texts.toml").read_text(encoding="utf-8") == (
        words.replace('"draft" #', '"in blue" #') + 'title = "It\'s “blue”"\n'
    )


def test_a_value_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    dossier = made(tmp_path)
    with pytest.raises(DossierError, match="statements dv-1: source = 'hearsay'"):
        dossier.change("statements", "dv-1", source="hearsay")
    with pytest.raises(DossierError, match="statements has no line dv-9"):
        dossier.change("statements", "dv-9", source="own")
    assert dossier.save() == []


def test_lines_are_added_and_read_again(tmp_path: Path) -> None:
    dossier = made(tmp_path)
    statement = Statement(
        id="new", actor="dravonne", provision="term", stance="40", source="reported",
        via=("quillon", "eldrane"), conditions=("no Board, no plans",), note='says "so"',
    )  # fmt: skip
    step = Step(kind="delivery", on="2008-03-06", to=("dravonne",), nonpaper="left", planned=True)
    demarche = Demarche(id="d", title="March", by=("eldrane",), step=(step,))
    ask = Ask(id="a", by=("eldrane",), ask="five years", since="2008-03-03")
    for table, record in (("statements", statement), ("demarches", demarche), ("asks", ask)):
        dossier.add(table, record)
    dossier.save()
    again = Dossier(tmp_path)
    assert [*again.findings] == []
    assert again.statements.get("new") == statement
    assert again.demarches.get("d") == demarche
    assert again.asks.get("a") == ask
    with pytest.raises(DossierError, match="has a line new already"):
        again.add("statements", statement)


def test_what_somebody_else_changed_is_not_written_over(tmp_path: Path) -> None:
    dossier = made(tmp_path)
    dossier.change("statements", "dv-1", stance="lapse")
    dossier.change("texts", "draft", title="First")
    theirs = statements("x,dravonne,term,lapse,2008-03-06,own,,,08QUILLON214#2,two years")
    (tmp_path / "statements.csv").write_text(theirs)
    with pytest.raises(DossierError, match="changed since it was opened; nothing is saved"):
        dossier.save()
    assert (tmp_path / "statements.csv").read_text() == theirs
    assert (tmp_path / "texts.toml").read_text() == SOUND["texts.toml"]


def test_saving_keeps_who_may_read_a_file(tmp_path: Path) -> None:
    dossier = made(tmp_path)
    (tmp_path / "texts.toml").chmod(0o640)
    dossier.change("texts", "draft", title="First")
    dossier.save()
    assert (tmp_path / "texts.toml").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.glob(".saving-*")] == []


def test_a_layout_is_settled_once_and_says_the_same(tmp_path: Path) -> None:
    """A value over several lines is its writer's, with the line on which it begins."""
    rough = {
        "provisions_toml": '  [[provision]]\nid="term"   \nname   = "Term"\n\n\n\nmarks=[\n'
        '   {at=0,name="lapse"},\n   {at = 40, name = "two years"},\n]\nnote="""\n  a\n\n\n  b"""\n'
        '[[provision]]\nid = "x"\nname = "X"\n# tail\n\n\n',
        "statements_csv": 'id,actor,provision,stance,source\n"a" , dravonne,"term",40,own\n',
    }
    dossier = made(tmp_path, **rough)
    before = [[*table] for table in dossier.tables()]
    assert dossier.format() == ["provisions.toml", "statements.csv"]
    assert [[*table] for table in dossier.tables()] == before
    assert dossier.format() == []
    dossier.save()
    assert (tmp_path / "provisions.toml").read_text() == (
        '[[provision]]\nid = "term"\nname = "Term"\n\nmarks = [\n'
        '   {at=0,name="lapse"},\n   {at = 40, name = "two years"},\n]\n'
        'note="""\n  a\n\n\n  b"""\n\n[[provision]]\nid = "x"\nname = "X"\n# tail\n'
    )


@pytest.mark.parametrize("path", sorted(EXAMPLE.glob("*.*")), ids=lambda path: path.name)
def test_the_example_is_laid_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(path.name, text) == text


def test_a_dossier_begins_in_a_folder_of_its_own(tmp_path: Path) -> None:
    dossier = Dossier.create(tmp_path / "new", Title(title='The "term"', question="How long?"))
    assert dossier.findings == []
    assert dossier.title == Title(title='The "term"', question="How long?")
    assert [each.code for each in check(dossier, opened())] == []
    with pytest.raises(DossierError, match="is not empty"):
        Dossier.create(tmp_path / "new", Title(title="again"))
    with pytest.raises(DossierError, match=r"is no dossier: it has no dossier\.toml"):
        Dossier(tmp_path)


def test_a_table_may_stand_in_both_forms(tmp_path: Path) -> None:
    toml_words = '[[statement]]\nid = "t"\nactor = "dravonne"\nprovision = "term"\nstance = "0"\n'
    dossier = made(tmp_path, statements_toml=f'{toml_words}source = "own"\n')
    assert {each.id for each in dossier.statements} == {"t", "el-1", "dv-1"}


def test_a_line_knows_its_places(tmp_path: Path) -> None:
    dossier = made(tmp_path)
    placed = dossier.actors.placed_of("morbane")
    assert placed is not None
    assert isinstance(placed.line, Line)
    assert str(placed.at("offices", 0, "since")) == "actors.toml:16:58"
    assert str(placed.at("aliases")) == "actors.toml:12:1"


def test_a_number_of_toml_is_taken_where_words_are_wanted(tmp_path: Path) -> None:
    words = (
        '[[statement]]\nid = "t"\nactor = "dravonne"\nprovision = "term"\nstance = 40\n'
        'source = "own"\nsaid = 2008\n'
    )
    dossier = made(tmp_path, statements_toml=words)
    statement = dossier.statements.get("t")
    assert statement is not None
    assert (statement.stance, statement.said) == ("40", "2008")
    assert dossier.findings == []
