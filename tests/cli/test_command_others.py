"""`reftel explain`, `schema`, `--version`, `--help`, and the examples in every help text."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reftel.cli.app import app
from reftel.tables.diagnostics import diagnostics

ROOT = Path(__file__).parents[2]
COMMANDS = [
    [each.name or each.callback.__name__] for each in app.registered_commands if each.callback
] + [
    [str(group.name), each.name or each.callback.__name__]
    for group in app.registered_groups
    if group.typer_instance
    for each in group.typer_instance.registered_commands
    if each.callback
]
BIN = Path(sys.executable).parent


def run(*arguments: str):
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, arguments)


def examples() -> list[str]:
    found: list[str] = []
    for command in COMMANDS:
        _, _, behind = run(*command, "--help").stdout.partition("Examples:\n")
        lines = [line.strip() for line in behind.splitlines() if "reftel" in line]
        assert lines, f"{command} shows no example"
        found += lines
    return found


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of the examples, on which the commands of the archive show themselves."""
    folder = tmp_path_factory.mktemp("kept") / "reftel-archive"
    run("import", str(ROOT / "examples"), "--archive", str(folder), "--quiet")
    return folder


@pytest.mark.parametrize("command", examples())
def test_every_example_in_the_help_works(command: str, kept: Path, tmp_path: Path) -> None:
    shutil.copytree(kept, tmp_path / kept.name)
    for folder in ("examples", "docs"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        check=False,
    )
    # `reftel check` ends with 1 where it finds errors, and some of the examples have one.
    assert done.returncode in ({0, 1} if "check" in command else {0}), done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout or ">" in command


@pytest.mark.parametrize("code", ["T204", "t204", "C09"])
def test_a_code_or_rule_is_explained(code: str) -> None:
    result = run("explain", code)
    assert result.exit_code == 0
    assert result.stdout.startswith("error[T204] ")
    assert "Expected  " in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("row", diagnostics(), ids=lambda row: row.code)
def test_every_code_is_explained_in_80_columns(row) -> None:  # pyright: ignore
    result = run("explain", row.code)  # pyright: ignore
    assert result.exit_code == 0
    assert row.title in result.stdout  # pyright: ignore


def test_an_unknown_code_is_a_usage_error_with_a_suggestion() -> None:
    result = run("explain", "T2O4")
    assert result.exit_code == 2
    assert "did you mean T204" in result.stderr
    result = run("explain", "nonsense-of-another-kind")
    assert result.exit_code == 2


def test_all_codes_are_listed() -> None:
    result = run("explain")
    assert re.findall(r"^  (T\d{3})", result.stdout, re.M) == [row.code for row in diagnostics()]


def test_the_schema_is_that_of_the_docs() -> None:
    kept = (ROOT / "docs" / "schema.json").read_text(encoding="utf-8")
    assert json.loads(run("schema").stdout) == json.loads(kept)


def test_the_version() -> None:
    assert run("--version").stdout == f"reftel {version('reftel')}\n"


def test_no_command_shows_the_help() -> None:
    assert "Commands:" in run().output


def test_an_unknown_command_is_a_usage_error() -> None:
    assert run("reed").exit_code == 2


def test_the_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from reftel.cli.app import app; app(['--help'], standalone_mode=False);"
        "print(sorted({'rich', 'pypdf', 'msgspec', 'reftel.telegram'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_help_comes_at_once() -> None:
    def seconds() -> float:
        began = time.monotonic()
        subprocess.run([sys.executable, "-m", "reftel.cli", "--help"], stdout=-3, check=True)
        return time.monotonic() - began

    assert min(seconds() for _ in range(3)) < 0.3
