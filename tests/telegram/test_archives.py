"""The National Archives' texts that lie beside the checkout; none of their words stands here."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from spans import values

from reftel.desk.reading import read
from reftel.telegram.read import read_telegram

BESIDE = Path(__file__).parents[3] / "shared"
NARA = Path(os.environ.get("REFTEL_SHARED", BESIDE)) / "telegrams/nara"
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
TEXTS = sorted((NARA / "txt").glob("*.txt"))
SAMPLE = TEXTS[:: max(1, len(TEXTS) // 15)][:15]
pytestmark = pytest.mark.skipif(not TEXTS, reason="no archives' texts beside the checkout")


@pytest.fixture(scope="module")
def report() -> Any:
    """Return what benchmarks/accuracy.py measures over all texts."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return importlib.import_module("accuracy").measure(NARA)
    finally:
        sys.path.remove(str(BENCHMARKS))


def test_there_are_as_many_as_there_should_be() -> None:
    assert len(TEXTS) == 147


def test_no_field_is_read_wrongly(report: Any) -> None:
    assert [(each.file, each.field, each.why) for each in report.wrong] == []


def test_the_measure_measures(report: Any) -> None:
    """A comparison that has nothing to compare finds no fault either."""
    agreeing = [each for each in report.comparisons if each.verdict == "agrees"]
    assert len(agreeing) > 5 * len(TEXTS)
    assert all(truth.tested for truth in report.truths)


def test_hardly_a_line_is_unread(report: Any) -> None:
    assert len(report.coverage) == len(TEXTS)
    assert {file: share for file, share in report.coverage.items() if share < 0.99} == {}


def test_all_tile() -> None:
    for path in TEXTS:
        telegram = read_telegram(path.read_bytes())
        tiled = "".join(each.span.of(telegram.text) for each in telegram.blocks)
        assert tiled == telegram.text, path.name


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_pdf_and_text_give_the_same_record(path: Path) -> None:
    copy = NARA / "pdf" / f"{path.stem}.pdf"
    if not copy.is_file():
        pytest.skip("no PDF of this text")
    assert values(read(copy)) == values(read(path))
