"""Zip and tar, member by member, by the standard library."""

import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from tarfile import BLOCKSIZE, HeaderError, ReadError, TarError, TarFile, TarInfo
from typing import Self

from reftel.desk.containers.compressed import OPENERS
from reftel.desk.containers.content import (
    BOMB,
    ENCRYPTED,
    HARMLESS,
    LINK,
    Content,
    fault_of_name,
    is_bomb,
    member,
    named,
    reason,
)
from reftel.desk.sources import Source

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
TAR = b"ustar"
TAR_AT = 257
# What the libraries raise on broken members, besides what they promise.
FAULTS = (OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error)
FAULTS_OF_PACKING = (zipfile.BadZipFile, TarError, lzma.LZMAError, *FAULTS)
# Files of an office suite are zips, too.
DOCUMENTS = {
    "word/document.xml": "a Word document: save it as text or PDF first",
    "xl/workbook.xml": "an Excel table: save it as CSV first",
    "ppt/presentation.xml": "a presentation: save it as PDF first",
    "content.xml": "an OpenDocument file: save it as text, CSV or PDF first",
}


def zipped(content: Content) -> Iterator[Source] | None:
    """Return the members of a zip; None of anything else."""
    return _zipped(content) if content.beginning.startswith(ZIP) else None


def _zipped(content: Content) -> Iterator[Source]:
    with content.open() as file, zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        names = {info.filename for info in infos}
        document = next((DOCUMENTS[name] for name in DOCUMENTS if name in names), "")
        if document and ("[Content_Types].xml" in names or "mimetype" in names):
            yield Source(content.path, refused=document)
            return
        for info in infos:
            if not info.is_dir() and content.wants(info.filename):
                yield _zip_member(content, archive, info)


def _zip_member(content: Content, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Source:
    path = named(content.path, info.filename)
    mode = info.external_attr >> 16
    if fault := fault_of_name(info.filename):
        return Source(path, refused=fault)
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return Source(path, refused=LINK)
    if info.flag_bits & 1:
        return Source(path, refused=ENCRYPTED)
    if is_bomb(info.file_size, info.compress_size):
        return Source(path, refused=BOMB)
    try:
        with archive.open(info) as file:
            return member(path, file)
    except FAULTS_OF_PACKING as error:
        return Source(path, refused=reason(error))


class _Header(TarInfo):
    """The header of a member; the library itself takes one that is broken for the end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Return the header. Raises HeaderError at the mark of the end, ReadError at a fault."""
        try:
            return super().frombuf(buf, encoding, errors)
        except HeaderError as error:
            if len(buf) == BLOCKSIZE and not any(buf):
                raise
            what = f"the header of a member: {error}" if buf else "the mark of its end is missing"
            raise ReadError(what) from error


def tarred(content: Content) -> Iterator[Source] | None:
    """Return the members of a tar, compressed or not; None of anything else."""
    return _tarred(content) if _is_tar(content) else None


def _is_tar(content: Content) -> bool:
    beginning = content.beginning
    if beginning.startswith(tuple(OPENERS)):
        try:
            with _tar(content) as archive:
                return archive.next() is not None
        except FAULTS_OF_PACKING:
            return False
    return beginning[TAR_AT : TAR_AT + len(TAR)] == TAR


@contextmanager
def _tar(content: Content) -> Generator[TarFile]:
    with content.open() as file, tarfile.open(fileobj=file, tarinfo=_Header) as archive:
        yield archive


def _tarred(content: Content) -> Iterator[Source]:
    unpacked = 0
    with _tar(content) as archive:
        for info in archive:
            unpacked += info.size
            if is_bomb(unpacked, content.size):
                # To pass a member by, all of it has to be unpacked: nothing behind is read.
                yield Source(named(content.path, info.name), refused=BOMB)
                return
            if not info.isdir() and content.wants(info.name):
                yield _tar_member(content, archive, info)
        if archive.fileobj:
            # The checksum of what is packed stands at its end, behind the end of the tar.
            archive.fileobj.read(HARMLESS)


def _tar_member(content: Content, archive: TarFile, info: TarInfo) -> Source:
    path = named(content.path, info.name)
    if fault := fault_of_name(info.name):
        return Source(path, refused=fault)
    file = archive.extractfile(info) if info.isfile() else None
    return member(path, file) if file else Source(path, refused=LINK)
