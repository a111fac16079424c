"""How well the number series dates telegrams that nobody holds: each is left out once.

    python benchmarks/dating.py ../shared/telegrams/nara/txt [--json]

A bound holds where the telegram's own date-time group lies within it.
"""

import argparse
import json
import sys
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from reftel.telegram.dating import Clock
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram

DAY = 86_400.0
HOUR = 3_600.0


class Report(NamedTuple):
    """Of so many telegrams; widths in days, errors of the estimate in hours."""

    telegrams: int
    held: int
    width: float
    width_of_nine_tenths: float
    estimated: int
    error: float
    missed: tuple[str, ...]


def measure(folder: Path) -> Report:
    """Date every telegram of a folder by the others."""
    telegrams = [read_telegram(path.read_bytes()) for path in sorted(folder.glob("*.txt"))]
    clock = Clock(telegrams)
    dated = [(each, clock.date(_mrn(each), without=_mrn(each))) for each in telegrams if each.sent]
    widths = [abs(d.latest.time - d.earliest.time).total_seconds() / DAY for _, d in dated]
    missed = tuple(
        _mrn(each)
        for each, d in dated
        if each.sent and not d.earliest.time <= each.sent <= d.latest.time
    )
    errors = [
        abs(d.estimate - each.sent).total_seconds() / HOUR
        for each, d in dated
        if d.estimate and each.sent
    ]
    return Report(
        telegrams=len(dated),
        held=len(dated) - len(missed),
        width=median(widths),
        width_of_nine_tenths=quantiles(widths, n=10)[-1],
        estimated=len(errors),
        error=median(errors),
        missed=missed,
    )


def _mrn(telegram: Telegram) -> str:
    return telegram.identity.mrn if telegram.identity else ""


def page(report: Report) -> list[str]:
    """Return the figures as lines of Markdown."""
    return [
        "## The number series as a clock\n",
        f"Of {report.telegrams} telegrams of the National Archives each was left out once and "
        f"dated by the others: {report.held} lie within their bounds. The bounds are "
        f"{report.width:.1f} days apart in the middle, {report.width_of_nine_tenths:.0f} at nine "
        f"tenths; the estimate between two numbers, for {report.estimated}, is "
        f"{report.error:.0f} hours off in the middle.",
        "",
        f"Outside their bounds: {', '.join(report.missed) or 'none'}.",
        "",
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report = measure(options.folder)
    print(json.dumps(report._asdict(), indent=1) if options.json else "\n".join(page(report)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
