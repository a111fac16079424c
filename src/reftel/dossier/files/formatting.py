"""One layout for all: blanks, quotation marks, lines between. Words, order, comments stay."""

from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate

from reftel.core.span import Span
from reftel.dossier.files.csv_table import no_table, records
from reftel.dossier.files.places import Line, Value
from reftel.dossier.files.toml_table import read_toml
from reftel.dossier.files.writing import cell

BLANKS = " \t\r"


def formatted(file: str, text: str) -> str:
    """Return the text of a file in the usual layout; as it is where it cannot be read whole."""
    return _csv(text) if file.endswith(".csv") else _toml(text)


def _csv(text: str) -> str:
    """Quotation marks only where they are needed, no blanks around cells."""
    if no_table(text):
        return text
    parts: list[str] = []
    at = 0
    for record in records(text):
        if record.fault:
            return text
        parts.append(text[at : record.span.start].replace("\r\n", "\n"))
        parts.append(",".join(cell(each.words) for each in record.cells))
        at = record.span.end
    parts.append(text[at:].replace("\r\n", "\n"))
    return "".join(parts).strip("\n") + "\n"


def _toml(whole: str) -> str:
    """`name = value` at the margin, one blank line above a table."""
    # The two line ends are one to TOML, within words too.
    text = whole.replace("\r\n", "\n")
    content = read_toml(text)
    if content.faults:
        return whole
    values = [*_values(line for lines in content.lines.values() for line in lines)]
    spans = [_whole_lines(text, span) for span in values]
    return _tidy(text, [span for span in spans if "\n" in span.of(text)])


def _whole_lines(text: str, span: Span) -> Span:
    """Return a span with all of its lines, where only blanks stand before it."""
    above = text.rfind("\n", 0, span.start)
    if text[above + 1 : span.start].strip():
        return span
    below = text.find("\n", span.end)
    return Span(above + 1, below + 1 if below >= 0 else len(text))


def _values(lines: "Iterator[Line] | list[Line]") -> Iterator[Span]:
    """Yield where values stand; lines within a value are its writer's."""
    for line in lines:
        for found in line.fields.values():
            match found:
                case Value():
                    yield found.span
                case Line():
                    yield from _values([found])
                case _ if found[0].is_inline:
                    yield Span(found[0].span.start, found[-1].span.end)
                case _:
                    yield from _values(found)


def _tidy(text: str, kept: list[Span]) -> str:
    """Return lines without blanks at their ends, never two empty ones; `kept` is not touched."""
    # Not `splitlines`, which cuts at signs that are part of a value, U+2028 among them.
    lines = text.split("\n")
    untouched = _lines_of(kept, lines)
    out: list[str] = []
    for number, line in enumerate(lines):
        if number in untouched:
            out.append(f"{line}\n")
        else:
            out.extend(_line(line.strip(BLANKS), out))
    return "".join(out).rstrip("\n") + "\n" if "".join(out).strip() else ""


def _lines_of(spans: list[Span], lines: list[str]) -> set[int]:
    """Return the numbers of the lines, from 0, that spans touch."""
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    return {
        number
        for span in spans
        for number in range(bisect(starts, span.start) - 1, bisect(starts, span.end - 1))
    }


def _line(line: str, above: list[str]) -> Iterator[str]:
    if not line and (not above or above[-1] == "\n"):
        return
    if line.startswith("[") and above and above[-1] != "\n" and not above[-1].startswith("#"):
        yield "\n"
    yield f"{_spaced(line)}\n"


def _spaced(line: str) -> str:
    """Return a line of TOML with one blank on each side of its first `=`."""
    name, sign, value = line.partition("=")
    is_pair = sign and name.strip().replace(".", "").replace("_", "").replace("-", "").isalnum()
    return f"{name.strip(BLANKS)} = {value.strip(BLANKS)}" if is_pair else line
