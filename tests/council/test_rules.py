"""Rules: what passes, why, and that the words and the numbers of a rule say the same."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.making import all_votes, as_words, bodies, rules
from reftel.council.conditions import VOTES, Vote, parse
from reftel.council.errors import CouncilError
from reftel.council.game import game, passes
from reftel.council.rules import Rule, Seat, decide

CODES = "CN FR GB RU US BE BF CR HR ID IT LY PA VN ZA"
COUNCIL = tuple(
    Seat(code=code, name=code, capacity="permanent" if at < 5 else "elected")
    for at, code in enumerate(CODES.split())
)
SUBSTANCE = Rule(name="substance", needs=("yes >= 9",), veto=("permanent",))
DISPUTE = Rule(name="dispute", needs=("yes >= 9",), veto=("permanent",), parties_abstain=True)


def votes(no: str = "", abstain: str = "", absent: str = "") -> dict[str, Vote]:
    cast: dict[str, Vote] = dict.fromkeys((seat.code for seat in COUNCIL), "yes")
    cast.update(dict.fromkeys(no.split(), "no"))
    cast.update(dict.fromkeys(abstain.split(), "abstain"))
    cast.update(dict.fromkeys(absent.split(), "absent"))
    return cast


# Laws.


@given(rules, bodies(4))
def test_the_numbers_of_a_rule_say_what_its_words_say(rule: Rule, seats: tuple[Seat, ...]) -> None:
    played = game(rule, seats)
    every = all_votes(len(seats))
    found = passes(played, every).tolist()
    assert found == [decide(rule, seats, as_words(played, each)).passed for each in every]


@given(rules, bodies(4), st.data())
def test_votes_that_are_settled_count_in_the_numbers_too(
    rule: Rule, seats: tuple[Seat, ...], data: st.DataObject
) -> None:
    kinds = st.sampled_from(VOTES)
    fixed = data.draw(
        st.dictionaries(st.sampled_from([s.code for s in seats[1:]] or ["m0"]), kinds)
    )
    fixed.pop("m0", None)
    played = game(rule, seats, fixed)
    for each, found in zip(every := all_votes(played.size), passes(played, every), strict=True):
        assert found == decide(rule, seats, {**as_words(played, each), **fixed}).passed


@given(rules, bodies(4), st.data())
def test_more_in_favour_never_breaks_a_majority(
    rule: Rule, seats: tuple[Seat, ...], data: st.DataObject
) -> None:
    """From no to abstention and from abstention to yes; who is absent stays away."""
    cast: dict[str, Vote] = {
        seat.code: data.draw(st.sampled_from(["yes", "no", "abstain"])) for seat in seats
    }
    up: dict[Vote, Vote] = {"no": "abstain", "abstain": "yes", "yes": "yes"}
    mover = data.draw(st.sampled_from(seats)).code
    before = decide(rule, seats, cast)
    assert not before.passed or decide(rule, seats, {**cast, mover: up[cast[mover]]}).passed


@given(rules, bodies())
def test_an_outcome_tells_why(rule: Rule, seats: tuple[Seat, ...]) -> None:
    outcome = decide(rule, seats, dict.fromkeys((seat.code for seat in seats), "abstain"))
    checks = [check for way in outcome.ways for check in way.checks]
    assert all(check.missing == 0 for check in checks if check.holds)
    assert outcome.passed == ("short" not in outcome.why)


# The Security Council.


@pytest.mark.parametrize(
    ("cast", "passed", "why"),
    [
        (votes(), True, "yes >= 9: 15 of 9"),
        (votes(no="BE BF CR HR ID IT"), True, "yes >= 9: 9 of 9"),
        (votes(no="BE BF CR HR ID IT LY"), False, "yes >= 9: 8 of 9, 1 short"),
        (votes(no="RU"), False, "vetoed by RU; yes >= 9: 14 of 9"),
        (votes(abstain="CN FR GB RU US"), True, "yes >= 9: 10 of 9"),
        (votes(absent="RU"), True, "yes >= 9: 14 of 9"),
        (votes(no="RU CN", abstain="BE"), False, "vetoed by CN, RU; yes >= 9: 12 of 9"),
    ],
)
def test_nine_votes_and_no_permanent_member_against(
    cast: dict[str, Vote], passed: bool, why: str
) -> None:
    outcome = decide(SUBSTANCE, COUNCIL, cast)
    assert (outcome.passed, outcome.why) == (passed, why)


def test_procedure_knows_no_veto() -> None:
    rule = Rule(name="procedure", needs=("yes >= 9",))
    assert decide(rule, COUNCIL, votes(no="CN FR GB RU US BE")).passed


def test_a_party_to_the_dispute_abstains() -> None:
    """Article 27(3): also a permanent member, whose no then is no veto."""
    outcome = decide(DISPUTE, COUNCIL, votes(no="RU"), parties=("RU",))
    assert (outcome.passed, outcome.obliged, outcome.abstain) == (True, ("RU",), 1)
    assert outcome.why == "a party to the dispute abstains: RU; yes >= 9: 14 of 9"
    assert not decide(SUBSTANCE, COUNCIL, votes(no="RU"), parties=("RU",)).passed


# Other rules.


@pytest.mark.parametrize(
    ("needs", "cast", "passed"),
    [
        ("yes > 1/2 of voting", "yyynnn", False),
        ("yes > 1/2 of voting", "yyynna", True),
        ("yes >= 2/3 of voting", "yynaaa", True),
        ("yes >= 2/3 of voting", "yynnaa", False),
        ("yes > 1/2 of members", "yyyaaa", False),
        ("yes > 1/2 of members", "yyy---", True),
        ("no <= 0", "aaaaaa", True),
        ("no <= 0", "yyyyyn", False),
        ("yes >= 1 of members", "yyyyya", False),
        ("present > 1/2 of members", "yna...", False),
        ("present > 1/2 of members", "ynaa..", True),
    ],
)
def test_majorities(needs: str, cast: str, passed: bool) -> None:
    words: dict[str, Vote] = {
        "y": "yes", "n": "no", "a": "abstain", ".": "absent", "-": "not participating",
    }  # fmt: skip
    seats = tuple(Seat(code=str(at), name=str(at)) for at in range(6))
    outcome = decide(
        Rule(name="drawn", needs=(needs,)),
        seats,
        {str(at): words[each] for at, each in enumerate(cast)},
    )
    assert outcome.passed == passed


def test_words_become_a_condition() -> None:
    found = parse("population yes >= 65 % of members")
    assert (found.weight, found.side, found.comparison) == ("population", "yes", ">=")
    assert (found.amount, found.base) == (Fraction(65, 100), "members")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", "before the comparison"),
        ("yes", "before the comparison"),
        ("maybe >= 3", "before the comparison"),
        ("votes of yes >= 3", "before the comparison"),
        ("yes <= 3", ">= or > behind yes"),
        ("no >= 3", "<= or < behind no"),
        ("yes >= many", "a number"),
        ("yes >= 1/0", "a number"),
        ("yes >= nan", "a number"),
        ("yes >= 3 4", "a number"),
        ("yes >= -1", "not negative"),
        ("yes >= 55 %", "of what"),
        ("yes >= 2/3 of states", "of members"),
        ("yes >= 3 of members", "at most 1"),
    ],
)
def test_words_that_say_nothing_are_told(words: str, expected: str) -> None:
    with pytest.raises(CouncilError, match=f'"{words}": expected .*{expected}'):
        parse(words)


def test_who_does_not_sit_cannot_vote() -> None:
    with pytest.raises(CouncilError, match="XX does not sit"):
        decide(SUBSTANCE, COUNCIL, {"XX": "yes"})
    with pytest.raises(CouncilError, match='RU: "perhaps" is no vote'):
        decide(SUBSTANCE, COUNCIL, {"RU": "perhaps"})  # pyright: ignore[reportArgumentType]
    with pytest.raises(CouncilError, match="nobody sits"):
        decide(SUBSTANCE, (), {})
    with pytest.raises(CouncilError, match="CN: no population"):
        decide(Rule(name="x", needs=("population yes >= 1",)), COUNCIL, votes())
    with pytest.raises(CouncilError, match="XX: no such member"):
        game(SUBSTANCE, COUNCIL, {"XX": "absent"})
