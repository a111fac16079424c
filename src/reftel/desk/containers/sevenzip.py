"""7z: its library gives all members at once, so they wait in a file of the disk without a name."""

import tempfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

import py7zr
from py7zr.exceptions import PasswordRequired
from py7zr.io import Py7zIO, WriterFactory

from reftel.desk.containers.content import (
    BOMB,
    ENCRYPTED,
    LINK,
    MOST_BYTES,
    TOO_LARGE,
    Content,
    fault_of_name,
    is_bomb,
    named,
    reason,
)
from reftel.desk.sources import Source

NOT_REACHED = "the archive breaks off before it"


def members(content: Content) -> Iterator[Source]:
    """Yield the members of a 7z archive."""
    try:
        with content.open() as file, py7zr.SevenZipFile(file) as archive:
            yield from _members(content, archive)
    except PasswordRequired:
        yield Source(content.path, refused=ENCRYPTED)


def _members(content: Content, archive: py7zr.SevenZipFile) -> Iterator[Source]:
    infos = [
        each for each in archive.list() if not each.is_directory and content.wants(each.filename)
    ]
    if archive.needs_password():
        for each in infos:
            yield Source(named(content.path, each.filename), refused=ENCRYPTED)
        return
    if is_bomb(sum(each.uncompressed for each in infos), content.size):
        yield Source(content.path, refused=BOMB)
        return
    faults = [(each.filename, _fault(each)) for each in infos]
    good = {name for name, fault in faults if not fault}
    with tempfile.TemporaryFile(prefix="reftel-") as disk:
        store = _Store(disk)
        broken = ""
        try:
            if good:
                archive.extract(targets=good, factory=store)
        except Exception as error:  # the library promises nothing of what it raises
            broken = reason(error)
        for name, fault in faults:
            path = named(content.path, name)
            if fault:
                yield Source(path, refused=fault)
            else:
                data = store.take(name)
                yield Source(path, data, "" if data is not None else broken or NOT_REACHED)


def _fault(info: py7zr.FileInfo) -> str:
    if info.is_symlink or not info.is_file:
        return LINK
    return fault_of_name(info.filename) or (TOO_LARGE if info.uncompressed > MOST_BYTES else "")


class _Store(WriterFactory):
    """Members in a file, one behind the other, in the order of the archive."""

    def __init__(self, disk: IO[bytes]) -> None:
        self._disk = disk
        self._parts: dict[str, _Part] = {}
        self._taken: dict[str, int] = {}

    def create(self, filename: str) -> "_Part":
        """Return where the library writes a member."""
        self._parts[filename] = part = _Part(self._disk)
        return part

    def take(self, name: str) -> bytes | None:
        """Return the next member of that name; None where the library did not come to its end."""
        # The library numbers what bears the name of one before: a.txt, a.txt_0, a.txt_1.
        before = self._taken.get(name, 0)
        self._taken[name] = before + 1
        key = f"{name}_{before - 1}" if before else name
        part = self._parts.get(PurePosixPath(key).as_posix())
        return part.bytes() if part else None


class _Part(Py7zIO):
    """A member in the file of the store; closed once all of it is there."""

    def __init__(self, disk: IO[bytes]) -> None:
        self._disk = disk
        self._start = disk.tell()
        self._size = 0
        self._is_whole = False

    def write(self, s: bytes | bytearray) -> int:
        self._size += len(s)
        return self._disk.write(s)

    def read(self, size: int | None = None) -> bytes:
        return self.bytes() or b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0  # only what is written is asked for, and that from its beginning

    def flush(self) -> None:
        self._disk.flush()

    def size(self) -> int:
        return self._size

    def close(self) -> None:
        self._is_whole = True

    def bytes(self) -> bytes | None:
        """Return the member; None where it is not whole."""
        if not self._is_whole:
            return None
        self._disk.seek(self._start)
        return self._disk.read(self._size)
