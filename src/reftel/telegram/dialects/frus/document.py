"""One document: what the editors print around the telegram, and the telegram itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time

from msgspec.structs import replace

from reftel.telegram import fields, passages, references, tags
from reftel.telegram.closing import closing
from reftel.telegram.dialects.frus import form, identity, opener, opening, reftels
from reftel.telegram.dialects.frus.edition import Surroundings
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.dtg import GROUP, letters_as_words
from reftel.telegram.header import FROM, Header, HeaderReader
from reftel.telegram.labels import labelled
from reftel.telegram.lines import UNREAD, Reading
from reftel.telegram.markings import captions
from reftel.telegram.markup import Element, Marked
from reftel.telegram.message import classification, running_text
from reftel.telegram.model import (
    Addressee,
    Caption,
    Dateline,
    Identity,
    Originator,
    Redaction,
    Reference,
    Telegram,
    Text,
)
from reftel.telegram.text_head import PARAGRAPH, Field, TextHead, TextHeadReader

WITHHELD = re.compile(r"\[(?P<amount>[^\[\]]{0,60}?)\s?not\sdeclassified[^\[\]]{0,40}\]")
OMITTED = re.compile(r"\[Omitted\shere[^\[\]]{0,400}\]")
LONGEST_HEAD = 40  # lines with words among which the telegram's own header may begin
NOON = time(12)  # of a day whose hour is not known
# The head of a list without colon, which sets it apart from its entries: `Subject` `Tunisia`.
LIST_HEAD = re.compile(
    r"(?:(?P<subject>Subject|Subj)|(?P<references>References?|Refs?|Reftels?))\s(?=\S)",
    re.IGNORECASE,
)


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
        self._opening = opening.NONE
        self._opener = opener.NOTHING

    def read(self) -> Telegram:
        """Read the telegram's own head, in whichever form it stands, then its text."""
        around, lines, findings = self._around, self._lines, self._findings
        signed = self._signature()
        self._read_opener()
        printed = form.read(lines, self._content())
        self._read_head(printed)
        header, head, opened = self._header, self._head, self._opening
        sent = self._sent(around.dateline)
        sender = identity.originator(around, findings)
        own = self._identity(printed, sender)
        addressees = tuple(header.addressees or printed.addressees) or identity.recipients(
            around, sender, findings
        )
        originator = header.originator or sender
        post, to = _parties(originator, addressees)
        number = own.number if own else 0
        told = references.Own(self._moment(sent), own.post if own else post, number, to)
        cited = self._cited(told)
        level = around.classification() or self._opener.level or classification(header, lines)
        signature, below = (signed, ()) if signed else self._closing()
        # Of the names only one in the last line of the text stands in a paragraph.
        text = running_text(lines, self._content(), {}, level, None if signed else signature)
        year = sent.year if sent else around.year
        listed, among_tags = tags.without_captions(fields.tags_of(head, lines, year, findings))
        precedence = around.markings.precedence or self._opener.precedence
        held = (*around.markings.captions, *self._opener.captions, *head.captions, *among_tags)
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
            originator=originator,
            addressees=addressees,
            distribution=header.distribution,
            relay=header.relay,
            sections=opening.sections_of(opened, lines),
            classification=level,
            captions=(*held, *_further(held, opening.captions_of(opened, lines))),
            pass_lines=(*head.pass_lines, *opening.pass_lines(opened, lines)),
            executive_order=fields.executive_order_of(head, lines, (sent, level), None, findings),
            tags=listed,
            subject=fields.subject_of(head, lines) or opening.subject_of(opened, lines, findings),
            references=cited,
            paragraphs=text.paragraphs,
            passages=passages.passages(text.reading, text.bounds),
            citations=references.citations(text.reading, cited, text.bounds, told),
            signature=signature,
            notes=below,
            redactions=_redactions(text.reading),
            edition=around.edition(self._copy.volume, self._opener.receipt),
            blocks=lines.blocks(),
        )

    def _identity(self, printed: form.Form, sender: Originator | None) -> Identity | None:
        """Return which telegram it is, with the numbers of other series that it prints."""
        within = (
            *map(identity.printed, printed.numbers),
            *self._numbers(),
            *identity.of_class_line(self._header, self._lines),
        )
        own = identity.identity(self._around, within, self._header, sender, self._findings)
        further = opening.second_numbers(self._opening, self._lines)
        return replace(own, second_numbers=(*own.second_numbers, *further)) if own else None

    def _cited(self, told: references.Own) -> tuple[Reference, ...]:
        """Read the references."""
        found = (
            *fields.references_of(self._head, self._lines, told, self._findings),
            *opening.references_of(self._opening, self._lines, told, self._findings),
        )
        by_dateline = not (self._header.dtg and self._header.dtg.time)
        return tuple(reftels.dated(found, told, by_dateline=by_dateline))

    def _moment(self, sent: datetime | None) -> datetime | None:
        """Return when it was sent, at noon where the hour is not known: the day tells the year."""
        line = self._around.dateline
        if sent or line is None or line.date is None:
            return sent
        return datetime.combine(line.date, NOON, UTC)

    def _closing(self) -> tuple[Text | None, tuple[Text, ...]]:
        """Claim the signature below the text, above what is attached, and the notes below it."""
        attached = [each.start for each in self._around.elements if each.name == "attachment"]
        starts = self._lines.starts
        content = [
            index for index in self._content() if not attached or starts[index] < attached[0]
        ]
        return closing(self._lines, content, self._findings)[1:]

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

    def _read_opener(self) -> None:
        """Read level, precedence and receipt where they stand above the text as lines."""
        if not self._around.by_person and not any(
            e.name == "opener" for e in self._around.elements
        ):
            return
        self._opener = opener.read(self._lines, self._content())
        for each in self._opener.unequal:
            message = f"{each.text} has no equal among the words of the record"
            self._findings.add("T056", each.span, message)

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
            known = identity.by_heading(self._around)
            self._opening = opening.read(lines, first, self._listed(), known.figures())
            if self._opening.sentences:
                self._read_labels()
                return
        year = self._around.year
        self._head = TextHeadReader(lines, content, year, self._findings).read(stop)
        below = self._first_label(content, stop)
        if not self._head.fields and below is not None:
            # Posts of the Department's form, without a word for their role, stand above the labels.
            head = TextHeadReader(lines, content, year, self._findings).read(below)
            head.captions[:0], head.pass_lines[:0] = self._head.captions, self._head.pass_lines
            self._head = head

    def _read_labels(self) -> None:
        """Read the labels below an opening of which nothing is left for the text."""
        lines = self._lines
        if self._opening.read_out:
            heads = self._list_heads()
            content = self._thinned(self._content())
            first = next((lines.texts[each] for each in content if lines.texts[each]), "")
            if labelled(first) or captions(first):
                year = self._around.year
                self._head = TextHeadReader(lines, content, year, self._findings).read(0)
            self._head.fields[:0] = heads
        self._head.fields[:0] = opening.fields_of(self._opening)

    def _listed(self) -> set[int]:
        """Return the lines that stand in lists."""
        lists = (each for each in self._around.elements if each.name == "list")
        return {index for each in lists for index in self._marked.lines_of(each)}

    def _list_heads(self) -> list[Field]:
        """Read and claim the lists above the text whose head is a label without its colon."""
        found: list[Field] = []
        for each in self._around.elements:
            indices = self._open_lines(each) if each.name == "list" else ()
            if not indices or not self._is_next(indices[0]):
                continue
            text = self._lines.texts[indices[0]]
            match = LIST_HEAD.match(text) if not labelled(text) else None
            if match:
                kind = "subject" if match["subject"] else "references"
                found.append(Field(kind, indices, match.end(), None))
                for index in indices:
                    self._lines.claim(index, kind)
        return found

    def _open_lines(self, element: Element) -> tuple[int, ...]:
        lines = self._lines
        return tuple(
            index
            for index in self._marked.lines_of(element)
            if lines.texts[index] and lines.kinds[index] == UNREAD
        )

    def _is_next(self, index: int) -> bool:
        """Whether no text stands above a line."""
        return next((each for each in self._content() if self._lines.texts[each]), -1) == index

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
        """Claim the names below the text; return the first of the closer, which signs.

        Those below it are titles and other signers; an attachment has a closer of its own.
        """
        outside = list(_outside(self._around.elements, "attachment"))
        closers = [each for each in outside if each.name == "closer"]
        signed = [each for each in outside if each.name == "signed"]
        if closers:
            first = [each for each in signed if closers[0].start < each.start < closers[0].end]
            signed = first or signed
        found: Text | None = None
        for index in (i for each in signed for i in self._marked.lines_of(each)):
            if self._lines.texts[index]:
                self._lines.claim(index, "signature")
                found = found or self._lines.words(index)
        return found

    def _numbers(self) -> list[identity.Number]:
        """Return the number of the opening."""
        opened, lines = self._opening, self._lines
        return [
            identity.Number(
                lines.texts[line][start:end],
                lines.span(line, start, end),
                "first paragraph",
                opened.number,
            )
            for _, line, start, end in opened.all("number")
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


def _parties(sender: Originator | None, addressees: Sequence[Addressee]) -> tuple[str, str]:
    """Return the sender's post, and the one post that the telegram is sent to, "" of several."""
    to = [each.post for each in addressees if each.role == "action"]
    return sender.post if sender else "", to[0] if len(to) == 1 else ""


def _outside(elements: Iterable[Element], name: str) -> Iterator[Element]:
    """Yield the elements that stand in none of that name."""
    until = 0
    for each in elements:
        if each.name == name:
            until = max(until, each.end)
        elif each.start >= until:
            yield each


def _further(held: Sequence[Caption], found: Iterable[Caption]) -> list[Caption]:
    """Return the captions that the editors do not name, for they take them from these lines."""
    named = {each.caption for each in held}
    return [each for each in found if each.caption not in named]


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
