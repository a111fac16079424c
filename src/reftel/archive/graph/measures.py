"""Measures of the graph of references, over what a reader may know of.

A hub is not important for being one: telegrams that historians cite have fewer references to them
than the rest. What is cited most is guidance, forms and routine.
"""

from collections.abc import Iterable
from typing import Any

import igraph  # pyright: ignore[reportMissingTypeStubs]

from reftel.telegram.model import Record

MOST = 20
DAMPING = 0.85


class Rank(Record, frozen=True, kw_only=True):
    """A telegram with how many likely refer to it, and its PageRank (Brin and Page 1998).

    PageRank: the share of time that a reader spends there who follows references at random.
    """

    name: str
    held: bool
    cited: int
    pagerank: float


class Measures(Record, frozen=True, kw_only=True):
    """The graph of likely references in figures.

    held: telegrams that are held; absent: that are only cited. links: between any two.
    components: sets of telegrams tied together, those of one alone included; largest: the
    telegrams of the largest. cited: the most cited. ranked: those of the highest PageRank.
    """

    held: int
    absent: int
    links: int
    components: int
    largest: int
    cited: tuple[Rank, ...]
    ranked: tuple[Rank, ...]


def measures(names: Iterable[str], edges: Iterable[tuple[str, str]], most: int = MOST) -> Measures:
    """Return the measures of the telegrams held and the pairs of one and what it refers to."""
    held = set(names)
    pairs = sorted({(source, target) for source, target in edges if source != target})
    all_names = sorted(held | {end for pair in pairs for end in pair})
    at = {name: number for number, name in enumerate(all_names)}
    numbered = [(at[source], at[target]) for source, target in pairs]
    graph: Any = igraph.Graph(len(all_names), numbered, directed=True)
    cited: list[int] = graph.indegree()
    ranks: list[float] = graph.pagerank(damping=DAMPING) if all_names else []
    sizes: list[int] = graph.connected_components(mode="weak").sizes() if all_names else []
    rows = [
        # Ten figures: the last ones hang on the machine.
        Rank(name=name, held=name in held, cited=cited[number], pagerank=round(ranks[number], 10))
        for name, number in at.items()
    ]
    return Measures(
        held=len(held),
        absent=len(all_names) - len(held),
        links=len(pairs),
        components=len(sizes),
        largest=max(sizes, default=0),
        cited=tuple(sorted(rows, key=lambda each: (-each.cited, each.name))[:most]),
        ranked=tuple(sorted(rows, key=lambda each: (-each.pagerank, each.name))[:most]),
    )
