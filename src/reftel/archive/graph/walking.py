"""Telegrams and the references between them, as a reader may know of them; walks along them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, Protocol

from msgspec.structs import replace

from reftel.telegram.dating import Dated
from reftel.telegram.model import Record

Direction = Literal["up", "down", "both"]
LIMIT = 500  # telegrams in a graph, unless another limit is asked for


class Node(Record, frozen=True, kw_only=True):
    """A telegram in the graph. name: its number. id: its public id, "" of one that is not held.

    level: references between it and the one that was asked for; below 0 what that one refers to,
    above 0 what refers to it. dated: the bounds of its time, where its own is not known.
    """

    name: str
    id: str = ""
    held: bool = False
    sent: datetime | None = None
    sender: str = ""
    subject: str = ""
    level: int = 0
    dated: Dated | None = None


class Link(Record, frozen=True, kw_only=True):
    """A reference from one telegram to another.

    letter: of the entry in the list of references, "" without one. likelihood: 0 to 1, that this
    target is meant. sent: when the source was.
    """

    source: str
    target: str
    letter: str = ""
    likelihood: float = 1.0
    sent: datetime | None = None


class Graph(Record, frozen=True, kw_only=True):
    """The neighbourhood of a telegram.

    nodes: by level, then by name. links: all that were met, between two of the nodes.
    left_out: telegrams that were met and are not shown, as the limit was reached; what lies
    behind them was not looked at.
    """

    name: str
    depth: int
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    left_out: int = 0


class Known(Protocol):
    """What may be known of telegrams and references."""

    def cited_by(self, names: Sequence[str]) -> Iterator[Link]:
        """Yield the links of telegrams to what they refer to."""
        ...

    def citing(self, names: Sequence[str]) -> Iterator[Link]:
        """Yield the links to telegrams, from what refers to them."""
        ...

    def nodes(self, names: Sequence[str]) -> Iterator[Node]:
        """Yield what is known of those that are held."""
        ...

    def sent(self, names: Sequence[str]) -> Iterator[tuple[str, datetime | None]]:
        """Yield when those that are held were sent."""
        ...

    def series(self, start: str, end: str) -> Iterator[tuple[str, datetime | None]]:
        """Yield the names from start on that come before end, with when they were sent."""
        ...


class Walk:
    """A walk, breadth first, that gathers telegrams with their level, and the links it met."""

    def __init__(self, name: str, limit: int) -> None:
        self.levels = {name: 0}
        self.links: dict[tuple[str, str], Link] = {}
        self.left_out: set[str] = set()
        self._limit = limit

    def along(
        self, start: str, depth: int, step: int, follow: Callable[[Sequence[str]], Iterable[Link]]
    ) -> None:
        """Go from a telegram; step: -1 to what is referred to, 1 to what refers."""
        seen, edge = {start}, [start]
        for level in range(1, depth + 1):
            met: set[str] = set()
            for link in follow(edge):
                self.links[link.source, link.target] = link
                met.add(link.target if step < 0 else link.source)
            edge = [each for each in sorted(met - seen) if self.take(each, level * step)]
            seen.update(edge)
            if not edge:
                return

    def take(self, name: str, level: int) -> bool:
        """Take a telegram in unless the limit is reached; whether it is in."""
        if name in self.levels:
            return True
        if len(self.levels) >= self._limit:
            self.left_out.add(name)
            return False
        self.levels[name] = level
        return True

    def between(self) -> tuple[Link, ...]:
        """Return the links between two telegrams that were taken in."""
        return tuple(
            link
            for (source, target), link in sorted(self.links.items())
            if source in self.levels and target in self.levels
        )


def neighbourhood(
    known: Known, name: str, depth: int, direction: Direction = "both", limit: int = LIMIT
) -> Graph:
    """Return what a telegram refers to and what refers to it, through so many references.

    A telegram that can be reached both ways has the level of what is referred to.
    """
    walk = Walk(name, limit)
    if direction != "down":
        walk.along(name, depth, -1, known.cited_by)
    if direction != "up":
        walk.along(name, depth, 1, known.citing)
    nodes = (replace(each, level=walk.levels[each.name]) for each in all_nodes(known, walk.levels))
    return Graph(
        name=name,
        depth=depth,
        nodes=tuple(sorted(nodes, key=lambda each: (each.level, each.name))),
        links=walk.between(),
        left_out=len(walk.left_out),
    )


def all_nodes(known: Known, names: Iterable[str]) -> list[Node]:
    """Return a node for each name, held or not, sorted by name; held ones with what is known."""
    wanted = sorted(names)
    held = {each.name: each for each in known.nodes(wanted)}
    return [held.get(name) or Node(name=name) for name in wanted]
