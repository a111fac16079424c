"""How fast and in how much memory `read_all` goes through a zip with very many telegrams.

    python benchmarks/containers.py [--telegrams 100000] [--json]

Each size is read in a process of its own, so that its memory can be told. The telegrams are those
of the examples, each with a number of its own. The rival, in the same run, opens the zip, decodes
and splits every member.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from rich.console import Console

EXAMPLES = Path(__file__).parent.parent / "examples" / "line"
NUMBER = re.compile(r"(?<=[A-Z] )0\d{5}$|(?<=#)\d{4}", re.MULTILINE)
SHARES = (0.1, 0.3, 1.0)  # of the number asked for
# `ru_maxrss` counts kilobytes; the children are the processes that read.
READ = """
import resource, sys
from time import perf_counter
from reftel import read_all
begin = perf_counter()
count = sum(1 for _ in read_all(sys.argv[1]))
seconds = perf_counter() - begin
own, children = (resource.getrusage(who).ru_maxrss for who in
                 (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(count, seconds, own / 1024, children / 1024)
"""


class Run(NamedTuple):
    """One zip read: seconds of it and of the rival; the most megabytes of parent and of a child."""

    telegrams: int
    megabytes: float
    seconds: float
    rival: float
    parent: float
    child: float


def main() -> int:
    """Measure, and print; exit status 1 where a telegram was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--telegrams", type=int, default=100_000, help="of the largest zip")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    options = parser.parse_args()
    console = Console(highlight=False)
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        for share in SHARES:
            found = _measured(Path(folder, "telegrams.zip"), int(options.telegrams * share))
            runs.append(found)
            if not options.json:
                _print(found, console)
    if options.json:
        print(json.dumps([each._asdict() for each in runs], indent=1))
    return 0


def _measured(path: Path, telegrams: int) -> Run:
    size = _packed(path, telegrams)
    begin = perf_counter()
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            archive.read(info).decode().split("\n")
    rival = perf_counter() - begin
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True
    )
    count, seconds, parent, child = map(float, done.stdout.split())
    if count != telegrams:
        sys.exit(f"{telegrams} telegrams packed, {count:.0f} read")
    return Run(telegrams, size / 1e6, seconds, rival, parent, child)


def _packed(path: Path, telegrams: int) -> int:
    """Write a zip; return how many bytes its members have."""
    texts = [each.read_text() for each in sorted(EXAMPLES.glob("*.txt")) if "of2" not in each.name]
    size = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(telegrams):
            text = NUMBER.sub(
                lambda found, n=number: f"{n % 10 ** len(found[0]):0{len(found[0])}}",
                texts[number % len(texts)],
            )
            archive.writestr(f"{number // 1000:03}/{number:06}.txt", text)
            size += len(text)
    return size


def _print(run: Run, console: Console) -> None:
    console.print(
        f"{run.telegrams:>7,} telegrams, {run.megabytes:.0f} MB: {run.seconds:.1f} s, "
        f"{run.telegrams / run.seconds:,.0f}/s, {run.seconds / run.rival:.0f} times the rival; "
        f"at most {run.parent:.0f} MB, and {run.child:.0f} MB in each process that reads"
    )


if __name__ == "__main__":
    sys.exit(main())
