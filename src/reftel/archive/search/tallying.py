"""Counts what the telegrams of one readership have in common: by month, by name, by sender."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from reftel.archive.search.index import UNDATED, opened, schema, telling

# Asked for: a cut by the index would depend on how it lies in its segments.
ALL_VALUES = 20_000
Count = tuple[str, int]


class Tally(NamedTuple):
    """What is common to the telegrams that have a term.

    values: by field of the index, each value with the number of telegrams, the most first. dated:
    keys and times, in seconds since 1970, of the first and the last; empty where none has a time.
    """

    telegrams: int
    values: dict[str, list[Count]]
    dated: tuple[tuple[int, int], ...]


class Tallying:
    """The index of one readership; every call takes in what was written since."""

    def __init__(self, folder: Path) -> None:
        with telling():
            self._index = opened(folder)

    def tally(self, fields: Iterable[str], term: str, counted: Sequence[str]) -> Tally:
        """Return the tally of the telegrams that have a term in one of the fields.

        counted: the fields whose values are counted.
        """
        query = _any(fields, term)
        asked = {name: {"terms": {"field": name, "size": ALL_VALUES}} for name in counted}
        with telling():
            searcher = self._searcher()
            total = int(searcher.search(query, 1, count=True).count)  # pyright: ignore
            answer: dict[str, Any] = searcher.aggregate(query, asked)  # pyright: ignore
            ends = [*_ends(searcher, query)]
        return Tally(total, {each: _ranked(answer[each]["buckets"]) for each in counted}, (*ends,))

    def newest(self, fields: Iterable[str], term: str, limit: int) -> list[int]:
        """Return the keys of the newest telegrams that have a term in one of the fields."""
        with telling():
            searcher = self._searcher()
            return [key for key, _ in _ordered(searcher, _any(fields, term), limit, newest=True)]

    def _searcher(self) -> tantivy.Searcher:
        self._index.reload()
        return self._index.searcher()


def _any(fields: Iterable[str], term: str) -> tantivy.Query:
    parts = [tantivy.Query.term_query(schema(), field, term, "basic") for field in fields]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in parts])


def _ends(searcher: tantivy.Searcher, query: tantivy.Query) -> list[tuple[int, int]]:
    """Return key and time of the first and the last that have a time."""
    dated = tantivy.Query.range_query(
        schema(), "sent", tantivy.FieldType.Integer, UNDATED + 1, -UNDATED
    )
    both = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, dated)])
    return [
        *_ordered(searcher, both, 1, newest=False),
        *_ordered(searcher, both, 1, newest=True),
    ]


def _ordered(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int, *, newest: bool
) -> list[tuple[int, int]]:
    """Return keys and times in the order of time."""
    way = tantivy.Order.Desc if newest else tantivy.Order.Asc
    found = searcher.search(query, limit, order_by_field="order", order=way)
    addresses: list[Any] = [address for _, address in found.hits]
    keys: list[Any] = searcher.fast_field_values("key", addresses)
    times: list[Any] = searcher.fast_field_values("sent", addresses)
    return [
        (int(key), UNDATED if time is None else int(time))
        for key, time in zip(keys, times, strict=True)
    ]


def _ranked(buckets: Sequence[dict[str, Any]]) -> list[Count]:
    pairs = ((str(each["key"]), int(each["doc_count"])) for each in buckets)
    return sorted(pairs, key=lambda each: (-each[1], each[0]))
