"""A reader's session: the only door to the data of an archive."""

import sqlite3
from pathlib import Path

from reftel.archive.access.labels import Clearance
from reftel.archive.choosing import Copy
from reftel.archive.errors import ArchiveError
from reftel.archive.graph.walking import Link
from reftel.archive.sights import Sight, Sights
from reftel.telegram.model import Record, Telegram
from reftel.telegram.references.names import one_name
from reftel.telegram.series import numbered
from reftel.telegram.versions import Difference, differences, relation


class NotHeldError(ArchiveError):
    """A telegram that is not there, or that the reader may not know of: the words are the same."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not held")


class CopyFacts(Record, frozen=True, kw_only=True):
    """One copy of a telegram.

    part: its number in its original, from 0. relation: to the best copy, "best" of that itself.
    paths: where it came from, empty where the reader may not read all of the copy.
    chosen: whether a person preferred it.
    """

    number: int
    part: int
    dialect: str
    relation: str
    words: int
    findings: int
    paths: tuple[str, ...]
    chosen: bool


class Kept(Record, frozen=True, kw_only=True):
    """A telegram as a reader may see it: its best copy, and what is known of all copies.

    name: the number under which it is kept. id: its public id, the same for all readers.
    """

    name: str
    id: str
    telegram: Telegram
    copies: tuple[CopyFacts, ...]


class Session:
    """What one reader can ask of an archive; he is told nothing of what he may not read."""

    def __init__(
        self, connection: sqlite3.Connection, index: Path, clearance: Clearance, who: str
    ) -> None:
        """Open on the index of the clearance. who: for the log of what is read."""
        self._sights = Sights(connection, clearance)
        self._index = index
        self.clearance = clearance
        self.who = who

    def names(self) -> list[str]:
        """Return the names of all telegrams, sorted."""
        return [*self._sights.names()]

    def telegram(self, name: str) -> Kept:
        """Return a telegram by its number, its date-time group or its public id.

        Raises NotHeldError.
        """
        return self._kept(self._seen(name))

    def original(self, name: str, copy: int = 0) -> bytes:
        """Return the bytes that a copy was read from. copy: its number, the best one without.

        Raises NotHeldError, also where a piece of them may not be read.
        """
        copies = self._sights.copies(self._seen(name))
        data = self._sights.original(copies[copy]) if copy < len(copies) else None
        if data is None:
            raise NotHeldError(name)
        return data

    def differences(self, name: str, first: int, second: int) -> tuple[Difference, ...]:
        """Return what two copies of a telegram have in other words, by their numbers from 0.

        Raises NotHeldError.
        """
        copies = self._sights.copies(self._seen(name))
        if not all(0 <= each < len(copies) for each in (first, second)):
            raise NotHeldError(f"copy {max(first, second)} of {name}")
        return differences(copies[first].record, copies[second].record)

    def links(self, name: str) -> tuple[list[Link], list[Link]]:
        """Return what a telegram refers to, and what refers to it. Raises NotHeldError."""
        names = [self._seen(name)[0].name]
        return [*self._sights.cited_by(names)], [*self._sights.citing(names)]

    def _seen(self, name: str) -> list[Sight]:
        """Return the copies under a name; raises NotHeldError where there are none."""
        found = self._sights.named(kept_name(name)) or self._sights.public(name.strip().lower())
        if not found:
            names = self._sights.aliased(one_name(name))
            if len(names) > 1:
                message = f"{name} may be {', '.join(names)}"
                raise ArchiveError(message)
            found = self._sights.named(names[0]) if names else []
        if not found:
            raise NotHeldError(name)
        return found

    def _kept(self, sights: list[Sight]) -> Kept:
        copies = self._sights.copies(sights)
        return Kept(
            name=sights[0].name,
            id=sights[0].public,
            telegram=copies[0].record,
            copies=tuple(self._facts(copies, number) for number in range(len(copies))),
        )

    def _facts(self, copies: list[Copy], number: int) -> CopyFacts:
        copy = copies[number]
        return CopyFacts(
            number=number,
            part=copy.part,
            dialect=copy.record.dialect,
            relation=relation(copies[0].record, copy.record) if number else "best",
            words=sum(len(each.text.split()) for each in copy.record.paragraphs),
            findings=len(copy.record.diagnostics),
            paths=tuple(self._sights.paths(copy)),
            chosen=copy.chosen,
        )


def kept_name(words: str) -> str:
    """Return the name under which a number is kept, however it is written: `74 la paz 01434`."""
    try:
        return numbered(words).mrn
    except ValueError:
        return one_name(words)
