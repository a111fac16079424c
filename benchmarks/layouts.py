"""How truly each layout is read: gold values that were read off by eye, field by field.

    python benchmarks/layouts.py ../shared/telegrams [--json] [--write docs/accuracy.md]

Exit status 1 where a value is wrong that is not known to be wrong in the gold values themselves.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

import dating
import references
from accuracy import VERDICTS, Report
from accuracy import measure as measure_archives
from gold import frus, released, smart
from gold.values import Document, Value
from judges import JUDGES

LAYOUTS: dict[str, Callable[[Path], Iterator[Document]]] = {
    "smart": smart.documents,
    "released": released.documents,
    "frus": frus.documents,
}
# Where the text says otherwise than the gold value: the text decides.
GOLD_IS_WRONG: dict[tuple[str, str], str] = {
    (
        "dos-uap-d2-cable-2-kazakhstan-january-1994.md",
        "TAGS",
    ): "the TAGS line of the message prints TSAP; TSPA stands on the cover",
    **{
        (f"frus1964-68v34/{each}", "captions"): "the note has the caption in words"
        for each in ("d115", "d116", "d302", "d306")
    },
    ("frus1969-76ve04/d224", "captions"): "Immediate is of another addressee: Sent … to Saigon",
    ("frus1969-76ve04/d226", "captions"): "Immediate is of another addressee: Passed … to Saigon",
    ("frus1969-76ve04/d274", "to"): "the date of the heading is no part of the name",
}
INTRODUCTION = """\
# Accuracy

How truly the reader reads real telegrams, as `make accuracy` measured it and wrote it here.
"""


class Layout(NamedTuple):
    """One layout: its documents, as read."""

    name: str
    documents: tuple[Document, ...]

    def by_field(self) -> dict[str, list[Value]]:
        """Return the values of each field."""
        found: dict[str, list[Value]] = defaultdict(list)
        for document in self.documents:
            for value in document.values:
                found[value.field].append(value)
        return found

    def misses(self) -> list[Value]:
        """Return the values that were read otherwise than the gold value says."""
        return [each for one in self.documents for each in one.values if each.gold != each.read]

    def coverage(self) -> tuple[float, float]:
        """Return the least and the mean share of the documents' characters that were read."""
        shares = [each.telegram.coverage for each in self.documents]
        return min(shares, default=0.0), fmean(shares) if shares else 0.0


def measure(folder: Path) -> list[Layout]:
    """Read every document with gold values below a folder; layouts without any are left out."""
    return [
        Layout(name, tuple(documents(folder / name)))
        for name, documents in LAYOUTS.items()
        if (folder / name).is_dir()
    ]


def wrong(layouts: Sequence[Layout]) -> list[Value]:
    """Return the misses that the gold values are not to blame for."""
    return [
        each
        for layout in layouts
        for each in layout.misses()
        if (each.document, each.field) not in GOLD_IS_WRONG
    ]


def _print(layouts: Sequence[Layout], console: Console) -> None:
    for layout in layouts:
        table = Table("field", "right", "of", box=None, title=f"{layout.name}: gold values")
        for field, values in layout.by_field().items():
            right = sum(each.gold == each.read for each in values)
            table.add_row(field, str(right), str(len(values)))
        console.print(table)
        least, mean = layout.coverage()
        console.print(f"coverage: {least:.2%} least, {mean:.3%} mean\n")
        for each in layout.misses():
            why = GOLD_IS_WRONG.get((each.document, each.field), "")
            console.print(f"  {each.document} {each.field}: {why or 'WRONG'}", markup=False)
            console.print(f"      gold {each.gold!r}\n      read {each.read!r}", markup=False)
    console.print(f"reader wrong: {len(wrong(layouts))}")


def page(layouts: Sequence[Layout], archives: Report, folder: Path) -> str:
    """Return the figures as Markdown."""
    parts = [INTRODUCTION]
    for layout in layouts:
        least, mean = layout.coverage()
        parts += [
            f"## {layout.name}, {len(layout.documents)} telegrams with gold values\n",
            f"Coverage {least:.2%} least, {mean:.3%} mean.\n",
            "| field | right | of |\n|---|---|---|",
        ]
        for field, values in layout.by_field().items():
            right = sum(each.gold == each.read for each in values)
            parts.append(f"| {field} | {right} | {len(values)} |")
        parts.append("")
        for each in layout.misses():
            why = GOLD_IS_WRONG.get((each.document, each.field), "the reader is wrong")
            parts.append(
                f"- `{each.document}` {each.field}: {why} (gold `{each.gold}`, read `{each.read}`)"
            )
        parts.append("")
    real, _ = references.real(folder)
    cited = references.page(references.generated(), real)
    clock = dating.page(dating.measure(folder / "nara/txt"))
    return "\n".join([*parts, *_archives(archives), *cited, *clock])


def _archives(report: Report) -> list[str]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for each in report.comparisons:
        counts[each.field, each.verdict] += 1
    shares = report.coverage.values()
    head = " | ".join(VERDICTS)
    return [
        f"## archives, {len(report.coverage)} telegrams against the archives' attributes\n",
        f"Coverage {min(shares, default=0):.2%} least, {fmean(shares):.3%} mean. The attributes "
        "are noisy: where one differs from the text, the text decides.\n",
        f"| field | {head} |\n|---|{'---|' * len(VERDICTS)}",
        *(
            f"| {field} | {' | '.join(str(counts[field, each] or '') for each in VERDICTS)} |"
            for field in JUDGES
        ),
        "",
        *(
            f"- {truth.name}: {truth.tested - len(truth.wrong)} of {truth.tested}"
            for truth in report.truths
        ),
        "",
    ]


def _as_json(layouts: Sequence[Layout]) -> str:
    return json.dumps(
        {
            layout.name: {
                "documents": len(layout.documents),
                "coverage": layout.coverage(),
                "fields": {
                    field: {"right": sum(e.gold == e.read for e in values), "of": len(values)}
                    for field, values in layout.by_field().items()
                },
                "misses": [each._asdict() for each in layout.misses()],
            }
            for layout in layouts
        },
        indent=1,
    )


def main() -> int:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="holds a folder for each layout")
    parser.add_argument("--json", action="store_true", help="print figures and misses as JSON")
    parser.add_argument("--write", type=Path, help="a Markdown page to write the figures to")
    options = parser.parse_args()
    layouts = measure(options.folder)
    if not layouts:
        parser.error(f"{options.folder} holds no folder of {', '.join(LAYOUTS)}")
    if options.json:
        print(_as_json(layouts))
    else:
        _print(layouts, Console(width=120, soft_wrap=True, highlight=False))
    if options.write:
        report = measure_archives(options.folder / "nara")
        options.write.write_text(page(layouts, report, options.folder), encoding="utf-8")
    return 1 if wrong(layouts) else 0


if __name__ == "__main__":
    sys.exit(main())
