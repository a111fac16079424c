"""A table of statements coded elsewhere: read with its lines, its columns named as fields are."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import fields

from reftel.dossier.errors import DossierError
from reftel.dossier.records import Statement

FIELDS = tuple(each.encode_name for each in fields(Statement))
NEEDED = ("actor", "provision", "stance", "source")
SEPARATORS = ",;\t"
VALUES = ("field", "from", "to")


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How a table becomes statements.

    columns: the table's column of a field; a column named as a field needs no entry. fixed: of a
    field, what all lines say. values: (field, words in the table): words in the dossier.
    """

    columns: Mapping[str, str] = {}
    fixed: Mapping[str, str] = {}
    values: Mapping[tuple[str, str], str] = {}


class Row(NamedTuple):
    """A line. line: where it begins. said: words by field; other: by columns without a field."""

    line: int
    said: dict[str, str]
    other: dict[str, str]


class Trouble(NamedTuple):
    """What keeps lines from being taken in."""

    lines: tuple[int, ...]
    message: str


def read_rows(path: Path, plan: Plan) -> tuple[list[Row], list[Trouble]]:
    """Return the lines of a table in the words of the dossier. Raises DossierError.

    Cells are separated by commas, semicolons or tabs, whichever the first line has most of.
    """
    found = _records(path)
    try:
        _, header = next(found)
    except StopIteration:
        message = f"{path}: the table is empty"
        raise DossierError(message) from None
    names = [each.strip() for each in header]
    by_field = _by_field(path, names, plan)
    rows: list[Row] = []
    troubles: list[Trouble] = []
    for line, cells in found:
        if len(cells) != len(names):
            troubles.append(Trouble((line,), f"{len(cells)} cells, {len(names)} columns"))
            continue
        by_name = {name: each.strip() for name, each in zip(names, cells, strict=True)}
        said = {name: by_name[column] for name, column in by_field.items()} | dict(plan.fixed)
        taken = by_field.values()
        rows.append(
            Row(
                line,
                {name: plan.values.get((name, words), words) for name, words in said.items()},
                {name: words for name, words in by_name.items() if name not in taken},
            )
        )
    return rows, troubles


def read_values(path: Path) -> dict[tuple[str, str], str]:
    """Return a table of values: columns field, from, to. Raises DossierError."""
    found = [*_records(path)]
    if not found or tuple(each.strip() for each in found[0][1]) != VALUES:
        message = f"{path}: its first line is `{','.join(VALUES)}`"
        raise DossierError(message)
    values: dict[tuple[str, str], str] = {}
    for line, cells in found[1:]:
        if len(cells) != len(VALUES):
            message = f"{path}:{line}: {len(cells)} cells, {len(VALUES)} expected"
            raise DossierError(message)
        name, words, meant = (each.strip() for each in cells)
        _known(f"{path}:{line}", [name])
        values[name, words] = meant
    return values


def pairs(words: Iterable[str], option: str) -> dict[str, str]:
    """Return `field=words` by field. Raises DossierError where a field is not known."""
    found: dict[str, str] = {}
    for each in words:
        name, sign, meant = (part.strip() for part in each.partition("="))
        if not sign or not meant:
            message = f"{option} {each!r}: FIELD=WORDS is the form, `actor=country`"
            raise DossierError(message)
        found[name] = meant
    _known(option, found)
    return found


def _by_field(path: Path, names: Sequence[str], plan: Plan) -> dict[str, str]:
    """Return the column of each field. Raises DossierError."""
    twice = sorted({each for each in names if names.count(each) > 1})
    if twice or "" in names:
        message = f"{path}:1: " + (f"two columns are named {twice[0]!r}" if twice and twice[0]
                                   else "a column has no name")  # fmt: skip
        raise DossierError(message)
    for name, column in plan.columns.items():
        if column not in names:
            message = f"{path} has no column {column!r} for {name}; it has {', '.join(names)}"
            raise DossierError(message)
    own = {each: each for each in names if each in FIELDS and each not in plan.columns.values()}
    found = {**own, **plan.columns}
    lacking = [each for each in NEEDED if each not in found and each not in plan.fixed]
    if lacking:
        message = (
            f"{path} has no column for {', '.join(lacking)}; it has {', '.join(names)}:"
            f" --map {lacking[0]}=COLUMN, or --set {lacking[0]}=WORDS for all lines"
        )
        raise DossierError(message)
    return {name: column for name, column in found.items() if name not in plan.fixed}


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the records of a table with the line where each begins; blank lines are none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise DossierError(message) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"{path}:{line}: not UTF-8; save it as `CSV UTF-8`"
        raise DossierError(message) from error
    first = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=first.count), strict=True
    )
    line = 1
    try:
        for cells in reader:
            if any(each.strip() for each in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"{path}:{line}: {error}"
        raise DossierError(message) from error


def _known(where: str, names: Iterable[str]) -> None:
    for name in names:
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, n=1)
            meant = f"; {near[0]} is meant?" if near else f"; there are {', '.join(FIELDS)}"
            message = f"{where}: a statement has no field {name!r}{meant}"
            raise DossierError(message)
