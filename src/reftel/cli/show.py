"""A telegram as one reads it gladly: card, references, text, signature, findings."""

from bisect import bisect_right
from collections.abc import Iterator
from shutil import get_terminal_size
from typing import IO, TextIO, cast

from rich.console import Console
from rich.text import Text

from reftel.cli.card import LEVELS, card, day
from reftel.cli.progress import counted
from reftel.cli.snippet import snippets
from reftel.cli.terminal import paint, safe, safe_path, wants_colour, width
from reftel.desk.places import Places
from reftel.desk.prose import reflow
from reftel.telegram.model import Citation, Paragraph, Passage, Reference, Telegram

# Lines of prose that are longer than this are tiring to read.
WIDEST = 100
# Where nothing tells the width, it is that of the terminals which everybody has.
PIPE = 80
# Paragraphs stand to the right of their numbers.
INDENT = 4
# A longer entry of the references does not push the targets of the others to the right.
WIDEST_ENTRY = 34
# A passage that begins at most so many characters behind its paragraph's begins with it.
NEAR = 24
GROUNDS = {
    "stated": "year stated",
    "date": "year of its date",
    "date-time group": "this year",
    "dateline": "this year",
    "previous year": "the year before",
    "none": "",
}


class Trimmed:
    """A stream that gets lines without the blanks that fill them up to the width."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, words: str) -> int:
        """Write words; rich gives whole lines."""
        lines = words.split("\n")
        return self._stream.write(
            "\n".join([*(each.rstrip(" ") for each in lines[:-1]), lines[-1]])
        )

    def flush(self) -> None:
        """Flush the stream."""
        self._stream.flush()


def console(stream: TextIO) -> Console:
    """Return a console that takes words as words: no markup, no guesses at numbers."""
    colour = wants_colour(stream)
    return Console(
        file=cast("IO[str]", stream if colour else Trimmed(stream)),
        width=min(get_terminal_size().columns, WIDEST) if stream.isatty() else PIPE,
        force_terminal=colour,
        no_color=not colour,
        markup=False,
        emoji=False,
        highlight=False,
    )


def show(out: Console, path: str, telegram: Telegram) -> None:
    """Print a telegram."""
    out.print(card(telegram, safe_path(path), out.width))
    _references(out, telegram)
    _text(out, telegram)
    if telegram.signature:
        out.print()
        out.print(Text(_line(telegram.signature.text), style="bold"), justify="right")
    for note in telegram.notes:
        out.print()
        out.print(Text(_line(note.text), style="dim italic"))
    _findings(out, path, telegram)


def _references(out: Console, telegram: Telegram) -> None:
    if not telegram.references:
        return
    out.print()
    out.print(Text("References", style="bold"))
    entries = [_line(each.text) for each in telegram.references]
    column = max((w for w in map(width, entries) if w <= WIDEST_ENTRY), default=0)
    targets = max(len(each.target) for each in telegram.references)
    for each, entry in zip(telegram.references, entries, strict=True):
        line = Text(f"  {safe(each.letter) or '·':<2} ", style="cyan")
        line.append(entry + " " * (column - width(entry)), style="default")
        line.append_text(_target(each, targets))
        _hanging(out, line, 5)


def _target(reference: Reference, column: int) -> Text:
    found = Text()
    if reference.target:
        found.append("  → ", style="dim").append(
            safe(reference.target).ljust(column), style="bold cyan"
        )
        if GROUNDS[reference.year_ground]:
            found.append(f"  {GROUNDS[reference.year_ground]}", style="dim")
    elif reference.kind not in {"telegram", "other"}:
        when = f" of {day(reference.date)}" if reference.date else ""
        found.append(f"  {reference.kind}{when}", style="dim")
    return found


def _text(out: Console, telegram: Telegram) -> None:
    gaps = _gaps(telegram)
    for index, paragraph in enumerate(telegram.paragraphs):
        out.print()
        passages = [each for each in telegram.passages if each.first <= index <= each.last]
        for passage in passages:
            if index == passage.first and _begins(passage, paragraph):
                out.print(Text(f"── {_line(passage.title or passage.kind).lower()} ──", "magenta"))
        if paragraph.heading:
            out.print(Text(_line(paragraph.heading.text), style="bold"))
        _paragraph(out, telegram, index, paragraph)
        if index in gaps:
            out.print(Text(" " * INDENT + f"[taken out here: {gaps[index]}]", style="yellow"))


def _gaps(telegram: Telegram) -> dict[int, str]:
    """Return what was taken out of each paragraph, or behind it, by the paragraph's index."""
    starts = [each.span.start for each in telegram.paragraphs]
    found: dict[int, list[str]] = {}
    for each in telegram.redactions:
        index = bisect_right(starts, each.span.start) - 1
        behind = telegram.signature is not None and each.span.start > telegram.signature.span.start
        if index >= 0 and not behind:
            found.setdefault(index, []).append(each.exemption or each.printed)
    return {index: safe(", ".join(dict.fromkeys(words))) for index, words in found.items()}


def _begins(passage: Passage, paragraph: Paragraph) -> bool:
    return passage.span.start <= paragraph.span.start + NEAR


def _paragraph(out: Console, telegram: Telegram, index: int, paragraph: Paragraph) -> None:
    citations = [each for each in telegram.citations if each.paragraph == index]
    head = _number_and_mark(paragraph)
    # A paragraph may be a mark alone: 1. (C - ENTIRE TEXT)
    runs = list(_marked_runs(telegram, paragraph, citations)) or [Text()]
    indent = INDENT if head.plain else 0
    for number, run in enumerate(runs):
        _hanging(out, head + run if number == 0 else Text(" " * indent) + run, indent)


def _hanging(out: Console, text: Text, indent: int) -> None:
    """Print a text so that the lines after its first stand `indent` columns to the right."""
    first = text.wrap(out, out.width)[0]
    behind = text.plain[len(first.plain) :].lstrip()
    rest = text[len(text.plain) - len(behind) :] if behind else Text()
    first.rstrip()
    out.print(first)
    if behind:
        for line in rest.wrap(out, out.width - indent):
            line.rstrip()
            out.print(Text(" " * indent) + line)


def _number_and_mark(paragraph: Paragraph) -> Text:
    head = Text()
    if paragraph.number is not None:
        head.append(f"{paragraph.number}.".ljust(INDENT - 1) + " ", style="bold")
    if paragraph.mark:
        mark = " - ENTIRE TEXT" if paragraph.entire_text else ""
        colour = LEVELS[paragraph.mark.level].rpartition(" ")[2]
        head.append(f"{safe(paragraph.mark.printed)}", style=f"bold {colour}")
        if mark and "ENTIRE" not in paragraph.mark.printed.upper():
            head.append(mark, style=colour)
        head.append(" ")
    return head


def _marked_runs(
    telegram: Telegram, paragraph: Paragraph, citations: list[Citation]
) -> Iterator[Text]:
    """Yield the runs of prose; the citations are sought in order, so that each is marked once."""
    waiting = [" ".join(each.span.of(telegram.text).split()) for each in citations]
    for run in reflow(paragraph.text):
        words = safe(run)
        found = Text(words)
        at = 0
        while waiting and (start := words.find(waiting[0], at)) >= 0:
            at = start + len(waiting.pop(0))
            found.stylize("cyan underline", start, at)
        yield found


def _findings(out: Console, path: str, telegram: Telegram) -> None:
    if not telegram.diagnostics:
        return
    out.print()
    out.print(Text(f"── {counted(len(telegram.diagnostics), 'finding')} ──", style="dim"))
    out.print()
    grave = [each for each in telegram.diagnostics if each.severity != "info"]
    for snippet in snippets(path, telegram, grave, out.width):
        out.file.write(f"{snippet}\n\n")
    _asides(out, telegram)
    code = (grave or telegram.diagnostics)[0].code
    out.file.write(paint(f"`reftel explain {code}` tells what stands behind a code.", "dim") + "\n")


def _asides(out: Console, telegram: Telegram) -> None:
    """Print what is worth knowing, but no fault, in few lines."""
    places = Places(telegram.text)
    asides = [each for each in telegram.diagnostics if each.severity == "info"]
    for each in asides:
        line = Text(f"info[{each.code}] ", style="cyan")
        line.append(f"line {places.place(each.span).line}: ", style="dim")
        line.append(safe(each.message), style="default")
        _hanging(out, line, len("info[T000] "))
    if asides:
        out.print()


def _line(words: str) -> str:
    return safe(" ".join(words.split()))
