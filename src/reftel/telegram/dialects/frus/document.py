"""One document: what the editors print around the telegram, and the telegram itself."""

import re

from reftel.core.span import Span
from reftel.telegram import body, fields, passages, posts, references, subject
from reftel.telegram.closing import closing
from reftel.telegram.dialects.frus import dateline, form, heading, notes, offices, opening
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.dtg import GROUP, letters_as_words
from reftel.telegram.header import FROM, Header, HeaderReader
from reftel.telegram.lines import UNREAD, Reading
from reftel.telegram.markup import Element, read, words
from reftel.telegram.model import (
    Addressee,
    Classification,
    Edition,
    Identity,
    Originator,
    PassLine,
    Person,
    PersonRole,
    Redaction,
    Reference,
    Subject,
    Telegram,
    Term,
    Text,
)
from reftel.telegram.text_head import TextHead, TextHeadReader

WITHHELD = re.compile(r"\[(?P<amount>[^\[\]]{0,60}?)\s?not\sdeclassified[^\[\]]{0,40}\]")
OMITTED = re.compile(r"\[Omitted\shere[^\[\]]{0,400}\]")
LONGEST_HEAD = 40  # lines with words among which the telegram's own header may begin


def document(copy: Copy) -> Telegram:
    """Return the record of the first document in the text."""
    return _DocumentReader(copy).read()


class _DocumentReader:
    """One reading of one document, its steps in their order."""

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        self._findings = copy.findings
        self._marked = read(copy.text)
        copy.lines = self._lines = self._marked.lines
        documents = [e for e in self._marked.all("div") if e.attributes.get("type") == "document"]
        self._document = documents[0]
        if len(documents) > 1:
            message = f"{len(documents)} documents in one text; the first alone is read"
            self._findings.add("T030", Span(0, 0), message)

    def read(self) -> Telegram:
        """Read what the editors print, then the telegram."""
        marked, lines, findings = self._marked, self._lines, self._findings
        title = self._heading()
        parsed = heading.parsed(title.text)
        if parsed is None:
            findings.add("T031", title.span, f"{title.text!r} heads no telegram")
        sent = dateline.read(marked, self._document, findings)
        year = sent.date.year if sent and sent.date else 0
        found_notes = [
            each
            for element in marked.within(self._document)
            if element.name == "note" and (each := notes.note(self._copy.text, element))
        ]
        source = next(
            (n for n in found_notes if n.element.attributes.get("type") == "source"), None
        )
        said = notes.markings(source) if source else None
        signed = self._signature()
        content = self._content()
        printed = form.read(lines, content)
        raw = any(self._is_header(index) for index in self._first(content))
        content = self._content()
        header, head = Header(), TextHead()
        opened = opening.Opening([], "", "")
        if raw:
            header = HeaderReader(lines, content, findings).read(0)
            year = header.dtg.time.year if header.dtg and header.dtg.time else year
            head = TextHeadReader(lines, content, year, findings).read(header.stop)
        elif printed.addressees or printed.number:
            head = TextHeadReader(lines, content, year, findings).read(0)
        elif first := self._first(content):
            after = first[1] if len(first) > 1 else None
            opened = opening.read(lines, first[0], lines.texts[after] if after else "")
        content = self._content()
        level = None
        if said and said.level and source:
            span = source.reading.span(*said.place)
            level = Classification(level=said.level, printed=span.of(self._copy.text), span=span)
        own = self._identity(title, parsed, printed, opened, year, header)
        moment = (header.dtg.time if header.dtg else None) or (sent.time if sent else None)
        told = references.Own(moment, own.post if own else "", own.number if own else 0)
        cited = (
            *fields.references_of(head, lines, told, findings),
            *self._references(opened, told),
        )
        size, closed, below = (
            (len(content), signed, ()) if signed else closing(lines, content, findings)
        )
        reading = Reading(lines, content[:size])
        text, bounds = body.paragraphs(reading, level)
        for index in content[:size]:
            if lines.kinds[index] == UNREAD:
                lines.claim(index, "paragraph")
        senders, recipients = self._offices(title, parsed, year)
        if header.dtg and sent and sent.time and header.dtg.time not in (None, sent.time):
            message = f"date-time group says {header.dtg.time:%Y-%m-%d %H%M}Z; dateline says {sent.time:%Y-%m-%d %H%M}Z"
            findings.add("T035", header.dtg.span, message)
        return Telegram(
            text=self._copy.text,
            encoding=self._copy.encoding,
            dialect="frus",
            identity=own,
            precedences=letters_as_words(header.dtg.letters)
            if header.dtg
            else ((said.precedence,) if said and said.precedence else ()),
            dtg=header.dtg,
            dateline=sent,
            originator=header.originator or senders,
            addressees=tuple(header.addressees or printed.addressees) or recipients,
            distribution=header.distribution,
            relay=header.relay,
            classification=level,
            captions=(*(said.captions if said else ()), *head.captions),
            pass_lines=(*head.pass_lines, *self._pass_lines(opened)),
            executive_order=fields.executive_order_of(head, lines, (moment, level), None, findings),
            tags=fields.tags_of(head, lines, year, findings),
            subject=fields.subject_of(head, lines) or self._subject(opened),
            references=cited,
            paragraphs=body.without_signature(text, closed),
            passages=passages.passages(reading, bounds),
            citations=passages.citations(reading, cited, bounds),
            signature=closed,
            notes=below,
            redactions=_redactions(reading),
            edition=self._edition(title, parsed, found_notes, source, said, year),
            blocks=lines.blocks(),
        )

    def _heading(self) -> Text:
        element = next((e for e in self._marked.within(self._document) if e.name == "head"), None)
        indices = (
            [i for i in self._marked.lines_of(element) if self._lines.texts[i]] if element else []
        )
        for index in indices:
            self._lines.claim(index, "heading")
        self._title = Reading(self._lines, indices)
        text = self._title.text
        return Text(text=text.replace("\n", " "), span=self._title.span(0, len(text)))

    def _content(self) -> list[int]:
        """Return the lines of the document that nothing claimed, the blank ones included."""
        lines = self._lines
        return [
            index
            for index in self._marked.lines_of(self._document)
            if lines.kinds[index] == UNREAD or not lines.texts[index]
        ]

    def _first(self, content: list[int]) -> list[int]:
        return [index for index in content if self._lines.texts[index]][:LONGEST_HEAD]

    def _is_header(self, index: int) -> bool:
        text = self._lines.texts[index]
        return bool(GROUP.match(text) or FROM.match(text))

    def _signature(self) -> Text | None:
        """Return the names of the closer, the last of which signs."""
        found: Text | None = None
        for element in self._marked.within(self._document):
            if element.name == "signed":
                for index in self._marked.lines_of(element):
                    if self._lines.texts[index]:
                        self._lines.claim(index, "signature")
                        found = self._lines.words(index)
        return found

    def _identity(
        self,
        title: Text,
        parsed: heading.Heading | None,
        printed: form.Form,
        opened: opening.Opening,
        year: int,
        header: Header,
    ) -> Identity | None:
        """Return the number: the heading's, else the form's or that of the opening."""
        sender = self._sender(parsed, year)
        if parsed and parsed.own:
            span, text, ground = self._title.span(*parsed.own_place), parsed.own, "heading"
        elif opened.number:
            first = opened.sentences[0]
            span = self._lines.span(first.index, first.start, first.end)
            text, ground = f"{opened.series} {opened.number}".strip(), "first paragraph"
        elif printed.number:
            span, text, ground = printed.number.span, printed.number.text, "first paragraph"
        else:
            message = "no number in the heading or the first paragraph"
            self._findings.add("T031", Span(title.span.start, title.span.start), message)
            return None
        number = heading.figures(text) or 0
        if printed.number and int(printed.number.text) != number:
            message = f"the telegram says number {printed.number.text}; the heading says {text}"
            self._findings.add("T035", printed.number.span, message)
            number = int(printed.number.text)
        # CEDTO and its like count for themselves, in place of the post.
        series = text.split()[0] if " " in text else ""
        post = posts.canonical(series) if series else sender
        if not post and header.originator:
            post = header.originator.post
        if not post and parsed:
            message = f"{parsed.sender!r} names no post of the tables for {year or 'no known year'}"
            self._findings.add("T034", self._title.span(*parsed.sender_place), message)
            post = posts.squeezed(parsed.sender.removeprefix("the "))
        return Identity(
            mrn=posts.mrn(year, post, number),
            year=year,
            post=post,
            number=number,
            printed=text,
            number_ground=ground,
            year_ground=("date-time group" if header.dtg and header.dtg.time else "dateline")
            if year
            else "none",
            span=span,
        )

    def _sender(self, parsed: heading.Heading | None, year: int) -> str:
        found = offices.offices(self._title.text, parsed.sender_place, year) if parsed else []
        return found[0].post if found else ""

    def _offices(
        self, title: Text, parsed: heading.Heading | None, year: int
    ) -> tuple[Originator | None, tuple[Addressee, ...]]:
        """Return sender and recipients as the heading names them."""
        if parsed is None or not parsed.sender:
            return None, ()
        sender = Originator(
            name=parsed.sender,
            post=self._sender(parsed, year),
            span=self._title.span(*parsed.sender_place),
        )
        recipients = tuple(
            Addressee(
                role="action",
                kind="collective" if each.collective else "post" if each.post else "other",
                name=each.name,
                post=each.post,
                span=self._title.span(each.start, each.end),
            )
            for each in offices.offices(title.text, parsed.recipients_place, year)
        )
        return sender, recipients

    def _subject(self, opened: opening.Opening) -> Subject | None:
        for each in opened.all("subject"):
            if each.start == 0:
                span = self._lines.span(each.index, each.start, each.end)
                self._findings.add("T036", span, "title without label read as SUBJECT")
            return subject.read(Reading(self._lines, (each.index,)), each.start, each.end)
        return None

    def _references(self, opened: opening.Opening, told: references.Own) -> tuple[Reference, ...]:
        return tuple(
            reference
            for each in opened.all("references")
            for reference in references.read(
                Reading(self._lines, (each.index,)), each.start, told, self._findings, each.end
            )
        )

    def _pass_lines(self, opened: opening.Opening) -> tuple[PassLine, ...]:
        return tuple(
            PassLine(
                place="",
                verb="PASS" if self._lines.texts[each.index][:4].upper() == "PASS" else "FOR",
                recipient=self._lines.texts[each.index][each.start : each.end],
                span=self._lines.span(each.index, 0, each.end),
            )
            for each in opened.all("pass line")
        )

    def _edition(
        self,
        title: Text,
        parsed: heading.Heading | None,
        found: list[notes.Note],
        source: notes.Note | None,
        said: notes.Markings | None,
        year: int,
    ) -> Edition:
        attributes = self._document.attributes
        summary = next((n for n in found if n.element.attributes.get("type") == "summary"), None)
        bounds = [
            dateline.moment(attributes.get(f"frus:doc-datetime-{end}", ""))
            for end in ("min", "max")
        ]
        earliest, latest = (each if each and each.tzinfo else None for each in bounds)
        return Edition(
            volume=self._copy.volume,
            document=attributes.get("xml:id", ""),
            number=parsed.number if parsed else attributes.get("n", ""),
            kind=parsed.kind if parsed else "",
            heading=title,
            sender=parsed.sender if parsed else "",
            recipients=parsed.recipients if parsed else "",
            earliest=earliest,
            latest=latest,
            source=notes.source_note(source, said) if source and said else None,
            summary=Text(text=summary.text, span=summary.span) if summary else None,
            footnotes=tuple(
                notes.footnote(each, year) for each in found if each not in (source, summary)
            ),
            persons=self._persons(),
            terms=self._terms(),
        )

    def _persons(self) -> tuple[Person, ...]:
        signed = [e for e in self._marked.within(self._document) if e.name == "signed"]
        found: list[Person] = []
        for each, name, span in self._named("persname"):
            role: PersonRole = "signed" if any(s.start < each.start < s.end for s in signed) else ""
            if each.attributes.get("type") in {"from", "to"}:
                role = "from" if each.attributes["type"] == "from" else "to"
            key = each.attributes.get("corresp", "").removeprefix("#")
            found.append(Person(name=name, key=key, role=role, span=span))
        return tuple(found)

    def _terms(self) -> tuple[Term, ...]:
        return tuple(
            Term(name=name, key=each.attributes["target"].removeprefix("#"), span=span)
            for each, name, span in self._named("gloss")
            if "target" in each.attributes
        )

    def _named(self, tag: str) -> list[tuple[Element, str, Span]]:
        source = self._copy.text
        return [
            (each, name, Span(each.begin, each.stop))
            for each in self._marked.within(self._document)
            if each.name == tag and (name := words(source[each.begin : each.stop]))
        ]


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
