"""The loop of `halves`, compiled: the one module of the floor's first half that needs numba."""

# pyright: reportUnknownMemberType=false, reportUntypedFunctionDecorator=false

import numpy as np
from numba import njit

from reftel.council.game import Flags, Integers, Numbers

Votes = tuple[Integers, Integers, Integers]
"""An order of a half's votes, their sums on the large measure, which sums they have on others."""


@njit(cache=True)
def sweep(  # noqa: PLR0913, PLR0917 - plain arrays, as the compiler wants them
    rising: Votes, falling: Votes, weights: Numbers, passes: Flags, level: int, met: Numbers
) -> None:
    """Add to `met` (votes, m) the weights of the other half's votes that reach the level with each.

    rising: by the sum on the large measure, lowest first; falling, the other half, highest first.
    weights: (other votes, m). passes: by the sums of both halves on the other measures.
    """
    order, large, others = rising
    other_order, other_large, other_others = falling
    rows = met.shape[1]
    seen = np.zeros((passes.shape[1], rows))
    reached = 0
    for vote in order:
        while reached < len(other_order) and (
            large[vote] + other_large[other_order[reached]] >= level
        ):
            one = other_order[reached]
            for row in range(rows):
                seen[other_others[one], row] += weights[one, row]
            reached += 1
        for place in range(passes.shape[1]):
            if passes[others[vote], place]:
                for row in range(rows):
                    met[vote, row] += seen[place, row]
