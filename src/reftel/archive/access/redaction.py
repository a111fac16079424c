"""A telegram as a reader may see it: a pure function of what he may read.

The record of a reader who may not read all is made anew from the pieces that he may read; its
places count characters of the text so made. Nothing in it, neither a place nor a number of
paragraphs, depends on what was left out.
"""

from collections.abc import Callable

from msgspec.structs import replace

from reftel.archive.access.labels import Label
from reftel.archive.access.marking import Labels
from reftel.core.span import Span
from reftel.telegram.model import Citation, Paragraph, Passage, PortionMark, Subject, Telegram

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
        numbers = [at for at, each in enumerate(self._labels.paragraphs) if self._reads(each)]
        new = {old_at: at for at, old_at in enumerate(numbers)}
        paragraphs = tuple(self._paragraph(old.paragraphs[at]) for at in numbers)
        return Telegram(
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
            passages=tuple(self._passages(new)),
            citations=tuple(self._citations(new, paragraphs)),
        )

    def _put(self, words: str) -> Span:
        """Add a line of words; return where they stand."""
        self._text += GAP if self._text else ""
        start = len(self._text)
        self._text += words
        return Span(start, len(self._text))

    def _subject(self, subject: Subject | None) -> Subject | None:
        if subject is None or not self._reads(self._labels.subject):
            return None
        span = self._put(subject.text)
        return replace(subject, span=span, mark=_mark(subject.mark, span))

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

    def _passages(self, new: dict[int, int]) -> list[Passage]:
        """Return those of which every paragraph may be read."""
        whole = [
            each
            for each in self._telegram.passages
            if all(at in new for at in range(each.first, each.last + 1))
        ]
        return [
            replace(each, first=new[each.first], last=new[each.last], span=Span(0, 0))
            for each in whole
        ]

    def _citations(self, new: dict[int, int], paragraphs: tuple[Paragraph, ...]) -> list[Citation]:
        """Return those of the paragraphs; what letters mean stands in the list of references."""
        return [
            replace(
                each,
                paragraph=new[each.paragraph],
                targets=each.targets if each.kind == "telegram" else (),
                span=paragraphs[new[each.paragraph]].span,
            )
            for each in self._telegram.citations
            if each.paragraph in new
        ]


def _time(telegram: Telegram) -> str:
    sent = telegram.sent
    return f"{sent:%d%H%MZ %b %y}".upper() if sent else ""


def _mark(mark: PortionMark | None, span: Span) -> PortionMark | None:
    return mark and replace(mark, span=Span(span.start, span.start))
