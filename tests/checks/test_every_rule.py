"""Each rule passes on a telegram that keeps it and says what is wrong with one that does not."""

import pytest
from cases_head import CASES as HEAD
from cases_header import CASES as HEADER
from cases_text import CASES as TEXT
from records import Case, telegram

from reftel.tables.diagnostics import diagnostics
from reftel.telegram import checks
from reftel.telegram.checks.rule import RULES, SET_RULES, rule, set_rule

CASES = [*HEADER, *HEAD, *TEXT]


def code_of(case: Case) -> str:
    return case.code


@pytest.mark.parametrize("case", CASES, ids=code_of)
def test_passes_where_kept(case: Case) -> None:
    assert RULES[case.code](case.good) == []
    assert checks.outcomes(case.good)[case.code] == "pass"


@pytest.mark.parametrize("case", CASES, ids=code_of)
def test_fails_where_broken(case: Case) -> None:
    findings = RULES[case.code](case.bad)
    assert findings is not None
    assert [finding.message for finding in findings] == [case.message]
    assert checks.outcomes(case.bad)[case.code] == "fail"


@pytest.mark.parametrize("case", CASES, ids=code_of)
def test_the_table_shows_the_message(case: Case) -> None:
    row = next(row for row in diagnostics() if row.code == case.code)
    assert row.example == case.message


def test_every_rule_has_a_case() -> None:
    assert {case.code for case in CASES} == set(RULES)


def test_every_code_has_a_function_and_every_function_a_code() -> None:
    codes = {row.code for row in diagnostics() if not row.code.startswith("T0")}
    assert codes == set(RULES) | set(SET_RULES)


def test_every_rule_of_the_checklist_has_a_code() -> None:
    rules = {row.rule for row in diagnostics() if row.rule}
    wanted = {f"C{n:02}" for n in range(1, 61)} | {f"X{n:02}" for n in range(1, 16)}
    assert rules == wanted


def test_codes_are_unique_and_in_order_within_their_hundred() -> None:
    codes = [row.code for row in diagnostics()]
    assert len(set(codes)) == len(codes)


def test_an_empty_telegram_has_nothing_to_check() -> None:
    empty = telegram()
    assert checks.run(empty) == ()
    assert set(checks.outcomes(empty).values()) == {"pass", "not applicable"}
    assert set(checks.outcomes(empty)) == set(RULES) | set(SET_RULES)


def test_findings_come_by_place_then_code() -> None:
    for case in CASES:
        places = [(each.span, each.code) for each in checks.run(case.bad)]
        assert places == sorted(places)


def test_severity_is_that_of_the_table() -> None:
    severities = {row.code: row.severity for row in diagnostics()}
    for case in CASES:
        for each in checks.run(case.bad):
            assert each.severity == severities[each.code]


def test_a_code_belongs_to_one_rule() -> None:
    for enter in (rule, set_rule):
        with pytest.raises(ValueError, match="two rules claim the code T204"):
            enter("T204")(lambda _: None)  # pyright: ignore
