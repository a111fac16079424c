"""Signs of systems that are named: each meets its examples, and nobody else's telegrams."""

import os
from pathlib import Path

from reftel.tables import load
from reftel.telegram.dialects.named import sign
from reftel.telegram.read import read_telegram

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("REFTEL_SHARED", ROOT.parent / "shared"))
OTHERS = frozenset(row.dialect for row in load.named_systems()) | {"fco", "cablegram"}
ROWS = load.named_systems()


def test_a_sign_meets_its_own_examples_only() -> None:
    for row in ROWS:
        for example in row.examples:
            assert [each for each in ROWS if sign(each, example)] == [row], example


def test_an_example_is_named_and_unread() -> None:
    for row in ROWS:
        telegram = read_telegram(row.examples[0])
        assert telegram.dialect == row.dialect
        assert [each.code for each in telegram.diagnostics] == ["T054"]
        assert telegram.coverage == 0


def test_no_telegram_of_the_united_states_is_taken_for_another_nations() -> None:
    files = [*(ROOT / "examples").glob("*/*.txt"), *SHARED.glob("telegrams/**/*.txt")]
    golden = [f for f in (ROOT / "tests" / "golden").glob("*.txt") if f.name < "9"]
    taken = [f.name for f in (*files, *golden) if read_telegram(f.read_bytes()).dialect in OTHERS]
    assert taken == []
