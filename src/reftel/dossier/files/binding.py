"""Lines of a file to records. What does not fit is told; the rest of the line is taken."""

from collections.abc import Iterator
from datetime import date, datetime, time
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Generic, Literal, NamedTuple, TypeVar, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo, fields

from reftel.core.span import Span
from reftel.dossier.files.places import Line, Value

R = TypeVar("R", bound=msgspec.Struct)
SEPARATOR = "; "
NEAR = 0.75  # `weight` is not a misspelt `high`


class Misfit(NamedTuple):
    """What does not fit, and where."""

    code: str
    message: str
    at: int


class Bound(NamedTuple, Generic[R]):
    """What a line gives. record: None where a field that it needs is missing or wrong."""

    record: R | None
    misfits: list[Misfit]


def bind(line: Line, record: type[R], *, broken: bool = False) -> Bound[R]:
    """Return the record of a line. broken: something in it could not be read, so may be missing."""
    known = {field.encode_name: field for field in fields(record)}
    found: dict[str, Any] = {}
    misfits = [*_unknown(line, known)]
    lacks = False
    for name, field in known.items():
        if name not in line.fields:
            if field.required:
                lacks = True
                if not broken:
                    misfits.append(Misfit("D005", f"{name} is missing", line.span.start))
            continue
        data, wrong = _converted(name, field.type, line.fields[name])
        misfits.extend(wrong)
        if data is not None:
            found[name] = data
        elif field.required:
            lacks = True
    return Bound(None if lacks else record(**found), misfits)


def _unknown(line: Line, known: dict[str, FieldInfo]) -> Iterator[Misfit]:
    """Yield the fields that the record does not have; they are kept in the file."""
    for name, value in line.fields.items():
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=NEAR)
            meant = f"; {near[0]} is meant?" if near else ", and is left as it is"
            code = "D006" if near else "D007"
            yield Misfit(code, f"{name} is not known{meant}", _span(value).start)


def _converted(
    name: str, of: Any, written: "Value | Line | list[Line]"
) -> tuple[Any, list[Misfit]]:
    """Return the data of a field, None where it does not fit."""
    inner = _struct(of)
    if inner is not None:
        lines = written if isinstance(written, list) else [written]
        if not all(isinstance(line, Line) for line in lines):
            message = f"{name} holds {_told_short(written)}; {_tables(inner)} expected"
            return None, [Misfit("D008", message, _span(written).start)]
        bounds = [bind(line, inner) for line in lines if isinstance(line, Line)]
        misfits = [misfit for bound in bounds for misfit in bound.misfits]
        return tuple(bound.record for bound in bounds if bound.record is not None), misfits
    if not isinstance(written, Value):
        message = f"{name} holds a table; {_wanted(of)} expected"
        return None, [Misfit("D008", message, _span(written).start)]
    try:
        return msgspec.convert(_prepared(of, written.data), of, strict=False), []
    except msgspec.ValidationError:
        message = f"{name} is {_told(written.data)}; {_wanted(of)} expected"
        return None, [Misfit("D008", message, written.span.start)]


def _prepared(of: Any, data: object) -> object:
    """Return the data as the field takes it: days as ISO 8601, a cell with several cut."""
    if _is_words(of) and isinstance(data, int | float) and not isinstance(data, bool):
        return f"{data:g}"  # `stance = 40`, `on = 2008`
    if get_origin(of) is tuple:
        listed: list[object] = data if isinstance(data, list) else _cut(data)  # pyright: ignore[reportUnknownVariableType]
        return [_day(each) for each in listed]
    return _day(data)


def _is_words(of: Any) -> bool:
    return of is str or (get_origin(of) is Annotated and get_args(of)[0] is str)


def _cut(data: object) -> list[object]:
    if not isinstance(data, str):
        return [data]
    return [each.strip() for each in data.split(SEPARATOR.strip()) if each.strip()]


def _day(data: object) -> object:
    if isinstance(data, datetime):
        return data.isoformat(timespec="minutes")
    return data.isoformat() if isinstance(data, date | time) else data


def _struct(of: Any) -> type[msgspec.Struct] | None:
    """Return the record that a field holds several of, if it does."""
    if get_origin(of) is not tuple:
        return None
    inner = get_args(of)[0]
    return inner if isinstance(inner, type) and issubclass(inner, msgspec.Struct) else None


def _told(data: object) -> str:
    return f"“{data}”" if isinstance(data, str) else str(_day(data)).lower()


def _told_short(written: "Value | Line | list[Line]") -> str:
    return _told(written.data) if isinstance(written, Value) else "what is no table"


def _tables(of: type[msgspec.Struct]) -> str:
    """Say how records within a line are written: `[{ at = ..., name = ... }]`."""
    needed = [field.encode_name for field in fields(of) if field.required]
    return f"[{{ {', '.join(f'{name} = ...' for name in needed)} }}]"


def _wanted(of: Any) -> str:
    """Say in words what a field may hold."""
    if get_origin(of) is Literal:
        return " or ".join(word for word in get_args(of) if word)
    if get_origin(of) is Annotated:
        return WANTED.get(get_args(of)[1].pattern or "", "words")
    if isinstance(of, UnionType):
        return " or ".join(_wanted(each) for each in get_args(of) if each is not type(None))
    return {float: "a number", int: "a whole number", bool: "true or false"}.get(of, "words")


WANTED = {
    "^[a-z0-9][a-z0-9._-]*$": "an id of small letters, digits, - _ .",
    "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$": "a day, month or year (2008-04-03, 2008-04, 2008)",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}Z?)?$": "a day, perhaps with a time "
    "(2008-04-24T12:00)",
}
"""What the patterns of records/base.py and records/silences.py mean."""


def _span(written: "Value | Line | list[Line]") -> Span:
    return written[0].span if isinstance(written, list) else written.span
