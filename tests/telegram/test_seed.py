"""The telegram that the project began with, read exactly. It lies beside the checkout."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from spans import all_spans, standing

from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram

BESIDE = Path(__file__).parents[3] / "shared"
SEED = Path(os.environ.get("REFTEL_SHARED", BESIDE)) / "telegrams/seed/08USUNNEWYORK303.txt"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="no seed beside the checkout")


@pytest.fixture(scope="module")
def seed() -> Telegram:
    return read_telegram(SEED.read_bytes())


def test_identity(seed: Telegram) -> None:
    own = seed.identity
    assert own is not None
    assert (own.mrn, own.year, own.post, own.number) == (
        "08USUNNEWYORK303", 2008, "USUNNEWYORK", 303,
    )  # fmt: skip
    assert own.printed == "000303"
    assert (own.number_ground, own.year_ground) == ("classification line", "date-time group")
    assert own.section is None
    assert seed.dialect == "line"
    assert seed.encoding == "utf-8"


def test_transmission(seed: Telegram) -> None:
    lines = seed.transmission
    assert lines is not None
    assert lines.identifier is not None
    assert lines.identifier.text == "VZCZCXYZ0001"
    assert lines.digraph is not None
    assert lines.digraph.text == "OO"
    assert [each.text for each in lines.called] == ["RUEHWEB"]
    assert lines.station is not None
    assert lines.station.text == "RUCNDT"
    assert lines.serial is not None
    assert lines.serial.text == "0303"
    assert lines.serial_section is None
    assert (lines.filed_day, lines.filed_time) == (95, "2143")
    assert lines.filed is not None
    assert lines.filed.text == "0952143"
    assert lines.warning is not None
    assert (lines.warning.text, lines.warning_letters) == ("ZNY", "CCCCC")
    assert [each.text for each in lines.signals] == ["ZZH"]


def test_precedence_and_time(seed: Telegram) -> None:
    assert seed.precedences == ("IMMEDIATE",)
    assert seed.dtg is not None
    assert seed.dtg.time == datetime(2008, 4, 4, 21, 43, tzinfo=UTC)
    assert (seed.dtg.letters, seed.dtg.zone, seed.dtg.year_printed) == ("O", "Z", "08")


def test_addresses(seed: Telegram) -> None:
    assert seed.originator is not None
    assert seed.originator.name == "USMISSION USUN NEW YORK"
    assert seed.originator.post == "USUNNEWYORK"
    (action,), (info,) = seed.action, seed.info
    assert (action.name, action.post, action.kind) == ("SECSTATE WASHDC", "STATE", "post")
    assert (action.routing, action.precedence, action.continuity) == ("RUEHC", "IMMEDIATE", "4049")
    assert (info.name, info.kind) == ("UN SECURITY COUNCIL COLLECTIVE", "collective")
    assert (info.routing, info.precedence, info.continuity) == ("RUEHGG", "IMMEDIATE", "")
    assert seed.exempted == ()


def test_classification_and_captions(seed: Telegram) -> None:
    assert seed.classification is not None
    assert seed.classification.level == "CONFIDENTIAL"
    assert seed.classification.printed == "C O N F I D E N T I A L"
    assert [each.caption for each in seed.captions] == ["SIPDIS", "SIPDIS"]
    assert len({each.span for each in seed.captions}) == 2
    assert seed.pass_lines == ()


def test_executive_order(seed: Telegram) -> None:
    order = seed.executive_order
    assert order is not None
    assert (order.order, order.printed, order.form) == ("12958", "12958", "DECL")
    assert order.date == date(2018, 4, 4)
    assert order.declassification.date == date(2018, 4, 4)
    assert order.reasons == ()
    assert order.classified_by is None


def test_tags_with_their_titles(seed: Telegram) -> None:
    found = {each.code: (each.kind, each.title) for each in seed.tags}
    assert list(found) == ["PREL", "AORC", "KPAO", "PTER", "UNSC", "KNNP"]
    assert found["PREL"] == ("subject", "External Political Relations")
    assert found["AORC"] == ("subject", "International Organizations and Conferences")
    assert found["KPAO"][0] == "program"
    assert found["KPAO"][1].startswith("Public Affairs Office")
    assert found["PTER"] == ("subject", "Terrorists and Terrorism")
    assert found["UNSC"] == ("organisation", "UN Security Council")
    assert found["KNNP"] == ("program", "Nuclear Non-Proliferation")


def test_subject(seed: Telegram) -> None:
    assert seed.subject is not None
    assert seed.subject.text == "1540: RUSSIANS SHOW NO FLEXIBILITY ON RESOLUTION"
    assert seed.subject.mark is None


def test_references(seed: Telegram) -> None:
    telegrams = {each.letter: each.target for each in seed.references if each.kind == "telegram"}
    assert telegrams == {
        "A": "08STATE34975",
        "C": "08USUNNEWYORK257",
        "D": "08MOSCOW869",
        "E": "08STATE30934",
        "F": "08STATE34968",
        "G": "08STATE8246",
    }
    assert "".join(each.letter for each in seed.references) == "ABCDEFG"
    mails = seed.references[1]
    assert (mails.kind, mails.target, mails.date) == ("e-mail", "", date(2008, 3, 25))
    assert "USUN/IO" in mails.text
    assert "(WILCOX/JOHNSON)" in mails.text
    # No year is printed, so that each was inferred from the date-time group.
    grounds = {each.year_ground for each in seed.references if each.kind == "telegram"}
    assert grounds == {"date-time group"}


def test_paragraphs_and_passages(seed: Telegram) -> None:
    assert [each.number for each in seed.paragraphs] == [1, 2]
    assert [each.mark and each.mark.printed for each in seed.paragraphs] == ["(C)", "(C)"]
    assert [each.level for each in seed.paragraphs] == ["CONFIDENTIAL"] * 2
    (comment,) = seed.passages
    assert (comment.kind, comment.first, comment.last, comment.closed) == ("comment", 1, 1, True)


def test_the_meeting_was_on_april_3(seed: Telegram) -> None:
    assert "Dolgov on April 3. Dolgov responded" in seed.paragraphs[0].flowed
    assert not any("](#)" in each.text for each in seed.paragraphs)


def test_citations(seed: Telegram) -> None:
    cited = [(each.letters, each.paragraph) for each in seed.citations]
    assert cited == [(("A",), 0), (("A",), 1), (("B", "C"), 1), (("D", "E"), 1), (("F",), 1)]


def test_signature_and_end(seed: Telegram) -> None:
    assert seed.signature is not None
    assert seed.signature.text == "KHALILZAD"
    assert seed.end_marks == ()


def test_no_error(seed: Telegram) -> None:
    assert [each for each in seed.diagnostics if each.severity == "error"] == []
    codes = {each.code for each in seed.diagnostics}
    assert {"T106", "T203", "T502", "T607", "T703", "T705", "T707", "T803"} <= codes


def test_everything_was_read(seed: Telegram) -> None:
    assert seed.unread == ()
    assert seed.coverage == 1
    assert "".join(each.span.of(seed.text) for each in seed.blocks) == seed.text


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ("transmission.identifier", "VZCZCXYZ0001"),
        ("transmission.called.0", "RUEHWEB"),
        ("transmission.filed", "0952143"),
        ("transmission.signals.0", "ZZH"),
        ("dtg", "O 042143Z APR 08"),
        ("originator", "USMISSION USUN NEW YORK"),
        ("addressees.0", "RUEHC/SECSTATE WASHDC IMMEDIATE 4049"),
        ("addressees.1", "RUEHGG/UN SECURITY COUNCIL COLLECTIVE IMMEDIATE"),
        ("identity", "USUN NEW YORK 000303"),
        ("classification", "C O N F I D E N T I A L"),
        ("captions.1", "SIPDIS"),
        ("executive_order", "E.O. 12958: DECL: 04/04/2018"),
        ("tags.5", "KNNP"),
        ("subject", "1540: RUSSIANS SHOW NO FLEXIBILITY ON RESOLUTION"),
        ("references.0", "STATE 34975"),
        ("references.1", "USUN/IO EMAILS (WILCOX/JOHNSON)--03/25/08"),
        ("references.6", "STATE 8246"),
        ("paragraphs.1.mark", "(C)"),
        ("citations.0", "ref A"),
        ("citations.2", "refs B-C"),
        ("citations.3", "refs D-E"),
        ("signature", "KHALILZAD"),
    ],
)
def test_each_span_points_at_what_it_says(seed: Telegram, path: str, printed: str) -> None:
    place: Any = seed
    for step in path.split("."):
        place = place[int(step)] if step.isdecimal() else getattr(place, step)
    assert standing(seed, place.span) == printed


def test_spans_lie_inside(seed: Telegram) -> None:
    assert all(0 <= start <= end <= len(seed.text) for start, end in all_spans(seed))
