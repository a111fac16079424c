"""A telegram as a reader may see it: a pure function of what he may read.

The record of a reader who may not read all is made anew from the pieces that he may read; its
places count characters of the text so made. Nothing in it, neither a place nor a number of
paragraphs, depends on what was left out: passages and citations are looked for anew.
"""

from collections.abc import Callable

from msgspec.structs import replace

from reftel.archive.access.labels import Label
from reftel.archive.access.marking import Labels
from reftel.core.span import Span
from reftel.telegram.hyphens import in_one_line
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.model import Paragraph, PortionMark, Subject, Telegram
from reftel.telegram.passages import passages
from reftel.telegram.posts import squeezed
from reftel.telegram.references.cited import citations
from reftel.telegram.references.meaning import NOBODY, Own

Reads = Callable[[Label], bool]
GAP = "\n\n"


def seen(telegram: Telegram, labels: Labels, reads: Reads) -> Telegram | None:
    """Return the telegram as far as it may be read; None where no piece may.

    Of a telegram of which a piece may be read, number, date and sender may be, too.
    """
    if all(map(reads, labels.pieces)):
        return telegram
    if not any(map(reads, labels.pieces)):
        return None
    return _Page(telegram, labels, reads).record()


class _Page:
    """The text of what may be read while it grows."""

    def __init__(self, telegram: Telegram, labels: Labels, reads: Reads) -> None:
        self._telegram = telegram
        self._labels = labels
        self._reads = reads
        self._text = ""

    def record(self) -> Telegram:
        """Return the record of what may be read."""
        old = self._telegram
        identity = old.identity and replace(
            old.identity,
            span=self._put(old.identity.mrn),
            section=None,
            second_numbers=(),
            number_ground="document number",
        )
        dtg = old.dtg and replace(old.dtg, span=self._put(_time(old)), signals=(), letters="")
        dateline = old.dateline and replace(old.dateline, span=self._put(old.dateline.printed))
        sender = old.originator
        originator = sender and replace(
            sender, span=self._put(f"FM {sender.name}"), offices=(), routing=""
        )
        subject = self._subject(old.subject)
        labelled = zip(old.paragraphs, self._labels.paragraphs, strict=True)
        paragraphs = tuple(self._paragraph(each) for each, label in labelled if self._reads(label))
        record = Telegram(
            text=self._text,
            encoding="str",
            dialect=old.dialect,
            blocks=(),
            identity=identity,
            dtg=dtg,
            dateline=dateline,
            originator=originator,
            subject=subject,
            paragraphs=paragraphs,
        )
        return _found_again(record)

    def _put(self, words: str) -> Span:
        """Add a line of words; return where they stand."""
        self._text += GAP if self._text else ""
        start = len(self._text)
        self._text += words
        return Span(start, len(self._text))

    def _subject(self, subject: Subject | None) -> Subject | None:
        if subject is None or not self._reads(self._labels.subject):
            return None
        words = subject_alone(self._telegram)
        span = self._put(words)
        return replace(subject, text=words, span=span, mark=_mark(subject.mark, span))

    def _paragraph(self, old: Paragraph) -> Paragraph:
        number = f"{old.number}. " if old.number is not None else ""
        mark = f"{old.mark.printed} " if old.mark else ""
        span = self._put(f"{number}{mark}{old.text}")
        heading = old.heading and replace(old.heading, span=Span(span.start, span.start))
        return replace(
            old,
            span=span,
            mark=_mark(old.mark, span),
            heading=heading if old.mark is None else None,
            level=old.level if old.mark else None,
            level_ground=old.level_ground if old.mark else "none",
        )


def subject_alone(telegram: Telegram) -> str:
    """Return the subject in one line, its hyphens judged by its own words.

    The reader judges whether a hyphen at a line's end belongs to a word by all words of the
    telegram, of which some may not be read.
    """
    subject = telegram.subject
    if subject is None:
        return ""
    printed = subject.span.of(telegram.text)
    if subject.mark:
        printed = printed.replace(subject.mark.printed, "", 1)
    alone = in_one_line(printed)
    is_that = squeezed(alone) == squeezed(subject.text)
    return alone if is_that else subject.text


def _found_again(record: Telegram) -> Telegram:
    """Return a record with the passages and citations that its own text has."""
    lines = Lines(record.text)
    reading = Reading(lines, range(len(lines.texts)))
    bounds = [
        (
            reading.row_starts[record.text.count("\n", 0, each.span.start)],
            reading.behind(each.span),
        )
        for each in record.paragraphs
    ]
    own = record.identity
    known = Own(record.sent, own.post, own.number) if own else NOBODY
    return replace(
        record,
        passages=passages(reading, bounds),
        citations=citations(reading, (), bounds, known),
    )


def _time(telegram: Telegram) -> str:
    sent = telegram.sent
    return f"{sent:%d%H%MZ %b %y}".upper() if sent else ""


def _mark(mark: PortionMark | None, span: Span) -> PortionMark | None:
    return mark and replace(mark, span=Span(span.start, span.start))
