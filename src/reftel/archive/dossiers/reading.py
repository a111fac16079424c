"""Reads dossiers for one reader: lines that he may see, put together as if there were no others."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from reftel.archive.audit.log import Log
from reftel.archive.dossiers.lines import HOLDERS, LineRecord, unpacked
from reftel.archive.dossiers.seen import CitedLine, DossierFacts, DossierSeen
from reftel.archive.errors import NotHeldError
from reftel.archive.sights import SeenLine, Sights
from reftel.dossier.records import Title
from reftel.dossier.tables import KINDS

# What may name a line that the reader does not see, by the kind of both: the name is left out.
MAY_NAME = {
    "statements": (("superseded_by", "statements"),),
    "steps": (("statements", "statements"),),
    "texts": (("follows", "texts"),),
    "mandates": (("renews", "mandates"),),
}
WITHIN = {kind: inside for inside, kind in HOLDERS.items()}
FIELDS = {"steps": "step", "references": "references"}


class Reading:
    """The dossiers of a session."""

    def __init__(self, sights: Sights, log: Log) -> None:
        self._sights = sights
        self._log = log

    def all(self) -> list[DossierFacts]:
        """Return the dossiers of which something may be read, by name."""
        titles = self._sights.titles()
        self._log.gave_lines("dossiers", "", _guarded(titles))
        named = {each.dossier: unpacked(each.kind, each.record) for each in titles}
        return [
            DossierFacts(
                name=name,
                title=title.title if isinstance(title := named.get(name), Title) else "",
                counts={kind: count for _, kind, count in rows if kind != "title"},
            )
            for name, rows in groupby(self._sights.dossiers(), lambda row: row[0])
        ]

    def one(self, name: str) -> DossierSeen:
        """Return a dossier. Raises NotHeldError."""
        found = self._sights.dossier(name)
        if not found:
            raise NotHeldError(f"dossier {name}")
        self._log.gave_lines("dossier", name, _guarded(found))
        return _put_together(name, found)

    def citing(self, telegram: str) -> list[CitedLine]:
        """Return the lines that cite a telegram of that name, by dossier, in their order."""
        found = self._sights.citing_lines(telegram)
        self._log.gave_lines("cited in", telegram, _guarded(found))
        lines: list[CitedLine] = []
        for name, some in groupby(found, lambda each: each.dossier):
            known = _known(self._sights.dossier(name))
            lines += (_cited(each, _alone(each, known)) for each in some)
        return lines


def _guarded(found: Iterable[SeenLine]) -> list[str]:
    """Return words for the lines that not everybody may see, each kind with its ids.

    What has no id has a number among those that are given: its own would count hidden ones.
    """
    words: dict[str, list[str]] = {}
    for each in found:
        if not each.is_open and not each.is_named:
            some = words.setdefault(each.kind, [])
            key = _of(each) if each.kind in HOLDERS else each.key
            some.append(str(len(some) + 1) if key.isdigit() else key)
    return [" ".join(filter(None, (kind, *dict.fromkeys(some)))) for kind, some in words.items()]


def _put_together(name: str, found: Sequence[SeenLine]) -> DossierSeen:
    known = _known(found)
    whole = {(each.kind, each.key) for each in found if not each.is_named}
    records: dict[str, list[Any]] = {each.table: [] for each in KINDS}
    inside: dict[tuple[str, str], list[Any]] = {}
    title = None
    for each in found:
        record = _alone(each, known)
        if isinstance(record, Title):
            title = record
        elif each.kind in HOLDERS:
            inside.setdefault((each.kind, _of(each)), []).append(record)
        elif not each.is_named or (each.kind, each.key) not in whole:
            records[each.kind].append(record)
    for kind, within in WITHIN.items():
        records[kind] = [
            replace(each, **{FIELDS[within]: tuple(inside.get((within, each.id), ()))})
            for each in records[kind]
        ]
    tables: dict[str, Any] = {table: tuple(some) for table, some in records.items()}
    return DossierSeen(name=name, title=title, **tables)


def _known(found: Iterable[SeenLine]) -> dict[str, set[str]]:
    """Return the ids of the lines that a reader sees, by kind."""
    known: dict[str, set[str]] = {}
    for each in found:
        known.setdefault(each.kind, set()).add(each.key)
    return known


def _alone(line: SeenLine, known: dict[str, set[str]]) -> LineRecord:
    """Return the record of a line without names of lines that its reader does not see."""
    record = unpacked(line.kind, line.record)
    for field, kind in MAY_NAME.get(line.kind, ()):
        there = known.get(kind, set())
        value = getattr(record, field)
        if isinstance(value, str):
            kept = value if value in there else ""
        else:
            kept = tuple(each for each in value if each in there)
        record = replace(record, **{field: kept})
    return record


def _cited(line: SeenLine, record: Any) -> CitedLine:
    of = _of(line) if line.kind in HOLDERS else getattr(record, "id", "")
    return CitedLine(dossier=line.dossier, kind=line.kind, of=of, place=line.place, record=record)


def _of(line: SeenLine) -> str:
    """Return the id of the démarche or provision that a line stands in."""
    return line.key.rpartition("/")[0]
