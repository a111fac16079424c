"""All golden cases: what stands in NNN-name.json must be read of NNN-name.txt."""

import pytest
from cases import FOLDER, Case, as_json, at, bare, cases

from reftel.telegram.read import read_telegram

# Cases whose expectation is right and that the reader does not meet yet. To become empty.
KNOWN_FAILING: frozenset[str] = frozenset(
    {
        "112-lines-of-question-marks",
        "113-release-stamp-in-the-text",
        "114-current-classification-footer",
        "122-page-line-behind-to",
        "125-banner-with-id",
        "127-letter-spaced-two-words",
        "130-page-line-within-a-sentence",
        "134-corrected-copy",
        "136-amembassy-before-the-post",
        "141-unicode-hyphen-rules",
        "327-passing-lines",
        "337-unclas-fouo",
        "340-captions-on-the-classification-line",
        "419-eo-xgds-3-date",
        "437-eo-lower-case",
        "516-tags-phrase",
        "517-tags-phrase-over-lines",
        "522-tags-repeated-in-section-2",
        "530-tags-caption-inside",
        "614-subject-with-ref-glued",
        "617-subject-ends-at-dashes",
        "619-subject-hyphen-at-line-end",
        "708-ref-label-doubled",
        "722-ref-on-two-lines",
        "729-ref-separator-slash",
        "731-ref-letter-with-number-only",
        "737-ref-year-behind-parens",
        "746-ref-zero-for-o",
        "747-ref-o-for-zero",
        "751-ref-station-embassy",
        "754-ref-station-point",
        "756-ref-station-usmission",
        "776-ref-number-and-dtg",
        "778-ref-embtel",
        "779-ref-deptel",
        "787-ref-na",
        "804-classified-by-in-paragraph-1",
        "805-classified-by-no-name",
        "823-summay",
        "840-signer-mc",
        "844-signer-on-the-last-line",
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
    texts = {path.stem for path in FOLDER.glob("[0-9]*.txt")}
    names = {case.name for case in CASES}
    assert texts == names
    assert len({name[:3] for name in names}) == len(names)


def test_each_case_expects_something() -> None:
    assert [case.name for case in CASES if not case.expect or not case.shows] == []


def test_known_failing_cases_exist() -> None:
    assert {case.name for case in CASES} >= KNOWN_FAILING
