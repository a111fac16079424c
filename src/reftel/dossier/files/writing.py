"""Changes of a table's text: a value set, a line added. All other characters stay as they are."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, cast

from msgspec import Struct, to_builtins
from msgspec.structs import fields

from reftel.core.span import Span
from reftel.dossier.days import days
from reftel.dossier.errors import DossierError
from reftel.dossier.files.binding import SEPARATOR
from reftel.dossier.files.csv_table import Record, no_table, records
from reftel.dossier.files.places import Line, Value
from reftel.dossier.files.schema import FILE as SCHEMA
from reftel.dossier.records import Entry, Step
from reftel.dossier.tables import Kind

WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
NOTHING: Mapping[str, str] = {}
HEADING = f"#:schema ./{SCHEMA}\n"
STEPS = "step"
CLAIM = ("cite", "quote", "status", "confidence", "coder", "note", "seen")


def columns(record: type[Struct]) -> list[str]:
    """Return the fields of a line in the order of reading: what it says, then where that stands."""
    names = [field.encode_name for field in fields(record)]
    own = [name for name in names if name not in CLAIM]
    own.sort(key=lambda name: name != "id")
    return [*own, *(name for name in CLAIM if name in names)]


class Edit(NamedTuple):
    """Words that take the place of a span."""

    span: Span
    words: str


class Change(NamedTuple):
    """A field of a line to be set; an empty value takes it away."""

    line: Line
    name: str
    data: object


def with_values(file: str, text: str, changes: Sequence[Change]) -> str:
    """Return the text of a file with fields of its lines set. Raises DossierError."""
    if not file.endswith(".csv"):
        return _edited(text, _toml_edits(text, changes))
    names = dict.fromkeys(each.name for each in changes)
    wider = _csv_with_columns(text, [name for name in names if name not in _header(text)])
    return _edited(wider, _csv_edits(text, wider, changes))


def with_line(
    file: str, text: str, kind: Kind, record: Entry, own: Mapping[str, str] = NOTHING
) -> str:
    """Return the text of a file with a line added at its end. own: columns of one's own."""
    data = to_builtins(record) | {name: words for name, words in own.items() if words}
    names = [*columns(kind.record), *(name for name in own if name in data)]
    if file.endswith(".csv"):
        return _csv_with_line(text, names, data)
    return _toml_with_line(text, kind, names, data)


def empty(file: str, kind: Kind) -> str:
    """Return the text of a new table."""
    if Path(file).suffix == ".csv":
        return ",".join(columns(kind.record)) + "\n"
    return HEADING


def cell(data: Any) -> str:
    """Return a value as a cell of a CSV."""
    words = in_words(data)
    if any(sign in words for sign in ',"\n\r') or words.startswith("#") or words != words.strip():
        return '"' + words.replace('"', '""') + '"'
    return words


def in_words(data: Any) -> str:
    """Return a value as a person reads it, a list with semicolons."""
    return SEPARATOR.join(map(str, _listed(data))) if _is_list(data) else _word(data)


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
    if WHOLE_DAY.fullmatch(words) and days(words):
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


def _csv_edits(text: str, wider: str, changes: Sequence[Change]) -> Iterator[Edit]:
    """Yield the edits of a table. wider: the same with the columns that are needed."""
    indices = {each.span.start: index for index, each in enumerate(records(text))}
    found, header = [*records(wider)], _header(wider)
    # Of two columns of one name the last is read.
    columns_of = {name: at for at, name in enumerate(header)}
    lacking: dict[Record, dict[int, str]] = {}
    for change in changes:
        record = found[indices[change.line.span.start]]
        at = columns_of[change.name]
        if at < len(record.cells):
            yield Edit(record.cells[at].span, cell(change.data))
        else:
            lacking.setdefault(record, {})[at] = cell(change.data)
    for record, words in lacking.items():
        # A line that ends early gets all the cells that the table has.
        missing = (f",{words.get(at, '')}" for at in range(len(record.cells), len(header)))
        end = record.cells[-1].span.end
        yield Edit(Span(end, end), "".join(missing))


def _csv_with_line(text: str, names: Sequence[str], data: dict[str, Any]) -> str:
    if wrong := no_table(text):
        raise DossierError(wrong.message)
    there = _header(text)
    text = _csv_with_columns(text, [name for name in names if name in data and name not in there])
    row = ",".join(cell(data.get(name, "")) for name in _header(text))
    return f"{_ended(text)}{row}{_line_end(text)}"


def _csv_with_columns(text: str, names: Sequence[str]) -> str:
    """Return the table with columns more at the right."""
    more = "".join(f",{cell(name)}" for name in names)
    ends = (each.span.end for each in records(text))
    edits = (
        Edit(Span(end, end), more if index == 0 else "," * len(names))
        for index, end in enumerate(ends)
    )
    return _edited(text, edits) if names else text


def _header(text: str) -> list[str]:
    first: Record | None = next(records(text), None)
    return [each.words for each in first.cells] if first else []


def _toml_edits(text: str, changes: Sequence[Change]) -> Iterator[Edit]:
    for change in changes:
        found = change.line.fields.get(change.name)
        if isinstance(found, Value):
            yield Edit(found.span, toml(change.data))
        elif found is not None:
            message = f"{change.name} is a table and is changed in the file"
            raise DossierError(message)
        else:
            yield _toml_new(text, change)


def _toml_new(text: str, change: Change) -> Edit:
    """Return the edit that puts a new field behind the last one of its line."""
    span = change.line.span
    if change.line.is_inline:
        # `{ id = "a" }`: a line of its own would stand outside of the braces.
        at = span.start + len(text[span.start : span.end - 1].rstrip())
        return Edit(Span(at, at), f", {change.name} = {toml(change.data)}")
    end = _line_end(text)
    values = change.line.fields.values()
    held = [each.span.end for each in values if isinstance(each, Value)]
    at = text.find("\n", max(held, default=change.line.span.start))
    pair = f"{change.name} = {toml(change.data)}{end}"
    return Edit(Span(at + 1, at + 1), pair) if at >= 0 else Edit(_end(text), f"{end}{pair}")


def _toml_with_line(text: str, kind: Kind, names: Sequence[str], data: dict[str, Any]) -> str:
    """Write what is within a line as inline tables, steps of a démarche as tables below it."""
    steps: list[dict[str, Any]] = data.get(STEPS, [])
    parts = [*_table(f"[[{kind.key}]]", names, data)]
    for step in steps:
        parts += _table(f"[[{kind.key}.{STEPS}]]", columns(Step), step)
    return _ended(text) + "".join(parts).replace("\n", _line_end(text))


def _table(heading: str, names: Sequence[str], data: dict[str, Any]) -> Iterator[str]:
    yield f"\n{heading}\n"
    for name in names:
        if name in data and name != STEPS:
            yield f"{_key(name)} = {toml(data[name])}\n"


def _key(name: str) -> str:
    return name if BARE_KEY.fullmatch(name) else toml(name)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}{_line_end(text)}"


def _line_end(text: str) -> str:
    """Return how the lines of a file end, as its first one does."""
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def _end(text: str) -> Span:
    return Span(len(text), len(text))


def _edited(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with edits made; of two at one place the first comes first."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda each: each.span):
        parts += [text[at : edit.span.start], edit.words]
        at = edit.span.end
    return "".join([*parts, text[at:]])
