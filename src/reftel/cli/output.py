"""Records for other programs: JSON, JSON lines, CSV."""

import csv
import io
import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any, TextIO, cast

import msgspec

from reftel.cli.terminal import safe, unicode_path
from reftel.desk.fields import Field, Value, record
from reftel.desk.outcome import Outcome

# A spreadsheet takes a cell that begins with one of these for a formula and may run it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
OBEYED = re.compile(r"[\x7f-\x9f]")
# In a cell, controls are shown as pictures of themselves; only line breaks stay.
CELL_SAFE = {code: safe(chr(code)) for code in (*range(0x20), *range(0x7F, 0xA0))} | {10: "\n"}


def indented(value: Any) -> str:
    """Return a value as JSON for people."""
    return _quiet(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


@contextmanager
def json_array(out: TextIO) -> Generator["JsonArray"]:
    """Open an array that is written while its elements come; nothing is kept."""
    array = JsonArray(out)
    out.write("[")
    yield array
    out.write("\n]" if array.count else "]")


class JsonArray:
    """An array that is being written."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.count = 0

    def add(self, value: object) -> None:
        """Write one more element."""
        self.out.write(",\n" if self.count else "\n")
        self.out.write(indented(value))
        self.count += 1


def json_line(
    outcome: Outcome, fields: Sequence[Field] | None, before: Sequence[Field] = ()
) -> str:
    """Return one line of JSON: the fields asked for, or the path and the full record.

    before: fields that stand before the full record.
    """
    values = record(outcome, fields) if fields else {**record(outcome, before), **_full(outcome)}
    if "path" in values:
        values = {**values, "path": unicode_path(outcome.path)}
    return _quiet(msgspec.json.encode(values).decode())


class CsvWriter:
    """Rows of fields, with their names in the first line."""

    def __init__(self, out: TextIO, fields: Sequence[Field]) -> None:
        self._fields = fields
        self._writer = csv.writer(out, lineterminator="\n")
        self._writer.writerow([each.name for each in fields])

    def add(self, outcome: Outcome) -> None:
        """Write one row."""
        self._writer.writerow([cell(each.of(outcome)) for each in self._fields])


def cell(value: Value) -> str | int | float:
    """Return a value as a cell: a list joined by semicolons, nothing for None, no formulas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    if isinstance(value, dict):
        return msgspec.json.encode(value).decode()
    words = value if isinstance(value, str) else "; ".join(_words(each) for each in value)
    words = unicode_path(words).translate(CELL_SAFE)
    return f"'{words}" if words.startswith(FORMULA) else words


def utf8(stream: TextIO) -> TextIO:
    """Return the stream, set to UTF-8: records are the same whatever the locale is."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8")
    return cast("TextIO", stream)


def _quiet(json: str) -> str:
    """Return JSON with the controls escaped that JSON allows but terminals obey."""
    return OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def _words(value: object) -> str:
    return str(cell(value)) if not isinstance(value, list) else indented(value)  # pyright: ignore[reportArgumentType]


def _full(outcome: Outcome) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.to_builtins(outcome.telegram)
    version = {"version": outcome.version} if outcome.version else {}
    return {"path": outcome.path, **version, **values}
