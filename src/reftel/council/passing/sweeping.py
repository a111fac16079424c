"""The loop of `halves`, compiled: the one module of the floor's first half that needs numba."""

# pyright: reportUnknownMemberType=false, reportUntypedFunctionDecorator=false

import numpy as np
from numba import njit

from reftel.council.game import Flags, Integers, Numbers


@njit(cache=True)
def sweep(  # noqa: PLR0913, PLR0917 - plain arrays, as the compiler wants them
    rising: Integers,
    large: Integers,
    small: Integers,
    falling: Integers,
    other_large: Integers,
    other_place: Integers,
    other_small: Integers,
    other_weights: Numbers,
    passes: Flags,
    level: int,
    met: Numbers,
) -> None:
    """Add to `met` (votes, m) the weights of the other half's votes that reach the level.

    rising, falling: orders by sums on the large measure. other_place: where a vote's small sum
    stands in other_small. passes: by the small sum of both.
    """
    rows = met.shape[1]
    seen = np.zeros((len(other_small), rows))
    reached = 0
    for vote in rising:
        while reached < len(falling) and large[vote] + other_large[falling[reached]] >= level:
            one = falling[reached]
            for row in range(rows):
                seen[other_place[one], row] += other_weights[one, row]
            reached += 1
        for place in range(len(other_small)):
            if passes[small[vote] + other_small[place]]:
                for row in range(rows):
                    met[vote, row] += seen[place, row]
