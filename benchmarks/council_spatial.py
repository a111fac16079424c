"""How fast the spatial models run, against plain loops of the same equations in the same run.

python benchmarks/council_spatial.py [--json]

Processor time, one core. The loops of the largest body run one turn, and the figure is scaled.
"""

import argparse
import json
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

import council_plain as plain
from clock import Growth, best
from reftel.council.bargain.smp import spatial_politics
from reftel.council.game import Game, weighted
from reftel.council.issue import Space, issue
from reftel.council.sincere import voters_of
from reftel.council.winset import winset
from reftel.council.winset_sampled import sampled_winset

TURNS = 10
SEED = 7


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

    @property
    def times(self) -> float:
        """How much faster ours is."""
        return self.rival_seconds / self.seconds


def body(players: int, issues: int, seed: int = SEED) -> Space:
    """Return a space of a size with random players on scales from 0 to 100."""
    chance = np.random.default_rng(seed)
    saliences = chance.dirichlet(np.ones(issues + 1), players)
    capabilities = chance.uniform(1, 100, players).tolist()
    return Space(
        issues=tuple(
            issue(
                f"issue {at + 1}",
                chance.uniform(0, 100, players).tolist(),
                saliences=saliences[:, at].tolist(),
                capabilities=capabilities,
            )
            for at in range(issues)
        )
    )


def loops(space: Space, turns: int) -> list[plain.Rows]:
    """Return the run of the plain loops."""
    return plain.run(
        (space.positions / 100).tolist(),
        space.saliences.tolist(),
        space.capabilities.tolist(),
        turns,
    )


def rows() -> list[Row]:
    """Return the figures of this part."""
    return [
        _spatial(15, 1, TURNS, (15, 30, 60)),
        _spatial(80, 3, 1, (40, 80, 160)),
        _plane(),
    ]


def _spatial(players: int, issues: int, rival_turns: int, sizes: tuple[int, ...]) -> Row:
    space = body(players, issues)
    # Once before, so that nothing is measured that happens at the first call only.
    spatial_politics(space, turns=1)
    seconds = best(lambda: spatial_politics(space, turns=TURNS), 3)
    slow = best(lambda: loops(space, rival_turns), 1) * TURNS / rival_turns
    return Row(
        f"SMP, {players} players x {issues} issues, {TURNS} turns",
        seconds,
        "plain loops",
        slow,
        sizes,
        _exponent(sizes, partial(body, issues=issues), spatial_politics),
    )


def _plane() -> Row:
    """Return the time of an exact winset, against a sample that knows two digits of its area."""
    space = body(15, 2)
    reference = (90.0, 90.0)
    seconds = best(lambda: winset(space, _rule(space), reference), 5)
    voters = voters_of(space, _rule(space))
    drawn = best(lambda: sampled_winset(voters, np.array(reference), draws=100_000, seed=SEED), 2)
    sizes = (15, 30, 60)
    return Row(
        "winset, 15 members x 2 issues, exact",
        seconds,
        "100,000 draws",
        drawn,
        sizes,
        _exponent(
            sizes, partial(body, issues=2), lambda space: winset(space, _rule(space), reference)
        ),
    )


def _rule(space: Space) -> Game:
    """Return a rule like the Council's: three in five, and a third has a veto."""
    count = len(space.names)
    needed = -(-3 * count // 5)
    return weighted([1.0] * count, needed, names=space.names, veto=space.names[: count // 3])


def _exponent(
    sizes: tuple[int, ...], make: Callable[[int], Space], work: Callable[[Space], object]
) -> float:
    spaces = [make(size) for size in sizes]
    seconds = tuple(best(partial(work, space), 2) for space in spaces)
    return Growth(sizes, seconds).exponent


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    found = rows()
    if parser.parse_args().json:
        print(json.dumps([{**row._asdict(), "times": row.times} for row in found], indent=2))
        return
    table = Table("what", "ms", "rival", "rival's ms", "times faster", "grows with size^")
    for row in found:
        table.add_row(
            row.what,
            f"{row.seconds * 1000:.1f}",
            row.rival,
            f"{row.rival_seconds * 1000:.0f}",
            f"{row.times:.0f}",
            f"{row.exponent:.2f} over {', '.join(map(str, row.sizes))}",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
