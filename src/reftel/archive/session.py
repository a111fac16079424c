"""A reader's session: the only door to the data of an archive."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reftel.archive.access.labels import Clearance
from reftel.archive.choosing import Copy
from reftel.archive.errors import ArchiveError
from reftel.archive.graph import missing, threads, walking
from reftel.archive.graph.bounds import bounded
from reftel.archive.graph.missing import Missing, Series
from reftel.archive.graph.threads import Thread
from reftel.archive.graph.walking import Direction, Graph, neighbourhood
from reftel.archive.sights import Sight, Sights
from reftel.telegram.model import Record, Telegram
from reftel.telegram.references.names import one_name
from reftel.telegram.series import numbered
from reftel.telegram.versions import Difference, differences, relation

if TYPE_CHECKING:
    from reftel.archive.graph.measures import Measures


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

    def graph(
        self,
        name: str,
        *,
        depth: int = 2,
        direction: Direction = "both",
        limit: int = walking.LIMIT,
    ) -> Graph:
        """Return what a telegram refers to and what refers to it, through `depth` references.

        One that is not held may be asked for where another refers to it. Raises NotHeldError.
        """
        found = neighbourhood(self._sights, self._named(name), depth, direction, limit)
        return replace(found, nodes=tuple(bounded(self._sights, found.nodes)))

    def thread(self, name: str, *, limit: int = walking.LIMIT, hub: int = threads.HUB) -> Thread:
        """Return the conversation of a telegram in time. hub: not walked through if cited by more.

        Raises NotHeldError as `graph`.
        """
        return threads.thread(self._sights, self._named(name), limit, hub)

    def missing(self, limit: int = missing.LIMIT) -> list[Missing]:
        """Return the telegrams that most others cite and that are not held."""
        return missing.missing(self._sights, self._sights.absent(limit))

    def gaps(self) -> list[Series]:
        """Return the series of numbers by post and year, with what is missing in each."""
        return missing.series(self._sights.names())

    def measures(self, most: int = 20) -> "Measures":
        """Return the graph of references in figures. most: telegrams in each list."""
        # igraph is slow to load, and only this asks for it.
        from reftel.archive.graph.measures import measures  # noqa: PLC0415

        return measures(self._sights.names(), self._sights.edges(), most)

    def _named(self, name: str) -> str:
        """Return the name of a telegram that is held, or that one that is held refers to."""
        try:
            return self._seen(name)[0].name
        except NotHeldError:
            kept = kept_name(name)
            if next(self._sights.citing([kept]), None) is None:
                raise
            return kept

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
