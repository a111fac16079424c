"""A pattern sought only where one of its signs stands: most texts have few of them."""

import re
from collections.abc import Iterator


def matches(
    pattern: re.Pattern[str], signs: tuple[str, ...], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """Yield the matches within `start` up to `end`, each of which begins with one of the signs."""
    places = sorted(place for sign in signs for place in _places(sign, text, start, end))
    behind = start
    for place in places:
        match = pattern.match(text, place, end) if place >= behind else None
        if match:
            behind = match.end()
            yield match


def _places(sign: str, text: str, start: int, end: int) -> Iterator[int]:
    at = text.find(sign, start, end)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1, end)
