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


def unclassified(level: str) -> str:
    """Return the shipped draft with a level that no order classifies."""
    lines = changed(classification=f'"{level}"').split("\n")
    return "\n".join(line for line in lines if not line.startswith(("classified_by", "reasons")))


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
    ],
)
def test_the_order_is_that_of_the_day(sent: str, level: str, line: str) -> None:
    telegram = drafted(draft(changed(sent=sent, classification=f'"{level}"')))
    assert line in telegram.text


def test_sensitive_is_unclassified_and_says_so() -> None:
    assert "E.O. 12958: N/A" in drafted(draft(unclassified("UNCLASSIFIED"))).text
    telegram = drafted(draft(unclassified("SBU")))
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
        (changed(number="0"), "number: from 1 to 999,999"),
        (changed(to="[]"), "to: at least one"),
        (changed(to='["STATE\\nINFO LIMA"]'), "to[0]: words on one line"),
        (changed(reasons='["z"]'), "reasons[0]: a letter from a to h"),
        (changed(sent="2099-01-01T00:00:00Z"), "sent: a year from 1930"),
        (changed(classification='"UNCLASSIFIED"'), "classified_by: none expected"),
        (changed(references=str(["LIMA 1"] * 27)), "at most 26"),
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


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (changed(captions='["SIPDIS", "HUSH HUSH"]'), "captions"),
        (changed(tags='["EWWT", "not a tag"]'), "captions"),  # so it is read
        (changed(signature='"."'), "paragraph"),
    ],
)
def test_what_is_not_read_back_is_no_telegram(text: str, field: str) -> None:
    with pytest.raises(DraftError, match=field):
        drafted(draft(text))


def test_letters_go_from_the_highest_and_collectives_are_themselves() -> None:
    text = changed(to='["STATE ROUTINE"]', info='["LITTORAL COUNCIL COLLECTIVE", "QUILLON FLASH"]')
    telegram = drafted(draft(text))
    assert telegram.text.startswith("Z P R 022115Z JUN 08")
    assert telegram.info[0].name == "LITTORAL COUNCIL COLLECTIVE"


WORDS = ["word", "another", "12.", "(C)", "REF:", "summary", "--", "a"]


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_words_make_one_paragraph_that_is_read_back(words: list[str]) -> None:
    text = " ".join(["Talk", *words])
    telegram = drafted(draft(DRAFT.replace("The Committee meets again on June 16.", text)))
    assert telegram.paragraphs[2].flowed.split() == text.split()
    assert len(telegram.paragraphs) == 3
