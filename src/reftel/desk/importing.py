"""Bring files into an archive: read on all cores, kept by one writer."""

import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import msgspec

from reftel.archive.archive import Archive
from reftel.archive.ingest import Arrival, Ingest, Tally
from reftel.archive.preparing import Prepared, prepared
from reftel.desk.batch import Chunk, Task, content, done, read_data
from reftel.desk.containers import unpacked
from reftel.desk.sources import Source, expand

NO_LAYOUT = "no layout of a telegram was recognised"

Step = Callable[[int], None]  # told after each original, with the number of files so far


class Made(NamedTuple):
    """What came of a source: an original ready to be kept, or why it could not be opened."""

    source: Source
    refused: str
    made: Prepared | None


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(list[tuple[str, Prepared | None]]).decode


def bring(  # noqa: PLR0913 - one parameter for each thing that a caller may want otherwise
    archive: Archive,
    paths: Iterable[str | os.PathLike[str]],
    *,
    text_column: str = "",
    workers: int | None = None,
    step: Step = lambda _: None,
    wait: Callable[[], None] = lambda: None,
) -> Tally:
    """Import everything that the reader reads in files, folders, archives, mail; return the tally.

    What is there already is passed over. What cannot be read is kept, with the reason. Stopped at
    any moment, the archive is whole, and the same call goes on. step: progress. wait: called
    where another import runs, which is waited for.
    """
    names = [os.fspath(each) for each in paths]
    with archive.importing(names, version("reftel"), wait) as ingest:
        sources = expand(names, with_tables=bool(text_column))
        fresh = _fresh(unpacked(_unknown(sources, ingest), text_column), ingest)
        for number, each in enumerate(done(fresh, PREPARING, workers), 1):
            _take(ingest, each)
            step(number)
    return ingest.tally


def _unknown(sources: Iterable[Source], ingest: Ingest) -> Iterator[Source]:
    """Pass over the files that are kept as they are on the disk."""
    for source in sources:
        size, stamp = _stamp(source)
        if not stamp or not ingest.knows(source.path, size, stamp):
            yield source


def _fresh(sources: Iterable[Source], ingest: Ingest) -> Iterator[Source]:
    """Pass over members that are kept, and documents of editions that are no telegrams."""
    for source in sources:
        if source.listed:
            continue
        known = source.data is not None and ingest.has(sha256(source.data).digest(), source.path)
        if not known:
            yield source


def _stamp(source: Source) -> tuple[int, int]:
    """Return size and time of a file; zeros of what is in the memory or cannot be looked at."""
    if source.data is not None or source.member >= 0:
        return 0, 0
    try:
        found = Path(source.path).stat()
    except (OSError, ValueError):
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _prepare(chunk: Chunk) -> bytes:
    return _pack([prepared_source(source) for source in chunk])


def prepared_source(source: Source) -> tuple[str, Prepared | None]:
    """Return a source ready to be kept, or why it could not be opened."""
    data = content(source)
    if isinstance(data, str):
        return data, None
    parts = [*read_data(source, data)]
    telegrams = [each if each and each.dialect != "unknown" else None for each, _ in parts]
    refused = [
        reason or ("" if known else NO_LAYOUT)
        for known, (_, reason) in zip(telegrams, parts, strict=True)
    ]
    return "", prepared(data, telegrams, refused)


def _taken(chunk: Chunk, packed: bytes) -> Iterator[Made]:
    for source, (refused, made) in zip(chunk, _unpack(packed), strict=True):
        yield Made(source, refused, made)


def _lost(source: Source, reason: str) -> Iterator[Made]:
    yield Made(source, reason, None)


PREPARING = Task(_prepare, _taken, _lost)


def _take(ingest: Ingest, each: Made) -> None:
    path = os.fsencode(each.source.path).decode("utf-8", "backslashreplace")
    if each.made is None:
        ingest.refuse(path, each.refused)
        return
    size, stamp = _stamp(each.source)
    ingest.take(Arrival(path, size, stamp, _context(each.source), each.made))


def _context(source: Source) -> dict[str, str]:
    book = msgspec.json.encode(source.book).decode() if source.book else ""
    values = {"volume": source.volume, "book": book}
    return {name: value for name, value in values.items() if value}
