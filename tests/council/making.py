"""Bodies drawn by hypothesis: small enough to go through all votes one by one."""

from itertools import product

import numpy as np
from hypothesis import strategies as st

from reftel.council.conditions import Vote
from reftel.council.game import COLUMNS, Game, Integers
from reftel.council.rules import Rule, Seat

amounts = st.sampled_from(["1/2", "2/3", "55 %", "62.5 %", "1"])
conditions = st.one_of(
    st.builds("yes >= {}".format, st.integers(1, 6)),
    st.builds("w yes >= {}".format, st.integers(1, 30)),
    st.builds("yes > {} of voting".format, amounts.filter("1".__ne__)),
    st.builds("yes >= {} of present".format, amounts),
    st.builds("w yes >= {} of members".format, amounts),
    st.builds("w yes >= {} of voting".format, amounts),
    st.builds("present >= {} of members".format, amounts),
    st.builds("no <= {}".format, st.integers(0, 3)),
    st.builds("w not-yes < {}".format, st.integers(1, 30)),
    st.builds("w no <= {} of present".format, amounts),
)
sets = st.lists(conditions, min_size=1, max_size=3).map(tuple)
rules = st.builds(
    Rule,
    name=st.just("drawn"),
    needs=sets,
    alternatives=st.lists(sets, max_size=2).map(tuple),
    veto=st.sampled_from([(), ("permanent",), ("m0",)]),
)


@st.composite
def bodies(draw: st.DrawFn, most: int = 5) -> tuple[Seat, ...]:
    """Draw members with weights, some of them decimal, and capacities."""
    weights = st.one_of(st.integers(0, 12), st.sampled_from([0.5, 1.25, 7.5]))
    count = draw(st.integers(1, most))
    return tuple(
        Seat(
            code=f"m{at}",
            name=f"Member {at}",
            capacity=draw(st.sampled_from(["permanent", "elected", "elected"])),
            weights={"w": draw(weights)},
        )
        for at in range(count)
    )


def all_votes(size: int, columns: int = 3) -> Integers:
    """Return every way in which members vote, (columns ** size, size)."""
    return np.array(list(product(range(columns), repeat=size)), dtype=np.int64)


def as_words(game: Game, votes: Integers) -> dict[str, Vote]:
    """Return columns as votes by code."""
    return {name: COLUMNS[vote] for name, vote in zip(game.names, votes.tolist(), strict=True)}
