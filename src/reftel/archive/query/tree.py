"""What a query says, as a tree. Every node knows its place in the query."""

from dataclasses import dataclass, field
from datetime import date

from reftel.core.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A node with its place, which does not count when two are compared."""

    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything(Place):
    """All telegrams: the empty query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Place):
    """Words in a row as typed, folded; one alone, or a phrase.

    Each is the parts of a compound, `P-5` ("p", "5"), or one part. wild: whether there are `*` and
    `?` in a phrase; of one word alone that is a Wildcard.
    """

    words: tuple[tuple[str, ...], ...]
    wild: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wildcard(Place):
    """A word with `*` for any letters and `?` for one, folded.

    joined: whether it was typed with signs inside, `s/res/15*`; then it is without them.
    """

    pattern: str
    joined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Near(Place):
    """Words or phrases with at most so many words between them, in any order."""

    first: Words
    second: Words
    distance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact(Place):
    """A field that has a value: `from:MOSCOW`. wild: the value has `*` or `?`."""

    name: str
    value: str
    wild: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Place):
    """The classification: rank 0 to 5, lowest and highest, both inclusive."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates(Place):
    """Sent on a day or later, and before a day; None where open."""

    since: date | None
    before: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Within(Place):
    """Words in one part of the telegram: the subject, a kind of passage."""

    part: str
    inner: Words | Wildcard


@dataclass(frozen=True, slots=True, kw_only=True)
class Not(Place):
    """What must not be found."""

    inner: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class And(Place):
    """All of several."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or(Place):
    """One of several at least."""

    parts: tuple["Node", ...]


Node = Everything | Words | Wildcard | Near | Exact | Level | Dates | Within | Not | And | Or
