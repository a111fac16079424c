"""What the terminal is told: colours if it wants them, and never a control character of a file."""

import os
import sys
import unicodedata
from typing import TextIO

# Control pictures: one column each, so that a caret below the line still points to its word.
PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
# Words may be turned round, parted or hidden by these, so that a line shows what it does not say.
HIDING = (
    *range(0x80, 0xA0),
    0x61C,
    *range(0x200B, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xD800, 0xE000),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
)
SAFE = PICTURES | dict.fromkeys(HIDING, "\ufffd") | {ord("\t"): " "}

STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "bold": "1",
    "dim": "2",
    "good": "32",
}


def safe(words: str) -> str:
    """Return one line of words as the terminal may have it.

    Line breaks and other controls become pictures of themselves, a tab becomes a blank: no
    file can move the cursor, colour what follows, or make two findings look like one.
    """
    return words if words.isascii() and words.isprintable() else words.translate(SAFE)


def unicode_path(path: str) -> str:
    """Return a path as characters: names of files may hold bytes that are none."""
    return os.fsencode(path).decode("utf-8", "replace")


def safe_path(path: str) -> str:
    """Return a path as the terminal may have it."""
    return safe(unicode_path(path))


def width(words: str) -> int:
    """Return the number of columns that words take."""
    return len(words) if words.isascii() else sum(map(_columns, words))


def wants_colour(stream: TextIO) -> bool:
    """Whether to colour: a terminal, unless NO_COLOR is set; FORCE_COLOR colours anything."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (
        stream.isatty() and os.environ.get("TERM") != "dumb"
    )


def paint(words: str, style: str, stream: TextIO | None = None) -> str:
    """Return the words in a style, or as they are where the stream wants no colour."""
    if not wants_colour(stream or sys.stdout):
        return words
    return f"\x1b[{STYLES[style]}m{words}\x1b[0m"


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
