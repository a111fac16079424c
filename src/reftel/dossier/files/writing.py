"""Changes of a table's text: a value set, a line added. All other characters stay as they are."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from msgspec import to_builtins
from msgspec.structs import fields

from reftel.core.span import Span
from reftel.dossier.errors import DossierError
from reftel.dossier.files.binding import SEPARATOR
from reftel.dossier.files.csv_table import Record, records
from reftel.dossier.files.places import Line, Value
from reftel.dossier.files.schema import FILE as SCHEMA
from reftel.dossier.records import Entry, Step
from reftel.dossier.tables import Kind

WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
HEADING = f"#:schema ./{SCHEMA}\n"
STEPS = "step"
CLAIM = ("cite", "quote", "status", "confidence", "coder", "note")


def columns(record: type[Entry]) -> list[str]:
    """Return the fields of a line in the order of reading: what it says, then where that stands."""
    names = [field.encode_name for field in fields(record)]
    own = [name for name in names if name not in CLAIM]
    own.sort(key=lambda name: name != "id")
    return [*own, *(name for name in CLAIM if name in names)]


def with_value(file: str, text: str, line: Line, name: str, data: object) -> str:
    """Return the text of a file with a field of a line set; an empty value takes it away."""
    if file.endswith(".csv"):
        return _csv_with_value(text, line, name, data)
    return _toml_with_value(text, line, name, data)


def with_line(file: str, text: str, kind: Kind, record: Entry) -> str:
    """Return the text of a file with a line added at its end."""
    data = to_builtins(record)
    if file.endswith(".csv"):
        return _csv_with_line(text, kind, data)
    return _toml_with_line(text, kind, data)


def empty(file: str, kind: Kind) -> str:
    """Return the text of a new table."""
    if Path(file).suffix == ".csv":
        return ",".join(columns(kind.record)) + "\n"
    return HEADING


def cell(data: Any) -> str:
    """Return a value as a cell of a CSV."""
    words = SEPARATOR.join(map(str, _listed(data))) if _is_list(data) else _word(data)
    if any(sign in words for sign in ',"\n\r') or words.startswith("#") or words != words.strip():
        return '"' + words.replace('"', '""') + '"'
    return words


def toml(data: Any) -> str:
    """Return a value as TOML writes it."""
    if isinstance(data, bool | int | float):
        return str(data).lower()
    if _is_list(data):
        return f"[{', '.join(map(toml, _listed(data)))}]"
    if isinstance(data, dict):
        pairs = cast("dict[str, Any]", data)
        return f"{{ {', '.join(f'{name} = {toml(pairs[name])}' for name in pairs)} }}"
    words = _word(data)
    if WHOLE_DAY.fullmatch(words):
        return words
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_list(data: Any) -> bool:
    return isinstance(data, list | tuple)


def _listed(data: Any) -> Sequence[Any]:
    return data


def _word(data: object) -> str:
    if isinstance(data, datetime | date):
        return data.isoformat()
    if isinstance(data, bool):
        return str(data).lower()
    return "" if data is None else str(data)


def _csv_with_value(text: str, line: Line, name: str, data: object) -> str:
    index = [each.span.start for each in records(text)].index(line.span.start)
    text = text if name in _header(text) else _csv_with_columns(text, [name])
    names, record = _header(text), [*records(text)][index]
    at = names.index(name)
    if at >= len(record.cells):
        message = f"line has {len(record.cells)} cells; {name} is column {at + 1}"
        raise DossierError(message)
    return _replaced(text, record.cells[at].span, cell(data))


def _csv_with_line(text: str, kind: Kind, data: dict[str, Any]) -> str:
    missing = [name for name in columns(kind.record) if name in data and name not in _header(text)]
    text = _csv_with_columns(text, missing) if missing else text
    row = ",".join(cell(data.get(name, "")) for name in _header(text))
    return f"{_ended(text)}{row}\n"


def _csv_with_columns(text: str, names: list[str]) -> str:
    """Return the table with columns more at the right."""
    found = [*records(text)]
    for at in range(len(found) - 1, -1, -1):
        more = "".join(f",{name}" if at == 0 else "," for name in names)
        text = _replaced(text, Span(found[at].span.end, found[at].span.end), more)
    return text


def _header(text: str) -> list[str]:
    first: Record | None = next(records(text), None)
    return [each.words for each in first.cells] if first else []


def _toml_with_value(text: str, line: Line, name: str, data: object) -> str:
    found = line.fields.get(name)
    if isinstance(found, Value):
        return _replaced(text, found.span, toml(data))
    if found is not None:
        message = f"{name} is a table and is changed in the file"
        raise DossierError(message)
    held = [each.span.end for each in line.fields.values() if isinstance(each, Value)]
    at = text.find("\n", max(held, default=line.span.start))
    at = at + 1 if at >= 0 else len(text)
    lead = "" if text[:at].endswith("\n") else "\n"
    return f"{text[:at]}{lead}{name} = {toml(data)}\n{text[at:]}"


def _toml_with_line(text: str, kind: Kind, data: dict[str, Any]) -> str:
    """Write what is within a line as inline tables, steps of a démarche as tables below it."""
    steps: list[dict[str, Any]] = data.get(STEPS, [])
    parts = [*_table(f"[[{kind.key}]]", kind.record, data)]
    for step in steps:
        parts += _table(f"[[{kind.key}.{STEPS}]]", Step, step)
    return _ended(text) + "".join(parts)


def _table(heading: str, record: type[Entry], data: dict[str, Any]) -> Iterator[str]:
    yield f"\n{heading}\n"
    for name in columns(record):
        if name in data and name != STEPS:
            yield f"{name} = {toml(data[name])}\n"


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _replaced(text: str, span: Span, words: str) -> str:
    return text[: span.start] + words + text[span.end :]
