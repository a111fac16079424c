"""The lists of a site: every telegram once by date, once by post, and under each of its TAGS.

They are sorted in a file that SQLite makes for itself and takes away: memory stays flat.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple, Self

Order = Literal["date", "post", "tag"]
ORDERS: tuple[Order, ...] = ("date", "post", "tag")
ENTRIES = 500  # on a page
UNTAGGED = "No TAGS"
QUERIES: dict[Order, str] = {
    "date": "SELECT substr(date, 1, 4) AS heading, '' AS words, e.* FROM entry e",
    "post": "SELECT post AS heading, '' AS words, e.* FROM entry e",
    "tag": "SELECT coalesce(code, '') AS heading, coalesce(words, '') AS words, e.*"
    " FROM entry e LEFT JOIN tag t ON t.entry = e.name",
}
WITHOUT: dict[Order, str] = {"date": "Without a date", "post": "Without a post", "tag": UNTAGGED}


class Entry(NamedTuple):
    """A telegram in a list. date: `1974-05-17 14:30`, as far as it is known. post: to sort by."""

    name: str
    date: str
    post: str
    sender: str
    subject: str


class Line(NamedTuple):
    """An entry with the address of its page."""

    entry: Entry
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The entries under a heading. anchor: of its beginning; "" where it began on a page before."""

    heading: str
    anchor: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """Where a heading begins, and how many entries stand under it."""

    heading: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a list. before, after: the addresses of its neighbours, "" of none."""

    order: Order
    number: int
    of: int
    before: str
    after: str
    groups: tuple[Group, ...]
    jumps: tuple[Jump, ...]


class Shelf:
    """All entries while a site is made."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.execute(
            "CREATE TABLE entry (name TEXT PRIMARY KEY, date TEXT, post TEXT, sender TEXT,"
            " subject TEXT, href TEXT) WITHOUT ROWID"
        )
        self._db.execute(
            "CREATE TABLE tag (entry TEXT, code TEXT, words TEXT, PRIMARY KEY (entry, code))"
            " WITHOUT ROWID"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add(self, entry: Entry, href: str, tags: dict[str, str]) -> None:
        """Take in a telegram. tags: their titles by their codes."""
        self._db.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", (*entry, href))
        self._db.executemany(
            "INSERT INTO tag VALUES (?, ?, ?)", ((entry.name, *each) for each in tags.items())
        )

    def count(self) -> int:
        """Return how many telegrams there are."""
        return self._db.execute("SELECT count(*) FROM entry").fetchone()[0]

    def sheets(self, order: Order) -> Iterator[Sheet]:
        """Yield the pages of a list; one, too, where there is nothing to list."""
        counts = self._db.execute(
            "SELECT heading, min(words), count(*)"
            f" FROM ({QUERIES[order]}) GROUP BY heading ORDER BY heading = '', heading"
        ).fetchall()
        total = sum(count for _, _, count in counts)
        of = max(1, -(-total // ENTRIES))
        starts: dict[str, int] = {}
        jumps: list[Jump] = []
        at = 0
        for number, (heading, words, count) in enumerate(counts, 1):
            starts[heading] = at
            href = f"{address(order, at // ENTRIES + 1)}#g{number}"
            jumps.append(Jump(_told(order, heading, words), href, count))
            at += count
        rows = self._db.execute(
            f"SELECT * FROM ({QUERIES[order]}) ORDER BY heading = '', heading, date = '', date,"
            " name"
        )
        anchors = {heading: f"g{number}" for number, (heading, _, _) in enumerate(counts, 1)}
        for number in range(1, of + 1):
            groups: list[Group] = []
            first = (number - 1) * ENTRIES
            for (heading, _), some in groupby(rows.fetchmany(ENTRIES), lambda row: row[:2]):
                lines = tuple(Line(Entry(*row[2:7]), row[7]) for row in some)
                told = jumps[int(anchors[heading][1:]) - 1].heading
                begins = starts[heading] >= first
                groups.append(Group(told, anchors[heading] if begins else "", lines))
            yield Sheet(
                order=order,
                number=number,
                of=of,
                before=address(order, number - 1) if number > 1 else "",
                after=address(order, number + 1) if number < of else "",
                groups=tuple(groups),
                jumps=tuple(jumps) if number == 1 else (),
            )


def address(order: Order, number: int) -> str:
    """Return the address of a page of a list; the first one by date is that of the site."""
    if number > 1:
        return f"by-{order}-{number}.html"
    return "index.html" if order == "date" else f"by-{order}.html"


def _told(order: Order, heading: str, words: str) -> str:
    if not heading:
        return WITHOUT[order]
    return f"{heading}, {words}" if words else heading
