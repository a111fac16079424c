"""Records back to text: what was read is written in a layout, and what that cannot hold is told.

`write` is the door. What is lost is found, not declared: the text is read again, and every field
that does not come back is named. Plain text alone is not made to be read again.
"""

from collections.abc import Callable
from typing import Literal, get_args

from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram
from reftel.telegram.writing import archives, line, markdown, plain, smart, tei
from reftel.telegram.writing.said import added, differing, said

Target = Literal["line", "archives", "smart", "plain", "markdown", "tei"]
WRITERS: dict[str, Callable[[Telegram], str]] = {
    "line": line.write,
    "archives": archives.write,
    "smart": smart.write,
    "plain": plain.write,
    "markdown": markdown.write,
    "tei": tei.write,
}


class Written(str):
    """A text that tells what it does not hold. lost: names of fields, as `said` has them.

    added: fields that the telegram has not and the text has, since the layout cannot be without.
    """

    __slots__ = ("added", "lost")

    added: tuple[str, ...]
    lost: tuple[str, ...]


def write(telegram: Telegram, target: Target = "line") -> Written:
    """Return a telegram in a layout.

    Raises ValueError for a layout that nobody writes, and for a record that is no telegram.
    """
    if target not in WRITERS:
        message = f"no layout {target!r}; one of {', '.join(get_args(Target))} expected"
        raise ValueError(message)
    if telegram.dialect == "unknown":
        message = "the record is no telegram; its text alone is known"
        raise ValueError(message)
    written = Written(WRITERS[target](telegram))
    before = said(telegram)
    if target == "plain":
        written.lost = tuple(name for name in before if name not in plain.PRINTED)
        written.added = ()
    else:
        after = said(read_telegram(written))
        written.lost, written.added = differing(before, after), added(before, after)
    return written
