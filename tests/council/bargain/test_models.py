"""The models by name: all give what they promise, on one issue, on several, on draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.bargain.issues import row, sample, spaces, unhurried
from reftel.council.bargain.models import DEFAULT, MODELS, Model, model
from reftel.council.errors import CouncilError
from reftel.council.issue import Space, issue

ALL = list(MODELS.values())


@unhurried
@given(spaces(), st.sampled_from(ALL))
def test_every_outcome_is_on_the_scale(space: Space, each: Model) -> None:
    known = Space(issues=tuple(one for one in space.issues if one.reference is not None))
    outcomes = each.outcomes(known)
    assert outcomes.shape == (len(known.issues),)
    assert ((outcomes >= 0) & (outcomes <= 100)).all()


@pytest.mark.parametrize("each", ALL, ids=list(MODELS))
def test_draws_are_the_single_outcomes(each: Model) -> None:
    samples = [sample(seed, 6, 5, reference=10.0) for seed in (0, 1)]
    found = each.draws(samples)
    assert found.shape == (2, 6)
    for draw in range(6):
        drawn = [row(one, draw) for one in samples]
        space = Space(issues=tuple(drawn))
        assert found[:, draw] == pytest.approx(each.outcomes(space))
    alone = [each.on_issue(row(samples[0], draw)).outcome for draw in range(6)]
    assert each.on_sample(samples[0]) == pytest.approx(alone)


@pytest.mark.parametrize("each", ALL, ids=list(MODELS))
def test_who_needs_a_reference_says_so(each: Model) -> None:
    nobody = Space(issues=(issue("open", [10, 20, 60]),))
    if each.needs_reference:
        with pytest.raises(CouncilError, match="open: bargaining needs the reference point"):
            each.outcomes(nobody)
        with pytest.raises(CouncilError, match="reference"):
            each.draws([sample(0, 2, 3)])
    else:
        assert np.isfinite(each.outcomes(nobody)).all()


def test_the_models_by_name() -> None:
    assert DEFAULT == "mean"
    assert model("exchange").takes_several
    assert [each.name for each in ALL if each.needs_reference] == [
        "nash", "nash, joint", "no change",
    ]  # fmt: skip
    with pytest.raises(CouncilError, match="no model oracle; there are mean, median"):
        model("oracle")
