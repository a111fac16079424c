"""One file compressed: .gz, .bz2, .xz."""

import bz2
import gzip
import lzma
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO, cast

from reftel.desk.containers.content import (
    BOMB,
    HARMLESS,
    MOST_BYTES,
    TOO_LARGE,
    Content,
    is_bomb,
    named,
)
from reftel.desk.sources import Source

OPENERS: dict[bytes, Callable[[BinaryIO], object]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
}


def opened(content: Content) -> Iterator[Source] | None:
    """Return the one member of a compressed file; None of anything else."""
    opener = next(
        (each for sign, each in OPENERS.items() if content.beginning.startswith(sign)), None
    )
    return _member(content, opener) if opener else None


def _member(content: Content, opener: Callable[[BinaryIO], object]) -> Iterator[Source]:
    path = named(content.path, PurePath(content.path).stem)
    with content.open() as packed, cast("BinaryIO", opener(packed)) as file:
        data = file.read(HARMLESS)
        if len(data) == HARMLESS:
            data += file.read(MOST_BYTES + 1 - HARMLESS)
    if is_bomb(len(data), content.size):
        yield Source(path, refused=BOMB)
    else:
        yield Source(path, data) if len(data) <= MOST_BYTES else Source(path, refused=TOO_LARGE)
