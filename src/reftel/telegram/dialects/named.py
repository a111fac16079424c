"""Systems whose telegrams are recognised by their signs, named, and not read."""

import re
from collections.abc import Callable
from functools import cache, partial

from reftel.tables import load
from reftel.tables.rows import NamedSystemRow
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.model import Telegram

LONGEST_SIGN = 60  # characters of it in the finding


def layout(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what names the system; None where no sign stands in the text."""
    return _named(copy, military=False)


def military(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what names a military message that the line layout could not read, or None."""
    return _named(copy, military=True)


def _named(copy: Copy, *, military: bool) -> Callable[[], Telegram] | None:
    for row in load.named_systems():
        if (row.dialect == "military") == military and (match := sign(row, copy.cleaned)):
            return partial(_unread, copy, row, match)
    return None


def sign(row: NamedSystemRow, text: str) -> re.Match[str] | None:
    """Return where the sign of a row stands in a text; None where it does not.

    Its letters are looked for first, since most texts have none of them.
    """
    if not any(letters in text for letters in row.letters):
        return None
    return _pattern(row.sign).search(text)


@cache
def _pattern(sign: str) -> re.Pattern[str]:
    return re.compile(sign, re.MULTILINE)


def _unread(copy: Copy, row: NamedSystemRow, match: re.Match[str]) -> Telegram:
    printed = " ".join(match[0].split())[:LONGEST_SIGN]
    index = copy.cleaned.count("\n", 0, match.start())
    span = copy.lines.words(index).span
    message = f"sign of {row.system}: {printed!r}; its fields are not read"
    copy.findings.add("T054", span, message)
    return Telegram(
        text=copy.text,
        encoding=copy.encoding,
        dialect=row.dialect,
        blocks=copy.lines.blocks(),
        repairs=tuple(copy.lines.repairs),
        diagnostics=copy.findings.all(),
    )
