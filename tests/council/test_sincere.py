"""Votes on a draft, who turns them, and what they lack."""

from hypothesis import given

from council.chambers import Chamber, article_27, chambers, majority, years
from reftel.council.issue import issue
from reftel.council.sincere import decide


def test_prices_of_three_years_against_a_rollover() -> None:
    found = decide(years(), article_27(), 3, 2)
    assert not found.passed
    assert found.vetoed_by == ("RU", "CN")
    # Neither of the two turns it alone.
    assert not found.decisive
    prices = {each.name: (each.to_abstain, each.to_agree) for each in found.prices}
    assert prices["RU"] == (1, 1)


def test_a_blocking_cost_is_a_discount() -> None:
    (price,) = decide(
        issue("x", [0, 9], low=0, high=10), majority(2, 2), 5, 2, costs={"1": 1}
    ).prices
    assert (price.name, price.to_abstain, price.to_agree) == ("1", 2, 4)


def test_decisive_votes() -> None:
    space = issue("x", [1, 4, 9], low=0, high=10)
    assert decide(space, majority(3, 2), 5, 1).decisive == ("2", "3")
    assert decide(space, majority(3, 3), 5, 1).decisive == ("1",)
    # A veto player turns a decision by abstaining, too.
    assert decide(space, majority(3, 2, ("1",)), 5, 1).decisive == ("1",)


@given(chambers(2))
def test_votes_are_shared_out(chamber: Chamber) -> None:
    found = decide(chamber.space, chamber.game, (1, 2), chamber.reference, costs=chamber.costs)
    assert sorted(found.yes + found.no + found.abstain) == sorted(chamber.names)
    assert {each.name for each in found.prices} == {*found.no, *found.abstain}
    assert all(each.to_agree >= each.to_abstain >= 0 for each in found.prices)


@given(chambers(2))
def test_who_is_decisive_turns_the_decision(chamber: Chamber) -> None:
    found = decide(chamber.space, chamber.game, (1, 2), chamber.reference)
    yes, vetoed = len(found.yes), set(found.vetoed_by)
    for name in chamber.names:
        if found.passed:
            turned = name in chamber.names[: chamber.vetoes] or (
                name in found.yes and yes - 1 < chamber.needed
            )
        else:
            agreed = yes + (name not in found.yes)
            turned = name not in found.yes and not vetoed - {name} and agreed >= chamber.needed
            turned = turned or (name in found.no and vetoed == {name} and yes >= chamber.needed)
        assert (name in found.decisive) is turned, name


def test_a_draft_that_is_the_reference_is_no_decision() -> None:
    found = decide(years(), article_27(), 2, 2)
    assert found.abstain == article_27().names
    assert not found.passed
