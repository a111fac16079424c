"""The conversation of a telegram in time: all that likely references tie together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal

from reftel.archive.graph.bounds import bounded
from reftel.archive.graph.walking import LIMIT, Known, Link, Node, Walk, all_nodes
from reftel.telegram.model import Record

LIKELY = 0.5  # likelihood from which a reference ties two telegrams together
HUB = 25  # a telegram that more than so many cite is a hub: guidance, not a turn of a talk
DAY = 86_400.0  # seconds
Ground = Literal["sent", "bounds", "year", "unknown"]


class Lag(Record, frozen=True, kw_only=True):
    """What a telegram refers to, and the days between the two; None where one is not dated."""

    target: str
    days: float | None


class Turn(Record, frozen=True, kw_only=True):
    """A telegram of a thread. at: its place in time. ground: what tells it.

    sent: its own time; bounds: its number and who cites it; year: that of its number alone, in
    the middle of which it stands; unknown: it stands at the end.
    hub: how many cite it where it is a hub and was not walked through, else 0.
    """

    node: Node
    at: datetime | None
    ground: Ground
    lags: tuple[Lag, ...]
    hub: int = 0


class Thread(Record, frozen=True, kw_only=True):
    """A conversation, in time. left_out: telegrams that were met beyond the limit."""

    name: str
    turns: tuple[Turn, ...]
    left_out: int = 0


def thread(known: Known, name: str, limit: int = LIMIT, hub: int = HUB) -> Thread:
    """Return all that is tied to a telegram by references likely enough, either way.

    A telegram that more than `hub` others cite is told as a hub and not walked through, unless it
    is the one that was asked for: through a guidance circular everything is tied to everything.
    """
    walk = Walk(name, limit)
    hubs: dict[str, int] = {}
    edge = [name]
    for level in range(1, limit + 1):
        citing = _likely(known.citing(edge))
        cited = Counter(each.target for each in citing)
        hubs |= {each: count for each, count in cited.items() if count > hub and each != name}
        cited_by = _likely(known.cited_by(edge))
        met_links = [
            *(each for each in citing if each.target not in hubs),
            *(each for each in cited_by if each.source not in hubs),
        ]
        walk.links |= {(each.source, each.target): each for each in met_links}
        met = {end for each in met_links for end in (each.source, each.target)} - set(walk.levels)
        edge = [each for each in sorted(met) if walk.take(each, level)]
        if not edge:
            break
    nodes = bounded(known, all_nodes(known, walk.levels))
    places = {each.name: _place(each) for each in nodes}
    links: dict[str, list[Link]] = defaultdict(list)
    for link in walk.between():
        links[link.source].append(link)
    turns = [_turn(each, places, links[each.name], hubs) for each in nodes]
    return Thread(name=name, turns=tuple(sorted(turns, key=_order)), left_out=len(walk.left_out))


def _likely(links: Iterable[Link]) -> list[Link]:
    return [each for each in links if each.likelihood >= LIKELY]


def _place(node: Node) -> tuple[datetime | None, Ground]:
    """Return the place of a telegram in time.

    Between bounds it is in step with its number, else in the middle; bounds that cross tell none.
    """
    if node.sent:
        return node.sent, "sent"
    dated = node.dated
    if dated is None or dated.contradictory:
        return None, "unknown"
    middle = dated.earliest.time + (dated.latest.time - dated.earliest.time) / 2
    if dated.earliest.ground == dated.latest.ground == "year":
        return middle, "year"
    return dated.estimate or middle, "bounds"


def _turn(
    node: Node,
    places: dict[str, tuple[datetime | None, Ground]],
    links: Sequence[Link],
    hubs: dict[str, int],
) -> Turn:
    at, ground = places[node.name]
    lags = [Lag(target=each.target, days=_days(node.sent, places[each.target])) for each in links]
    return Turn(node=node, at=at, ground=ground, lags=tuple(lags), hub=hubs.get(node.name, 0))


def _days(sent: datetime | None, target: tuple[datetime | None, Ground]) -> float | None:
    """Return the days from a target to what refers to it, where both tell their own time."""
    at, ground = target
    if sent is None or at is None or ground != "sent":
        return None
    return round((sent - at).total_seconds() / DAY, 2)


def _order(turn: Turn) -> tuple[datetime, str]:
    return turn.at or datetime.max.replace(tzinfo=UTC), turn.node.name
