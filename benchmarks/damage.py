"""Field accuracy against the strength of the damage, over generated telegrams of each layout.

    python benchmarks/damage.py [--count 200] [--json] [--write docs]

A field is right; or wrong or missing with a finding of its own kind; or wrong in silence.
"""

import argparse
import json
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from corrupter import DAMAGES, spoil
from generator import generate
from generator.truth import FIELDS, of_record
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram

STRENGTHS = (0.0, 1.0, 4.0, 16.0, 64.0)
# Findings, by the beginning of their codes, that cast doubt on a field.
DOUBTS = {
    "mrn": ("T007", "T008", "T02", "T03", "T405", "T406", "T108", "T963", "T973"),
    "sent": ("T009", "T021", "T2", "T962", "T964", "T971", "T972"),
    "from": ("T007", "T008", "T03", "T301", "T405", "T107"),
    "precedence": ("T009", "T010", "T1"),
    "to": ("T010", "T105", "T104", "T30"),
    "info": ("T010", "T105", "T106", "T30"),
    "level": ("T016", "T402", "T403", "T404", "T007", "T903", "T904"),
    "captions": ("T50", "T702"),
    "order": ("T011", "T013", "T6"),
    "tags": ("T011", "T012", "T70"),
    "subject": ("T011", "T018", "T036", "T706"),
    "references": ("T011", "T015", "T019", "T8"),
    "numbers": ("T901",),
    "marks": ("T901", "T902", "T903"),
    "signature": ("T906", "T014"),
    "section": ("T407", "T408", "T007"),
    "pages": ("T409",),
    "copies": ("T961",),
}
# What is printed in other letters is right as it is printed.
AS_PRINTED = frozenset({"subject", "signature"})
LIKE = 0.8
# An edition is not a copy, and no scan reads its markup: the layout of FRUS is not measured.
LAYOUTS = ("line", "archives", "smart")
COLOURS = dict(zip(LAYOUTS, ("#1b6ca8", "#b3541e", "#2e7d4f"), strict=True))
WIDTH, HEIGHT, LEFT, TOP = 620, 300, 60, 40


class Share(NamedTuple):
    """Of all fields of one layout at one strength: shares right, doubted, silently wrong."""

    layout: str
    strength: float
    fields: int
    right: float
    doubted: float
    silent: float
    worst: dict[str, int]


def measure(count: int) -> list[Share]:
    """Spoil and read so many telegrams of each layout at each strength."""
    return [_share(layout, strength, count) for layout in LAYOUTS for strength in STRENGTHS]


def _share(layout: str, strength: float, count: int) -> Share:
    outcomes: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for seed in range(count):
        sample = generate(seed, layout)
        text = spoil(sample.text, seed, strength) if strength else sample.text
        record = read_telegram(text)
        read = of_record(record)
        for field in FIELDS:
            if not sample.truth[field] and not read[field]:
                continue
            outcome = _outcome(field, sample.truth[field], read[field], record)
            outcomes[outcome] += 1
            silent[field] += outcome == "silent"
    total = outcomes.total()
    return Share(
        layout,
        strength,
        total,
        outcomes["right"] / total,
        outcomes["doubted"] / total,
        outcomes["silent"] / total,
        {field: number for field, number in silent.most_common(4) if number},
    )


def _outcome(field: str, truth: str, read: str, record: Telegram) -> str:
    if truth == read or (field in AS_PRINTED and _is_printed(truth, read, record)):
        return "right"
    doubts = DOUBTS[field]
    return "doubted" if any(e.code.startswith(doubts) for e in record.diagnostics) else "silent"


def _is_printed(truth: str, read: str, record: Telegram) -> bool:
    squeezed = "".join(record.text.split())
    alike = SequenceMatcher(None, truth, read, autojunk=False).ratio() >= LIKE
    return bool(read) and alike and "".join(read.split()) in squeezed


def _print(shares: list[Share], console: Console) -> None:
    table = Table("layout", "strength", "fields", "right", "with doubt", "silent", "silent in")
    for each in shares:
        table.add_row(*_row(each))
    console.print(table)


def _row(each: Share) -> tuple[str, ...]:
    worst = ", ".join(f"{field} {number}" for field, number in each.worst.items())
    return (
        each.layout,
        f"{each.strength:g}",
        f"{each.fields:,}",
        f"{each.right:.2%}",
        f"{each.doubted:.2%}",
        f"{each.silent:.2%}",
        worst,
    )


def page(shares: list[Share], count: int) -> str:
    """Return the figures as Markdown."""
    rows = "\n".join(f"| {' | '.join(_row(each))} |" for each in shares)
    kinds = "\n".join(
        f"| {each.name} | {each.rate:g} | {'counted' if each.counted else 'set by hand'} |"
        for each in DAMAGES
    )
    return f"""# Damage

How many fields are read right of telegrams that were spoiled as copies are, as
`python benchmarks/damage.py --count {count} --write docs` measured it and wrote it here: {count}
generated telegrams of each layout at each strength.

![Shares of fields by strength of the damage](damage.svg)

Strength 1 is the damage that real copies show, where it was counted; the others are multiples. A
field is right; or it is wrong or missing, and a finding of its kind casts doubt on it; or it is
wrong in silence. Subject and signature are right as they are printed. Documents of FRUS are left
out: an edition is not a copy, and no scan reads its markup.

| layout | strength | fields | right | with doubt | silent | silent in |
|---|---|---|---|---|---|---|
{rows}

| damage | times in 1,000 characters at strength 1 | rate |
|---|---|---|
{kinds}
"""


def picture(shares: list[Share]) -> str:
    """Return an SVG: two panels, fields right and fields wrong in silence, a line a layout."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="11" fill="#333">',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for panel, (title, lowest, highest) in enumerate(
        (("fields right", 0.7, 1.0), ("wrong in silence", 0.0, 0.12))
    ):
        parts += _panel(shares, panel, title, (lowest, highest))
    for index, (layout, colour) in enumerate(COLOURS.items()):
        x = LEFT + 120 * index
        parts.append(
            f'<line x1="{x}" y1="{HEIGHT - 14}" x2="{x + 20}" y2="{HEIGHT - 14}" '
            f'stroke="{colour}" stroke-width="2"/>'
            f'<text x="{x + 26}" y="{HEIGHT - 10}">{layout}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def _panel(shares: list[Share], panel: int, title: str, bounds: tuple[float, float]) -> list[str]:
    left, width, height = LEFT + panel * 290, 220, HEIGHT - TOP - 70
    lowest, highest = bounds

    def place(index: int, value: float) -> tuple[float, float]:
        x = left + width * index / (len(STRENGTHS) - 1)
        share = (min(max(value, lowest), highest) - lowest) / (highest - lowest)
        return round(x, 1), round(TOP + height * (1 - share), 1)

    parts = [f'<text x="{left}" y="{TOP - 14}" font-weight="bold">{title}</text>']
    for tick in range(4):
        value = lowest + (highest - lowest) * tick / 3
        _, y = place(0, value)
        parts.append(
            f'<line x1="{left}" y1="{y}" x2="{left + width}" y2="{y}" stroke="#ddd"/>'
            f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{value:.0%}</text>'
        )
    for index, strength in enumerate(STRENGTHS):
        x, _ = place(index, lowest)
        parts.append(
            f'<text x="{x}" y="{TOP + height + 16}" text-anchor="middle">{strength:g}</text>'
        )
    parts.append(
        f'<text x="{left + width / 2}" y="{TOP + height + 34}" text-anchor="middle">'
        "strength of the damage; 1 is that of real copies</text>"
    )
    for layout, colour in COLOURS.items():
        values = [each for each in shares if each.layout == layout]
        points = [
            place(index, each.silent if panel else each.right) for index, each in enumerate(values)
        ]
        line = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="2.5" fill="{colour}"/>' for x, y in points]
    return parts


def main() -> int:
    """Measure, print, and write page and picture if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=200, help="telegrams of each layout")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument("--write", type=Path, help="a folder for damage.md and damage.svg")
    options = parser.parse_args()
    shares = measure(options.count)
    if options.json:
        print(json.dumps([each._asdict() for each in shares], indent=1))
    else:
        _print(shares, Console(width=120, highlight=False))
    if options.write:
        (options.write / "damage.md").write_text(page(shares, options.count), encoding="utf-8")
        (options.write / "damage.svg").write_text(picture(shares), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
