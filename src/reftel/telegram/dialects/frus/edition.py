"""What the editors print around a telegram: heading, dateline, notes, persons and terms."""

from datetime import datetime

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.telegram.dialects.frus import dateline, heading, notes, opener
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Reading
from reftel.telegram.markup import Element, Marked, words
from reftel.telegram.model import (
    Classification,
    Dateline,
    Edition,
    Person,
    PersonRole,
    SourceNote,
    Term,
    Text,
)

BOUNDS = ("frus:doc-datetime-min", "frus:doc-datetime-max")
ROLES: dict[str, PersonRole] = {"from": "from", "to": "to"}


class Surroundings:
    """What is printed around one telegram, read once.

    title: the reading of the heading. year: of the dateline, else of the edition's bounds where
    both name one; 0 where none is known. by_person: whether the heading names persons and no kind,
    as up to the 1950s.
    """

    def __init__(self, marked: Marked, document: Element, findings: Findings) -> None:
        self._marked, self._document = marked, document
        self.elements = marked.within(document)
        self._notes = self._read_notes()
        self._source = self._of_type("source") or self._called_source()
        self.title = self._title()
        parsed = heading.parsed(self.title.text)
        self.by_person = parsed is None and self._is_marked()
        self.heading = heading.by_person(self.title.text) if self.by_person else parsed
        self._bounds = self._read_bounds()
        self.dateline = dateline.read(marked, document, findings) or self._dated_title(findings)
        self.year = self._year(findings)
        self.markings = notes.markings(self._source) if self._source else notes.NO_MARKINGS
        if self.markings.renamed and self._source:
            span = self._source.reading.span(*self.markings.renamed)
            words = self._source.text[slice(*self.markings.renamed)].strip()
            findings.add("T056", span, f"{words} read as {self.markings.precedence}")

    def _title(self) -> Reading:
        marked, lines = self._marked, self._marked.lines
        head = next((each for each in self.elements if each.name == "head"), None)
        indices = [i for i in marked.lines_of(head) if lines.texts[i]] if head else []
        for index in indices:
            lines.claim(index, "heading")
        return Reading(lines, indices)

    def _read_notes(self) -> list[notes.Note]:
        source = self._marked.lines.original
        found = (notes.note(source, each) for each in self.elements if each.name == "note")
        return [each for each in found if each]

    def _of_type(self, kind: str) -> notes.Note | None:
        typed = (each for each in self._notes if each.element.attributes.get("type") == kind)
        return next(typed, None)

    def _called_source(self) -> notes.Note | None:
        """Return the note that calls itself one on the source, in volumes that give no type."""
        return next((each for each in self._notes if notes.SOURCE.match(each.text)), None)

    def _is_marked(self) -> bool:
        source = [self._source.text] if self._source else []
        return opener.marked(self._marked.lines, self._marked.lines_of(self._document), source)

    def _dated_title(self, findings: Findings) -> Dateline | None:
        """Return the date of the heading, in documents without dateline."""
        place = self.heading.date_place if self.heading else heading.NOWHERE
        words = self.title.text[slice(*place)].strip(" ,.\n")
        if not words:
            return None
        span = self.title.span(place[0], place[0] + len(words))
        return dateline.dated(Dateline(printed=words, span=span), None, findings)

    def _read_bounds(self) -> tuple[datetime | None, datetime | None]:
        attributes = self._document.attributes
        first, last = (dateline.moment(attributes.get(name, "")) for name in BOUNDS)
        return (
            first if first and first.tzinfo else None,
            last if last and last.tzinfo else None,
        )

    def _year(self, findings: Findings) -> int:
        """Return the year; where only the edition's bounds name it, this is told."""
        if self.dateline and self.dateline.date:
            return self.dateline.date.year
        first, last = self._bounds
        if first is None or last is None or first.year != last.year:
            return 0
        span = self.dateline.span if self.dateline else self.title.span(0, 0)
        printed = repr(self.dateline.printed) if self.dateline else "no dateline"
        message = f"{printed} names no year; the edition's bounds are of {first.year}"
        findings.add("T037", span, message)
        return first.year

    def classification(self) -> Classification | None:
        """Return the level that the source note gives."""
        if self._source is None or self.markings.level is None:
            return None
        span = self._source.reading.span(*self.markings.place)
        printed = self._source.text[slice(*self.markings.place)]
        return Classification(level=self.markings.level, printed=printed, span=span)

    def edition(self, volume: str, receipt: Text | None) -> Edition:
        """Make the record of them. receipt: what a line above the text says of it."""
        attributes, title = self._document.attributes, self.title.text
        span = self.title.span(0, len(title))
        earliest, latest = self._bounds
        summary = self._of_type("summary")
        plain = [each for each in self._notes if each not in (self._source, summary)]
        bare = Edition(
            volume=volume,
            document=attributes.get("xml:id", ""),
            number=attributes.get("n", ""),
            kind="",
            heading=Text(text=title.replace("\n", " "), span=span),
            earliest=earliest,
            latest=latest,
            source=self._source_note(receipt),
            summary=Text(text=summary.text, span=summary.span) if summary else None,
            footnotes=tuple(notes.footnote(each, self.year) for each in plain),
            persons=self._persons(),
            terms=self._terms(),
        )
        head = self.heading
        return (
            bare
            if head is None
            else replace(
                bare,
                number=head.number or bare.number,
                kind=head.kind or "Telegram",
                sender=head.sender,
                recipients=head.recipients,
            )
        )

    def _source_note(self, receipt: Text | None) -> SourceNote | None:
        made = notes.source_note(self._source, self.markings) if self._source else None
        if receipt is None or (made and made.received):
            return made
        if made is None:
            return SourceNote(text="", received=receipt.text, span=receipt.span)
        return replace(made, received=receipt.text)

    def _persons(self) -> tuple[Person, ...]:
        signed = [each for each in self.elements if each.name == "signed"]
        found: list[Person] = []
        until, later = 0, iter(signed)
        below = next(later, None)
        for each, name, span in self._named("persname"):
            # Both come in the order of their beginnings.
            while below and below.start < each.start:
                until, below = max(until, below.end), next(later, None)
            role = ROLES.get(each.attributes.get("type", ""), "")
            role = "signed" if each.start < until else role
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
        source = self._marked.lines.original
        return [
            (each, name, Span(each.begin, each.stop))
            for each in self.elements
            if each.name == tag and (name := words(source[each.begin : each.stop]))
        ]
