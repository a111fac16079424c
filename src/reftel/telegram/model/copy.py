"""Facts of the copy: the archives' attributes, repairs, and what every line is."""

from datetime import date as Date  # noqa: N812 - fields are called `date`
from typing import Literal

from reftel.telegram.model.base import Located

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
]


class Attribute(Located, frozen=True, kw_only=True):
    """One `Key: value` of the National Archives' record.

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

    kind: "unread" for lines that nothing claimed, "blank" for lines without characters.
    """

    kind: str
