"""Telegrams and the references between them, as a reader may know of them."""

from datetime import datetime

from reftel.telegram.model import Record


class Node(Record, frozen=True, kw_only=True):
    """A telegram in the graph. name: its number. id: its public id, "" of one that is not held."""

    name: str
    id: str = ""
    held: bool = False
    sent: datetime | None = None
    sender: str = ""
    subject: str = ""


class Link(Record, frozen=True, kw_only=True):
    """A reference from one telegram to another.

    letter: of the entry in the list of references, "" without one. likelihood: 0 to 1, that this
    target is meant. sent: when the source was.
    """

    source: str
    target: str
    letter: str = ""
    likelihood: float = 1.0
    sent: datetime | None = None
