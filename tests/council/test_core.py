"""What nothing beats, against brute force."""

import numpy as np
import pytest
from hypothesis import given

from council.chambers import Chamber, article_27, chambers, majority, plane, years
from reftel.council.core import core, core_of_drafts
from reftel.council.errors import CouncilError
from reftel.council.game import weighted
from reftel.council.issue import issue
from reftel.council.sincere import decide, voters_of
from reftel.council.winset_line import line_winset


def test_between_the_permanent_members() -> None:
    """Every reference point from the lowest to the highest permanent member is safe."""
    assert [str(each) for each in core(years(), article_27())] == ["[2, 5]"]


def test_procedural_votes_know_no_veto() -> None:
    """Nine of fifteen without a veto: the seventh and the ninth ideal point bound the core."""
    names = article_27().names
    line = issue("x", list(range(15)), names=names, low=0, high=20)
    assert [str(each) for each in core(line, weighted([1.0] * 15, 9, names=names))] == ["[6, 8]"]


def test_median_voter() -> None:
    """Black 1948: an odd simple majority leaves the median only."""
    line = issue("x", [1, 4, 9], low=0, high=10)
    assert [str(each) for each in core(line, majority(3, 2))] == ["[4, 4]"]
    assert core(line, majority(3, 1)) == ()
    assert [str(each) for each in core(line, majority(3, 3))] == ["[1, 9]"]


@given(chambers(1))
def test_the_core_is_where_the_winset_is_empty(chamber: Chamber) -> None:
    voters = voters_of(chamber.space, chamber.game)
    found = core(chamber.space.issues[0], chamber.game)
    ends = {end for each in found for end in (each.low, each.high)}
    for point in (*np.linspace(0, 10, 21), *ends, *(x for (x,) in chamber.ideals)):
        inside = any(float(point) in each for each in found)
        assert line_winset(voters, float(point)).empty is inside, point


@given(chambers(1))
def test_no_draft_of_a_finite_core_is_beaten(chamber: Chamber) -> None:
    drafts = {f"{x:g}": x for x in (0.0, 1.0, 2.5, 4.0, 6.0, 10.0)}
    found = core_of_drafts(chamber.space, chamber.game, drafts, costs=chamber.costs)
    for name, reference in drafts.items():
        beating = tuple(
            other
            for other, draft in drafts.items()
            if decide(chamber.space, chamber.game, draft, reference, costs=chamber.costs).passed
        )
        assert found.beaten_by[name] == beating
        assert (name in found.core) == (not beating)


@given(chambers(1))
def test_a_higher_quota_only_makes_the_core_larger(chamber: Chamber) -> None:
    drafts = {str(x): float(x) for x in range(11)}
    free = core_of_drafts(chamber.space, chamber.game, drafts)
    more = chamber._replace(needed=min(chamber.needed + 1, len(chamber.ideals)))
    assert set(free.core) <= set(core_of_drafts(more.space, more.game, drafts).core)


def test_a_cycle_has_no_core() -> None:
    """Three voters on a plane: each draft is beaten by the next (Condorcet 1785)."""
    space = plane([(0, 0), (4, 0), (2, 3)])
    drafts = {"a": (1.0, 0.0), "b": (3.2, 0.8), "c": (1.3, 1.9)}
    found = core_of_drafts(space, majority(3, 2), drafts)
    assert found.core == ()
    assert found.beaten_by == {"a": ("b",), "b": ("c",), "c": ("a",)}


def test_a_core_needs_a_draft() -> None:
    with pytest.raises(CouncilError, match="no drafts"):
        core_of_drafts(years(), article_27(), {})
    with pytest.raises(CouncilError, match=r"ten years: \[10.0\] is not on the scales"):
        core_of_drafts(years(), article_27(), {"ten years": 10})
