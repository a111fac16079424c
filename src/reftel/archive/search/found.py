"""What a search gives: telegrams with the paragraphs that were meant, counts, suggestions."""

from datetime import date, datetime

from reftel.core.span import Span
from reftel.telegram.model import Record


class FoundPassage(Record, frozen=True, kw_only=True):
    """A paragraph with what was looked for.

    number, mark: as printed, None and "" where there is none. text: the part worth showing, with …
    where it is cut. spans: of what was found in `text`.
    """

    number: int | None
    mark: str
    text: str
    spans: tuple[Span, ...]


class Hit(Record, frozen=True, kw_only=True):
    """A telegram that a search found.

    sent: UTC, None where only the day is known, or nothing. subject_spans: of what was found in it.
    passages: the first paragraphs that hold what was looked for. more: how many other ones do.
    score: as ranked, larger is better, 0 where nothing ranks.
    """

    name: str
    id: str
    sent: datetime | None
    day: date | None
    sender: str
    level: str
    subject: str
    subject_spans: tuple[Span, ...]
    passages: tuple[FoundPassage, ...]
    more: int
    score: float


class Count(Record, frozen=True, kw_only=True):
    """How many of the telegrams found have a value. query: what narrows the search to them."""

    value: str
    count: int
    query: str


class Suggestion(Record, frozen=True, kw_only=True):
    """A word, or `from:LAPZ`, that no telegram has, with like ones that some have, best first."""

    word: str
    near: tuple[str, ...]


class Found(Record, frozen=True, kw_only=True):
    """The result of a search.

    query: in its one written form. total: of telegrams found. start: of the first hit, from 0.
    order: "relevance", "newest" or "oldest". facets: name to counts, the most first.
    """

    query: str
    total: int
    start: int
    order: str
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[Count, ...]]
    suggestions: tuple[Suggestion, ...]
