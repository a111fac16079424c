"""The chain: each line is bound to all before it, so none can be changed, moved or taken out.

A chain says nothing of lines cut off its end, nor of one that was written anew as a whole: its
head, kept elsewhere, does.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from reftel.archive.access.labels import Label
from reftel.archive.audit.line import Line, label_of
from reftel.archive.errors import ArchiveError
from reftel.archive.store.copies import Copies
from reftel.telegram.model import Record

BEGINNING = bytes(32)


class Head(Record, frozen=True, kw_only=True):
    """The end of a chain: how many lines, and the hash of the last one, hexadecimal."""

    lines: int
    hash: str


class Fault(Record, frozen=True, kw_only=True):
    """What is wrong with a chain. line: the first one that is not as it was written, from 1."""

    line: int
    message: str


class Row(NamedTuple):
    """A line as it is kept. label: that under which it is looked up."""

    seq: int
    label: Label | None
    line: bytes
    digest: bytes
    hash: bytes


def append(connection: sqlite3.Connection, lines: Iterable[tuple[Label, Line]]) -> None:
    """Add lines inside a transaction of the caller, which keeps other writers out."""
    seq, last = _end(connection)
    copies = Copies(connection)
    for number, (label, line) in enumerate(lines, seq + 1):
        packed = line.packed()
        digest = sha256(packed).digest()
        last = _next(last, digest)
        connection.execute(
            "INSERT INTO audit (seq, label, line, digest, hash) VALUES (?, ?, ?, ?, ?)",
            (number, copies.label(label), packed, digest, last),
        )


def head(connection: sqlite3.Connection) -> Head:
    """Return the end of the chain."""
    seq, last = _end(connection)
    return Head(lines=seq, hash=last.hex())


def rows(connection: sqlite3.Connection) -> Iterator[Row]:
    """Yield all lines as they are kept, the first one first."""
    labels = Copies(connection).labels()
    for seq, label, line, digest, own in connection.execute(
        "SELECT seq, label, line, digest, hash FROM audit ORDER BY seq"
    ):
        yield Row(seq, labels.get(label), _bytes(line), _bytes(digest), _bytes(own))


def fault(kept: Iterable[Row], known: Head | None = None) -> Fault | None:
    """Return the first thing that is wrong with a chain; None where nothing is.

    known: an end of it that was exported; lines that came later are in order.
    """
    last, count = BEGINNING, 0
    for count, row in enumerate(kept, 1):
        last = _next(last, row.digest)
        message = _wrong(row, count, last)
        if not message and known and count == known.lines and last.hex() != known.hash:
            message = "is not that of the exported head: this line or those before are others"
        if message:
            return Fault(line=count, message=message)
    if known and count < known.lines:
        message = f"is missing: the exported head tells of {known.lines:,}, {count:,} are here"
        return Fault(line=count + 1, message=message)
    if known and not known.lines and known.hash != BEGINNING.hex():
        message = "the exported head is of no chain"
        raise ArchiveError(message)
    return None


def _wrong(row: Row, number: int, expected: bytes) -> str:
    if row.seq != number:
        return f"is missing: the next one that is kept was line {row.seq:,}"
    if row.hash != expected:
        return "is not bound to those before it: it was changed, moved, or others were taken out"
    if sha256(row.line).digest() != row.digest:
        return "has other words than were written"
    if row.label is None or row.label.written() != label_of(row.line):
        return "stands under another label than it was written with"
    return ""


def _end(connection: sqlite3.Connection) -> tuple[int, bytes]:
    row = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return row or (0, BEGINNING)


def _bytes(kept: object) -> bytes:
    """Return what stands in a column of bytes: one that was written past us may hold any value."""
    return kept if isinstance(kept, bytes) else str(kept).encode("utf-8", "surrogatepass")


def _next(last: bytes, digest: bytes) -> bytes:
    return sha256(last + digest).digest()
