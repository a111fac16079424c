"""The National Archives' attributes of a telegram: typed, and compared with its text."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from msgspec.structs import replace

from reftel.tables import load
from reftel.tables.rows import AttributeRow
from reftel.telegram import posts
from reftel.telegram.dates import date_in, plain
from reftel.telegram.dtg import full_year
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.model import Agreement, Attribute, Telegram

KEY = re.compile(r"([A-Za-z][A-Za-z0-9-]*(?: [A-Za-z0-9-]+){0,5}):(?=\s|$)")
# A key that no table lists is a run of words with capitals, not a word of some value.
UNKNOWN_KEY = re.compile(r"[A-Z][a-z]+(?: (?:[A-Z][A-Za-z]*|on))*$")
ORIGINATING = re.compile(r"\s{1,4}OR-.{0,8}$")
MARK = re.compile(r"^\s{0,4}\([A-Z/]{1,8}\)|\([A-Z/]{1,8}\)\s{0,4}$")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})$")
LIST_ITEM = re.compile(r"[^,()]+(?:\([^()]*\)?)?[^,()]*")
WHOLE = re.compile(r"[0-9]{1,9}$")
NULLS = frozenset({"", "n/a", "N/A"})


@cache
def _rows() -> dict[str, AttributeRow]:
    return {row.key: row for row in load.attributes()}


def read(lines: Lines, begin: int, end: int) -> tuple[Attribute, ...]:
    """Read the lines from `begin` up to `end`; a line without key goes on with the value above."""
    groups: list[tuple[str, int, list[int]]] = []
    rows = _rows()
    for index in range(begin, end):
        text = lines.texts[index]
        if not text or lines.kinds[index] == "stamp":
            continue
        lines.kinds[index] = "attribute"
        match = KEY.match(text)
        key = match[1] if match else ""
        if match and (key in rows or UNKNOWN_KEY.match(key)):
            groups.append((key, match.end(), [index]))
        elif groups:
            groups[-1][2].append(index)
        else:
            groups.append(("", 0, [index]))
    return tuple(_attribute(lines, *group) for group in groups)


def _attribute(lines: Lines, key: str, start: int, group: list[int]) -> Attribute:
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


def compared(telegram: Telegram) -> tuple[Attribute, ...]:
    """Return the attributes, each with its agreement with what the text says."""
    found = list(telegram.attributes)
    for at, each in enumerate(found):
        if each.key in COMPARISONS:
            found[at] = _with_agreement(each, telegram)
    return tuple(found)


def _with_agreement(attribute: Attribute, telegram: Telegram) -> Attribute:
    if attribute.value is None:
        return attribute
    compare = COMPARISONS[attribute.key]
    return replace(attribute, agreement=compare(attribute, telegram))


def _equal(said: object, attribute: object) -> Agreement:
    if said is None or said == "":
        return "silent"
    return "agrees" if said == attribute else "differs"


def _from(attribute: Attribute, telegram: Telegram) -> Agreement:
    if telegram.originator is None:
        return "silent"
    said, value = _station(telegram.originator.post), str(attribute.words)
    if said == _station(value):
        return "agrees"
    # The OR- letters of an E.O. 12065 line slipped into this attribute: LA PAZ OR-P.
    return "cut" if said == _station(ORIGINATING.sub("", value)) else "differs"


def _station(name: str) -> str:
    row = posts.known(name)
    return row.mrn if row else posts.squeezed(name)


def _sent(attribute: Attribute, telegram: Telegram) -> Agreement:
    time = telegram.dtg and telegram.dtg.time
    return _equal(time and time.date(), attribute.date)


def _level(attribute: Attribute, telegram: Telegram) -> Agreement:
    return _equal(telegram.classification and telegram.classification.level, attribute.words)


DOCUMENT_NUMBER = re.compile(r"(?P<year>\d{4})(?P<station>[A-Z]{2,6})(?P<number>\d{5,6})$")


def document_number(value: str) -> tuple[int, str, int] | None:
    """Return year, station and number of `1974LAPAZ05034`; None where it is garbled."""
    match = DOCUMENT_NUMBER.match(value)
    if match is None:
        return None
    return full_year(match["year"]), match["station"], int(match["number"])


def _document(attribute: Attribute, telegram: Telegram) -> Agreement:
    identity, said = telegram.identity, document_number(str(attribute.words))
    if identity is None or said is None or identity.number_ground == "document number":
        return "silent"
    same = (identity.year, identity.post, identity.number) == (said[0], _station(said[1]), said[2])
    return "agrees" if same else "differs"


def _office(attribute: Attribute, telegram: Telegram) -> Agreement:
    lists = telegram.distribution
    said = f"{lists.role} {lists.offices[0].symbol}" if lists and lists.offices else None
    return _equal(said, attribute.words)


def _letters(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _subject(attribute: Attribute, telegram: Telegram) -> Agreement:
    if telegram.subject is None:
        return "silent"
    said, value = _letters(telegram.subject.text), _letters(MARK.sub("", str(attribute.words)))
    if said == value:
        return "agrees"
    return "cut" if value.startswith(said) or said.startswith(value) else "differs"


def _tags(attribute: Attribute, telegram: Telegram) -> Agreement:
    if not telegram.tags:
        return "silent"
    said = {_letters(each.code) for each in telegram.tags}
    listed = {_letters(part) for part in re.split(r"[,\s()]+", attribute.printed)}
    return "agrees" if said == listed - {""} else "cut" if said <= listed else "differs"


def _restrictions(attribute: Attribute, telegram: Telegram) -> Agreement:
    if not telegram.captions:
        return "silent"
    said = {_letters(each.caption) for each in telegram.captions}
    listed = {_letters(part) for part in re.split(r"[,;/]+", attribute.printed)}
    return "agrees" if listed <= said else "differs"


COMPARISONS: dict[str, Callable[[Attribute, Telegram], Agreement]] = {
    "From": _from,
    "Draft Date": _sent,
    "Sent Date": _sent,
    "Original Classification": _level,
    "Document Number": _document,
    "Office": _office,
    "Subject": _subject,
    "TAGS": _tags,
    "Original Handling Restrictions": _restrictions,
}
