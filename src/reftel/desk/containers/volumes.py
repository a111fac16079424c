"""Volumes of an edition (FRUS, TEI XML): telegrams are read, other documents listed."""

from collections.abc import Iterator
from functools import partial

from reftel.desk.containers.content import Content
from reftel.desk.sources import Source

SIGN = b"<TEI"
CHUNK = 1 << 16  # bytes


def opened(content: Content) -> Iterator[Source] | None:
    """Return the documents of a volume; None of anything else."""
    return _documents(content) if SIGN in content.beginning else None


def _documents(content: Content) -> Iterator[Source]:
    from reftel.telegram.dialects.frus.volume import documents  # noqa: PLC0415 - few are volumes

    with content.open() as file:
        for each in documents(iter(partial(file.read, CHUNK), b"")):
            path = f"{content.path}#{each.id}"
            if each.is_telegram:
                yield Source(path, each.text.encode(), volume=each.volume, book=each.book)
            else:
                yield Source(path, listed=each.heading or "a document without heading")
