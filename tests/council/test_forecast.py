"""Forecasts: the rule's oracle, and laws that hold for whatever is believed."""

from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reftel.council.errors import CouncilError
from reftel.council.forecast import passing
from reftel.council.forecast.drawing import drawn
from reftel.council.forecast.forecast import BESIDE, COMPROMISE, compromise, forecast
from reftel.council.forecast.inputs import (
    Belief,
    Inputs,
    Member,
    Motion,
    Number,
    Question,
)
from reftel.council.forecast.passing import passes, reach, votes
from reftel.council.forecast.sensitivity import of_motion, of_question
from reftel.council.game import ABSTAIN, YES
from reftel.council.rules import Rule, Seat

PERMANENT = {"US": 5.0, "UK": 5.0, "FR": 5.0, "RU": 2.0, "CN": 2.0}
ELECTED = dict(zip("abcdefghij", (5.0, 5.0, 5.0, 4.0, 4.0, 3.0, 2.0, 2.0, 2.0, 2.0), strict=True))
NAMES = [*PERMANENT, *ELECTED]
NINE = Rule(name="substance", needs=("yes >= 9",), veto=("permanent",))


def seat(name: str, capacity: str = "elected", weight: float = 1.0) -> Seat:
    return Seat(code=name, name=name, capacity=capacity, weights={"w": weight})


def council(reference: float, *, russia: float = 0.0, noise: float = 0.0, **more: float) -> Inputs:
    """Return the Council of the oracle: a scale of ten years, positions known for certain."""
    positions = PERMANENT | ELECTED
    return Inputs(
        members=tuple(
            Member(
                name=name,
                seat=seat(name, "permanent" if name in PERMANENT else "elected"),
                cost=russia if name == "RU" else 0.0,
            )
            for name in NAMES
        ),
        questions=(Question(name="length", low=0, high=10, reference=reference),),
        beliefs=tuple(
            Belief(
                member=name,
                question="length",
                position=Number(low=place, high=place),
                salience=Number(low=1, high=1),
            )
            for name, place in positions.items()
        ),
        rule=NINE,
        motions=tuple(Motion(name=f"{years}", places={"length": years}) for years in (2, 3, 4, 5)),
        noise=noise,
        draws=int(more.get("draws", 50)),
        seed=int(more.get("seed", 0)),
    )


def chances(inputs: Inputs) -> dict[str, float]:
    return {each.motion: each.probability for each in forecast(inputs).chances}


def test_after_a_lapse_two_three_and_four_years_pass() -> None:
    """Source: /shared reference of the models, section 7: W = (0, 4], four exactly with nine."""
    inputs = council(0)
    assert chances(inputs) == {"2": 1, "3": 1, "4": 1, "5": 0}
    four = inputs.motions[2]
    cast = votes(inputs, drawn(inputs), four)[0]
    assert (cast == YES).sum() == 9
    assert [name for name, vote in zip(NAMES, cast, strict=True) if vote == ABSTAIN][:2] == [
        "RU",
        "CN",
    ]


def test_against_a_rollover_nothing_passes() -> None:
    inputs = council(2)
    assert chances(inputs) == {"2": 0, "3": 0, "4": 0, "5": 0}
    of = drawn(inputs)
    down, up = reach(inputs, inputs.questions[0], of.positions[0])
    assert (down == 2).all()
    assert (up == 2).all()


def test_a_cost_of_blocking_lets_three_years_through() -> None:
    """A veto that costs a year or more (a tenth of the scale) to both who would cast it."""
    inputs = council(2, russia=0.1)
    china = msgspec.structs.replace(inputs.members[4], cost=0.1)
    inputs = msgspec.structs.replace(
        inputs, members=(*inputs.members[:4], china, *inputs.members[5:])
    )
    assert chances(inputs) == {"2": 0, "3": 1, "4": 0, "5": 0}
    cheap = msgspec.structs.replace(china, cost=0.09)
    inputs = msgspec.structs.replace(
        inputs, members=(*inputs.members[:4], cheap, *inputs.members[5:])
    )
    assert chances(inputs)["3"] == 0


NEEDS = (
    ("yes >= 2",),
    ("yes >= 1/2 of members",),
    ("yes > 1/2 of voting",),
    ("yes >= 2/3 of voting",),
    ("w yes >= 55 % of members", "yes >= 2"),
    ("no <= 0",),
)
places = st.floats(0, 100, allow_nan=False)
shares = st.floats(0, 1, allow_nan=False)


@st.composite
def numbers(draw: st.DrawFn, of: st.SearchStrategy[float]) -> Number:
    low, high = sorted((draw(of), draw(of)))
    return Number(low=low, high=high)


@st.composite
def inputs_of(draw: st.DrawFn) -> Inputs:
    """Return inputs of up to six members and three questions, some of them unknown."""
    names = [f"m{at}" for at in range(draw(st.integers(1, 6)))]
    questions = [f"q{at}" for at in range(draw(st.integers(1, 3)))]
    beliefs = [
        Belief(
            member=name,
            question=question,
            position=draw(numbers(places)),
            trust=draw(shares),
            salience=draw(numbers(shares)),
        )
        for name in names
        for question in questions
        if draw(st.booleans())
    ]
    return Inputs(
        members=tuple(
            Member(
                name=name,
                capability=draw(st.floats(1e-6, 1e6)),
                seat=seat(
                    name, draw(st.sampled_from(("permanent", "elected"))), draw(st.integers(1, 3))
                ),
                cost=draw(st.floats(0, 0.3)),
            )
            for name in names
        ),
        questions=tuple(Question(name=name, reference=draw(places)) for name in questions),
        beliefs=tuple(beliefs),
        rule=Rule(
            name="any",
            needs=draw(st.sampled_from(NEEDS)),
            veto=draw(st.sampled_from(((), ("permanent",)))),
        ),
        motions=(Motion(name="text", places={name: draw(places) for name in questions}),),
        noise=draw(st.floats(0, 0.3)),
        draws=40,
        seed=draw(st.integers(0, 3)),
    )


@given(inputs_of())
@settings(max_examples=60, deadline=None)
def test_every_number_is_finite_and_within_its_bounds(inputs: Inputs) -> None:
    found = forecast(inputs)
    of = drawn(inputs)
    for at, answer in enumerate(found.answers):
        low = min(float(of.positions[at].min()), answer.question.reference)
        high = max(float(of.positions[at].max()), answer.question.reference)
        for estimate in answer.estimates:
            assert low - 1e-9 <= estimate.mean <= high + 1e-9
            assert all(one <= other for one, other in pairwise(estimate.quantiles))
            assert all(each.low <= each.high for each in estimate.intervals)
            assert 0 <= estimate.unchanged <= 1
    for chance in found.chances:
        assert 0 <= chance.probability <= 1
        assert all(abs(each.yes + each.abstain + each.no - 1) < 1e-9 for each in chance.ballots)
    assert np.isfinite(np.array([each.error for each in found.chances])).all()


@given(inputs_of())
@settings(max_examples=30, deadline=None)
def test_the_same_inputs_give_the_same_bytes(inputs: Inputs) -> None:
    again = msgspec.convert(msgspec.to_builtins(inputs), Inputs)
    assert msgspec.json.encode(forecast(inputs)) == msgspec.json.encode(forecast(again))
    other = msgspec.structs.replace(inputs, seed=inputs.seed + 1)
    assert other.digest != inputs.digest


@given(inputs_of(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_members_and_beliefs_does_not_matter(inputs: Inputs, luck) -> None:  # pyright: ignore[reportUnknownParameterType, reportMissingParameterType]
    members, beliefs = list(inputs.members), list(inputs.beliefs)
    luck.shuffle(members)  # pyright: ignore[reportUnknownMemberType]
    luck.shuffle(beliefs)  # pyright: ignore[reportUnknownMemberType]
    other = msgspec.structs.replace(inputs, members=tuple(members), beliefs=tuple(beliefs))
    one, two = forecast(inputs), forecast(other)
    assert [each.probability for each in one.chances] == [each.probability for each in two.chances]
    for first, second in zip(one.answers, two.answers, strict=True):
        assert first.default.mean == pytest.approx(second.default.mean)


@given(inputs_of())
@settings(max_examples=60, deadline=None)
def test_what_can_be_reached_is_what_would_be_voted(inputs: Inputs) -> None:
    """The winset by its formula against votes on texts along the scale, in every draw."""
    question = inputs.questions[0]
    single = msgspec.structs.replace(
        inputs,
        questions=(question,),
        beliefs=tuple(each for each in inputs.beliefs if each.question == question.name),
        motions=(),
    )
    of = drawn(single)
    # The gain is weighed by the salience, which has to be there.
    of = of._replace(saliences=np.ones_like(of.saliences))
    down, up = reach(single, question, of.positions[0])
    for place in np.linspace(0, 100, 41):
        motion = Motion(name="text", places={question.name: float(place)})
        passed = passes(single, votes(single, of, motion))
        # Nothing passes beyond the limits.
        beyond = (place > up + 1e-9) & (place > question.reference)
        beyond |= (place < down - 1e-9) & (place < question.reference)
        assert not (passed & beyond).any()
    for limit, inner in ((up, -1e-7), (down, 1e-7)):
        for at in np.flatnonzero(np.abs(limit - question.reference) > 1e-3)[:5]:
            motion = Motion(
                name="text", places={question.name: float(np.clip(limit[at] + inner, 0, 100))}
            )
            assert passes(single, votes(single, of, motion))[at]


@given(inputs_of())
@settings(max_examples=60, deadline=None)
def test_the_compromise_passes_or_is_what_happens_without_a_text(inputs: Inputs) -> None:
    question = inputs.questions[0]
    single = msgspec.structs.replace(
        inputs,
        questions=(question,),
        beliefs=tuple(each for each in inputs.beliefs if each.question == question.name),
        motions=(),
    )
    of = drawn(single)
    of = of._replace(saliences=np.ones_like(of.saliences))
    found = compromise(single, of, 0)
    for at in np.flatnonzero(np.abs(found - question.reference) > 1e-3)[:5]:
        place = found[at] - np.sign(found[at] - question.reference) * 1e-7
        motion = Motion(name="text", places={question.name: float(np.clip(place, 0, 100))})
        assert passes(single, votes(single, of, motion))[at]


@given(inputs_of())
@settings(max_examples=60, deadline=None)
def test_halving_finds_what_a_look_at_every_place_finds(inputs: Inputs) -> None:
    """The same to the last digit, for every rule, where no vote has a cost."""
    members = tuple(msgspec.structs.replace(each, cost=0.0) for each in inputs.members)
    free = msgspec.structs.replace(inputs, members=members)
    of = drawn(free)

    def by_every_place(_: Inputs) -> bool:
        return False

    with pytest.MonkeyPatch.context() as patch:
        halved = reach(free, free.questions[0], of.positions[0])
        patch.setattr(passing, "_is_one_piece", by_every_place)
        looked = reach(free, free.questions[0], of.positions[0])
    assert np.array_equal(halved, looked)


def test_a_mean_that_gains_too_little_is_no_compromise() -> None:
    """Two of three are needed; a gain of 3 of 100 is less than voting for it costs them.

    A text of 10 would pass, so that the winset reaches beyond the mean, and the mean is not in it.
    """
    places = {"a": -30.0, "b": 20.0, "c": 20.0}
    inputs = Inputs(
        members=tuple(Member(name=name, seat=seat(name), cost=0.05) for name in places),
        questions=(Question(name="q", low=-50, high=50, reference=0),),
        beliefs=tuple(
            Belief(
                member=name,
                question="q",
                position=Number(low=place, high=place),
                salience=Number(low=1, high=1),
            )
            for name, place in places.items()
        ),
        rule=Rule(name="r", needs=("yes >= 2",)),
        motions=(
            Motion(name="the mean", places={"q": 10 / 3}),
            Motion(name="more", places={"q": 10}),
        ),
        noise=0,
        draws=50,
    )
    found = forecast(inputs)
    assert [each.probability for each in found.chances] == [0, 1]
    assert found.answers[0].default.unchanged == 1


def test_more_weight_moves_the_mean_towards_its_member() -> None:
    inputs = council(0, noise=0.05, draws=200)
    before = forecast(inputs).answers[0].estimates[1]
    heavy = msgspec.structs.replace(inputs.members[0], capability=5.0)
    after = forecast(msgspec.structs.replace(inputs, members=(heavy, *inputs.members[1:])))
    assert before.model == "mean"
    assert after.answers[0].estimates[1].mean > before.mean


def test_the_models_stand_beside_the_default() -> None:
    found = forecast(council(0))
    estimates = {each.model: each for each in found.answers[0].estimates}
    assert [*estimates] == [COMPROMISE, *BESIDE]
    assert estimates["no change"].unchanged == 1
    assert estimates["mean"].mean == pytest.approx(sum((PERMANENT | ELECTED).values()) / 15)


def test_what_nobody_knows_is_worth_most() -> None:
    inputs = council(0, noise=0.02, draws=4000)
    unknown = msgspec.structs.replace(
        inputs, beliefs=tuple(each for each in inputs.beliefs if each.member != "CN")
    )
    facts = of_motion(unknown, "3", drawn(unknown)).facts
    assert (facts[0].member, facts[0].is_known) == ("CN", False)
    assert facts[0].high > facts[0].low
    shift = of_question(unknown, "length", drawn(unknown)).shifts[0]
    assert shift.member in {"RU", "CN"}
    assert shift.change > 0
    told = unknown.known(inputs.belief("CN", "length") or inputs.beliefs[0])
    known = of_motion(told, "3", drawn(told)).facts
    assert known[0].worth <= facts[0].worth


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"members": ()}, "no members"),
        ({"questions": ()}, "no questions"),
        ({"rule": Rule(name="r", needs=("shares yes >= 2",))}, "shares"),
        ({"noise": float("nan")}, "noise nan"),
        ({"vote": 2.0}, "vote 2"),
        ({"unknown": Number(low=float("nan"), high=1)}, "of whom nothing is known"),
        ({"unknown": Number(low=-1, high=-0.5)}, "of whom nothing is known"),
        ({"motions": (Motion(name="m", places={}),) * 2}, "text m stands there twice"),
        ({"draws": 0}, "draws 0"),
        ({"draws": 10_000_000}, "10,000,000 draws of 15 positions are too many: at most 2,000,000"),
        (
            {"members": (Member(name="US", seat=seat("US")), Member(name="US", seat=seat("US")))},
            "member US stands there twice",
        ),
        (
            {"questions": (Question(name="length", low=9, high=1, reference=2),)},
            "low 9 is not below",
        ),
        ({"questions": (Question(name="length", low=0, high=10, reference=11),)}, "reference 11"),
        ({"motions": (Motion(name="m", places={"width": 1}),)}, "m: width is no question"),
        ({"motions": (Motion(name="m", places={"length": 11}),)}, "m: 11 is not on length"),
    ],
)
def test_what_no_forecast_can_take_is_refused(change: dict[str, Any], words: str) -> None:
    values: dict[str, Any] = {name: getattr(council(0), name) for name in Inputs.__struct_fields__}
    with pytest.raises(CouncilError, match=words):
        Inputs(**(values | change))
