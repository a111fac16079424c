"""All golden cases: what stands in NNN-name.json must be read of NNN-name.txt."""

import pytest
from cases import Case, as_json, at, bare, cases, texts

from reftel.telegram.read import read_telegram

# Cases whose expectation is right and that the reader does not meet yet. To become empty.
KNOWN_FAILING: frozenset[str] = frozenset(
    {
        "125-banner-with-id",
        "517-tags-phrase-over-lines",
        "619-subject-hyphen-at-line-end",
        "823-summay",
    }
)


def _parameter(case: Case) -> object:
    known = case.name in KNOWN_FAILING
    marks = [pytest.mark.xfail(strict=True, reason=case.shows)] if known else []
    return pytest.param(case, id=case.name, marks=marks)


CASES = cases()


@pytest.mark.parametrize("case", [_parameter(case) for case in CASES])
def test_golden(case: Case) -> None:
    telegram = read_telegram(case.text)
    record = as_json(telegram)
    got = {path: at(record, path) for path in case.expect}
    differing = {path: got[path] for path in got if bare(got[path]) != bare(case.expect[path])}
    assert differing == {}, {path: case.expect[path] for path in differing}
    missing = set(case.found) - {each.code for each in telegram.diagnostics}
    assert missing == set()


def test_each_case_is_a_pair_with_its_own_number() -> None:
    names = {case.name for case in CASES}
    assert sorted(path.stem for path in texts()) == sorted(names)
    assert len({name[:3] for name in names}) == len(names)


def test_each_case_expects_something() -> None:
    assert [case.name for case in CASES if not case.expect or not case.shows] == []


def test_known_failing_cases_exist() -> None:
    assert {case.name for case in CASES} >= KNOWN_FAILING
