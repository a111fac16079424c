"""Read a telegram from whatever holds it: text, bytes, a file, a PDF."""

import os
import re
from pathlib import Path

from reftel.core.diagnostic import Diagnostic
from reftel.desk import pdf
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram, read_telegrams

LINE_BREAK = re.compile(r"[\r\n]")
ENDS_LIKE_A_FILE = re.compile(r"\S\.[A-Za-z][A-Za-z0-9]{1,4}\Z")
# Codes of the diagnostics that say that there was nothing to read at all.
REFUSALS = frozenset({"T004", "T005", "T006"})


def read(source: bytes | str | os.PathLike[str]) -> Telegram:
    """Return the telegram that `source` holds; what is wrong with it stands in its diagnostics.

    source: bytes are content; a path is a file. A string is the name of a file if it has no
    line break and either names something that exists or ends like a file name (`x.txt`);
    otherwise it is the text itself.
    Raises FileNotFoundError, IsADirectoryError, PermissionError as `open` does, and TypeError
    for any other type; never because of what a file holds.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return read_content(bytes(source))
    if isinstance(source, str) and not names_a_file(source):
        return read_telegram(source)
    if isinstance(source, str | os.PathLike):  # pyright: ignore[reportUnnecessaryIsInstance]
        return read_content(Path(source).read_bytes())
    message = f"read() takes bytes, a string or a path, not {type(source).__name__}"
    raise TypeError(message)


def read_content(data: bytes) -> Telegram:
    """Return the telegram that the content of a file holds."""
    words = pdf.text_layer(data) if pdf.is_pdf(data) else data
    return unread(words) if isinstance(words, Diagnostic) else read_telegram(words)


def read_contents(data: bytes, volume: str = "") -> list[Telegram]:
    """Return the telegrams that the content of a file holds, one at least.

    volume: of the edition of which the content is a document.
    """
    if volume:
        return [read_telegram(data, volume=volume)]
    words = pdf.text_layer(data) if pdf.is_pdf(data) else data
    return [unread(words)] if isinstance(words, Diagnostic) else list(read_telegrams(words))


def unread(diagnostic: Diagnostic) -> Telegram:
    """Return the record of what gave no text to read, with the reason."""
    return Telegram(text="", encoding="", dialect="unknown", blocks=(), diagnostics=(diagnostic,))


def refusal(telegram: Telegram) -> str:
    """Return why there was nothing to read, code first; empty where there was."""
    found = (each for each in telegram.diagnostics if each.code in REFUSALS)
    return next((f"{each.code} {each.message}" for each in found), "")


def names_a_file(source: str) -> bool:
    """Whether a string is meant as the name of a file, see `read`."""
    if not source.strip() or LINE_BREAK.search(source):
        return False
    return bool(ENDS_LIKE_A_FILE.search(source)) or _exists(source)


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # A text of one line is too long, or has a null byte.
        return False
