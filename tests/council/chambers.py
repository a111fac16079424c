"""Bodies that tests of winsets, cores and procedures share, and random ones."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from reftel.council.game import Game, weighted
from reftel.council.issue import Issue, Space, issue

PERMANENT = ("US", "UK", "FR", "RU", "CN")
COUNCIL = (*PERMANENT, *(f"E{at}" for at in range(1, 11)))


def article_27() -> Game:
    """Nine of fifteen, and nobody of the permanent five against."""
    return weighted([1.0] * 15, 9, names=COUNCIL, veto=PERMANENT)


def years(high: float = 6.0) -> Issue:
    """How long a mandate is to last: the example of models.md."""
    ideals = [5, 5, 5, 2, 2, 5, 5, 5, 4, 4, 3, 2, 2, 2, 2]
    return issue("years", ideals, names=COUNCIL, low=0, high=high)


def plane(
    ideals: list[tuple[float, float]],
    *,
    low: tuple[float, float] = (-10, -10),
    high: tuple[float, float] = (10, 10),
    names: tuple[str, ...] | None = None,
) -> Space:
    """Two issues from columns of points."""
    return Space(
        issues=tuple(
            issue(
                f"issue {at + 1}",
                [each[at] for each in ideals],
                low=low[at],
                high=high[at],
                names=names,
            )
            for at in range(2)
        )
    )


def majority(count: int, needed: float, veto: tuple[str, ...] = ()) -> Game:
    """Members 1, 2, 3 with a vote each."""
    return weighted([1.0] * count, needed, veto=veto)


class Chamber(NamedTuple):
    """Random members on scales from 0 to 10, a rule, a reference point and costs."""

    ideals: list[tuple[float, ...]]
    needed: int
    vetoes: int
    reference: tuple[float, ...]
    costs: dict[str, float]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(str(at + 1) for at in range(len(self.ideals)))

    @property
    def game(self) -> Game:
        return majority(len(self.ideals), self.needed, self.names[: self.vetoes])

    @property
    def space(self) -> Space:
        return Space(
            issues=tuple(
                issue(f"issue {at + 1}", [each[at] for each in self.ideals], low=0, high=10)
                for at in range(len(self.reference))
            )
        )


@st.composite
def chambers(draw: st.DrawFn, issues: int, most: int = 7) -> Chamber:
    """Chambers whose points often coincide, mirror each other, or lie on a corner."""
    number = st.one_of(
        st.integers(0, 10).map(float), st.integers(0, 10_000).map(lambda at: at / 1000)
    )
    point = st.tuples(*[number] * issues)
    ideals = draw(st.lists(point, min_size=1, max_size=most))
    count = len(ideals)
    costs = draw(st.lists(st.sampled_from([0.0, 0.0, 0.5, 1.0]), min_size=count, max_size=count))
    return Chamber(
        ideals=ideals,
        needed=draw(st.integers(1, count)),
        vetoes=draw(st.integers(0, count)),
        reference=draw(point),
        costs={str(at + 1): cost for at, cost in enumerate(costs) if cost},
    )


def spread(count: int, issues: int, seed: int) -> Space:
    """Players that differ in everything, on scales from 0 to 100."""
    chance = np.random.default_rng(seed)
    saliences = chance.dirichlet(np.ones(issues + 1), count)
    capabilities = chance.uniform(1, 100, count).tolist()
    return Space(
        issues=tuple(
            issue(
                f"issue {at + 1}",
                chance.uniform(0, 100, count).tolist(),
                saliences=saliences[:, at].tolist(),
                capabilities=capabilities,
            )
            for at in range(issues)
        )
    )
