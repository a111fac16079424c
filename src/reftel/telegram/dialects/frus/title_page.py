"""The header of a volume: what a title page says."""

import re

from reftel.telegram.markup import words
from reftel.telegram.model import Book

# `<title type="volume">`, `<editor role="primary">`, `<pubPlace>`: the words of one element.
ELEMENT = re.compile(
    r"""<(?P<name>title|editor|publisher|pubPlace|date)\b
    (?:\s[^<>]{0,99}?\b(?:type|role)\s{0,3}=\s{0,3}["'](?P<kind>[\w-]{1,30})["'])?[^<>]{0,200}>
    (?P<content>[^<>]{0,999})</""",
    re.VERBOSE,
)
HEADER_END = "</fileDesc"
YEAR = re.compile(r"\d{4}")


def book(front: str) -> Book | None:
    """Return the book that a volume's front names; None where it gives no title.

    front: the first characters of the volume, its header among them. Only the header counts:
    the preface behind it speaks of other books.
    """
    header, end, _ = front.partition(HEADER_END)
    found = list(ELEMENT.finditer(header)) if end else []
    series, title = _first(found, "title", "series"), _first(found, "title", "volume")
    if not series and not title:
        return None
    year = YEAR.search(_first(found, "date"))
    return Book(
        title=title,
        series=series,
        period=_first(found, "title", "subseries"),
        number=_first(found, "title", "volumenumber"),
        editors=tuple(_all(found, "editor", "primary")),
        publisher=_first(found, "publisher"),
        place=_first(found, "pubPlace"),
        year=int(year[0]) if year else 0,
    )


def _first(found: list[re.Match[str]], name: str, kind: str = "") -> str:
    return next(iter(_all(found, name, kind)), "")


def _all(found: list[re.Match[str]], name: str, kind: str = "") -> list[str]:
    named = (each for each in found if each["name"] == name and kind in {"", each["kind"]})
    return [content for each in named if (content := words(each["content"]))]
