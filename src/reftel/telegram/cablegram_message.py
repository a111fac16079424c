"""An Australian cablegram: heading, text, and what an edition puts around them."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from reftel.core.span import Span
from reftel.telegram import cablegram_references, page_marks, passages, posts, services, titles
from reftel.telegram.cablegram_head import ADDRESSED, REF, Number, dateline, number
from reftel.telegram.closing import closing
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.message import running_text
from reftel.telegram.model import (
    Addressee,
    Caption,
    Classification,
    Dateline,
    Edition,
    Footnote,
    Identity,
    Originator,
    PrecedenceWord,
    Reference,
    SourceNote,
    Subject,
    Telegram,
    Text,
)
from reftel.telegram.series import OwnNumber, of_post
from reftel.telegram.services import HeadWord

# `242 Evatt to Makin`, `Department of External Affairs to Australian Delegation, United Nations`.
HEADING = re.compile(
    r"\s{0,12}(?:(?P<number>\d{1,4})\s{1,8})?(?P<from>[A-Z][^\n]{1,90}?)\s{1,2}(?:to|TO)\s{1,2}(?P<to>[A-Z].{1,120})$"
)
LONGEST_DATELINE = 9  # words
DOCUMENT = re.compile(r"\s{0,12}\d{1,4}$")
SOURCE = re.compile(
    r"\s{0,12}\[(?P<archive>[A-Z][A-Za-z .]{1,40}?)\s{0,2}:\s{0,2}(?P<file>[^\[\]]{3,160})\]$"
)
FOOTNOTE = re.compile(r"\s{0,8}\[?(?P<label>\d{1,2})\]?\s{1,4}(?P<text>[A-Z'\"].*)$")
ABOVE = 4  # visible lines of an edition above the number


class _Head:
    """What the lines of a heading say; `stop` is the position behind them."""

    def __init__(self) -> None:
        self.stop = 0
        self.number: Number | None = None
        self.index = -1
        self.dateline: Dateline | None = None
        self.words: list[tuple[int, int, HeadWord]] = []  # line, where its words begin, word
        self.reference_lines: list[int] = []
        self.heading: re.Match[str] | None = None
        self.heading_index = -1
        self.document = ""
        self.to: tuple[str, Span] | None = None


def message(copy: Copy, number_line: int) -> Telegram:
    """Return the record of the cablegram whose number stands in that line."""
    lines, findings = copy.lines, copy.findings
    furniture = page_marks.furniture(lines, "cablegram")
    content = furniture.content
    head = _HeadReader(lines, content, findings).read(number_line)
    rest, source, footnotes = _edition_end(lines, content[head.stop :])
    level, captions, precedences = _markings(lines, head, findings)
    originator, addressees = _parties(lines, head)
    own = _identity(lines, head, findings)
    known = _own(own, head, addressees)
    title, rest = _title(lines, rest)
    size, signature, notes = closing(lines, rest, findings)
    text = running_text(lines, rest[:size], furniture.breaks, level, signature)
    return Telegram(
        text=copy.text,
        encoding=copy.encoding,
        dialect="cablegram",
        identity=own,
        precedences=precedences,
        dateline=head.dateline,
        originator=originator,
        addressees=addressees,
        classification=level,
        captions=captions,
        subject=title,
        references=_references(lines, head, text.reading, known),
        paragraphs=text.paragraphs,
        passages=passages.passages(text.reading, text.bounds),
        signature=signature,
        notes=notes,
        end_marks=tuple(furniture.end_marks),
        banners=tuple(furniture.banners),
        edition=_edition(lines, head, source, footnotes),
        repairs=tuple(sorted([*lines.repairs, *text.repairs], key=lambda each: each.span)),
        blocks=lines.blocks(),
    )


class _HeadReader:
    """Reads a heading around the line of its number, and claims its lines."""

    def __init__(self, lines: Lines, content: Sequence[int], findings: Findings) -> None:
        self._lines = lines
        self._content = content
        self._findings = findings
        self._head = _Head()

    def read(self, number_line: int) -> _Head:
        """Read what stands above the number, its line, and what of the heading is below."""
        at = self._content.index(number_line)
        self._above(at)
        self._number(number_line)
        at += 1
        while at < len(self._content):
            index = self._content[at]
            if self._lines.texts[index]:
                if not self._line(index):
                    break
                self._head.stop = at + 1
            at += 1
        self._head.stop = max(self._head.stop, self._content.index(number_line) + 1)
        if self._head.dateline is None:
            span = self._lines.span(number_line)
            self._findings.add("T058", span, "no place and day beside the number; both expected")
        return self._head

    def _above(self, at: int) -> None:
        visible = [each for each in self._content[:at] if self._lines.texts[each]]
        for index in visible[-ABOVE:]:
            text = self._lines.texts[index]
            if self._line(index):
                continue
            if DOCUMENT.match(text):
                self._head.document = text.strip()
            elif match := HEADING.match(text):
                self._head.heading, self._head.heading_index = match, index
                self._head.document = match["number"] or self._head.document
            else:
                continue
            self._lines.claim(index, "edition")

    def _number(self, index: int) -> None:
        text = self._lines.texts[index]
        found = number(text)
        self._lines.claim(index, "heading")
        if found is None:
            return
        self._head.number, self._head.index = found, index
        rest = text[found.rest :]
        blanks = len(rest) - len(rest.lstrip())
        span = self._lines.span(index, found.rest + blanks)
        if line := dateline(rest, span):
            self._head.dateline = line
        elif words := services.words("cablegram", rest):
            self._head.words += [(index, found.rest, word) for word in words]

    def _line(self, index: int) -> bool:
        """Read a line of the heading other than the number's; False where it is none."""
        text, head = self._lines.texts[index], self._head
        if match := ADDRESSED.match(text):
            head.to = (match["to"].strip(), self._lines.span(index, *match.span("to")))
            kind = "addressee"
        elif words := services.words("cablegram", text):
            head.words += [(index, 0, word) for word in words]
            kind = "classification"
        elif REF.match(text):
            head.reference_lines.append(index)
            kind = "references"
        elif head.dateline is None and _is_dateline(text):
            head.dateline = dateline(text, self._lines.words(index).span)
            kind = "heading"
        else:
            return False
        self._lines.claim(index, kind)
        return True


def _is_dateline(text: str) -> bool:
    """Whether a line is place, day and perhaps time, and no sentence that holds a date."""
    found = dateline(text, Span(0, 0))
    return bool(found and found.place and len(text.split()) <= LONGEST_DATELINE)


def _markings(
    lines: Lines, head: _Head, findings: Findings
) -> tuple[Classification | None, tuple[Caption, ...], tuple[PrecedenceWord, ...]]:
    level: Classification | None = None
    captions: list[Caption] = []
    precedences: list[PrecedenceWord] = []
    for index, start, word in head.words:
        row = word.row
        span = lines.span(index, start + word.start, start + word.end)
        if word.garbled:
            findings.add("T053", span, f"{word.garbled} read as {row.word}")
        if row.kind == "level" and level is None:
            printed = lines.texts[index][start + word.start : start + word.end]
            level = Classification(level=services.level(row), printed=printed, span=span)
            _note_era(word, head, span, findings)
        elif row.kind == "caption":
            captions.append(word.caption(span))
        elif row.kind == "precedence":
            precedences.append(services.precedence(row))
            if row.meant != row.word:
                message = f"{row.word} read as {row.meant}, the nearest of the record's words"
                findings.add("T056", span, message)
    return level, tuple(captions), tuple(dict.fromkeys(precedences))


def _note_era(word: HeadWord, head: _Head, span: Span, findings: Findings) -> None:
    day, row = head.dateline.date if head.dateline else None, word.row
    if day and row.until and day.year > row.until:
        message = f"{row.word} in {day.year}; in use up to {row.until} only"
        findings.add("T059", span, message)


def _parties(lines: Lines, head: _Head) -> tuple[Originator | None, tuple[Addressee, ...]]:
    """Return sender and addressee: of the edition's heading, else place and `CABLEGRAM TO`."""
    sender: Originator | None = None
    to: tuple[str, Span, bool] | None = (*head.to, True) if head.to else None
    post = _post(head)
    if head.heading:
        name, span = _named(lines, head, "from")
        sender = Originator(name=name, post=services.known("cablegram", name) or post, span=span)
        to = to or (*_named(lines, head, "to"), False)
    elif head.dateline and head.dateline.place:
        sender = Originator(name=head.dateline.place, post=post, span=head.dateline.span)
    return sender, (_addressee(*to),) if to else ()


def _named(lines: Lines, head: _Head, group: str) -> tuple[str, Span]:
    """Return the words of the edition's heading, `A to B`, and where they stand."""
    assert head.heading is not None
    name = head.heading[group].rstrip()
    start = head.heading.start(group)
    return name, lines.span(head.heading_index, start, start + len(name))


def _post(head: _Head) -> str:
    """Return from where it was sent: the place of the dateline, else the code of the number."""
    if head.dateline and head.dateline.place:
        return services.canonical("cablegram", head.dateline.place)
    return services.coded(head.number.letters) if head.number else ""


def _addressee(name: str, span: Span, is_post: bool) -> Addressee:
    """Make the record; the heading of an edition may name a person, who is no post."""
    post = services.known("cablegram", name) or (posts.squeezed(name) if is_post else "")
    return Addressee(
        role="action", kind="post" if post else "other", name=name, post=post, span=span
    )


def _identity(lines: Lines, head: _Head, findings: Findings) -> Identity | None:
    found = head.number
    if found is None or not found.number:
        return None
    span = lines.span(head.index, found.start, found.end)
    post = _post(head)
    coded = services.coded(found.letters) if found.way == "O" else ""
    if coded and coded != post:
        message = f"number {found.printed} is of {coded}; the dateline says {post}"
        findings.add("T057", span, message)
    year = head.dateline.date.year if head.dateline and head.dateline.date else 0
    return Identity(
        mrn=of_post(year, post, found.series, found.number),
        year=year,
        post=post,
        number=found.number,
        printed=found.printed,
        number_ground="heading",
        year_ground="dateline" if year else "none",
        span=span,
    )


def _own(own: Identity | None, head: _Head, addressees: Sequence[Addressee]) -> OwnNumber:
    day = head.dateline.date if head.dateline else None
    return OwnNumber(
        moment=datetime.combine(day, time(), tzinfo=UTC) if day else None,
        ground="dateline",
        post=_post(head),
        other=addressees[0].post if addressees else "",
        number=own.number if own else 0,
        letters=head.number.series if head.number else "",
    )


def _references(lines: Lines, head: _Head, text: Reading, own: OwnNumber) -> tuple[Reference, ...]:
    above = Reading(lines, head.reference_lines)
    found = (*cablegram_references.listed(above, own), *cablegram_references.read(text, own))
    once: dict[str, Reference] = {}
    for each in found:
        once.setdefault(each.target or each.text, each)
    return tuple(once.values())


def _title(lines: Lines, content: Sequence[int]) -> tuple[Subject | None, Sequence[int]]:
    """Return the words set apart above the text, and the lines of the text below them."""
    first = next((at for at, index in enumerate(content) if lines.texts[index]), 0)
    size = titles.height(lines, content[first:])
    if not size or cablegram_references.heads(lines.texts[content[first]]):
        return None, content
    indices = content[first : first + size]
    for index in indices:
        lines.claim(index, "subject")
    return titles.subject(lines, indices), content[first + size :]


def _edition_end(
    lines: Lines, content: Sequence[int]
) -> tuple[Sequence[int], Text | None, tuple[Footnote, ...]]:
    """Return the lines of the text, the source in brackets, and the footnotes below that."""
    at = next((n for n, index in enumerate(content) if SOURCE.match(lines.texts[index])), None)
    if at is None:
        return content, None, ()
    source = lines.words(content[at])
    lines.claim(content[at], "source note")
    return content[:at], source, tuple(_footnotes(lines, content[at + 1 :]))


def _footnotes(lines: Lines, content: Sequence[int]) -> Iterator[Footnote]:
    """Yield the footnotes; a line without label goes on with the one above."""
    runs: list[list[int]] = []
    for index in content:
        text = lines.texts[index]
        if FOOTNOTE.match(text):
            runs.append([index])
        elif text and runs:
            runs[-1].append(index)
    for run in runs:
        reading = Reading(lines, run)
        match = FOOTNOTE.match(lines.texts[run[0]])
        if match is None:
            continue
        for index in run:
            lines.claim(index, "footnote")
        words = " ".join(reading.text[match.start("text") :].split())
        yield Footnote(label=match["label"], text=words, span=reading.span(0, len(reading.text)))


def _edition(
    lines: Lines, head: _Head, source: Text | None, footnotes: tuple[Footnote, ...]
) -> Edition | None:
    """Return what the edition adds; None where neither its heading nor its source is there."""
    if head.heading is None and source is None:
        return None
    index = head.heading_index if head.heading else head.index
    return Edition(
        volume="",
        document="",
        number=head.document,
        kind="Cablegram",
        heading=_heading(lines, head, index),
        source=_source(source) if source else None,
        footnotes=footnotes,
    )


def _heading(lines: Lines, head: _Head, index: int) -> Text:
    start = head.heading.start("from") if head.heading else 0
    return Text(text=lines.texts[index][start:].strip(), span=lines.span(index, start))


def _source(words: Text) -> SourceNote:
    match = SOURCE.match(words.text)
    assert match is not None
    return SourceNote(
        text=words.text, archive=match["archive"], file=match["file"].strip(), span=words.span
    )
