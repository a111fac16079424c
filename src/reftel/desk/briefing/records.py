"""What a brief says: sentences, each with the places where it stands."""

from collections.abc import Callable
from datetime import date
from typing import Literal

from msgspec.structs import replace

from reftel.telegram.model import Record

Topic = Literal["", "outside", "first", "answer", "ask", "gap"]
"""What a sentence may be left out as, where a page has no room for all; "" where it stays."""


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence of a brief, or what stands in a cell of its table.

    lead: what it is about, set apart: `Dravonne`. words: the rest. citations: never empty, each as
    in a dossier (`08CALDESSA241#2`, `text:draft-2#OP1`, `see:...`), or `dossier:provisions#term`,
    a line of the dossier itself by its table and id. short: words that take their place where a
    page has no room, "" where there are none.
    """

    words: str
    citations: tuple[str, ...]
    lead: str = ""
    short: str = ""
    topic: Topic = ""


class Row(Record, frozen=True, kw_only=True):
    """A row of a table. name: of a provision; below: what stands below it in the first column.

    cells: one for each column behind the first.
    """

    name: str
    below: tuple[Sentence, ...]
    cells: tuple[tuple[Sentence, ...], ...]


class Section(Record, frozen=True, kw_only=True):
    """A part of a brief. columns, rows: of its table, empty where it has none."""

    title: str
    sentences: tuple[Sentence, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    def all_sentences(self) -> list[Sentence]:
        """Return every sentence, those of the table first."""
        cells = (each for row in self.rows for cell in (row.below, *row.cells) for each in cell)
        return [*cells, *self.sentences]


class Brief(Record, frozen=True, kw_only=True):
    """One page on a negotiation. Titles and names of provisions are labels; the rest is cited.

    marking: the highest of what it cites, as it is printed. on: the day
    of which it tells; is_newest: the newest of the dossier, as nobody asked for another. since:
    from where on it tells what moved. left_out: what the page had no room for: `3 provisions`.
    """

    title: str
    marking: str
    on: date
    is_newest: bool
    since: date
    sections: tuple[Section, ...]
    left_out: tuple[str, ...] = ()

    def all_sentences(self) -> list[Sentence]:
        """Return every sentence, in the order in which it is read."""
        return [each for part in self.sections for each in part.all_sentences()]


def each_sentence(brief: Brief, change: Callable[[Sentence], Sentence]) -> Brief:
    """Return a brief with each sentence changed."""
    return replace(
        brief,
        sections=tuple(
            replace(
                part,
                sentences=tuple(map(change, part.sentences)),
                rows=tuple(
                    replace(
                        row,
                        below=tuple(map(change, row.below)),
                        cells=tuple(tuple(map(change, cell)) for cell in row.cells),
                    )
                    for row in part.rows
                ),
            )
            for part in brief.sections
        ),
    )
