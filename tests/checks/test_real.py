"""The rules on real telegrams, where those lie beside the checkout; none is copied here."""

import os
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from reftel.tables.diagnostics import diagnostics
from reftel.telegram import checks
from reftel.telegram.read import read_telegram

BESIDE = Path(__file__).parents[3] / "shared"
TELEGRAMS = Path(os.environ.get("REFTEL_SHARED", BESIDE)) / "telegrams"
pytestmark = pytest.mark.skipif(not TELEGRAMS.is_dir(), reason="no telegrams beside the checkout")

# How many of the sample's telegrams keep a rule, and to how many it applies.
MEASURED = {
    "T104": (358, 359),
    "T105": (352, 359),
    "T201": (359, 361),
    "T302": (361, 361),
    "T305": (351, 351),
    "T306": (148, 148),
    "T307": (361, 361),
    "T409": (314, 354),
    "T601": (338, 361),
    "T602": (337, 337),
    "T603": (331, 338),
    "T605": (33, 34),
    "T606": (331, 338),
    "T701": (336, 343),
    "T703": (299, 343),
    "T706": (347, 361),
    "T801": (52, 54),
    "T802": (28, 30),
    "T803": (13, 54),
    "T901": (273, 314),
    "T902": (33, 37),
    "T905": (57, 58),
    "T906": (346, 361),
    "T911": (338, 361),
    "T961": (356, 357),
    "T962": (359, 359),
    "T963": (354, 354),
    "T964": (346, 352),
    "T965": (355, 361),
    "T966": (314, 343),
    "T967": (361, 361),
}
FEW = 20  # where a rule applies to fewer telegrams, one more or less weighs much


@cache
def rates() -> dict[str, Counter[str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted((TELEGRAMS / "nara" / "txt").glob("*.txt")):
        for code, outcome in checks.outcomes(read_telegram(path.read_bytes())).items():
            counts[code][outcome] += 1
    return counts


def rules_of(outcome: str, prefix: str) -> set[str]:
    (path,) = (TELEGRAMS / "seed").glob("*.txt")
    found = checks.outcomes(read_telegram(path.read_bytes()))
    by_code = {row.code: row.rule for row in diagnostics()}
    return {by_code[code] for code, each in found.items() if each == outcome} & {
        rule for rule in by_code.values() if rule.startswith(prefix)
    }


def test_the_seed_fails_what_the_checklist_says() -> None:
    assert rules_of("fail", "C") == {"C06", "C15", "C32", "C40", "C44", "C46", "C48", "C51"}
    assert rules_of("not applicable", "C") == {"C23", "C29", "C30", "C41"}
    assert rules_of("fail", "X") == {"X01", "X02", "X03"}
    assert rules_of("pass", "X") == set()


def test_the_seed_has_no_error() -> None:
    (path,) = (TELEGRAMS / "seed").glob("*.txt")
    assert "error" not in {each.severity for each in checks.run(read_telegram(path.read_bytes()))}


@pytest.mark.parametrize("code", MEASURED)
def test_real_telegrams_keep_a_rule_as_often_as_was_measured(code: str) -> None:
    kept, of = rates()[code]["pass"], rates()[code].total() - rates()[code]["not applicable"]
    wanted = MEASURED[code][0] / MEASURED[code][1]
    assert of, "the rule applies to no telegram"
    assert kept / of >= wanted - (0.12 if of < FEW else 0.05)


def test_an_error_is_rare() -> None:
    errors = [row.code for row in diagnostics() if row.severity == "error" and row.code in rates()]
    for code in errors:
        applies = rates()[code].total() - rates()[code]["not applicable"]
        assert rates()[code]["fail"] <= max(2, 0.04 * applies), code
