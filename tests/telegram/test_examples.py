"""Every shipped example against the values that were written for it, field by field."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (EXAMPLES / "gold.jsonl").read_text().splitlines()
]
READ = {each["file"]: read_telegram((EXAMPLES / each["file"]).read_bytes()) for each in GOLD}
WORDS = {"O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE"}
# By which finding or repair each deliberate fault is to be noticed.
NOTICED = {
    "RUEHWEB alone in FL2": "T106",
    "no Classified By line": "T607",
    "no portion mark on the subject": "T707",
    "link markup": "T912",
    "bullets before references": "T912",
    "SIPDIS repeated": "T502",
    "paragraphs reflowed": "T911",
    "BT and end missing": "T109",
    "SUBJECT misspelt": "T011",
    "wrong Julian day": "T204",
    "missing reference letter": "T801",
    "label misread by a scan": "T011",
    "slash read as a figure": "T021",
}
# Faults that are read as if they were none, so that the value itself is the test.
READ_THROUGH = {
    "blank in DTG",
    "blanks in DTG",
    "E.OM for E.O.",
    "garbled class banner",
    "garbled letter in a word",
}


@pytest.fixture(params=GOLD, ids=[each["file"] for each in GOLD])
def pair(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Telegram]:
    gold: dict[str, Any] = request.param
    return gold, READ[gold["file"]]


Pair = tuple[dict[str, Any], Telegram]


def test_number_and_time(pair: Pair) -> None:
    gold, telegram = pair
    assert telegram.dialect == gold["file"].split("/")[0]
    assert telegram.identity is not None
    assert telegram.identity.mrn == gold["mrn"]
    clock = telegram.dateline if telegram.dialect == "cablegram" else telegram.dtg
    assert clock is not None
    assert clock.time == datetime.fromisoformat(gold["dtg"])


def test_section(pair: Pair) -> None:
    gold, telegram = pair
    assert telegram.identity is not None
    section = telegram.identity.section
    if gold["section"] is None:
        # A file of several sections carries the first one's line, and names them all.
        assert section is None or len(telegram.sections) == section.of
        return
    number, _, of = gold["section"].partition(" OF ")
    assert section is not None
    assert (section.number, section.of) == (int(number), int(of))


def test_addresses(pair: Pair) -> None:
    gold, telegram = pair
    assert telegram.originator is not None
    assert telegram.originator.name == gold["from"]
    assert [each.name for each in telegram.action] == gold["action"]
    assert [each.name for each in telegram.info] == gold["info"]
    assert [each.name for each in telegram.exempted] == gold["exempted"]


def test_precedences(pair: Pair) -> None:
    gold, telegram = pair
    assert list(telegram.precedences) == [WORDS[each] for each in gold["precedences"]]
    assert telegram.precedences[0] == gold["precedence"]


def test_classification_and_captions(pair: Pair) -> None:
    gold, telegram = pair
    assert telegram.classification is not None
    assert telegram.classification.level == gold["classification"]
    captions = [each.caption for each in telegram.captions]
    assert list(dict.fromkeys(captions)) == gold["captions"]
    assert (len(captions) > len(gold["captions"])) == ("SIPDIS repeated" in gold["faults"])


def test_tags(pair: Pair) -> None:
    gold, telegram = pair
    assert [each.code for each in telegram.tags] == gold["tags"]


def test_subject(pair: Pair) -> None:
    gold, telegram = pair
    assert telegram.subject is not None
    mark = telegram.subject.mark
    assert (f"{mark.printed} " if mark else "") + telegram.subject.text == gold["subject"]


def test_references(pair: Pair) -> None:
    gold, telegram = pair
    found = [
        (each.letter, each.kind.replace("e-mail", "email"), each.target or each.text)
        for each in telegram.references
    ]
    assert found == [(each["letter"], each["kind"], each["target"]) for each in gold["references"]]


def test_paragraphs(pair: Pair) -> None:
    gold, telegram = pair
    found = [
        (each.number, each.mark and each.mark.printed.removeprefix("(").removesuffix(")"))
        for each in telegram.paragraphs
    ]
    assert found == [(each["number"], each["mark"]) for each in gold["paragraphs"]]


def test_signature(pair: Pair) -> None:
    gold, telegram = pair
    assert (telegram.signature and telegram.signature.text) == gold["signature"]


def test_declassification(pair: Pair) -> None:
    gold, telegram = pair
    if telegram.dialect in {"fco", "cablegram"}:
        assert telegram.executive_order is gold["declassify"] is None
        return
    assert telegram.executive_order is not None
    due = telegram.executive_order.declassification.date
    assert (due and due.isoformat()) == gold["declassify"]


def test_without_faults_there_is_nothing_to_say(pair: Pair) -> None:
    gold, telegram = pair
    if gold["faults"]:
        pytest.skip("faulty on purpose")
    found = [each for each in telegram.diagnostics if each.severity in {"error", "warning"}]
    assert found == []


def test_deliberate_faults_are_noticed(pair: Pair) -> None:
    gold, telegram = pair
    codes = {each.code for each in telegram.diagnostics}
    due = {NOTICED[fault] for fault in gold["faults"] if fault not in READ_THROUGH}
    assert due <= codes


def test_all_is_read(pair: Pair) -> None:
    _, telegram = pair
    assert telegram.unread == ()
    assert telegram.coverage == 1
    assert "".join(each.span.of(telegram.text) for each in telegram.blocks) == telegram.text


def test_every_fault_has_its_test() -> None:
    """Fails when a new fault comes into the examples that no test looks for."""
    faults = {fault for each in GOLD for fault in each["faults"]}
    assert faults == set(NOTICED) | READ_THROUGH


def test_garbled_banners_are_banners_all_the_same() -> None:
    banners = [each.text for each in READ["archives/1978PORTE00288.txt"].banners]
    assert len(banners) >= 2
    assert len(set(banners)) > 1  # at least one is garbled


def test_the_wrong_day_is_named() -> None:
    telegram = READ["line/08TAVERRE0402.txt"]
    (found,) = [each for each in telegram.diagnostics if each.code == "T204"]
    assert found.severity == "error"
    assert "113" in found.message
    assert "112" in found.message


def test_the_list_of_the_readme_is_kept() -> None:
    """The README says which files are faulty."""
    faulty = {each["file"] for each in GOLD if each["faults"]}
    readme = (EXAMPLES / "README.md").read_text()
    assert len(faulty) == 5
    assert all(f"| `{name}` |" in readme for name in faulty)
