"""Level and captions of a British heading."""

from reftel.telegram import services
from reftel.telegram.dialects.fco.heading import Heading
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines
from reftel.telegram.model import Caption, Classification
from reftel.telegram.services import HeadWord


def markings(
    lines: Lines, found: dict[int, tuple[HeadWord, ...]], findings: Findings
) -> tuple[Classification | None, tuple[Caption, ...]]:
    """Return the first level and all captions among the words of a heading's lines."""
    level: Classification | None = None
    captions: list[Caption] = []
    for index, words in found.items():
        for word in words:
            span = lines.span(index, word.start, word.end)
            if word.garbled:
                findings.add("T053", span, f"{word.garbled} read as {word.row.word}")
            if word.row.kind == "level" and level is None:
                printed = lines.texts[index][word.start : word.end]
                level = Classification(level=services.level(word.row), printed=printed, span=span)
            elif word.row.kind == "caption":
                captions.append(word.caption(span))
    return level, tuple(captions)


def deskby(heading: Heading) -> tuple[Caption, ...]:
    """Return DESKBY as a caption, its place and time included; empty where there is none."""
    part = heading.part("deskby")
    if part is None:
        return ()
    span = heading.reading.span(part.start, part.begin)
    return (Caption(caption="DESKBY", kind="precedence word", span=span),)
