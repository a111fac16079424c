"""Forecasts and outcomes from files, for the track record.

Forecasts: JSON lines, each a forecast as it was sealed (`reftel.council.score.seal`). Outcomes: CSV
with the columns issue, on, value, event, happened, cite. What is wrong with a line is told with its
place; the other lines are read.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from reftel.core.errors import ReftelError
from reftel.council.errors import CouncilError
from reftel.council.score.records import Forecast, Outcome
from reftel.council.score.seal import line, read_line, seal
from reftel.dossier.files.csv_table import read_csv
from reftel.dossier.files.places import Line, Places, Value

COLUMNS = ("issue", "on", "value", "event", "happened", "cite")
NEEDED = ("issue", "on")
TRUTH = {"yes": True, "no": False}


class ScoringError(ReftelError):
    """A file that cannot be read at all."""


class Fault(NamedTuple):
    """What is wrong with a line. place: file:line. is_left_out: whether it was not read."""

    place: str
    message: str
    is_left_out: bool = True


def read_forecasts(path: str) -> tuple[list[Forecast], list[Fault]]:
    """Return the forecasts whose seals fit, in their order, and what is wrong with the rest.

    A forecast that does not follow on the seal of the line before is told, and counts: lines were
    taken out or moved, or two records were joined. Raises ScoringError.
    """
    forecasts: list[Forecast] = []
    faults: list[Fault] = []
    previous: str | None = ""  # None behind a line that cannot be read: its seal is not known.
    for number, data in enumerate(_bytes(path).split(b"\n"), 1):
        if not data:
            continue
        place = f"{path}:{number}"
        try:
            forecast = read_line(data)
        except CouncilError as error:
            faults.append(Fault(place, str(error)))
            previous = None
            continue
        if previous is not None and forecast.previous != previous:
            message = f"{forecast.issue}: does not follow on the seal before; lines are missing"
            faults.append(Fault(place, message, is_left_out=False))
        previous = forecast.seal
        forecasts.append(forecast)
    return forecasts, faults


def written(forecasts: Sequence[Forecast], previous: str = "") -> bytes:
    """Return a record of forecasts as JSON lines, each sealed behind the one before it.

    previous: the last seal of the record to which the lines will be added.
    """
    lines: list[bytes] = []
    for each in forecasts:
        sealed = seal(each, previous)
        previous = sealed.seal
        lines.append(line(sealed) + b"\n")
    return b"".join(lines)


def read_outcomes(path: str) -> tuple[list[Outcome], list[Fault]]:
    """Return the outcomes, in their order, and what is wrong with lines. Raises ScoringError."""
    try:
        text = _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path}: byte {error.start} is not UTF-8"
        raise ScoringError(message) from None
    places = Places(path, text)
    content = read_csv(text, "outcomes")
    faults = [Fault(_place(places, each.at), each.message) for each in content.faults]
    faults += _header_faults(path, text)
    bad = {each.place for each in faults}
    outcomes: list[Outcome] = []
    seen: dict[tuple[str, str], str] = {}
    for each in content.lines["outcomes"]:
        place = _place(places, each.span.start)
        if place in bad:
            continue
        try:
            outcome = _outcome(each)
            _refuse_second(outcome, seen)
        except CouncilError as error:
            faults.append(Fault(place, str(error)))
            continue
        seen[outcome.issue, outcome.event] = place
        outcomes.append(outcome)
    return outcomes, faults


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        message = f"{path}: {(error.strerror or 'cannot be read').lower()}"
        raise ScoringError(message) from None


def _place(places: Places, at: int) -> str:
    found = places.at(at)
    return f"{found.file}:{found.line}"


def _header_faults(path: str, text: str) -> Iterator[Fault]:
    """Yield what is wrong with the names of columns; raises ScoringError where one is missing."""
    number, head = next(
        (
            (number, words)
            for number, words in enumerate(text.split("\n"), 1)
            if words.strip() and not words.startswith("#")
        ),
        (1, ""),
    )
    names = [each.strip().strip('"') for each in head.split(",")]
    missing = [each for each in NEEDED if each not in names]
    if missing:
        message = f"{path}:{number}: no column {' and '.join(missing)}; {', '.join(COLUMNS)} are"
        raise ScoringError(f"{message} known")
    for name in names:
        if name and name not in COLUMNS:
            message = f"column {name} is not known; {', '.join(COLUMNS)} are"
            yield Fault(f"{path}:{number}", message, is_left_out=False)


def _outcome(line: Line) -> Outcome:
    words = {
        name: str(value.data) for name, value in line.fields.items() if isinstance(value, Value)
    }
    issue = words.get("issue", "")
    return Outcome(
        issue=issue,
        on=_day(issue, words.get("on", "")),
        value=_number(issue, words.get("value", "")),
        event=words.get("event", ""),
        happened=_truth(issue, words.get("happened", "")),
        cite=words.get("cite", ""),
    )


def _day(issue: str, words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        message = f"{issue}: on {words!r} is no date; write 2008-05-16"
        raise CouncilError(message) from None


def _number(issue: str, words: str) -> float | None:
    try:
        return float(words) if words else None
    except ValueError:
        message = f"{issue}: value {words!r} is no number"
        raise CouncilError(message) from None


def _truth(issue: str, words: str) -> bool | None:
    if words and words not in TRUTH:
        message = f"{issue}: happened {words!r} is neither yes nor no"
        raise CouncilError(message)
    return TRUTH.get(words)


def _refuse_second(outcome: Outcome, seen: dict[tuple[str, str], str]) -> None:
    first = seen.get((outcome.issue, outcome.event))
    if first:
        message = f"{outcome.issue}: its outcome stands in {first} already"
        raise CouncilError(message)
