"""What holds several files: archives, mail, tables. Each is opened, its members come one by one.

A kind is known by what the content begins with, not by the name. Members may be containers in
turn. What must not be opened, or cannot be, is a member with the reason in its place. Members of
a 7z wait in a file without name, as its library gives them all at once; nothing else goes to the
disk.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reftel.desk.containers import compressed, mail, packed, tables, volumes
from reftel.desk.containers.content import BEGINNING, NOTHING, Content, reason
from reftel.desk.sources import Source

SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
DEEPEST = 5  # containers within containers
TOO_DEEP = f"a container within {DEEPEST} others: not opened"


def _sevenzip(content: Content) -> Iterator[Source] | None:
    """Return the members of a 7z archive; None of anything else."""
    if not content.beginning.startswith(SEVEN_ZIP):
        return None
    from reftel.desk.containers import sevenzip  # noqa: PLC0415 - slow to import, and few are 7z

    return sevenzip.members(content)


# In this order: a tar may be compressed, and what is compressed may be something else.
KINDS = (
    packed.zipped,
    packed.tarred,
    compressed.opened,
    _sevenzip,
    mail.opened,
    volumes.opened,
    tables.opened,
)


def unpacked(sources: Iterable[Source], text_column: str = "") -> Iterator[Source]:
    """Yield the files that sources stand for: the members of a container, anything else itself.

    text_column: the column of tables (CSV, JSON lines) that holds the text of a telegram. The path
    of a member is that of its container, `!`, and its name; of a row of a table, `:` and its line.
    """
    for source in sources:
        yield from _numbered(source, text_column)


def is_container(source: Source, text_column: str = "") -> bool:
    """Whether a source holds files, or rows of a table."""
    content = _content(source, text_column)
    return content is not None and _members(content, 0) is not None


def _numbered(source: Source, text_column: str) -> Iterator[Source]:
    """Yield the members of one source, numbered, so that one can be found again."""
    content = _content(source, text_column)
    found = _members(content, 0) if content else None
    if found is None:
        yield source
        return
    for number, member in enumerate(found):
        yield member._replace(file=source.path, member=number)


def _content(source: Source, text_column: str) -> Content | None:
    if source.data is not None:
        return Content(source.path, source.data, text_column=text_column)
    path = Path(source.path)
    try:
        if not path.is_file():
            return None  # a pipe gives its content once
        with path.open("rb") as file:
            return Content(source.path, None, file.read(BEGINNING), text_column)
    except (OSError, ValueError):
        return None  # reading it tells what is wrong with it


def _members(content: Content, depth: int) -> Iterator[Source] | None:
    """Return the members; None where the content is no container."""
    members = next((found for kind in KINDS if (found := kind(content)) is not None), None)
    return None if members is None else _opened(content, members, depth + 1)


def _opened(content: Content, members: Iterable[Source], depth: int) -> Iterator[Source]:
    for member in _whole(content, members):
        inner = None
        if member.data is not None and not member.volume:
            inner = Content(member.path, member.data, text_column=content.text_column)
        found = _members(inner, depth) if inner and depth <= DEEPEST else None
        if found is None:
            yield member
        elif depth == DEEPEST:
            yield member._replace(data=None, refused=TOO_DEEP)
        else:
            yield from found


def _whole(content: Content, members: Iterable[Source]) -> Iterator[Source]:
    """Yield the members, with a word where they end too early, and where there are none."""
    some = False
    try:
        for member in members:
            some = True
            yield member
    except Exception as error:
        # Whatever a library raises on bad content: it must cost one container, not the run.
        some = True
        yield Source(content.path, refused=reason(error))
    if not some:
        yield Source(content.path, refused=NOTHING)


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
