"""`reftel redline` and `reftel precedents`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reftel.cli.app import app, main

ROOT = Path(__file__).parents[2]
LINE = ROOT / "examples" / "line"
MARCH, MAY = f"{LINE}/08CALDESSA0187.txt#5", f"{LINE}/08CALDESSA0331.txt#4"
APRIL = f"{LINE}/08CALDESSA0268-2of2.txt#4"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("kept") / "archive")
    run("import", str(ROOT / "examples"), "-q", "-A", folder)
    return folder


def run(*arguments: str):
    return CliRunner(env={"NO_COLOR": "1", "COLUMNS": "80"}).invoke(app, arguments)


def test_what_matters_stands_first() -> None:
    lines = run("redline", MARCH, APRIL).stdout.splitlines()
    assert lines[0] == "08CALDESSA187 para 5 → 08CALDESSA268 para 4"
    assert lines[1] == "10 clauses became 10: 3 the same, 7 reworded, 0 added, 0 dropped"
    assert [line.split() for line in lines[3:8]] == [
        ["▼", "weaker", "OP5", "→", "PP4", "calls", "upon", "→", "noting"],
        ["▼", "weaker", "OP2", "requests", "→", "encourages"],
        ["▼", "weaker", "OP6", "→", "OP5", "decides", "→", "requests"],
        ["▲", "stronger", "PP3", "noting", "→", "recognizing"],
        ["verbs", "OP4", "also", "decides"],
    ]
    text = " ".join(" ".join(lines).split())
    assert "[-five-] {+three+} years until 30 May [-2013-] {+2011+};" in text
    assert all(len(line) <= 80 for line in lines)


def test_colours_instead_of_marks() -> None:
    environment = {"FORCE_COLOR": "1", "NO_COLOR": "", "COLUMNS": "80"}
    runner = CliRunner(env=environment)
    shown = runner.invoke(app, ["redline", MARCH, APRIL], color=True).stdout
    assert "\x1b[9;31m2013\x1b[0m \x1b[4;32m2011\x1b[0m" in shown
    assert "[-" not in shown


def test_three_drafts_of_an_archive(archive: str) -> None:
    done = run("redline", "08CALDESSA187#5", "08CALDESSA268", "08CALDESSA331", "-A", archive)
    assert done.exit_code == 0
    assert "OP5  PP4  PP4" in done.stdout
    assert "[-30 May 2010-] {+31 December 2009+};" in " ".join(done.stdout.split())


def test_a_reader_gets_no_more_than_he_may_read(
    archive: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sys.argv",
        ["reftel", "redline", "08MIRZAQUE96", "08CALDESSA331", "-A", archive, "--as", "U"],
    )
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert capsys.readouterr().err == "reftel: 08MIRZAQUE96 is not held\n"


def test_files(tmp_path: Path) -> None:
    page, word = tmp_path / "a.html", tmp_path / "a.docx"
    options = [
        "--html",
        str(page),
        "--docx",
        str(word),
        "--dated",
        "2008-05-16",
        "--author",
        "Whitlow",
    ]
    done = run("redline", MARCH, APRIL, MAY, *options)
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 2
    assert "<ins>" in page.read_text("utf-8")
    first = word.read_bytes()
    run("redline", MARCH, APRIL, MAY, *options)
    assert word.read_bytes() == first


def test_json() -> None:
    made = json.loads(run("redline", MARCH, APRIL, "--json").stdout)
    change = next(
        each
        for each in made["steps"][0]["changes"]
        if each["before"][:1] and each["before"][0]["name"] == "OP5"
    )
    assert change["verb"] == {"before": "Calls upon", "after": "Noting", "comparison": "weaker"}
    assert change["moved"] is True


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([MARCH], "two drafts or more"),
        ([MARCH, APRIL, "--docx", "x.docx", "--dated", "18 April"], "write 2008-05-16"),
        ([MARCH, APRIL, "--html", "/no/such/a.html"], "no such file"),
    ],
)
def test_mistakes(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("redline", *arguments)
    assert done.exit_code == 2
    assert said in done.output


def test_a_file_cannot_move_the_cursor(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("The Council,\n\n1. Decides to \x1b[31mgo\u202e;\n", "utf-8")
    shown = run("redline", MARCH, str(file)).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_precedents() -> None:
    lines = run(
        "precedents", "Decides to remain seized of the matter", "--in", str(LINE)
    ).stdout.splitlines()
    assert lines[:2] == [
        "Decides to remain seized of the matter",
        "3 precedents in 4 texts, 31 clauses",
    ]
    assert lines[3] == "08CALDESSA187 para 5 OP7  the same"
    close = run(
        "precedents", f"{LINE}/08CALDESSA0331.txt#OP1", "--in", MARCH, "--limit", "1"
    ).stdout
    assert "[-five-] {+three+} years until 30 May [-2013-] {+2011+};" in " ".join(close.split())


def test_precedents_as_json_and_none() -> None:
    found = json.loads(run("precedents", "requests a report", "--in", MARCH, "--json").stdout)
    assert all({"source", "name", "score", "words"} <= set(each) for each in found)
    assert "no precedent in" in run("precedents", "zymurgy", "--in", MARCH).stdout


def test_who_had_asked_stands_below_the_clause(archive: str) -> None:
    dossier = str(ROOT / "examples/dossiers/41-committee-2008")
    done = run("redline", "draft-1", "draft-2", "--dossier", dossier, "-A", archive)
    words = " ".join(done.stdout.split())
    assert "← Kethara: Plans encouraged, not requested" in words
    assert "← Eldrane, Ishmere: A term of five years, to 30 May 2013 (softened)" in words
    by_number = run(
        "redline", "08CALDESSA187#5", "08CALDESSA268", "--dossier", dossier, "-A", archive
    )
    assert by_number.stdout == done.stdout
