"""Facts of the copy: attributes and covers, release, e-mails, gaps, repairs, blocks."""

from datetime import date as Date  # noqa: N812 - fields are called `date`
from typing import Literal

from reftel.telegram.model.base import Located, Text

Agreement = Literal["agrees", "differs", "cut", "silent", ""]
RepairKind = Literal[
    "link markup",
    "bullet",
    "pilcrow",
    "entity",
    "space",
    "page furniture",
    "hyphenation",
    "line end",
    "markup",
    "margin",
]
RedactionKind = Literal["exemption", "withheld", "omitted"]


class Attribute(Located, frozen=True, kw_only=True):
    """One `Key: value` of a record that goes with the telegram and is not the telegram.

    The National Archives' attributes; the cover that SMART put later before an older telegram;
    fields of a SMART telegram for which the record has no place of its own.

    words: None for n/a, empty and dummy dates; whole numbers and lists are typed as such, and
    a date stands in `date`; `value` is whichever there is. agreement: with what the text
    says: "agrees", "differs", "cut" (the attribute is a beginning of the text's value, or runs
    on into it), "silent" (the text has no such thing), "" where there is nothing to compare.
    """

    key: str
    printed: str
    words: str | int | tuple[str, ...] | None = None
    date: Date | None = None
    known: bool = True
    agreement: Agreement = ""

    @property
    def value(self) -> str | int | tuple[str, ...] | Date | None:
        """The typed value, or None."""
        return self.words if self.date is None else self.date


class Repair(Located, frozen=True, kw_only=True):
    """What was read in place of what stands there; `text` may be empty."""

    kind: RepairKind
    text: str


class Block(Located, frozen=True, kw_only=True):
    """A run of lines with one meaning; a telegram's blocks tile its text.

    kind: "unread" for lines that nothing claimed, "blank" for lines without characters, "markup"
    for lines of tags alone.
    """

    kind: str


class Release(Located, frozen=True, kw_only=True):
    """What the release printed on every page, once: the span is that of the first such line.

    case: F-2014-20439. document: C05780489. level: what the copy now is. date: of the release.
    decision: RELEASE IN PART, in full words of the stamp. exemptions: B6, 1.4(D), as they stand
    in the stamp.
    """

    case: str = ""
    document: str = ""
    level: str = ""
    date: Date | None = None
    decision: str = ""
    exemptions: tuple[str, ...] = ()


class Email(Located, frozen=True, kw_only=True):
    """One e-mail of the chain that carried the telegram, the outermost first.

    sender, sent, to, cc, subject, attachments: as printed. note: what its writer added, if
    anything.
    """

    sender: str
    sent: str = ""
    to: str = ""
    cc: str = ""
    subject: str = ""
    attachments: str = ""
    note: Text | None = None


class Redaction(Located, frozen=True, kw_only=True):
    """A place where something was taken out; what stood there is not guessed.

    kind: "exemption" for a code of the Freedom of Information Act in the margin or in the gap,
    "withheld" for words of an editor, "omitted" for what an editor left out of his own choice.
    printed: as it stands. exemption: the code, "B6".
    amount: "1 line", where the words say how much.
    """

    kind: RedactionKind
    printed: str
    exemption: str = ""
    amount: str = ""
