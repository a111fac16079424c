"""Citations of telegrams and of their paragraphs, for notes, bibliographies and programs."""

from collections.abc import Callable, Iterable
from datetime import date as Date  # noqa: N812 - as in the record
from typing import Literal, get_args

import msgspec

from reftel.desk.citing.bibtex import bibtex
from reftel.desk.citing.csl import csl_item
from reftel.desk.citing.describing import describe, with_own_keys
from reftel.desk.citing.prose import chicago, nara
from reftel.desk.citing.ris import ris
from reftel.desk.citing.work import Holding, NoCitationError, Printing, Work
from reftel.telegram.model import Telegram

Style = Literal["nara", "chicago", "bibtex", "ris", "csl-json"]
STYLES: tuple[Style, ...] = get_args(Style)

__all__ = [
    "STYLES",
    "Holding",
    "NoCitationError",
    "Printing",
    "Style",
    "Work",
    "cite",
    "describe",
    "formatted",
]

_ENTRIES: dict[Style, tuple[Callable[[Work], str], str]] = {
    "nara": (nara, "\n"),
    "chicago": (chicago, "\n"),
    "bibtex": (bibtex, "\n\n"),
    "ris": (ris, "\n\n"),
}


def cite(
    telegram: Telegram,
    style: Style = "nara",
    paragraph: int | None = None,
    accessed: Date | None = None,
) -> str:
    """Return the citation of a telegram, or of one of its paragraphs.

    What the copy does not tell is left out; a date that others tell stands in brackets. accessed:
    the day on which the user saw the copy. The classification is no part of a citation.
    Raises NoCitationError where there is no such paragraph, or nothing to cite by.
    """
    return formatted([describe(telegram, paragraph, accessed)], style)


def formatted(works: Iterable[Work], style: Style) -> str:
    """Return the entries of works in a style, each under a key of its own.

    CSL-JSON is one array; the other styles have one line, or one paragraph, an entry.
    """
    keyed = with_own_keys(works)
    if style == "csl-json":
        items = msgspec.json.encode([csl_item(each) for each in keyed])
        return msgspec.json.format(items, indent=2).decode()
    entry, between = _ENTRIES[style]
    return between.join(map(entry, keyed))
