"""What a telegram says, before any layout prints it: drawn so that the parts agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Date  # noqa: N812 - fields are called `date`
from random import Random
from typing import NamedTuple

from . import places, words
from .places import DEPARTMENT, Place

LETTERS = {"NIACT IMMEDIATE": "O", "IMMEDIATE": "O", "PRIORITY": "P", "ROUTINE": "R"}
LEVELS = ("UNCLASSIFIED", "CONFIDENTIAL", "SECRET")
MARK = {"UNCLASSIFIED": "U", "LIMITED OFFICIAL USE": "LOU", "CONFIDENTIAL": "C", "SECRET": "S"}


@dataclass(frozen=True, slots=True)
class Addressee:
    """precedence: the word, ROUTINE where none is printed. continuity: 0 where there is none."""

    place: Place
    precedence: str
    continuity: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the REF block. target: canonical number; "" for an e-mail."""

    letter: str
    kind: str
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Order:
    """The E.O. line: number, form, element as printed, date, and who classified it, if printed."""

    number: str
    form: str
    element: str
    date: Date | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """number: 0 where none is printed. mark: "" before December 1978."""

    number: int
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a telegram says."""

    post: Place
    number: int
    sent: datetime
    level: str
    captions: tuple[str, ...]
    action: tuple[Addressee, ...]
    info: tuple[Addressee, ...]
    order: Order | None
    tags: tuple[str, ...]
    subject: str
    references: tuple[Reference, ...]
    paragraphs: tuple[Paragraph, ...]
    signature: str
    classifier: str

    @property
    def mrn(self) -> str:
        """`08LAPAZ303`."""
        return f"{self.sent:%y}{self.post.mrn}{self.number}"

    @property
    def letters(self) -> str:
        """The precedence letters, highest first: `P R`."""
        found = {LETTERS[each.precedence] for each in (*self.action, *self.info)}
        return " ".join(sorted(found, key="OPR".index))

    @property
    def dtg(self) -> str:
        """`042143Z APR 08`."""
        return f"{self.sent:%d%H%M}Z {MONTHS[self.sent.month - 1]} {self.sent:%y}"


MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def draw(chance: Random, years: tuple[int, int], posts: Sequence[Place]) -> Facts:
    """Return a telegram of one of the years, sent from one of the posts."""
    first = datetime(years[0], 1, 1, tzinfo=UTC)
    days = (datetime(years[1] + 1, 1, 1, tzinfo=UTC) - first).days
    sent = first + timedelta(days=chance.randrange(days), minutes=chance.randrange(1440))
    post = chance.choice(posts)
    number = 1 + int(sent.timetuple().tm_yday * (0.3 + 12 * chance.random() ** 3))
    level = chance.choices(LEVELS, (45, 47, 8))[0]
    action, info = _addressees(chance, post, sent.year)
    cited = _references(chance, post, number, sent, posts)
    return Facts(
        post=post,
        number=number,
        sent=sent,
        level=level,
        captions=_captions(chance, sent.year, level),
        action=action,
        info=info,
        order=_order(chance, sent.date(), level),
        tags=_tags(chance, sent.year),
        subject=words.subject(chance),
        references=cited,
        paragraphs=_paragraphs(chance, sent.date(), level, cited),
        signature=words.SURNAMES.draw(chance).upper(),
        classifier=_classifier(chance, sent.date(), level),
    )


def _addressees(
    chance: Random, post: Place, year: int
) -> tuple[tuple[Addressee, ...], tuple[Addressee, ...]]:
    word = chance.choices((*LETTERS,), (1, 20, 25, 54))[0]
    others = chance.sample(places.missions(), 1 + int(6 * chance.random() ** 2))
    lower = word if chance.random() < 0.5 else "ROUTINE"
    info = [Addressee(each, lower) for each in others if each != post]
    if year > 1990 and chance.random() < 0.3:
        info.append(Addressee(chance.choice(places.collectives()), lower))
    return (Addressee(DEPARTMENT, word, chance.randrange(1, 10000)),), tuple(info)


def _captions(chance: Random, year: int, level: str) -> tuple[str, ...]:
    if 2005 < year < 2010:
        return ("SIPDIS",) if chance.random() < 0.8 else ()
    if level == "UNCLASSIFIED" or chance.random() < 0.75:
        return ()
    return (chance.choice(("EXDIS", "LIMDIS", "NODIS") if year < 1999 else ("EXDIS", "NOFORN")),)


def _order(chance: Random, day: Date, level: str) -> Order | None:
    number = in_force(day)
    if number == "" or level == "UNCLASSIFIED":
        return Order(number, "N/A", "N/A") if number else None
    if number == "11652":
        form = chance.choices(("GDS", "XGDS-2", "XGDS-3"), (80, 10, 10))[0]
        return Order(number, form.partition("-")[0], form)
    if number == "12065":
        until = _after(day, 6)
        name = f"{words.SURNAMES.draw(chance)}, {words.FIRST_NAMES.draw(chance)}".upper()
        return Order(number, "GDS", f"GDS {until:%m/%d/%y} ({name})", until)
    if number == "12356":
        return Order(number, "OADR", "DECL: OADR")
    until = _after(day, 10)
    return Order(number, "DECL", f"DECL: {until:%m/%d/%Y}", until)


def _classifier(chance: Random, day: Date, level: str) -> str:
    if level == "UNCLASSIFIED" or day < Date(1995, 10, 14):
        return ""
    name = f"{words.FIRST_NAMES.draw(chance)} {words.SURNAMES.draw(chance)}"
    section = "1.5" if day < Date(2003, 3, 25) else "1.4"
    return f"Classified By: DCM {name} for reasons {section} (b) and (d)."


def in_force(day: Date) -> str:
    """Return the Executive Order that the telegrams of a day name; "" before March 1973."""
    starts = (
        (Date(2010, 6, 27), "13526"),
        (Date(1995, 10, 14), "12958"),
        (Date(1982, 8, 1), "12356"),
        (Date(1978, 12, 1), "12065"),
        (Date(1973, 3, 1), "11652"),
    )
    return next((number for start, number in starts if day >= start), "")


def _after(day: Date, years: int) -> Date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


def _tags(chance: Random, year: int) -> tuple[str, ...]:
    if year < 1973:
        return ()
    subjects, countries = places.codes("subject", year), places.codes("country", year)
    return (
        *chance.sample(subjects, 1 + int(4 * chance.random() ** 2)),
        *chance.sample(countries, chance.choice((1, 1, 1, 2))),
    )


def _references(
    chance: Random, post: Place, number: int, sent: datetime, posts: Sequence[Place]
) -> tuple[Reference, ...]:
    count = chance.choices((0, 1, 2, 3, 4, 6), (40, 30, 14, 9, 5, 2))[0]
    found: list[Reference] = []
    for index in range(count):
        letter = "ABCDEF"[index] if count > 1 else ""
        found.append(_reference(chance, letter, _Own(post, number, sent), posts))
    return tuple(found)


class _Own(NamedTuple):
    """The telegram that refers to others."""

    post: Place
    number: int
    sent: datetime


def _reference(chance: Random, letter: str, own: _Own, posts: Sequence[Place]) -> Reference:
    post, number, sent = own
    if chance.random() < 0.06 and sent.year > 1995 and letter:
        day = sent - timedelta(days=1 + chance.randrange(20))
        names = f"{words.SURNAMES.draw(chance)}-{words.SURNAMES.draw(chance)}".upper()
        return Reference(letter, "e-mail", f"{names} E-MAIL OF {day:%m/%d/%y}", "")
    other = DEPARTMENT if chance.random() < 0.4 else chance.choice(posts)
    year = sent.year if other != post and chance.random() < 0.8 else sent.year - 1
    if other == post and number > 1:
        cited, year = chance.randrange(1, number), sent.year
    else:
        # A number above what the day allows would belong to the year before.
        share = sent.timetuple().tm_yday / 366 if year == sent.year else 1
        cited = 1 + int(chance.random() * share * (180000 if other is DEPARTMENT else 3000))
    prefix = "" if year == sent.year else f"{year % 100:02} "
    note = " (NOTAL)" if chance.random() < 0.15 else ""
    target = f"{year % 100:02}{other.mrn}{cited}"
    return Reference(letter, "telegram", f"{prefix}{other.name} {cited}{note}", target)


def _paragraphs(
    chance: Random, day: Date, level: str, cited: Sequence[Reference]
) -> tuple[Paragraph, ...]:
    count = 2 + int(9 * chance.random() ** 2)
    marked = level != "UNCLASSIFIED" and day >= Date(1978, 12, 1)
    found: list[Paragraph] = []
    for number in range(1, count + 1):
        text = [words.sentence(chance) for _ in range(2 + int(4 * chance.random()))]
        if number <= len(cited) and len(cited) > 1:
            text[0] += f" (ref {cited[number - 1].letter})"
        elif number == 1 and cited:
            text[0] += " (reftel)"
        mark = MARK[level if number == 1 or chance.random() < 0.8 else "UNCLASSIFIED"]
        found.append(Paragraph(number, mark if marked else "", ". ".join(text) + "."))
    if count > 3 and chance.random() < 0.5:
        found[0] = _named(found[0], "SUMMARY")
    if count > 3 and chance.random() < 0.5:
        found[-1] = _named(found[-1], "COMMENT")
    return tuple(found)


def _named(paragraph: Paragraph, name: str) -> Paragraph:
    text = f"{name}: {paragraph.text} END {name}."
    return Paragraph(paragraph.number, paragraph.mark, text)
