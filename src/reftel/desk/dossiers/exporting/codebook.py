"""The codebook: what each column of an export means, what it may hold, how much of it is filled.

The meanings are those of the records' docstrings (`actor: whose stance. speaker: ...`).
"""

import ast
import inspect
from collections.abc import Iterator, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

import msgspec
from msgspec.structs import fields

from reftel.desk.dossiers.exporting.provenance import is_whole
from reftel.dossier.dossier import Dossier
from reftel.dossier.frames import DAY, FILE_LINE, Column, columns, inner_tables
from reftel.dossier.records import Statement
from reftel.dossier.records import statements as statement_records

NO_MEANING = "a column of the dossier's own"
MEANINGS = {
    "id": "the line's id, unique in its table",
    "of_id": "the id of the line that this one belongs to",
    "number": "the place of this line within that one, from 1",
    "telegram": "the telegram that `cite` names",
    "paragraph": "the paragraph that `cite` names; `@3` the third one where none is numbered",
    "cited_telegram": "the telegram that `cite` names",
    "cited_paragraph": "the paragraph that `cite` names",
    "low": "the lower end of the stance on the provision's scale; empty where it has no place",
    "high": "the upper end of the stance on the provision's scale, `low` again for a point",
    "middle": "the middle of `low` and `high`",
    "stance_kind": "point: one place; interval: two; for, against, unclear: as written",
    "actor_name": "the name of `actor`",
    "speaker_state": "the state for which `speaker` speaks, by offices and missions",
    "in_force": "accepted, made by the day of the export, and not superseded by then",
    "file_line": "file and line of the dossier where the line stands",
}
"""Of columns that follow from others. A field of the same name has its own meaning first."""
ALLOWED = {"stance_kind": "point; interval; for; against; unclear"}
PLAIN = {
    "name": "its name",
    "title": "its title in words",
    "question": "what is decided, as a question",
    "kind": "of which kind it is",
    "provision": "the id of the provision",
    "text": "the id of the text",
    "ask": "the id of the ask",
    "actor": "the id of the actor",
    "vote": "how the actor voted",
    "status": "accepted: in the dossier; proposed: waits for a decision; rejected: not",
    "confidence": "how sure the coder is",
    "source": "who says that the actor stands so",
    "strength": "how firmly the actor stands",
    "conditions": "what the stance depends on",
    "arguments": "the reasons that are given for it",
    "adopted": "the day on which the text that sets it was adopted",
    "months": "its length in months",
    "reason": "why it was broken",
    "set_by": "the actors that set it",
    "set_on": "the day on which it was set",
    "broken_on": "the day on which it was broken",
    "standing": "how the ask stands in the text",
    "place": "where",
    "due": "by when",
    "at": "the place on the scale",
    "low": "the lower end of its scale",
    "high": "the upper end of its scale",
    "marks": "named places on the scale",
    "references": "what holds without a text, the one that is meant first",
    "because": "why",
    "offices": "offices that the person holds",
    "members": "members of the group or body",
    "since": "the first day, as far as it is known",
    "until": "the last day, as far as it is known",
    "of": "of whom or what",
    "answer": "the answer in brief",
    "points": "what was raised",
    "step": "the steps, in the order of time",
    "to": "to whom",
    "by": "whose it is",
    "symbol": "its symbol",
    "note": "the analyst's own words",
    "cite": "where it stands",
    "quote": "the words there that say it, copied",
}
"""Of fields whose docstring says nothing besides their name."""


class Entry(NamedTuple):
    """One column in the codebook. filled: the share of lines in which it is not empty, or None."""

    table: str
    column: str
    type: str
    meaning: str
    allowed: str
    filled: float | None


class Sheet(NamedTuple):
    """A table as it is exported."""

    name: str
    record: type[msgspec.Struct]
    columns: list[Column]


def sheets(dossier: Dossier, on: Any = None) -> Iterator[Sheet]:
    """Yield the tables that have lines, each followed by the tables within it.

    Where a reader has a part only, the lines of the files are not told: they would count the rest.
    """
    told = is_whole(dossier)
    for table in dossier.tables():
        if len(table):
            found = [each for each in columns(table, on) if told or each.name != FILE_LINE]
            yield Sheet(table.name, table.record, found)
        for inner in inner_tables(table):
            if inner.columns[0].data:
                yield Sheet(inner.name, inner.record, inner.columns)


def codebook(found: Sequence[Sheet]) -> list[Entry]:
    """Return a line for each column of each table, but not for tables within it."""
    return [
        Entry(
            sheet.name,
            each.name,
            each.form,
            meaning(sheet.record, each),
            _allowed(each),
            _filled(each.data),
        )
        for sheet in found
        for each in sheet.columns
        if each.form != "records"
    ]


def meaning(record: type[msgspec.Struct], column: Column) -> str:
    """Return what a column means; never empty."""
    names = {each.encode_name for each in fields(record)}
    name = column.name
    if name.removesuffix(DAY) in names and name not in names:
        return f"`{name.removesuffix(DAY)}` as a day of the calendar; empty where it is less"
    if name not in names:
        return MEANINGS.get(name, NO_MEANING)
    said = _told(record, names).get(name) or PLAIN.get(name) or MEANINGS.get(name, name)
    more = _values_told().get(name, "") if record is Statement else ""
    return f"{said}. {more}" if more else said


@cache
def _values_told() -> dict[str, str]:
    """Return what is said of the values of `source`, behind its type."""
    tree = ast.parse(inspect.getsource(statement_records))
    for before, after in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(before, ast.Assign) and ast.unparse(before.targets[0]) == "SourceKind":
            words = ast.literal_eval(after.value) if isinstance(after, ast.Expr) else ""
            return {"source": " ".join(str(words).split())}
    return {}


def _told(record: type[msgspec.Struct], names: set[str]) -> dict[str, str]:
    """Return what the docstrings of a record and of those that it is made from say of fields."""
    found: dict[str, str] = {}
    for each in record.__mro__:
        if each.__module__ != msgspec.Struct.__module__:
            found = _fields_told(each.__doc__ or "", names) | found
    return found


def _fields_told(words: str, names: set[str]) -> dict[str, str]:
    """Cut `actor: whose stance. since, until: days.` at the names of fields."""
    found: dict[str, str] = {}
    open_names: list[str] = []
    said: list[str] = []
    for word in words.split():
        name = word.rstrip(":,")
        if name in names and word.endswith(":"):
            open_names = _closed(found, open_names, said, names)
            open_names.append(name)
            said = []
        else:
            said.append(word)
    _closed(found, open_names, said, names)
    return found


def _closed(
    found: dict[str, str], open_names: list[str], said: list[str], names: set[str]
) -> list[str]:
    """Take what was said for the open names; return the names that stand before the next colon."""
    lead: list[str] = []
    while said and said[-1].endswith(",") and said[-1].rstrip(",") in names:
        lead.insert(0, said.pop().rstrip(","))
    for name in open_names:
        found.setdefault(name, " ".join(said).rstrip(" .;"))
    return lead


def _allowed(column: Column) -> str:
    """Return the values of a vocabulary, or the form of a day."""
    if column.of is None:
        return ALLOWED.get(column.name, "")
    words = _literals(column.of)
    return "; ".join(words) or _form(column.of)


def _literals(of: Any) -> list[str]:
    if get_origin(of) is Literal:
        return [each for each in get_args(of) if each]
    if isinstance(of, UnionType) or get_origin(of) is tuple:
        return [word for each in get_args(of) if each is not ... for word in _literals(each)]
    return []


def _form(of: Any) -> str:
    if get_origin(of) is not Annotated:
        return ""
    pattern = get_args(of)[1].pattern or ""
    if pattern.startswith("^([0-9]{4}"):
        return "YYYY, YYYY-MM or YYYY-MM-DD"
    return "small letters, digits, - _ ." if pattern.startswith("^[a-z0-9]") else ""


def _filled(data: list[Any]) -> float | None:
    if not data:
        return None
    return sum(each is not None and each != [] for each in data) / len(data)
