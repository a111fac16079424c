"""What every record is made of."""

from typing import Literal

import msgspec

from reftel.core.span import Span
from reftel.tables.rows import Dialect, Level

PrecedenceWord = Literal[
    "EMERGENCY COMMAND", "FLASH", "NIACT IMMEDIATE", "IMMEDIATE", "PRIORITY", "ROUTINE", "DEFERRED"
]
__all__ = ["Dialect", "Level", "Located", "PrecedenceWord", "Record", "Text"]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """A frozen record; fields that hold their default are left out of its JSON."""


class Located(Record, frozen=True, kw_only=True):
    """A record that stands in one place of the original text."""

    span: Span


class Text(Located, frozen=True, kw_only=True):
    """Words as the telegram prints them."""

    text: str
