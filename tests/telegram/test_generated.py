"""A clean telegram is read to the last field, and nothing is found wrong with it."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from reftel.telegram.read import read_telegram

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
READ = ("line", "archives", "smart", "frus")
SEEDS = range(200)


@pytest.fixture(scope="module")
def generator() -> Any:
    return _benchmark("generator")


@pytest.fixture(scope="module")
def truth() -> Any:
    return _benchmark("generator.truth")


def _benchmark(name: str) -> Any:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.mark.parametrize("layout", READ)
def test_clean_telegrams_are_read_exactly(generator: Any, truth: Any, layout: str) -> None:
    wrong: list[tuple[int, dict[str, tuple[str, str]]]] = []
    for seed in SEEDS:
        sample = generator.generate(seed, layout)
        read = truth.of_record(read_telegram(sample.text))
        differing = {
            field: (value, read[field])
            for field, value in sample.truth.items()
            if read[field] != value
        }
        if differing:
            wrong.append((seed, differing))
    assert wrong == []


@pytest.mark.parametrize("layout", READ)
def test_nothing_is_wrong_with_clean_telegrams(generator: Any, layout: str) -> None:
    found = [
        (seed, each.code, each.message)
        for seed in SEEDS
        for each in read_telegram(generator.generate(seed, layout).text).diagnostics
        if each.severity in {"error", "warning"}
    ]
    assert found == []


@pytest.mark.parametrize("layout", READ)
def test_clean_telegrams_are_of_the_layout(generator: Any, layout: str) -> None:
    dialects = {read_telegram(generator.generate(seed, layout).text).dialect for seed in SEEDS}
    assert dialects == {layout}


def test_the_same_seed_gives_the_same_text(generator: Any) -> None:
    for layout in generator.LAYOUTS:
        assert generator.generate(7, layout) == generator.generate(7, layout)
        assert generator.generate(7, layout).text != generator.generate(8, layout).text


def test_a_run_takes_the_layouts_in_turn(generator: Any) -> None:
    run = list(generator.telegrams(0, 8))
    assert [each.layout for each in run] == [*generator.LAYOUTS] * 2
    assert len({each.text for each in run}) == 8


def test_every_field_is_met(generator: Any) -> None:
    """A field that no telegram has would be measured by nothing."""
    met = {
        field
        for layout in READ
        for seed in SEEDS
        for field, value in generator.generate(seed, layout).truth.items()
        if value
    }
    assert met == set(_benchmark("generator.truth").FIELDS)


@pytest.mark.parametrize(
    ("printed", "target"),
    [("THE HAGUE 792", "08THEHAGUE792"), ("07 PORT OF SPAIN 1200", "07PORTOFSPAIN1200")],
)
def test_posts_whose_names_hold_small_words(printed: str, target: str) -> None:
    text = (
        "P 211115Z APR 08\nFM AMEMBASSY LIMA\nTO RUEHC/SECSTATE WASHDC PRIORITY 3310\n\n"
        f"UNCLAS LIMA 000402\n\nSUBJECT: FERRIES\n\nREF: A. {printed}\n"
        "     B. STATE 12\n\n1. Text.\n"
    )
    assert read_telegram(text).references[0].target == target
