"""Which copy of a telegram is its best one: the rule, and what it goes by."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reftel.archive.access.labels import join
from reftel.archive.access.marking import Labels
from reftel.archive.access.redaction import Reads, seen
from reftel.telegram.model import Telegram
from reftel.telegram.versions import is_correction


class Copy(NamedTuple):
    """A copy as kept. id, telegram, original: rows. chosen: whether a person preferred it."""

    id: int
    telegram: int
    original: int
    part: int
    labels: Labels
    record: Telegram
    chosen: bool = False


def readable(copies: Sequence[Copy], reads: Reads) -> list[Copy]:
    """Return the copies as far as they may be read, the best one first.

    A copy that a person chose is the best; then one marked as corrected; then that with the most
    words; then that with the fewest errors; then the first by its words, for the order in which
    they came may tell of others. Only what may be read counts: another copy that may not changes
    nothing, and two that differ only in what may not be read are one.
    """
    found: list[Copy] = []
    for each in sorted(copies, key=lambda copy: not copy.chosen):
        record = seen(each.record, each.labels, reads)
        is_whole = record is each.record
        if record is not None and (is_whole or all(record != known.record for known in found)):
            found.append(each._replace(record=record))
    return [*_joined(found, reads), *sorted(found, key=_rank)]


def _joined(copies: Sequence[Copy], reads: Reads) -> Iterator[Copy]:
    """Yield the whole of a message of which all sections are there, each as a copy of its own.

    Only where all of them may be read in full: what a section hides has no place in the whole.
    """
    sections: dict[int, Copy] = {}
    of = 0
    for copy in copies:
        own = copy.record.identity and copy.record.identity.section
        is_alone = own is not None and len({each.number for each in copy.record.sections}) < own.of
        if own and is_alone and all(map(reads, copy.labels.pieces)):
            sections.setdefault(own.number, copy)
            of = own.of
    if of < 2 or sorted(sections) != [*range(1, of + 1)]:
        return
    # The readers of all layouts are slow to load, and most commands never join sections.
    from reftel.telegram.read import read_telegram  # noqa: PLC0415

    parts = [sections[number] for number in sorted(sections)]
    whole = read_telegram("\n".join(each.record.text for each in parts))
    if len({each.number for each in whole.sections}) == of:
        # Their labels, not those of its markings: they may have been released.
        label = join(piece for each in parts for piece in each.labels.pieces)
        pieces = (label,) * len(whole.paragraphs)
        yield parts[0]._replace(record=whole, labels=Labels(label, label, pieces))


def _rank(copy: Copy) -> tuple[bool, bool, int, int, str, int]:
    record = copy.record
    words = sum(len(each.text.split()) for each in record.paragraphs)
    errors = sum(each.severity == "error" for each in record.diagnostics)
    return not copy.chosen, not is_correction(record), -words, errors, record.text, copy.id
