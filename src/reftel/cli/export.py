"""`reftel export`: a selection of an archive for other programs and people."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO, NamedTuple

import typer

from reftel.archive.archive import Archive
from reftel.archive.session import Session
from reftel.cli.output import CsvWriter, indented, json_line
from reftel.cli.progress import CLEAR, EVERY_SECONDS, MANY, counted
from reftel.cli.reader import session
from reftel.cli.terminal import safe, safe_path
from reftel.desk.exporting.fields import DEFAULT_FIELDS, OWN, parse_fields
from reftel.desk.exporting.jsonl import write_jsonl
from reftel.desk.exporting.selection import SelectionError, Wanted, listed, selected
from reftel.desk.exporting.table import write_csv
from reftel.desk.exporting.whole import ExportError, whole_file, whole_folder
from reftel.desk.fields import Field, UnknownFieldError

FORMS = ("jsonl", "csv", "parquet", "originals", "site")
STREAMS = ("jsonl", "csv")
FOLDERS = ("originals", "site")
TITLE = "Telegrams"


class Asked(NamedTuple):
    """What is asked for. names, file, query: which telegrams; all without. fields: of CSV."""

    form: str
    out: str
    names: Sequence[str]
    file: str
    fields: str
    title: str
    quiet: bool
    query: str = ""


class Done(NamedTuple):
    """What came of it. files: originals written, None of the other forms."""

    telegrams: int
    files: int | None = None


def run(asked: Asked, folder: str, clearance: str, *, json: bool) -> int:
    """Export and tell what was written; return the exit code.

    Raises BadParameter where the options contradict each other.
    """
    _check(asked, json=json)
    fields = _fields(asked)
    with Archive(folder) as archive:
        reader = session(archive, clearance)
        try:
            names = _selected(reader, asked)
        except SelectionError as error:
            for line in str(error).split("\n"):
                typer.echo(f"reftel: {safe(line)}", err=True)
            return 1
        done = _written(reader, names, asked, fields)
    if json:
        values = {"form": asked.form, "out": asked.out, "telegrams": done.telegrams}
        typer.echo(indented(values | ({"files": done.files} if done.files is not None else {})))
    elif not asked.quiet and asked.out:
        typer.echo(_told(done, asked.out))
    return 0


def _selected(session: Session, asked: Asked) -> list[str]:
    """Return the names of what is exported."""
    if not asked.names and not asked.file and not asked.query:
        return selected(session, None)
    found = session.found_names(asked.query) if asked.query else []
    named = [*map(Wanted, asked.names), *_listed(asked.file)]
    return [*dict.fromkeys((*selected(session, named), *found))]


def _listed(file: str) -> list[Wanted]:
    if not file:
        return []
    try:
        words = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except OSError as error:
        message = f"{file}: {error.strerror}"
        raise ExportError(message) from error
    except UnicodeDecodeError as error:
        message = f"{file}: byte {error.start:,} is no UTF-8; a list of numbers is a text"
        raise ExportError(message) from error
    return [*listed(words.splitlines(), file)]


def _check(asked: Asked, *, json: bool) -> None:
    if asked.form not in FORMS:
        message = f"{safe(asked.form)!r} is no form; there are {', '.join(FORMS)}"
        raise typer.BadParameter(message, param_hint="--to")
    if not asked.out and asked.form not in STREAMS:
        what = "a folder" if asked.form in FOLDERS else "a file"
        message = f"--to {asked.form} needs {what} to write to"
        raise typer.BadParameter(message, param_hint="--out")
    if json and not asked.out:
        message = "--json tells what was written where; it goes with --out"
        raise typer.BadParameter(message)
    if asked.title and asked.form != "site":
        message = "--title goes with --to site"
        raise typer.BadParameter(message)


def _fields(asked: Asked) -> list[Field] | None:
    if asked.fields and asked.form not in STREAMS:
        message = "--fields goes with --to csv or --to jsonl"
        raise typer.BadParameter(message)
    if not asked.fields and asked.form != "csv":
        return None
    try:
        return parse_fields(asked.fields or DEFAULT_FIELDS)
    except UnknownFieldError as error:
        raise typer.BadParameter(str(error), param_hint="--fields") from None


def _written(
    session: Session, names: list[str], asked: Asked, fields: Sequence[Field] | None
) -> Done:
    """Write the export; what is not written to its end is not there."""
    told = _shown(names, len(names), quiet=asked.quiet or not asked.out)
    out = Path(asked.out)
    if asked.form in FOLDERS:
        with whole_folder(out) as folder:
            return _folder(session, (names, told), asked, folder)
    write = _writer(session, told, asked.form, fields)
    opened = whole_file(out) if asked.out else nullcontext(sys.stdout.buffer)
    with opened as file:
        return Done(write(file))


def _folder(
    session: Session, names: tuple[list[str], Iterable[str]], asked: Asked, folder: Path
) -> Done:
    """Write the export into a folder. names: all of them, and as they are gone through."""
    every, told = names
    if asked.form == "originals":
        from reftel.desk.exporting.originals import write_originals  # noqa: PLC0415 - see below

        return Done(len(every), write_originals(session, told, folder))
    from reftel.desk.exporting.site import write_site  # noqa: PLC0415 - jinja2 is slow to import

    title = asked.title or TITLE
    return Done(write_site(session, told, folder, frozenset(every), title))


def _writer(
    session: Session, names: Iterable[str], form: str, fields: Sequence[Field] | None
) -> Callable[[BinaryIO], int]:
    if form == "jsonl":
        before = () if fields else OWN
        return lambda out: write_jsonl(
            session, names, out, lambda each: json_line(each, fields, before)
        )
    if form == "csv" and fields:
        return lambda out: write_csv(session, names, out, lambda text: CsvWriter(text, fields))
    from reftel.desk.exporting.parquet import write_parquet  # noqa: PLC0415 - used by this alone

    return lambda out: write_parquet(session, names, out)


def _shown(names: Iterable[str], total: int, *, quiet: bool) -> Iterator[str]:
    """Yield the names; meanwhile count them on a terminal if there are many."""
    if quiet or total < MANY or not sys.stderr.isatty():
        yield from names
        return
    began, last = time.monotonic(), 0.0
    try:
        for number, name in enumerate(names, 1):
            now = time.monotonic()
            if now - last >= EVERY_SECONDS and now > began:
                last = now
                rate = number / (now - began)
                sys.stderr.write(
                    f"{CLEAR}{number:,} of {total:,} telegrams, {rate:,.0f} a second,"
                    f" {(total - number) / rate:,.0f} s left"
                )
                sys.stderr.flush()
            yield name
    finally:
        sys.stderr.write(CLEAR)
        sys.stderr.flush()


def _told(done: Done, out: str) -> str:
    telegrams = counted(done.telegrams, "telegram")
    files = "" if done.files is None else f", {counted(done.files, 'original')}"
    return f"{safe_path(out)}: {telegrams}{files}"
