"""How fast telegrams are read, and whether any input makes reading slow.

    python benchmarks/speed.py ../shared/telegrams/nara/txt [--json]

Texts of examples/archives stand in where the folder is missing. Exit status 1 where the time of
some input grows faster than its size.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table

from clock import Growth, best, growth
from grown import telegram
from hostile import Hostile, every
from reftel.telegram.read import read_telegram

EXAMPLES = Path(__file__).parent.parent / "examples"
REPEAT = 5
STEEPEST = 1.35  # linear, and what the noise of a busy machine adds to it
LONG_ENOUGH = 0.05  # seconds; shorter times say nothing about growth
SLOWEST_TO_MEDIAN = 5
LONG_TELEGRAMS = (100_000, 1_000_000, 10_000_000)
SIZES = (40_000, 80_000, 160_000)  # of hostile inputs at first, and four times that when too fast
SHORT_LIMIT = 2.0  # seconds that a hostile input may take, twice
LIMIT = 20.0  # seconds that a large text may take
ONE_LETTER = (12_500_000, 25_000_000, 50_000_000)


class Files(NamedTuple):
    """Reading of small telegrams; floor: decoding and splitting into lines, of the same bytes."""

    telegrams: int
    size: int
    seconds: float
    floor: float
    slowest: str
    slowest_to_median: float
    median_per_byte: float


class Memory(NamedTuple):
    """The most memory held while reading, as a multiple of the input's size."""

    traced_1_mb: float
    resident_10_mb: float


class Report(NamedTuple):
    """All that was measured."""

    files: Files
    long: Growth
    memory: Memory
    hostile: dict[str, Growth]
    start_up: dict[str, float]

    @property
    def steep(self) -> dict[str, Growth]:
        """The inputs on which time grows faster than it may."""
        return {name: each for name, each in self.hostile.items() if _is_steep(each)}


def _is_steep(each: Growth) -> bool:
    return bool(each.fault) or (each.seconds[-1] > LONG_ENOUGH and each.exponent > STEEPEST)


def measure(folder: Path) -> Report:
    """Measure everything; takes some minutes."""
    return Report(_files(folder), _long(), _memory(), dict(_hostile()), dict(_start_up()))


def _files(folder: Path) -> Files:
    contents = {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}
    for content in contents.values():  # warm: tables loaded, patterns compiled
        read_telegram(content)
    seconds = best(lambda: [read_telegram(each) for each in contents.values()], REPEAT)
    floor = best(lambda: [each.decode().split("\n") for each in contents.values()], REPEAT)
    costs = {
        name: best(lambda content=content: read_telegram(content), REPEAT) / len(content)
        for name, content in contents.items()
    }
    middle, slowest = median(costs.values()), max(costs, key=lambda name: costs[name])
    size = sum(map(len, contents.values()))
    return Files(len(contents), size, seconds, floor, slowest, costs[slowest] / middle, middle)


def _grown(size: int) -> str:
    return telegram(size, EXAMPLES / "line")


def _long() -> Growth:
    return growth(read_telegram, _grown, LONG_TELEGRAMS, repeat=1, limit=LIMIT)


def _memory() -> Memory:
    text = _grown(1_000_000)
    tracemalloc.start()
    read_telegram(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Memory(peak / len(text), _resident())


# In a process of its own, so that nothing else that was measured counts. Linux alone says what one
# program held at most; `ru_maxrss` would begin with what the parent process held.
RESIDENT = """
import re, sys
from pathlib import Path
from reftel.telegram.read import read_telegram

def most():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024

read_telegram("UNCLAS CALDESSA 187")
content = Path(sys.argv[1]).read_bytes()
before = most()
record = read_telegram(content)
print((most() - before) / len(content))
"""


def _resident() -> float:
    with tempfile.NamedTemporaryFile() as file:
        file.write(_grown(LONG_TELEGRAMS[-1]).encode())
        file.flush()
        command = [sys.executable, "-c", RESIDENT, file.name]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=True, timeout=LIMIT
            )
        except subprocess.TimeoutExpired:
            return math.inf
    return float(done.stdout)


def _hostile() -> Iterator[tuple[str, Growth]]:
    for each in every():
        yield each.name, _tried(each)
    letters = growth(read_telegram, lambda size: "A" * size, ONE_LETTER, repeat=1, limit=LIMIT)
    yield "50 MB of one letter", letters


def _tried(hostile: Hostile) -> Growth:
    """Measure at sizes at which time can be told, and again where it seems to grow too fast."""
    found = growth(read_telegram, hostile.text, SIZES, limit=SHORT_LIMIT)
    if found.seconds[-1] < LONG_ENOUGH:
        found = growth(read_telegram, hostile.text, [4 * size for size in SIZES], limit=SHORT_LIMIT)
    if _is_steep(found) and not found.fault:
        again = growth(read_telegram, hostile.text, found.sizes, repeat=3, limit=SHORT_LIMIT)
        return min(found, again, key=lambda each: each.exponent)
    return found


def _start_up() -> Iterator[tuple[str, float]]:
    commands = {
        "python -c pass": ["-c", "pass"],
        "import reftel": ["-c", "import reftel"],
        "reftel --help": ["-c", "from reftel.cli.app import main; main()", "--help"],
    }
    for name, arguments in commands.items():
        times = [_run(arguments) for _ in range(REPEAT)]
        if None not in times:
            yield name, min(each for each in times if each is not None)


def _run(arguments: Sequence[str]) -> float | None:
    begin = perf_counter()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    return perf_counter() - begin if done.returncode == 0 else None


def _print(report: Report, console: Console) -> None:
    files, per_byte = report.files, report.files.median_per_byte
    console.print(
        f"{files.telegrams} telegrams, {files.size / 1e6:.2f} MB: "
        f"{files.telegrams / files.seconds:.0f}/s, {files.size / files.seconds / 1e6:.2f} MB/s, "
        f"{files.seconds / files.floor:.0f} times the time "
        "of decoding and splitting into lines"
    )
    console.print(
        f"slowest per byte: {files.slowest}, {files.slowest_to_median:.1f} times the median "
        f"(aim: {SLOWEST_TO_MEDIAN} at most)"
    )
    for size, seconds in zip(report.long.sizes, report.long.seconds, strict=True):
        ratio = seconds / size / per_byte
        console.print(f"telegram of {size / 1e6:.1f} MB: {seconds:.2f} s, {ratio:.2f} per byte")
    console.print(f"long telegrams: time grows with the power {report.long.exponent:.2f} of size")
    console.print(
        f"memory: {report.memory.traced_1_mb:.1f} times 1 MB traced, "
        f"{report.memory.resident_10_mb:.1f} times 10 MB resident"
    )
    for name, seconds in report.start_up.items():
        console.print(f"start: {name} {seconds * 1000:.0f} ms")
    _print_hostile(report, console)


def _print_hostile(report: Report, console: Console) -> None:
    table = Table("input", "size", "s", "MB/s", "exponent", "", box=box.SIMPLE)
    for name, each in sorted(report.hostile.items(), key=lambda item: -item[1].exponent):
        size, seconds = each.sizes[-1], each.seconds[-1]
        mark = (each.fault or "too steep") if name in report.steep else ""
        rate = size / max(seconds, 1e-9) / 1e6
        taken = ("", "") if each.fault else (f"{seconds:.3f}", f"{rate:.1f}")
        cells = (f"{size / 1e6:.2f} MB", *taken, f"{each.exponent:.2f}")
        table.add_row(name, *cells, mark)
    console.print(table)
    console.print(
        f"{len(report.hostile)} hostile inputs, {len(report.steep)} too steep or not read"
    )


def _as_json(report: Report) -> str:
    def record(each: Growth) -> dict[str, object]:
        exponent = each.exponent if math.isfinite(each.exponent) else None
        return {**each._asdict(), "exponent": exponent}

    return json.dumps(
        {
            "files": report.files._asdict(),
            "long": record(report.long),
            "memory": report.memory._asdict(),
            "start_up": report.start_up,
            "hostile": {name: record(each) for name, each in report.hostile.items()},
            "too steep": sorted(report.steep),
        },
        indent=1,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=EXAMPLES / "archives")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    folder = options.folder if any(options.folder.glob("*.txt")) else EXAMPLES / "archives"
    report = measure(folder)
    if options.json:
        print(_as_json(report))
    else:
        _print(report, Console(width=110, soft_wrap=True, highlight=False, markup=False))
    return 1 if report.steep else 0


if __name__ == "__main__":
    sys.exit(main())
