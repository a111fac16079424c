"""How a brief puts days, names and citations into words."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from reftel.core.citation import Citation, parse_citation
from reftel.dossier.days import days

OWN = "dossier:"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# Signs that no document may hold, and those that turn words round, part or hide them.
FORBIDDEN = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0xAD,
    0x61C,
    *range(0x200B, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xD800, 0xE000),
    *range(0xFDD0, 0xFDF0),
    0xFEFF,
    *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)),
)
CLEAN = dict.fromkeys(FORBIDDEN, "\ufffd")
NAMES = 24  # in one list; what is more is counted


def own(table: str, identity: str = "") -> str:
    """Return the citation of a line of the dossier itself: `dossier:provisions#term`.

    By id and not by line: a number of a line would count those that a reader may not see.
    """
    return f"{OWN}{table}#{identity}" if identity else f"{OWN}{table}"


def shown(citations: Iterable[str]) -> list[str]:
    """Return citations as they are printed, those of one source together.

    `08CALDESSA241 ¶2, ¶4`; `draft-2 OP1`; a source outside in its words; `provisions term`, a line
    of the dossier itself.
    """
    parsed = [_parsed(each) for each in dict.fromkeys(citations)]
    order = {each.name: at for at, each in reversed([*enumerate(parsed)])}
    together = sorted(parsed, key=lambda each: order[each.name])
    return [_shown(name, [*some]) for name, some in groupby(together, key=lambda each: each.name)]


def day(found: date, on: date | None = None) -> str:
    """Return `14 April 2008`; without the year where it is that of `on`."""
    year = "" if on is not None and found.year == on.year else f" {found.year}"
    return f"{found.day} {MONTHS[found.month - 1]}{year}"


def when(words: str, on: date | None = None) -> str:
    """Return a day, a month or a year of a dossier in words: `2008-04` is `April 2008`."""
    found = days(words)
    if found is None:
        return ""
    parts = len(words[:10].split("-"))
    if parts == 3:
        return day(found.first, on)
    return str(found.first.year) if parts == 1 else f"{MONTHS[found.first.month - 1]} {words[:4]}"


def away(until: date, on: date) -> str:
    """Return how far a day lies ahead: `in 35 days`, `today`, `3 days ago`."""
    left = (until - on).days
    if left == 0:
        return "today"
    return f"in {count(left, 'day')}" if left > 0 else f"{count(-left, 'day')} ago"


def count(number: int, thing: str) -> str:
    """Return `1 day`, `35 days`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def names(words: Sequence[str]) -> str:
    """Return `A, B and C`; a long list is cut and the rest counted."""
    if len(words) > NAMES:
        return f"{', '.join(words[:NAMES])} and {len(words) - NAMES:,} more"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def in_one_line(words: str) -> str:
    """Return words in one line, without signs that a document may not hold."""
    line = " ".join(words.split())
    return line if line.isascii() and line.isprintable() else line.translate(CLEAN)


def ended(words: str) -> str:
    """Return words with a full stop at their end, unless one is there."""
    words = " ".join(words.split())
    return words if words[-1:] in {".", "?", "!"} else f"{words}."


def _parsed(cite: str) -> Citation:
    if cite.startswith(OWN):
        name, _, place = cite.removeprefix(OWN).partition("#")
        return Citation("text", name, place)
    return parse_citation(cite) or Citation("outside", cite)


def _shown(name: str, cites: list[Citation]) -> str:
    places = [_place(each) for each in cites if each.place]
    return f"{name} {', '.join(places)}" if places else name


def _place(cite: Citation) -> str:
    if cite.to != "telegram":
        return cite.place
    if cite.place == "ref":
        return "REF"
    if cite.place.startswith("@"):
        return f"unnumbered ¶{cite.place[1:]}"
    return cite.place if cite.place == "subject" else f"¶{cite.place}"
