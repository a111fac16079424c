"""A diagnostic with the line it speaks of and a caret below the place."""

from collections.abc import Iterable, Iterator
from textwrap import fill

from reftel.cli.terminal import paint, safe, safe_path, width
from reftel.core.diagnostic import Diagnostic
from reftel.desk.places import Place, Places
from reftel.telegram.model import Telegram

# Of a line that is longer than the terminal, this many characters are kept before the place.
BEFORE = 20
ELLIPSIS = "…"


def snippets(
    path: str, telegram: Telegram, diagnostics: Iterable[Diagnostic], columns: int = 80
) -> Iterator[str]:
    """Yield each diagnostic in some lines of at most `columns`, messages apart."""
    places = Places(telegram.text)
    for each in diagnostics:
        yield "\n".join(_snippet(path, places, each, columns))


def heading(diagnostic: Diagnostic) -> str:
    """Return `warning[T204] message`."""
    label = paint(f"{diagnostic.severity}[{diagnostic.code}]", diagnostic.severity)
    return f"{label} {safe(diagnostic.message)}"


def _snippet(path: str, places: Places, diagnostic: Diagnostic, columns: int) -> list[str]:
    place = places.place(diagnostic.span)
    line = places.line(place.line)
    gutter = " " * len(str(place.line))
    bar = paint("|", "dim")
    lines = [
        _wrapped_heading(diagnostic, columns),
        f"{gutter}{paint('-->', 'dim')} {safe_path(path)}:{place.line}:{place.column}",
    ]
    if not line.strip():
        return lines
    shown, caret = _marked(line, place, columns - len(gutter) - 3)
    return [
        *lines,
        f"{gutter} {bar}",
        f"{paint(str(place.line), 'dim')} {bar} {shown}",
        f"{gutter} {bar} {paint(caret, diagnostic.severity)}",
    ]


def _wrapped_heading(diagnostic: Diagnostic, columns: int) -> str:
    label = f"{diagnostic.severity}[{diagnostic.code}] "
    message = fill(safe(diagnostic.message), columns, initial_indent=label, subsequent_indent="  ")
    return message.replace(label, paint(label, diagnostic.severity), 1)


def _marked(line: str, place: Place, columns: int) -> tuple[str, str]:
    """Return the part of the line round the place, and carets that stand below it."""
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    begin = _window(line, start, end, columns)
    before, front = safe(line[begin:start]), ELLIPSIS if begin else ""
    # More characters than columns are never shown, and a line may have a million.
    marked, behind = safe(line[start : min(end, start + columns)]), safe(line[end : end + columns])
    shown = _cut(f"{front}{before}{marked}{behind}".rstrip(), columns)
    offset = width(front + before)
    carets = max(1, min(width(marked), columns - offset))
    return shown, " " * offset + "^" * carets


def _window(line: str, start: int, end: int, columns: int) -> int:
    """Return where to begin a line that is too long, so that the place is in view."""
    if end < 4 * columns and width(safe(line[:end])) < columns:
        return 0
    return max(0, min(start - BEFORE, start))


def _cut(words: str, columns: int) -> str:
    if width(words) <= columns:
        return words
    taken = used = 0
    for character in words:
        used += width(character)
        if used > columns - 1:
            break
        taken += 1
    return words[:taken] + ELLIPSIS
