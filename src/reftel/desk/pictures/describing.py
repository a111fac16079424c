"""What a picture shows, in words: for readers who do not see it, and for search."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from reftel.desk.pictures.records import (
    ANSWERS,
    AnyPicture,
    Calibration,
    Count,
    Scale,
    Tornado,
    Trajectory,
    Winset,
)


def description(picture: AnyPicture) -> str:
    """Return the content of a picture in sentences."""
    return " ".join(each for each in TELLERS[type(picture)](picture) if each)


def _scale(scale: Scale) -> Iterator[str]:
    unit = f" ({scale.unit})" if scale.unit else ""
    yield f"A scale from {scale.low:g} to {scale.high:g}{unit}."
    yield _list("Marks", (f"{each.name} at {each.at:g}" for each in scale.marks))
    yield _list("Estimates", (f"{each.name} {_span(each)}" for each in scale.estimates))
    actors = sorted(scale.actors, key=lambda each: (each.at, -each.weight, each.name))
    places = (
        f"at {at:g} " + ", ".join(f"{each.name} (weight {each.weight:.3g})" for each in mine)
        for at, mine in groupby(actors, key=lambda each: each.at)
    )
    yield _list("Actors", places)
    yield _list("Of whom nothing is known", scale.absent)
    if any(scale.shares):
        most = max(range(len(scale.shares)), key=lambda at: scale.shares[at])
        step = (scale.high - scale.low) / len(scale.shares)
        low = scale.low + most * step
        yield f"Most runs of the forecast lie from {low:.4g} to {low + step:.4g}."
    yield scale.note


def _span(told: Any) -> str:
    at = "" if told.at is None else f"{told.at:.4g}"
    span = "" if told.low is None else f"from {told.low:.4g} to {told.high:.4g}"
    return ", ".join(each for each in (at, span) if each) or "gives none"


def _winset(winset: Winset) -> Iterator[str]:
    sides = (f"{each.name} from {each.low:g} to {each.high:g}" for each in (winset.x, winset.y))
    yield f"Two dimensions: {' and '.join(sides)}."
    yield _list(
        "Points",
        (f"{each.name} ({each.kind}) at {each.x:.3g}, {each.y:.3g}" for each in winset.points),
    )
    yield _list("Areas", (each.name for each in winset.regions))
    yield winset.note


def _count(count: Count) -> Iterator[str]:
    needed = f", {count.needed} votes needed" if count.needed else ""
    yield f"{len(count.seats)} members{needed}."
    for answer in ANSWERS:
        mine = [each for each in count.seats if each.answer == answer]
        names = (f"{each.name} (may veto)" if each.may_veto else each.name for each in mine)
        yield _list(f"{answer.capitalize()} {len(mine)}", names)
    yield count.note


def _tornado(tornado: Tornado) -> Iterator[str]:
    yield f"The forecast is {tornado.base:.4g} {tornado.unit}".strip() + "."
    for each in sorted(tornado.bars, key=lambda bar: -abs(bar.high - bar.low)):
        ends = (
            f"{value:.4g}{f' with {words}' if words else ''}"
            for value, words in ((each.low, each.low_words), (each.high, each.high_words))
        )
        yield f"{each.name}: {' to '.join(ends)}."
    yield tornado.note


def _trajectory(trajectory: Trajectory) -> Iterator[str]:
    rounds = max((len(each.positions) for each in trajectory.paths), default=0)
    yield f"Positions from {trajectory.low:g} to {trajectory.high:g} over {rounds} rounds."
    for each in trajectory.paths:
        if each.positions:
            yield f"{each.name}: {each.positions[0]:.4g} to {each.positions[-1]:.4g}."
    yield trajectory.note


def _calibration(calibration: Calibration) -> Iterator[str]:
    for panel in calibration.panels:
        yield f"{panel.title}: {panel.said} against {panel.came}."
        for series in panel.series:
            dots = (
                f"said {each.said:.0%}, came {each.came:.0%} of {each.cases}"
                for each in series.dots
            )
            yield _list(series.name, dots)
    yield calibration.note


def _list(what: str, words: Iterable[str]) -> str:
    told = "; ".join(words)
    return f"{what}: {told}." if told else ""


TELLERS: dict[type[Any], Callable[[Any], Iterator[str]]] = {
    Scale: _scale,
    Winset: _winset,
    Count: _count,
    Tornado: _tornado,
    Trajectory: _trajectory,
    Calibration: _calibration,
}
