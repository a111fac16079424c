"""The compiled models give what plain loops of the same equations give."""

import pytest

from benchmark import benchmark
from reftel.council.bargain import challenge, exchange, mean, median, nash
from reftel.council.issue import Numbers

council = benchmark("council_bargain")
plain = benchmark("council_bargain_plain")
MANY = council.drawn(40, 7)
ROWS = [[each[draw].tolist() for each in MANY.rows()] for draw in range(40)]


@pytest.mark.parametrize(
    ("found", "loop"),
    [
        (mean.draws(MANY), plain.mean),
        (median.draws(MANY), plain.median),
        (nash.draws(MANY), plain.nash),
    ],
    ids=["mean", "median", "nash"],
)
def test_one_number_a_draw(found: Numbers, loop: object) -> None:
    assert callable(loop)
    assert found == pytest.approx([loop(*row) for row in ROWS])


def test_the_course_of_challenges() -> None:
    found = challenge.courses(MANY)
    assert found[0].tolist() == pytest.approx(plain.challenge(*ROWS[0], rounds=10))
    for draw, row in enumerate(ROWS):
        assert found[draw] == pytest.approx(plain.challenge(*row, rounds=10))


def test_exchanges() -> None:
    samples = council.spaces(10, 5)
    found = exchange.draws(samples)
    for draw in range(10):
        positions = [each.positions[draw].tolist() for each in samples]
        saliences = [each.saliences[draw].tolist() for each in samples]
        outcomes = plain.exchange(positions, saliences, samples[0].capabilities[draw].tolist())
        assert found[:, draw] == pytest.approx(outcomes)
