"""One document: what the editors print around the telegram, and the telegram itself."""

import re
from datetime import datetime

from reftel.telegram import fields, passages, references, tags
from reftel.telegram.closing import closing
from reftel.telegram.dialects.frus import form, identity, opening
from reftel.telegram.dialects.frus.edition import Surroundings
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.dtg import GROUP, letters_as_words
from reftel.telegram.header import FROM, Header, HeaderReader
from reftel.telegram.labels import labelled
from reftel.telegram.lines import UNREAD, Reading
from reftel.telegram.markup import Element, Marked
from reftel.telegram.message import running_text
from reftel.telegram.model import Dateline, Redaction, Telegram, Text
from reftel.telegram.text_head import PARAGRAPH, TextHead, TextHeadReader

WITHHELD = re.compile(r"\[(?P<amount>[^\[\]]{0,60}?)\s?not\sdeclassified[^\[\]]{0,40}\]")
OMITTED = re.compile(r"\[Omitted\shere[^\[\]]{0,400}\]")
LONGEST_HEAD = 40  # lines with words among which the telegram's own header may begin


def document(copy: Copy, marked: Marked, element: Element) -> Telegram:
    """Return the record of the document that the element holds."""
    return _DocumentReader(copy, marked, element).read()


class _DocumentReader:
    """One reading of one document, its steps in their order."""

    def __init__(self, copy: Copy, marked: Marked, element: Element) -> None:
        self._copy, self._marked, self._document = copy, marked, element
        self._lines, self._findings = marked.lines, copy.findings
        self._around = Surroundings(self._marked, self._document, self._findings)
        self._header, self._head = Header(), TextHead()
        self._opening = opening.Opening([], "", "")

    def read(self) -> Telegram:
        """Read the telegram's own head, in whichever form it stands, then its text."""
        around, lines, findings = self._around, self._lines, self._findings
        signed = self._signature()
        printed = form.read(lines, self._content())
        self._read_head(printed)
        header, head, opened = self._header, self._head, self._opening
        sent = self._sent(around.dateline)
        year = sent.year if sent else around.year
        own = identity.identity(around, printed.numbers or self._numbers(), header, year, findings)
        told = references.Own(sent, own.post if own else "", own.number if own else 0)
        cited = (
            *fields.references_of(head, lines, told, findings),
            *opening.references_of(opened, lines, told, findings),
        )
        level = around.classification()
        content = self._content()
        ending = (len(content), signed, ()) if signed else closing(lines, content, findings)
        text = running_text(lines, content[: ending[0]], {}, level, ending[1])
        listed, among_tags = tags.without_captions(fields.tags_of(head, lines, year, findings))
        precedence = around.markings.precedence
        return Telegram(
            text=self._copy.text,
            encoding=self._copy.encoding,
            dialect="frus",
            identity=own,
            precedences=letters_as_words(header.dtg.letters)
            if header.dtg
            else ((precedence,) if precedence else ()),
            dtg=header.dtg,
            dateline=around.dateline,
            originator=header.originator or identity.originator(around),
            addressees=tuple(header.addressees or printed.addressees)
            or identity.recipients(around),
            distribution=header.distribution,
            relay=header.relay,
            classification=level,
            captions=(*around.markings.captions, *head.captions, *among_tags),
            pass_lines=(*head.pass_lines, *opening.pass_lines(opened, lines)),
            executive_order=fields.executive_order_of(head, lines, (sent, level), None, findings),
            tags=listed,
            subject=fields.subject_of(head, lines) or opening.subject_of(opened, lines, findings),
            references=cited,
            paragraphs=text.paragraphs,
            passages=passages.passages(text.reading, text.bounds),
            citations=references.citations(text.reading, cited, text.bounds),
            signature=ending[1],
            notes=ending[2],
            redactions=_redactions(text.reading),
            edition=around.edition(self._copy.volume),
            blocks=lines.blocks(),
        )

    def _content(self) -> list[int]:
        """Return the lines of the document that nothing claimed, the blank ones included."""
        lines = self._lines
        return [
            index
            for index in self._marked.lines_of(self._document)
            if lines.kinds[index] == UNREAD or not lines.texts[index]
        ]

    def _behind(self, content: list[int]) -> int:
        """Return the position behind the last line that was claimed of these."""
        claimed = [at for at, index in enumerate(content) if self._lines.kinds[index] != UNREAD]
        return max((at for at in claimed if self._lines.texts[content[at]]), default=-1) + 1

    def _thinned(self, content: list[int]) -> list[int]:
        """Return the lines with one blank line where several stand, as tags make them."""
        texts = self._lines.texts
        return [
            index
            for at, index in enumerate(content)
            if texts[index] or not at or texts[content[at - 1]]
        ]

    def _read_head(self, printed: form.Form) -> None:
        """Read the header that the telegram keeps, or the form's fields, or the opening."""
        lines, content = self._lines, self._thinned(self._content())
        first = [index for index in content if lines.texts[index]][:LONGEST_HEAD]
        texts = [lines.texts[index] for index in first]
        stop = 0
        if any(GROUP.match(text) or FROM.match(text) for text in texts):
            self._header = HeaderReader(lines, content, self._findings).read(0)
            stop = self._header.stop if self._header.class_line else self._behind(content)
        elif first and not printed.addressees and not printed.numbers:
            below = texts[1] if len(texts) > 1 else ""
            self._opening = opening.read(lines, first[0], below)
            if self._opening.sentences:
                return
        year = self._around.year
        self._head = TextHeadReader(lines, content, year, self._findings).read(stop)
        below = self._first_label(content, stop)
        if not self._head.fields and below is not None:
            # Posts of the Department's form, without a word for their role, stand above the labels.
            head = TextHeadReader(lines, content, year, self._findings).read(below)
            head.captions[:0], head.pass_lines[:0] = self._head.captions, self._head.pass_lines
            self._head = head

    def _first_label(self, content: list[int], stop: int) -> int | None:
        """Return the position of the first label above the first numbered paragraph."""
        seen = 0
        for at in range(stop, len(content)):
            text = self._lines.texts[content[at]]
            seen += bool(text)
            if seen > LONGEST_HEAD or PARAGRAPH.match(text):
                return None
            if text and labelled(text):
                return at
        return None

    def _signature(self) -> Text | None:
        """Claim the names of the closer; return the last, which signs."""
        found: Text | None = None
        for element in self._around.elements:
            if element.name == "signed":
                for index in self._marked.lines_of(element):
                    if self._lines.texts[index]:
                        self._lines.claim(index, "signature")
                        found = self._lines.words(index)
        return found

    def _numbers(self) -> list[Text]:
        return [
            Text(
                text=f"{self._opening.series} {self._opening.number}".strip(),
                span=self._lines.span(line, start, end),
            )
            for _, line, start, end in self._opening.all("number")
        ]

    def _sent(self, line: Dateline | None) -> datetime | None:
        """Return when it was sent, by its own date-time group before the editors' dateline."""
        group = self._header.dtg.time if self._header.dtg else None
        edited = line.time if line else None
        if self._header.dtg and group and edited and group != edited:
            message = f"date-time group says {group:%Y-%m-%d %H%M}Z"
            message += f"; dateline says {edited:%Y-%m-%d %H%M}Z"
            self._findings.add("T035", self._header.dtg.span, message)
        return group or edited


def _redactions(reading: Reading) -> tuple[Redaction, ...]:
    """Return what was withheld and what the editors left out, each told apart."""
    withheld = (
        Redaction(kind="withheld", printed=m[0], amount=m["amount"], span=reading.span(*m.span()))
        for m in WITHHELD.finditer(reading.text)
    )
    omitted = (
        Redaction(kind="omitted", printed=m[0], span=reading.span(*m.span()))
        for m in OMITTED.finditer(reading.text)
    )
    return tuple(sorted((*withheld, *omitted), key=lambda each: each.span))
