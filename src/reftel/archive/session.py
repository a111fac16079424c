"""A reader's session: the only door to the data of an archive."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reftel.archive.access.labels import Clearance
from reftel.archive.asking import Asking, Page
from reftel.archive.audit.line import Line
from reftel.archive.audit.log import Log
from reftel.archive.choosing import Copy
from reftel.archive.dossiers.joining import Joining
from reftel.archive.dossiers.reading import Reading
from reftel.archive.dossiers.seen import CitedLine, DossierFacts, DossierSeen
from reftel.archive.errors import NotHeldError, SeveralError
from reftel.archive.facts import NEWEST, Facts, facts, subject
from reftel.archive.freezing import Comparison, Member, ResultSet, compared, frozen
from reftel.archive.graph import missing, threads, walking
from reftel.archive.graph.bounds import bounded
from reftel.archive.graph.missing import Missing, Series
from reftel.archive.graph.threads import Thread
from reftel.archive.graph.walking import Direction, Graph, Link, neighbourhood
from reftel.archive.own import Note, Own, SavedSearch
from reftel.archive.preparing import kept_name
from reftel.archive.query.syntax import parse
from reftel.archive.query.writing import written
from reftel.archive.search.documents import document
from reftel.archive.search.found import Found, Hit
from reftel.archive.search.searching import Order, Searching
from reftel.archive.sights import Sight, Sights
from reftel.telegram.mentions import MentionKind
from reftel.telegram.model import Record, Telegram
from reftel.telegram.references.names import one_name
from reftel.telegram.versions import Difference, differences, fingerprint, relation

if TYPE_CHECKING:
    from reftel.archive.graph.measures import Measures


class CopyFacts(Record, frozen=True, kw_only=True):
    """One copy of a telegram.

    relation: to the best copy, "best" of that itself. paths: where it came from, empty where the
    reader may not read all of the original.
    chosen: whether a person preferred it.
    """

    number: int
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
        self._own = Own(connection, who, clearance)
        self._searching = Searching(index)
        self.log = Log(connection, clearance, who)
        self._dossiers = Reading(self._sights, self.log)
        joining = Joining(self._sights, self._searching)
        outside = {"mine": self._tagged, "dossier": joining.keys}
        self._asking = Asking(self._sights, self._searching, joining, outside)
        self.clearance = clearance
        self.who = who

    def names(self) -> list[str]:
        """Return the names of all telegrams, sorted."""
        return [*self._sights.names()]

    def telegram(self, name: str) -> Kept:
        """Return a telegram by its number, its date-time group or its public id.

        Raises NotHeldError.
        """
        sights = self._seen(name)
        copies = self._sights.copies(sights)
        self.log.gave("telegram", sights[0].name, copies[:1])
        return self._kept(sights, copies)

    def search(
        self,
        query: str,
        *,
        start: int = 0,
        limit: int = 20,
        order: Order | None = None,
        facets: bool = True,
    ) -> Found:
        """Return the telegrams that a query finds, with their paragraphs and counts.

        start, limit: which hits, from 0. order: "relevance", "newest", "oldest"; without it by
        relevance where the query has words, else the newest first. Raises QueryError.
        """
        tree = parse(query)
        self._searching.refresh()
        found = self._asking.answer(tree, Page(start, limit, order, facets))
        self.log.searched(query, {"shown": " ".join(hit.name for hit in found.hits)})
        return found

    def found_names(self, query: str) -> list[str]:
        """Return the names of all telegrams that a query finds, sorted. Raises QueryError."""
        tree = parse(query)
        self._searching.refresh()
        self.log.searched(query)
        return self._sights.names_of(self._asking.keys(tree))

    def freeze(self, query: str) -> ResultSet:
        """Return all that a query finds now, with a hash to cite. Raises QueryError."""
        names = self.found_names(query)
        records = ((name, self._sights.copies(self._seen(name))[0].record) for name in names)
        members = (Member(name=name, figure=fingerprint(record)) for name, record in records)
        return frozen(written(parse(query)), members)

    def compare(self, before: ResultSet) -> Comparison:
        """Return what the query of a frozen set finds otherwise now."""
        return compared(before, self.freeze(before.query))

    def save_search(self, title: str, query: str) -> None:
        """Keep a search; what it finds now is known. Raises QueryError, ArchiveError."""
        self._own.save(title, written(parse(query)), self.found_names(query))

    def saved_searches(self) -> list[SavedSearch]:
        """Return the reader's saved searches with the number of what is new, by title."""
        return [
            SavedSearch(title=title, query=query, new=len({*self.found_names(query)} - {*seen}))
            for title, query, seen in self._own.saved()
        ]

    def news(self, title: str) -> list[str]:
        """Return the names that a saved search did not find before; they are known from now on.

        Raises ArchiveError where there is no such search.
        """
        query, seen = self._own.known(title)
        now = self.found_names(query)
        self._own.save(title, query, now)
        return sorted({*now} - {*seen})

    def forget_search(self, title: str) -> None:
        """Keep a search no longer. Raises ArchiveError where there is no such search."""
        self._own.forget(title)

    def note(self, name: str, words: str, paragraph: str = "") -> Note:
        """Keep a note on a telegram, or on a paragraph of it. Raises NotHeldError."""
        return self._own.write(self._seen(name)[0].name, paragraph, words)

    def erase_note(self, number: int) -> None:
        """Keep a note no longer. Raises ArchiveError where there is no such note."""
        self._own.erase(number)

    def notes(self, name: str = "") -> list[Note]:
        """Return the reader's notes, all or those on a telegram. Raises NotHeldError."""
        wanted = self._seen(name)[0].name if name else ""
        return [each for each in self._own.notes() if not wanted or each.name == wanted]

    def tag(self, tag: str, names: Iterable[str]) -> None:
        """Put a tag of the reader's own to telegrams. Raises NotHeldError, and tags none then."""
        self._own.tag(tag, [self._seen(name)[0].name for name in names])

    def untag(self, tag: str, names: Iterable[str]) -> None:
        """Take a tag of the reader's own from telegrams. Raises NotHeldError."""
        self._own.untag(tag, [self._seen(name)[0].name for name in names])

    def tags(self) -> list[tuple[str, int]]:
        """Return the reader's own tags with the number of their telegrams, by name."""
        return self._own.tags()

    def similar(self, name: str, limit: int = 10) -> list[Hit]:
        """Return the telegrams that have most of the telling words of one, the likest first.

        Raises NotHeldError.
        """
        sights = self._seen(name)
        copies = self._sights.copies(sights)
        made = document([each.record for each in copies], sights[0].name)
        matches = self._searching.like(made, copies[0].telegram, limit)
        self.log.searched(f"similar to {sights[0].name}")
        return [hit for each in matches if (hit := self._asking.hit(each))]

    def original(self, name: str, copy: int = 0) -> bytes:
        """Return the bytes that a copy was read from. copy: its number, the best one without.

        Raises NotHeldError, also where a piece of them may not be read.
        """
        sights = self._seen(name)
        copies = self._sights.copies(sights)
        found = self._sights.original(copies[copy]) if 0 <= copy < len(copies) else None
        if found is None:
            raise NotHeldError(name)
        data, label = found
        self.log.opened(sights[0].name, label)
        return data

    def differences(self, name: str, first: int, second: int) -> tuple[Difference, ...]:
        """Return what two copies of a telegram have in other words, by their numbers from 0.

        Raises NotHeldError.
        """
        sights = self._seen(name)
        copies = self._sights.copies(sights)
        if not all(0 <= each < len(copies) for each in (first, second)):
            raise NotHeldError(f"copy {max(first, second)} of {name}")
        self.log.gave("differences", sights[0].name, (copies[first], copies[second]))
        return differences(copies[first].record, copies[second].record)

    def _tagged(self, tag: str) -> list[int]:
        """Return the keys of the telegrams that have a tag of the reader's own."""
        return self._sights.keys_of(self._own.tagged(tag))

    def facts(self, kind: MentionKind, words: str, newest: int = NEWEST) -> Facts:
        """Return what the telegrams say of a person, state, body or post.

        words: a surname or full name; a code or name of the tables. newest: in how many telegrams
        the places are told. Raises ArchiveError where the tables do not know the words.
        """
        of = subject(kind, words)
        self._searching.refresh()
        self.log.searched(f"facts {kind} {words}")
        return facts(of, self._searching, self._sights, newest)

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
        self.log.searched(f"graph {name}")
        found = neighbourhood(self._sights, self._named(name), depth, direction, limit)
        return replace(found, nodes=tuple(bounded(self._sights, found.nodes)))

    def thread(self, name: str, *, limit: int = walking.LIMIT, hub: int = threads.HUB) -> Thread:
        """Return the conversation of a telegram in time. hub: not walked through if cited by more.

        Raises NotHeldError as `graph`.
        """
        self.log.searched(f"thread {name}")
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

    def dossiers(self) -> list[DossierFacts]:
        """Return the dossiers of which the reader may read something, by name."""
        return self._dossiers.all()

    def dossier(self, name: str) -> DossierSeen:
        """Return a dossier as far as the reader may read it. Raises NotHeldError."""
        return self._dossiers.one(name)

    def cited_in(self, name: str) -> list[CitedLine]:
        """Return the lines of dossiers that cite a telegram. Raises NotHeldError."""
        return self._dossiers.citing(self._seen(name)[0].name)

    def audit(self) -> list[Line]:
        """Return the lines of the audit that the reader may read, the first one first.

        Their numbers are not told: those would count the lines that he may not read.
        """
        return [*self._sights.audit()]

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
                raise SeveralError(name, names)
            found = self._sights.named(names[0]) if names else []
        if not found:
            raise NotHeldError(name)
        return found

    def _kept(self, sights: list[Sight], copies: list[Copy]) -> Kept:
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
            dialect=copy.record.dialect,
            relation=relation(copies[0].record, copy.record) if number else "best",
            words=sum(len(each.text.split()) for each in copy.record.paragraphs),
            findings=len(copy.record.diagnostics),
            paths=tuple(self._sights.paths(copy)),
            chosen=copy.chosen,
        )
