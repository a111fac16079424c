"""Zip and tar, member by member, by the standard library."""

import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from reftel.desk.containers.content import (
    BOMB,
    ENCRYPTED,
    LINK,
    TOO_LARGE,
    Content,
    Member,
    fault_of_name,
    is_bomb,
    is_wanted,
    named,
    read_at_most,
    reason,
)

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
TAR = b"ustar"
TAR_AT = 257
COMPRESSED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
# What the libraries raise on broken archives, besides what they promise.
FAULTS = (OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error)
ZIP_FAULTS = (zipfile.BadZipFile, lzma.LZMAError, *FAULTS)
TAR_FAULTS = (tarfile.TarError, lzma.LZMAError, *FAULTS)
# Files of an office suite are zips, too.
DOCUMENTS = {
    "word/document.xml": "a Word document: save it as text or PDF first",
    "xl/workbook.xml": "an Excel table: save it as CSV first",
    "ppt/presentation.xml": "a presentation: save it as PDF first",
    "content.xml": "an OpenDocument file: save it as text, CSV or PDF first",
}


def zipped(content: Content) -> Iterator[Member] | None:
    """Return the members of a zip; None of anything else."""
    return _zipped(content) if content.beginning.startswith(ZIP) else None


def _zipped(content: Content) -> Iterator[Member]:
    try:
        with content.open() as file, zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            names = {info.filename for info in infos}
            document = next((DOCUMENTS[name] for name in DOCUMENTS if name in names), "")
            if document and ("[Content_Types].xml" in names or "mimetype" in names):
                yield Member(content.path, refused=document)
                return
            for info in infos:
                if not info.is_dir() and is_wanted(info.filename):
                    yield _zip_member(content, archive, info)
    except ZIP_FAULTS as error:
        yield Member(content.path, refused=reason(error))


def _zip_member(content: Content, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    path = named(content.path, info.filename)
    mode = info.external_attr >> 16
    if fault := fault_of_name(info.filename):
        return Member(path, refused=fault)
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return Member(path, refused=LINK)
    if info.flag_bits & 1:
        return Member(path, refused=ENCRYPTED)
    if is_bomb(info.file_size, info.compress_size):
        return Member(path, refused=BOMB)
    try:
        with archive.open(info) as file:
            data = read_at_most(file)  # pyright: ignore[reportArgumentType] - an IO[bytes]
    except ZIP_FAULTS as error:
        return Member(path, refused=reason(error))
    return Member(path, data) if data is not None else Member(path, refused=TOO_LARGE)


def tarred(content: Content) -> Iterator[Member] | None:
    """Return the members of a tar, compressed or not; None of anything else."""
    return _tarred(content) if _is_tar(content) else None


def _is_tar(content: Content) -> bool:
    beginning = content.beginning
    if beginning.startswith(COMPRESSED):
        try:
            with content.open() as file, tarfile.open(fileobj=file, mode="r|*") as archive:
                return archive.next() is not None
        except TAR_FAULTS:
            return False
    return beginning[TAR_AT : TAR_AT + len(TAR)] == TAR


def _tarred(content: Content) -> Iterator[Member]:
    unpacked = 0
    try:
        with content.open() as file, tarfile.open(fileobj=file, mode="r|*") as archive:
            for info in archive:
                unpacked += info.size
                if is_bomb(unpacked, content.size):
                    # To pass a member by, all of it has to be unpacked: nothing behind is read.
                    yield Member(named(content.path, info.name), refused=BOMB)
                    return
                if not info.isdir() and is_wanted(info.name):
                    yield _tar_member(content, archive, info)
    except TAR_FAULTS as error:
        yield Member(content.path, refused=reason(error))


def _tar_member(content: Content, archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    path = named(content.path, info.name)
    file = archive.extractfile(info) if info.isfile() else None
    if fault := fault_of_name(info.name):
        return Member(path, refused=fault)
    if file is None:
        return Member(path, refused=LINK)
    data = read_at_most(file)  # pyright: ignore[reportArgumentType] - an IO[bytes]
    return Member(path, data) if data is not None else Member(path, refused=TOO_LARGE)
