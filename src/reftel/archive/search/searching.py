"""Runs plans on one index. The only module that knows tantivy's searcher."""

import time
from collections import Counter
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any, Literal, NamedTuple

import tantivy

from reftel.archive.search.documents import Document
from reftel.archive.search.index import opened, schema, telling
from reftel.archive.search.planning import Plan
from reftel.archive.search.spelling import near_words

Order = Literal["relevance", "newest", "oldest"]
Counted = tuple[str, int]
# Facets by the fields of the index, and how many values of each are told at most.
FACETS = {"year": 200, "month": 24, "from": 20, "to": 20, "level": 10, "tag": 20, "caption": 20}
ALL_VALUES = 20_000  # asked for: a cut by the index would depend on how it lies in its segments
TELLING = 25  # words of a telegram by which others are like it
DIGITS = 5  # of a score; beyond them it depends on the order in which its parts are added up


class Match(NamedTuple):
    """A telegram that a plan found. key: the row of the telegram."""

    key: int
    score: float


class Matches(NamedTuple):
    """What a plan found. total: of all; found: those asked for, in order."""

    total: int
    found: list[Match]


class Searching:
    """Searches in the index of one readership; opened once, brought up to date by `refresh`."""

    def __init__(self, folder: Path) -> None:
        with telling():
            self._index = opened(folder)
        self.refresh()

    def refresh(self) -> None:
        """Take in what was written since.

        An index that is written anew is away for the moment in which the new one takes its place.
        """
        for wait in (0.0, 0.01, 0.1, 1.0):
            time.sleep(wait)
            try:
                self._index.reload()
                break
            except ValueError:
                continue
        else:
            with telling():
                self._index.reload()
        self._searcher = self._index.searcher()

    def run(self, plan: Plan, order: Order, start: int, limit: int) -> Matches:
        """Return so many telegrams from `start` on, in one order that depends on them alone."""
        if not limit:
            return Matches(_count(self._searcher.search(plan.query, 1, count=True)), [])
        with telling():
            if order == "relevance":
                return self._by_relevance(plan.query, start, limit)
            way = tantivy.Order.Desc if order == "newest" else tantivy.Order.Asc
            result = self._searcher.search(
                plan.query, limit, count=True, order_by_field="order", offset=start, order=way
            )
        keys = self._keys([address for _, address in result.hits])
        return Matches(_count(result), [Match(key, 0.0) for key in keys])

    def all_keys(self, plan: Plan) -> list[int]:
        """Return the keys of all telegrams found, the oldest first."""
        total = self.run(plan, "oldest", 0, 0).total
        return [each.key for each in self.run(plan, "oldest", 0, total).found]

    def facets(self, plan: Plan) -> dict[str, list[Counted]]:
        """Return the commonest values of each facet, see `counts`."""
        found = self.counts(plan, tuple(FACETS))
        return {name: found[name][:most] for name, most in FACETS.items()}

    def counts(self, plan: Plan, fields: Sequence[str]) -> dict[str, list[Counted]]:
        """Return the values of fields with the number of telegrams found, the most first."""
        asked = {name: {"terms": {"field": name, "size": ALL_VALUES}} for name in fields}
        with telling():
            answer: dict[str, Any] = self._searcher.aggregate(plan.query, asked)  # pyright: ignore
        return {name: _ranked(answer[name]["buckets"]) for name in fields}

    def near(self, word: str, field: str = "text") -> tuple[str, ...]:
        """Return words, or values of a field, like one that no telegram has; none where some do."""
        fields = (field, "joined") if field == "text" else (field,)
        if any(self._searcher.doc_freq(each, word) for each in fields):
            return ()
        return near_words(word, lambda start: self._searcher.terms_with_prefix(field, start))

    def like(self, document: Document, key: int, limit: int) -> list[Match]:
        """Return telegrams whose telling words are those of a document, itself left out."""
        telling_words = self._telling_words(document.words.get("text", "").split())
        alike = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, _boosted(word, weight)) for word, weight in telling_words]
        )
        itself = tantivy.Query.term_query(schema(), "key", key)
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, alike), (tantivy.Occur.MustNot, itself)]
        )
        with telling():
            return self._by_relevance(query, 0, limit).found

    def _telling_words(self, words: Sequence[str]) -> list[tuple[str, float]]:
        """Return the words that are frequent here and rare elsewhere, with their weights.

        Weights are tf-idf. (tantivy's own query of this kind panics on an index from which a
        document was taken out.)
        """
        total = self._searcher.num_docs
        weights: list[tuple[str, float]] = []
        for word, count in Counter(words).items():
            held = min(total, self._searcher.doc_freq("text", word))
            if held > 1 and len(word) > 2:
                weights.append((word, count * log(1 + (total - held + 0.5) / (held + 0.5))))
        return sorted(weights, key=lambda each: (-each[1], each[0]))[:TELLING]

    def _by_relevance(self, query: tantivy.Query, start: int, limit: int) -> Matches:
        """Return the best; of those that are level, the newest.

        The index breaks ties by where a document lies, so all that are level with the last one
        are fetched and put in order here.
        """
        wanted, asked = start + limit, start + limit + 1
        while True:
            result = self._searcher.search(query, asked, count=True)
            scored = [(_rounded(score), address) for score, address in result.hits]
            # WAND may leave scores of one document apart in the last digit: look beyond level ones.
            if len(scored) < asked or scored[-1][0] < scored[wanted - 1][0]:
                break
            asked *= 4
        ordered = self._ordered(scored)
        return Matches(_count(result), [Match(*each) for each in ordered[start:wanted]])

    def _ordered(self, scored: Sequence[tuple[float, Any]]) -> list[tuple[int, float]]:
        addresses = [address for _, address in scored]
        keys = self._keys(addresses)
        orders = self._searcher.fast_field_values("order", addresses)
        rows = sorted(zip((score for score, _ in scored), orders, keys, strict=True), reverse=True)
        return [(key, score) for score, _, key in rows]

    def _keys(self, addresses: Sequence[Any]) -> list[int]:
        values: list[Any] = self._searcher.fast_field_values("key", [*addresses])
        return [int(key) for key in values]


def _boosted(word: str, weight: float) -> tantivy.Query:
    return tantivy.Query.boost_query(tantivy.Query.term_query(schema(), "text", word), weight)


def _rounded(score: float) -> float:
    return float(f"{score:.{DIGITS}g}")


def _count(result: Any) -> int:
    return int(result.count)


def _ranked(buckets: Sequence[dict[str, Any]]) -> list[Counted]:
    pairs = ((str(each["key"]), int(each["doc_count"])) for each in buckets)
    return sorted(pairs, key=lambda each: (-each[1], each[0]))
