"""The National Archives' attributes of a telegram: typed, and compared with its text."""

import re
from datetime import date
from functools import cache

from reftel.tables import load
from reftel.tables.rows import AttributeRow
from reftel.telegram.dates import date_in, plain
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.model import Attribute

# A key that no table lists is a run of words with capitals, not a word of some value.
UNKNOWN_KEY = re.compile(r"[A-Z][a-z]+(?: (?:[A-Z][A-Za-z]*|on))*$")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})$")
LIST_ITEM = re.compile(r"[^,()]+(?:\([^()]*\)?)?[^,()]*")
WHOLE = re.compile(r"[0-9]{1,9}$")
NULLS = frozenset({"", "n/a", "N/A"})


@cache
def _rows() -> dict[str, AttributeRow]:
    return {row.key: row for row in load.attributes()}


def read(lines: Lines, begin: int, end: int) -> tuple[Attribute, ...]:
    """Read the lines from `begin` up to `end`; a line without key goes on with the value above."""
    groups: list[tuple[str, list[int]]] = []
    for index in range(begin, end):
        text = lines.texts[index]
        if not text or lines.kinds[index] == "stamp":
            continue
        lines.kinds[index] = "attribute"
        key = _key(text)
        if key or not groups:
            groups.append((key, [index]))
        else:
            groups[-1][1].append(index)
    return tuple(_attribute(lines, *group) for group in groups)


def _key(text: str) -> str:
    """Return the key with which a line begins; empty where it goes on with the one above."""
    key, colon, value = text.partition(":")
    if not colon or (value and not value[0].isspace()):
        return ""
    return key if key in _rows() or UNKNOWN_KEY.match(key) else ""


def _attribute(lines: Lines, key: str, group: list[int]) -> Attribute:
    start = len(key) + 1 if key else 0
    if len(group) == 1:
        text, span = lines.texts[group[0]], lines.span(group[0])
        value = one_line = text[start:].strip()
    else:
        reading = Reading(lines, group)
        span = reading.span(0, len(reading.text))
        value = reading.text[start:].strip()
        one_line = " ".join(value.split())
    row = _rows().get(key)
    words, day = _typed(one_line, row)
    return Attribute(
        key=key,
        printed=value,
        words=words,
        date=day,
        known=row is not None,
        span=span,
    )


def _typed(
    value: str, row: AttributeRow | None
) -> tuple[str | int | tuple[str, ...] | None, date | None]:
    if value in NULLS or (row and value in row.nulls):
        return None, None
    kind = row.type if row else "text"
    if kind == "date" and (day := _date(value)):
        # 1 January 1960 is the archive's dummy for no date.
        return None, None if day == date(1960, 1, 1) else day
    if kind == "int" and WHOLE.match(value):
        return int(value), None
    if kind in {"list", "codes"}:
        return tuple(item for each in LIST_ITEM.findall(value) if (item := each.strip())), None
    return value, None


def _date(value: str) -> date | None:
    if match := DAY_FIRST.match(value):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return None
    found = date_in(value.split(" 12:00", maxsplit=1)[0].replace("-", " "))
    return plain(found) if found else None
