"""How fast the models of bargaining run on draws, against plain loops of the same equations.

python benchmarks/council_bargain.py [--json]

Processor time, one core, both in the same run; the loops run few draws and the figure is scaled.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from math import nan
from typing import Any, NamedTuple, cast

import numpy as np
from rich.console import Console
from rich.table import Table

import council_bargain_plain as plain
from clock import Growth, best
from reftel.council.bargain import challenge, exchange, mean, median, nash, nash_space
from reftel.council.bargain.sample import Sample, stacked
from reftel.council.issue import Numbers

PLAYERS, DRAWS, SEED, ISSUES = 15, 10_000, 7, 4
optimize = cast("Any", import_module("scipy.optimize"))
ACTORS, LENGTHS = (5, 15, 45), (1_000, 10_000, 100_000)


class Row(NamedTuple):
    """A figure: seconds of ours and of the rival; times: how much faster ours is.

    exponent: the power of the size with which our time grows over the sizes.
    """

    what: str
    seconds: float
    rival: str
    rival_seconds: float
    sizes: tuple[int, ...]
    exponent: float
    draws: int

    @property
    def times(self) -> float:
        """How much faster ours is."""
        return self.rival_seconds / self.seconds


def drawn(draws: int, players: int, kind: str = "float64", seed: int = SEED) -> Sample:
    """Return random draws on a scale from 0 to 1; all above the reference point 0."""
    chance = np.random.default_rng(seed)
    positions, saliences, capabilities = (
        chance.uniform(0.05, 1, (draws, players)).astype(kind) for _ in range(3)
    )
    return Sample(
        positions=positions,
        saliences=saliences,
        capabilities=capabilities,
        low=0.0,
        high=1.0,
        reference=0.0,
    )


def spaces(draws: int, players: int) -> list[Sample]:
    """Return random draws of several issues with the same capabilities."""
    samples = [drawn(draws, players, seed=SEED + each) for each in range(ISSUES)]
    first = samples[0].capabilities
    return [
        Sample(
            positions=each.positions,
            saliences=each.saliences,
            capabilities=first,
            high=1.0,
            reference=0.0,
        )
        for each in samples
    ]


def rows() -> list[Row]:
    """Return the figures of this part."""
    return [
        _mean("float64", 1_000_000),
        _mean("float32", 1_000_000),
        _door(),
        _row("weighted median", median.draws, plain.median, 10 * DRAWS, ACTORS),
        _row("Nash, quadratic", nash.draws, plain.nash, DRAWS, ACTORS),
        _challenge(ACTORS, of_players=True),
        _challenge(LENGTHS, of_players=False),
        _joint(ACTORS),
        _exchange(ACTORS),
    ]


def _mean(kind: str, draws: int) -> Row:
    """Return the time of the mean, against NumPy's own arrays."""
    sample = drawn(draws, PLAYERS, kind)

    def in_numpy() -> Numbers:
        weights = sample.saliences * sample.capabilities
        return (weights * sample.positions).sum(axis=1) / weights.sum(axis=1)

    mean.draws(sample)
    seconds, slow = best(lambda: mean.draws(sample), 5), best(in_numpy, 3)
    growth = _growth(mean.draws, [drawn(draws // 10, each, kind) for each in ACTORS], ACTORS)
    name = f"weighted mean, {kind}"
    return Row(name, seconds, "NumPy", slow, ACTORS, growth.exponent, draws)


def _door() -> Row:
    """Return what the look at a sample costs, which every sample has once."""
    draws = 1_000_000
    sample = drawn(draws, PLAYERS)
    seconds = best(partial(_looked_at, sample), 3)
    return Row("a sample looked at", seconds, "", nan, (), nan, draws)


def _looked_at(sample: Sample) -> Sample:
    return Sample(
        positions=sample.positions,
        saliences=sample.saliences,
        capabilities=sample.capabilities,
        low=0.0,
        high=1.0,
    )


def _row(
    what: str,
    ours: Callable[[Sample], Numbers],
    theirs: Callable[..., object],
    draws: int,
    sizes: tuple[int, ...],
) -> Row:
    sample, few = drawn(draws, PLAYERS), 100
    ours(sample)
    growth = _growth(ours, [drawn(draws // 10, each) for each in sizes], sizes)
    slow = best(partial(_looped, theirs, sample, few), 1) * draws / few
    return Row(
        what, best(lambda: ours(sample), 3), "plain loops", slow, sizes, growth.exponent, draws
    )


def _looped(theirs: Callable[..., object], sample: Sample, draws: int) -> None:
    for at in range(draws):
        theirs(*(each[at].tolist() for each in sample.rows()))


def _challenge(sizes: tuple[int, ...], *, of_players: bool) -> Row:
    """Return the time of 10,000 draws of ten rounds, and its growth with players or draws."""
    sample, few = drawn(DRAWS, PLAYERS), 10
    rounds = challenge.TEXTBOOK.rounds
    challenge.draws(drawn(10, PLAYERS))
    seconds = best(lambda: challenge.draws(sample), 3)
    samples = [drawn(1_000, each) if of_players else drawn(each, 5) for each in sizes]
    slow = best(partial(_looped, partial(plain.challenge, rounds=rounds), sample, few), 1)
    what = "players" if of_players else "draws"
    return Row(
        f"challenge model, {rounds} rounds, by {what}",
        seconds,
        "plain loops",
        slow * DRAWS / few,
        sizes,
        _growth(challenge.draws, samples, sizes).exponent,
        DRAWS,
    )


def _joint(sizes: tuple[int, ...]) -> Row:
    """Return the time of the joint Nash product, against SciPy's optimiser draw by draw."""
    draws, few = 1_000, 10
    samples = spaces(draws, PLAYERS)
    nash_space.draws(spaces(2, PLAYERS))
    slow = best(partial(_optimised, samples, few), 1) * draws / few
    grown = [spaces(500, each) for each in sizes]
    seconds = tuple(best(partial(nash_space.draws, each), 2) for each in grown)
    return Row(
        f"joint Nash product, {ISSUES} issues",
        best(lambda: nash_space.draws(samples), 3),
        "SciPy's SLSQP",
        slow,
        sizes,
        Growth(sizes, seconds).exponent,
        draws,
    )


def _optimised(samples: Sequence[Sample], draws: int) -> None:
    positions, saliences, capabilities = stacked(samples)
    for at in range(draws):
        interest = saliences[at].sum(axis=0)
        share, ideals = saliences[at] / interest, positions[at]
        power = capabilities[at, 0] * interest
        power = power / power.sum()

        def loss(point: Numbers, share: Numbers, ideals: Numbers, power: Numbers) -> float:
            gains = (share * (ideals**2 - (point[:, None] - ideals) ** 2)).sum(axis=0)
            return -float((power * np.log(np.maximum(gains, 1e-12))).sum())

        optimize.minimize(loss, ideals @ power, (share, ideals, power), method="SLSQP")


def _exchange(sizes: tuple[int, ...]) -> Row:
    draws, few = 1_000, 5
    samples = spaces(draws, PLAYERS)
    exchange.draws(spaces(2, PLAYERS))
    slow = best(partial(_exchanged_in_loops, samples, few), 1) * draws / few
    grown = [spaces(100, each) for each in sizes]
    seconds = tuple(best(partial(exchange.draws, each), 2) for each in grown)
    return Row(
        f"position exchange, {ISSUES} issues",
        best(lambda: exchange.draws(samples), 2),
        "plain loops",
        slow,
        sizes,
        Growth(sizes, seconds).exponent,
        draws,
    )


def _exchanged_in_loops(samples: Sequence[Sample], draws: int) -> None:
    for at in range(draws):
        plain.exchange(
            [each.positions[at].tolist() for each in samples],
            [each.saliences[at].tolist() for each in samples],
            samples[0].capabilities[at].tolist(),
        )


def _growth(
    work: Callable[[Sample], object], samples: Sequence[Sample], sizes: tuple[int, ...]
) -> Growth:
    return Growth(sizes, tuple(best(partial(work, each), 3) for each in samples))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = rows()
    if arguments.json:
        print(json.dumps([{**row._asdict(), "times": row.times} for row in found], indent=2))
        return
    table = Table(
        "what", "draws", "ms", "draws a second", "rival", "times faster", "grows by size^"
    )
    for row in found:
        table.add_row(
            row.what,
            f"{row.draws:,}",
            f"{row.seconds * 1000:.1f}",
            f"{row.draws / row.seconds:,.0f}",
            row.rival,
            f"{row.times:.0f}" if row.rival else "",
            f"{row.exponent:.2f} over {', '.join(map(str, row.sizes))}" if row.sizes else "",
        )
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
