"""The head of a telegram as a card: what it is, from whom, to whom, how secret, about what."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from textwrap import fill

from rich import box
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from reftel.cli import provenance
from reftel.cli.progress import counted
from reftel.cli.terminal import safe
from reftel.desk.fields import dtg
from reftel.telegram.model import Addressee, Dateline, ExecutiveOrder, Telegram

# The colours of the cover sheets: orange, red, blue; green for what everybody may read.
LEVELS = {
    "TOP SECRET": "bold black on dark_orange",
    "SECRET": "bold white on red",
    "CONFIDENTIAL": "bold white on blue",
    "RESTRICTED": "bold black on cyan",
    "LIMITED OFFICIAL USE": "bold black on cyan",
    "OFFICIAL USE ONLY": "bold black on cyan",
    "SBU": "bold black on cyan",
    "UNCLASSIFIED": "bold black on green",
}
PRECEDENCES = {
    "EMERGENCY COMMAND": "bold red",
    "FLASH": "bold red",
    "NIACT IMMEDIATE": "bold red",
    "IMMEDIATE": "red",
    "PRIORITY": "yellow",
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# More addressees than this are counted, not listed.
MOST_ADDRESSEES = 12
# What the frame and the labels take of the width.
FRAME = 16

Row = tuple[str, Text]


def card(telegram: Telegram, path: str, columns: int) -> Panel:
    """Return the card, `columns` wide; what the telegram does not have is left out."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    label = ""
    for name, value in rows(telegram, columns - FRAME):
        grid.add_row("" if name == label else name, value)
        label = name
    return Panel(
        grid,
        title=_title(telegram, path),
        title_align="left",
        box=box.ROUNDED,
        border_style="dim",
        padding=(0, 1),
    )


def day(value: date) -> str:
    """Return `4 April 2008`, in English whatever the locale."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """Return `Friday 4 April 2008, 21:43 UTC`."""
    return f"{DAYS[value.weekday()]} {day(value)}, {value:%H:%M} UTC"


def rows(telegram: Telegram, columns: int) -> Iterator[Row]:
    """Yield the label and value of each line of the card; values have that many columns."""
    if telegram.subject:
        mark = f"{telegram.subject.mark.printed} " if telegram.subject.mark else ""
        yield "Subject", Text(safe(mark + telegram.subject.text), style="bold")
    elif telegram.edition:
        yield "Heading", Text(safe(telegram.edition.heading.text))
    yield from _date(telegram)
    if telegram.originator:
        yield "From", _name(telegram.originator.name, telegram.originator.offices)
    yield from _addressees("To", telegram.action)
    yield from _addressees("Info", telegram.info)
    yield from _addressees("Exempt", telegram.exempted)
    yield from (_pair("Pass", each.span.of(telegram.text)) for each in telegram.pass_lines)
    if telegram.captions:
        yield _pair("Captions", " · ".join(dict.fromkeys(c.caption for c in telegram.captions)))
    if telegram.executive_order:
        yield "E.O.", executive_order(telegram.executive_order)
        if by := classifier(telegram.executive_order):
            yield _pair("By", by)
    yield from _tags(telegram, columns)
    for officer in telegram.officers:
        office = f"{officer.office}: " if officer.office else ""
        yield _pair(officer.role.capitalize(), office + officer.name)
    yield from provenance.rows(telegram)
    if unread := telegram.unread:
        lines = sum(len(span.of(telegram.text).splitlines()) for span in unread)
        share = 1 - telegram.coverage
        told = f"{share:.0%}" if share >= 0.01 else "less than 1%"
        yield "Unread", Text(f"{counted(lines, 'line')}, {told} of the text", style="yellow")


def executive_order(order: ExecutiveOrder) -> Text:
    """Return the order, its date of declassification, and by which rule."""
    found = Text(safe(f"{order.order or order.printed} {order.exemption or order.form}".strip()))
    outcome = order.declassification
    if outcome.date:
        found.append(" · declassify on ", style="dim")
        found.append(day(outcome.date), style="bold")
    if outcome.rule:
        found.append(f" · {safe(outcome.rule)}", style="dim")
    if order.event:
        found.append(f" · {safe(order.event)}")
    return found


def classifier(order: ExecutiveOrder) -> str:
    """Return who classified, and for which reasons; empty where nothing of it is printed."""
    reasons = f"for reasons {', '.join(order.reasons)}" if order.reasons else ""
    return f"{order.classifier} {reasons}".strip()


def level(telegram: Telegram) -> Text:
    """Return the classification in the colour of its level."""
    if telegram.classification is None:
        return Text("no classification line", style="dim")
    name = telegram.classification.level
    return Text(f" {name} ", style=f"not dim {LEVELS[name]}")


def _title(telegram: Telegram, path: str) -> Text:
    identity = telegram.identity
    title = Text(f"{safe(identity.mrn if identity else path)} ", style="not dim bold")
    if identity and identity.section:
        total = f" of {identity.section.of}" if identity.section.of else ""
        title.append(f"section {identity.section.number}{total} ", style="dim")
    title.append("─ ", style="dim not bold").append_text(level(telegram))
    return title


def _date(telegram: Telegram) -> Iterator[Row]:
    if telegram.dtg is None:
        if telegram.dateline is not None:
            yield "Date", _dateline(telegram.dateline)
        return
    letters = f"{telegram.dtg.letters} " if telegram.dtg.letters else ""
    group = safe(f"{letters}{dtg(telegram)}" if telegram.dtg.time else dtg(telegram))
    if telegram.dtg.time is None:
        yield "Date", Text.assemble(group, (" (no real moment)", "yellow"))
    else:
        yield "Date", Text.assemble(moment(telegram.dtg.time), (f" · {group}", "dim"))


def _dateline(line: Dateline) -> Text:
    found = Text(safe(moment(line.time) if line.time else line.printed))
    if line.time is None and line.local:
        found.append(" (zone not known)", style="yellow")
    return found.append(f" · {safe(line.place)}" if line.place else "", style="dim")


def _addressees(label: str, addressees: Iterable[Addressee]) -> Iterator[Row]:
    listed = list(addressees)
    for each in listed[:MOST_ADDRESSEES]:
        name = _name(each.name, each.offices)
        if each.precedence:
            name.append(f"  {each.precedence}", style=PRECEDENCES.get(each.precedence, "dim"))
        if each.continuity:
            name.append(f"  {safe(each.continuity)}", style="dim")
        yield label, name
    if len(listed) > MOST_ADDRESSEES:
        yield label, Text(f"and {len(listed) - MOST_ADDRESSEES} more", style="dim")


def _tags(telegram: Telegram, columns: int) -> Iterator[Row]:
    for tag in telegram.tags:
        person = f" ({tag.person})" if tag.person else ""
        found = Text(safe(f"{tag.code:<5}{person}"))
        if tag.title:
            title = fill(
                safe(tag.title),
                columns,
                initial_indent=found.plain + " ",
                subsequent_indent=" " * 6,
            )
            found.append(title[len(found.plain) :], style="dim")
        elif tag.kind == "unknown":
            found.append(" not in the tables of its time", style="yellow")
        yield "TAGS", found


def _name(name: str, offices: Iterable[str]) -> Text:
    found = Text(safe(name))
    for office in offices:
        found.append(f" //{safe(office)}//", style="dim")
    return found


def _pair(label: str, value: str) -> Row:
    return label, Text(safe(" ".join(value.split())))
