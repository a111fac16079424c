"""How truly names in the text are found: precision and recall by kind, and what it costs.

    python benchmarks/mentions.py ../shared/telegrams [--show] [--json]
    python benchmarks/mentions.py ../shared/telegrams --speed

Real telegrams were read by eye (`gold/mentions.csv`): of each paragraph, what it names. Thirty of
them were read before the finder was written, and it was bettered on them. Eight were read later
and nine last, before it was tried on them; what the first tries showed is in `docs/mentions.md`.
A name counts once
a paragraph. Of a person the whole key has to be right, the fullest name that the telegram prints;
the row "surname" asks for the last word alone. What the eye doubted counts neither way. Of what is
found, that counts which does in the index, from likelihood 0.5 on; signatures and drafters do not.
"""

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import mean
from time import perf_counter
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from reftel import read_all
from reftel.telegram.mentions import LIKELY, mentions
from reftel.telegram.model import Telegram

GOLD = Path(__file__).parent / "gold/mentions.csv"
ROUNDS = 5
SETS = {
    "first": "30 telegrams, bettered on",
    "later": "8 telegrams, read later",
    "last": "9 telegrams, read last",
}
KINDS = ("person", "surname", "state", "post", "body")


class Named(NamedTuple):
    """A name in a paragraph. paragraph: its index, or "subject"."""

    document: str
    paragraph: str
    kind: str
    key: str


class Score(NamedTuple):
    """How many stand there, how many of these are found, and how many are found in all."""

    of: int
    right: int
    found: int

    @property
    def recall(self) -> float:
        """The share of what stands there that is found."""
        return self.right / self.of if self.of else 1.0

    @property
    def precision(self) -> float:
        """The share of what is found that stands there."""
        return self.right / self.found if self.found else 1.0


class Report(NamedTuple):
    """What stands there for certain, what the eye doubted, what is found, and the scores."""

    sure: set[Named]
    doubted: set[Named]
    read: set[Named]
    scores: dict[str, Score]


def gold(part: str) -> tuple[set[Named], set[Named]]:
    """Return what was read by eye, and what the eye doubted. part: one of SETS."""
    sure, doubted = set[Named](), set[Named]()
    with GOLD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["set"] != part:
                continue
            named = Named(row["document"], row["paragraph"], row["kind"], row["key"])
            (doubted if row["doubt"] else sure).add(named)
    return sure, doubted


def telegrams(folder: Path, wanted: set[str]) -> Iterator[tuple[str, Telegram]]:
    """Yield the telegrams of the gold values: by file, those of an edition by their number."""
    paths = [*folder.glob("*/**/*.txt"), *folder.glob("*/*.md"), *folder.glob("frus/*.xml")]
    done: set[str] = set()
    for path in sorted(paths):
        if path.suffix != ".xml" and path.name not in wanted:
            continue
        for telegram in read_all(path):
            own = telegram.identity.mrn if telegram.identity else ""
            name = own if path.suffix == ".xml" else path.name
            if name in wanted and name not in done:
                done.add(name)
                yield name, telegram


def found(document: str, telegram: Telegram) -> Iterator[Named]:
    """Yield what is found, once a paragraph."""
    for each in mentions(telegram):
        if each.part in ("subject", "text") and each.likelihood >= LIKELY:
            paragraph = "subject" if each.paragraph is None else str(each.paragraph)
            yield Named(document, paragraph, each.kind, each.key.replace("'", ""))


def scores(sure: set[Named], doubted: set[Named], read: set[Named]) -> dict[str, Score]:
    """Return the scores by kind."""
    made: dict[str, Score] = {}
    for kind in KINDS:
        one, other, beside = (_of(kind, each) for each in (sure, read, doubted))
        other -= beside - one
        made[kind] = Score(len(one), len(one & other), len(other))
    return made


def _of(kind: str, names: Iterable[Named]) -> set[Named]:
    if kind != "surname":
        return {each for each in names if each.kind == kind}
    people = (each for each in names if each.kind == "person")
    return {each._replace(kind=kind, key=each.key.split()[-1]) for each in people}


def milliseconds(folder: Path) -> tuple[float, float]:
    """Return the mean time a telegram of the National Archives takes, and its mean words."""
    read = [telegram for path in sorted(folder.glob("*.txt")) for telegram in read_all(path)]
    words = mean(sum(len(each.text.split()) for each in one.paragraphs) for one in read)
    mentions(read[0])  # reads the tables
    best = float("inf")
    for _ in range(ROUNDS):
        began = perf_counter()
        for each in read:
            mentions(each)
        best = min(best, perf_counter() - began)
    return 1000 * best / len(read), words


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="holds a folder for each layout")
    parser.add_argument("--show", action="store_true", help="also what is missed or wrong")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--speed", action="store_true", help="measure the time, and no more")
    options = parser.parse_args()
    if options.speed:
        each, words = milliseconds(options.folder / "nara/txt")
        print(f"{each:.2f} ms a telegram of {words:.0f} words on average")
        return 0
    reports = {part: _report(part, options.folder) for part in SETS}
    if options.json:
        made = {part: each.scores for part, each in reports.items()}
        plain = {p: {kind: score._asdict() for kind, score in of.items()} for p, of in made.items()}
        print(json.dumps(plain, indent=1))
        return 0
    for part, each in reports.items():
        _print(SETS[part], each.scores)
        if options.show:
            _show(each)
    return 0


def _report(part: str, folder: Path) -> Report:
    sure, doubted = gold(part)
    documents = {each.document for each in sure}
    read = {
        named for name, telegram in telegrams(folder, documents) for named in found(name, telegram)
    }
    return Report(sure, doubted, read, scores(sure, doubted, read))


def _print(title: str, made: dict[str, Score]) -> None:
    table = Table(title, "there", "found", "precision", "recall", box=None)
    for kind, score in made.items():
        figures = f"{score.precision:.3f}", f"{score.recall:.3f}"
        table.add_row(kind, str(score.of), str(score.found), *figures)
    Console(width=100, highlight=False).print(table)


def _show(report: Report) -> None:
    differing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in report.sure - report.read:
        differing[each.document, each.paragraph].append(f"missed {each.kind} {each.key}")
    for each in report.read - report.sure - report.doubted:
        differing[each.document, each.paragraph].append(f"wrong {each.kind} {each.key}")
    for place, words in sorted(differing.items()):
        print(*place, "; ".join(sorted(words)))


if __name__ == "__main__":
    sys.exit(main())
