"""Senders and recipients in words: `AMEMBASSY LA PAZ` is the Embassy La Paz."""

import unicodedata

from reftel.tables.rows import PostRow
from reftel.telegram import posts, services
from reftel.telegram.model import Addressee, Dialect, Originator

# How an address begins, the longer before the shorter, and the kind of post that this says. The
# tables know what a post is today; the address says what it was.
KINDS = (
    ("AMCONGEN", "Consulate General"),
    ("AMCON", "Consulate"),
    ("CONSULATE", "Consulate"),
    ("AMEM", "Embassy"),
    ("EMBASSY", "Embassy"),
    ("USMISSION", "Mission"),
    ("USINT", "Interests Section"),
    ("USLO ", "Liaison Office"),
    ("USOFFICE", "Office"),
    ("USDEL", "Delegation"),
)
FOREIGN: frozenset[Dialect] = frozenset({"fco", "cablegram"})
NAMED_BY_PLACE = frozenset(
    {"embassy", "consulate general", "consulate", "consular agency", "regional embassy office"}
)
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def named(office: Originator | Addressee, dialect: Dialect) -> str:
    """Return who sends or receives, in words; what the tables do not know stays as printed."""
    printed = clean(office.name)
    if dialect in FOREIGN:
        # FC0 is misread; its canonical post is not.
        known = services.name(dialect, printed) or services.name(dialect, office.post)
        return known or _place(posts.known(printed)) or printed
    row = posts.known(office.post) if office.post else None
    if row is None:
        return printed
    if not _place(row):
        return row.name
    return f"{_kind(printed)} {row.name}".strip()


def called(post: str) -> str:
    """Return how the tables call the post of a number, without its kind; else its letters."""
    row = posts.known(post) if post else None
    return row.name if row else post


def clean(words: str) -> str:
    """Return words in one line, without characters that print nothing."""
    line = " ".join(words.split())
    if line.isascii() and line.isprintable():
        return line
    return "".join(each for each in line if unicodedata.category(each) not in HIDDEN)


def _place(row: PostRow | None) -> str:
    """Return the name of a post that is called by its city; "" of departments and the like."""
    if row is None:
        return ""
    return row.name if row.kind in NAMED_BY_PLACE or row.name == row.city else ""


def _kind(printed: str) -> str:
    """Return the kind of post that an address names, "" where it gives the city alone."""
    return next((kind for sign, kind in KINDS if printed.upper().startswith(sign)), "")
