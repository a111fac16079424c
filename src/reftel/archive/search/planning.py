"""From the tree of a query to a plan that the index runs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

import tantivy

from reftel.archive.query.tree import (
    And,
    Dates,
    Everything,
    Exact,
    Level,
    Near,
    Node,
    Not,
    Or,
    Wildcard,
    Within,
    Words,
)
from reftel.archive.search.documents import EPOCH, PASSAGES
from reftel.archive.search.index import schema

Query = tantivy.Query
MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
SUBJECT_BOOST = 1.5  # a word of the subject says more of what a telegram is about
DAY = 86_400  # seconds

Outside = Mapping[str, Callable[[str], Sequence[int]]]
"""Fields that no index holds, a reader's own tags and dossiers: value to the keys of telegrams."""

NOTHING: Outside = {}


class Plan(NamedTuple):
    """What the index runs. is_ranked: whether any part of it tells better from worse."""

    query: tantivy.Query
    is_ranked: bool


def planned(tree: Node, outside: Outside = NOTHING) -> Plan:
    """Return the plan of a query."""
    return Plan(_Planner(outside).query(tree), _is_ranked(tree))


def among(plan: Plan, keys: Sequence[int]) -> Plan:
    """Return a plan that finds the same, but only among the telegrams of those keys."""
    these = Query.term_set_query(schema(), "key", [*keys])
    return Plan(Query.boolean_query([(MUST, plan.query), (MUST, these)]), is_ranked=False)


def parts_of(found: Words) -> list[str]:
    """Return the words of a phrase with its compounds taken apart."""
    return [*chain.from_iterable(found.words)]


def _is_ranked(tree: Node) -> bool:
    match tree:
        case Words() | Near():
            return True
        case Within(inner=inner):
            return isinstance(inner, Words)
        case And(parts=parts) | Or(parts=parts):
            return any(map(_is_ranked, parts))
        case _:
            return False


class _Planner:
    """One function for each kind of node."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._schema = schema()

    def query(self, tree: Node) -> tantivy.Query:  # noqa: PLR0911 - one for each kind of node
        """Return what the index runs for a node."""
        match tree:
            case Everything():
                return Query.const_score_query(Query.all_query(), 0.0)
            case Words():
                return self._with_subject(tree)
            case Wildcard():
                return self._wildcard("text", tree)
            case Near():
                return self._near(tree)
            case Exact():
                return Query.const_score_query(self._exact(tree), 0.0)
            case Level():
                found = self._range("rank", tree.least, tree.most + 1)
                return Query.const_score_query(found, 0.0)
            case Dates():
                found = self._range("sent", _midnight(tree.since), _midnight(tree.before))
                return Query.const_score_query(found, 0.0)
            case Within():
                return self._within(tree)
            case Not():
                return _all_but([self.query(tree.inner)])
            case And():
                return self._and(tree.parts)
            case Or():
                return _any(map(self.query, tree.parts))

    def _and(self, parts: Sequence[Node]) -> tantivy.Query:
        wanted = [(MUST, self.query(each)) for each in parts if not isinstance(each, Not)]
        unwanted = [(NOT, self.query(each.inner)) for each in parts if isinstance(each, Not)]
        if not wanted:
            return _all_but([query for _, query in unwanted])
        return Query.boolean_query([*wanted, *unwanted])

    def _with_subject(self, found: Words) -> tantivy.Query:
        """Return words anywhere; those of the subject, which stand in the text, too, count more."""
        everywhere = self._words("text", found)
        subject = Query.boost_query(self._words("subject", found), SUBJECT_BOOST)
        return Query.boolean_query([(MUST, everywhere), (SHOULD, subject)])

    def _within(self, node: Within) -> tantivy.Query:
        field = PASSAGES.get(node.part, node.part)
        if isinstance(node.inner, Wildcard):
            return self._wildcard(field, node.inner)
        return self._words(field, node.inner)

    def _words(self, field: str, found: Words) -> tantivy.Query:
        """Return words in a row: as parts, and with their compounds joined."""
        if found.wild:
            patterns = [_pattern(each) for each in parts_of(found)]
            return Query.regex_phrase_query(self._schema, field, list(patterns))
        parts = parts_of(found)
        joined = ["".join(each) for each in found.words]
        queries = [self._phrase(field, parts)]
        if joined != parts:
            queries.append(self._phrase(field, joined))
        if len(joined) == 1 and field == "text":
            # Typed whole, it may stand in the text with signs or over the end of a line.
            queries.append(Query.term_query(self._schema, "joined", joined[0], "freq"))
        return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)

    def _phrase(self, field: str, words: Sequence[str], slop: int = 0) -> tantivy.Query:
        if len(words) == 1:
            return Query.term_query(self._schema, field, words[0], "freq")
        return Query.phrase_query(self._schema, field, list(words), slop)

    def _near(self, node: Near) -> tantivy.Query:
        """Return two phrases with at most so many words between, whichever comes first."""
        first, second = parts_of(node.first), parts_of(node.second)
        between = [
            self._phrase("text", [*first, *second], node.distance),
            self._phrase("text", [*second, *first], node.distance),
        ]
        phrases = [self._phrase("text", each) for each in (first, second) if len(each) > 1]
        whole = [(MUST, each) for each in phrases]
        return Query.boolean_query([(MUST, _any(between)), *whole])

    def _wildcard(self, field: str, node: Wildcard) -> tantivy.Query:
        pattern = _pattern(node.pattern)
        fields = [field, "joined"] if field == "text" else [field]
        return _any(Query.regex_query(self._schema, each, pattern) for each in fields)

    def _exact(self, node: Exact) -> tantivy.Query:
        if node.name in self._outside:
            keys = self._outside[node.name](node.value)
            return Query.term_set_query(self._schema, "key", [*keys])
        if node.wild:
            return Query.regex_query(self._schema, node.name, _pattern(node.value))
        return Query.term_query(self._schema, node.name, node.value, "basic")

    def _range(self, field: str, least: int | None, below: int | None) -> tantivy.Query:
        # An open end must be inclusive.
        most = None if below is None else below - 1
        return Query.range_query(self._schema, field, tantivy.FieldType.Integer, least, most)


def _any(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return Query.boolean_query([(SHOULD, each) for each in queries])


def _all_but(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    everything = Query.const_score_query(Query.all_query(), 0.0)
    return Query.boolean_query([(MUST, everything), *((NOT, each) for each in queries)])


def _midnight(day: date | None) -> int | None:
    return None if day is None else (day - EPOCH.date()).days * DAY


def _pattern(typed: str) -> str:
    """Return a pattern of the index, whose automata know no backtracking."""
    signs = {"*": ".*", "?": "."}
    return "".join(signs.get(each, each if each.isalnum() else f"\\{each}") for each in typed)
