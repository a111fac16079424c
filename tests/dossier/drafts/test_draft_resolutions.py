"""All 580 resolutions of 1946 to 1985, which lie beside the checkout."""

import json
import os
import time
from pathlib import Path

import pytest
from test_draft_clauses import tiles

from reftel.dossier.drafts.clauses import read_clauses
from reftel.dossier.drafts.precedents import Corpus, Earlier
from reftel.dossier.drafts.records import Draft

BESIDE = Path(__file__).parents[4] / "shared"
SHARED = Path(os.environ.get("REFTEL_SHARED", BESIDE))
FILE = SHARED / "council/resolutions_1_580.jsonl"
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="no resolutions beside the checkout")


@pytest.fixture(scope="module")
def drafts() -> dict[int, Draft]:
    lines = FILE.read_text("utf-8").splitlines()
    return {each["res_no"]: read_clauses(each["text"]) for each in map(json.loads, lines)}


def test_none_is_lost(drafts: dict[int, Draft]) -> None:
    assert len(drafts) == 580
    assert all(tiles(each) for each in drafts.values())


def test_what_is_read(drafts: dict[int, Draft]) -> None:
    # 565 lacks its operative clauses in the copy.
    assert [number for number, each in drafts.items() if not each.operative] == [565]
    assert sum(any(each.verb for each in draft.operative) for draft in drafts.values()) >= 579
    clauses = [each for draft in drafts.values() for each in draft.clauses if each.is_clause]
    assert len(clauses) > 4200
    assert sum(each.verb is None for each in clauses) < 90


@pytest.mark.parametrize(
    ("number", "preambular", "operative"),
    [(2, 3, 1), (54, 1, 11), (118, 1, 1), (242, 3, 4), (253, 10, 23), (338, 0, 3), (552, 7, 8)],
)
def test_counted_by_eye(
    drafts: dict[int, Draft], number: int, preambular: int, operative: int
) -> None:
    draft = drafts[number]
    assert (len(draft.preambular), len(draft.operative)) == (preambular, operative)


def test_precedents_in_less_than_a_second(drafts: dict[int, Draft]) -> None:
    corpus = Corpus(Earlier(f"{number}", number, each) for number, each in drafts.items())
    start = time.perf_counter()
    found = corpus.find("Decides to remain seized of the matter", 5)
    assert time.perf_counter() - start < 1
    assert [each.same for each in found] == [True] * 5
