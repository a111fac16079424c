"""Tables with a column that holds the text of a telegram: CSV and JSON lines."""

import csv
import io
import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, cast

from reftel.desk.containers.content import MOST_BYTES, Content, reason
from reftel.desk.sources import DELIMITERS, JSON_LINES, STDIN, Source

# So many rows without the column, and none with it, are a table of another kind: all are refused.
ENOUGH = 10
MOST_NAMED = 20  # columns
LONGEST_NAME = 40  # characters of a column, in a message


def opened(content: Content) -> Iterator[Source] | None:
    """Return a member for each row of a table, known by its name; None of anything else.

    Where a column is named, what comes without a name (standard input, bytes) is a table, too.
    """
    suffix = PurePath(content.path).suffix.lower()
    if suffix in DELIMITERS:
        return _csv(content, DELIMITERS[suffix])
    if suffix in JSON_LINES:
        return _json(content)
    if not content.text_column or content.path not in {"", STDIN}:
        return None
    is_json = content.beginning.lstrip(BOM_UTF8 + b" \t\r\n").startswith(b"{")
    return _json(content) if is_json else _csv(content, ",")


def _csv(content: Content, delimiter: str) -> Iterator[Source]:
    csv.field_size_limit(MOST_BYTES)
    column = content.text_column
    wide = content.beginning.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    with io.TextIOWrapper(
        content.open(),
        encoding="utf-16" if wide else "utf-8-sig",
        errors="replace" if wide else "surrogateescape",
        newline="",
    ) as file:
        rows = csv.DictReader(file, delimiter=delimiter)
        try:
            columns = rows.fieldnames or ()
            if columns.count(column) != 1:
                yield Source(content.path, refused=_fault(column, columns))
                return
            line = rows.line_num + 1
            for row in rows:
                yield _row(content, line, row[column])
                line = rows.line_num + 1
        except csv.Error as error:
            yield Source(f"{content.path}:{rows.line_num}", refused=reason(error))


def _json(content: Content) -> Iterator[Source]:
    column = content.text_column
    found, missed = False, 0
    with content.open() as file:
        for line, data in enumerate(file, 1):
            if not data.strip():
                continue
            path = f"{content.path}:{line}"
            try:
                row = json.loads(data)
            except (ValueError, RecursionError) as error:
                yield Source(path, refused=reason(error))
                continue
            values: dict[str, Any] = cast("dict[str, Any]", row) if isinstance(row, dict) else {}
            if column in values:
                found = True
                yield _row(content, line, values[column])
                continue
            yield Source(path, refused=_fault(column, tuple(values)))
            missed += 1
            if not found and (missed == ENOUGH or not column):
                return


def _row(content: Content, line: int, value: object) -> Source:
    path = f"{content.path}:{line}"
    if not isinstance(value, str):
        return Source(path, refused="the column holds no text in this row")
    try:
        return Source(path, value.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        # Half a pair, which JSON can write and UTF-8 cannot: it stays as JSON wrote it.
        return Source(path, value.encode("utf-8", "backslashreplace"))


def _fault(column: str, columns: Sequence[str]) -> str:
    """Return what is wrong: no column is named, or it is not there, or there twice."""
    if column in columns:
        return f"several columns are named {column!r}: rename all but one"
    named = f"no column {column!r}" if column else "a table; name the column that holds the text"
    names = [f"{each[:LONGEST_NAME]}…" if each[LONGEST_NAME:] else each for each in columns]
    names[MOST_NAMED:] = ["…"] if names[MOST_NAMED:] else []
    return f"{named}, --text-column NAME: there are {', '.join(names) or 'none'}"
