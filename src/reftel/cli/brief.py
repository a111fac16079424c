"""A telegram in one line."""

import sys
from shutil import get_terminal_size

from reftel.cli.terminal import paint, safe, safe_path, width
from reftel.desk.outcome import Outcome
from reftel.telegram.model import Telegram

ABBREVIATIONS = {
    "TOP SECRET": "TS",
    "SECRET": "S",
    "CONFIDENTIAL": "C",
    "RESTRICTED": "R",
    "LIMITED OFFICIAL USE": "LOU",
    "OFFICIAL USE ONLY": "OUO",
    "SBU": "SBU",
    "UNCLASSIFIED": "U",
}
STYLES = {"TS": "error", "S": "error", "C": "info", "U": "good"}


def brief(outcome: Outcome) -> str:
    """Return number, date, level, sender, findings, subject; cut only to fit a terminal."""
    telegram = outcome.telegram
    if telegram is None:
        return f"{safe_path(outcome.path)}  {safe(outcome.refused)}"
    name = telegram.identity.mrn if telegram.identity else safe_path(outcome.path)
    time = telegram.dtg.time if telegram.dtg else None
    level = ABBREVIATIONS[telegram.classification.level] if telegram.classification else "?"
    sender = telegram.originator.name if telegram.originator else "?"
    columns = [
        f"{safe(name):<18}",
        f"{time:%Y-%m-%d}" if time else "?         ",
        paint(f"{level:<3}", STYLES.get(level, "bold")),
        f"{_cut(safe(sender), 20):<20}",
        _findings(telegram),
    ]
    subject = safe(" ".join(telegram.subject.text.split())) if telegram.subject else ""
    if sys.stdout.isatty():
        taken = 18 + 10 + 3 + 20 + 6 + 2 * len(columns)
        subject = _cut(subject, max(10, get_terminal_size().columns - taken))
    return "  ".join([*columns, subject]).rstrip()


def _findings(telegram: Telegram) -> str:
    """Return `1e 2w`, six columns wide."""
    errors = sum(each.severity == "error" for each in telegram.diagnostics)
    warnings = sum(each.severity == "warning" for each in telegram.diagnostics)
    words = " ".join([f"{errors}e"] * bool(errors) + [f"{warnings}w"] * bool(warnings))
    padded = f"{words or '-':<6}"
    return paint(padded, "error" if errors else "warning" if warnings else "good")


def _cut(words: str, columns: int) -> str:
    if width(words) <= columns:
        return words
    while words and width(words) >= columns:
        words = words[:-1]
    return words + "…"
