"""Where a telegram is kept and printed, as far as its own copy tells."""

import re

from reftel.desk.citing.naming import clean
from reftel.desk.citing.work import Holding, Printing
from reftel.telegram.model import Book, Dialect, Edition, Release, Telegram

FRUS = "Foreign Relations of the United States"
HISTORIAN = "https://history.state.gov/historicaldocuments"
# `frus1969-76ve04`, `frus1948v05p2`: the years of the subseries, the volume, its part.
VOLUME = re.compile(
    r"frus(?P<from>\d{4})(?:-(?P<to>\d\d))?v(?P<letter>e?)(?P<number>\d\d)(?:p(?P<part>\d))?"
)
# Document numbers of the electronic telegrams: the year, the station, five or six figures.
ELECTRONIC = re.compile(r"197[3-9][A-Z]{2,12}\d{5,6}")
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
OF_THE_DEPARTMENT = "Department of State"


def holding(telegram: Telegram) -> Holding:
    """Return where the copy says that it comes from; empty of one that says nothing."""
    number = telegram.attribute("Document Number")
    if number and isinstance(number.words, str) and ELECTRONIC.fullmatch(number.words):
        return Holding(
            archive="U.S. National Archives",
            group="RG 59",
            group_title="General Records of the Department of State",
            collection="Central Foreign Policy Files, 1973-79",
            series="Electronic Telegrams",
        )
    if telegram.release and (telegram.release.case or telegram.release.document):
        return _released(telegram.release, telegram.text)
    source = telegram.edition.source if telegram.edition else None
    if source is None:
        return Holding()
    return Holding(archive=clean(source.archive), location=clean(source.file).rstrip("."))


def _released(release: Release, text: str) -> Holding:
    return Holding(
        archive="U.S. Department of State" if OF_THE_DEPARTMENT in release.span.of(text) else "",
        case=release.case,
        document=release.document,
        released=release.date,
    )


def printing(edition: Edition, dialect: Dialect) -> Printing:
    """Return where an edition prints the document; its volume's id tells series and number."""
    is_frus = dialect == "frus"
    has_page = is_frus and VOLUME.match(edition.volume) and edition.document
    return Printing(
        book=edition.book or (_by_id(edition.volume) if is_frus else Book()),
        document=edition.number,
        sender=clean(edition.sender),
        recipients=clean(edition.recipients),
        url=f"{HISTORIAN}/{edition.volume}/{edition.document}" if has_page else "",
    )


def _by_id(volume: str) -> Book:
    found = VOLUME.fullmatch(volume)
    if found is None:
        return Book(series=FRUS, number=clean(volume))
    number = int(found["number"])
    told = f"Volume E–{number}" if found["letter"] else f"Volume {_roman(number)}"
    part = f", Part {found['part']}" if found["part"] else ""
    last = f"–{found['from'][:2]}{found['to']}" if found["to"] else ""
    return Book(series=FRUS, period=f"{found['from']}{last}", number=told + part)


def _roman(number: int) -> str:
    tens, rest = divmod(number, 10)
    letters = "L" * (tens // 5) + "X" * (tens % 5) if tens != 4 else "XL"
    for value, sign in ROMAN:
        count, rest = divmod(rest, value)
        letters += sign * count
    return letters
