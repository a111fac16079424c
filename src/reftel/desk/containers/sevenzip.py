"""7z: its library unpacks to the disk, so a folder is made for it and goes again."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reftel.desk.containers.content import (
    BOMB,
    ENCRYPTED,
    LINK,
    MOST_BYTES,
    TOO_LARGE,
    Content,
    Member,
    fault_of_name,
    is_bomb,
    is_wanted,
    named,
    reason,
)

if TYPE_CHECKING:
    from py7zr import FileInfo

SIGN = b"7z\xbc\xaf\x27\x1c"


def opened(content: Content) -> Iterator[Member] | None:
    """Return the members of a 7z archive; None of anything else."""
    return _members(content) if content.beginning.startswith(SIGN) else None


def _members(content: Content) -> Iterator[Member]:
    import py7zr  # noqa: PLC0415 - slow to import, and few archives are 7z

    try:
        with (
            content.open() as file,
            py7zr.SevenZipFile(file) as archive,
            tempfile.TemporaryDirectory(prefix="reftel-") as folder,
        ):
            infos = [each for each in archive.list() if not each.is_directory]
            infos = [each for each in infos if is_wanted(each.filename)]
            if archive.needs_password():
                yield from (Member(_path(content, each), refused=ENCRYPTED) for each in infos)
                return
            if is_bomb(sum(each.uncompressed for each in infos), content.size):
                yield Member(content.path, refused=BOMB)
                return
            faults = {each.filename: _fault(each) for each in infos}
            good = [name for name, fault in faults.items() if not fault]
            if good:
                archive.extract(path=folder, targets=good)
            for name, fault in faults.items():
                path = named(content.path, name)
                data = None if fault else (Path(folder) / name).read_bytes()
                yield Member(path, data, fault)
    except Exception as error:
        yield Member(content.path, refused=reason(error))


def _path(content: Content, info: "FileInfo") -> str:
    return named(content.path, info.filename)


def _fault(info: "FileInfo") -> str:
    if info.is_symlink or not info.is_file:
        return LINK
    return fault_of_name(info.filename) or (TOO_LARGE if info.uncompressed > MOST_BYTES else "")
