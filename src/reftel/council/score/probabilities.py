"""Probabilities of events against what came: Brier and log scores, and calibration."""

from collections.abc import Sequence

import msgspec
import numpy as np

from reftel.council.errors import CouncilError
from reftel.council.issue import Numbers
from reftel.council.score.intervals import Share, share_of

BINS = 10


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """The events whose probability lies from low to high. said: their mean probability."""

    low: float
    high: float
    said: float
    came: Share


class EventScore(msgspec.Struct, frozen=True, kw_only=True):
    """Scores of probabilities; less is better, 0 is best.

    brier: mean square error, 0 to 1. log: mean of -ln of the probability given to what came, in
    nats. base_rate: the share that a rival says of every event; base_brier and base_log are that
    rival's scores. bins: those that hold events.
    """

    cases: int
    brier: float
    log: float
    base_rate: float
    base_brier: float
    base_log: float
    bins: tuple[Bin, ...]


def event_score(
    said: Sequence[float], came: Sequence[bool], base_rate: float | None = None
) -> EventScore:
    """Return the scores of probabilities `said` of events of which some `came`; shape (events,).

    base_rate: what was known before; None takes the share of the events that came, which nobody
    knew before and which is therefore a hard rival. Raises CouncilError for no events, other
    lengths, and what is not over 0 and under 1.
    Sources: Brier 1950, Mon. Weather Rev. 78; Good 1952, J. R. Stat. Soc. B 14.
    """
    probabilities, happened = _checked(said, came)
    rate = float(happened.mean()) if base_rate is None else base_rate
    if not (0 < rate < 1 or base_rate is None):
        message = f"base rate {rate:g} is not over 0 and under 1"
        raise CouncilError(message)
    rival = np.full_like(probabilities, rate)
    return EventScore(
        cases=len(probabilities),
        brier=float(brier(probabilities, happened).mean()),
        log=float(log_loss(probabilities, happened).mean()),
        base_rate=rate,
        base_brier=float(brier(rival, happened).mean()),
        base_log=float(log_loss(rival, happened).mean()),
        bins=calibration(said, came),
    )


def brier(said: Numbers, came: Numbers) -> Numbers:
    """Return the square errors, shape (events,)."""
    return (said - came) ** 2


def log_loss(said: Numbers, came: Numbers) -> Numbers:
    """Return -ln of the probability of what came, in nats, shape (events,)."""
    # Adding 0 turns -0 into 0.
    return -np.log(np.where(came > 0, said, 1.0 - said)) + 0.0


def calibration(said: Sequence[float], came: Sequence[bool], bins: int = BINS) -> tuple[Bin, ...]:
    """Return what came in bins of equal width; a probability on an edge is of the higher bin.

    Raises CouncilError as `event_score` does.
    """
    probabilities, happened = _checked(said, came)
    edges = np.arange(bins + 1) / bins
    places = np.searchsorted(edges, probabilities, side="right") - 1
    return tuple(
        Bin(
            low=float(edges[at]),
            high=float(edges[at + 1]),
            said=float(probabilities[places == at].mean()),
            came=share_of(int(happened[places == at].sum()), int((places == at).sum())),
        )
        for at in range(bins)
        if np.any(places == at)
    )


def _checked(said: Sequence[float], came: Sequence[bool]) -> tuple[Numbers, Numbers]:
    probabilities = np.asarray(said, dtype=np.float64)
    happened = np.asarray(came, dtype=np.float64)
    if not probabilities.size or probabilities.shape != happened.shape:
        message = f"{probabilities.size} probabilities, {happened.size} outcomes"
        raise CouncilError(message)
    if not np.all((probabilities > 0) & (probabilities < 1)):
        message = "a probability is over 0 and under 1"
        raise CouncilError(message)
    return probabilities, happened
