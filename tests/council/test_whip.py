"""Whip counts, and the cheapest coalitions by going through all of them."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.making import all_votes, bodies, rules
from reftel.council.bodies import body
from reftel.council.cheapest import Moves, cheapest
from reftel.council.coalitions import coalitions
from reftel.council.errors import CouncilError
from reftel.council.game import COLUMNS, Game, Integers, Numbers, game, passes, weighted
from reftel.council.rules import Rule, Seat
from reftel.council.sitting import Sitting
from reftel.council.whip import CHANCES, STANDINGS, Chances, Stand, Standing, whip

ROOT = Path(__file__).parents[2]
COUNCIL = body("UNSC").on(date(2008, 4, 4))
SIMPLEST: dict[Standing, Chances] = {
    **CHANCES,
    "yes": Chances(yes=1, abstain=0, no=0),
    "abstain": Chances(yes=0, abstain=1, no=0),
    "no": Chances(yes=0, abstain=0, no=1),
}
standings = st.sampled_from(STANDINGS)
prices = st.integers(0, 5).map(float)


def stands(**held: Standing) -> list[Stand]:
    return [Stand(member=member, standing=standing) for member, standing in held.items()]


def all_stand(standing: Standing, **others: Standing) -> list[Stand]:
    held: dict[str, Standing] = {seat.code: standing for seat in COUNCIL.members}
    return stands(**(held | others))


# Laws.


@given(st.lists(standings, min_size=15, max_size=15), st.integers(0, 14))
def test_a_firmer_yes_never_makes_a_draft_less_likely(held: list[Standing], at: int) -> None:
    codes = [seat.code for seat in COUNCIL.members]
    count = whip(COUNCIL, stands(**dict(zip(codes, held, strict=True))))
    held[at] = "yes"
    more = whip(COUNCIL, stands(**dict(zip(codes, held, strict=True))))
    assert more.probability >= count.probability - 1e-12
    for row in count.rows:
        assert 0 <= row.if_no <= row.if_yes + 1e-12 <= 1 + 1e-9


@given(st.lists(st.sampled_from(["yes", "abstain", "no"]), min_size=15, max_size=15))
def test_a_count_without_doubt_is_a_vote(held: list[Standing]) -> None:
    codes = [seat.code for seat in COUNCIL.members]
    count = whip(COUNCIL, stands(**dict(zip(codes, held, strict=True))), chances=SIMPLEST)
    assert count.probability == pytest.approx(float(count.now.passed), abs=1e-12)
    assert count.now == count.firm


@settings(deadline=None, max_examples=60)
@given(rules, bodies(4), st.booleans(), st.data())
def test_the_cheapest_moves_are_the_cheapest(
    rule: Rule, seats: tuple[Seat, ...], passing: bool, data: st.DataObject
) -> None:
    played = game(rule, seats)
    size = played.size
    start = np.array(data.draw(st.lists(st.integers(0, 2), min_size=size, max_size=size)))
    costs = np.array(
        data.draw(st.lists(st.lists(prices, min_size=3, max_size=3), min_size=size, max_size=size))
    )
    costs[np.arange(size), start] = 0
    found = cheapest(played, start, costs, passing=passing, several=3)
    wanted = by_hand(played, start, costs, passing=passing)
    if wanted is None:
        assert found == ()
        return
    assert found[0].cost == pytest.approx(wanted)
    assert [each.cost for each in found] == sorted(each.cost for each in found)
    for each in found:
        votes = after(played, start, each)
        assert bool(passes(played, votes)) == passing
        for move in each.moves:
            at = played.names.index(move.member)
            back = votes.copy()
            back[at] = start[at]
            assert bool(passes(played, back)) != passing, "a move that is not needed"
    moved = [frozenset((move.member, move.after) for move in each.moves) for each in found]
    assert len(set(moved)) == len(moved)


def by_hand(played: Game, start: Integers, costs: Numbers, *, passing: bool) -> float | None:
    every = all_votes(played.size)
    done = every[passes(played, every) == passing]
    return float(costs[np.arange(played.size), done].sum(axis=1).min()) if len(done) else None


def after(played: Game, start: Integers, found: Moves) -> Integers:
    votes = start.copy()
    for move in found.moves:
        at = played.names.index(move.member)
        assert move.before == COLUMNS[start[at]]
        votes[at] = COLUMNS.index(move.after)
    return votes


# The Council.


def test_what_passes_and_what_is_missing() -> None:
    count = whip(COUNCIL, stands(US="yes", GB="yes", FR="yes", IT="yes", BE="lean yes", RU="no"))
    assert (count.now.yes, count.now.no, count.now.abstain) == (5, 1, 9)
    assert count.now.vetoed_by == ("RU",)
    assert count.firm.yes == 4
    assert "4 short" in count.now.why
    rows = {row.code: row for row in count.rows}
    assert rows["CN"].standing == "unknown"
    assert rows["RU"].veto
    assert rows["RU"].if_no == 0
    assert not rows["IT"].veto


def test_evidence_and_prices_are_passed_through() -> None:
    count = whip(COUNCIL, [Stand(member="Russia", standing="no", evidence=("a", "b"), price=7)])
    row = next(row for row in count.rows if row.code == "RU")
    assert (row.evidence, row.price) == (("a", "b"), 7)


def test_a_permanent_member_is_bought_off_with_an_abstention() -> None:
    count = whip(COUNCIL, all_stand("yes", RU="lean no"))
    ways = coalitions(COUNCIL, count)
    assert [(move.member, move.after) for move in ways.to_pass[0].moves] == [("RU", "abstain")]
    assert ways.to_pass[0].cost == 1
    assert ways.to_fail[0].moves == ()
    assert [each.member for each in ways.alone] == ["RU", "CN", "FR", "GB", "US"]
    assert [each.cost for each in ways.alone] == [0, 3, 3, 3, 3]


def test_seven_elected_members_block() -> None:
    elected = [seat.code for seat in COUNCIL.members if seat.capacity == "elected"]
    held: dict[str, Standing] = dict.fromkeys(elected[:7], "abstain")
    ways = coalitions(COUNCIL, whip(COUNCIL, all_stand("yes", **held)), several=1)
    assert {move.member for move in ways.to_block[0].moves} == set(elected[:7])
    assert ways.to_block[0].cost == 0


def test_a_party_to_the_dispute_has_no_veto() -> None:
    count = whip(COUNCIL, all_stand("yes", RU="no"), rule="dispute", parties=["RU"])
    assert count.now.passed
    row = next(row for row in count.rows if row.code == "RU")
    assert (row.veto, row.obliged, row.vote) == (False, True, "abstain")
    assert row.if_yes == row.if_no == count.probability
    ways = coalitions(COUNCIL, count, parties=["RU"])
    assert "RU" not in {each.member for each in ways.alone}


def test_nobody_can_be_moved_where_it_has_no_price() -> None:
    costs = np.array([[0, np.inf, np.inf], [0, 1, 2]])
    assert cheapest(weighted([1, 1], 2), np.array([0, 0]), costs) == ()


def test_a_large_body_is_counted_too() -> None:
    assembly = body("UNGA").on(date(2024, 1, 1))
    held = [
        Stand(member=seat.code, standing=STANDINGS[at % 6])
        for at, seat in enumerate(assembly.members)
    ]
    count = whip(assembly, held, rule="simple majority")
    assert (count.method, count.error) == ("lattice", 0)
    assert 0 < count.probability < 1
    assert coalitions(assembly, count, several=1).alone == ()


# What no count can take.


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ([Stand(member="Germany", standing="yes")], "Germany does not sit in UNSC on 2008-04-04"),
        ([Stand(member="RU", standing="yes"), Stand(member="Russia", standing="no")], "twice"),
        ([Stand(member="RU", standing="yes", price=-1)], "RU: price -1"),
        ([Stand(member="RU", standing="yes", price=float("nan"))], "RU: price nan"),
        ([Stand(member="RU", standing="maybe")], '"maybe" is none of yes'),  # pyright: ignore[reportArgumentType]
    ],
)
def test_bad_standings_are_told(held: list[Stand], told: str) -> None:
    with pytest.raises(CouncilError, match=told):
        whip(COUNCIL, held)


@pytest.mark.parametrize(
    "bad", [Chances(yes=0.5, abstain=0.5, no=0.5), Chances(yes=float("nan"), abstain=1, no=0)]
)
def test_bad_chances_are_told(bad: Chances) -> None:
    with pytest.raises(CouncilError, match="chances of no"):
        whip(COUNCIL, [], chances={**CHANCES, "no": bad})


def test_missing_chances_are_told() -> None:
    with pytest.raises(CouncilError, match="none for yes"):
        whip(COUNCIL, [], chances={})


def test_bad_costs_are_told() -> None:
    played = weighted([1, 1], 2)
    for costs in (np.ones((2, 3)), np.full((2, 3), -1.0), np.full((2, 3), np.nan)):
        with pytest.raises(CouncilError, match="1: costs"):
            cheapest(played, np.array([0, 0]), costs)
    with pytest.raises(CouncilError, match="not those of 2 members"):
        cheapest(played, np.array([0]), np.zeros((2, 3)))


def test_the_seed_of_a_count_that_is_drawn() -> None:
    members = tuple(
        Seat(code=f"m{at}", name=f"m{at}", weights={"w": 10**6 + at**3}) for at in range(60)
    )
    rule = Rule(name="w", needs=("w yes > 1/2 of members",))
    sitting = Sitting(body="B", name="B", on=date(2008, 1, 1), members=members, rules=(rule,))
    first, again, other = (whip(sitting, [], seed=seed, count=500) for seed in (0, 0, 1))
    assert first == again
    assert first.method == "draws"
    assert first.probability != other.probability
    assert first.error > 0


def test_a_move_that_another_made_needless_is_left_out() -> None:
    """The text fails already by the second member's veto: nothing has to move."""
    rule = Rule(name="any", needs=("yes >= 1",), veto=("permanent",))
    seats = [Seat(code=each, name=each, capacity="permanent") for each in ("a", "b")]
    found = cheapest(game(rule, seats), np.array([1, 0]), np.zeros((2, 3)), passing=False)
    assert [each.moves for each in found] == [()]
