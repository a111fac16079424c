"""A draft becomes a telegram with all that follows from it, and what is wrong is told."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reftel.desk.drafting import DraftError, draft, drafted
from reftel.telegram.writing import write

DRAFT = (Path(__file__).parents[2] / "docs/draft.toml").read_text(encoding="utf-8")


def changed(**fields: str) -> str:
    """Return the shipped draft with some of its fields written otherwise."""
    lines = DRAFT.split("\n")
    for name, value in fields.items():
        key = name.removesuffix("_")
        at = next(at for at, line in enumerate(lines) if line.startswith(f"{key} ="))
        lines[at] = f"{key} = {value}"
    return "\n".join(lines)


def test_the_shipped_draft_is_a_telegram_without_fault() -> None:
    telegram = drafted(draft(DRAFT))
    assert telegram.identity is not None
    assert telegram.identity.mrn == "08CALDESSA352"
    assert [each.message for each in telegram.diagnostics if each.severity != "info"] == []
    assert write(telegram, "line") == telegram.text


def test_what_follows_is_filled_in() -> None:
    telegram = drafted(draft(DRAFT))
    assert telegram.dtg is not None
    assert telegram.executive_order is not None
    assert telegram.dtg.letters.replace(" ", "") == "PR"
    assert [(each.name, each.routing, each.precedence) for each in telegram.addressees] == [
        ("SECSTATE WASHDC", "RUEHC", "PRIORITY"),
        ("AMEMBASSY QUILLON", "RUEHQL", "PRIORITY"),
        ("AMEMBASSY TAVERRE", "RUEHQV", "ROUTINE"),
    ]
    assert telegram.executive_order.declassification.date == date(2018, 6, 2)
    assert telegram.executive_order.reasons == ("1.4(b)", "1.4(d)")
    assert [each.target for each in telegram.references] == ["08CALDESSA331", "08QUILLON214"]
    marks = [each.mark.level for each in telegram.paragraphs if each.mark]
    assert marks == ["CONFIDENTIAL", "CONFIDENTIAL", "UNCLASSIFIED"]


@pytest.mark.parametrize(
    ("sent", "level", "line"),
    [
        ("1974-03-01T10:00:00Z", "CONFIDENTIAL", "E.O. 11652: GDS"),
        ("1979-03-01T10:00:00Z", "SECRET", "E.O. 12065: GDS 03/01/85 (AMBASSADOR RUTH ARDMORE)"),
        ("1985-03-01T10:00:00Z", "SECRET", "E.O. 12356: DECL: OADR"),
        ("2000-02-29T10:00:00Z", "SECRET", "E.O. 12958: DECL: 03/01/2010"),
        ("2012-03-01T10:00:00Z", "SECRET", "E.O. 13526: DECL: 03/01/2022"),
        ("2012-03-01T10:00:00Z", "UNCLASSIFIED", "E.O. 13526: N/A"),
    ],
)
def test_the_order_is_that_of_the_day(sent: str, level: str, line: str) -> None:
    telegram = drafted(draft(changed(sent=sent, classification=f'"{level}"')))
    assert line in telegram.text


def test_sensitive_is_unclassified_and_says_so() -> None:
    telegram = drafted(draft(changed(classification='"SBU"')))
    assert "UNCLAS CALDESSA 000352\n\nSENSITIVE\nSIPDIS" in telegram.text
    assert telegram.paragraphs[0].mark is not None
    assert telegram.paragraphs[0].mark.level == "SBU"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("from = ", "no TOML: Invalid value"),
        ('from = "X"', "required field"),
        (changed(number='"many"'), "Expected `int`, got `str` - at `number`"),
        (changed(classification='"HUSH"'), "Invalid enum value 'HUSH' - at `classification`"),
        (changed(sent="2008-06-02T21:15:00"), "a time with its zone"),
        (DRAFT.replace('mark = "U"', 'level = "U"'), "unknown field `level`"),
    ],
)
def test_a_wrong_draft_names_the_place(text: str, message: str) -> None:
    with pytest.raises(DraftError) as told:
        draft(text)
    assert message in str(told.value)


def test_a_sender_that_no_table_knows_is_refused_with_the_nearest() -> None:
    with pytest.raises(DraftError, match="did you mean CALDESSA"):
        drafted(draft(changed(from_='"CALDESS"')))


WORDS = ["word", "another", "12.", "(C)", "REF:", "summary", "--", "a"]


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_words_make_one_paragraph_that_is_read_back(words: list[str]) -> None:
    text = " ".join(["Talk", *words])
    telegram = drafted(draft(DRAFT.replace("The Committee meets again on June 16.", text)))
    assert telegram.paragraphs[2].flowed.split() == text.split()
    assert len(telegram.paragraphs) == 3
