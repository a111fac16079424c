"""How truly references are found and made canonical: precision and recall, form by form.

    python benchmarks/references.py [../shared/telegrams] [--count 6000] [--seed 1] [--json]
    python benchmarks/references.py --speed 1000000

On telegrams made for it, in which every form stands in varied surroundings, and on the REF blocks
of real ones, read off by eye (`gold/references.csv`). An entry is right where letter, kind and
canonical target, which holds the year, are.
"""

import argparse
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from time import perf_counter
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from generator.references import FORMS, Entry, block, string
from reftel.core.span import Span
from reftel.telegram import references
from reftel.telegram.model import Reference, Telegram
from reftel.telegram.read import read_telegram

GOLD = Path(__file__).parent / "gold/references.csv"
# Findings that cast doubt on a reference.
DOUBTS = frozenset({"T011", "T015", "T019", "T801", "T802", "T804", "T805"})
# Of 145 real references, as they are spread over the forms; what is rarer shares the rest.
SHARES = {
    "STATE and number": 44,
    "post and number": 22,
    "own post's series": 24,
    "year before": 26,
    "airgram": 10,
    "date behind": 8,
    "e-mail, telcon, fax, memo, letter, FAM": 6,
    "date-time group alone": 3,
}
RARER = 0.15
# The rival: what a short script of a researcher does.
RIVAL = re.compile(r"(?:(\d{2,4})\s+)?([A-Z][A-Z' .-]+?)\s+(\d+)")

COUNT, SEED = 6000, 1

Named = tuple[str, str, str]  # letter, kind, target


class Score(NamedTuple):
    """Of what stands there, how many entries; how many are read right, and how many are read."""

    of: int = 0
    right: int = 0
    read: int = 0

    def __add__(self, other: object) -> "Score":
        assert isinstance(other, Score)
        return Score(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def recall(self) -> float:
        """The share of what stands there that is read right."""
        return self.right / self.of if self.of else 1.0

    @property
    def precision(self) -> float:
        """The share of what is read that is right."""
        return self.right / self.read if self.read else 1.0


class Report(NamedTuple):
    """Scores over all, by form and by surroundings; silent: wrong telegrams without a finding."""

    whole: Score
    forms: dict[str, Score]
    surroundings: dict[str, Score]
    silent: int


def named(each: Reference) -> Named:
    """Return what is compared of a reference."""
    return each.letter, each.kind, each.target


def generated(count: int = COUNT, seed: int = SEED) -> Report:
    """Read so many telegrams made for it, and compare."""
    whole, silent = Score(), 0
    forms: dict[str, Score] = defaultdict(Score)
    around: dict[str, Score] = defaultdict(Score)
    for at in range(count):
        made = block(Random(f"references {seed} {at}"))
        record = read_telegram(made.text)
        left = Counter(map(named, record.references))
        whole += Score(read=left.total())
        for form, meant in _expected(made.entries):
            score = Score(1, int(left[meant] > 0))
            left[meant] -= score.right
            whole += score
            forms[form] += score
            for name in made.surroundings:
                around[name] += score
        silent += _silent(record, left)
    return Report(whole, dict(forms), dict(around), silent)


def _expected(entries: Iterable[Entry]) -> Iterator[tuple[str, Named]]:
    for entry in entries:
        for meant in entry.found:
            yield entry.form, (entry.letter, meant.kind, meant.target)


def _silent(record: Telegram, wrong: Counter[Named]) -> int:
    """Return how many telegrams were read wrong without a finding at their place."""
    told = [each.span for each in record.diagnostics if each.code in DOUBTS]
    return sum(
        each.kind == "telegram"
        and wrong[named(each)] > 0
        and not any(_meet(each.span, span) for span in told)
        for each in record.references
    )


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def real(folder: Path) -> tuple[Score, list[tuple[str, str, Named]]]:
    """Compare the REF blocks of real telegrams; return what is missed or read beside it, too."""
    gold: dict[str, Counter[Named]] = defaultdict(Counter)
    with GOLD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            gold[row["document"]][row["letter"], row["kind"], row["target"]] += 1
    whole, differing = Score(), list[tuple[str, str, Named]]()
    for path in sorted(folder.glob("*/**/*.txt")):
        if path.name not in gold:
            continue
        read = Counter(map(named, read_telegram(path.read_bytes()).references))
        meant = gold[path.name]
        whole += Score(meant.total(), (read & meant).total(), read.total())
        differing += [(path.name, "missed", each) for each in meant - read]
        differing += [(path.name, "read", each) for each in read - meant]
    return whole, differing


class Speed(NamedTuple):
    """Strings a second: Reftel, and the rival's bare regular expression."""

    reftel: float
    rival: float


def speed(count: int) -> Speed:
    """Find and normalise so many strings, each of another telegram."""
    chance = Random("speed")
    weights = [SHARES.get(form, RARER) for form in FORMS]
    strings = [string(chance, chance.choices((*FORMS,), weights)[0]) for _ in range(count)]
    owns = [references.Own(own.sent, own.post.mrn, own.number) for own, _ in strings]
    began = perf_counter()
    for own, (_, text) in zip(owns, strings, strict=True):
        references.parsed(text, own)
    middle = perf_counter()
    for _, text in strings:
        [(year, post.replace(" ", ""), int(number)) for year, post, number in RIVAL.findall(text)]
    end = perf_counter()
    return Speed(count / (middle - began), count / (end - middle))


def page(made: Report, read: Score | None) -> list[str]:
    """Return the figures as lines of Markdown."""
    lines = [
        "## References\n",
        "Letter, kind, canonical target and year, all right or wrong.\n",
        "| set | entries | precision | recall |\n|---|---|---|---|",
        *([f"| real, read off by eye | {_row(read)} |"] if read else []),
        f"| generated | {_row(made.whole)} |",
        "",
        f"Of the generated, {made.silent} wrong numbers have no finding of their own. By form:\n",
        "| form | entries | recall |\n|---|---|---|",
    ]
    ranked = sorted(made.forms.items(), key=lambda each: each[1].recall)
    lines += [f"| {form} | {score.of} | {score.recall:.4f} |" for form, score in ranked]
    lines += ["", "By surroundings, the worst five:\n", "| surroundings | entries | recall |"]
    lines.append("|---|---|---|")
    worst = sorted(made.surroundings.items(), key=lambda each: each[1].recall)[:5]
    lines += [f"| `{name}` | {score.of} | {score.recall:.4f} |" for name, score in worst]
    return [*lines, ""]


def _row(score: Score) -> str:
    return f"{score.of:,} | {score.precision:.4f} | {score.recall:.4f}"


def _print(made: Report, console: Console) -> None:
    table = Table("form", "entries", "recall", box=None)
    for name, score in sorted(made.forms.items(), key=lambda each: each[1].recall):
        table.add_row(name, str(score.of), f"{score.recall:.4f}")
    for name, score in sorted(made.surroundings.items(), key=lambda each: each[1].recall)[:8]:
        table.add_row(
            f"[dim]{name.replace('[', chr(92) + '[')}[/]", str(score.of), f"{score.recall:.4f}"
        )
    console.print(table)
    whole = made.whole
    console.print(
        f"generated: precision {whole.precision:.4f}, recall {whole.recall:.4f} of {whole.of:,}; "
        f"{made.silent} wrong numbers in silence"
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", help="holds a folder for each layout")
    parser.add_argument("--count", type=int, default=COUNT, help="telegrams to make")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--speed", type=int, default=0, help="time so many strings, and no more")
    options = parser.parse_args()
    console = Console(width=110, highlight=False)
    if options.speed:
        found = speed(options.speed)
        ratio = found.rival / found.reftel
        print(f"{found.reftel:,.0f} strings/s; a bare pattern {ratio:.1f} times as fast")
        return 0
    made = generated(options.count, options.seed)
    if options.json:
        print(json.dumps({"forms": {k: v._asdict() for k, v in made.forms.items()}}, indent=1))
    else:
        _print(made, console)
    if options.folder:
        score, differing = real(options.folder)
        console.print(
            f"real: precision {score.precision:.4f}, recall {score.recall:.4f} of {score.of}"
        )
        for each in differing:
            console.print("  ", *each, markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
