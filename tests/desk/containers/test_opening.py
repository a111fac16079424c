"""Members are found again, and the command line opens what holds them."""

import json
import subprocess
import sys
from pathlib import Path

from packing import (
    FILES,
    MRNS,
    zipped,
)

from reftel.desk.containers import Again, unpacked
from reftel.desk.containers.content import LEADS_OUT
from reftel.desk.sources import expand


def test_members_are_found_again_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    zipped(path, {f"{number}.txt": str(number).encode() for number in range(9)})
    members = [each._replace(data=None) for each in unpacked(expand([path]))]
    again = Again()
    for number in (0, 3, 8, 2, 2):
        assert again.source(members[number]).data == str(number).encode()
    zipped(path, {})
    assert Again().source(members[4]).refused == "no longer there"


def test_the_command_line_reads_and_checks_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    zipped(path, {"../out.txt": b"x", **FILES})
    command = [sys.executable, "-m", "reftel.cli"]
    done = subprocess.run(
        [*command, "read", "--jsonl", "--fields", "path,mrn", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [json.loads(line)["mrn"] for line in done.stdout.splitlines()] == MRNS
    assert f"{path}!../out.txt: {LEADS_OUT}" in done.stderr
    assert done.returncode == 1
    done = subprocess.run([*command, "check", path], capture_output=True, text=True, check=False)
    assert f"{path}!b/second.txt:3:17: error[T204]" in done.stdout
    assert "3 files: 2 read, 1 with errors" in done.stdout
