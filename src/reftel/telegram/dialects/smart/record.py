"""From the fields of a SMART telegram to its record."""

from collections.abc import Sequence
from itertools import pairwise

from reftel.core.span import Span
from reftel.telegram import (
    addresses,
    executive_order,
    markings,
    pass_lines,
    passages,
    references,
    subject,
    tags,
)
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.dialects.smart import addressees
from reftel.telegram.dialects.smart.fields import NOTHING, Field, Fields, is_level
from reftel.telegram.dialects.smart.identity import identity, time
from reftel.telegram.dialects.smart.officers import ROLES, officers
from reftel.telegram.emails import emails
from reftel.telegram.lines import BLANK, MARKUP, UNREAD, Lines, Reading
from reftel.telegram.message import running_text
from reftel.telegram.model import (
    Addressee,
    Caption,
    Classification,
    Dateline,
    DateTimeGroup,
    ExecutiveOrder,
    Identity,
    Level,
    Originator,
    PassLine,
    Reference,
    Role,
    Subject,
    Tag,
    Telegram,
    Text,
)

FIELD_ROLES: dict[str, Role] = {"Action": "action", "Info": "info", "XMT": "exempted"}
ORDER_FIELDS = ("E.O.", "Reason", "Declassify On")
OF_THE_RELEASE = frozenset({"release", "stamp", "redaction"})  # kinds of lines
# Fields for which the record has no place of its own.
KEPT = (
    *("Action Office", "Info Office", "Action Post"),
    *("Derived From", "Attachments", "Dissemination Rule"),
)


def read(copy: Copy, content: Sequence[int], fields: Fields) -> Telegram:
    """Return the record. content: indices of lines without what a release put there."""
    return _Reader(copy, content, fields).read()


class _Reader:
    """One reading of one telegram, field by field."""

    def __init__(self, copy: Copy, content: Sequence[int], fields: Fields) -> None:
        self._copy = copy
        self._lines = copy.lines
        self._findings = copy.findings
        self._content = content
        self._fields = fields

    def read(self) -> Telegram:
        fields, lines = self._fields, self._lines
        self._note_slips()
        level = self._level()
        mails = emails(lines, self._unclaimed(self._content[: fields.begin]))
        dtg, dateline = self._time()
        days = (dtg.time if dtg else None, dateline.date if dateline else None)
        year = next((each.year for each in days if each), 0)
        own = self._identity(year)
        year = year or (own.year if own else 0)
        addressed = self._addressees()
        cited = self._references(
            references.Own(
                dtg.time if dtg else None, own.post if own else "", own.number if own else 0
            )
        )
        begin, end = fields.text
        between = self._content[begin:end]
        text = running_text(lines, between, _breaks(lines, between), level, None)
        kept = tuple(
            each.attribute(lines, "field")
            for each in (*fields.head, *fields.tail)
            if each.label.row.label in KEPT
        )
        return Telegram(
            text=self._copy.text,
            encoding=self._copy.encoding,
            dialect="smart",
            identity=own,
            precedences=addresses.precedences(addressed),
            dtg=dtg,
            dateline=dateline,
            originator=self._originator(),
            addressees=addressed,
            officers=officers(lines, self._claimed(*ROLES)),
            classification=level,
            captions=self._captions(),
            pass_lines=self._pass_lines(),
            executive_order=self._executive_order(dtg, level),
            tags=self._tags(year),
            subject=self._subject(),
            references=cited,
            paragraphs=text.paragraphs,
            passages=passages.passages(text.reading, text.bounds),
            citations=references.citations(text.reading, cited, text.bounds),
            signature=self._signature(),
            stamps=self._copy.released.stamps,
            release=self._copy.released.release,
            emails=mails,
            redactions=self._copy.released.redactions,
            attributes=kept,
            repairs=lines.with_repairs(text.repairs),
            blocks=lines.blocks(),
        )

    def _unclaimed(self, indices: Sequence[int]) -> list[int]:
        return [each for each in indices if self._lines.kinds[each] in {UNREAD, BLANK, MARKUP}]

    def _note_slips(self) -> None:
        for each in (*self._fields.head, *self._fields.tail):
            if message := self._slip(each):
                span = self._lines.span(each.indices[0], 0, each.label.value)
                self._findings.add("T011", span, message)

    def _slip(self, field: Field) -> str:
        label = field.label
        if label.slip:
            return f"label {label.printed} read as {label.row.label}"
        return f"label {label.printed} without its colon" if self._lost_colon(field) else ""

    def _lost_colon(self, field: Field) -> bool:
        """Whether nothing stands between a label and its value; cells of a table are divided."""
        lines, index, label = self._lines, field.indices[0], field.label
        begin = lines.span(index, label.end - 1, label.end).end
        behind = lines.original[begin : lines.starts[index + 1]].strip()
        return not label.colon and behind[:1] == lines.texts[index][label.value :][:1]

    def _claimed(self, *names: str) -> list[Field]:
        """Return the fields of these names, and claim their lines."""
        every = (*self._fields.head, *self._fields.tail)
        found = [each for each in every if each.label.row.label in names]
        for field in found:
            for index in field.indices:
                self._lines.claim(index, field.label.row.label)
        return found

    def _values(self, *names: str) -> list[tuple[Reading, int]]:
        return [each.value(self._lines) for each in self._claimed(*names)]

    def _level(self) -> Classification | None:
        """Return the level that stands above the head; UNCLASSIFIED with SBU below it is SBU."""
        lines, found = self._lines, list[int]()
        for index in reversed(self._content[: self._fields.begin]):
            if lines.texts[index] and not is_level(lines.texts[index]):
                break
            if lines.texts[index]:
                found.insert(0, index)
        if not found:
            return None
        words = [" ".join(lines.texts[index].split()) for index in found]
        levels: list[Level] = [each for each in map(_level_of, words) if each]
        if not levels:
            return None
        for index in found:
            lines.claim(index, "classification line")
        first, last = lines.words(found[0]), lines.words(found[-1])
        level: Level = max(levels, key=markings.ranks().__getitem__)
        span = Span(first.span.start, last.span.end)
        return Classification(level=level, printed=" ".join(words), span=span)

    def _identity(self, year: int) -> Identity | None:
        for reading, start in self._values("MRN"):
            return identity(reading, start, year, self._findings)
        self._findings.add("T007", Span(0, 0), "no MRN field with year, post and number")
        return None

    def _time(self) -> tuple[DateTimeGroup | None, Dateline | None]:
        for reading, start in self._values("Date/DTG"):
            return time(reading, start, self._findings)
        self._findings.add("T009", Span(0, 0), "no Date/DTG field")
        return None, None

    def _originator(self) -> Originator | None:
        for field in self._claimed("From"):
            words = self._lines.texts[field.indices[0]]
            read = addresses.parts(words, field.label.value)
            span = self._lines.span(field.indices[0], read.start, read.end)
            return addresses.originator(read, span)
        return None

    def _addressees(self) -> tuple[Addressee, ...]:
        return tuple(
            each
            for name, role in FIELD_ROLES.items()
            for reading, start in self._values(name)
            for each in addressees.read(reading, start, role, self._findings)
        )

    def _captions(self) -> tuple[Caption, ...]:
        return tuple(
            each
            for reading, start in self._values("Captions")
            for each in _captions(reading, start)
        )

    def _pass_lines(self) -> tuple[PassLine, ...]:
        return tuple(
            each
            for reading, start in self._values("Pass Line")
            for each in _passings(reading, _skip(reading.text, start))
        )

    def _executive_order(
        self, dtg: DateTimeGroup | None, level: Classification | None
    ) -> ExecutiveOrder | None:
        claimed = self._claimed(*ORDER_FIELDS)
        # `E.O.: Unknown` stands on a cover that somebody filled in later.
        stated = [each for each in claimed if each.words(self._lines) != "Unknown"]
        fields = sorted(stated, key=lambda each: each.label.row.label != "E.O.")
        if not fields:
            return None
        reading = Reading(self._lines, [index for each in fields for index in each.indices])
        order = executive_order.read(
            reading,
            (0, len(reading.text)),
            dtg.time if dtg else None,
            level.level if level else "",
            self._findings,
        )
        for reading, _ in self._values("Classified By"):
            by = Text(text=reading.text.strip(), span=reading.span(0, len(reading.text)))
            order = executive_order.with_classifier(order, by)
        return order

    def _tags(self, year: int) -> tuple[Tag, ...]:
        return tuple(
            each
            for reading, start in self._values("TAGS")
            for each in tags.read(reading, start, len(reading.text), year, self._findings)
        )

    def _subject(self) -> Subject | None:
        for reading, start in self._values("Subject"):
            return subject.read(reading, start, len(reading.text))
        return None

    def _references(self, own: references.Own) -> tuple[Reference, ...]:
        return tuple(
            each
            for reading, start in self._values("Reference")
            for each in references.read(reading, start, own, self._findings)
        )

    def _signature(self) -> Text | None:
        for reading, start in self._values("Signature"):
            words = reading.text[start:].strip()
            at = _skip(reading.text, start)
            if words:
                return Text(text=" ".join(words.split()), span=reading.span(at, at + len(words)))
        return None


def _level_of(words: str) -> Level | None:
    if words in {"SBU", "SENSITIVE BUT UNCLASSIFIED"}:
        return "SBU"
    return markings.banner(words)


def _captions(reading: Reading, start: int) -> list[Caption]:
    """Read the captions of a field; words that no table has are kept as unknown."""
    text = reading.text[start:].replace("\n", ",")
    if found := markings.captions(text):
        return [each.record(reading.span(start + each.start, start + each.end)) for each in found]
    if text.strip() in NOTHING:
        return []
    parts = markings.CAPTION_PARTS.finditer(text)
    return [each for part in parts for each in _caption(reading, start + part.start(), part[0])]


def _caption(reading: Reading, start: int, part: str) -> list[Caption]:
    if found := markings.captions(part):
        return [each.record(reading.span(start + each.start, start + each.end)) for each in found]
    words, start = part.strip(), _skip(reading.text, start)
    if not words:
        return []
    span = reading.span(start, start + len(words))
    return [Caption(caption=" ".join(words.split()), kind="unknown", span=span)]


def _passings(reading: Reading, start: int) -> list[PassLine]:
    words = reading.text[start:].replace("\n", " ")

    def place(begin: int, end: int) -> Span:
        return reading.span(start + begin, start + end)

    whole = PassLine(place="", verb="FOR", recipient=words, span=place(0, len(words)))
    return pass_lines.several(words, place) or ([whole] if words else [])


def _skip(text: str, start: int) -> int:
    return len(text) - len(text[start:].lstrip())


def _breaks(lines: Lines, content: Sequence[int]) -> dict[int, Span]:
    """Return where pages or gaps broke the text, by the first line with characters behind."""
    found: dict[int, Span] = {}
    visible = [index for index in content if lines.texts[index]]
    for above, below in pairwise(visible):
        if not OF_THE_RELEASE.isdisjoint(lines.kinds[above + 1 : below]):
            found[below] = Span(lines.starts[above + 1], lines.starts[below])
    return found
