"""Every code of the table: a dossier that has the fault, and the place that is told."""

from pathlib import Path
from typing import NamedTuple

import pytest

from dossier.making import SOUND, made, opened, statements
from reftel.dossier.checks import check
from reftel.tables.diagnostics import dossier_diagnostics


class Case(NamedTuple):
    """A fault. files: what stands in the place of the sound ones. at: `file:line:column`."""

    code: str
    files: dict[str, str]
    at: str
    says: str


ACTORS, PROVISIONS = SOUND["actors.toml"], SOUND["provisions.toml"]
DEMARCHE = '[[demarche]]\nid = "march"\ntitle = "March"\nby = ["eldrane"]\nto = ["dravonne"]\n'
CITE = 'cite = "08STATE21874#5"\nquote = "report the answer by March 7"\n'
STEP = "\n[[demarche.step]]\n"
INSTRUCTION = f'{STEP}kind = "instruction"\non = 2008-03-03\n{CITE}'
DELIVERY = (
    f'{STEP}kind = "delivery"\non = 2008-03-06\ncite = "08QUILLON214#1"\n'
    'quote = "left the non-paper"\n'
)


def line(
    *,
    stance: str = "two years",
    said: str = "2008-03-06",
    source: str = "own",
    via: str = "",
    later: str = "",
    cite: str = "08QUILLON214#2",
    quote: str = "two years had been enough",
    actor: str = "dravonne",
) -> dict[str, str]:
    """Return statements.csv with one line more, the fourth."""
    row = f'x,{actor},term,{stance},{said},{source},{via},{later},{cite},"{quote}"'
    return {"statements_csv": statements(row)}


CASES = [
    Case("D001", {"actors_toml": f"{ACTORS}bad =\n"}, "actors.toml:29:1", "not TOML: bad ="),
    Case("D002", {"statements_csv": statements('x,"dravonne')}, "statements.csv:4:3", "opens"),
    Case("D003", {"statements_csv": statements("x,dravonne")}, "statements.csv:4:1", "2 cells"),
    Case(
        "D005", {"provisions_toml": '[[provision]]\nid = "term"\n'}, "provisions.toml:1:1", "name"
    ),
    Case(
        "D006",
        {"provisions_toml": f'{PROVISIONS}questoin = "?"\n'},
        "provisions.toml:6:12",
        "question is meant?",
    ),
    Case("D007", {"provisions_toml": f"{PROVISIONS}weight = 3\n"}, "provisions.toml:6:10", "left"),
    Case("D008", line(said="3 April"), "statements.csv:4:27", "“3 April”; a day, month or year"),
    Case("D009", {"statments_csv": ""}, "statments.csv:1:1", "statements.csv is meant?"),
    Case("D010", {"dossier_toml": "# nothing\n"}, "dossier.toml:1:1", "no table [dossier]"),
    Case(
        "D011",
        {"statements_csv": statements(SOUND["statements.csv"].splitlines()[2])},
        "statements.csv:4:1",
        "the id dv-1 stands in line 3, too",
    ),
    Case("D012", line(actor="dravone"), "statements.csv:4:3", "dravonne is meant?"),
    Case("D013", line(said="2008-02-30"), "statements.csv:4:27", "2008-02-30 is no day"),
    Case(
        "D014",
        {"actors_toml": ACTORS.replace("until = 2008-12-31", "until = 2006-12-31")},
        "actors.toml:16:78",
        "until 2006-12-31 lies before since 2007-01-01",
    ),
    Case(
        "D015",
        {"provisions_toml": PROVISIONS.replace('id = "term"', 'id = "term"\nlow = 100\nhigh = 0')},
        "provisions.toml:3:7",
        "low 100 is not below high 0",
    ),
    Case("D016", line(stance="two yaers"), "statements.csv:4:17", "two years is meant?"),
    Case(
        "D017",
        {"provisions_toml": '[[provision]]\nid = "term"\nname = "Term"\n'},
        "provisions.toml:2:6",
        "term has no reference point",
    ),
    Case(
        "D018",
        {
            "statements_toml": '[[statement]]\nid = "x"\nactor = "dravonne"\nprovision = "term"\n'
            'stance = "two years"\nsource = "own"\nsaid = 2008-03-06\nknown = 2008-03-05\n'
            'cite = "08QUILLON214#2"\nquote = "two years had been enough"\n'
        },
        "statements.toml:8:9",
        "known 2008-03-05 lies before said 2008-03-06",
    ),
    Case("D019", line(source="reported"), "statements.csv:4:38", "reported needs via"),
    Case("D020", line(later="el-1"), "statements.csv:4:43", "which is of eldrane"),
    Case(
        "D021",
        {"demarches_toml": DEMARCHE + INSTRUCTION + DELIVERY.replace("03-06", "03-01")},
        "demarches.toml:15:6",
        "delivery on 2008-03-01 lies before the instruction of 2008-03-03",
    ),
    Case(
        "D022",
        {"demarches_toml": DEMARCHE + INSTRUCTION + DELIVERY.replace("delivery", "response")},
        "demarches.toml:14:8",
        "without a delivery before it",
    ),
    Case(
        "D023",
        {"actors_toml": ACTORS.replace('{actor = "eldrane"}', '{actor = "council"}')},
        "actors.toml:28:12",
        "council is a member of itself",
    ),
    Case("D101", line(cite=""), "statements.csv:4:1", "no citation"),
    Case("D102", line(cite="Quillon 214 para 2"), "statements.csv:4:44", "is no citation"),
    Case("D103", line(cite="08QUILLON999#2"), "statements.csv:4:44", "08QUILLON999 is not held"),
    Case("D104", line(cite="08QUILLON214#9"), "statements.csv:4:44", "paragraphs 1, 2, 3, 4, 5, 6"),
    Case(
        "D105",
        line(quote="two years was enough"),
        "statements.csv:4:59",
        "there: “that two years had been”",
    ),
    Case("D106", line(quote=""), "statements.csv:4:44", "no words are quoted"),
    Case("D107", line(said="2008-03-09"), "statements.csv:4:27", "said 2008-03-09 lies after"),
    Case(
        "D108",
        line(cite="08CALDESSA187#7", quote="Kethara can be won", said="2008-03-12"),
        "statements.csv:4:38",
        "own, but the words say “we think”; expectation?",
    ),
    Case("D109", line(cite="see:a letter"), "statements.csv:4:44", "a letter is not opened"),
    Case("D110", line(cite="text:draft#OP9"), "statements.csv:4:44", "OP9 expected"),
    Case(
        "D111",
        {"texts_toml": '[[text]]\nid = "draft"\nkind = "draft"\nfile = "gone.txt"\n'},
        "texts.toml:4:8",
        "gone.txt",
    ),
    Case("D113", line(said=""), "statements.csv:4:1", "08QUILLON214 is of 2008-03-06"),
    Case(
        "D201",
        line(stance="five years", source="reported", via="quillon"),
        "statements.csv:3:1",
        "two years (own, 08QUILLON214#2) and five years (reported, 08QUILLON214#2)",
    ),
    Case(
        "D202",
        line(stance="lapse", said="2008-03-07"),
        "statements.csv:3:1",
        "overtaken by x of 2008-03-07",
    ),
    Case(
        "D203",
        {"statements_csv": "\n".join(SOUND["statements.csv"].splitlines()[:2]) + "\n"},
        "provisions.toml:2:6",
        "no evidence on term: Dravonne",
    ),
    Case(
        "D204",
        {"demarches_toml": DEMARCHE + INSTRUCTION},
        "demarches.toml:2:6",
        "instructed on 2008-03-03 and not reported: Dravonne",
    ),
    Case(
        "D205",
        {
            "asks_csv": "id,by,ask,cite,quote\n"
            'long,eldrane,five years,08STATE21874#4,"a term of five years"\n'
        },
        "asks.csv:2:1",
        "no standing in draft",
    ),
]
# D004 needs bytes, D112 no archive: each has a test of its own.
APART = {"D004", "D112"}


def test_the_sound_dossier_has_no_finding(tmp_path: Path) -> None:
    assert [*check(made(tmp_path), opened())] == []


def test_every_code_has_a_case() -> None:
    assert {row.code for row in dossier_diagnostics()} == {each.code for each in CASES} | APART


@pytest.mark.parametrize("case", CASES, ids=[each.code for each in CASES])
def test_a_fault_is_found_at_its_place(case: Case, tmp_path: Path) -> None:
    found = [*check(made(tmp_path, **case.files), opened())]
    mine = [each for each in found if each.code == case.code]
    assert [str(each.place) for each in mine] == [case.at], [str(each) for each in found]
    assert case.says in mine[0].message


@pytest.mark.parametrize("case", CASES, ids=[each.code for each in CASES])
def test_what_is_mended_is_found_no_more(case: Case, tmp_path: Path) -> None:
    made(tmp_path, **case.files)
    for name in case.files:
        stem, _, form = name.rpartition("_")
        (tmp_path / f"{stem}.{form}").unlink()
    assert [*check(made(tmp_path), opened())] == []


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    dossier = made(
        tmp_path,
        actors_toml=f"{ACTORS}bad =\n",
        statements_csv=statements("x,nobody,term,no years,2008-99,own,,,#,"),
        provisions_toml=f"{PROVISIONS}questoin = 1\n",
    )
    codes = {each.code for each in check(dossier, opened())}
    assert {"D001", "D006", "D012", "D013", "D016", "D102"} <= codes


def test_a_file_that_is_not_utf8_is_told_and_passed_over(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "asks.csv").write_bytes(b"id,by\nx,caf\xe9\n")
    found = [each for each in made(tmp_path).findings if each.code == "D004"]
    assert [str(each.place) for each in found] == ["asks.csv:2:6"]
    assert "0xe9" in found[0].message


def test_without_an_archive_it_says_that_nothing_was_opened(tmp_path: Path) -> None:
    found = [each for each in check(made(tmp_path)) if each.code == "D112"]
    assert len(found) == 1
    assert found[0].message.startswith("3 citations were not opened")


def test_rejected_lines_are_not_opened(tmp_path: Path) -> None:
    words = (
        SOUND["statements.csv"]
        .replace("cite,quote\n", "cite,quote,status\n")
        .replace("two years had been enough\n", "words that nobody said,rejected\n")
    )
    found = check(made(tmp_path, statements_csv=words), opened())
    assert not {each.code for each in found} & {"D105", "D106"}
