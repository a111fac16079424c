"""What *Documents on Australian Foreign Policy* puts around a cablegram: source and footnotes."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reftel.telegram.dialects.cablegram.heading import Heading
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.model import Edition, Footnote, SourceNote

OPENING = re.compile(r"\s{0,12}\[[A-Z][A-Za-z .]{1,40}?\s{0,2}:")
SOURCE = re.compile(
    r"\s{0,12}\[(?P<archive>[A-Z][A-Za-z .]{1,40}?)\s{0,2}:\s{0,2}(?P<file>[^\[\]]{3,160})\]\.?$"
)
FOOTNOTE = re.compile(r"\s{0,8}\[?(?P<label>\d{1,2})\]?\s{1,4}(?P<text>[A-Z'\"‘“].*)$")
MOST_LINES = 3  # over which a source runs


class End(NamedTuple):
    """How many lines are the cablegram's own, and what stands below them."""

    size: int
    source: SourceNote | None
    footnotes: tuple[Footnote, ...]


def end(lines: Lines, content: Sequence[int]) -> End:
    """Find and claim the source in brackets, and the footnotes below it."""
    for at, index in enumerate(content):
        if OPENING.match(lines.texts[index]):
            for size in range(1, MOST_LINES + 1):
                if source := _source(lines, content[at : at + size]):
                    return End(at, source, tuple(_footnotes(lines, content[at + size :])))
    return End(len(content), None, ())


def _source(lines: Lines, indices: Sequence[int]) -> SourceNote | None:
    reading = Reading(lines, indices)
    match = SOURCE.match(reading.text)
    if match is None:
        return None
    for index in indices:
        lines.claim(index, "source note")
    begin = len(reading.text) - len(reading.text.lstrip())
    return SourceNote(
        text=" ".join(reading.text.split()),
        archive=match["archive"],
        file=" ".join(match["file"].split()),
        span=reading.span(begin, len(reading.text)),
    )


def _footnotes(lines: Lines, content: Sequence[int]) -> Iterator[Footnote]:
    """Yield the footnotes; a line without label goes on with the one above."""
    runs: list[tuple[re.Match[str], list[int]]] = []
    for index in content:
        text = lines.texts[index]
        if match := FOOTNOTE.match(text):
            runs.append((match, [index]))
        elif text and runs:
            runs[-1][1].append(index)
    for match, run in runs:
        for index in run:
            lines.claim(index, "footnote")
        reading = Reading(lines, run)
        words = " ".join(reading.text[match.start("text") :].split())
        yield Footnote(label=match["label"], text=words, span=reading.span(0, len(reading.text)))


def edition(lines: Lines, head: Heading, found: End) -> Edition | None:
    """Return what the edition adds; None where neither its heading nor its source is there."""
    if head.parties is None and found.source is None:
        return None
    return Edition(
        volume="",
        document="",
        number=head.document,
        kind="Cablegram",
        heading=head.parties.whole if head.parties else head.title or lines.words(head.index),
        source=found.source,
        footnotes=found.footnotes,
    )
