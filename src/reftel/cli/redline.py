"""`reftel redline`: drafts compared clause by clause."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

import typer

from reftel.archive.archive import Archive
from reftel.cli.output import indented
from reftel.cli.reader import session
from reftel.cli.terminal import paint, safe, safe_path, width
from reftel.cli.words_shown import lines
from reftel.desk.redlining.asking import asked as who_asked
from reftel.desk.redlining.asking import text_of
from reftel.desk.redlining.opening import Lookup, open_draft
from reftel.desk.redlining.telling import (
    ASKED,
    Point,
    count,
    histories,
    name_of,
    notes,
    summary,
    told,
)
from reftel.dossier.dossier import Dossier
from reftel.dossier.drafts.records import Draft
from reftel.dossier.drafts.redline import ClauseChange, Redline, Step, redline
from reftel.dossier.records import Text
from reftel.telegram.model import Telegram

MOST_COLUMNS = 100
STYLE = {"weaker": "warning", "dropped": "warning", "stronger": "info", "moved": "info"}
SIGN = {"weaker": "▼", "stronger": "▲", "moved": "⇄", "added": "+", "dropped": "-"}
TITLE_COLUMNS = 10


class Asked(NamedTuple):
    """What is asked: files to write, in whose name and of which day, or JSON.

    dossier: the folder of one that knows who had asked for what, "" for none.
    """

    html: str
    docx: str
    author: str
    dated: str
    dossier: str
    json: bool


def run(sources: Sequence[str], folder: str, reader: str, asked: Asked) -> int:
    """Show the redline, or write it; return the exit code."""
    if len(sources) < 2:
        raise typer.BadParameter("name two drafts or more, the earliest first")

    def lookup(name: str) -> Telegram:
        return telegram(name, folder, reader)

    if asked.dossier:
        drafts, notes = _of_dossier(Dossier(asked.dossier), sources, lookup)
    else:
        drafts, notes = [open_draft(each, lookup) for each in sources], []
    found = redline(drafts, notes)
    if asked.html:
        from reftel.desk.redlining.html import page  # noqa: PLC0415 - jinja2 is slow to import

        write(asked.html, page(found).encode())
    if asked.docx:
        write(asked.docx, _word(drafts, asked))
    if asked.json:
        typer.echo(indented(found))
    elif not asked.html and not asked.docx:
        for line in shown(found):
            typer.echo(line)
    else:
        for step in found.steps:
            typer.echo(f"{_title(step)}: {count(step)}")
    return 0


def _of_dossier(
    dossier: Dossier, sources: Sequence[str], lookup: Lookup
) -> tuple[list[Draft], list[Mapping[str, Sequence[str]]]]:
    """Return drafts that may be named by their ids in a dossier, and who had asked for what."""
    drafts: list[Draft] = []
    notes: list[Mapping[str, Sequence[str]]] = []
    for source in sources:
        text = text_of(dossier, source)
        drafts.append(open_draft(_place(dossier, text) if text else source, lookup))
        notes.append(who_asked(dossier, text.id) if text else {})
    return drafts, notes


def _place(dossier: Dossier, text: Text) -> str:
    return str(dossier.folder / text.file) if text.file else text.cite


def telegram(name: str, folder: str, reader: str) -> Telegram:
    """Return a telegram of the archive as its reader may see it."""
    with Archive(folder) as archive:
        return session(archive, reader).telegram(name).telegram


def write(path: str, data: bytes) -> None:
    """Write a file; raises BadParameter where that is not possible."""
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        message = f"{safe_path(path)}: {(error.strerror or '').lower()}"
        raise typer.BadParameter(message) from None


def shown(found: Redline) -> Iterator[str]:
    """Yield the lines of the terminal."""
    columns = min(shutil.get_terminal_size().columns, MOST_COLUMNS)
    ways = histories(found)
    if ways:
        yield from _table([found.titles, *ways])
        yield ""
    for number, step in enumerate(found.steps):
        if number:
            yield ""
        yield from _step(step, columns)


def _step(step: Step, columns: int) -> Iterator[str]:
    yield paint(_title(step), "bold")
    yield count(step)
    points = summary(step)
    if points:
        yield ""
        yield from (_point(each) for each in points)
    yield ""
    names = [name_of(each) for each in step.clauses]
    indent = min(max(map(width, names), default=4), 14) + 2
    for change in step.changes:
        if change.is_clause:
            yield from _change(change, indent, columns)
        elif change.change != "same":
            yield from _indented(change, "", indent, columns)


def _title(step: Step) -> str:
    return f"{safe(step.before)} → {safe(step.after)}"


def _point(point: Point) -> str:
    sign = SIGN.get(point.mark, " ")
    title = f"{sign} {point.title}".ljust(TITLE_COLUMNS + 3)
    style = STYLE.get(point.mark)
    return f"  {paint(title, style) if style else title}{safe(point.words)}"


def _change(change: ClauseChange, indent: int, columns: int) -> Iterator[str]:
    name = name_of(change)
    if change.change == "same" and not change.moved:
        said = f"{name.ljust(indent)}{_short(change, columns - indent)}"
        yield paint(said, "dim")
        return
    yield from _indented(change, name, indent, columns)
    points = notes(change)
    said = "; ".join(told(each) for each in points if each.title != ASKED)
    if said:
        yield f"{' ' * indent}{paint(f'({safe(said)})', 'info')}"
    for each in points:
        if each.title == ASKED:
            lead, more = " " * indent + "← ", " " * (indent + 2)
            words = fill(safe(each.words), columns, initial_indent=lead, subsequent_indent=more)
            yield paint(words, "dim")


def _short(change: ClauseChange, columns: int) -> str:
    words = safe(change.runs[0].text) if change.runs else ""
    return words if width(words) <= columns else f"{words[: columns - 2].rsplit(' ', 1)[0]} …"


def _indented(change: ClauseChange, name: str, indent: int, columns: int) -> Iterator[str]:
    first = name.ljust(indent)
    if width(name) >= indent:
        yield paint(name, "bold")
        first = " " * indent
    for line in lines(change.runs, columns - indent):
        yield f"{paint(first, 'bold') if first.strip() else first}{line}"
        first = " " * indent


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows in columns; long titles above are numbered and told in lines of their own."""
    titles = [safe(each) for each in rows[0]]
    for number, title in enumerate(titles, 1):
        yield f"{number}  {title}"
    yield ""
    heads = [str(number) for number in range(1, len(titles) + 1)]
    widest = max(width(cell) for row in rows[1:] for cell in row) + 2
    yield paint("".join(each.ljust(widest) for each in heads).rstrip(), "bold")
    for row in rows[1:]:
        yield "".join(each.ljust(widest) for each in row).rstrip()


def _word(drafts: Sequence[Draft], asked: Asked) -> bytes:
    from reftel.desk.redlining.word import Reviser, word_file  # noqa: PLC0415 - slow to import

    first, last = drafts[0], drafts[-1]
    step = redline([first, last]).steps[0]
    return word_file(step, first, last, Reviser(asked.author, _time(asked.dated)))


def _time(dated: str) -> datetime:
    if not dated:
        return datetime.now(UTC)
    try:
        return datetime.strptime(dated, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        message = f"'{safe(dated)}' is no date: write 2008-05-16"
        raise typer.BadParameter(message, param_hint="--dated") from None
