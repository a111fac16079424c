"""The public door of this package: a telegram's text in, its record out."""

from collections.abc import Sequence

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.telegram import (
    agreement,
    attributes,
    body,
    checks,
    executive_order,
    pages,
    passages,
    references,
    source,
    subject,
    tags,
)
from reftel.telegram.closing import closing
from reftel.telegram.dialects.frame import Frame
from reftel.telegram.dialects.recognise import recognise
from reftel.telegram.dtg import letters_as_words
from reftel.telegram.findings import Findings
from reftel.telegram.header import Header, HeaderReader, first_sign
from reftel.telegram.identity import identity, section
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.markings import captions
from reftel.telegram.model import (
    Attribute,
    Caption,
    Classification,
    ExecutiveOrder,
    Paragraph,
    Reference,
    Repair,
    Section,
    Subject,
    Tag,
    Telegram,
    Text,
)
from reftel.telegram.sections import later_heads
from reftel.telegram.text_head import TextHead, TextHeadReader
from reftel.telegram.transmission import transmission


def read_telegram(content: bytes | str) -> Telegram:
    """Read one telegram; bytes are decoded first.

    Never raises on what it is given to read: what is no telegram comes back as a record whose
    diagnostics say so. Raises AttributeError or TypeError for anything but bytes or str.
    """
    if isinstance(content, str):
        return _Reader(content, "str").read()
    return _Reader(*source.decode(content)).read()


class _Reader:
    """One reading of one text: its lines, what was found wrong, and the steps in their order."""

    def __init__(self, text: str, encoding: str) -> None:
        self._text = text
        self._encoding = encoding
        self._findings = Findings()
        self._lines = Lines(text)
        self._repairs: list[Repair] = list(self._lines.repairs)
        if encoding not in {"str", "utf-8", "utf-8-sig"}:
            message = f"the bytes are not UTF-8; read as {encoding}"
            self._findings.add("T003", Span(0, 0), message)

    def read(self) -> Telegram:
        """Return the record of a telegram, or one that says why this is none."""
        if not self._text.strip():
            return self._unread("T001", "the text is empty")
        if not source.looks_like_text(self._text):
            return self._unread(
                "T004",
                "too many control characters; this looks like a picture or program, not text",
            )
        frame = recognise(self._text, self._lines)
        if frame.dialect == "unknown":
            return self._unread(
                "T002",
                "no line shows that this is a telegram; expected a header, "
                "a classification line or E.O., TAGS and SUBJECT lines",
            )
        return self._checked(self._message(frame))

    def _unread(self, code: str, message: str) -> Telegram:
        self._findings.add(code, Span(0, 0), message)
        return Telegram(
            text=self._text,
            encoding=self._encoding,
            dialect="unknown",
            blocks=self._lines.blocks(),
            repairs=tuple(self._repairs),
            diagnostics=self._findings.all(),
        )

    def _message(self, frame: Frame) -> Telegram:
        """Read the parts from the top to the end, and string them together."""
        lines, findings = self._lines, self._findings
        furniture = pages.furniture(lines, *frame.message)
        archive = self._attributes(frame)
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
        cited = self._references(
            head, references.Own(moment, own.post if own else "", own.number if own else 0)
        )
        listed, among_tags = tags.without_captions(self._tags(head, year))
        size, signature, notes = closing(lines, text_lines, findings)
        text, reading, bounds = self._paragraphs(text_lines[:size], furniture, level, signature)
        return Telegram(
            text=self._text,
            encoding=self._encoding,
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
            executive_order=self._executive_order(
                head, header, level, body.first_words(reading, bounds)
            ),
            tags=listed,
            subject=self._subject(head),
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

    def _checked(self, record: Telegram) -> Telegram:
        """Return the record with its attributes compared and all findings added."""
        record = replace(record, attributes=agreement.compared(record, self._findings))
        found = [*self._findings.all(), *checks.run(record)]
        found.sort(key=lambda each: (each.span, each.code))
        return replace(record, diagnostics=tuple(found))

    def _attributes(self, frame: Frame) -> tuple[Attribute, ...]:
        begin, end = frame.attributes
        for index in (*range(frame.message[0]), *range(begin, end)):
            if pages.is_stamp(self._lines.texts[index]):
                self._lines.claim(index, "stamp")
        return attributes.read(self._lines, begin, end)

    def _executive_order(
        self,
        head: TextHead,
        header: Header,
        level: Classification | None,
        first: Text | None,
    ) -> ExecutiveOrder | None:
        field = head.field("executive order")
        if field is None:
            return None
        reading, start, end = field.value(self._lines)
        moment = header.dtg.time if header.dtg else None
        classified = level.level if level else ""
        found = executive_order.read(reading, (start, end), moment, classified, self._findings)
        by = first if first and executive_order.BY.match(first.text) else None
        if field := head.field("classified by"):
            line = field.value(self._lines)[0]
            by = Text(text=line.text, span=line.span(0, len(line.text)))
        return executive_order.with_classifier(found, by) if by else found

    def _tags(self, head: TextHead, year: int) -> tuple[Tag, ...]:
        found: list[Tag] = []
        for field in head.all("tags"):
            reading, start, end = field.value(self._lines)
            found.extend(tags.read(reading, start, end, year, self._findings))
        return tuple(found)

    def _subject(self, head: TextHead) -> Subject | None:
        field = head.field("subject")
        return subject.read(*field.value(self._lines)) if field else None

    def _references(self, head: TextHead, own: references.Own) -> tuple[Reference, ...]:
        found: list[Reference] = []
        for field in head.all("references"):
            reading, start, _ = field.value(self._lines)
            found.extend(references.read(reading, start, own, self._findings))
        return tuple(found)

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
