"""What is cited: one record, from which each style takes what it prints."""

from datetime import date as Date  # noqa: N812 - fields are called `date`

from reftel.telegram.model import Book, Record


class NoCitationError(ValueError):
    """What was asked for cannot be cited; the message says why, and what can be."""


class Holding(Record, frozen=True, kw_only=True):
    """Where the telegram is kept, from the copy itself; parts that it does not tell are empty.

    archive: U.S. National Archives. group: RG 59. group_title: General Records of the Department
    of State. collection: Central Foreign Policy Files, 1973-79. series: Electronic Telegrams.
    location: the file in an editor's words, of which the other parts are not told apart.
    case, document: of a release, F-2014-20439 and C05780489. released: its day.
    """

    archive: str = ""
    group: str = ""
    group_title: str = ""
    collection: str = ""
    series: str = ""
    location: str = ""
    case: str = ""
    document: str = ""
    released: Date | None = None


class Printing(Record, frozen=True, kw_only=True):
    """Where an edition prints it. book.title may be empty.

    document: its number there. sender, recipients: in the words of its heading, article and all,
    "the Embassy in Iran".
    """

    book: Book
    document: str = ""
    sender: str = ""
    recipients: str = ""
    url: str = ""


class Work(Record, frozen=True, kw_only=True):
    """A telegram, or a paragraph of one, as a work to cite; what is not known is empty.

    key: stable, letters, figures and `.-` only. kind: Telegram, Cablegram, Circular Telegram.
    number: as one says it, 412. sender, recipients: in words, Embassy La Paz.
    is_date_inferred: the telegram does not print the date, or only the year is known; styles
    put it in brackets. identifier: 1974LAPAZ00060 or 08CALDESSA268. film: D740137-0144.
    section: "section 1 of 2" of a copy that is not the whole telegram.
    """

    key: str
    kind: str
    number: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    date: Date | None = None
    year: int = 0
    is_date_inferred: bool = False
    section: str = ""
    identifier: str = ""
    film: str = ""
    holding: Holding = Holding()
    printing: Printing | None = None
    paragraph: int | None = None
    accessed: Date | None = None

    @property
    def name(self) -> str:
        """The kind and number: Telegram 412."""
        return f"{self.kind} {self.number}".strip()

    @property
    def pinpoint(self) -> str:
        """The paragraph: para. 3."""
        return "" if self.paragraph is None else f"para. {self.paragraph}"
