"""How fast an archive takes telegrams in and answers, beside SQLite's full-text search.

    python benchmarks/archive.py [--sizes 3000,10000,30000] [--labels] [--json]

Telegrams are generated (benchmarks/bulk.py). Import and searches run in processes of their own, so
that memory can be told. The rival, in the same run, is FTS5 with external content: the best
twenty by rank with snippets, the total, and the same counts by joining a narrow table. `--labels`
measures what 1, 5 and 40 labels cost a reader who may not read all.
"""

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, NamedTuple

from rich.console import Console

import bulk
from reftel.archive.access.labels import EVERYTHING, parse_clearance
from reftel.archive.archive import Archive

SIZES = "3000,10000,30000"
HITS = 20
EACH = 40  # queries of a kind
# `ru_maxrss` counts kilobytes; the children are the processes that read.
IMPORT = """
import resource, sys
from time import perf_counter
from reftel.archive.archive import Archive
from reftel.desk.importing import bring
begin = perf_counter()
with Archive(sys.argv[2], create=True) as archive:
    tally = bring(archive, [sys.argv[1]], text_column="text")
own, children = (resource.getrusage(who).ru_maxrss for who in
                 (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(tally.telegrams, perf_counter() - begin, own / 1024, children / 1024)
"""


class Times(NamedTuple):
    """Milliseconds of many calls: the median, and what one in twenty takes longer than."""

    p50: float
    p95: float


class Size(NamedTuple):
    """What was measured of one size. Megabytes, seconds, milliseconds; times by kind of query."""

    telegrams: int
    text: float
    seconds: float
    parent: float
    child: float
    disk: float
    rival_seconds: float
    opening: float
    by_number: Times
    thread: Times
    searches: dict[str, tuple[Times, Times]]


def main() -> int:
    """Measure, and print; exit status 1 where a telegram was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default=SIZES, help=f"telegrams, by commas ({SIZES})")
    parser.add_argument("--labels", action="store_true", help="what labels cost, at 10,000")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    options = parser.parse_args()
    out = Console(highlight=False, quiet=options.json)
    found: list[dict[str, Any]] = []
    for count in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            size = measured(Path(folder), count)
        found.append(size._asdict())
        _print(size, out)
    if options.labels:
        _print_labels([*labels_cost()], out)
    if options.json:
        print(json.dumps(found, indent=1))
    return 0


def measured(folder: Path, count: int) -> Size:
    """Return the figures of one size."""
    text, home = folder / "telegrams.jsonl", folder / "archive"
    size = bulk.write(text, count, labels=5)
    seconds, parent, child = _imported(text, home, count)
    begin = perf_counter()
    archive = Archive(home)
    session = archive.session()
    session.search("zo", limit=1)
    opening = (perf_counter() - begin) * 1000
    begin = perf_counter()
    rival = _rival(text, folder / "rival.db")
    rival_seconds = perf_counter() - begin
    names = Random(1).sample(session.names(), min(count, 300))
    searches = {
        kind: (timed(session.search, queries), timed(rival, _for_fts5(queries)))
        for kind, queries in kinds()
    }
    figures = Size(
        telegrams=count,
        text=size / 1e6,
        seconds=seconds,
        parent=parent,
        child=child,
        disk=_disk(home),
        rival_seconds=rival_seconds,
        opening=opening,
        by_number=timed(session.telegram, names),
        thread=timed(lambda name: session.graph(name, depth=6), names),
        searches=searches,
    )
    archive.close()
    return figures


def labels_cost() -> Iterator[tuple[int, float, float, Times, Times]]:
    """Yield for 1, 5 and 40 labels: import, making an index, and searches of owner and reader."""
    for labels in (1, 5, 40):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            text, home = folder / "telegrams.jsonl", folder / "archive"
            bulk.write(text, 10_000, labels)
            seconds, _, _ = _imported(text, home, 10_000)
            queries = [query for _, some in kinds() for query in some]
            with Archive(home) as archive:
                begin = perf_counter()
                reader = archive.session(parse_clearance("C EXDIS LIMDIS @USA"))
                making = perf_counter() - begin
                owner = archive.session(EVERYTHING)
                times = timed(owner.search, queries), timed(reader.search, queries)
            yield labels, seconds, making, *times


def kinds() -> Iterator[tuple[str, list[str]]]:
    """Yield kinds of queries; words by their rank: a frequent one stands in most telegrams."""
    words = bulk.Vocabulary(Random("bulk 0")).words
    yield "frequent", words[5 : 5 + EACH]
    yield "rare", words[20_000 : 20_000 + EACH]
    some = range(50, 50 + EACH)
    yield "or of 3", [f"{words[at]} OR {words[at + 7]} OR {words[at + 100]}" for at in some]
    yield "and of 2", [f"{words[at]} {words[at + 7]}" for at in some]
    yield "phrase", [f'"{words[at]} {words[at + 1]}"' for at in range(10, 10 + EACH)]
    yield "prefix", [f"{words[at][:4]}*" for at in range(500, 500 + EACH)]


def timed(call: Callable[[str], object], values: Sequence[str]) -> Times:
    """Return how long calls take, after one round to warm up."""
    taken: list[float] = []
    for value in (*values[:5], *values):
        begin = perf_counter()
        call(value)
        taken.append((perf_counter() - begin) * 1000)
    taken = sorted(taken[5:])
    return Times(statistics.median(taken), taken[int(len(taken) * 0.95)])


def _imported(text: Path, home: Path, count: int) -> tuple[float, float, float]:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, str(text), str(home)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    kept, seconds, parent, child = map(float, done.stdout.split())
    if kept != count:
        sys.exit(f"{count} telegrams written, {kept:.0f} kept")
    return seconds, parent, child


def _rival(text: Path, path: Path) -> Callable[[str], object]:
    """Return a search by FTS5 that does the same: hits with snippets, total, counts."""
    db = sqlite3.connect(path)
    db.executescript(
        "CREATE TABLE telegram (id INTEGER PRIMARY KEY, text TEXT);"
        "CREATE TABLE facet (telegram INTEGER, name TEXT, value TEXT,"
        " PRIMARY KEY (telegram, name, value)) WITHOUT ROWID;"
        "CREATE VIRTUAL TABLE found USING fts5 (text, content = 'telegram', content_rowid = 'id');"
    )
    with text.open(encoding="utf-8") as lines, db:
        for number, line in enumerate(lines):
            words = json.loads(line)["text"]
            db.execute("INSERT INTO telegram VALUES (?, ?)", (number, words))
            db.execute("INSERT INTO found (rowid, text) VALUES (?, ?)", (number, words))
            db.executemany(
                "INSERT OR IGNORE INTO facet VALUES (?, ?, ?)",
                [(number, name, value) for name, value in _facets(words)],
            )

    def search(query: str) -> object:
        hits = db.execute(
            "SELECT rowid, snippet(found, 0, '[', ']', '…', 30) FROM found WHERE found MATCH ?"
            " ORDER BY rank LIMIT ?",
            (query, HITS),
        ).fetchall()
        counts = db.execute(
            "SELECT name, value, count(*) FROM facet WHERE telegram IN"
            " (SELECT rowid FROM found WHERE found MATCH ?) GROUP BY name, value",
            (query,),
        ).fetchall()
        total = "SELECT count(*) FROM found WHERE found MATCH ?"
        return hits, counts, db.execute(total, (query,)).fetchone()

    return search


def _facets(text: str) -> Iterator[tuple[str, str]]:
    lines = text.split("\n")
    yield "month", lines[0][-6:]
    yield "year", lines[0][-2:]
    yield "from", lines[1]
    yield "to", lines[2]
    yield "level", lines[6].partition(" ")[0]
    for line in lines[7:12]:
        if line.startswith("TAGS: "):
            yield from (("tag", tag) for tag in line[6:].split(", "))


def _for_fts5(queries: Sequence[str]) -> list[str]:
    return [query if " OR " in query or '"' in query else query.replace(" ", " AND ")
            for query in queries]  # fmt: skip


def _disk(folder: Path) -> float:
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6


def _print(size: Size, out: Console) -> None:
    out.print(
        f"\n{size.telegrams:,} telegrams, {size.text:.0f} MB of text\n"
        f"  import    {size.seconds:.0f} s, {size.telegrams / size.seconds:,.0f}/s; at most"
        f" {size.parent:.0f} MB, and {size.child:.0f} MB in each process that reads;"
        f" FTS5 alone {size.telegrams / size.rival_seconds:,.0f}/s without reading anything\n"
        f"  disk      {size.disk:.0f} MB, {size.disk / size.text:.2f} times the text\n"
        f"  opening   {size.opening:.0f} ms\n"
        f"  number    {_told(size.by_number)}\n"
        f"  depth 6   {_told(size.thread)}"
    )
    for kind, (own, rival) in size.searches.items():
        ratio = rival.p50 / own.p50
        out.print(f"  {kind:9} {_told(own)}; FTS5 {_told(rival)}, {ratio:.1f} times as long")


def _print_labels(rows: Sequence[tuple[int, float, float, Times, Times]], out: Console) -> None:
    for labels, seconds, making, owner, reader in rows:
        out.print(
            f"\n{labels} labels, 10,000 telegrams: import {10_000 / seconds:,.0f}/s;"
            f" a reader's index made in {making:.1f} s;"
            f" owner {_told(owner)}, reader {_told(reader)}"
        )


def _told(times: Times) -> str:
    return f"{times.p50:.1f} / {times.p95:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
