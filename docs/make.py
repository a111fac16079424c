"""Write the pages that are made from the code: diagnostics, records, formats and their schemas.

    python docs/make.py

A test holds the kept pages to what this makes.
"""

import re
import types
import typing
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import msgspec

from reftel.cli.output import indented
from reftel.core.diagnostic import Diagnostic
from reftel.core.span import Span
from reftel.desk.describing import telegram_schema
from reftel.desk.explaining import page as diagnostics_page
from reftel.dossier.files.schema import written_schema
from reftel.dossier.files.writing import columns
from reftel.dossier.records import Claim, Day, Entry, Title
from reftel.dossier.records.base import Key
from reftel.dossier.records.silences import Deadline
from reftel.dossier.tables import KINDS, TITLE
from reftel.telegram.model import Telegram, Text

DOCS = Path(__file__).parent

INTRODUCTION = """\
# The record

`reftel.read` gives a `Telegram`. Its parts are records too: frozen, typed, each with its place in
the source. This page is made from their docstrings (`make pages`); a test holds it to them.

- A **span** counts characters of `Telegram.text`, from 0, the end not included. In JSON it is a
  pair: `[253, 267]`. `span.of(telegram.text)` gives the words.
- A value that the text does not print is None, empty or 0. A value that was worked out says from
  what it was, in a field whose name ends in `ground`.
- `reftel read --json` leaves out a field that holds its default, so an absent field and an empty
  one are the same. [schema.json](schema.json) is the JSON Schema; `reftel schema` prints it.
- `reftel read --csv --fields` and `--jsonl --fields` take the paths of this page:
  `identity.post`, `references.target`.
"""

DOSSIER_INTRODUCTION = """\
# The format of a dossier

A folder with `dossier.toml` and a file for each table that is not empty: `statements.toml` or
`statements.csv`, whichever is handier; both are read where both are there. `reftel dossier new`
makes one, `reftel dossier check` says what is amiss, with file, line and column. This page is made
from the code (`make pages`); [the tour](dossier.md) shows the format in use.

- **TOML**: a line of a table is a block, `[[statement]]`; what is within it is an inline table or a
  block of its own, `[[demarche.step]]`. A list is `["a", "b"]`. With `#:schema
  ./dossier.schema.json` as first line an editor that knows TOML checks and completes as one types.
- **CSV**: the first line names the columns, in any order; the values of a list are separated by
  `; `. A line that begins with `#` is a comment. UTF-8, comma, quotation marks where needed.
- **Ids** are the writer's: small letters, digits, `-`, `_`, `.`. Other lines name them.
- **Days** are `2008-04-03`, `2008-04` or `2008`, as far as they are known.
- **Columns of one's own** are kept and never changed; comments and order too.
- **Nothing is guessed**: a field that is left out is not known. Fields in bold are needed.
"""

HELD: dict[object, str] = {Day: "day", Key: "id", Deadline: "day, or day and time"}
PLAIN = {str: "text", int: "whole number", bool: "yes or no", date: "date", datetime: "date, time"}

# `name: `, `first, last: `, `date or event: `, `day (1-366): ` explain fields in a docstring.
NAME = r"\w{1,30}(?: \([^()]{1,20}\))?"
NAMED = re.compile(rf"(?<!\S)({NAME}(?:(?:, | or ){NAME}){{0,9}}): ")


def pages() -> dict[Path, str]:
    """Return what each page has to hold."""
    return {
        DOCS / "diagnostics.md": diagnostics_page(),
        DOCS / "dossier-format.md": dossier_page(),
        DOCS / "dossier.schema.json": written_schema(),
        DOCS / "record.md": record_page(),
        DOCS / "schema.json": indented(telegram_schema()) + "\n",
    }


def record_page() -> str:
    """Return the Markdown of record.md: a section for each record, in the order of use."""
    sections = [_section(each) for each in _records(Telegram)]
    return "\n".join([INTRODUCTION, *sections])


def dossier_page() -> str:
    """Return the Markdown of dossier-format.md: a section for each table, in their order."""
    sections = [f"## {TITLE}", _table(Title)]
    for kind in KINDS:
        sections.append(f"## {kind.table}: `[[{kind.key}]]`")
        # A step of a démarche and the like stand behind the table that they are part of.
        parts = [each for each in _records(kind.record) if each is not kind.record]
        sections += [
            _table(kind.record),
            *(f"### {each.__name__}\n\n{_table(each)}" for each in parts),
        ]
    return "\n\n".join([DOSSIER_INTRODUCTION.strip(), *sections]) + "\n"


def _table(record: type[msgspec.Struct]) -> str:
    """Return what a record says of itself, and its fields; what every line has is told once."""
    hints = typing.get_type_hints(record, include_extras=True)
    names = columns(record)
    notes: dict[str, str] = {}
    for each in (Entry, Claim, record):
        words, said = _explained(each.__doc__ or "", list(each.__struct_fields__))
        notes |= said
    needed = {each.encode_name for each in msgspec.structs.fields(record) if each.required}
    rows = [
        f"| {'**' * (name in needed)}`{name}`{'**' * (name in needed)} | {_held(hints[name])}"
        f" | {notes.get(name, '')} |"
        for name in names
    ]
    return "\n".join([words, "", "| field | holds | |", "|---|---|---|", *rows])


def _held(kind: object) -> str:
    """Return in words what a field of a table may hold."""
    if typing.get_origin(kind) is typing.Annotated:
        return HELD.get(kind, "text")
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return f"list of {_held(arguments[0])}"
    if isinstance(kind, type) and _is_record(kind):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return "number" if kind is float else _kind(kind)


def _records(root: type) -> list[type]:
    """Return the records, the root first, each behind the first that uses it."""
    found: list[type] = [root]
    for record in found:
        for kind in typing.get_type_hints(record).values():
            found += [each for each in _parts(kind) if _is_record(each) and each not in found]
    return found


def _parts(kind: object) -> Iterator[type]:
    if isinstance(kind, type) and typing.get_origin(kind) is None:
        yield kind
    for each in typing.get_args(kind):
        yield from _parts(each)


def _is_record(kind: type) -> bool:
    return issubclass(kind, msgspec.Struct | Diagnostic) or kind is Span


def _section(record: type) -> str:
    hints = typing.get_type_hints(record)
    fields = [name for name in _field_names(record) if name in hints]
    words, notes = _explained(record.__doc__ or "", fields)
    if record is Telegram:
        notes = {name: _first_sentence(hints[name]) for name in fields} | notes
    rows = [f"| `{name}` | {_kind(hints[name])} | {notes.get(name, '')} |" for name in fields]
    table = ["| field | holds | |", "|---|---|---|", *rows]
    parts = [f"## {record.__name__}", words, "\n".join(table), *_worked_out(record)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _first_sentence(kind: object) -> str:
    """Return what the record in a field says of itself; of plain text it says too little."""
    of = next((each for each in _parts(kind) if _is_record(each) and each is not Text), None)
    words = " ".join(((of and of.__doc__) or "").split())
    # "The E.O. line." goes on behind the point of an abbreviation.
    return re.split(r"(?<=[a-z])\. ", words)[0].rstrip(".")


def _field_names(record: type) -> tuple[str, ...]:
    """Return the fields, the span last: it is the same everywhere."""
    names: tuple[str, ...] = tuple(typing.get_type_hints(record))
    return tuple(sorted(names, key=lambda name: name == "span"))


def _explained(docstring: str, fields: list[str]) -> tuple[str, dict[str, str]]:
    """Divide a docstring into the words about the record and those about each field."""
    words = " ".join(docstring.split())
    marks = [each for each in NAMED.finditer(words) if _names(each[1]) <= set(fields)]
    if not marks:
        return words, {}
    ends = [*(each.start() for each in marks[1:]), len(words)]
    notes: dict[str, str] = {}
    for mark, end in zip(marks, ends, strict=True):
        said = words[mark.end() : end].strip().rstrip(".;").replace("|", "\\|")
        notes |= dict.fromkeys(_names(mark[1]), said)
    return words[: marks[0].start()].strip(), notes


def _names(listed: str) -> set[str]:
    return {each.partition(" (")[0] for each in re.split(r", | or ", listed)}


def _worked_out(record: type) -> Iterator[str]:
    """Yield a list of the properties, which are worked out and not part of the JSON."""
    found = [
        f"- `{name}`: {' '.join((value.__doc__ or '').split())}"
        for name, value in vars(record).items()
        if isinstance(value, property)
    ]
    if found:
        yield "Worked out when asked for, and not part of the JSON:"
        yield "\n".join(found)


def _kind(kind: object) -> str:
    """Return in words what a field may hold."""
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is typing.Literal:
        return ", ".join(f"`{each}`" if each else "nothing" for each in arguments)
    if typing.get_origin(kind) is tuple:
        return f"list of {_kind(arguments[0])}"
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        return " or ".join(_kind(each) for each in arguments)
    if kind is types.NoneType:
        return "None"
    if isinstance(kind, type) and _is_record(kind):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return next((words for plain, words in PLAIN.items() if plain is kind), str(kind))


def main() -> None:
    """Write the pages."""
    for path, words in pages().items():
        path.write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
