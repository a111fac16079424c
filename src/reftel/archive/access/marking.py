"""From the markings of a telegram to the labels of its pieces.

A portion mark labels its paragraph; what carries none takes the highest; what could not be parsed
is closed. Handling captions and channels (NODIS, ROGER CHANNEL) close the whole telegram, control
marks (NOFORN, ORCON) the text that carries them and all that is unmarked.
Source: 32 CFR 2001.23 for portion marks; 5 FAH-2 H-250 for captions.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from reftel.archive.access.labels import CLOSED, HIGHEST, UNREADABLE, Label, join
from reftel.tables import load
from reftel.tables.rows import CaptionRow
from reftel.telegram.markings import ranks
from reftel.telegram.model import Paragraph, PortionMark, Telegram

# Whose NOFORN it is: captions of this table are those of the United States.
OWN_NATION = "USA"
SHORT_CONTROLS = {"NF": "NOFORN", "OC": "ORCON", "PR": "PROPIN"}


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
    """Return the labels of a telegram's pieces, by its markings alone."""
    handling = join(_handling(telegram))
    marks = [*_marks(telegram)]
    whole = join([handling, _overall(telegram, marks), *_controls(telegram)])
    subject = telegram.subject
    return Labels(
        rest=whole,
        subject=_marked(subject.mark, handling) if subject and subject.mark else whole,
        paragraphs=tuple(_paragraph(each, handling, whole) for each in telegram.paragraphs),
    )


def _overall(telegram: Telegram, marks: Iterable[PortionMark]) -> Label:
    """Return the highest level that the telegram prints; closed where it prints none."""
    line = telegram.classification
    if line is None:
        return UNREADABLE
    return join([Label(ranks()[line.level]), *(_marked(each, Label()) for each in marks)])


def _marks(telegram: Telegram) -> Iterator[PortionMark]:
    if telegram.subject and telegram.subject.mark:
        yield telegram.subject.mark
    yield from (each.mark for each in telegram.paragraphs if each.mark)


def _paragraph(paragraph: Paragraph, handling: Label, whole: Label) -> Label:
    if paragraph.mark is not None:
        return _marked(paragraph.mark, handling)
    if paragraph.level_ground == "entire text" and paragraph.level:
        return whole.join(Label(ranks()[paragraph.level]))
    return whole


def _marked(mark: PortionMark, handling: Label) -> Label:
    controls = (_control(each) for each in mark.controls)
    return join([handling, Label(ranks()[mark.level]), *controls])


def _control(printed: str) -> Label:
    """Return what a control mark behind a portion's level asks for; closed where unknown."""
    words = printed.replace(",", " ").split()
    if words[:1] == ["REL"]:
        return Label(nations=tuple(sorted({*words[1:]} - {"TO"})))
    name = SHORT_CONTROLS.get(printed, printed)
    row = _rows().get(name)
    return Label(needs=(CLOSED,)) if row is None else _guarded(row)


def _handling(telegram: Telegram) -> Iterator[Label]:
    """Yield what captions ask for that close the whole telegram."""
    for each in telegram.captions:
        row = _rows().get(each.caption)
        if row is None:
            yield Label(HIGHEST, (CLOSED,))
        elif row.guards == "need":
            yield _guarded(row)


def _controls(telegram: Telegram) -> Iterator[Label]:
    """Yield what captions ask for that close the unmarked text alone."""
    rows = (_rows().get(each.caption) for each in telegram.captions)
    yield from (_guarded(row) for row in rows if row and row.guards != "need")


def _guarded(row: CaptionRow) -> Label:
    if row.guards in {"need", "control"}:
        return Label(needs=(row.caption,))
    if row.guards == "nation":
        return Label(nations=(OWN_NATION,))
    if row.guards == "release":
        # The nations behind it are not read from a caption line: nobody is sure to be among them.
        return Label(needs=(CLOSED,))
    return Label() if row.guards == "open" else Label(ranks()[row.guards])


@cache
def _rows() -> dict[str, CaptionRow]:
    return {row.caption: row for row in load.captions()}
