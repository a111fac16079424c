"""The line message, alone or between the archives' titles: its parts in their order."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram import (
    attributes,
    body,
    fields,
    pages,
    passages,
    references,
    tags,
)
from reftel.telegram.closing import closing
from reftel.telegram.dialects.layout import NO_ATTRIBUTES, Copy, Frame
from reftel.telegram.dtg import letters_as_words
from reftel.telegram.emails import emails, year_of
from reftel.telegram.header import Header, HeaderReader, first_sign
from reftel.telegram.identity import Copied, identity, section
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.markings import captions
from reftel.telegram.model import (
    Attribute,
    Caption,
    Classification,
    Located,
    Paragraph,
    Repair,
    Section,
    Telegram,
    Text,
)
from reftel.telegram.release import NOTHING
from reftel.telegram.sections import later_heads
from reftel.telegram.text_head import TextHeadReader
from reftel.telegram.transmission import transmission


def message(copy: Copy, frame: Frame) -> Telegram:
    """Return the record of the message that stands in the frame."""
    return _MessageReader(copy, frame).read()


class _MessageReader:
    """One reading of one message: its lines, what was found wrong, and the steps in their order."""

    def __init__(self, copy: Copy, frame: Frame) -> None:
        self._copy = copy
        self._frame = frame
        self._lines = copy.lines
        self._findings = copy.findings

    def read(self) -> Telegram:
        """Read the parts from the top to the end, and string them together."""
        lines, findings, frame = self._lines, self._findings, self._frame
        # What the archives put on line was not released again.
        release = self._copy.released if frame.attributes == NO_ATTRIBUTES else NOTHING
        furniture = pages.furniture(lines, *frame.message)
        archive = self._attributes()
        content = furniture.content
        # The archives' message begins below its title; above others stands what a page put there.
        begin = 0 if frame.message[0] else first_sign(lines, content)
        chain = emails(lines, content[:begin])
        header = HeaderReader(lines, content, findings).read(begin)
        if header.dtg is None:
            findings.add("T009", Span(0, 0), "no date-time group that can be read")
        moment = header.dtg.time if header.dtg else None
        year = moment.year if moment else year_of(chain)
        head = TextHeadReader(lines, content, year, findings).read(header.stop)
        text_lines, later = later_heads(lines, content[head.stop :], furniture, year)
        level = classification(header, lines)
        own = identity(header, lines, Copied(furniture.pages, archive, year_of(chain)), findings)
        to = tuple(each.post for each in header.addressees if each.role == "action")
        other = to[0] if len(to) == 1 else ""
        told = references.Own(moment, own.post if own else "", own.number if own else 0, other)
        cited = fields.references_of(head, lines, told, findings)
        listed, among_tags = tags.without_captions(fields.tags_of(head, lines, year, findings))
        size, signature, notes = closing(lines, text_lines, findings)
        text, reading, bounds, repairs = running_text(
            lines, text_lines[:size], furniture.breaks, level, signature
        )
        return Telegram(
            text=self._copy.text,
            encoding=self._copy.encoding,
            dialect=frame.dialect,
            identity=own,
            transmission=transmission(header, lines),
            precedences=letters_as_words(header.dtg.letters) if header.dtg else (),
            dtg=header.dtg,
            originator=header.originator,
            addressees=tuple(header.addressees),
            distribution=header.distribution,
            relay=header.relay,
            officers=tuple(header.officers),
            pages=tuple(furniture.pages),
            sections=(*_first_section(header, lines), *later),
            classification=level,
            captions=(*_line_captions(header, lines), *head.captions, *among_tags),
            pass_lines=tuple(head.pass_lines),
            executive_order=fields.executive_order_of(
                head, lines, (moment, level), body.first_words(reading, bounds), findings
            ),
            tags=listed,
            subject=fields.subject_of(head, lines),
            references=cited,
            paragraphs=text,
            passages=passages.passages(reading, bounds),
            citations=references.citations(reading, cited, bounds, told),
            signature=signature,
            notes=notes,
            end_marks=tuple(furniture.end_marks),
            stamps=tuple(sorted([*release.stamps, *furniture.stamps], key=_place)),
            release=release.release,
            redactions=release.redactions,
            emails=chain,
            banners=tuple(furniture.banners),
            attributes=archive,
            repairs=lines.with_repairs(repairs),
            blocks=lines.blocks(),
        )

    def _attributes(self) -> tuple[Attribute, ...]:
        begin, end = self._frame.attributes
        for index in (*range(self._frame.message[0]), *range(begin, end)):
            if pages.is_stamp(self._lines.texts[index]):
                self._lines.claim(index, "stamp")
        return attributes.read(self._lines, begin, end)


class RunningText(NamedTuple):
    """The text of a telegram: its paragraphs, and where each stands in the reading of all."""

    paragraphs: tuple[Paragraph, ...]
    reading: Reading
    bounds: list[tuple[int, int]]
    repairs: list[Repair]


def running_text(
    lines: Lines,
    text_lines: Sequence[int],
    breaks: Mapping[int, Span],
    level: Classification | None,
    signature: Text | None,
) -> RunningText:
    """Read the lines of the text as one, whatever pages put between them; they are claimed.

    breaks: where pages broke, by the first line with characters behind the break.
    """
    text_lines = pages.closed_up(lines, text_lines, breaks)
    visible = [index for index in text_lines if lines.texts[index]]
    joins = pages.rejoined(lines, visible, breaks)
    repairs = pages.repairs(lines, visible, breaks, joins)
    reading = Reading(lines, text_lines, joins)
    found, bounds = body.paragraphs(reading, level)
    for index in visible:
        lines.claim(index, "paragraph")
    return RunningText(body.without_signature(found, signature), reading, bounds, repairs)


def _place(each: Located) -> Span:
    return each.span


def classification(header: Header, lines: Lines) -> Classification | None:
    """Return the level of the classification line; None where there is no such line."""
    line, index = header.class_line, header.class_index
    if line is None:
        return None
    printed = lines.texts[index][: line.level_end].strip()
    return Classification(
        level=line.level, printed=printed, span=lines.span(index, 0, line.level_end)
    )


def _line_captions(header: Header, lines: Lines) -> tuple[Caption, ...]:
    """Return the captions on the classification line: behind its level or its number."""
    line, index = header.class_line, header.class_index
    if line is None:
        return ()
    return tuple(
        each.record(lines.span(index, begin + each.start, begin + each.end))
        for words, begin in ((line.extras, line.level_end), (line.tail, line.number_end))
        for each in captions(words)
    )


def _first_section(header: Header, lines: Lines) -> tuple[Section, ...]:
    line = header.class_line
    found = section(line, lines, header.class_index) if line else None
    return (found,) if found else ()
