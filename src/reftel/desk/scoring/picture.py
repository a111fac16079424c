"""A track record as a picture: probabilities and intervals against what came."""

from collections.abc import Iterator

from reftel.council.score.intervals import Share
from reftel.council.score.scoring import ModelScore, TrackRecord
from reftel.desk.pictures.records import Calibration, Dot, Dots, Panel

MOST_MODELS = 6  # that can be told apart
NOTE = (
    "Bars: Wilson's bounds at 95 percent. On the dashed line, what was said came as often as it"
    " was said."
)


def picture(record: TrackRecord) -> Calibration:
    """Return what `reftel.desk.pictures` draws: events, intervals, or both side by side."""
    panels = [
        Panel(
            title="Events",
            said="probability that was given",
            came="share that came",
            series=tuple(_events(record.models))[:MOST_MODELS],
        ),
        Panel(
            title="Intervals",
            said="level of the interval",
            came="share that held",
            series=tuple(_intervals(record.models))[:MOST_MODELS],
        ),
    ]
    drawn = tuple(each for each in panels if each.series) or (panels[0],)
    count = max(len(list(_events(record.models))), len(list(_intervals(record.models))))
    left_out = f" {count - MOST_MODELS} models more are not drawn." if count > MOST_MODELS else ""
    return Calibration(title=f"Track record: {counted(record)}", panels=drawn, note=NOTE + left_out)


def counted(record: TrackRecord) -> str:
    """Return how much was scored, in words."""
    issues = "1 issue" if record.issues == 1 else f"{record.issues} issues"
    events = "1 event" if record.events == 1 else f"{record.events} events"
    return f"{issues}, {events}"


def _events(models: tuple[ModelScore, ...]) -> Iterator[Dots]:
    for model in models:
        if model.events:
            dots = tuple(_dot(each.said, each.came) for each in model.events.bins)
            yield Dots(name=model.name, dots=dots)


def _intervals(models: tuple[ModelScore, ...]) -> Iterator[Dots]:
    for model in models:
        if model.coverage:
            dots = tuple(_dot(each.level, each.held) for each in model.coverage)
            yield Dots(name=model.name, dots=dots)


def _dot(said: float, came: Share) -> Dot:
    return Dot(said=said, came=came.share, low=came.low, high=came.high, cases=came.cases)
