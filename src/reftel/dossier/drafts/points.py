"""The points of a non-paper: a text without clauses, in numbered or dashed paragraphs."""

import re

from reftel.dossier.drafts.starts import Start

POINT = re.compile(r"[ \t]*((?:--?|[–—•*·])|\d{1,2}[.)])[ \t]{1,8}(?=\S)")
FEWEST = 2


def points(text: str) -> list[Start]:
    """Return where each point begins, and the words above the first; [] for fewer than two.

    A point goes on to the next one: an empty line does not end it.
    """
    found: list[Start] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if mark := POINT.match(line):
            printed = mark[1]
            number = int(printed[:-1]) if printed[:-1].isdigit() else 0
            start = at + mark.start(1)
            found.append(Start("other", start, at + mark.end(), 0, printed, number))
        at += len(line)
    if len(found) < FEWEST:
        return []
    above = text[: found[0].start]
    if above.strip():
        first = len(above) - len(above.lstrip())
        found.insert(0, Start("title", first, first, 0))
    return found
