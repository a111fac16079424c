"""Forecasts sealed when they are made, so that they can be held against what comes."""

from datetime import date
from pathlib import Path

from reftel.council.forecast.forecast import Answer, Estimate
from reftel.council.score.records import Forecast, Interval, Model, from_runs
from reftel.desk.forecasting.forecasting import Report
from reftel.desk.scoring.files import read_forecasts, written


def forecasts(found: Report, made: date, horizon: date) -> list[Forecast]:
    """Return a forecast for each question, and one for the texts, not yet sealed.

    made, horizon: the day, and by when the outcome is expected.
    """
    name = found.dossier
    sealed = [
        Forecast(
            issue=f"{name}/{answer.question.name}",
            made=made,
            horizon=horizon,
            models=tuple(_model(answer, each) for each in answer.estimates),
            low=answer.question.low,
            high=answer.question.high,
            inputs=found.forecast.digest,
            seed=found.forecast.seed,
        )
        for answer in found.forecast.answers
    ]
    if found.forecast.chances:
        draws = found.forecast.draws
        events = {
            each.motion: from_runs(round(each.probability * draws), draws)
            for each in found.forecast.chances
        }
        sealed.append(
            Forecast(
                issue=f"{name}/texts",
                made=made,
                horizon=horizon,
                models=(Model(name=found.forecast.answers[0].default.model, events=events),),
                inputs=found.forecast.digest,
                seed=found.forecast.seed,
            )
        )
    return sealed


def add(path: Path, sealed: list[Forecast]) -> int:
    """Add forecasts to a record, each sealed behind the one before; return how many there are.

    Raises ScoringError where the record cannot be read.
    """
    before, _ = read_forecasts(str(path)) if path.exists() else ([], [])
    previous = before[-1].seal if before else ""
    with path.open("ab") as file:
        file.write(written(sealed, previous))
    return len(before) + len(sealed)


def _model(answer: Answer, estimate: Estimate) -> Model:
    low, high = answer.question.low, answer.question.high

    def held(value: float) -> float:
        return min(max(value, low), high)

    return Model(
        name=estimate.model,
        point=held(estimate.median),
        intervals=tuple(
            Interval(level=each.level, low=held(each.low), high=held(each.high))
            for each in estimate.intervals
        ),
    )
