"""What the pages show is what happens: their code runs, and prints what they say it prints.

A ```python block is run, those of a page one after the other; a ```text block right behind it is
what it prints. In a ```console block each `$ ` line is a command, the lines below are its output.
Files are named as seen from the top of the checkout; each page has an archive of its own, empty at
its beginning, where `REFTEL_ARCHIVE` says.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BIN = Path(sys.executable).parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Shown(NamedTuple):
    """Something that a page shows: code or a command, and what it says comes of it."""

    source: str
    output: str


def python(page: str) -> Iterator[Shown]:
    for block in BLOCK.finditer(page):
        if block[1] == "python":
            behind = BLOCK.match(page, block.end() + len("\n\n"))
            yield Shown(block[2], behind[2] if behind and behind[1] == "text" else "")


def commands(page: str) -> Iterator[Shown]:
    for block in BLOCK.finditer(page):
        if block[1] == "console":
            for command in re.split(r"^\$ ", block[2], flags=re.MULTILINE)[1:]:
                line, _, output = command.partition("\n")
                yield Shown(line, output)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


CODE = {page: list(python(page.read_text(encoding="utf-8"))) for page in PAGES}
COMMANDS = {page: list(commands(page.read_text(encoding="utf-8"))) for page in PAGES}


@pytest.mark.parametrize("page", [page for page in PAGES if CODE[page]], ids=name_of)
def test_code_prints_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("REFTEL_ARCHIVE", str(tmp_path / "reftel-archive"))
    names: dict[str, object] = {}
    for each in CODE[page]:
        exec(compile(each.source, page.name, "exec"), names)
        assert capsys.readouterr().out == each.output, each.source


@pytest.mark.parametrize("page", [page for page in PAGES if COMMANDS[page]], ids=name_of)
def test_commands_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    # As a pipe sees it: no colours, 80 columns, characters of UTF-8.
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "PYTHONUTF8": "1"}
    environment |= {"REFTEL_ARCHIVE": str(tmp_path / "reftel-archive"), "FOLDER": str(tmp_path)}
    for each in COMMANDS[page]:
        done = subprocess.run(
            each.source, shell=True, cwd=ROOT, env=environment, capture_output=True, check=False
        )
        assert done.stdout.decode() == each.output, each.source


def test_the_tour_is_tested() -> None:
    assert CODE[ROOT / "README.md"]
    assert COMMANDS[ROOT / "README.md"]
