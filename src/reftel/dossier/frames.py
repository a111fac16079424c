"""Tables as columns with types: for Arrow, polars, pandas, and for what is exported.

What is empty is null. A day stays as it is written; beside it stands a column of whole days. What a
line says of its own columns stays. pyarrow, polars and pandas are loaded when they are asked for.
"""

import importlib
from collections.abc import Iterator
from datetime import date
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast, get_args, get_origin

import msgspec
from msgspec.structs import fields

from reftel.core.citation import parse_citation
from reftel.dossier.days import days
from reftel.dossier.errors import DossierError
from reftel.dossier.files.places import Value
from reftel.dossier.files.writing import columns as ordered
from reftel.dossier.records import Day

if TYPE_CHECKING:
    from reftel.dossier.files.table import Placed, Table

Form = Literal["text", "number", "whole number", "true or false", "day", "texts", "records"]
DAY = "_day"
"""Behind the name of a field: the column of its whole days."""
FILE_LINE = "file_line"
"""Where a line stands."""
OWN = "own_"
"""Before the name of a column of one's own that is named as one of Reftel's."""


class Column(NamedTuple):
    """A column. data: as long as the table. of: the type of its field, None where it has none."""

    name: str
    form: Form
    data: list[Any]
    of: Any = None


class Inner(NamedTuple):
    """A table within a table: the marks of provisions. Its first columns name the outer line."""

    name: str
    field: str
    record: type[msgspec.Struct]
    columns: list[Column]


def columns(table: "Table[Any]", on: date | None = None) -> list[Column]:
    """Return the columns of a table: fields, what follows from them, columns of one's own.

    on: the day for which it is said what is in force; without it, after all that is there.
    """
    found = [*_written([each.record for each in table.placed], table.record)]
    found += [*table.resolved(on), *_places(table.placed)]
    names = {each.name for each in found}
    return [*found, *_own(table, names)]


def inner_tables(table: "Table[Any]") -> Iterator[Inner]:
    """Yield the tables within a table, `provisions_marks`; each line names its outer one."""
    for field in fields(table.record):
        record = inner_record(field.type)
        if record is None:
            continue
        lines = [
            (outer, number, inner)
            for outer in table
            for number, inner in enumerate(getattr(outer, field.name), 1)
        ]
        lead = [
            Column("of_id", "text", [getattr(outer, "id", None) for outer, _, _ in lines]),
            Column("number", "whole number", [number for _, number, _ in lines]),
        ]
        found = [*_written([inner for _, _, inner in lines], record)]
        yield Inner(f"{table.name}_{field.name}", field.name, record, lead + found)


def inner_record(of: Any) -> type[msgspec.Struct] | None:
    """Return the record type that a field holds several of; None where it holds none."""
    inner = get_args(of)[0] if get_origin(of) is tuple else None
    return inner if isinstance(inner, type) and issubclass(inner, msgspec.Struct) else None


def to_arrow(found: list[Column]) -> Any:
    """Return columns as a pyarrow.Table."""
    arrow = _loaded("pyarrow", "")
    schema = arrow.schema([(each.name, _type(arrow, each)) for each in found])
    return arrow.Table.from_pydict({each.name: each.data for each in found}, schema=schema)


def to_polars(found: list[Column]) -> Any:
    """Return columns as a polars.DataFrame. Raises DossierError where polars is not there."""
    return _loaded("polars", "notebook").from_arrow(to_arrow(found))


def to_pandas(found: list[Column]) -> Any:
    """Return columns as a pandas.DataFrame. Raises DossierError where pandas is not there.

    Days are datetime64; text, whole numbers and truth values are of types that know null.
    """
    pandas, arrow = _loaded("pandas", "notebook"), _loaded("pyarrow", "")
    types = {
        arrow.string(): pandas.StringDtype("python"),
        arrow.int64(): pandas.Int64Dtype(),
        arrow.bool_(): pandas.BooleanDtype(),
    }
    frame = to_arrow(found).to_pandas(types_mapper=types.get, date_as_object=False)
    for each in found:
        if each.form in {"texts", "records"}:  # lists, which pyarrow gives as arrays
            frame[each.name] = pandas.Series(
                [*map(_plain, each.data)], dtype=object, index=frame.index
            )
    return frame


def cited(cite: str) -> tuple[str | None, str | None]:
    """Return the telegram and the paragraph that a citation names; None for what it does not."""
    found = parse_citation(cite)
    if found is None or found.to != "telegram":
        return None, None
    return found.name, found.place or None


def _written(records: list[Any], record: type[msgspec.Struct]) -> Iterator[Column]:
    """Yield the fields as they are written, whole days beside, and what is cited at the end."""
    known = {each.encode_name: each for each in fields(record)}
    for field in map(known.__getitem__, ordered(record)):
        data = [getattr(each, field.name) for each in records]
        yield Column(field.encode_name, _form(field.type), [*map(_value, data)], field.type)
        if field.type is Day:
            yield Column(f"{field.encode_name}{DAY}", "day", [*map(_whole_day, data)])
    if "cite" in known:
        places = [cited(each.cite) for each in records]
        # A step of a démarche has a field `telegram`: the one that instructs or reports.
        lead = "cited_" if "telegram" in known else ""
        yield Column(f"{lead}telegram", "text", [telegram for telegram, _ in places])
        yield Column(f"{lead}paragraph", "text", [paragraph for _, paragraph in places])


def _places(placed: "tuple[Placed[Any], ...]") -> Iterator[Column]:
    at = [each.at() for each in placed]
    yield Column(FILE_LINE, "text", [f"{each.file}:{each.line}" for each in at])


def _own(table: "Table[Any]", taken: set[str]) -> Iterator[Column]:
    """Yield the columns that the record does not have; numbers where all that is there is one."""
    known = {each.encode_name for each in fields(table.record)}
    names = [name for each in table.placed for name in each.line.fields if name not in known]
    for name in dict.fromkeys(names):
        found = [each.line.fields.get(name) for each in table.placed]
        words = [str(each.data) if isinstance(each, Value) else "" for each in found]
        column = f"{OWN}{name}" if name in taken else name
        numbers = _numbers(words)
        if numbers is None:
            yield Column(column, "text", [each or None for each in words])
        else:
            yield Column(column, "number", numbers)


def _numbers(words: list[str]) -> list[float | None] | None:
    try:
        return [float(each) if each else None for each in words]
    except ValueError:
        return None


def _form(of: Any) -> Form:
    if get_origin(of) is tuple:
        return "records" if inner_record(of) else "texts"
    if isinstance(of, UnionType):
        return _form(next(each for each in get_args(of) if each is not type(None)))
    forms: dict[Any, Form] = {float: "number", int: "whole number", bool: "true or false"}
    return forms.get(of, "text")


def _value(data: Any) -> Any:
    """Return data as a column holds it: null for nothing, lists, records as dictionaries."""
    if isinstance(data, tuple):
        return [_value(each) for each in cast("tuple[Any, ...]", data)]
    if isinstance(data, msgspec.Struct):
        return {each.encode_name: _value(getattr(data, each.name)) for each in fields(data)}
    return None if data == "" else data


def _whole_day(words: str) -> date | None:
    found = days(words)
    return found.first if found and found.first == found.last else None


def _plain(data: Any) -> Any:
    return [*data] if isinstance(data, list) else data  # pyright: ignore[reportUnknownVariableType]


def _type(arrow: Any, column: Column) -> Any:
    if column.form == "records":
        return _field_type(arrow, column.of)
    types = {
        "text": arrow.string(),
        "number": arrow.float64(),
        "whole number": arrow.int64(),
        "true or false": arrow.bool_(),
        "day": arrow.date32(),
        "texts": arrow.list_(arrow.string()),
    }
    return types[column.form]


def _field_type(arrow: Any, of: Any) -> Any:
    record = inner_record(of)
    if record is None:
        return _type(arrow, Column("", _form(of), []))
    inner = [(each.encode_name, _field_type(arrow, each.type)) for each in fields(record)]
    return arrow.list_(arrow.struct(inner))


def _loaded(name: str, extra: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        message = f"{name} is not installed: pip install 'reftel[{extra}]'"
        raise DossierError(message) from error
