"""Statements coded elsewhere: taken in as they are, all or none, once."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.making import made
from reftel.desk.dossiers.coded_table import Plan, pairs, read_rows, read_values
from reftel.desk.dossiers.taking_in import TakenIn, take_in
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError

MAPPED = {"actor": "country", "provision": "issue", "stance": "position"}
FIXED = {"source": "expectation", "status": "proposed", "coder": "second"}
PLAN = Plan(columns=MAPPED, fixed=FIXED)
HEADER = "country,issue,position,salience\n"
SHARED = Path(os.environ.get("REFTEL_SHARED", Path(__file__).parents[4] / "shared"))
NEGOTIATION = SHARED / "negotiation"


def taken(
    dossier: Dossier, words: str, plan: Plan = PLAN, *, partial: bool = False
) -> tuple[TakenIn, Dossier]:
    """Return what came of it, and the dossier as it is on disk afterwards."""
    path = dossier.folder.parent / "coded.csv"
    path.write_text(words, encoding="utf-8", newline="")
    done = take_in(dossier, path, plan, partial=partial)
    dossier.save()
    return done, Dossier(dossier.folder)


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    folder = tmp_path / "d"
    folder.mkdir()
    return made(folder)


def test_columns_become_fields(dossier: Dossier) -> None:
    done, after = taken(dossier, HEADER + "Eldrane,Term,five years,0.75\n")
    (name,) = done.added
    found = after.statements.get(name)
    assert found is not None
    assert (found.actor, found.provision, found.stance) == ("eldrane", "term", "five years")
    assert (found.source, found.status, found.coder) == ("expectation", "proposed", "second")
    # A column without a field stays, as a number.
    assert after.statements.to_polars()["salience"].to_list() == [None, None, 0.75]
    assert not after.findings or {each.code for each in after.findings} == {"D007"}


def test_numbers_become_places_of_the_scale(dossier: Dossier) -> None:
    _, after = taken(dossier, HEADER + "Eldrane,Term,70.0,1\nDravonne,Term,2.5,1\n")
    found = [each.stance for each in after.statements][-2:]
    assert found == ["70", "2.5"]
    assert [after.stance(each).middle for each in after.statements][-2:] == [70, 2.5]


def test_what_is_there_is_not_added_again(dossier: Dossier) -> None:
    words = HEADER + "Eldrane,Term,five years,0.75\nDravonne,Term,lapse,1\n"
    first, after = taken(dossier, words)
    again, unchanged = taken(after, words)
    assert (len(first.added), again.added, again.there) == (2, [], 2)
    assert unchanged.files() == after.files()


def test_a_line_that_was_decided_upon_is_there_too(dossier: Dossier) -> None:
    words = HEADER + "Eldrane,Term,five years,0.75\n"
    done, after = taken(dossier, words)
    after.change("statements", done.added[0], status="rejected", stance="two years")
    after.save()
    again, _ = taken(after, words)
    assert (again.added, again.there) == ([], 1)


def test_ids_follow_from_what_a_line_says(tmp_path: Path) -> None:
    found: list[list[str]] = []
    lines = ["Eldrane,Term,five years,0.75\n", "Dravonne,Term,lapse,1\n"]
    for name, order in (("one", lines), ("two", lines[::-1])):
        folder = tmp_path / name / "d"
        folder.mkdir(parents=True)
        found.append(taken(made(folder), HEADER + "".join(order))[0].added)
    assert found[0] == found[1][::-1]
    assert all(name.startswith(("eldrane-term-", "dravonne-term-")) for name in found[0])


def test_all_that_is_amiss_is_told_at_once_and_nothing_written(dossier: Dossier) -> None:
    before = dossier.files()
    words = HEADER + (
        "Atlantis,Term,five years,1\n"
        "Eldrane,Length,five years,1\n"
        "Eldrane,Term,four years,1\n"
        "Atlantis,Term,lapse,1\n"
        "Eldrane,Term,lapse,1\n"
        "Eldrane,Term,,1\n"
        "Eldrane,Term\n"
    )
    done, after = taken(dossier, words)
    assert after.files() == before
    assert done.added == []
    assert [(each.lines, each.message) for each in done.troubles] == [
        ((2, 5), "“Atlantis” is not in actors"),
        ((3,), "“Length” is not in provisions"),
        ((4,), "“four years” is no mark of term; two years is meant?"),
        ((7,), "stance is missing"),
        ((8,), "2 cells, 4 columns"),
    ]


def test_a_trouble_of_all_lines_is_told_once(dossier: Dossier) -> None:
    words = HEADER + "Eldrane,Term,five years,1\nEldrane,Term,lapse,1\n"
    done, _ = taken(dossier, words, Plan(columns=MAPPED, fixed={"source": "guess"}))
    (trouble,) = done.troubles
    assert trouble.lines == (2, 3)
    assert trouble.message.startswith("source is “guess”; own or reported")


def test_partial_takes_the_rest(dossier: Dossier) -> None:
    words = HEADER + "Atlantis,Term,five years,1\nEldrane,Term,lapse,1\n"
    done, after = taken(dossier, words, partial=True)
    assert (len(done.added), len(done.troubles)) == (1, 1)
    assert after.statements.get(done.added[0]) is not None


def test_lines_are_those_of_the_file(dossier: Dossier) -> None:
    words = HEADER + '"Atlantis\nsunken",Term,lapse,1\n\nLemuria,Term,lapse,1\n'
    done, _ = taken(dossier, words)
    assert [each.lines for each in done.troubles] == [(2,), (5,)]


def test_names_are_ids_names_or_aliases(dossier: Dossier) -> None:
    words = HEADER + "dravonne,TERM,lapse,\nDravonnian,term,two years,\nDravonne,Term,50,\n"
    _, after = taken(dossier, words)
    assert [each.actor for each in after.statements][-3:] == ["dravonne"] * 3


def test_a_name_of_several_is_not_guessed(tmp_path: Path) -> None:
    actors = "".join(
        f'[[actor]]\nid = "{name}"\nname = "{name}"\nkind = "person"\naliases = ["Ivanov"]\n'
        for name in ("one", "two")
    )
    folder = tmp_path / "d"
    folder.mkdir()
    dossier = made(folder, actors_toml=actors, statements_csv="id,actor,provision,stance,source\n")
    done, _ = taken(dossier, HEADER + "Ivanov,Term,lapse,\n")
    assert [each.message for each in done.troubles] == ["“Ivanov” may be one, two"]


def test_values_say_what_words_mean_here(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    path.write_text("field,from,to\nactor,ELD,eldrane\nstance,5y,five years\n")
    plan = Plan(columns=MAPPED, fixed=FIXED, values=read_values(path))
    _, after = taken(dossier, HEADER + "ELD,Term,5y,\n", plan)
    assert (after.statements[-1].actor, after.statements[-1].stance) == ("eldrane", "five years")


def test_ids_of_ones_own_are_kept_and_not_taken_twice(dossier: Dossier) -> None:
    plan = Plan(fixed=FIXED)
    words = "id,actor,provision,stance\nel-1,eldrane,term,lapse\nmine-1,eldrane,term,lapse\n"
    done, _ = taken(dossier, words, plan, partial=True)
    assert done.added == ["mine-1"]
    assert [each.message for each in done.troubles] == [
        "id el-1 is there already, and that line says something else"
    ]


def test_a_column_that_looks_like_a_field_goes_into_the_note(dossier: Dossier) -> None:
    _, after = taken(dossier, "country,issue,position,strenght\nEldrane,Term,lapse,very\n")
    assert after.statements[-1].note == "strenght: very"
    assert "strenght" not in after.files()["statements.csv"].splitlines()[0]


def test_statements_in_toml_are_added_to_as_well(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "statements.toml").write_text("# mine\n")
    dossier = made(folder)
    (folder / "statements.csv").unlink()
    _, after = taken(Dossier(dossier.folder), HEADER + "Eldrane,Term,lapse,0.5\n")
    assert after.files()["statements.toml"].startswith("# mine\n")
    assert after.statements.to_polars()["salience"].to_list() == [0.5]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "the table is empty"),
        ("a,b\n", "has no column 'country' for actor; it has a, b"),
        ("country,issue,position,x,x\n", "two columns are named 'x'"),
        ("country,issue,position,\n", "a column has no name"),
        ('country,issue,position\n"Eldrane', "unexpected end of data"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(dossier: Dossier, words: str, message: str) -> None:
    with pytest.raises(DossierError, match=message):
        taken(dossier, words)


def test_what_is_lacking_is_told_with_what_to_do(dossier: Dossier) -> None:
    with pytest.raises(DossierError, match=r"no column for source; .* --set source=WORDS"):
        taken(dossier, HEADER, Plan(columns=MAPPED))


def test_bytes_that_are_no_utf8_are_told_with_their_line(dossier: Dossier) -> None:
    path = dossier.folder.parent / "coded.csv"
    path.write_bytes(HEADER.encode() + "Côte,Term,lapse,1\n".encode("latin-1"))
    with pytest.raises(DossierError, match=r"coded\.csv:2: not UTF-8"):
        take_in(dossier, path, PLAN)


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_separators_and_a_byte_order_mark_are_read(dossier: Dossier, sign: str) -> None:
    words = (HEADER + "Eldrane,Term,lapse,1\n").replace(",", sign)
    done, _ = taken(dossier, "\ufeff" + words)
    assert len(done.added) == 1


def test_options_in_words() -> None:
    assert pairs(["actor=country", "cite=see:a=b"], "--map") == {
        "actor": "country",
        "cite": "see:a=b",
    }
    with pytest.raises(DossierError, match="FIELD=WORDS is the form"):
        pairs(["actor"], "--map")
    with pytest.raises(DossierError, match="no field 'actr'; actor is meant"):
        pairs(["actr=country"], "--map")


@given(
    st.lists(st.tuples(st.sampled_from(["Eldrane", "Dravonne"]), st.integers(0, 100)), max_size=12)
)
def test_each_line_is_added_or_there(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("x") / "d"
    folder.mkdir()
    dossier = made(folder)
    words = HEADER + "".join(f"{actor},Term,{place},\n" for actor, place in lines)
    done, after = taken(dossier, words)
    assert len(done.added) + done.there == len(lines)
    assert len(done.added) == len(set(lines))
    assert len(after.statements) == 2 + len(done.added)


@pytest.mark.skipif(not NEGOTIATION.is_dir(), reason="the tables of negotiations are not here")
@pytest.mark.parametrize("name", ["cop21", "copenhagen"])
def test_tables_of_issues_and_positions_are_taken_in_whole(name: str, tmp_path: Path) -> None:
    path = NEGOTIATION / f"{name}_positions.csv"
    with path.open(newline="") as file:
        rows = [*csv.DictReader(file)]
    actors, issues = ([*dict.fromkeys(each[name] for each in rows)] for name in ("actor", "issue"))
    folder = tmp_path / "d"
    folder.mkdir()
    dossier = made(
        folder,
        actors_toml="".join(
            f'[[actor]]\nid = "a{at}"\nname = "{actor}"\nkind = "group"\n'
            for at, actor in enumerate(actors)
        ),
        provisions_toml="".join(
            f'[[provision]]\nid = "p{at}"\nname = "{issue}"\n' for at, issue in enumerate(issues)
        ),
        statements_csv="id,actor,provision,stance,source\n",
    )
    plan = Plan(columns={"provision": "issue", "stance": "position"}, fixed=FIXED)
    done = take_in(dossier, path, plan)
    assert (len(done.added), done.there, done.troubles) == (len(rows), 0, [])
    frame = dossier.statements.to_polars()
    assert frame["middle"].to_list() == [float(each["position"]) for each in rows]
    assert frame["salience"].to_list() == [float(each["salience"]) for each in rows]


def test_rows_keep_what_has_no_field(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "Eldrane,Term,lapse,1\n")
    (row,), troubles = read_rows(path, PLAN)
    assert (row.line, row.other, troubles) == (2, {"salience": "1"}, [])
    assert row.said == {
        "actor": "Eldrane",
        "provision": "Term",
        "stance": "lapse",
        **FIXED,
    }
