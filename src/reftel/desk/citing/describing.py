"""From a telegram to the work that is cited."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 - as in the record

from msgspec.structs import replace

from reftel.desk.citing.holdings import holding, printing
from reftel.desk.citing.naming import called, clean, named
from reftel.desk.citing.work import NoCitationError, Work
from reftel.telegram.model import Dialect, Edition, Telegram

# Layouts whose canonical number is the service's own; of others it is Reftel's, and no archive
# knows it.
NUMBERED: frozenset[Dialect] = frozenset({"line", "archives", "smart"})
NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9.-]+")


def describe(
    telegram: Telegram, paragraph: int | None = None, accessed: Date | None = None
) -> Work:
    """Return a telegram, or a paragraph of it, as a work to cite.

    accessed: the day on which the user saw the copy; no other is ever put in.
    Raises NoCitationError where the telegram has no such paragraph, or nothing that names it.
    """
    work = _work(telegram)
    if not (work.sender or work.number or work.subject or work.printing):
        message = "nothing to cite: no sender, number or subject was read"
        raise NoCitationError(message)
    if paragraph is not None:
        _require(telegram, paragraph, work)
        work = replace(work, key=f"{work.key}-para{paragraph}", paragraph=paragraph)
    return replace(work, accessed=accessed)


def with_own_keys(works: Iterable[Work]) -> list[Work]:
    """Return the works, each with a key of its own.

    Of several under one number the first keeps it; the next adds what tells its copy apart, the
    number in its release or its film, else 2, 3, ….
    """
    taken: set[str] = set()
    found: list[Work] = []
    for work in works:
        key = next(each for each in _keys(work) if each not in taken)
        taken.add(key)
        found.append(replace(work, key=key))
    return found


def _keys(work: Work) -> Iterable[str]:
    yield work.key
    for each in (work.holding.document, work.film):
        if each:
            yield _key(f"{work.key}-{each}")
    number = 2
    while True:
        yield f"{work.key}-{number}"
        number += 1


def _require(telegram: Telegram, paragraph: int, work: Work) -> None:
    numbers = sorted({each.number for each in telegram.paragraphs if each.number is not None})
    if paragraph in numbers:
        return
    there = f"it has {_ranges(numbers)}" if numbers else "none of its paragraphs has a number"
    message = f"{work.key} has no paragraph {paragraph}; {there}"
    raise NoCitationError(message)


def _ranges(numbers: list[int]) -> str:
    """Return `1 to 4, 6` for 1, 2, 3, 4, 6."""
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _work(telegram: Telegram) -> Work:
    day, is_inferred = _day(telegram)
    identity, edition = telegram.identity, telegram.edition
    year = day.year if day else identity.year if identity else 0
    return Work(
        key=_base_key(telegram),
        kind=_kind(telegram),
        number=_number(telegram),
        sender=_sender(telegram),
        recipients=_recipients(telegram),
        subject=clean(telegram.subject.text) if telegram.subject else "",
        date=day,
        year=year,
        is_date_inferred=is_inferred or (day is None and bool(year)),
        section=_section(telegram),
        identifier=_identifier(telegram),
        film=_attribute(telegram, "Film Number") or _film(edition),
        holding=holding(telegram),
        printing=printing(edition, telegram.dialect) if edition else None,
    )


def _kind(telegram: Telegram) -> str:
    if telegram.edition and telegram.edition.kind:
        return telegram.edition.kind
    return "Cablegram" if telegram.dialect == "cablegram" else "Telegram"


def _number(telegram: Telegram) -> str:
    """Return the number as one says it: without zeros, but `O.CB1204` and `Cedto 580` whole."""
    identity = telegram.identity
    if identity is None or not identity.number:
        return ""
    is_lettered = telegram.dialect in {"frus", "cablegram"} and not identity.printed.isdigit()
    return clean(identity.printed) if is_lettered else str(identity.number)


def _sender(telegram: Telegram) -> str:
    if telegram.edition and telegram.edition.sender:
        return clean(telegram.edition.sender).removeprefix("the ")
    if telegram.originator:
        return named(telegram.originator, telegram.dialect)
    # The number names its post too: `TAVERRE 112`.
    return called(telegram.identity.post) if telegram.identity else ""


def _recipients(telegram: Telegram) -> tuple[str, ...]:
    if telegram.edition and telegram.edition.recipients:
        return (clean(telegram.edition.recipients).removeprefix("the "),)
    found = (named(each, telegram.dialect) for each in telegram.action)
    return tuple(dict.fromkeys(each for each in found if each))


def _day(telegram: Telegram) -> tuple[Date | None, bool]:
    """Return the day, and whether others than the telegram say so."""
    group, line = telegram.dtg, telegram.dateline
    if telegram.edition and line and line.date:
        return line.date, False
    if group and group.time:
        return group.time.date(), False
    if line and line.date:
        return line.date, False
    # The archives' day, where the copy's own group cannot be read.
    drafted = telegram.attribute("Draft Date")
    return (drafted.date, True) if drafted and drafted.date else (None, False)


def _section(telegram: Telegram) -> str:
    own = telegram.identity.section if telegram.identity else None
    if own is None or len({each.number for each in telegram.sections}) >= (own.of or 2):
        return ""
    return f"section {own.number} of {own.of}" if own.of else f"section {own.number}"


def _identifier(telegram: Telegram) -> str:
    """Return the archives' number of the record, else the message reference number."""
    document = _attribute(telegram, "Document Number")
    if document:
        return document
    own = telegram.identity
    # A year that an e-mail around the telegram tells would stand here as if it were printed.
    is_printed = own is not None and own.is_whole and own.year_ground != "e-mail"
    return own.mrn if own and is_printed and telegram.dialect in NUMBERED else ""


def _attribute(telegram: Telegram, key: str) -> str:
    found = telegram.attribute(key)
    return clean(found.words) if found and isinstance(found.words, str) else ""


def _film(edition: Edition | None) -> str:
    return clean(edition.source.film) if edition and edition.source else ""


def _base_key(telegram: Telegram) -> str:
    """Return the canonical number; else what others call the copy; else a mark of its words."""
    own, edition = telegram.identity, telegram.edition
    if own and own.is_whole:
        return _key(own.mrn)
    if edition and edition.volume:
        return _key(f"{edition.volume}-{edition.document}")
    number = _attribute(telegram, "Document Number")
    document = telegram.release.document if telegram.release else ""
    mark = hashlib.sha256(telegram.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return _key(number or document or f"{own.mrn if own and own.mrn else 'telegram'}-{mark}")


def _key(words: str) -> str:
    return NOT_IN_A_KEY.sub("-", words).strip("-")
