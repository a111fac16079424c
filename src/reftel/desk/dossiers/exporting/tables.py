"""A dossier as tables: CSV or Parquet, with a codebook and where they come from."""

import csv
import importlib
import io
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reftel.desk.dossiers.exporting.codebook import Entry, Sheet, codebook, meaning, sheets
from reftel.desk.dossiers.exporting.provenance import hashes, is_whole, whole_hash
from reftel.dossier.dossier import Dossier
from reftel.dossier.files.binding import SEPARATOR
from reftel.dossier.frames import to_arrow

# A spreadsheet takes a cell that begins with one of these for a formula and may run it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(dossier: Dossier, folder: Path, on: date | None) -> dict[str, int]:
    """Write a CSV for each table that has lines, and the codebook; return what was written.

    What stands in several within a line (the marks of a provision) is a table of its own.
    """
    found = [*sheets(dossier, on)]
    for sheet in found:
        flat = [each for each in sheet.columns if each.form != "records"]
        rows = zip(*(each.data for each in flat), strict=True)
        _write(folder / f"{sheet.name}.csv", [[each.name for each in flat], *rows])
    return _described(dossier, folder, on, found, "csv")


def write_parquet(dossier: Dossier, folder: Path, on: date | None) -> dict[str, int]:
    """Write a Parquet file for each table that has lines; each column holds its meaning."""
    parquet: Any = importlib.import_module("pyarrow.parquet")
    found = [*sheets(dossier, on)]
    for sheet in found:
        table, told = to_arrow(sheet.columns), {each.name: each for each in sheet.columns}
        meant = [
            field.with_metadata({"meaning": meaning(sheet.record, told[field.name])})
            for field in table.schema
        ]
        named = table.cast(importlib.import_module("pyarrow").schema(meant))
        parquet.write_table(named, folder / f"{sheet.name}.parquet", compression="zstd")
    return _described(dossier, folder, on, found, "parquet")


def cell(value: Any) -> str:
    """Return a value as a cell: lists by semicolons, nothing for null, no formulas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, list):
        return _words(SEPARATOR.join(map(str, value)))  # pyright: ignore[reportUnknownArgumentType]
    return _words(value) if isinstance(value, str) else str(value)


def _words(words: str) -> str:
    return f"'{words}" if words.startswith(FORMULA) else words


def _described(
    dossier: Dossier, folder: Path, on: date | None, found: Sequence[Sheet], form: str
) -> dict[str, int]:
    entries = codebook(found)
    _write(folder / "codebook.csv", [Entry._fields, *map(_entry, entries)])
    _text(folder / "codebook.md", _page(found, entries))
    _text(folder / "README.md", _readme(dossier, on, found, form))
    return {"tables": len(found), "lines": sum(len(each.columns[0].data) for each in found)}


def _entry(entry: Entry) -> list[Any]:
    filled = "" if entry.filled is None else f"{entry.filled:.3f}"
    return [*entry[:-1], filled]


def _page(found: Sequence[Sheet], entries: Sequence[Entry]) -> str:
    lines = ["# Codebook", ""]
    for sheet in found:
        doc = (sheet.record.__doc__ or "").strip().splitlines()[0]
        count = len(sheet.columns[0].data)
        lines += [f"## {sheet.name}", "", f"{doc} Lines: {count}.", ""]
        lines += [
            "| column | type | meaning | allowed | filled |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [_row(each) for each in entries if each.table == sheet.name]
        lines.append("")
    return "\n".join(lines)


def _row(entry: Entry) -> str:
    filled = "" if entry.filled is None else f"{entry.filled:.0%}"
    cells = (f"`{entry.column}`", entry.type, entry.meaning, entry.allowed, filled)
    return f"| {' | '.join(each.replace('|', chr(92) + '|') for each in cells)} |"


def _readme(dossier: Dossier, on: date | None, found: Sequence[Sheet], form: str) -> str:
    title = dossier.title
    lines = [f"# {title.title}", ""]
    lines += [title.question, ""] if title.question else []
    lines += [
        f"Tables of the dossier `{dossier.name}`, written by Reftel {version('reftel')}.",
        f"Statements are in force as of {on}." if on else "The dossier tells no day.",
        "Proposed and rejected lines are in the tables too; `status` tells them apart.",
        "",
        *(f"- `{each.name}.{form}`: {len(each.columns[0].data)} lines" for each in found),
        "",
        "`codebook.md` and `codebook.csv` say what each column means.",
    ]
    if form == "csv":
        lines += [
            "UTF-8, commas, lists by semicolons, empty where nothing is known. Before words that",
            "a spreadsheet would take for a formula stands an apostrophe.",
        ]
    what = "all files" if is_whole(dossier) else "the lines that the reader may see"
    lines += ["", "## Where it comes from", "", f"SHA-256 of {what}: `{whole_hash(dossier)}`"]
    lines += ["", *(f"- `{name}`: `{digest}`" for name, digest in hashes(dossier).items())]
    return "\n".join(lines) + "\n"


def _write(path: Path, rows: Iterable[Iterable[Any]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([*map(cell, row)] for row in rows)
    _text(path, out.getvalue())


def _text(path: Path, words: str) -> None:
    path.write_bytes(words.encode())
