"""What holds several files: archives, mail, tables. Each is opened, its members come one by one.

A kind is known by what the content begins with, not by the name. Members may be containers in
turn. What must not be opened, or cannot be, is a member with the reason in its place; nothing is
unpacked to the disk but 7z, whose library leaves no choice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from reftel.desk.containers import compressed, mail, packed, sevenzip, tables, volumes
from reftel.desk.containers.content import BEGINNING, Content, Member
from reftel.desk.sources import Source

DEEPEST = 5  # containers within containers
TOO_DEEP = f"a container within {DEEPEST} others: not opened"
# In this order: a tar may be compressed, and what is compressed may be something else.
KINDS = (
    packed.zipped,
    packed.tarred,
    compressed.opened,
    sevenzip.opened,
    mail.opened,
    volumes.opened,
)


def unpacked(sources: Iterable[Source], text_column: str = "") -> Iterator[Source]:
    """Yield the files that sources stand for: the members of a container, anything else itself.

    text_column: the column of tables (CSV, JSON lines) that holds the text of a telegram. The path
    of a member is that of its container, `!`, and its name; of a row of a table, `:` and its line.
    """
    for source in sources:
        yield from _numbered(source, text_column)


def is_container(source: Source) -> bool:
    """Whether a source holds files, or rows of a table."""
    content = _content(source)
    return content is not None and _members(content, "", 0) is not None


def _numbered(source: Source, text_column: str) -> Iterator[Source]:
    """Yield the members of one source, numbered, so that one can be found again."""
    content = _content(source)
    if content is None:
        yield source
        return
    found = _members(content, text_column, 0)
    if found is None:
        yield source
        return
    for number, member in enumerate(found):
        yield Source(
            path=member.path,
            data=member.data,
            refused=member.refused,
            file=source.path,
            member=number,
            volume=member.volume,
            listed=member.listed,
        )


def _content(source: Source) -> Content | None:
    if source.data is not None:
        return Content(source.path, source.data)
    path = Path(source.path)
    try:
        if not path.is_file():
            return None  # a pipe gives its content once
        with path.open("rb") as file:
            return Content(source.path, None, file.read(BEGINNING))
    except (OSError, ValueError):
        return None  # reading it tells what is wrong with it


def _members(content: Content, text_column: str, depth: int) -> Iterator[Member] | None:
    """Return the members; None where the content is no container."""
    kinds = (*KINDS, tables.reader(text_column))
    members = next((found for kind in kinds if (found := kind(content)) is not None), None)
    return None if members is None else _opened(members, text_column, depth + 1)


def _opened(members: Iterable[Member], text_column: str, depth: int) -> Iterator[Member]:
    for member in members:
        whole = member.data is not None and not member.volume
        inner = Content(member.path, member.data) if whole else None
        found = _members(inner, text_column, depth) if inner and depth <= DEEPEST else None
        if found is None:
            yield member
        elif depth == DEEPEST:
            yield replace(member, data=None, refused=TOO_DEEP)
        else:
            yield from found


class Again:
    """Finds members again, each behind the one before it, without opening all anew."""

    def __init__(self, text_column: str = "") -> None:
        self._text_column = text_column
        self._members: Iterator[Source] = iter(())
        self._file = ""
        self._next = 0

    def source(self, source: Source) -> Source:
        """Return the source with its content, where it is a member; else the source itself."""
        if source.member < 0:
            return source
        if source.file != self._file or source.member < self._next:
            self._members = _numbered(Source(source.file), self._text_column)
            self._file, self._next = source.file, 0
        for each in self._members:
            self._next = each.member + 1
            if each.member == source.member:
                return each
        return source._replace(refused="no longer there")
