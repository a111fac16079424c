"""Issues for the tests of all models: of the literature, and any that the door lets through."""

import csv
import os
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from reftel.council.bargain.sample import Sample
from reftel.council.issue import Issue, Space, issue

BESIDE = Path(__file__).parents[4] / "shared"
GIVEN = Path(os.environ.get("REFTEL_SHARED", BESIDE)) / "negotiation"
COPENHAGEN = GIVEN / "copenhagen_positions.csv"

# Years of delay of emission standards: Bueno de Mesquita 1994, table 4.1.
EMISSIONS = issue(
    "emission standards",
    [4, 7, 4, 4, 10, 10, 10, 7, 4, 7],
    saliences=[0.8, 0.4, 0.2, 0.8, 0.6, 0.6, 0.9, 0.1, 1, 0.7],
    capabilities=[0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08],
    names=[
        "Netherlands", "Belgium", "Luxembourg", "Germany", "France", "Italy", "UK", "Ireland",
        "Denmark", "Greece",
    ],
    low=4,
    high=10,
)  # fmt: skip

# The first call of a law compiles what it looks at, which takes seconds.
unhurried = settings(deadline=None)

WILD = st.floats(1e-12, 1e12)
CARES = st.one_of(st.just(0.0), st.just(1.0), st.floats(0, 1))
# Few different places, so that ties, corners and coincidences come often.
PLACES = st.one_of(st.sampled_from([0.0, 25.0, 50.0, 100.0]), st.floats(0, 100))


@st.composite
def issues(draw: st.DrawFn, *, most: int = 6, wild: bool = True) -> Issue:
    """Any issue that the door lets through, on a scale from 0 to 100 with a reference point.

    wild: with capabilities from 1e-12 to 1e12 and saliences near 0; else tame ones, so that what
    rounding does stays far below what a test looks at.
    """
    count = draw(st.integers(1, most))
    capability = WILD if wild else st.floats(0.1, 10)
    care = CARES if wild else st.floats(0.1, 1)
    saliences = draw(st.lists(care, min_size=count, max_size=count))
    capabilities = draw(st.lists(capability, min_size=count, max_size=count))
    if not any(a * b > 0 for a, b in zip(saliences, capabilities, strict=True)):
        saliences[0] = 1.0
    return issue(
        "any",
        draw(st.lists(PLACES, min_size=count, max_size=count)),
        saliences=saliences,
        capabilities=capabilities,
        reference=draw(PLACES),
    )


@st.composite
def spaces(draw: st.DrawFn, *, most: int = 4, wild: bool = True) -> Space:
    """Several issues with the same players and the same capabilities."""
    first = draw(issues(most=most, wild=wild))
    count = len(first.players)
    care = CARES if wild else st.floats(0.1, 1)
    found = [first]
    for name in "abc"[: draw(st.integers(0, 2))]:
        saliences = draw(st.lists(care, min_size=count, max_size=count))
        saliences[0] = saliences[0] if any(saliences) else 1.0
        if not any(a * b for a, b in zip(saliences, first.capabilities.tolist(), strict=True)):
            saliences[0] = 1.0
        positions = draw(st.lists(PLACES, min_size=count, max_size=count))
        found.append(changed(first, name=name, positions=positions, saliences=saliences))
    return Space(issues=tuple(found))


def changed(old: Issue, **fields: Any) -> Issue:
    """Return an issue with other columns."""
    columns: dict[str, Any] = {
        "name": old.name,
        "positions": old.positions.tolist(),
        "saliences": old.saliences.tolist(),
        "capabilities": old.capabilities.tolist(),
        "names": [each.name for each in old.players],
        "low": old.low,
        "high": old.high,
        "reference": old.reference,
    } | fields
    return issue(columns.pop("name"), columns.pop("positions"), **columns)


def turned_about(old: Issue) -> Issue:
    """Return the issue with its players in the opposite order."""
    return changed(
        old,
        positions=old.positions[::-1].tolist(),
        saliences=old.saliences[::-1].tolist(),
        capabilities=old.capabilities[::-1].tolist(),
        names=[each.name for each in old.players][::-1],
    )


def stretched(old: Issue) -> Issue:
    """Return the issue on a scale four times as long that begins at -8; powers of 2 are exact."""
    return changed(
        old,
        positions=(old.positions * 4 - 8).tolist(),
        low=old.low * 4 - 8,
        high=old.high * 4 - 8,
        reference=None if old.reference is None else old.reference * 4 - 8,
    )


def sample(seed: int, draws: int, players: int, reference: float | None = None) -> Sample:
    """Return random draws on 0 to 100."""
    chance = np.random.default_rng(seed)
    return Sample(
        positions=chance.random((draws, players)) * 100,
        saliences=chance.random((draws, players)),
        capabilities=chance.random((draws, players)) + 0.01,
        reference=reference,
    )


def row(many: Sample, draw: int) -> Issue:
    """Return one draw of a sample as an issue."""
    positions, saliences, capabilities = (each[draw].tolist() for each in many.rows())
    return issue(
        f"draw {draw}",
        positions,
        saliences=saliences,
        capabilities=capabilities,
        low=many.low,
        high=many.high,
        reference=many.reference,
    )


def copenhagen() -> Space:
    """Return the seven issues of Copenhagen 2009; who has no position there does not care."""
    with COPENHAGEN.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cells = {(each["actor"], each["issue"]): each for each in rows}
    actors = list(dict.fromkeys(each["actor"] for each in rows))
    power = {each["actor"]: float(each["power"]) for each in rows}
    nobody = {"position": "50", "salience": "0"}
    return Space(
        issues=tuple(
            issue(
                name,
                [float(cells.get((actor, name), nobody)["position"]) for actor in actors],
                saliences=[float(cells.get((actor, name), nobody)["salience"]) for actor in actors],
                capabilities=[power[actor] for actor in actors],
                names=actors,
            )
            for name in dict.fromkeys(each["issue"] for each in rows)
        )
    )
