"""A draft and its clauses, each with its place in the text."""

from functools import cached_property
from typing import Literal, NamedTuple

import msgspec

from reftel.core.span import Span

ClauseKind = Literal[
    "title", "opening", "heading", "preambular", "operative", "annex", "note", "other"
]
CLAUSES: tuple[ClauseKind, ...] = ("preambular", "operative", "other")
Series = Literal["preambular", "operative"]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A frozen record; fields that hold their default are left out of its JSON."""


class Rank(NamedTuple):
    """A place on a scale: the higher, the stronger, within one family."""

    family: str
    rank: int


class Verb(Record, frozen=True, kw_only=True):
    """The verb that begins a clause, or one further on in it.

    printed: with what goes with it, "Strongly urges again". name: as in the table, "urges".
    modifiers: "strongly", "again". intensity: how many of them make it stronger.
    ranks: on each scale on which it stands; empty where its strength is not known.
    """

    printed: str
    name: str
    kind: Series
    modifiers: tuple[str, ...] = ()
    intensity: int = 0
    ranks: tuple[Rank, ...] = ()


class Part(Record, frozen=True, kw_only=True):
    """A sub-paragraph. label: "(a)". depth: 1, or 2 for a part of one. span: in the text."""

    label: str
    depth: int
    span: Span


class Clause(Record, frozen=True, kw_only=True):
    """One clause, or a line around the clauses.

    name: unique in its draft, "OP2"; "II.OP2" where a draft has several texts or parts.
    label: as printed, "OP2.", "2."; "" without. words: without the label, in one line, words that
    were divided at a line's end joined. verb: None where it has none that the table knows.
    further: verbs of more that it does ("and decides to review"). span: with the label.
    """

    name: str
    kind: ClauseKind
    label: str = ""
    words: str
    verb: Verb | None = None
    further: tuple[Verb, ...] = ()
    parts: tuple[Part, ...] = ()
    span: Span

    @property
    def is_clause(self) -> bool:
        """Whether it is a clause, or a point of a non-paper, not a line around these."""
        return self.kind in CLAUSES

    @property
    def line(self) -> str:
        """The clause as it is printed, in one line."""
        return f"{self.label} {self.words}".strip()


class Draft(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A text in clauses; their spans cover every character of it that is no blank, once each."""

    text: str
    clauses: tuple[Clause, ...]
    title: str = ""

    @cached_property
    def by_name(self) -> dict[str, Clause]:
        """The clauses and other lines by name."""
        return {each.name: each for each in self.clauses}

    @property
    def preambular(self) -> tuple[Clause, ...]:
        """The preambular clauses."""
        return tuple(each for each in self.clauses if each.kind == "preambular")

    @property
    def operative(self) -> tuple[Clause, ...]:
        """The operative clauses."""
        return tuple(each for each in self.clauses if each.kind == "operative")
