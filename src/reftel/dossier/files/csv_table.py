"""CSV with places: RFC 4180, and lines that begin with `#` are comments.

The standard library's reader tells the line of a record, not the place of a cell, and takes a
comment for data. A cell's span takes in its quotation marks.
"""

from collections.abc import Iterator
from typing import NamedTuple

from reftel.core.span import Span
from reftel.dossier.files.places import Content, Fault, Line, Value

COMMENT = "#"
SEPARATORS = {";": "semicolons", "\t": "tabs"}


class Cell(NamedTuple):
    """A cell. words: without quotation marks. span: with them."""

    words: str
    span: Span


class Record(NamedTuple):
    """The cells of a line; one with a line break in a cell runs over several. fault: if any."""

    cells: tuple[Cell, ...]
    span: Span
    fault: Fault | None = None


def read_csv(text: str, key: str) -> Content:
    """Return the lines of a table. key: the name of their kind."""
    content = Content({key: []}, [])
    if wrong := no_table(text):
        content.faults.append(wrong)
        return content
    header: Record | None = None
    for record in records(text):
        if record.fault:
            content.faults.append(record.fault)
        if header is None:
            header = record
            content.faults.extend(_header(header))
            continue
        content.faults.extend(_count(header, record))
        content.lines[key].append(_line(header, record))
    return content


def no_table(text: str) -> Fault | None:
    """Return what keeps all of a text from being read: other separators, other ends of lines.

    Spreadsheets write semicolons where a comma stands before decimals, and tabs; told once, it is
    mended once.
    """
    if "\r" in text and "\n" not in text:
        message = "lines end in a carriage return alone; save it with the line ends of today"
        return Fault("D003", message, text.find("\r"))
    first = next(records(text), None)
    if first is None or len(first.cells) > 1:
        return None
    words = first.span.of(text)
    for sign, name in SEPARATORS.items():
        if sign in words:
            message = f"cells are separated by {name}; commas expected, nothing of it is read"
            return Fault("D003", message, first.span.start)
    return None


def records(text: str) -> Iterator[Record]:
    """Yield the records of a CSV; blank lines and comments are none."""
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        end = _end_of_line(text, at)
        if text[at:end].strip() and not text.startswith(COMMENT, at):
            record = _record(text, at)
            yield record
            at = record.span.end
            end = _end_of_line(text, at)
        at = end + 1


def _record(text: str, start: int) -> Record:
    cells: list[Cell] = []
    fault: Fault | None = None
    at = start
    while True:
        cell, at, wrong = _quoted(text, at) if text.startswith('"', at) else _plain(text, at)
        cells.append(cell)
        fault = fault or wrong
        if not text.startswith(",", at):
            return Record(tuple(cells), Span(start, at), fault)
        at += 1


def _plain(text: str, at: int) -> tuple[Cell, int, None]:
    end = _end_of_line(text, at)
    comma = text.find(",", at, end)
    end = comma if comma >= 0 else end
    if text.endswith("\r", at, end):
        return Cell(text[at : end - 1].strip(), Span(at, end - 1)), end, None
    return Cell(text[at:end].strip(), Span(at, end)), end, None


def _quoted(text: str, at: int) -> tuple[Cell, int, Fault | None]:
    end = at + 1
    while (end := _found(text, '"', end)) < len(text) and text.startswith('""', end):
        end += 2
    words = text[at + 1 : end].replace('""', '"')
    if end == len(text):
        # The rest of the file would be one cell: the line alone is lost instead.
        stop = _end_of_line(text, at)
        fault = Fault("D002", "a quotation mark opens and is not closed", at)
        return Cell(text[at + 1 : stop], Span(at, stop)), stop, fault
    after = _end_of_line(text, end + 1)
    comma = text.find(",", end + 1, after)
    after = comma if comma >= 0 else after
    if text[end + 1 : after].strip():
        fault = Fault("D002", "words stand behind a closed quotation mark", end + 1)
        return Cell(words, Span(at, after)), after, fault
    return Cell(words, Span(at, end + 1)), after, None


def _header(header: Record) -> Iterator[Fault]:
    seen: set[str] = set()
    for cell in header.cells:
        if not cell.words:
            yield Fault("D003", "a column has no name", cell.span.start)
        elif cell.words in seen:
            yield Fault("D003", f"two columns are named {cell.words}", cell.span.start)
        seen.add(cell.words)


def _count(header: Record, record: Record) -> Iterator[Fault]:
    found, wanted = len(record.cells), len(header.cells)
    if found > wanted and any(cell.words for cell in record.cells[wanted:]):
        message = f"{found} cells, {wanted} columns; a cell with a comma needs quotation marks"
        yield Fault("D003", message, record.cells[wanted].span.start)
    elif found < wanted:
        yield Fault("D003", f"{found} cells, {wanted} columns", record.span.start)


def _line(header: Record, record: Record) -> Line:
    pairs = zip(header.cells, record.cells, strict=False)
    return Line(
        record.span,
        {name.words: Value(cell.words, cell.span) for name, cell in pairs if cell.words},
    )


def _end_of_line(text: str, at: int) -> int:
    return _found(text, "\n", at)


def _found(text: str, sign: str, at: int) -> int:
    found = text.find(sign, at)
    return found if found >= 0 else len(text)
