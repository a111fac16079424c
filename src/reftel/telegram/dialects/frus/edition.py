"""What the editors print around a telegram: heading, dateline, notes, persons and terms."""

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.telegram.dialects.frus import dateline, heading, notes
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Reading
from reftel.telegram.markup import Element, Marked, words
from reftel.telegram.model import Classification, Edition, Person, PersonRole, Term, Text

BOUNDS = ("frus:doc-datetime-min", "frus:doc-datetime-max")
ROLES: dict[str, PersonRole] = {"from": "from", "to": "to"}


class Surroundings:
    """What is printed around one telegram, read once.

    title: the reading of the heading. year: of the dateline, 0 where none is known.
    """

    def __init__(self, marked: Marked, document: Element, findings: Findings) -> None:
        self._marked, self._document = marked, document
        self.elements = marked.within(document)
        self.title = self._title()
        self.heading = heading.parsed(self.title.text)
        self.dateline = dateline.read(marked, document, findings)
        self.year = self.dateline.date.year if self.dateline and self.dateline.date else 0
        self._notes = self._read_notes()
        self._source = self._of_type("source")
        self.markings = notes.markings(self._source) if self._source else notes.NO_MARKINGS

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

    def classification(self) -> Classification | None:
        """Return the level that the source note gives."""
        if self._source is None or self.markings.level is None:
            return None
        span = self._source.reading.span(*self.markings.place)
        printed = self._source.text[slice(*self.markings.place)]
        return Classification(level=self.markings.level, printed=printed, span=span)

    def edition(self, volume: str) -> Edition:
        """Make the record of them."""
        attributes, title = self._document.attributes, self.title.text
        span = self.title.span(0, len(title))
        moments = [dateline.moment(attributes.get(name, "")) for name in BOUNDS]
        earliest, latest = (each if each and each.tzinfo else None for each in moments)
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
            source=notes.source_note(self._source, self.markings) if self._source else None,
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
                kind=head.kind,
                sender=head.sender,
                recipients=head.recipients,
            )
        )

    def _persons(self) -> tuple[Person, ...]:
        signed = [each for each in self.elements if each.name == "signed"]
        found: list[Person] = []
        for each, name, span in self._named("persname"):
            role = ROLES.get(each.attributes.get("type", ""), "")
            if any(outer.start < each.start < outer.end for outer in signed):
                role = "signed"
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
