"""The pages made from the code are up to date, and `explain` finds each code."""

import runpy
from pathlib import Path

import pytest

from reftel.desk.explaining import explain, nearest, page
from reftel.tables.diagnostics import DiagnosticRow, diagnostics

DOCS = Path(__file__).parent.parent / "docs"
# docs/make.py is no package; its pages are asked for as a reader's own script would be run.
PAGES: dict[Path, str] = runpy.run_path(str(DOCS / "make.py"))["pages"]()


@pytest.mark.parametrize("kept", PAGES, ids=lambda kept: kept.name)
def test_the_page_is_up_to_date(kept: Path) -> None:
    assert kept.read_text(encoding="utf-8") == PAGES[kept], "run `make pages`"


@pytest.mark.parametrize("row", diagnostics(), ids=lambda row: row.code)
def test_each_code_has_a_section(row: DiagnosticRow) -> None:
    assert f"### {row.code} {row.title}\n" in page()
    for words in (row.expects, row.why, row.measured, row.source, row.example):
        assert words in page()


@pytest.mark.parametrize("asked", ["T204", "t204", " c09 ", "C09"])
def test_a_code_and_its_rule_are_explained(asked: str) -> None:
    explanation = explain(asked)
    assert explanation is not None
    assert explanation.row.code == "T204"
    assert "rule C09" in explanation.text
    assert "routing line says day 096; date-time group says 095" in explanation.text


def test_a_rule_with_two_codes_names_the_other() -> None:
    explanation = explain("C38")
    assert explanation is not None
    assert (explanation.row.code, explanation.others) == ("T605", ("T609",))


@pytest.mark.parametrize("unknown", ["T2O4", "T9999", ""])
def test_unknown_codes_are_not_explained(unknown: str) -> None:
    assert explain(unknown) is None


def test_the_nearest_code_is_suggested() -> None:
    assert "T204" in nearest("t2o4")
    assert nearest("") == ()
