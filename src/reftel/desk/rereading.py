"""Read again what an archive holds, with the reader of today, and tell what it reads otherwise."""

from collections.abc import Iterator
from importlib.metadata import version

import msgspec

from reftel.archive.archive import Archive
from reftel.archive.preparing import Entry, unpacked
from reftel.archive.store.copies import Dropped
from reftel.desk.importing import prepared_source
from reftel.desk.sources import Source
from reftel.telegram.model import Book, Record, Telegram
from reftel.telegram.versions import Difference, differences


class Reread(Record, frozen=True, kw_only=True):
    """A telegram that is read otherwise now. before, after: its names, "" where there is none.

    findings: how many there were and are.
    """

    path: str
    before: str
    after: str
    differences: tuple[Difference, ...]
    findings: tuple[int, int]


def reread(archive: Archive) -> Iterator[Reread]:
    """Read every original again; yield what is otherwise, as it is kept.

    Labels follow from the markings that are read now, and from the releases on record.
    """
    with archive.importing(["reread"], version("reftel")) as ingest:
        for original, path, context in ingest.copies.originals():
            data = ingest.copies.bytes_of(original)
            book = msgspec.json.decode(context["book"], type=Book) if "book" in context else None
            source = Source(path, data, volume=context.get("volume", ""), book=book)
            _, made = prepared_source(source)
            if made is not None:
                before, after = ingest.renew(original, path, made)
                yield from _told(path, before, after, data)


def _told(path: str, before: list[Dropped], after: list[Entry], data: bytes) -> Iterator[Reread]:
    old = {each.part: each.record for each in before}
    new = {each.part: unpacked(each.record, data) for each in after}
    for part in sorted({*old, *new}):
        one, other = old.get(part), new.get(part)
        if one == other:
            continue
        yield Reread(
            path=path,
            before=_name(one),
            after=_name(other),
            differences=differences(one, other) if one and other else (),
            findings=(len(one.diagnostics) if one else 0, len(other.diagnostics) if other else 0),
        )


def _name(telegram: Telegram | None) -> str:
    if telegram is None:
        return ""
    return telegram.identity.mrn if telegram.identity else "no number"
