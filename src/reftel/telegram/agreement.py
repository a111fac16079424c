"""Whether the archives' attributes say what the text says; where they differ, the text decides."""

import re
from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from reftel.telegram import posts
from reftel.telegram.dtg import full_year
from reftel.telegram.findings import Findings
from reftel.telegram.model import Agreement, Attribute, Telegram

DOCUMENT_NUMBER = re.compile(r"(?P<year>\d{4})(?P<station>[A-Z]{2,6})(?P<number>\d{5,6})$")
ORIGINATING = re.compile(r"\s{1,4}OR-.{0,8}$")
MARK = re.compile(r"^\s{0,4}\([A-Z/]{1,8}\)|\([A-Z/]{1,8}\)\s{0,4}$")
# `GS 19850713 BOEKER, PAUL H`, `X1`, `11652 GDS`, `RR`: the archives' words for the element.
ORDER = re.compile(r"(?:\d{5}\s)?(?P<form>X?GDS|GS|AS|RR|X\d|OA)\b(?:\s(?P<date>\d{8}))?")
FORMS = {"GS": "GDS", "AS": "ADS", "RR": "RDS", "OA": "OADR"}
STATIONS = re.compile(r"\s{2,}|,")
# In `To` the archives write COM for several addressees, AGR for Agriculture, and precedences.
SEVERAL = frozenset({"COM", "AGR", "INFO", "MULTIPLE", "NIACT", "IMMEDIATE", "PRIORITY"})
# These have rules of their own, with messages of their own.
RULED = frozenset({"Draft Date", "Sent Date", "Document Number", "Office", "TAGS"})


class Compared(NamedTuple):
    """How an attribute agrees, and what the text says in its place."""

    agreement: Agreement
    said: str = ""


SILENT = Compared("silent")


def compared(telegram: Telegram, findings: Findings) -> tuple[Attribute, ...]:
    """Return the attributes, each with its agreement; note where one differs from the text."""
    found = list(telegram.attributes)
    for at, each in enumerate(found):
        if each.key in COMPARISONS and each.value is not None:
            outcome = COMPARISONS[each.key](each, telegram)
            found[at] = replace(each, agreement=outcome.agreement)
            if outcome.agreement == "differs" and each.key not in RULED:
                message = f"attribute {each.key} says {each.printed}; the text says {outcome.said}"
                findings.add("T017", each.span, message)
    return tuple(found)


def document_number(value: str) -> tuple[int, str, int] | None:
    """Return year, station and number of `1974LAPAZ05034`; None where it is garbled."""
    match = DOCUMENT_NUMBER.match(value)
    if match is None:
        return None
    return full_year(match["year"]), match["station"], int(match["number"])


def _compared(same: bool, said: str) -> Compared:
    return Compared("agrees" if same else "differs", said)


def _letters(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _words(said: str, value: str) -> Compared:
    """Compare words without regard to blanks and signs; a beginning of the other is cut."""
    mine, theirs = _letters(said), _letters(value)
    if mine != theirs and (mine.startswith(theirs) or theirs.startswith(mine)):
        return Compared("cut", said)
    return _compared(mine == theirs, said)


def _station(name: str) -> str:
    row = posts.known(name)
    return row.mrn if row else posts.squeezed(name)


def _from(attribute: Attribute, telegram: Telegram) -> Compared:
    if telegram.originator is None:
        return SILENT
    said, value = _station(telegram.originator.post), str(attribute.words)
    if said == _station(value) or _letters(telegram.originator.name) == _letters(value):
        return Compared("agrees", said)
    # The OR- letters of an E.O. 12065 line slipped into this attribute: LA PAZ OR-P.
    bare = _station(ORIGINATING.sub("", value))
    return Compared("cut" if said == bare else "differs", telegram.originator.name)


def _to(attribute: Attribute, telegram: Telegram) -> Compared:
    if not telegram.addressees:
        return SILENT
    addressed = {each.post for each in telegram.addressees}
    names = [_letters(each.name) for each in telegram.addressees]

    def is_addressed(station: str) -> bool:
        return _station(station) in addressed or any(_letters(station) in name for name in names)

    strange = [
        word
        for each in STATIONS.split(attribute.printed)
        if not is_addressed(each)
        for word in each.split()
        if word not in SEVERAL and not is_addressed(word)
    ]
    return _compared(not strange, ", ".join(each.name for each in telegram.addressees))


def _sent(attribute: Attribute, telegram: Telegram) -> Compared:
    time = telegram.dtg.time if telegram.dtg else None
    return _compared(time.date() == attribute.date, str(time.date())) if time else SILENT


def _level(attribute: Attribute, telegram: Telegram) -> Compared:
    if telegram.classification is None:
        return SILENT
    said = telegram.classification.level
    return _compared(said == attribute.words, said)


def _document(attribute: Attribute, telegram: Telegram) -> Compared:
    identity, value = telegram.identity, document_number(str(attribute.words))
    if identity is None or value is None or identity.number_ground == "document number":
        return SILENT
    said = (identity.year, identity.post, identity.number)
    return _compared(said == (value[0], _station(value[1]), value[2]), identity.mrn)


def _office(attribute: Attribute, telegram: Telegram) -> Compared:
    lists = telegram.distribution
    if lists is None or not lists.offices:
        return SILENT
    said = f"{lists.role} {lists.offices[0].symbol}"
    return _compared(said == attribute.words, said)


def _subject(attribute: Attribute, telegram: Telegram) -> Compared:
    if telegram.subject is None:
        return SILENT
    return _words(telegram.subject.text, MARK.sub("", str(attribute.words)))


def _tags(attribute: Attribute, telegram: Telegram) -> Compared:
    if not telegram.tags:
        return SILENT
    codes = [each.code for each in telegram.tags]
    said = {_letters(code) for code in codes}
    listed = {_letters(part) for part in re.split(r"[,\s()]+", attribute.printed)} - {""}
    if said < listed:
        return Compared("cut", ", ".join(codes))
    return _compared(said == listed, ", ".join(codes))


def _restrictions(attribute: Attribute, telegram: Telegram) -> Compared:
    if not telegram.captions:
        return SILENT
    captions = [each.caption for each in telegram.captions]
    listed = {_letters(part) for part in re.split(r"[,;/]+", attribute.printed)}
    return _compared(listed <= {_letters(each) for each in captions}, ", ".join(captions))


def _order(attribute: Attribute, telegram: Telegram) -> Compared:
    order, match = telegram.executive_order, ORDER.match(attribute.printed)
    if order is None or match is None:
        return SILENT
    form = FORMS.get(match["form"], match["form"])
    same = form == order.form or form.replace("X", "XGDS-") == order.exemption
    day = f"{order.date:%Y%m%d}" if order.date else ""
    return _compared(same and match["date"] in (None, "", day), order.element)


def _references(attribute: Attribute, telegram: Telegram) -> Compared:
    if not telegram.references:
        return SILENT
    said = " ".join(f"{each.letter} {each.text}".strip() for each in telegram.references)
    # Of 1979 on the attribute names year, station and number: 79 STATE 3141, 78 LA PAZ 1579.
    targets = {each.target for each in telegram.references if each.kind == "telegram"}
    listed = {_target(each) for each in attribute.printed.split(",")}
    if listed and listed <= targets:
        return Compared("agrees", said)
    if all(_letters(each.text) in _letters(attribute.printed) for each in telegram.references):
        return Compared("agrees", said)
    return _words(said.replace(" AND ", " "), attribute.printed.replace(" AND", " "))


def _target(words: str) -> str:
    year, _, rest = words.strip().partition(" ")
    station, _, number = rest.rpartition(" ")
    whole = year.isdigit() and number.isdigit()
    return f"{year}{_station(station)}{int(number)}" if whole else ""


def _pages(attribute: Attribute, telegram: Telegram) -> Compared:
    if not telegram.pages or len(telegram.sections) > 1:
        return SILENT  # Of several sections the archives did not count the printed pages.
    said = max(each.page for each in telegram.pages)
    return _compared(said == attribute.words, str(said))


def _number(attribute: Attribute, telegram: Telegram) -> Compared:
    """Compare the MRN of a cover: `85 PORT MORESBY 199`."""
    identity = telegram.identity
    if identity is None or not identity.year:
        return SILENT
    return _compared(_target(str(attribute.words)) == identity.mrn, identity.mrn)


def _cover_time(attribute: Attribute, telegram: Telegram) -> Compared:
    """Compare the Date/DTG of a cover, both halves; covers of old telegrams say 0000."""
    time = telegram.sent
    if time is None:
        return SILENT
    said = f"{time:%b %d, %Y} / {time:%d%H%M}Z {time:%b %y}"
    return _compared(_letters(said) == _letters(attribute.printed), said)


def _cover_action(attribute: Attribute, telegram: Telegram) -> Compared:
    """Compare the Action of a cover: whether the message asks just these to act."""
    if not telegram.action:
        return SILENT
    said = ", ".join(each.name for each in telegram.action)
    asked = {_words_of(each.name) for each in telegram.action}
    entries = {_words_of(each) for each in attribute.printed.split(";") if each.strip()}
    return _compared(
        len(asked) == len(entries)
        and all(any(name <= entry for entry in entries) for name in asked),
        said,
    )


def _words_of(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[A-Z0-9]+", name.upper()))


COMPARISONS: dict[str, Callable[[Attribute, Telegram], Compared]] = {
    "From": _from,
    "To": _to,
    "Draft Date": _sent,
    "Sent Date": _sent,
    "Original Classification": _level,
    "Document Number": _document,
    "Office": _office,
    "Subject": _subject,
    "TAGS": _tags,
    "Reference": _references,
    "Original Handling Restrictions": _restrictions,
    "Executive Order": _order,
    "Page Count": _pages,
    "MRN": _number,
    "Date/DTG": _cover_time,
    "Action": _cover_action,
}
