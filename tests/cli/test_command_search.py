"""`reftel search`, `show`, `similar`, `searches`, `frozen`, `note`, `notes`, `tag`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reftel.cli.app import app
from reftel.core.errors import ReftelError

EXAMPLES = Path(__file__).parents[2] / "examples"


def invoke(archive: Path, *arguments: str, given: str = "") -> Result:
    runner = CliRunner(env={"NO_COLOR": "1", "REFTEL_ARCHIVE": str(archive)})
    return runner.invoke(app, arguments, input=given)


def refused(archive: Path, *arguments: str) -> str:
    """Return what the error says that a command ends with."""
    error = invoke(archive, *arguments).exception
    assert isinstance(error, ReftelError)
    return str(error)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of the examples that no test writes to."""
    folder = tmp_path_factory.mktemp("search") / "archive"
    assert invoke(folder, "import", str(EXAMPLES), "--quiet").exit_code == 0
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    assert invoke(folder, "import", str(EXAMPLES / "line"), "--quiet").exit_code == 0
    return folder


def test_hits_for_people(shared: Path) -> None:
    found = invoke(shared, "search", '"joint underwriting board"', "--limit", "2", "--facets")
    lines = found.stdout.splitlines()
    assert found.exit_code == 0
    assert lines[0] == "13 telegrams, 1 to 2, the most relevant first"
    assert lines[2].startswith("  1 ")
    assert any(line.strip().startswith("class  CONFIDENTIAL") for line in lines)
    later = invoke(shared, "search", '"joint underwriting board"', "--limit", "2", "--start", "3")
    assert later.stdout.splitlines()[0] == "13 telegrams, 3 to 4, the most relevant first"
    assert later.stdout.splitlines()[2].startswith("  3 ")


def test_other_forms(shared: Path) -> None:
    assert invoke(shared, "search", "mandate", "--count").stdout == "8\n"
    names = invoke(shared, "search", "mandate", "--names").stdout.split()
    assert len(names) == 8
    assert names == sorted(names)
    found = json.loads(invoke(shared, "search", "mandate", "--json", "--limit", "3").stdout)
    assert (found["total"], len(found["hits"])) == (8, 3)
    assert found["facets"]["year"][0]["query"] == "date:2008"


def test_nothing_is_found(shared: Path) -> None:
    found = invoke(shared, "search", "underwritter")
    assert found.exit_code == 1
    assert "did you mean underwriters?" in found.stdout
    assert invoke(shared, "search", "zzzz", "--names").exit_code == 1


def test_an_error_shows_its_place(shared: Path) -> None:
    assert "  mandate frm:x\n          ^^^^" in refused(shared, "search", "mandate frm:x")
    assert "names no clearance" in refused(shared, "search", "x", "--as", "X")


def test_a_batch(shared: Path) -> None:
    found = invoke(shared, "search", "--batch", "-", given="mandate\n\nzzzz\n")
    assert [line.split()[0] for line in found.stdout.splitlines()] == ["8", "0"]
    as_json = invoke(shared, "search", "--batch", "-", "--json", given="mandate\nzzzz\n")
    assert [each["total"] for each in json.loads(as_json.stdout)] == [8, 0]


def test_a_reader_of_less_finds_less(shared: Path) -> None:
    assert invoke(shared, "search", "mandate", "--count", "--as", "U").stdout == "3\n"
    hidden, absent = (
        refused(shared, "show", name, "--as", "U") for name in ("08TAVERRE402", "08TAVERRE403")
    )
    assert hidden.replace("402", "403") == absent == "08TAVERRE403 is not held"


def test_a_telegram_is_shown(shared: Path) -> None:
    shown = invoke(shared, "show", "08 taverre 0402")
    assert "ISHMERE CO-SPONSORS" in shown.stdout
    record = json.loads(invoke(shared, "show", "08TAVERRE402", "--json").stdout)
    assert record["name"] == "08TAVERRE402"
    assert invoke(shared, "show", record["id"], "--json").stdout
    path = EXAMPLES / "line" / "08TAVERRE0402.txt"
    assert invoke(shared, "show", "08TAVERRE402", "--original").stdout_bytes == path.read_bytes()


def test_similar_ones(shared: Path) -> None:
    assert "  1 08" in invoke(shared, "similar", "08TAVERRE402", "--limit", "2").stdout
    found = json.loads(invoke(shared, "similar", "08TAVERRE402", "--json").stdout)
    assert "08TAVERRE402" not in [each["name"] for each in found]


def test_saved_searches(own: Path) -> None:
    assert "no search is saved" in invoke(own, "searches").stdout
    assert invoke(own, "search", "mandate", "--save", "Mandates").exit_code == 0
    assert invoke(own, "searches").stdout == "Mandates: mandate (nothing new)\n"
    invoke(own, "import", str(EXAMPLES), "--quiet")
    assert invoke(own, "searches").stdout == "Mandates: mandate (1 new)\n"
    assert invoke(own, "searches", "--news", "Mandates").stdout == "11STATE30118\n"
    assert invoke(own, "searches", "--news", "Mandates").stdout == "nothing new\n"
    assert json.loads(invoke(own, "searches", "--json").stdout)[0]["new"] == 0
    assert invoke(own, "searches", "--forget", "Mandates").exit_code == 0
    assert "no saved search" in refused(own, "searches", "--forget", "Mandates")


def test_frozen_sets(own: Path, tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    told = invoke(own, "search", "mandate", "--freeze", str(path)).stdout
    digest = told.splitlines()[1]
    assert digest == f"sha256:{json.loads(path.read_text())['hash']}"
    again = invoke(own, "frozen", str(path))
    assert (again.exit_code, digest in again.stdout) == (0, True)
    invoke(own, "import", str(EXAMPLES), "--quiet")
    more = invoke(own, "frozen", str(path))
    assert (more.exit_code, more.stdout) == (1, "new: 11STATE30118\n")
    path.write_text("{}")
    assert "no frozen result set" in refused(own, "frozen", str(path))
    assert "No such file" in refused(own, "frozen", str(tmp_path / "none"))


def test_notes(own: Path) -> None:
    assert invoke(own, "notes").stdout == "no notes\n"
    told = invoke(own, "note", "08TAVERRE402", "compare", "--para", "3").stdout
    assert told == "note 1 on 08TAVERRE402\n"
    assert invoke(own, "notes").stdout == "1. 08TAVERRE402 para 3: compare\n"
    assert "Your note 1, paragraph 3: compare" in invoke(own, "show", "08TAVERRE402").stdout
    assert invoke(own, "notes", "--as", "U").stdout == "no notes\n"
    assert invoke(own, "notes", "--erase", "1").exit_code == 0
    assert json.loads(invoke(own, "notes", "--json").stdout) == []
    assert refused(own, "note", "08TAVERRE999", "x") == "08TAVERRE999 is not held"


def test_tags(own: Path) -> None:
    assert invoke(own, "tag").stdout == "no tags\n"
    assert invoke(own, "tag", "To read", "08TAVERRE402").stdout == "put to 1 telegram\n"
    invoke(own, "tag", "to_read", "--query", "from:quillon")
    assert invoke(own, "tag").stdout == "to_read: 3\n"
    invoke(own, "tag", "to_read", "-", "--remove", given="08TAVERRE402\n")
    found = invoke(own, "search", "mine:to_read", "--names").stdout.split()
    assert found == ["08QUILLON214", "08QUILLON271"]
    assert json.loads(invoke(own, "tag", "--json").stdout) == {"to_read": 2}
