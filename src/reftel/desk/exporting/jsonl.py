"""JSON lines: the full record of each telegram, with its name and id before it."""

from collections.abc import Callable, Iterable
from typing import BinaryIO

from reftel.archive.session import Session
from reftel.desk.exporting.selection import Exported, exported

Line = Callable[[Exported], str]


def write_jsonl(session: Session, names: Iterable[str], out: BinaryIO, line: Line) -> int:
    """Write a line for each telegram; return how many. line: what makes the line of one."""
    count = 0
    for each in exported(session, names):
        out.write(f"{line(each)}\n".encode())
        count += 1
    return count
