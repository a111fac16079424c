"""The fields of a telegram by name, for tables and for picking some of a record.

A name is a short one (`from`, `tags`) or the dotted path of a record (`identity.post`,
`references.target`); a path through several records gives a list.
"""

import re
import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from reftel.core.span import Span
from reftel.desk.outcome import Outcome
from reftel.telegram.model import Addressee, Telegram

Value = str | int | float | bool | list[Any] | dict[str, Any] | None

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
DEFAULT = (
    "path",
    "mrn",
    "date",
    "from",
    "to",
    "info",
    "classification",
    "captions",
    "tags",
    "subject",
    "references",
    "signature",
    "diagnostics",
)


class UnknownFieldError(ValueError):
    """A name that is no field; the message names it, the nearest, and all short names."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name as asked for, and how its value is got."""

    name: str
    of: Callable[[Outcome], Value]


def parse(words: str) -> list[Field]:
    """Return the fields that a comma-separated list names.

    Raises UnknownFieldError for the first name that is no field, and for an empty list.
    """
    names = [name for name in re.split(r"[,\s]+", words) if name]
    if not names:
        message = f"no field is named; there are {_known()}"
        raise UnknownFieldError(message)
    return [field(name) for name in names]


def field(name: str) -> Field:
    """Return the field of that name. Raises UnknownFieldError."""
    if name == "path":
        return Field(name, lambda outcome: outcome.path)
    if name == "version":
        return Field(name, lambda outcome: outcome.version)
    short = SHORT.get(name)
    if short:
        return Field(name, lambda outcome: outcome.telegram and _plain(short(outcome.telegram)))
    steps = tuple(name.split("."))
    if not _is_path(Telegram, steps):
        raise UnknownFieldError(_unknown(name))
    return Field(name, lambda outcome: _plain(_follow(outcome.telegram, steps)))


def record(outcome: Outcome, fields: Sequence[Field]) -> dict[str, Value]:
    """Return the values of the fields under their names, ready for JSON."""
    return {each.name: each.of(outcome) for each in fields}


def dtg(telegram: Telegram) -> str:
    """Return the date-time group in its usual form, `042143Z APR 08`; as printed if it is none."""
    group = telegram.dtg
    if group is None:
        return ""
    if group.time is None:
        return " ".join(group.span.of(telegram.text).split())
    return f"{group.time:%d%H%M}Z {MONTHS[group.time.month - 1]} {group.time:%y}"


def _declassification(telegram: Telegram) -> object:
    order = telegram.executive_order
    return order and order.declassification.date


def _severity(severity: str) -> Callable[[Telegram], int]:
    return lambda telegram: sum(each.severity == severity for each in telegram.diagnostics)


def _names(addressees: Iterable[Addressee]) -> list[str]:
    return [each.name for each in addressees]


SHORT: dict[str, Callable[[Telegram], object]] = {
    "mrn": lambda telegram: telegram.identity and telegram.identity.mrn,
    "date": lambda telegram: telegram.sent or (telegram.dateline and telegram.dateline.date),
    "dtg": dtg,
    "precedence": lambda telegram: telegram.precedences,
    "from": lambda telegram: telegram.originator and telegram.originator.name,
    "to": lambda telegram: _names(telegram.action),
    "info": lambda telegram: _names(telegram.info),
    "exempted": lambda telegram: _names(telegram.exempted),
    "classification": lambda telegram: telegram.classification and telegram.classification.level,
    "captions": lambda telegram: [each.caption for each in telegram.captions],
    "eo": lambda telegram: telegram.executive_order and telegram.executive_order.order,
    "declassification": _declassification,
    "tags": lambda telegram: [each.code for each in telegram.tags],
    "subject": lambda telegram: telegram.subject and telegram.subject.text,
    "references": lambda telegram: [each.target or each.text for each in telegram.references],
    "paragraphs": lambda telegram: [each.flowed for each in telegram.paragraphs],
    "signature": lambda telegram: telegram.signature and telegram.signature.text,
    "coverage": lambda telegram: round(telegram.coverage, 4),
    "diagnostics": lambda telegram: [each.code for each in telegram.diagnostics],
    "errors": _severity("error"),
    "warnings": _severity("warning"),
}


def _plain(value: object) -> Value:
    return msgspec.to_builtins(value)


def _follow(value: object, steps: tuple[str, ...]) -> object:
    if value is None or not steps:
        return value
    if isinstance(value, tuple) and not isinstance(value, Span):
        return [_follow(each, steps) for each in cast("tuple[object, ...]", value)]
    return _follow(getattr(cast("object", value), steps[0]), steps[1:])


def _is_path(kind: object, steps: tuple[str, ...]) -> bool:
    if not steps:
        return True
    return any(
        _is_path(hints[steps[0]], steps[1:])
        for record_type in _records(kind)
        if steps[0] in (hints := _hints(record_type))
    )


def _records(kind: object) -> Iterable[type]:
    """Yield the record types that a value of this type may be, or be made of."""
    origin = get_origin(kind)
    if origin in {Union, types.UnionType, tuple}:
        for each in get_args(kind):
            yield from _records(each)
    elif isinstance(kind, type) and origin is None and get_type_hints(kind):
        yield kind


@cache
def _hints(record_type: type) -> dict[str, object]:
    hints = get_type_hints(record_type)
    return {name: hint for name, hint in hints.items() if not name.startswith("_")}


def _unknown(name: str) -> str:
    nearest = _nearest(name)
    question = f"; did you mean {nearest}?" if nearest else ""
    return f"unknown field {name!r}{question}. There are {_known()}"


def _nearest(name: str) -> str:
    paths = [*SHORT, "path", "version", *_paths()]
    found = get_close_matches(name.lower(), paths, n=1, cutoff=0.6)
    return repr(found[0]) if found else ""


@cache
def _paths() -> tuple[str, ...]:
    """Return the paths of one and of two steps."""
    found: list[str] = []
    for name, hint in _hints(Telegram).items():
        found.append(name)
        found += [f"{name}.{inner}" for each in _records(hint) for inner in _hints(each)]
    return tuple(found)


def _known() -> str:
    names = ", ".join(["path", *SHORT, "version"])
    return f"{names}, and paths of a record such as references.target"
