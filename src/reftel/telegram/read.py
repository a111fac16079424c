"""The public door of this package: a telegram's text in, its record out."""

import re
from collections.abc import Sequence

from reftel.core.diagnostic import Diagnostic
from reftel.core.span import Span
from reftel.telegram import (
    attributes,
    body,
    checks,
    executive_order,
    identity,
    pages,
    passages,
    references,
    source,
    tags,
    text_head,
)
from reftel.telegram.closing import closing
from reftel.telegram.dialects.frame import Frame
from reftel.telegram.dialects.recognise import recognise
from reftel.telegram.dtg import letters_as_words
from reftel.telegram.findings import Findings
from reftel.telegram.header import SIGN, Header, HeaderReader, transmission
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.markings import PORTION, class_line, portion_mark
from reftel.telegram.model import (
    Classification,
    ExecutiveOrder,
    Paragraph,
    PortionMark,
    Reference,
    Repair,
    Section,
    Subject,
    Tag,
    Telegram,
    Text,
)
from reftel.telegram.sections import later_heads


def read_telegram(content: bytes | str) -> Telegram:
    """Read one telegram; bytes are decoded first.

    Never raises on what it is given to read: what is no telegram comes back as a record whose
    diagnostics say so. Raises TypeError for anything but bytes or str.
    """
    if isinstance(content, str):
        text, encoding = content, "str"
    elif isinstance(content, bytes | bytearray | memoryview):
        text, encoding = source.decode(bytes(content))
    else:
        raise TypeError(f"a telegram is bytes or str, not {type(content).__name__}")
    findings = Findings()
    if encoding not in {"str", "utf-8", "utf-8-sig"}:
        findings.add("T003", Span(0, 0), f"the bytes are not UTF-8; read as {encoding}")
    return _Reader(text, encoding, findings).read()


class _Reader:
    """One reading of one text: the steps in their order, and what they hand on."""

    def __init__(self, text: str, encoding: str, findings: Findings) -> None:
        self._text = text
        self._encoding = encoding
        self._findings = findings
        self._lines = Lines(text)
        self._repairs: list[Repair] = list(self._lines.repairs)

    def read(self) -> Telegram:
        if not self._text.strip():
            self._findings.add("T001", Span(0, len(self._text)), "the text is empty")
            return self._unread()
        if not source.looks_like_text(self._text):
            self._findings.add(
                "T004",
                Span(0, 0),
                "too many control characters; this looks like a picture or program, not text",
            )
            return self._unread()
        frame = recognise(self._text, self._lines)
        if frame.dialect == "unknown":
            self._findings.add(
                "T002",
                Span(0, 0),
                "no line shows that this is a telegram; expected a header, "
                "a classification line or E.O., TAGS and SUBJECT lines",
            )
            return self._unread()
        return self._message(frame)

    def _unread(self) -> Telegram:
        return Telegram(
            text=self._text,
            encoding=self._encoding,
            dialect="unknown",
            blocks=self._lines.blocks(),
            repairs=tuple(self._repairs),
            diagnostics=self._findings.all(),
        )

    def _message(self, frame: Frame) -> Telegram:
        lines, findings = self._lines, self._findings
        pages_taken = pages.furniture(lines, *frame.message)
        archive = self._attributes(frame)
        content = pages_taken.content
        header = HeaderReader(lines, content, findings).read(_first_sign(lines, content, frame))
        moment = header.dtg.time if header.dtg else None
        year = moment.year if moment else 0
        head = text_head.read(lines, content, header.stop, year, findings)
        text_lines, later = later_heads(lines, content[head.stop :], pages_taken, year)
        own = identity.identity(header, lines, pages_taken.pages, archive, findings)
        level = (
            Classification(
                level=header.class_line.level,
                printed=lines.texts[header.class_index][: header.class_line.level_end].strip(),
                span=lines.span(header.class_index, 0, header.class_line.level_end),
            )
            if header.class_line
            else None
        )
        order = self._order(head, header, level)
        own_facts = references.Own(moment, own.post if own else "", own.number if own else 0)
        found_references = self._references(head, own_facts)
        size, signature, notes = closing(lines, text_lines, findings)
        found_paragraphs, reading, bounds = self._paragraphs(
            text_lines[:size], pages_taken, level, signature
        )
        record = Telegram(
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
            pages=tuple(pages_taken.pages),
            sections=tuple(_sections(header, lines)) + tuple(later),
            classification=level,
            captions=tuple(head.captions),
            pass_lines=tuple(head.pass_lines),
            executive_order=order,
            tags=self._tags(head, year),
            subject=self._subject(head),
            references=found_references,
            paragraphs=found_paragraphs,
            passages=passages.passages(reading, bounds),
            citations=passages.citations(reading, found_references, bounds),
            signature=signature,
            notes=notes,
            end_marks=tuple(pages_taken.end_marks),
            stamps=tuple(pages_taken.stamps),
            banners=tuple(pages_taken.banners),
            attributes=archive,
            repairs=tuple(sorted(self._repairs, key=lambda each: each.span)),
            blocks=lines.blocks(),
            diagnostics=findings.all(),
        )
        return _checked(record, findings)

    def _attributes(self, frame: Frame) -> tuple[attributes.Attribute, ...]:
        begin, end = frame.attributes
        for index in (*range(frame.message[0]), *range(begin, end)):
            if pages.STAMP.match(self._lines.texts[index]):
                self._lines.claim(index, "stamp")
        return attributes.read(self._lines, begin, end)

    def _order(
        self, head: text_head.TextHead, header: Header, level: Classification | None
    ) -> ExecutiveOrder | None:
        field = head.field("executive order")
        if field is None:
            return None
        reading = Reading(self._lines, field.indices)
        end = len(reading.text) if field.end is None else field.end
        moment = header.dtg.time if header.dtg else None
        found = executive_order.read(
            reading, field.start, end, moment, level.level if level else "", self._findings
        )
        by = head.field("classified by")
        return (
            executive_order.classified_by(Reading(self._lines, by.indices), found) if by else found
        )

    def _tags(self, head: text_head.TextHead, year: int) -> tuple[Tag, ...]:
        found: list[Tag] = []
        for field in head.fields:
            if field.kind == "tags":
                reading = Reading(self._lines, field.indices)
                end = len(reading.text) if field.end is None else field.end
                found.extend(tags.read(reading, field.start, end, year, self._findings))
        return tuple(found)

    def _subject(self, head: text_head.TextHead) -> Subject | None:
        field = head.field("subject")
        if field is None:
            return None
        reading = Reading(self._lines, field.indices)
        text = reading.text[field.start : field.end]
        words = text.strip()
        start = field.start + len(text) - len(text.lstrip())
        mark: PortionMark | None = None
        if match := PORTION.match(words):
            mark = portion_mark(match, reading.span(start, start + match.end()))
            words = words[match.end() :].strip()
        elif (match := _last_mark(words)) is not None:
            mark = portion_mark(match, reading.span(start + match.start(), start + match.end()))
            words = words[: match.start()].strip()
        if not words:
            return None
        return Subject(
            text=" ".join(words.split()),
            mark=mark,
            span=reading.span(start, start + len(text.strip())),
        )

    def _references(self, head: text_head.TextHead, own: references.Own) -> tuple[Reference, ...]:
        found: list[Reference] = []
        for field in head.fields:
            if field.kind == "references":
                reading = Reading(self._lines, field.indices)
                found.extend(references.read(reading, field.start, own, self._findings))
        return tuple(found)

    def _paragraphs(
        self,
        text_lines: Sequence[int],
        taken: pages.Furniture,
        level: Classification | None,
        signature: Text | None,
    ) -> tuple[tuple[Paragraph, ...], Reading, list[tuple[int, int]]]:
        lines = self._lines
        visible = [index for index in text_lines if lines.texts[index]]
        joins = pages.rejoined(lines, visible, taken.breaks)
        self._repairs += pages.repairs(lines, visible, taken.breaks, joins)
        reading = Reading(lines, text_lines, joins)
        found, bounds = body.paragraphs(reading, level)
        for index in visible:
            lines.claim(index, "paragraph")
        if signature and found and signature.span.start < found[-1].span.end:
            last = found[-1]
            fields = {name: getattr(last, name) for name in last.__struct_fields__}
            text = last.text.removesuffix(signature.text).rstrip()
            span = Span(last.span.start, signature.span.start)
            found = (*found[:-1], Paragraph(**fields | {"text": text, "span": span}))
        return found, reading, bounds


def _last_mark(words: str) -> re.Match[str] | None:
    at = words.rfind("(")
    match = PORTION.match(words, at) if at > 0 else None
    return match if match and match.end() == len(words) else None


def _first_sign(lines: Lines, content: Sequence[int], frame: Frame) -> int:
    """Return the position of the first line that shows a telegram begins, else the beginning.

    The archives' message begins below its title; above others stands what a web page put there.
    """
    if frame.message[0]:
        return 0
    for position, index in enumerate(content):
        text = lines.texts[index]
        if text and (SIGN.match(text) or class_line(text)):
            return position
    return 0


def _sections(header: Header, lines: Lines) -> list[Section]:
    line = header.class_line
    if line is None or line.section is None:
        return []
    span = lines.span(header.class_index, line.section_start, line.section_end)
    return [Section(number=line.section, of=line.of or 0, span=span)]


def _checked(record: Telegram, findings: Findings) -> Telegram:
    """Return the record with its attributes compared and the rules' findings added."""
    compared = attributes.compared(record)
    fields = {name: getattr(record, name) for name in record.__struct_fields__}
    whole = Telegram(**fields | {"attributes": compared})
    found: list[Diagnostic] = [*findings.all(), *checks.run(whole)]
    found.sort(key=lambda each: (each.span, each.code))
    return Telegram(**fields | {"attributes": compared, "diagnostics": tuple(found)})
