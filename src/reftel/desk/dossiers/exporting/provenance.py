"""Where an export comes from: which dossier, which bytes, as of which day. There is no clock."""

import hashlib
from collections.abc import Iterator
from datetime import date

from msgspec import to_builtins

from reftel.dossier.days import days
from reftel.dossier.dossier import Dossier

SAID = ("said", "known", "on", "set_on", "broken_on", "adopted", "opened")
"""Fields with a day on which something happened; what is due lies ahead and does not count."""


def newest_day(dossier: Dossier) -> date | None:
    """Return the last day on which something happened in a dossier; None where none is told."""
    records = [dossier.title, *(each for table in dossier.tables() for each in table)]
    found = (
        days(words)
        for record in records
        for words in _days(to_builtins(record))
        if isinstance(words, str)
    )
    return max((each.last for each in found if each), default=None)


def hashes(dossier: Dossier) -> dict[str, str]:
    """Return the SHA-256 of each file of a dossier's tables, as it was read."""
    return {
        name: hashlib.sha256(text.encode()).hexdigest()
        for name, text in sorted(dossier.files().items())
    }


def whole_hash(dossier: Dossier) -> str:
    """Return one SHA-256 for all: that of the lines `HASH  FILE`, as sha256sum writes them."""
    lines = (f"{digest}  {name}\n" for name, digest in hashes(dossier).items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _days(data: object) -> Iterator[object]:
    """Yield the days of a record and of what is in it; planned steps have not happened."""
    if isinstance(data, list):
        for each in data:  # pyright: ignore[reportUnknownVariableType]
            yield from _days(each)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(data, dict) and not data.get("planned"):  # pyright: ignore[reportUnknownMemberType]
        for name, value in data.items():  # pyright: ignore[reportUnknownVariableType]
            if name in SAID:
                yield value
            elif isinstance(value, list):
                yield from _days(value)  # pyright: ignore[reportUnknownArgumentType]
