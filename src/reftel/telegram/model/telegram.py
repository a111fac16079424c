"""The whole record of one telegram."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from reftel.core.diagnostic import Diagnostic
from reftel.core.span import Span
from reftel.telegram.model.base import Dialect, PrecedenceWord, Record, Text
from reftel.telegram.model.copy import Attribute, Block, Email, Redaction, Release, Repair
from reftel.telegram.model.edition import Edition
from reftel.telegram.model.heading import (
    Addressee,
    Dateline,
    DateTimeGroup,
    Distribution,
    Identity,
    Officer,
    Originator,
    PageLine,
    RelayCounter,
    Section,
    Transmission,
)
from reftel.telegram.model.text import Citation, Paragraph, Passage
from reftel.telegram.model.text_head import (
    Caption,
    Classification,
    ExecutiveOrder,
    PassLine,
    Reference,
    Subject,
    Tag,
)

if TYPE_CHECKING:
    from reftel.telegram.writing import Target, Written


class Telegram(Record, frozen=True, kw_only=True):
    """A telegram as read from one copy. See `reftel.read`.

    text: the whole of the copy, nothing changed. encoding: what gives its bytes back; "str" for
    a text. dialect: the layout; "unknown" is read no further. precedences: the action's, then
    that of the information addressees. signature: the name below the text. notes: lines behind
    the signature. end_marks: NNNN and its like. stamps: what the release put on the copy.
    banners: the classification at a page's top and foot. dateline: where and when an edition or a
    heading says that it was sent. release, emails, redactions, edition: of the copy.
    """

    text: str
    encoding: str
    dialect: Dialect
    blocks: tuple[Block, ...]
    identity: Identity | None = None
    transmission: Transmission | None = None
    precedences: tuple[PrecedenceWord, ...] = ()
    dtg: DateTimeGroup | None = None
    dateline: Dateline | None = None
    originator: Originator | None = None
    addressees: tuple[Addressee, ...] = ()
    distribution: Distribution | None = None
    relay: RelayCounter | None = None
    officers: tuple[Officer, ...] = ()
    pages: tuple[PageLine, ...] = ()
    sections: tuple[Section, ...] = ()
    classification: Classification | None = None
    captions: tuple[Caption, ...] = ()
    pass_lines: tuple[PassLine, ...] = ()
    executive_order: ExecutiveOrder | None = None
    tags: tuple[Tag, ...] = ()
    subject: Subject | None = None
    references: tuple[Reference, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    passages: tuple[Passage, ...] = ()
    citations: tuple[Citation, ...] = ()
    signature: Text | None = None
    notes: tuple[Text, ...] = ()
    end_marks: tuple[Text, ...] = ()
    stamps: tuple[Text, ...] = ()
    banners: tuple[Text, ...] = ()
    release: Release | None = None
    emails: tuple[Email, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    edition: Edition | None = None
    attributes: tuple[Attribute, ...] = ()
    repairs: tuple[Repair, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def sent(self) -> datetime | None:
        """When it was sent, aware, UTC: by its date-time group, else by its dateline."""
        if self.dtg is not None and self.dtg.time is not None:
            return self.dtg.time
        return self.dateline.time if self.dateline is not None else None

    @property
    def day(self) -> date | None:
        """The day on which it was sent: of `sent`, UTC, else as its dateline prints it."""
        if self.sent is not None:
            return self.sent.date()
        return self.dateline.date if self.dateline is not None else None

    @property
    def action(self) -> tuple[Addressee, ...]:
        """The action addressees."""
        return tuple(each for each in self.addressees if each.role == "action")

    @property
    def info(self) -> tuple[Addressee, ...]:
        """The information addressees."""
        return tuple(each for each in self.addressees if each.role == "info")

    @property
    def exempted(self) -> tuple[Addressee, ...]:
        """The members of a collective that do not get the telegram."""
        return tuple(each for each in self.addressees if each.role == "exempted")

    @property
    def unread(self) -> tuple[Span, ...]:
        """The places that nothing claimed."""
        return tuple(each.span for each in self.blocks if each.kind == "unread")

    @property
    def coverage(self) -> float:
        """The share, 0 to 1, of the characters (blanks aside) that were claimed with meaning.

        Lines that hold tags alone are counted neither way. A text without any character is 0.
        """
        claimed = total = 0
        for block in self.blocks:
            if block.kind in {"blank", "markup"}:
                continue
            size = len("".join(block.span.of(self.text).split()))
            total += size
            if block.kind != "unread":
                claimed += size
        return claimed / total if total else 0.0

    def to_text(self, dialect: "Target" = "line") -> "Written":
        """Return the telegram in a layout: line, archives, smart, plain, markdown or tei.

        The text is a str with `lost`, the names of the fields that the layout does not hold.
        Raises ValueError for a layout that nobody writes, and for a record that is no telegram.
        """
        from reftel.telegram.writing import write  # noqa: PLC0415 - what writes needs the records

        return write(self, dialect)

    def attribute(self, key: str) -> Attribute | None:
        """Return the first attribute with that key, or None."""
        return next((each for each in self.attributes if each.key == key), None)
