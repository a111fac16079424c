"""How fast power, whip counts and coalitions are, against plain loops over sets in the same run.

python benchmarks/council_power.py [--json]

Processor time, one core, after a first run that compiles. The plain loop goes through all sets of
members; where that would take too long it goes through a random share of them, and the figure is
scaled.
"""

import argparse
import json
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from itertools import product
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from clock import Growth, best
from reftel.council.bodies import body
from reftel.council.coalitions import coalitions
from reftel.council.game import Game, game, weighted
from reftel.council.power import power, power_with_abstention
from reftel.council.sitting import Sitting
from reftel.council.whip import STANDINGS, Stand, WhipCount, whip

SEED = 7
TURNS = 10
MOST_SETS = 2**15
"""Sets that the plain loop goes through."""
AIMS = {"Council of 15": 0.001, "EU Council of 27": 0.05}
"""Seconds."""


class Row(NamedTuple):
    """A figure: seconds of ours and of the rival, whose are 0 where there is none.

    exponent: the power of the size with which our time grows over the sizes; 0 for one size.
    """

    what: str
    seconds: float
    rival: str
    rival_seconds: float
    sizes: tuple[int, ...]
    exponent: float

    @property
    def times(self) -> float:
        """How much faster ours is."""
        return self.rival_seconds / self.seconds


def rows() -> list[Row]:
    """Measure everything; half a minute."""
    council, union = sitting("UNSC"), sitting("EU")
    return [
        _power("power: Council of 15", _game(council)),
        _power("power: EU Council of 27", _game(union)),
        _one(
            "power with abstention: Council of 15", partial(power_with_abstention, _game(council))
        ),
        _grown("power: weights under 30, members", _small, (50, 100, 200)),
        _grown("power: weights of 7 digits, members", _large, (16, 22, 28)),
        _one("whip count: Council of 15", partial(_counted, council)),
        _one("whip count: EU Council of 27", partial(_counted, union)),
        _one("coalitions: Council of 15", partial(coalitions, council, _counted(council))),
        _one("coalitions: EU Council of 27", partial(coalitions, union, _counted(union))),
    ]


def sitting(name: str) -> Sitting:
    """Return a body on a day."""
    return body(name).on(date(2024, 6, 1))


def by_loops(played: Game, sets: Iterable[list[int]]) -> list[int]:
    """Return the swings of each member over sets, 1 for who is in it, one by one."""
    size = played.size
    scores = played.scores.tolist()
    least = played.least.tolist()
    veto = played.veto.tolist()

    def passes(votes: list[int]) -> bool:
        if any(vetoes and not vote for vetoes, vote in zip(veto, votes, strict=True)):
            return False
        sums = [sum(row[at][2 * vote] for at, vote in enumerate(votes)) for row in scores]
        return any(all(one >= it for one, it in zip(sums, way, strict=True)) for way in least)

    swings = [0] * size
    for votes in sets:
        if not passes(votes):
            continue
        for at in range(size):
            if votes[at]:
                votes[at] = 0
                swings[at] += not passes(votes)
                votes[at] = 1
    return swings


def _game(sat: Sitting) -> Game:
    return game(sat.rule(), sat.members)


def _power(what: str, played: Game) -> Row:
    power(played)
    sets = _sets(played.size)
    loops = best(partial(by_loops, played, sets), 1) * 2**played.size / len(sets)
    seconds = best(partial(power, played), TURNS)
    return Row(what, seconds, "loops over sets", loops, (played.size,), 0)


def _sets(size: int) -> list[list[int]]:
    if 2**size <= MOST_SETS:
        return [[*each] for each in product((0, 1), repeat=size)]
    return np.random.default_rng(SEED).integers(0, 2, (MOST_SETS, size)).tolist()


def _one(what: str, work: Callable[[], object]) -> Row:
    work()
    return Row(what, best(work, TURNS), "", 0, (), 0)


def _grown(what: str, make: Callable[[int], Game], sizes: tuple[int, ...]) -> Row:
    played = [make(size) for size in sizes]
    power(played[0])
    seconds = [best(partial(power, each), 3) for each in played]
    return Row(what, seconds[-1], "", 0, sizes, Growth(sizes, tuple(seconds)).exponent)


def _small(size: int) -> Game:
    return _drawn(size, 30)


def _large(size: int) -> Game:
    return _drawn(size, 10**7)


def _drawn(size: int, heaviest: int) -> Game:
    weights = np.random.default_rng(SEED).integers(1, heaviest, size).tolist()
    return weighted(weights, sum(weights) * 2 // 3)


def _counted(sat: Sitting) -> WhipCount:
    stands = [
        Stand(member=seat.code, standing=STANDINGS[at % len(STANDINGS)])
        for at, seat in enumerate(sat.members)
    ]
    return whip(sat, stands)


def _missed(found: list[Row]) -> list[str]:
    return [
        f"{row.what}: {row.seconds * 1000:.2f} ms, aim {aim * 1000:g}"
        for row in found
        for name, aim in AIMS.items()
        if row.what == f"power: {name}" and row.seconds > aim
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    found = rows()
    if parser.parse_args().json:
        print(json.dumps([each._asdict() for each in found], indent=1))
    else:
        table = Table("what", "ms", "times faster than loops", "sizes", "exponent")
        for each in found:
            faster = f"{each.times:,.0f}" if each.rival else ""
            grown = f"{each.exponent:.2f}" if each.exponent else ""
            sizes = ", ".join(map(str, each.sizes))
            table.add_row(each.what, f"{each.seconds * 1000:.2f}", faster, sizes, grown)
        Console(width=110).print(table)
    missed = _missed(found)
    print("\n".join(missed) or "every aim is reached")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
