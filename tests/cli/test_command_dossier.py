"""`reftel dossier`, `demarches`, `mandates`, `review` on the example, as a user runs them."""

# icalendar and jsonschema type some of their methods in part only.
# pyright: reportUnknownMemberType=false

import json
import shutil
import tomllib
from pathlib import Path

import icalendar
import jsonschema
import pytest
from typer.testing import CliRunner

from reftel.cli.app import app
from reftel.dossier.dossier import Dossier

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/dossiers/41-committee-2008"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("kept") / "archive")
    run("import", str(ROOT / "examples"), "-q", "-A", folder)
    return folder


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Give a copy of the example that may be changed."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "mine"))


def run(*arguments: str, words: str = ""):
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, arguments, input=words)


def test_the_example_has_no_error(archive: str) -> None:
    done = run("dossier", "check", str(EXAMPLE), "-A", archive, "--min-severity", "error")
    assert done.exit_code == 0
    assert "error" not in done.stdout


def test_a_mistake_is_told_with_its_place(archive: str, mine: Path) -> None:
    statements = mine / "statements.csv"
    words = statements.read_text(encoding="utf-8")
    statements.write_text(words.replace(",dravonne,term,two years,", ",dravone,term,2 years,", 1))
    done = run("dossier", "check", str(mine), "-A", archive, "--min-severity", "error")
    assert done.exit_code == 1
    # A statement that this one superseded is told, too: it is another actor's now.
    mistakes = [line for line in done.stdout.splitlines() if "[D012]" in line or "[D016]" in line]
    places = [line.partition(": ") for line in mistakes]
    line = next(
        n for n, each in enumerate(statements.read_text().splitlines(), 1) if ",2 years," in each
    )
    assert all(place.startswith(f"{statements}:{line}:") for place, _, _ in places)
    assert any(
        "actor dravone is not in actors; dravonne is meant?" in what for _, _, what in places
    )
    assert any("“2 years” is no mark of term; two years is meant?" in what for _, _, what in places)
    told = json.loads(run("dossier", "check", str(mine), "-A", archive, "--json").stdout)
    assert {(each["path"], each["line"]) for each in told if each["code"] in {"D012", "D016"}} == {
        (str(statements), line)
    }


def test_who_may_not_read_a_paragraph_cannot_check_it(archive: str) -> None:
    done = run(
        "dossier", "check", str(EXAMPLE), "-A", archive, "--as", "C", "--min-severity", "error"
    )
    assert done.exit_code == 1
    assert {line.partition("] ")[2] for line in done.stdout.splitlines() if "error[" in line} == {
        "08MIRZAQUE96 has paragraphs 1, 2, 3, 4, 7; 5 expected",
        "08MIRZAQUE96 has paragraphs 1, 2, 3, 4, 7; 6 expected",
    }


def test_without_an_archive_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("dossier", "check", str(EXAMPLE))
    assert done.exit_code == 0
    assert "citations were not opened: no archive" in done.stdout
    assert run("dossier", "check", str(EXAMPLE), "-A", "elsewhere").exit_code != 0


def test_dates_are_filled_in(archive: str, mine: Path) -> None:
    statements = mine / "statements.csv"
    header, _, rest = statements.read_text(encoding="utf-8").partition("\nel-term-0303,")
    row, _, rest = rest.partition("\n")
    undated = row.replace("2008-03-03", "", 1)
    statements.write_text(f"{header}\nel-term-0303,{undated}\n{rest}", encoding="utf-8")
    assert "D113" in run("dossier", "check", str(mine), "-A", archive).stdout
    done = run("dossier", "check", str(mine), "-A", archive, "--fix")
    assert "1 statement dated" in done.stderr
    assert statements.read_text(encoding="utf-8") == (EXAMPLE / "statements.csv").read_text(
        encoding="utf-8"
    )


def test_where_everybody_stands() -> None:
    done = run("dossier", "show", str(EXAMPLE), "--on", "2008-04-02")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    term = lines[lines.index("") + 1 :]
    assert term[2:7] == [
        "two years Dravonne, Sundaval",
        "three years Ishmere, Kethara!",
        "three years..five years Tuvane",
        "five years Eldrane, Pellmar, Ysdal",
        "no evidence Anzorre, Gelinor, Lombarra",
    ]
    # Who only is expected to want something is never shown as if he had said so.
    assert "Gelinor?" in done.stdout


def test_what_one_actor_says_on_one_provision() -> None:
    words = run("dossier", "show", str(EXAMPLE), "--actor", "kethara", "--provision", "term").stdout
    assert "sources disagree" in words
    assert "second-hand, from Neela Borodane, who had it from Sundaval" in words
    assert "08PORTESSIK118#5" in words
    found = json.loads(
        run(
            "dossier", "show", str(EXAMPLE), "--actor", "kethara", "--provision", "term", "--json"
        ).stdout
    )
    assert [each["stance"] for each in found] == [{"kind": "point", "low": 60.0, "high": 60.0}]
    assert found[0]["is_contested"]


def test_what_is_not_there_is_named() -> None:
    done = run("dossier", "show", str(EXAMPLE), "--actor", "kethera")
    assert done.exit_code == 2
    assert "'kethera' is not in actors" in done.stderr
    assert run("dossier", "show", str(ROOT)).exit_code != 0
    assert "2008-4-1" in run("demarches", str(EXAMPLE), "--on", "2008-4-1").stderr


def test_the_log_of_demarches() -> None:
    found = json.loads(run("demarches", str(EXAMPLE), "--on", "2008-04-01", "--json").stdout)
    elected = {
        each["to"]: each for each in found["approaches"] if each["demarche"] == "elected-march"
    }
    answered = {name for name, each in elected.items() if each["state"] == "answered"}
    assert answered == {"kethara", "sundaval", "tuvane"}
    late = {name for name, each in elected.items() if each.get("is_overdue")}
    assert late == {"anzorre", "gelinor", "lombarra", "pellmar", "ysdal"}
    assert found["not approached"] == ["anzorre", "gelinor", "lombarra", "pellmar", "ysdal"]
    before = json.loads(run("demarches", str(EXAMPLE), "--on", "2008-03-25", "--json").stdout)
    assert not any(each.get("is_overdue") for each in before["approaches"] if each["to"] == "ysdal")
    words = run("demarches", str(EXAMPLE), "--on", "2008-04-01", "--open").stdout
    assert "overdue since 2008-03-26: Anzorre, Gelinor, Lombarra, Pellmar" in words


def test_a_calendar_that_programs_open(tmp_path: Path) -> None:
    path = tmp_path / "m.ics"
    assert run("mandates", str(EXAMPLE), "--ics", str(path)).exit_code == 0
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    events = {str(each["summary"]): each for each in calendar.walk("VEVENT")}
    assert str(events["Silence on Revised draft ends"].decoded("dtstart")) == "2008-04-24 12:00:00"
    ends = [str(each.decoded("dtstart")) for each in calendar.walk("VEVENT")
            if each["summary"] == "Mandate of the 41 Committee ends"]  # fmt: skip
    assert ends == ["1979-05-28", "1981-05-28", "2008-05-30", "2011-05-30"]
    assert len({str(each["uid"]) for each in calendar.walk("VEVENT")}) == len(
        calendar.walk("VEVENT")
    )
    assert all(each.walk("VALARM") for each in calendar.walk("VEVENT"))
    again = tmp_path / "again.ics"
    run("mandates", str(EXAMPLE), "--ics", str(again))
    assert again.read_bytes() == path.read_bytes()


def test_terms_as_of_a_day() -> None:
    found = json.loads(run("mandates", str(EXAMPLE), "--on", "2008-03-01", "--json").stdout)
    last = found["terms"][-1]
    assert (last["mandate"]["id"], last["left"]) == ("term-2006", 90)
    assert [each["kind"] for each in found["due"]] == ["expiry"]
    after = json.loads(run("mandates", str(EXAMPLE), "--on", "2008-05-20", "--json").stdout)
    held = {each["mandate"]["id"]: each for each in after["terms"]}
    assert (held["term-2006"]["renewed_by"], held["term-2006"]["lead"]) == ("term-2008", 14)


def test_proposals_are_listed_with_their_paragraph(archive: str) -> None:
    found = json.loads(run("review", str(EXAMPLE), "--json", "-A", archive).stdout)
    assert {each["line"]["status"] for each in found} == {"proposed"}
    for each in found:
        assert " ".join(each["line"]["quote"].split()) in each["paragraph"]
    listed = run("review", str(EXAMPLE), "--list", "-A", archive).stdout
    assert f"{len(found)} lines proposed" in listed


def test_proposals_are_decided(mine: Path) -> None:
    first, second, *_ = (each.id for each in Dossier(mine).statements.waiting())
    done = run("review", str(mine), "--accept", first, "--reject", second, "--note", "No promise.")
    assert done.stdout == "1 accepted, 1 rejected\n"
    after = Dossier(mine)
    accepted, rejected = after.statements.get(first), after.statements.get(second)
    assert accepted is not None
    assert rejected is not None
    assert (accepted.status, rejected.status) == ("accepted", "rejected")
    assert rejected.note.endswith("No promise.")
    # Only the two lines differ.
    old = (EXAMPLE / "statements.csv").read_text(encoding="utf-8").splitlines()
    new = (mine / "statements.csv").read_text(encoding="utf-8").splitlines()
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 2
    again = run("review", str(mine), "--accept", first)
    assert again.exit_code != 0
    assert f"{first} is not proposed" in str(again.exception)


def test_a_new_dossier_and_its_layout(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert run("dossier", "new", str(folder), "--title", "The term").exit_code == 0
    assert (folder / "dossier.schema.json").is_file()
    assert run("dossier", "fmt", str(folder)).exit_code == 0
    assert run("dossier", "new", str(folder), "--title", "again").exit_code != 0
    (folder / "actors.toml").write_text('[[actor]]\nid="a"\nname = "A"\nkind="state"\n')
    done = run("dossier", "fmt", str(folder), "--check")
    assert (done.exit_code, done.stdout) == (1, "would change actors.toml\n")
    assert run("dossier", "fmt", str(folder)).stdout == "changed actors.toml\n"
    assert '\nid = "a"\n' in (folder / "actors.toml").read_text()


def test_the_schema_takes_the_example_and_refuses_a_mistake() -> None:
    schema = json.loads(run("dossier", "schema").stdout)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted(EXAMPLE.glob("*.toml")):
        values = json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=str))
        assert [*validator.iter_errors(values)] == [], path.name
    wrong = {
        "statement": [{"id": "x", "actor": "a", "provision": "p", "stance": "0", "source": "?"}]
    }
    assert len([*validator.iter_errors(wrong)]) == 1


def test_a_dossier_is_kept_beside_its_telegrams(archive: str, mine: Path) -> None:
    done = run("dossier", "index", str(EXAMPLE), "-A", archive)
    assert done.stdout == "41-committee-2008: 426 lines kept, 337 cite telegrams\n"
    again = run("dossier", "index", str(EXAMPLE), "-A", archive)
    assert again.stdout == "41-committee-2008: 426 lines kept already, 337 cite telegrams\n"
    shown = run("show", "08MIRZAQUE96", "-A", archive, "--as", "C @USA").stdout
    assert shown.endswith(
        "In dossiers\n  41-committee-2008: 9 statements, 2 steps of démarches, 2 asks\n"
    )
    listed = run("dossier", "list", "-A", archive).stdout
    assert listed.startswith(
        "41-committee-2008  Renewal of the mandate of the 41 Committee, 2008\n"
    )
    assert all(len(line) <= 80 for line in listed.splitlines())
    told = json.loads(run("dossier", "list", "-A", archive, "--as", "U", "--json").stdout)
    assert [(each["name"], each["title"]) for each in told] == [("41-committee-2008", "")]
    facets = run("search", "rollover", "-A", archive, "--limit", "0", "--facets").stdout
    assert facets.endswith(" dossier  41-committee-2008 7\n")
    assert run("dossier", "drop", "41-committee-2008", "-A", archive).exit_code == 0
    assert "no dossier is kept" in run("dossier", "list", "-A", archive).stdout
    assert run("dossier", "drop", "41-committee-2008", "-A", archive).exit_code != 0
    assert "In dossiers" not in run("show", "08MIRZAQUE96", "-A", archive).stdout


def test_what_is_amiss_with_a_dossier_is_told_when_it_is_kept(archive: str, mine: Path) -> None:
    statements = mine / "statements.csv"
    words = statements.read_text("utf-8").replace("08MIRZAQUE96#6", "08MIRZAQUE96#9", 1)
    statements.write_text(words.replace("08MIRZAQUE96#5", "08MIRZAQUE9#5", 1), "utf-8")
    (mine / "votes.csv").write_text("text,actor,vote\nresolution-231,eldrane,perhaps\n", "utf-8")
    done = run("dossier", "index", str(mine), "-A", archive)
    assert "2 of them are for the owner alone: what they cite is not held, or not in" in done.stdout
    assert "1 error in its files: what is right with it is kept;" in done.stderr
    told = json.loads(run("dossier", "index", str(mine), "-A", archive, "--json").stdout)
    assert (told["name"], told["closed"], "is_new" in told) == ("mine", 2, False)
    assert run("dossier", "index", str(ROOT), "-A", archive).exit_code != 0
    run("dossier", "drop", "mine", "-A", archive)


def test_a_citation_by_the_archives_own_number_or_by_a_shared_time(
    archive: str, mine: Path, tmp_path: Path
) -> None:
    """The year in full is the same number; a time that two telegrams share names neither."""
    dossier = Dossier(mine)
    dossier.change("statements", "gk-jub-x0402", cite="2008CALDESSA00241#4")
    dossier.save()
    assert run("dossier", "check", str(mine), "-A", archive).exit_code == 0
    twins = tmp_path / "twins"
    twins.mkdir()
    text = (ROOT / "examples/line/08CALDESSA0241.txt").read_text(encoding="utf-8")
    (twins / "twin.txt").write_text(text.replace("000241", "000242"), encoding="utf-8")
    both = str(tmp_path / "both")
    run("import", str(ROOT / "examples/line/08CALDESSA0241.txt"), str(twins), "-q", "-A", both)
    dossier.change("statements", "gk-jub-x0402", cite="022143ZAPR08#4")
    dossier.save()
    told = run("dossier", "check", str(mine), "-A", both, "--min-severity", "error").stdout
    assert "022143ZAPR08 is not held, or not by this name alone" in " ".join(told.split())


def test_a_log_without_steps_says_so(tmp_path: Path) -> None:
    run("dossier", "new", str(tmp_path / "new"), "--title", "The term")
    assert run("demarches", str(tmp_path / "new")).stdout == "no démarche yet\n"
    told = run("demarches", str(tmp_path / "new"), "--open").stdout
    assert told == "nothing is planned or waits for a report\n"


def test_an_end_that_is_written_is_an_end(mine: Path) -> None:
    """A mandate whose length nobody wrote has a term where its last day is known."""
    (mine / "mandates.csv").write_text(
        "id,body,adopted,expiry,cite\na,littoral-council,2008-05-16,2011-05-30,see:x\n"
        "b,littoral-council,2008-05-17,,see:x\n"
    )
    told = run("mandates", str(mine)).stdout
    assert "2008-05-16 to 2011-05-30\n" in told
    assert "2008-05-17, no fixed term" in told


def test_a_brief_has_no_sign_that_a_terminal_obeys(archive: str, mine: Path) -> None:
    path = mine / "provisions.toml"
    words = path.read_text(encoding="utf-8")
    name = 'name = "Term of the mandate"'
    assert name in words
    hostile = 'name = "Term \\u001b]0;x\\u0007 \\u202e of the mandate"'
    path.write_text(words.replace(name, hostile), encoding="utf-8")
    told = run("brief", str(mine), "-A", archive).stdout
    assert "of the mandate" in told
    assert not set("\x1b\x07\u202e") & set(told)


def test_a_name_will_do_for_an_id() -> None:
    by_id = run("dossier", "show", str(EXAMPLE), "--actor", "kethara", "--provision", "term")
    named = ("--actor", "Kethara", "--provision", "term of the mandate")
    assert run("dossier", "show", str(EXAMPLE), *named).stdout == by_id.stdout
    assert "known 2008-04-02" in by_id.stdout
    told = run("dossier", "show", str(EXAMPLE), "--provision", "trem").stderr
    assert "'trem' is not in provisions: term is meant?" in told


def test_a_dossier_needs_a_title(tmp_path: Path) -> None:
    done = run("dossier", "new", str(tmp_path / "new"), "--title", " ")
    assert done.exit_code == 1
    assert not (tmp_path / "new").exists()


def test_texts_stand_in_time_with_their_silence_and_votes() -> None:
    words = run("texts", str(EXAMPLE)).stdout
    lines = [" ".join(line.split()) for line in words.splitlines()]
    assert lines.index("2008-03-11 First draft") < lines.index("2008-04-17 Revised draft")
    told = " ".join(lines)
    assert "silence set by Tomas Vehlen until 2008-04-24 12:00, broken by Sundaval" in told
    assert "voted on: 9-0-2" in told
    assert "abstained: Lombarra, Sundaval" in told
    assert "Resolution 231" not in run("texts", str(EXAMPLE), "--on", "2008-04-30").stdout
    found = json.loads(run("texts", str(EXAMPLE), "--json").stdout)
    last = next(each for each in found if each["text"]["id"] == "resolution-231")
    assert len(last["votes"]) == 11


def test_what_became_of_each_ask() -> None:
    found = json.loads(run("asks", str(EXAMPLE), "--json").stdout)
    five = next(each for each in found if each["ask"]["id"] == "five-years")
    assert {name: each["standing"] for name, each in five["standings"].items()} == {
        "draft-1": "in",
        "draft-2": "softened",
        "resolution-231": "softened",
    }
    words = " ".join(run("asks", str(EXAMPLE)).stdout.split())
    assert "softened OP1" in words


def test_a_proposal_cited_by_counting_is_shown_with_its_paragraph(archive: str, mine: Path) -> None:
    first = next(iter(Dossier(mine).statements.waiting()))
    dossier = Dossier(mine)
    dossier.change("statements", first.id, cite=f"{first.cite.partition('#')[0]}#@5")
    dossier.save()
    found = json.loads(run("review", str(mine), "--json", "-A", archive).stdout)
    assert found[0]["paragraph"].startswith("Changes: OP1")
