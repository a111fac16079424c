"""Walks a record from the outside: every place it names, and every value without its place."""

from collections.abc import Iterator
from typing import Any

import msgspec

from reftel.core.span import Span
from reftel.telegram.model import Located, Telegram

# What tells about the copy and not about the telegram.
OF_THE_COPY = frozenset({"text", "encoding", "blocks", "repairs", "diagnostics"})


def located(record: object) -> Iterator[Located]:
    """Yield every record below `record` that has a place, itself included."""
    if isinstance(record, Located):
        yield record
    if isinstance(record, msgspec.Struct):
        for name in record.__struct_fields__:
            yield from located(getattr(record, name))
    elif isinstance(record, tuple):
        for each in record:  # pyright: ignore[reportUnknownVariableType]
            yield from located(each)  # pyright: ignore[reportUnknownArgumentType]


def all_spans(telegram: Telegram) -> list[Span]:
    """Return every span of the record, those of its diagnostics included."""
    return [each.span for each in located(telegram)] + [each.span for each in telegram.diagnostics]


def standing(telegram: Telegram, span: Span) -> str:
    """Return what stands at the span, as the record's own repairs say that it is to be read."""
    parts: list[str] = []
    at = span.start
    # Of two repairs, one within the other, the outer one counts.
    for repair in sorted(telegram.repairs, key=lambda each: (each.span.start, -each.span.end)):
        if at <= repair.span.start and repair.span.end <= span.end:
            parts += (telegram.text[at : repair.span.start], repair.text)
            at = repair.span.end
    return "".join(parts) + telegram.text[at : span.end]


def values(telegram: Telegram) -> dict[str, Any]:
    """Return all that was read of the telegram, without the places and without the copy."""
    whole: dict[str, Any] = msgspec.to_builtins(telegram)
    return {name: _bare(each) for name, each in whole.items() if name not in OF_THE_COPY}


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items() if name != "span"}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list | tuple):
        return [_bare(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
    return value
