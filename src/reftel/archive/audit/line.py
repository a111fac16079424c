"""One line of the audit, and its bytes."""

import os

import msgspec

from reftel.telegram.model import Record

SALT_BYTES = 12


class Given(Record, frozen=True, kw_only=True):
    """A guarded piece that was given.

    piece: "rest", "subject", or the place of a paragraph among those that the reader was given,
    from 0: its place among all would tell of those that he was not. number: as printed. figure:
    of its words, by which it is found again when it is read otherwise later.
    """

    piece: int | str
    number: int | None = None
    figure: str = ""


class Line(Record, frozen=True, kw_only=True):
    """What happened. at: ISO 8601, UTC. clearance: of the session. label: of this line.

    act: "telegram", "original", "differences", "search", "dossiers", "dossier", "cited in",
    "release", "revoke". what: the name of the telegram or dossier, the query, the act of release.
    salt: so that nobody guesses a line from its hash.
    """

    at: str
    who: str
    clearance: str
    act: str
    label: str
    what: str
    given: tuple[Given, ...] = ()
    details: dict[str, str] = msgspec.field(default_factory=dict[str, str])
    salt: str = ""

    def packed(self) -> bytes:
        """Return the bytes that are hashed and kept: JSON with the fields in a fixed order."""
        salted = msgspec.structs.replace(self, salt=os.urandom(SALT_BYTES).hex())
        return msgspec.json.encode(salted, order="deterministic")


unpacked = msgspec.json.Decoder(Line).decode


def label_of(line: bytes) -> str:
    """Return the label that a line was written with; words that are none of a broken line."""
    try:
        return unpacked(line).label
    except msgspec.MsgspecError:
        return "?"
