"""What an edition of telegrams adds: heading, source note, footnotes, persons and terms.

Foreign Relations of the United States (FRUS) prints telegrams as numbered documents of a volume.
"""

from datetime import datetime
from typing import Literal

from reftel.telegram.model.base import Level, Located, PrecedenceWord, Record, Text

PersonRole = Literal["from", "to", "signed", ""]


class SourceNote(Located, frozen=True, kw_only=True):
    """The note on the source, as printed, and what it says.

    archive: up to the first comma of `Source: …`. file: the rest, up to the sentence's end.
    film: number of a microfilm, D850000-0001. level, captions, precedence: of the telegram, as
    the note gives them. drafted, cleared, approved: the sentences on these. repeated: posts.
    received: as printed.
    """

    text: str
    archive: str = ""
    file: str = ""
    film: str = ""
    level: Level | None = None
    captions: tuple[str, ...] = ()
    precedence: PrecedenceWord | None = None
    drafted: str = ""
    cleared: str = ""
    approved: str = ""
    repeated: tuple[str, ...] = ()
    received: str = ""


class Footnote(Located, frozen=True, kw_only=True):
    """A footnote of the editors. label: "3". documents: ids of others that it points to.

    telegrams: canonical numbers of those that it names, where number, post and year are known.
    """

    label: str
    text: str
    documents: tuple[str, ...] = ()
    telegrams: tuple[str, ...] = ()


class Person(Located, frozen=True, kw_only=True):
    """A name in the text. key: of the volume's list, "p_MAH1", or "". role: in the heading."""

    name: str
    key: str = ""
    role: PersonRole = ""


class Term(Located, frozen=True, kw_only=True):
    """An abbreviation in the text. key: of the volume's list, "t_NEA1"."""

    name: str
    key: str = ""


class Book(Record, frozen=True, kw_only=True):
    """A volume, as its own header has it; parts that the header lacks are empty.

    title: Documents on Iran and Iraq, 1969–1972. series: Foreign Relations of the United States.
    period: the years of the subseries, 1969–1976. number: Volume E–4. editors: of this volume.
    year: of publication, 0 where it is not told.
    """

    title: str = ""
    series: str = ""
    period: str = ""
    number: str = ""
    editors: tuple[str, ...] = ()
    publisher: str = ""
    place: str = ""
    year: int = 0


class Edition(Record, frozen=True, kw_only=True):
    """A document of a volume.

    volume: frus1969-76ve04. document: d3. number: as in the heading. heading: without its notes.
    kind: "Telegram", "Circular Telegram", "Backchannel Message" …. sender, recipients: as in the
    heading, "the Embassy in Iran". earliest, latest: the bounds
    that the edition gives for its time, aware. source, summary: notes at the heading.
    book: of a document that was read in its volume; one by itself does not tell.
    """

    volume: str
    document: str
    number: str
    kind: str
    heading: Text
    sender: str = ""
    recipients: str = ""
    earliest: datetime | None = None
    latest: datetime | None = None
    source: SourceNote | None = None
    summary: Text | None = None
    footnotes: tuple[Footnote, ...] = ()
    persons: tuple[Person, ...] = ()
    terms: tuple[Term, ...] = ()
    book: Book | None = None
