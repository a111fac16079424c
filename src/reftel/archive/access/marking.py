"""From the markings of a telegram to the labels of its pieces.

A portion mark labels its paragraph; what carries none takes the highest; what could not be parsed
is closed. Handling captions and channels (NODIS, ROGER CHANNEL) close the whole telegram, control
marks (NOFORN, ORCON) the text that carries them and all that is unmarked.
Source: 32 CFR 2001.23 for portion marks; 5 FAH-2 H-250 for captions.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reftel.archive.access import traces
from reftel.archive.access.labels import CLOSED, UNREADABLE, Label, join
from reftel.telegram.markings import ranks
from reftel.telegram.model import Paragraph, PortionMark, Telegram


class Labels(NamedTuple):
    """The labels of a telegram's pieces.

    rest: of all that is neither subject nor paragraph: addressees, TAGS, references, signature …
    subject: as rest where there is none. paragraphs: one each, in order.
    """

    rest: Label
    subject: Label
    paragraphs: tuple[Label, ...]

    @property
    def pieces(self) -> tuple[Label, ...]:
        """The different labels, in the order in which they come."""
        return tuple(dict.fromkeys((self.rest, self.subject, *self.paragraphs)))


def labels(telegram: Telegram) -> Labels:
    """Return the labels of a telegram's pieces, by its markings alone.

    A mark that is printed counts wherever it stands: see `traces`.
    """
    outside = _outside(telegram)
    captions = traces.captions(outside)
    handling = join([*_handling(telegram), Label(needs=captions.needs)])
    own = [_paragraph(each, handling) for each in telegram.paragraphs]
    subject = telegram.subject
    subject_label = handling.join(traces.marks(subject.text)) if subject else handling
    if subject and subject.mark:
        subject_label = subject_label.join(_marked(subject.mark))
    printed = join([_overall(telegram), traces.marks(outside), captions, *_controls(telegram)])
    whole = join([handling, printed, subject_label, *own])
    found = Labels(
        rest=whole if not _has_unread(telegram) else whole.join(Label(needs=(CLOSED,))),
        subject=subject_label if subject and subject.mark else whole,
        paragraphs=tuple(
            whole if _is_unsure(telegram, at) else label for at, label in enumerate(own)
        ),
    )
    return found if telegram.identity and telegram.identity.is_whole else _as_one(found)


def _as_one(found: Labels) -> Labels:
    """Return the highest for all pieces.

    A telegram without number is known by its words: who may not read all of them would see its
    name change with those that he may not.
    """
    highest = join(found.pieces)
    return Labels(highest, highest, (highest,) * len(found.paragraphs))


def _outside(telegram: Telegram) -> str:
    """Return the text without subject, paragraphs and the telegrams referred to."""
    spans = [each.span for each in (*telegram.paragraphs, *telegram.references)]
    if telegram.subject:
        spans.append(telegram.subject.span)
    kept: list[str] = []
    done = 0
    for span in sorted(spans):
        kept.append(telegram.text[done : span.start])
        done = max(done, span.end)
    return "\n".join([*kept, telegram.text[done:]])


def _overall(telegram: Telegram) -> Label:
    """Return the level that the telegram prints; closed where it prints none."""
    line = telegram.classification
    return UNREADABLE if line is None else Label(ranks()[line.level])


def _has_unread(telegram: Telegram) -> bool:
    """Whether something with letters or figures was read as nothing."""
    text = telegram.text
    return any(any(map(str.isalnum, text[each.start : each.end])) for each in telegram.unread)


def _paragraph(paragraph: Paragraph, handling: Label) -> Label:
    """Return what the marks of a paragraph ask for, its own and others in its text."""
    heading = paragraph.heading.text if paragraph.heading else ""
    inside = traces.marks(f"{heading}\n{paragraph.text}")
    own = _marked(paragraph.mark) if paragraph.mark else Label()
    if paragraph.level_ground == "entire text" and paragraph.level:
        own = own.join(Label(ranks()[paragraph.level]))
    return join([handling, own, inside])


def _is_unsure(telegram: Telegram, at: int) -> bool:
    """Whether a paragraph has no mark of its own, or may hold what is not its own."""
    paragraph = telegram.paragraphs[at]
    if paragraph.mark is None or "ENTIRE" in paragraph.mark.printed.upper():
        return True
    behind = telegram.paragraphs[at + 1] if at + 1 < len(telegram.paragraphs) else None
    numbers = (paragraph.number, behind.number if behind else None)
    has_gap = None not in numbers and numbers != (paragraph.number, (paragraph.number or 0) + 1)
    return has_gap or traces.begins_another(paragraph.text)


def _marked(mark: PortionMark) -> Label:
    controls = map(traces.control, mark.controls)
    return join([Label(ranks()[mark.level]), traces.marks(mark.printed), *controls])


def _handling(telegram: Telegram) -> Iterator[Label]:
    """Yield what captions ask for that close the whole telegram."""
    for each in telegram.captions:
        row = traces.rows().get(each.caption)
        if row is None:
            yield traces.SHUT
        elif row.guards == "need":
            yield traces.guarded(row)


def _controls(telegram: Telegram) -> Iterable[Label]:
    """Yield what captions ask for that close the unmarked text alone."""
    rows = (traces.rows().get(each.caption) for each in telegram.captions)
    return (traces.guarded(row) for row in rows if row and row.guards != "need")
