"""Statements coded elsewhere, taken into a dossier."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from reftel.core.span import Span
from reftel.desk.dossiers.coded_table import FIELDS, Plan, Row, Trouble, read_rows
from reftel.dossier.actors import Actors
from reftel.dossier.dossier import Dossier
from reftel.dossier.files.binding import NEAR, SEPARATOR, bind
from reftel.dossier.files.places import Line, Value
from reftel.dossier.records import Statement
from reftel.dossier.stances import StanceError, stance

TABLE = "statements"
# What is decided of a line after it was taken in; it is the same line nevertheless.
DECIDED = ("id", "status", "superseded_by", "note", "confidence", "seen")
ACTORS = ("actor", "speaker")


class TakenIn(NamedTuple):
    """What came of it. added: ids; there: lines that were there before; troubles: what is not."""

    added: list[str]
    there: int
    troubles: list[Trouble]


class _Line(NamedTuple):
    line: int
    record: Statement
    own: dict[str, str]


def take_in(dossier: Dossier, path: Path, plan: Plan, *, partial: bool = False) -> TakenIn:
    """Add the statements of a table; the dossier is changed, not saved.

    Where a line cannot be taken, none is, unless partial. A line without an id gets one that
    follows from what it says. Columns without a field become columns of the dossier's own; one
    whose name is like a field's goes into the note. Raises DossierError where the table cannot be
    read.
    """
    rows, troubles = read_rows(path, plan)
    lines: list[_Line] = []
    unknown = _Unknown()
    for row in rows:
        said = _resolved(dossier, row, unknown)
        if said is not None:
            made = _line(dossier, row, said)
            (troubles if isinstance(made, Trouble) else lines).append(made)  # pyright: ignore[reportArgumentType]
    new, there, wrong = _new(dossier, lines)
    troubles = _gathered([*troubles, *unknown.troubles(dossier), *wrong])
    if troubles and not partial:
        return TakenIn([], there, troubles)
    dossier.add_all(TABLE, [each.record for each in new], [each.own for each in new])
    return TakenIn([each.record.id for each in new], there, troubles)


class _Unknown:
    """Names that are nobody's or several's, with the lines in which they stand."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str, str], list[int]] = {}

    def add(self, table: str, words: str, line: int, may_be: Iterable[str] = ()) -> None:
        lines = self._lines.setdefault((table, words, ", ".join(may_be)), [])
        if not lines or lines[-1] != line:
            lines.append(line)

    def troubles(self, dossier: Dossier) -> Iterator[Trouble]:
        for (table, words, may_be), lines in self._lines.items():
            if may_be:
                yield Trouble(tuple(lines), f"“{words}” may be {may_be}")
                continue
            near = get_close_matches(words, _names(dossier, table), n=1)
            meant = f"; {near[0]} is meant?" if near else ""
            yield Trouble(tuple(lines), f"“{words}” is not in {table}{meant}")


def _resolved(dossier: Dossier, row: Row, unknown: _Unknown) -> dict[str, str] | None:
    """Return what a line says with ids for names; None where one is not known."""
    said, is_known = dict(row.said), True
    for name in ACTORS:
        if said.get(name):
            found = _actors(dossier.actors, said[name])
            if len(found) != 1:
                unknown.add("actors", said[name], row.line, found)
                is_known = False
            said[name] = found[0] if found else said[name]
    provision = said.get("provision", "")
    if provision:
        known = _provisions(dossier).get(_folded(provision))
        if known is None:
            unknown.add("provisions", provision, row.line)
            return None
        said["provision"] = known
    return said if is_known else None


def _actors(actors: Actors, words: str) -> list[str]:
    found = [each.id for each in actors.named(words)]
    return found or [each.id for each in actors if each.code and each.code == words]


def _provisions(dossier: Dossier) -> dict[str, str]:
    names = {_folded(each.name): each.id for each in dossier.provisions}
    return names | {_folded(each.id): each.id for each in dossier.provisions}


def _names(dossier: Dossier, table: str) -> list[str]:
    lines: Any = dossier.table(table)
    return [name for each in lines for name in (each.id, each.name)]


def _line(dossier: Dossier, row: Row, said: dict[str, str]) -> _Line | Trouble:
    """Return the statement of a line with its own columns, or what is wrong with it."""
    own = {name: words for name, words in row.other.items() if words}
    noted = [name for name in own if get_close_matches(name, FIELDS, n=1, cutoff=NEAR)]
    notes = [said.get("note", ""), *(f"{name}: {own.pop(name)}" for name in noted)]
    words = {**said, "id": said.get("id") or "x", "note": SEPARATOR.join(filter(None, notes))}
    bound = bind(_as_line(words), Statement)
    if bound.record is None or bound.misfits:
        return Trouble((row.line,), "; ".join(each.message for each in bound.misfits))
    try:
        record = _placed(dossier, bound.record)
    except StanceError as error:
        return Trouble((row.line,), str(error))
    return _Line(row.line, record if said.get("id") else _named(record), own)


def _as_line(said: Mapping[str, str]) -> Line:
    nowhere = Span(0, 0)
    return Line(nowhere, {name: Value(words, nowhere) for name, words in said.items() if words})


def _placed(dossier: Dossier, record: Statement) -> Statement:
    """Return a statement whose number is written as the dossier does, `70` for `70.0`."""
    provision = dossier.provisions.get(record.provision)
    assert provision is not None  # names were resolved before
    stance(record.stance, provision)
    whole, _, rest = record.stance.partition(".")
    if whole.lstrip("-").isdecimal() and rest and not rest.strip("0"):
        return msgspec.structs.replace(record, stance=whole)
    return record


def _named(record: Statement) -> Statement:
    """Return a statement with an id that follows from what it says."""
    digest = hashlib.sha256(_content(record)).hexdigest()[:8]
    return msgspec.structs.replace(record, id=f"{record.actor}-{record.provision}-{digest}")


def _content(record: Statement) -> bytes:
    said = msgspec.to_builtins(record)
    return msgspec.json.encode({name: said[name] for name in sorted(said) if name not in DECIDED})


def _new(dossier: Dossier, lines: Iterable[_Line]) -> tuple[list[_Line], int, list[Trouble]]:
    """Return the lines that are not there yet, how many are, and ids with another content."""
    contents = {_content(each): each.id for each in dossier.statements}
    ids = {each.id: _content(each) for each in dossier.statements}
    new: list[_Line] = []
    there, wrong = 0, list[Trouble]()
    for each in lines:
        content, identity = _content(each.record), each.record.id
        if content in contents or _named(each.record).id == identity in ids:
            there += 1
        elif identity in ids:
            message = f"id {identity} is there already, and that line says something else"
            wrong.append(Trouble((each.line,), message))
        else:
            new.append(each)
            contents[content] = identity
            ids[identity] = content
    return new, there, wrong


def _gathered(troubles: Iterable[Trouble]) -> list[Trouble]:
    """Return each trouble once with all its lines, in the order of the first of them."""
    lines: dict[str, list[int]] = {}
    for each in troubles:
        lines.setdefault(each.message, []).extend(each.lines)
    return sorted(Trouble(tuple(sorted(found)), message) for message, found in lines.items())


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
