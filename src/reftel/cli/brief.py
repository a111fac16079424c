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
KINDS_OF_POST = frozenset({"AMEMBASSY", "AMCONSUL", "AMCONGEN", "USMISSION", "USINT", "USLO"})
# On a terminal that is narrower, senders are shortened for the sake of the subject.
WIDE = 110
FINDINGS = 6
STYLES = {"TS": "error", "S": "error", "C": "info", "U": "good"}


def brief(outcome: Outcome) -> str:
    """Return number, date, level, sender, findings, subject; cut only to fit a terminal."""
    telegram = outcome.telegram
    if telegram is None:
        return f"{safe_path(outcome.path)}  {safe(outcome.refused or outcome.listed)}"
    columns = get_terminal_size().columns if sys.stdout.isatty() else 0
    sender = _sender(telegram, short=0 < columns < WIDE)
    name = telegram.identity.mrn if telegram.identity else outcome.path
    time = telegram.sent or (telegram.dateline.date if telegram.dateline else None)
    level = ABBREVIATIONS[telegram.classification.level] if telegram.classification else "?"
    cells = [
        f"{safe_path(name):<18}",
        f"{time:%Y-%m-%d}" if time else "?         ",
        paint(f"{level:<3}", STYLES.get(level, "bold")),
        sender,
        _findings(telegram),
    ]
    heading = telegram.edition.heading if telegram.edition else None
    about = telegram.subject or heading  # of an edition's document without subject
    subject = safe(" ".join(about.text.split())) if about else ""
    if columns:
        taken = width(f"{cells[0]}{cells[1]}{sender}") + 3 + FINDINGS + 2 * len(cells)
        subject = _cut(subject, max(10, columns - taken))
    return "  ".join([*cells, subject]).rstrip()


def _sender(telegram: Telegram, *, short: bool) -> str:
    """Return the sender; in short without the kind of post, which its number does not have."""
    name = safe(telegram.originator.name) if telegram.originator else "?"
    if not short:
        return f"{_cut(name, 20):<20}"
    kind, _, place = name.partition(" ")
    return f"{_cut(place if kind in KINDS_OF_POST and place else name, 12):<12}"


def _findings(telegram: Telegram) -> str:
    """Return `1e 2w`, in columns of one width."""
    errors = sum(each.severity == "error" for each in telegram.diagnostics)
    warnings = sum(each.severity == "warning" for each in telegram.diagnostics)
    words = " ".join([f"{errors}e"] * bool(errors) + [f"{warnings}w"] * bool(warnings))
    padded = f"{words or '-':<{FINDINGS}}"
    return paint(padded, "error" if errors else "warning" if warnings else "good")


def _cut(words: str, columns: int) -> str:
    if width(words) <= columns:
        return words
    while words and width(words) >= columns:
        words = words[:-1]
    return words + "…"
