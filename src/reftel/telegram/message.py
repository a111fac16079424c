"""The line message, alone or between the archives' titles: its parts in their order."""

from collections.abc import Sequence

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
from reftel.telegram.dialects.layout import Copy, Frame
from reftel.telegram.dtg import letters_as_words
from reftel.telegram.header import Header, HeaderReader, first_sign
from reftel.telegram.identity import identity, section
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.markings import captions
from reftel.telegram.model import (
    Attribute,
    Caption,
    Classification,
    Paragraph,
    Repair,
    Section,
    Telegram,
    Text,
)
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
        self._repairs: list[Repair] = list(copy.lines.repairs)

    def read(self) -> Telegram:
        """Read the parts from the top to the end, and string them together."""
        lines, findings, frame = self._lines, self._findings, self._frame
        furniture = pages.furniture(lines, *frame.message)
        archive = self._attributes()
        content = furniture.content
        # The archives' message begins below its title; above others stands what a page put there.
        begin = 0 if frame.message[0] else first_sign(lines, content)
        header = HeaderReader(lines, content, findings).read(begin)
        if header.dtg is None:
            findings.add("T009", Span(0, 0), "no date-time group that can be read")
        moment = header.dtg.time if header.dtg else None
        year = moment.year if moment else 0
        head = TextHeadReader(lines, content, year, findings).read(header.stop)
        text_lines, later = later_heads(lines, content[head.stop :], furniture, year)
        level = _classification(header, lines)
        own = identity(header, lines, furniture.pages, archive, findings)
        told = references.Own(moment, own.post if own else "", own.number if own else 0)
        cited = fields.references_of(head, lines, told, findings)
        listed, among_tags = tags.without_captions(fields.tags_of(head, lines, year, findings))
        size, signature, notes = closing(lines, text_lines, findings)
        text, reading, bounds = self._paragraphs(text_lines[:size], furniture, level, signature)
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
            citations=passages.citations(reading, cited, bounds),
            signature=signature,
            notes=notes,
            end_marks=tuple(furniture.end_marks),
            stamps=tuple(furniture.stamps),
            banners=tuple(furniture.banners),
            attributes=archive,
            repairs=tuple(sorted(self._repairs, key=lambda each: each.span)),
            blocks=lines.blocks(),
        )

    def _attributes(self) -> tuple[Attribute, ...]:
        begin, end = self._frame.attributes
        for index in (*range(self._frame.message[0]), *range(begin, end)):
            if pages.is_stamp(self._lines.texts[index]):
                self._lines.claim(index, "stamp")
        return attributes.read(self._lines, begin, end)

    def _paragraphs(
        self,
        text_lines: Sequence[int],
        furniture: pages.Furniture,
        level: Classification | None,
        signature: Text | None,
    ) -> tuple[tuple[Paragraph, ...], Reading, list[tuple[int, int]]]:
        lines = self._lines
        visible = [index for index in text_lines if lines.texts[index]]
        joins = pages.rejoined(lines, visible, furniture.breaks)
        self._repairs += pages.repairs(lines, visible, furniture.breaks, joins)
        reading = Reading(lines, text_lines, joins)
        found, bounds = body.paragraphs(reading, level)
        for index in visible:
            lines.claim(index, "paragraph")
        return body.without_signature(found, signature), reading, bounds


def _classification(header: Header, lines: Lines) -> Classification | None:
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
