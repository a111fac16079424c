"""Level, precedences and captions of a cablegram's heading."""

from reftel.core.span import Span
from reftel.telegram import services
from reftel.telegram.dialects.cablegram.heading import Heading
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines
from reftel.telegram.model import Caption, Classification, PrecedenceWord
from reftel.telegram.services import HeadWord


def markings(
    lines: Lines, head: Heading, findings: Findings
) -> tuple[Classification | None, tuple[Caption, ...], tuple[PrecedenceWord, ...]]:
    """Return the first level, all captions, and each precedence once."""
    level: Classification | None = None
    captions: list[Caption] = []
    precedences: list[PrecedenceWord] = []
    for index, start, word in head.words:
        row = word.row
        span = lines.span(index, start + word.start, start + word.end)
        if word.garbled:
            findings.add("T053", span, f"{word.garbled} read as {row.word}")
        if row.kind == "level" and level is None:
            printed = lines.texts[index][start + word.start : start + word.end]
            level = Classification(level=services.level(row), printed=printed, span=span)
            _note_era(word, head, span, findings)
        elif row.kind == "caption":
            captions.append(word.caption(span))
        elif row.kind == "precedence":
            precedences.append(services.precedence(row))
            _note_order(word, span, findings)
    return level, tuple(captions), tuple(dict.fromkeys(precedences))


def _note_era(word: HeadWord, head: Heading, span: Span, findings: Findings) -> None:
    day, row = head.dateline.date if head.dateline else None, word.row
    if day and row.until and day.year > row.until:
        message = f"{row.word} in {day.year}; in use up to {row.until} only"
        findings.add("T059", span, message)


def _note_order(word: HeadWord, span: Span, findings: Findings) -> None:
    row = word.row
    if row.meant != row.word:
        message = f"{row.word} read as {row.meant}, the nearest of the record's words"
        findings.add("T056", span, message)
