"""Lines of a teleprinter: 69 characters, divided between words."""

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from reftel.telegram.hyphens import in_one_line

WIDTH = 69  # ACP 127: the longest line that every station can print
# Words that would begin something else at the beginning of a line: `3.` a paragraph, `REF:` a list.
BEGINS_ANOTHER = re.compile(
    r" (?=\(?\d{1,2}[.)](?: |$)|[A-Z]{2,9}:|(?:BEGIN|END|SUMMARY|COMMENT)\b|-)"
)
HELD = "\ue000"  # stands for a blank at which no line ends; no telegram has it
# Columns: blanks in a row behind no sentence.
COLUMNS = re.compile(r"[^\s.:;?!,] {2,}\S")
INDENTED = re.compile(r"\s|[-*•]")


def wrapped(text: str, first: str = "", indent: str = "", width: int = WIDTH) -> list[str]:
    """Return the lines of words that begin with `first`, later ones with the indent."""
    words = " ".join(text.split())
    held = BEGINS_ANOTHER.sub(HELD, words)
    found = wrap(
        held,
        width,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(HELD, " ").rstrip() for line in found] or [first.rstrip()]


def kept(text: str, first: str = "", width: int = WIDTH) -> list[str]:
    """Return the lines of a paragraph as they are, divided anew only where one is too long."""
    lines = text.split("\n")
    lines[0] = first + lines[0]
    if all(len(line) <= width for line in lines):
        return [line.rstrip() for line in lines]
    if not is_set(text) and not any(INDENTED.match(line) for line in text.split("\n")):
        return wrapped(in_one_line(text), first, width=width)
    return list(_each(lines, width))


def is_set(text: str) -> bool:
    """Whether the lines of a paragraph are a table's."""
    return "  " in text and any(COLUMNS.search(line) for line in text.split("\n"))


def _each(lines: Iterable[str], width: int) -> Iterator[str]:
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        yield from [line.rstrip()] if len(line) <= width else wrapped(line, indent, indent, width)


def joined(parts: Iterable[Iterable[str]]) -> list[str]:
    """Return the lines of parts with a blank line between any two that have some."""
    found: list[str] = []
    for part in parts:
        lines = list(part)
        if lines:
            found += [*([""] if found else []), *lines]
    return found
