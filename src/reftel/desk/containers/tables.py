"""Tables with a column that holds the text of a telegram: CSV and JSON lines."""

import csv
import io
import json
from collections.abc import Callable, Collection, Iterator
from pathlib import PurePath
from typing import Any, cast

from reftel.desk.containers.content import MOST_BYTES, Content, Member, reason

DELIMITERS = {".csv": ",", ".tsv": "\t"}
JSON_LINES = frozenset({".jsonl", ".ndjson"})


def reader(text_column: str) -> Callable[[Content], Iterator[Member] | None]:
    """Return what opens a table, known by its name, of which that column holds the text."""

    def opened(content: Content) -> Iterator[Member] | None:
        suffix = PurePath(content.path).suffix.lower()
        if suffix in DELIMITERS:
            return _csv(content, text_column, DELIMITERS[suffix])
        return _json(content, text_column) if suffix in JSON_LINES else None

    return opened


def _csv(content: Content, column: str, delimiter: str) -> Iterator[Member]:
    csv.field_size_limit(MOST_BYTES)
    with io.TextIOWrapper(
        content.open(), encoding="utf-8-sig", errors="surrogateescape", newline=""
    ) as file:
        rows = csv.DictReader(file, delimiter=delimiter)
        try:
            columns = rows.fieldnames or ()
            if column not in columns:
                yield Member(content.path, refused=_missing(column, columns))
                return
            line = rows.line_num + 1
            for row in rows:
                yield _row(content, line, row[column])
                line = rows.line_num + 1
        except csv.Error as error:
            yield Member(f"{content.path}:{rows.line_num}", refused=reason(error))


def _json(content: Content, column: str) -> Iterator[Member]:
    with content.open() as file:
        for line, data in enumerate(file, 1):
            if not data.strip():
                continue
            path = f"{content.path}:{line}"
            try:
                row = json.loads(data)
            except ValueError as error:
                yield Member(path, refused=reason(error))
                continue
            values: dict[str, Any] = cast("dict[str, Any]", row) if isinstance(row, dict) else {}
            if column not in values:
                yield Member(path, refused=_missing(column, tuple(values)))
                if line == 1:
                    return  # the whole table is of another kind
                continue
            yield _row(content, line, values[column])


def _row(content: Content, line: int, value: object) -> Member:
    path = f"{content.path}:{line}"
    if isinstance(value, str):
        return Member(path, value.encode("utf-8", "surrogateescape"))
    return Member(path, refused="the column holds no text in this row")


def _missing(column: str, columns: Collection[str]) -> str:
    named = f"no column {column!r}" if column else "a table; name the column that holds the text"
    return f"{named}, --text-column NAME: there are {', '.join(columns) or 'none'}"
