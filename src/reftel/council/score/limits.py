"""What a track record does not show: said in words, beside the numbers."""

from collections.abc import Iterator

from reftel.council.score.pairs import CONFIDENCE, Pair, cases_for
from reftel.council.score.scoring import TrackRecord

# With fewer issues no model is said to be better, whatever p says: the spread itself is not known
# well, and issues of one negotiation are not independent.
FEWEST = 100
# A difference that matters to who reads forecasts; see `cases_for`.
WORTH = 3.0


def is_told(pair: Pair) -> bool:
    """Whether a difference may be claimed.

    On enough issues, with p (raised for the number of pairs) under 5 percent, and not under what so
    many issues can show: what is found below that is found by luck, and too large.
    Source: Gelman and Carlin 2014, Perspect. Psychol. Sci. 9.
    """
    if pair.p_of_all is None or pair.detectable is None or pair.cases < FEWEST:
        return False
    return pair.p_of_all < 1 - CONFIDENCE and abs(pair.difference) >= pair.detectable > 0


def limits(record: TrackRecord) -> Iterator[str]:
    """Yield what the sample is too small to show, a sentence each."""
    yield from _of_cases(record)
    yield from _of_pairs(record)
    yield from _of_intervals(record)
    yield from _of_events(record)


def _of_cases(record: TrackRecord) -> Iterator[str]:
    if not record.issues and not record.events:
        yield "No outcome was forecast: there is nothing to show."
    elif record.issues == 1:
        yield "One case: it shows what happened once, not how good a model is."
    elif 1 < record.issues < FEWEST:
        yield (
            f"{record.issues} issues are few: below {FEWEST}, no model is said to beat another,"
            " whatever the numbers."
        )


def _of_pairs(record: TrackRecord) -> Iterator[str]:
    # No two errors on the scale from 0 to 100 differ by more.
    told = [min(each.detectable, 100.0) for each in record.pairs if each.detectable]
    if told and record.issues > 1:
        span = f"{min(told):.1f} points"
        if f"{max(told):.1f} points" != span:
            span = f"{min(told):.1f} to {max(told):.1f} points, by the pair,"
        yield (
            f"A difference of mean error under {span} cannot be told from chance here;"
            f" {WORTH:g} points usually need {cases_for(WORTH)} issues."
        )
    if record.pairs and record.issues > 1 and not any(map(is_told, record.pairs)):
        yield "No model is shown to be better than another."
    for pair in filter(is_told, record.pairs):
        better, worse = sorted((pair.first, pair.second), key=lambda name: name != _better(pair))
        yield f"{better} errs less than {worse}, by {abs(pair.difference):.1f} points."


def _better(pair: Pair) -> str:
    return pair.first if pair.difference < 0 else pair.second


def _of_intervals(record: TrackRecord) -> Iterator[str]:
    for model in record.models:
        for each in model.coverage:
            held = each.held
            if held.high - held.low > 0.2:
                yield (
                    f"{model.name}: {held.times} of {held.cases} intervals at {each.level:.0%}"
                    f" held; that fits a true share from {held.low:.0%} to {held.high:.0%}."
                )


def _of_events(record: TrackRecord) -> Iterator[str]:
    if 0 < record.events < FEWEST:
        events = "One event was" if record.events == 1 else f"{record.events} events were"
        yield f"{events} scored: too few for calibration to show in bins."
