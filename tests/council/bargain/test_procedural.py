"""What a setter obtains from a body with veto players, and from a majority."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.chambers import Chamber, article_27, chambers, majority, plane, years
from reftel.council.bargain.agenda import agenda_setter
from reftel.council.bargain.procedural import procedural
from reftel.council.errors import CouncilError
from reftel.council.issue import Space, issue
from reftel.council.sincere import voters_of


def test_the_united_states_proposes() -> None:
    """Against lapse it obtains four of its five years; against a rollover nothing."""
    lapse = procedural(years(), article_27(), "US", 0)
    assert (lapse.outcome, lapse.proposes, lapse.attained, lapse.gain) == ((4.0,), True, True, 4.0)
    rollover = procedural(years(), article_27(), "US", 2)
    assert (rollover.outcome, rollover.proposes, rollover.gain) == ((2.0,), False, 0.0)


def test_an_open_end_is_not_attained() -> None:
    """Unanimity of two voters with one vote each: at the mirror point one of them abstains."""
    found = procedural(issue("x", [2, 9], low=0, high=10), majority(2, 2), "2", 0)
    assert found.outcome == (4.0,)
    assert not found.attained


def test_a_setter_keeps_the_gate_shut() -> None:
    """It would lose by anything that passes."""
    found = procedural(issue("x", [1, 8, 9], low=0, high=10), majority(3, 2, ("1",)), "1", 1)
    assert not found.proposes


def test_on_a_plane() -> None:
    """The nearest point of the veto player's disc lies on the way to its ideal."""
    found = procedural(plane([(0, 0), (8, 0)]), majority(2, 1, ("1",)), "2", (3, 4))
    assert found.outcome == pytest.approx((5, 0), abs=1e-12)
    assert found.attained


@settings(max_examples=50, deadline=None)
@given(chambers(2))
def test_no_draft_is_better_for_the_setter(chamber: Chamber) -> None:
    """Brute force: nothing that passes among many drafts is nearer to the setter."""
    voters = voters_of(chamber.space, chamber.game, chamber.costs)
    found = procedural(chamber.space, chamber.game, "1", chamber.reference, costs=chamber.costs)
    grid = np.stack(np.meshgrid(*[np.linspace(0, 10, 41)] * 2), axis=-1).reshape(-1, 2)
    drafts = grid[voters.carried(grid, np.array(chamber.reference))]
    away = np.linalg.norm(np.array(found.outcome) - chamber.ideals[0])
    if drafts.size:
        assert np.linalg.norm(drafts - chamber.ideals[0], axis=1).min() >= away - 1e-6
    assert away <= np.linalg.norm(np.array(chamber.reference) - chamber.ideals[0]) + 1e-9


@given(chambers(1))
def test_the_line_is_the_plane_without_width(chamber: Chamber) -> None:
    """One issue that nobody differs on changes nothing."""
    flat = chamber._replace(
        ideals=[(x, 5.0) for (x,) in chamber.ideals], reference=(*chamber.reference, 5.0)
    )
    line = procedural(chamber.space, chamber.game, "1", chamber.reference)
    both = procedural(flat.space, flat.game, "1", flat.reference)
    # A winset without area on the plane is a point that only the line finds.
    if both.proposes:
        assert both.gain == pytest.approx(line.gain, abs=1e-6)


def test_on_three_issues_by_drawing() -> None:
    space = Space(issues=tuple(issue(str(at), [0, 8], low=-10, high=10) for at in range(3)))
    found = procedural(space, majority(2, 1, ("1",)), "2", (3, -3, 3), draws=50_000, seed=0)
    assert found.proposes
    assert found.attained
    assert found.outcome == procedural(
        space, majority(2, 1, ("1",)), "2", (3, -3, 3), draws=50_000, seed=0
    ).outcome  # fmt: skip


def test_a_setter_that_is_no_member() -> None:
    with pytest.raises(CouncilError, match="the setter Narnia is no member"):
        procedural(years(), article_27(), "Narnia", 0)


# The agenda-setter


@pytest.mark.parametrize(
    ("reference", "outcome"),
    [(0, 10), (2, 8), (4, 6), (5, 5), (6, 6), (9, 9), (10, 10)],
)
def test_romer_and_rosenthal(reference: float, outcome: float) -> None:
    """A setter that wants all: the median at 5 pays for a low reversion with its mirror point."""
    line = issue("x", [10, 5, 5, 0, 5], low=0, high=10)
    found = agenda_setter(line, "1", reference=reference)
    assert found.outcome == outcome
    assert found.median == 5
    assert found.advantage == outcome - 5


@given(chambers(1), st.floats(0.01, 100))
def test_agenda_setter_gets_no_less_than_the_reference(chamber: Chamber, weight: float) -> None:
    count = len(chamber.ideals)
    (reference,), ideals = chamber.reference, [x for (x,) in chamber.ideals]
    line = issue("x", ideals, capabilities=[weight, *[1.0] * (count - 1)], low=0, high=10)
    found = agenda_setter(line, "1", reference=reference)
    assert abs(found.outcome - ideals[0]) <= abs(reference - ideals[0]) + 1e-9
    assert abs(found.outcome - found.median) <= abs(reference - found.median) + 1e-9


def test_agenda_setter_of_nobody() -> None:
    with pytest.raises(CouncilError, match="x: the setter 7 is no player"):
        agenda_setter(issue("x", [1], low=0, high=10), "7", reference=0)
    with pytest.raises(CouncilError, match="x: reference None is not on the scale"):
        agenda_setter(issue("x", [1], low=0, high=10), "1")
