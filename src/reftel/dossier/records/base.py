"""What every line of a dossier has, and what every claim has besides."""

from typing import Annotated, Literal

from msgspec import Meta

from reftel.telegram.model import Record

Filled = Annotated[str, Meta(min_length=1)]
Key = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9._-]*$")]
"""The id of a line: small letters, digits, `-`, `_`, `.`."""

Day = Annotated[str, Meta(pattern="^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")]
"""A day, a month or a year in ISO 8601, as far as it is known; "" where it is not."""

Status = Literal["proposed", "accepted", "rejected"]
"""A line that a person wrote is accepted; what a program suggests waits as proposed."""

Confidence = Literal["", "high", "medium", "low"]


class Entry(Record, frozen=True, kw_only=True):
    """One line of a table.

    note: the analyst's own words. seen: codes of warnings that he has looked at, `D108`; they are
    told no more.
    """

    note: str = ""
    seen: tuple[str, ...] = ()


class Claim(Entry, frozen=True, kw_only=True):
    """A line that says something of the world, and where that stands.

    cite: `08USUNNEWYORK303#2` is paragraph 2 of a telegram, `#subject` its subject, `#ref` its REF
    list, `#@3` its third paragraph where none is numbered; `text:draft-2#OP1` a clause of a text
    of the dossier; `see:S/RES/1810 (2008)` a source outside, which Reftel does not open.
    quote: the words there that say it, copied. coder: who entered the line.
    """

    cite: str = ""
    quote: str = ""
    status: Status = "accepted"
    confidence: Confidence = ""
    coder: str = ""
