"""KTAB's spatial model: its stored run, plain loops of the same equations, and laws."""

import csv
import os
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark import benchmark
from council.chambers import spread
from reftel.council.bargain.models import model
from reftel.council.bargain.sample import repeated
from reftel.council.bargain.smp import Trajectory, draws, spatial_politics
from reftel.council.bargain.smp_challenge import Method
from reftel.council.errors import CouncilError
from reftel.council.issue import Space, issue

BESIDE = Path(__file__).parents[4] / "shared"
DATA = Path(os.environ.get("REFTEL_SHARED", BESIDE)) / "negotiation"
INPUT, EXPECTED = DATA / "ktab_smp_dummy3d_input.csv", DATA / "ktab_smp_dummy3d_expected.txt"
CHINA = DATA / "efird2016_china_policy.csv"

COMMITMENTS = ("none", "semi", "full")


def stored() -> Space:
    with INPUT.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))[2:]
    return Space(
        issues=tuple(
            issue(
                f"Pstn{at + 1}",
                [float(row[3 + 2 * at]) for row in rows],
                saliences=[float(row[4 + 2 * at]) / 100 for row in rows],
                capabilities=[float(row[2]) for row in rows],
                names=[row[0] for row in rows],
            )
            for at in range(3)
        )
    )


def printed(run: Trajectory) -> list[list[str]]:
    """Return a run in the words of KTAB's file, blanks apart."""
    lines = ["History of actor positions over time:"]
    for who, name in enumerate(run.names):
        for at, axis in enumerate(run.issues):
            points = " ".join(f"{turn.positions[who][at]:.1f}" for turn in run.turns)
            lines.append(f"{name}, {axis}: {points}")
    lines.append("History of actors' winning probabilities:")
    for who, name in enumerate(run.names):
        lines.append(f"{name}, prob : " + " ".join(f"{t.chances[who]:.4f}" for t in run.turns))
    return [line.split() for line in lines]


@pytest.mark.skipif(not EXPECTED.is_file(), reason="no stored run beside the checkout")
def test_stored_run_of_ktab() -> None:
    """Every digit of eleven states: 231 positions to 0.1, 77 chances to 0.0001."""
    expected = EXPECTED.read_text(encoding="utf-8").splitlines()
    assert printed(spatial_politics(stored())) == [line.split() for line in expected if line]


@pytest.mark.skipif(not EXPECTED.is_file(), reason="no stored run beside the checkout")
@pytest.mark.parametrize(
    "other",
    [
        Method(views="averaged"),
        Method(guess="one third own"),
        Method(guess="theirs"),
        Method(commitment="none"),
        Method(commitment="full"),
        Method(risk="max"),
        Method(election="Markov uniform"),
    ],
)
def test_stored_run_needs_each_default(other: Method) -> None:
    expected = EXPECTED.read_text(encoding="utf-8").splitlines()
    assert printed(spatial_politics(stored(), method=other)) != [
        line.split() for line in expected if line
    ]


@pytest.mark.skipif(not CHINA.is_file(), reason="no second case beside the checkout")
def test_policy_of_china() -> None:
    """No stored run; what is published has the outcome near to the strong actors, 10 to 45."""
    with CHINA.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    policy = issue(
        "policy",
        [float(row["position"]) for row in rows],
        saliences=[float(row["salience"]) / 100 for row in rows],
        capabilities=[float(row["influence"]) for row in rows],
        names=[row["actor"] for row in rows],
    )
    run = spatial_politics(Space(issues=(policy,)))
    assert len(run.names) == 26
    assert all(10 <= turn.expected[0] <= 45 for turn in run.turns)


@pytest.mark.parametrize(("count", "issues", "seed"), [(4, 1, 0), (9, 2, 1), (12, 3, 2)])
def test_plain_loops_give_the_same(count: int, issues: int, seed: int) -> None:
    space = spread(count, issues, seed)
    loops = benchmark("council_spatial").loops(space, 6)
    found = [np.array(turn.positions) / 100 for turn in spatial_politics(space, turns=6).turns]
    assert np.abs(np.array(loops) - np.array(found)).max() < 1e-9


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 9), st.integers(1, 3), st.integers(0, 1000))
def test_every_point_lies_between_the_extremes(count: int, issues: int, seed: int) -> None:
    space = spread(count, issues, seed)
    run = spatial_politics(space, turns=4)
    low, high = space.positions.min(axis=0), space.positions.max(axis=0)
    for turn in run.turns:
        points = np.array([*turn.positions, turn.expected])
        assert (points >= low - 1e-9).all()
        assert (points <= high + 1e-9).all()
        assert all(0 <= each <= 1 for each in turn.chances)


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 8), st.integers(0, 1000))
def test_the_order_of_players_changes_nothing(count: int, seed: int) -> None:
    space = spread(count, 2, seed)
    order: list[int] = np.random.default_rng(seed + 1).permutation(count).tolist()
    turned = Space(
        issues=tuple(
            issue(
                each.name,
                each.positions[order].tolist(),
                saliences=each.saliences[order].tolist(),
                capabilities=each.capabilities[order].tolist(),
                names=[space.names[at] for at in order],
            )
            for each in space.issues
        )
    )
    one, other = spatial_politics(space, turns=3), spatial_politics(turned, turns=3)
    for before, after in zip(one.turns, other.turns, strict=True):
        assert np.array(after.positions) == pytest.approx(np.array(before.positions)[order])


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 8), st.integers(0, 1000), st.sampled_from([0.5, 4.0]))
def test_units_change_nothing(count: int, seed: int, by: float) -> None:
    space = spread(count, 2, seed)
    other = Space(
        issues=tuple(
            issue(
                each.name,
                (by * each.positions - 64).tolist(),
                saliences=each.saliences.tolist(),
                capabilities=(by * each.capabilities).tolist(),
                low=-64,
                high=by * 100 - 64,
            )
            for each in space.issues
        )
    )
    one, two = spatial_politics(space, turns=3), spatial_politics(other, turns=3)
    # Positions are rounded to four decimals of the scale, half of one may go either way.
    assert np.array(two.outcome) == pytest.approx(by * np.array(one.outcome) - 64, abs=by * 0.02)


def test_the_same_seed_gives_the_same_run() -> None:
    space = spread(9, 2, 3)
    runs = [spatial_politics(space, seed=seed) for seed in (0, 0, 1)]
    assert runs[0] == runs[1]
    assert runs[0].turns != runs[2].turns
    # Without one the likeliest offer is taken, whatever is drawn elsewhere.
    assert spatial_politics(space) == spatial_politics(space)


number = st.one_of(st.floats(0, 100), st.sampled_from([0.0, 50.0, 100.0]))
care = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0]))
power = st.one_of(st.floats(1e-300, 1e300), st.just(1.0))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(number, number, care, care, power), min_size=1, max_size=6), st.data())
def test_all_that_is_let_in_stays_finite(
    rows: list[tuple[float, ...]], data: st.DataObject
) -> None:
    method = Method(
        vote=data.draw(st.sampled_from(["proportional", "sign", "cubic"])),
        commitment=data.draw(st.sampled_from(COMMITMENTS)),
        views=data.draw(st.sampled_from(["initiator", "averaged"])),
        election=data.draw(st.sampled_from(["conditional", "Markov uniform", "Markov incentive"])),
    )
    # Somebody must care, or no issue is let in.
    rows = [*rows, (50.0, 50.0, 0.5, 0.5, 1.0)]
    columns = list(zip(*rows, strict=True))
    space = Space(
        issues=tuple(
            issue(str(at), columns[at], saliences=columns[2 + at], capabilities=columns[4])
            for at in range(2)
        )
    )
    run = spatial_politics(space, turns=2, method=method)
    for turn in run.turns:
        assert np.isfinite(turn.positions).all()
        assert np.isfinite(turn.chances).all()
        assert np.isfinite(turn.expected).all()
        for each in turn.bargains:
            assert 0 <= each.chance <= 1


def test_every_method_runs() -> None:
    space = spread(5, 2, 8)
    for risk, guess, commitment in product(
        ("min", "mid", "max", "neutral"),
        ("theirs", "one third own", "half own", "two thirds own", "own"),
        COMMITMENTS,
    ):
        run = spatial_politics(
            space, turns=1, method=Method(risk=risk, guess=guess, commitment=commitment)
        )
        assert len(run.turns) == 2


def test_bargains_tell_who_took_them() -> None:
    run = spatial_politics(spread(7, 2, 4), turns=2)
    for before, after in zip(run.turns, run.turns[1:], strict=False):
        for bargain in before.bargains:
            assert bargain.gain > 0
            for name in bargain.accepted_by:
                at = run.names.index(name)
                place = (
                    bargain.initiator_moves_to
                    if name == bargain.initiator
                    else bargain.receiver_moves_to
                )
                assert after.positions[at] == place


def test_too_much_attention_is_shared_out() -> None:
    """Saliences of several issues that sum to more than 1 are divided, and the run says by what."""
    twice = Space(issues=tuple(issue(str(at), [0, 50, 90], saliences=[1, 0.5, 1]) for at in (1, 2)))
    half = Space(
        issues=tuple(issue(str(at), [0, 50, 90], saliences=[0.5, 0.25, 0.5]) for at in (1, 2))
    )
    assert spatial_politics(twice).attention == 2
    assert spatial_politics(twice).turns == spatial_politics(half).turns


def test_one_player_stays() -> None:
    run = spatial_politics(Space(issues=(issue("x", [30]),)), turns=2)
    assert run.outcome == (30,)
    assert run.turns[0].chances == (1,)


def test_draws_are_runs_draw_by_draw() -> None:
    space = spread(6, 2, 9)
    samples = [
        repeated(each, np.stack([each.positions, 100 - each.positions])) for each in space.issues
    ]
    found = draws(samples, turns=3)
    assert found[:, 0] == pytest.approx(spatial_politics(space, turns=3).outcome, rel=1e-12)
    assert found[:, 1] == pytest.approx(100 - found[:, 0], abs=0.05)
    assert model("smp").outcomes(space) == pytest.approx(model("smp").draws(samples)[:, 0])


def test_a_run_has_a_turn() -> None:
    with pytest.raises(CouncilError, match="turns: 0; a run has at least 1"):
        spatial_politics(spread(3, 1, 0), turns=0)
