"""A clean telegram is read to the last field, and nothing is found wrong with it."""

from random import Random

import pytest

from benchmark import benchmark
from reftel.telegram.read import read_telegram

SEEDS = range(200)


generator, truth = benchmark("generator"), benchmark("generator.truth")
corrupter = benchmark("corrupter")
LAYOUTS = (*generator.LAYOUTS,)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_clean_telegrams_are_read_exactly(layout: str) -> None:
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


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_wrong_with_clean_telegrams(layout: str) -> None:
    found = [
        (seed, each.code, each.message)
        for seed in SEEDS
        for each in read_telegram(generator.generate(seed, layout).text).diagnostics
        if each.severity in {"error", "warning"}
    ]
    assert found == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_clean_telegrams_are_of_the_layout(layout: str) -> None:
    dialects = {read_telegram(generator.generate(seed, layout).text).dialect for seed in SEEDS}
    assert dialects == {layout}


def test_the_same_seed_gives_the_same_text() -> None:
    for layout in LAYOUTS:
        assert generator.generate(7, layout) == generator.generate(7, layout)
        assert generator.generate(7, layout).text != generator.generate(8, layout).text


def test_a_run_takes_the_layouts_in_turn() -> None:
    run = list(generator.telegrams(0, 2 * len(LAYOUTS)))
    assert [each.layout for each in run] == [*LAYOUTS] * 2
    assert len({each.text for each in run}) == len(run)


def test_every_field_is_met() -> None:
    """A field that no telegram has would be measured by nothing."""
    met = {
        field
        for layout in LAYOUTS
        for seed in SEEDS
        for field, value in generator.generate(seed, layout).truth.items()
        if value
    }
    assert met == set(truth.FIELDS)


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


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_seed_gives_the_same_damage(layout: str) -> None:
    clean = generator.generate(7, layout).text
    assert corrupter.spoil(clean, 7, 16.0) == corrupter.spoil(clean, 7, 16.0) != clean
    assert corrupter.spoil(clean, 7, 16.0) != corrupter.spoil(clean, 8, 16.0)


@pytest.mark.parametrize("pair", corrupter.PAIRS)
def test_each_sign_of_a_pair_is_read_for_the_other(pair: str) -> None:
    """A sign of several pairs has several partners, and none may hide another."""
    confusion = next(each for each in corrupter.DAMAGES if each.name == "letters confused")
    for printed, scanned in (pair, pair[::-1]):
        signs = 100 * printed
        assert scanned in confusion.spoil(signs, len(signs), Random(7))


def test_damage_is_measured_on_layouts_that_are_generated() -> None:
    assert set(benchmark("damage").LAYOUTS) <= set(LAYOUTS)
