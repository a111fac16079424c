"""REF blocks in every form that real telegrams use, in varied surroundings, with what they say.

Each entry is of one form of FORMS. Letters, joints, line ends and what stands behind the block
vary on their own, so that every form meets every surrounding.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import NamedTuple

from reftel.tables import load
from reftel.telegram import posts

from . import words
from .facts import MONTHS, in_force
from .lines import spaced, wrapped
from .places import DEPARTMENT, Place, missions

FULL_MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER",
    "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip


class Meant(NamedTuple):
    """One document that an entry names; target: canonical, its year in front where one follows."""

    kind: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands behind one letter, or between two joints. form: its name in FORMS."""

    form: str
    text: str
    found: tuple[Meant, ...]
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A telegram with a REF block. surroundings: of letters and joints, and what follows."""

    text: str
    entries: tuple[Entry, ...]
    surroundings: tuple[str, ...]


class Own(NamedTuple):
    """The telegram that refers to others."""

    post: Place
    number: int
    sent: datetime


def _telegram(own: Own, mrn: str, number: int, year: int | None = None) -> tuple[Meant, ...]:
    year = own.sent.year if year is None else year
    return (Meant("telegram", f"{year % 100:02}{mrn}{number}"),)


def _post(chance: Random, own: Own) -> Place:
    """Return another post than the own one."""
    while (found := chance.choice(missions())) == own.post:
        pass
    return found


def _number(chance: Random, own: Own, most: int = 2000) -> int:
    """Return a number that a post had reached on the day, even one that sends few."""
    return 1 + int(chance.random() * max(3, own.sent.timetuple().tm_yday / 366 * most))


def _plain(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    post, number = _post(chance, own), _number(chance, own)
    return f"{post.name} {number}", _telegram(own, post.mrn, number)


def _state(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    number = _number(chance, own, 150_000)
    return f"{chance.choice(('STATE', 'SECSTATE'))} {number}", _telegram(own, "STATE", number)


def _zeros(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    post, number = chance.choice((_post(chance, own), DEPARTMENT)), _number(chance, own)
    return f"{post.name} {number:06}", _telegram(own, post.mrn, number)


def _numbers(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    post = chance.choice((_post(chance, own), DEPARTMENT))
    numbers = sorted(
        10 + _number(chance, own) * 7 % 900 + 100 for _ in range(chance.choice((2, 3)))
    )
    numbers = [each for at, each in enumerate(numbers) if each not in numbers[:at]]
    numbers = [n for n in numbers if n <= 40_000] or [212]
    *first, last = map(str, numbers)
    text = f"{', '.join(first)}{chance.choice((' AND ', ', ', ' & '))}{last}" if first else last
    return f"{post.name} {text}", tuple(
        each for n in numbers for each in _telegram(own, post.mrn, n)
    )


def _year_before(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    post, number, year = _post(chance, own), _number(chance, own, 9000), _earlier(chance, own)
    form = chance.choice(("{:02} ", "{} ", "({:02}) "))
    printed = form.format(year if form == "{} " else year % 100)
    return f"{printed}{post.name} {number}", _telegram(own, post.mrn, number, year)


def _year_behind(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    post, number, year = _post(chance, own), 100 + _number(chance, own), _earlier(chance, own)
    printed = chance.choice((f"-{year % 100:02}", f"/{year % 100:02}", f" ({year})"))
    return f"{post.name} {number:05}{printed}", _telegram(own, post.mrn, number, year)


def _earlier(chance: Random, own: Own) -> int:
    return own.sent.year - chance.choice((0, 0, 1, 1, 2, 5))


def _day(chance: Random, own: Own) -> datetime:
    return own.sent - timedelta(days=1 + chance.randrange(200))


def _written(chance: Random, day: datetime) -> str:
    """Return a day as drafters write it, with its year."""
    month = FULL_MONTHS[day.month - 1]
    return chance.choice(
        (
            f"{day:%m/%d/%y}",
            f"{month} {day.day}, {day.year}",
            f"{day.day} {month} {day.year}",
            f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
        )
    )


def _date_behind(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    post, number, day = _post(chance, own), 10 + _number(chance, own), _day(chance, own)
    if chance.random() < 0.5:
        text = f"{post.name} {number}{chance.choice((' OF ', ' ', ' DATED ', ', '))}"
        return text + _written(chance, day), _telegram(own, post.mrn, number, day.year)
    month = FULL_MONTHS[day.month - 1]
    joint = chance.choice((" OF ", " ", " DATED "))
    return f"{post.name} {number}{joint}{month} {day.day}", _telegram(
        own, post.mrn, number, day.year
    )


def _noted(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    text, found = chance.choice((_plain, _state))(chance, own)
    note = chance.choice(
        (" (NOTAL)", " NOTAL", " (EXDIS)", " AND PREVIOUS", " (NODIS)", " - NOTAL")
    )
    return text + note, found


def _titled(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    text, found = chance.choice((_plain, _state))(chance, own)
    title = words.subject(chance)
    return f"{text} ({' '.join(title.split()[: chance.randrange(2, 5)])})", found


def _number_first(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    post, number = _post(chance, own), 100 + _number(chance, own)
    return f"{number} {post.name}", _telegram(own, post.mrn, number)


def _garbled(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    post, number = _post(chance, own), _number(chance, own)
    kind = chance.randrange(3)
    if kind == 0 and "O" in post.name[1:]:
        at = post.name.index("O", 1)
        return f"{post.name[:at]}0{post.name[at + 1 :]} {number}", _telegram(own, post.mrn, number)
    if kind == 1:
        return f"{post.name} #{number}", _telegram(own, post.mrn, number)
    return f"{post.name} O{number}", _telegram(own, post.mrn, number)


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    """Return spellings that the table has besides the name, with the canonical form."""
    return tuple(
        (spelling, row.mrn)
        for row in load.posts()
        if row.kind.startswith(("embassy", "consulate", "mission"))
        for spelling in row.aliases
        if spelling.isascii()
        and spelling.replace(" ", "").isalpha()
        and len(spelling) > 3
        and spelling == spelling.upper()
        and posts.canonical(spelling) == row.mrn
    )


def _variant(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    number = _number(chance, own)
    if chance.random() < 0.4:
        post = _post(chance, own)
        kind = chance.choice(
            ("EMBASSY", "AMEMBASSY") if post.kind == "AMEMBASSY" else ("AMCONSUL",)
        )
        return f"{kind} {post.name} {number}", _telegram(own, post.mrn, number)
    name, mrn = chance.choice(_spellings())
    return f"{name} {number}", _telegram(own, mrn, number)


# As the posts were called in their time; the table knows them under one canonical form.
SEVERAL_WORDS = (
    "PORT-AU-PRINCE", "ST. PETERSBURG", "SAN JOSE", "RIO DE JANEIRO", "PORT OF SPAIN",
    "THE HAGUE", "NEW DELHI", "USUN NEW YORK", "TEL AVIV", "ADDIS ABABA", "DAR ES SALAAM",
    "SAO PAULO", "USNATO", "USEU BRUSSELS", "UNVIE VIENNA", "PORT MORESBY", "N'DJAMENA",
)  # fmt: skip
RENAMED = ("LENINGRAD", "LOURENCO MARQUES", "DACCA", "RANGOON", "BOMBAY", "MADRAS", "PEKING")


def _several_words(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    name, number = chance.choice(SEVERAL_WORDS), _number(chance, own)
    return f"{name} {number}", _telegram(own, posts.canonical(name), number)


def _renamed(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    name, number = chance.choice(RENAMED), _number(chance, own)
    return f"{name} {number}", _telegram(own, posts.canonical(name), number)


def _like_a_month(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    """Name a post whose name holds a month, or a letter and point: ABIDJAN holds JAN."""
    name = chance.choice(("ABIDJAN", "BOGOTA", "JAKARTA", "KAMPALA", "MANAGUA", "DACCA", "MANAMA"))
    number = 10 + _number(chance, own)
    return f"{name} {number}", _telegram(own, posts.canonical(name), number)


def _journey(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    series, serial = chance.choice(("TOSEC", "SECTO")), 1 + chance.randrange(300)
    if chance.random() < 0.5:
        number = _number(chance, own, 150_000)
        behind = chance.choice((f" {series} {serial}", f" ({series} {serial})"))
        return f"STATE {number}{behind}", _telegram(own, "STATE", number)
    return f"{series} {serial}", _telegram(own, series, serial)


def _airgram(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    post, number = _post(chance, own), 1 + chance.randrange(900)
    series = chance.choice(("A-", "A-", "CA-"))
    date = f" OF {_written(chance, _day(chance, own))}" if chance.random() < 0.4 else ""
    if series == "CA-" or chance.random() < 0.3:
        return f"{series}{number}{date}", (Meant("airgram", f"{series}{number}"),)
    return f"{post.name} {series}{number}{date}", (
        Meant("airgram", f"{post.mrn} {series}{number}"),
    )


def _other_kind(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    day = _written(chance, _day(chance, own))
    name = f"{words.SURNAMES.draw(chance)}/{words.SURNAMES.draw(chance)}".upper()
    kind, text = chance.choice(
        (
            ("e-mail", f"{name} E-MAIL OF {day}"),
            ("e-mail", f"{name} EMAIL DATED {day}"),
            ("phone", f"{name} TELCON OF {day}"),
            ("phone", f"{name} TELCON {day}"),
            ("phone", f"{name} FONECON {day}"),
            ("fax", f"{name} FAX OF {day}"),
            ("memo", f"MEMCON OF {day}"),
            ("memo", f"{name} MEMO DATED {day}"),
            ("letter", f"{name} LETTER OF {day}"),
            ("regulation", f"{chance.randrange(1, 15)} FAM {chance.randrange(10, 990)}"),
            (
                "regulation",
                f"{chance.randrange(1, 15)} FAM {chance.randrange(100, 9900) / 10}",
            ),
        )
    )
    return text, (Meant(kind),)


def _report(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    number, year = chance.randrange(1000, 99999), own.sent.year % 100
    return chance.choice(
        (
            f"TD-314/{number:06}-{year:02}",
            f"TD-315/{number:05}-{year:02}",
            f"IIR 6 {number % 900 + 100} {number:04} {year:02}",
            f"OSC EUP200{number:05}{number:05}",
            f"FBIS GMP{own.sent:%Y%m%d}{number:06}",
        )
    ), (Meant("report"),)


def _group(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    day = own.sent - timedelta(days=1 + chance.randrange(20), minutes=chance.randrange(1440))
    group = f"{day:%d%H%M}Z {MONTHS[day.month - 1]} {day:%y}"
    sender = chance.choice(("SECDEF", "USCINCSO", "DIA WASHDC", "CJCS", "USDAO LA PAZ MSG"))
    return f"{sender} {group}", (Meant("dtg"),)


def _number_and_group(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    text, found = _plain(chance, own)
    day = own.sent - timedelta(days=1)
    group = f"{day:%d%H%M}Z {MONTHS[day.month - 1]} {day:%y}"
    year = day.year
    target = f"{year % 100:02}{found[0].target[2:]}"
    printed = chance.choice((f"DTG {group}", group, f"(DTG {group})"))
    return f"{text} {printed}", (Meant("telegram", target),)


def _separate(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    number = _number(chance, own, 900)
    kind = chance.randrange(3)
    if kind == 0:
        return "SEPTEL", (Meant("septel"),)
    if kind == 1 and own.number > number:
        return f"EMBTEL {number}", _telegram(own, own.post.mrn, number)
    return f"DEPTEL {number}", _telegram(own, "STATE", number)


def _own_series(chance: Random, own: Own) -> tuple[str, tuple[Meant, ...]]:
    """Name one of the own post: of this year below the own number, else of the year before."""
    if own.number > 2 and chance.random() < 0.7:
        number = chance.randrange(1, own.number)
        return f"{own.post.name} {number}", _telegram(own, own.post.mrn, number)
    number = own.number + 1 + chance.randrange(3000)
    return f"{own.post.name} {number}", _telegram(own, own.post.mrn, number, own.sent.year - 1)


Made = Callable[[Random, Own], tuple[str, tuple[Meant, ...]]]
FORMS: dict[str, Made] = {
    "post and number": _plain,
    "STATE and number": _state,
    "leading zeros": _zeros,
    "number list": _numbers,
    "year before": _year_before,
    "year behind": _year_behind,
    "date behind": _date_behind,
    "NOTAL, EXDIS, AND PREVIOUS": _noted,
    "title in parentheses": _titled,
    "number before post": _number_first,
    "garbled digits and letters": _garbled,
    "other spelling of the post": _variant,
    "several words, hyphens, points": _several_words,
    "renamed post": _renamed,
    "post like a month": _like_a_month,
    "TOSEC and SECTO": _journey,
    "airgram": _airgram,
    "e-mail, telcon, fax, memo, letter, FAM": _other_kind,
    "TD, IIR, OSC, FBIS": _report,
    "date-time group alone": _group,
    "number with date-time group": _number_and_group,
    "SEPTEL, EMBTEL, DEPTEL": _separate,
    "own post's series": _own_series,
}

KEYS = (
    "({}) ",
    "{}) ",
    "{}. ",
    "{}: ",
    "[{}] ",
    "{} - ",
    "{0}. {0}) ",
    "({})",
    "-  ({}) ",
    "- {}. ",
)
LABELS = (
    "REF: ", "REFS: ", "REF(S): ", "REFTEL: ", "REFTELS: ", "RETELS: ", "REFERENCE: ", "REF ",
    "REFS. ", "REFERENCES: ", "REF:  ",
)  # fmt: skip
JOINTS = (", ", "; ", " AND ", " & ", ": ")
OF_THE_OWN_POST = frozenset(["own post's series", "SEPTEL, EMBTEL, DEPTEL"])


def block(chance: Random, forms: Sequence[str] = (*FORMS,)) -> Block:
    """Return a telegram of 1974 to 2009 whose REF block has one to five entries of these forms."""
    own = _own(chance)
    count = chance.choices((1, 2, 3, 5), (25, 30, 30, 15))[0]
    made = [_entry(chance, own, chance.choice(forms)) for _ in range(count)]
    lettered = count > 1 and chance.random() < 0.75
    if lettered:
        entries, lines, layout = _lettered(chance, made)
    else:
        entries, lines, layout = _joined(chance, made)
    follows, behind = _behind(chance)
    text = "\n".join([*_head(own), "", *lines, *behind]) + "\n"
    return Block(text, tuple(entries), (layout, follows))


def string(chance: Random, form: str) -> tuple[Own, str]:
    """Return a string that holds one entry of a form, and the telegram that it stands in."""
    own = _own(chance)
    return own, FORMS[form](chance, own)[0]


def _own(chance: Random) -> Own:
    year = chance.choice((*range(1974, 1980), *range(1991, 2010)))
    sent = datetime(year, 1, 1, tzinfo=UTC) + timedelta(
        days=chance.randrange(365), minutes=chance.randrange(1440)
    )
    number = 1 + int(sent.timetuple().tm_yday * (0.5 + 10 * chance.random()))
    return Own(chance.choice(missions()), number, sent)


def _entry(chance: Random, own: Own, form: str) -> Entry:
    text, found = FORMS[form](chance, own)
    if own.post.mrn in text.replace(" ", "") and form not in OF_THE_OWN_POST:
        return _entry(chance, own, form)  # the own number would tell another year
    return Entry(form, text, found)


def _lettered(chance: Random, made: Sequence[Entry]) -> tuple[list[Entry], list[str], str]:
    letters = [chr(ord("A") + at) for at in range(len(made))]
    slip = chance.random()
    if slip < 0.05 and len(made) > 2:
        letters[2:] = [chr(ord(each) - 1) for each in letters[2:]]  # A B B
    elif slip < 0.1 and len(made) > 2:
        letters[2:] = [chr(ord(each) + 1) for each in letters[2:]]  # A B D
    key, label = chance.choice(KEYS), chance.choice(LABELS)
    entries = [
        Entry(each.form, each.text, each.found, letter)
        for each, letter in zip(made, letters, strict=True)
    ]
    items = [key.format(each.letter) + each.text for each in entries]
    width = chance.randrange(32, 70)
    if chance.random() < 0.5:
        indent = " " * chance.choice((0, 3, 5, 11))
        gap = ["", *()] if chance.random() < 0.15 else []
        end = chance.choice(("", "", ";", "."))
        lines: list[str] = []
        for at, item in enumerate(items):
            last = at == len(items) - 1
            start = label if at == 0 else indent
            lines += [
                *gap * (at > 0),
                *wrapped(start + item + ("" if last else end), indent, width),
            ]
        return entries, lines, f"one a line, {key.strip()}"
    joint = chance.choice((" ", "; ", ", ", " AND "))
    return entries, wrapped(label + joint.join(items), "", width), f"run on, {key.strip()}"


def _joined(chance: Random, made: Sequence[Entry]) -> tuple[list[Entry], list[str], str]:
    label, joint = chance.choice(LABELS), chance.choice(JOINTS)
    entries = list(made)
    width = chance.randrange(32, 70)
    if len(made) > 1 and chance.random() < 0.3:
        lines = [label + made[0].text, *("     " + each.text for each in made[1:])]
        return entries, lines, "one a line, no letters"
    return (
        entries,
        wrapped(label + joint.join(each.text for each in made), "", width),
        (f"joined by {joint.strip()}" if len(made) > 1 else "one"),
    )


def _behind(chance: Random) -> tuple[str, list[str]]:
    """Return what stands behind the block, and its name."""
    sentence = words.sentence(chance).upper() + "."
    kind = chance.choice(
        (
            "blank line",
            "paragraph at once",
            "classifier at once",
            "prose at once",
            "SUMMARY at once",
        )
    )
    body = ["", "2. " + words.sentence(chance).upper() + ".", "VALE"]
    first = {
        "blank line": ["", *wrapped("1. " + sentence)],
        "paragraph at once": wrapped("1. " + sentence),
        "classifier at once": [
            "CLASSIFIED BY: DCM ANNA ROE FOR REASONS 1.4 (B) AND (D).",
            "",
            *wrapped("1. " + sentence),
        ],
        "prose at once": wrapped(sentence),
        "SUMMARY at once": wrapped("SUMMARY: " + sentence + " END SUMMARY."),
    }[kind]
    return kind, [*first, *body]


def _head(own: Own) -> list[str]:
    order = in_force(own.sent.date())
    element = {"11652": "GDS", "12065": "N/A", "12356": "DECL: OADR"}.get(order, "DECL: 01/01/2020")
    return [
        f"R {own.sent:%d%H%M}Z {MONTHS[own.sent.month - 1]} {own.sent:%y}",
        f"FM {own.post.address}",
        "TO SECSTATE WASHDC",
        "",
        f"{spaced('CONFIDENTIAL')} {own.post.name} {own.number:06}",
        "",
        f"E.O. {order}: {element}",
        "TAGS: PREL, PGOV",
        "SUBJECT: " + words_of_subject(own),
    ]


def words_of_subject(own: Own) -> str:
    """Return a subject with a word that begins with REF, which starts no list."""
    return ("REFUGEES AT THE BORDER", "REFERENDUM ON THE HARBOR", "LAND REFORM: NEXT STEPS")[
        own.number % 3
    ]
