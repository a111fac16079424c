"""Signs of systems that are named: each meets its examples, and nobody else's telegrams."""

import os
import re
from pathlib import Path

from reftel.tables import load
from reftel.telegram.dialects.named import sign
from reftel.telegram.read import read_telegram

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("REFTEL_SHARED", ROOT.parent / "shared"))
OTHERS = frozenset(row.dialect for row in load.named_systems()) | {"fco", "cablegram"}
ROWS = load.named_systems()
GOLDEN = ROOT / "tests" / "golden"
OURS = ("archives", "line", "smart")  # folders of examples in layouts of the United States
DOCUMENT = re.compile(r'(?=<div [^>]{0,200}type="document")')
LINE_END = re.compile(r"</(?:p|head|dateline|item)>")
MARKUP = re.compile(r"<[^>]{0,2000}>")


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
    examples = [f for name in OURS for f in (ROOT / "examples" / name).glob("*.txt")]
    golden = [f for f in GOLDEN.glob("*.txt") if f.name < "9" or f.name > "95"]
    shared = [*SHARED.glob("telegrams/**/*.txt"), *SHARED.glob("telegrams/**/*.md")]
    files = [*examples, *golden, *shared]
    taken = [f.name for f in files if read_telegram(f.read_bytes()).dialect in OTHERS]
    assert taken == []


def test_no_document_of_the_editors_of_the_united_states_is_taken_for_another_nations() -> None:
    for file in SHARED.glob("telegrams/frus/*.xml"):
        for document in DOCUMENT.split(file.read_text(encoding="utf-8"))[1:]:
            text = MARKUP.sub("", LINE_END.sub("\n\n", document))
            assert read_telegram(text).dialect not in OTHERS, text[:200]


def test_telegrams_of_other_nations_are_taken_for_their_own() -> None:
    nations = {"90": "fco", "91": "fco", "92": "cablegram", "93": "cablegram"}
    for file in GOLDEN.glob("9[0-3]*.txt"):
        assert read_telegram(file.read_bytes()).dialect == nations[file.name[:2]], file.name


def test_all_of_another_nations_golden_case_is_read() -> None:
    unread = {f.name: read_telegram(f.read_bytes()).unread for f in GOLDEN.glob("9[0-3]*.txt")}
    assert {name: blocks for name, blocks in unread.items() if blocks} == {}
