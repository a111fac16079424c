"""`reftel brief` on an archive of the examples."""

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from typer.testing import CliRunner

from reftel.cli.app import app

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples/dossiers/41-committee-2008")


def run(*arguments: str):
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, arguments)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("kept") / "archive")
    run("import", str(ROOT / "examples"), "-q", "-A", folder)
    return folder


def test_markdown_goes_to_a_pipe(archive: str) -> None:
    done = run("brief", EXAMPLE, "--on", "2008-04-25", "-A", archive)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == lines[-1] == "**CONFIDENTIAL**"
    assert lines[2] == "# Renewal of the mandate of the 41 Committee, 2008"
    assert lines[4] == "*As of 25 April 2008*"


def test_without_a_day_it_is_the_newest(archive: str) -> None:
    done = run("brief", EXAMPLE, "-A", archive)
    assert "*As of 16 May 2008, the newest day of the dossier*" in done.stdout
    assert "## What moved since 2 May" in done.stdout


@pytest.mark.parametrize("suffix", ["md", "html", "pdf", "docx", "PDF"])
def test_the_suffix_says_the_form(suffix: str, archive: str, tmp_path: Path) -> None:
    path = tmp_path / f"brief.{suffix}"
    done = run("brief", EXAMPLE, "--on", "2008-04-25", "--to", str(path), "-A", archive)
    assert (done.exit_code, done.stdout) == (0, f"{path}: As of 25 April 2008; CONFIDENTIAL\n")
    made = path.read_bytes()
    match suffix.lower():
        case "pdf":
            assert len(PdfReader(io.BytesIO(made)).pages) == 1
        case "docx":
            assert Document(io.BytesIO(made)).tables
        case "html":
            assert made.startswith(b"<!DOCTYPE html>")
        case _:
            assert made.startswith(b"**CONFIDENTIAL**")


def test_nothing_is_written_over(archive: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    path.write_text("mine", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "reftel.cli", "brief", EXAMPLE, "--to", str(path), "-A", archive],
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
    assert b"brief.md" in done.stderr
    assert b"Traceback" not in done.stderr
    assert path.read_text("utf-8") == "mine"


def test_json_has_what_the_page_leaves_out(archive: str) -> None:
    done = run("brief", EXAMPLE, "--on", "2008-04-25", "--json", "-A", archive)
    made = json.loads(done.stdout)
    assert (made["on"], made["since"]) == ("2008-04-25", "2008-04-11")
    assert "left_out" not in made
    told = [each for part in made["sections"] for each in part.get("sentences", [])]
    assert all(each["citations"] for each in told)
    assert any(each.get("topic") == "gap" for each in told)
    assert made["marking"] == "SECRET//NOFORN"


def test_a_reader_gets_what_he_may_read(archive: str) -> None:
    owner = run("brief", EXAMPLE, "--json", "-A", archive)
    reader = run("brief", EXAMPLE, "--json", "--as", "C", "-A", archive)
    assert "08MIRZAQUE96#5" in owner.stdout
    assert "08MIRZAQUE96#5" not in reader.stdout
    assert json.loads(reader.stdout)["marking"] == "CONFIDENTIAL"
    assert run("brief", EXAMPLE, "--as", "U", "-A", archive).exit_code != 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--to", "brief.odt"), "tells no form by its end: .md, .html, .pdf, .docx"),
        (("--on", "25 April"), "'25 April' is no day"),
        (("--on", "2008-04-09", "--since", "2008-04-25"), "lies after the day of the brief"),
        (("--json", "--to", "brief.md"), "--json is printed"),
    ],
)
def test_what_cannot_be_asked_is_said(options: tuple[str, ...], told: str, archive: str) -> None:
    done = run("brief", EXAMPLE, *options, "-A", archive)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())


def test_without_an_archive_the_owner_gets_one_and_is_told(tmp_path: Path) -> None:
    """The default archive need not be there; one that is named has to."""
    command = [sys.executable, "-m", "reftel.cli", "brief", EXAMPLE]
    environment = {each: value for each, value in os.environ.items() if "REFTEL_A" not in each}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"no archive: markings are not known" in done.stderr
    assert "A MARKING IS NOT KNOWN" in done.stdout.decode()
    for more in (["-A", "nowhere"], ["--as", "C"]):
        done = subprocess.run(
            [*command, *more], cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode != 0
        assert b"Traceback" not in done.stderr


def test_a_terminal_gets_a_page_to_look_at(archive: str) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "reftel.cli", "brief", EXAMPLE, "-A", archive]
    with subprocess.Popen(command, stdout=follower, env={**os.environ, "TERM": "xterm"}) as done:
        os.close(follower)
        read = b""
        while True:
            try:
                read += os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
    os.close(leader)
    shown = read.decode()
    assert done.returncode == 0
    assert "Who stands where" in shown
    assert "**" not in shown
    assert "\x1b[1m" in shown
