"""CSV: a row of fields for each telegram."""

import io
from collections.abc import Callable, Iterable
from typing import BinaryIO, Protocol, TextIO

from reftel.archive.session import Session
from reftel.desk.exporting.selection import Exported, exported


class Rows(Protocol):
    """What writes the row of a telegram."""

    def add(self, outcome: Exported, /) -> None:
        """Write one row."""


def write_csv(
    session: Session, names: Iterable[str], out: BinaryIO, rows: Callable[[TextIO], Rows]
) -> int:
    """Write the names of the fields and a row for each telegram; return how many.

    rows: what opens a table on a text stream.
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    count = 0
    try:
        table = rows(text)
        for each in exported(session, names):
            table.add(each)
            count += 1
    finally:
        text.detach()  # the caller closes what he opened
    return count
