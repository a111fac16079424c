"""One gold value beside what was read, and what is read of the telegram at all."""

from typing import NamedTuple

from reftel.telegram.model import Telegram


class Value(NamedTuple):
    """A field of a document: gold and read in the same words; equal where the reader is right."""

    document: str
    field: str
    gold: object
    read: object


class Document(NamedTuple):
    """A document that was read, and its values."""

    name: str
    telegram: Telegram
    values: tuple[Value, ...]


def group(telegram: Telegram) -> str:
    """Return the date-time group in its usual form, 042143Z APR 08, or nothing."""
    time = telegram.dtg.time if telegram.dtg else None
    return f"{time:%d%H%M}Z {time:%b %y}".upper() if time else ""


def addressed(telegram: Telegram, role: str) -> list[str]:
    """Return the addressees of a role: name, precedence, continuity number, as far as printed."""
    return [
        " ".join(part for part in (each.name, each.precedence, each.continuity) if part)
        for each in telegram.addressees
        if each.role == role
    ]
