"""`reftel brief`: a brief printed, or written as a page."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reftel.archive.access.labels import EVERYTHING, Clearance
from reftel.archive.archive import Archive
from reftel.archive.store.database import FILE
from reftel.cli.options import DEFAULT_ARCHIVE
from reftel.cli.output import indented
from reftel.cli.reader import session
from reftel.cli.show import console
from reftel.cli.terminal import safe, safe_path
from reftel.desk.briefing import Brief, Row, Sentence, brief
from reftel.desk.briefing.frame import dateline, left_out
from reftel.desk.briefing.markdown import markdown
from reftel.desk.briefing.readable import Opener, readable_by
from reftel.desk.briefing.shortening import ROOM
from reftel.desk.briefing.wording import shown
from reftel.desk.dossiers.opening import opener
from reftel.desk.exporting.whole import whole_file
from reftel.dossier.dossier import Dossier

# What an actor did not say itself looks otherwise than what it said: reported, expected.
VOICES = (("text", ""), ("own", ""), ("reported", ""), ("expected", "italic"))


class Asked(NamedTuple):
    """What is asked for. on, since: days in words, "" without. to: a file, "" the output."""

    dossier: str
    on: str
    since: str
    to: str
    archive: str
    clearance: str


def run(asked: Asked, *, json: bool) -> None:
    """Print a brief, or write it. Raises BadParameter where an option is wrong."""
    write = _writer(asked.to)
    if json and asked.to:
        message = "--json is printed; it does not go with --to"
        raise typer.BadParameter(message)
    made = _made(asked, room=None if json else ROOM)
    if json:
        typer.echo(indented(made))
    elif asked.to:
        with whole_file(Path(asked.to)) as out:
            out.write(write(made))
        typer.echo(f"{safe_path(asked.to)}: {safe(dateline(made))}; {safe(made.marking)}")
    elif sys.stdout.isatty():
        _show(console(sys.stdout), made)
    else:
        sys.stdout.buffer.write(markdown(made).encode())


def _made(asked: Asked, room: float | None) -> Brief:
    on, since = _day(asked.on, "--on"), _day(asked.since, "--since")
    if on and since and since > on:
        message = f"{since} lies after the day of the brief, {on}"
        raise typer.BadParameter(message, param_hint="--since")
    dossier = Dossier(asked.dossier)

    def of(opened: Opener, clearance: Clearance) -> Brief:
        return brief(
            dossier,
            on=on,
            since=since,
            opener=opened,
            readable=readable_by(opened, clearance, dossier),
            grants=clearance.grants,
            room=room,
        )

    # The default archive need not be there for the owner; one that was named has to.
    has_none = asked.archive == DEFAULT_ARCHIVE and not (Path(asked.archive) / FILE).exists()
    if has_none and not asked.clearance:
        typer.echo("reftel: no archive: markings are not known, no citation is opened", err=True)
        return of(lambda _: None, EVERYTHING)
    with Archive(asked.archive) as held:
        reader = session(held, asked.clearance)
        return of(opener(reader), reader.clearance)


def _writer(to: str) -> Callable[[Brief], bytes]:
    """Return what writes the form of a file's suffix; the libraries of the others stay unloaded."""
    suffix = Path(to).suffix.lower()
    if not to or suffix == ".md":
        return lambda made: markdown(made).encode()
    if suffix == ".html":
        from reftel.desk.briefing.html import html  # noqa: PLC0415 - jinja2 is slow to import

        return lambda made: html(made).encode()
    if suffix == ".pdf":
        from reftel.desk.briefing.pdf import pdf  # noqa: PLC0415 - typst is slow to import

        return pdf
    if suffix == ".docx":
        from reftel.desk.briefing.word import word  # noqa: PLC0415 - python-docx, too

        return word
    message = f"{safe_path(to)} tells no form by its end: .md, .html, .pdf, .docx"
    raise typer.BadParameter(message, param_hint="--to")


def _day(words: str, option: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        message = f"{words!r} is no day; 2008-04-03 is the form"
        raise typer.BadParameter(message, param_hint=option) from error


def _show(out: Console, made: Brief) -> None:
    """Print a brief for a person at a terminal."""
    out.print(Text(safe(made.marking), style="bold red"), justify="center")
    out.print(Text(safe(made.title), style="bold"))
    out.print(Text(safe(dateline(made)), style="dim"))
    for part in made.sections:
        out.print()
        out.print(Text(safe(part.title), style="bold cyan"))
        for row in part.rows:
            for each in _row(row):
                out.print(each)
        for each in part.sentences:
            out.print(Padding(_told(each), (0, 0, 0, 2)))
    if made.left_out:
        out.print()
        out.print(Text(safe(left_out(made)), style="dim"))
    out.print(Text(safe(made.marking), style="bold red"), justify="center")


def _row(row: Row) -> Iterator[RenderableType]:
    """Yield a row of the table: a line for each stance, behind the kind of its source."""
    yield Text.assemble((safe(row.name), "bold"))
    lines = Table.grid(padding=(0, 2, 0, 0))
    lines.add_column(style="dim", min_width=len("expected"))
    lines.add_column(overflow="fold")
    for (label, style), cell in zip(VOICES, (row.below, *row.cells), strict=True):
        for number, each in enumerate(cell):
            told = _told(each)
            told.stylize(style)
            lines.add_row("" if number else label, told)
    yield Padding(lines, (0, 0, 0, 2))


def _told(sentence: Sentence) -> Text:
    lead = f"{safe(sentence.lead)}: " if sentence.lead else ""
    cites = "; ".join(shown(sentence.citations))
    return Text.assemble((lead, "bold"), safe(sentence.words), (f" {safe(cites)}", "dim"))
