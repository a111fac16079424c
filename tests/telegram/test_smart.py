"""SMART telegrams as scans and copies spoil them: what is spoiled says the same, and says so."""

from pathlib import Path

import pytest

from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram

SOUND = (Path(__file__).parents[1] / "golden/861-smart.txt").read_text(encoding="utf-8")


def said(telegram: Telegram) -> dict[str, object]:
    """What the record says of the telegram, its places and its spelling aside."""
    return {
        "mrn": telegram.identity and telegram.identity.mrn,
        "sent": telegram.dtg and telegram.dtg.time,
        "day": telegram.dateline and telegram.dateline.date,
        "from": telegram.originator and telegram.originator.name,
        "addressees": [(each.role, each.name, each.precedence) for each in telegram.addressees],
        "level": telegram.classification and telegram.classification.level,
        "order": telegram.executive_order and telegram.executive_order.order,
        "tags": [each.code for each in telegram.tags],
        "captions": [each.caption for each in telegram.captions],
        "references": [(each.letter, each.target) for each in telegram.references],
        "pass lines": [each.recipient for each in telegram.pass_lines],
        "subject": telegram.subject and telegram.subject.text,
        "paragraphs": [(each.number, each.text.split()) for each in telegram.paragraphs],
        "signature": telegram.signature and telegram.signature.text,
        "officers": [(each.role, each.office, each.name) for each in telegram.officers],
        "attributes": [(each.key, each.words) for each in telegram.attributes],
    }


def spoiled(before: str, after: str) -> Telegram:
    """Read the sound telegram with one thing changed."""
    assert SOUND.count(before) == 1
    return read_telegram(SOUND.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("MRN:", "MRN "), ("MRN:     ", "MRN\n"), ("Date/DTG:", "Date/0TG:"), ("E.O.:", "E.0.:"),
        ("E.O.:", "E.O,:"), ("TAGS:", "TACS:"), ("TAGS:", "TAG5:"), ("TAGS:", "TAGS "),
        ("Captions:", "Captions "), ("Reference:", "Reference "), ("Reference:", "Rcference:"),
        ("Pass Line:", "Pass Une: "), ("Subject:", "Subject "), ("Subject:", "5ubject:"),
        ("Signature:", "Signature "), ("Cleared By:", "Geared By: "), ("Info:", "lnfo:"),
        ("Drafted By:", "Drafted By "), ("Action Post:", "Action Post"),
        ("Dissemination", "Dissernination"),
    ],
)  # fmt: skip
def test_a_label_that_is_spoiled_is_read_and_told(before: str, after: str) -> None:
    telegram = spoiled(before, after)
    assert said(telegram) == said(read_telegram(SOUND))
    assert "T011" in {each.code for each in telegram.diagnostics}


@pytest.mark.parametrize("word", ["IMMEDlATE", "lMMEDIATE", "IMMED1ATE", "1MMED|ATE", "|MMEDIATE"])
def test_a_precedence_that_is_spoiled_is_read_and_told(word: str) -> None:
    telegram = spoiled("SECSTATE ROUTINE", f"SECSTATE {word}")
    assert said(telegram) == said(spoiled("SECSTATE ROUTINE", "SECSTATE IMMEDIATE"))
    assert [each.message for each in telegram.diagnostics if each.code == "T010"] == [
        f"{word} read as IMMEDIATE"
    ]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("HAITI EARTHQUAKE", [("HAITI EARTHQUAKE", "unknown")]),
        ("SENSITIVE, FERRYDIS", [("SENSITIVE", "administrative control"), ("FERRYDIS", "unknown")]),
        ("N/A", []),
        ("", []),
    ],
)
def test_captions_that_no_table_has_are_kept(printed: str, read: list[tuple[str, str]]) -> None:
    telegram = spoiled("SENSITIVE\n", f"{printed}\n")
    assert [(each.caption, each.kind) for each in telegram.captions] == read
    told = {each.code for each in telegram.diagnostics} & {"T501"}
    assert bool(told) == any(kind == "unknown" for _, kind in read)


def test_blank_lines_between_all_lines_part_nothing() -> None:
    spaced = "\n\n".join(line for line in SOUND.split("\n") if line)
    assert said(read_telegram(spaced)) == said(read_telegram(SOUND))


def test_a_subject_goes_on_in_its_column_between_blank_lines() -> None:
    wrapped = SOUND.replace("Trial Year Ends Well", f"Trial Year\n{' ' * 22}Ends Well")
    spaced = "\n\n".join(line for line in wrapped.split("\n") if line)
    assert said(read_telegram(spaced)) == said(read_telegram(SOUND))


def test_e_mail_headers_between_blank_lines() -> None:
    mail = "From: Roe\n\nSent: March 13, 2015\n\nTo: Vale\n\nSubject: Fw\n\nGood news.\n\n"
    (email,) = read_telegram(mail + SOUND).emails
    assert (email.sender, email.sent, email.to) == ("Roe", "March 13, 2015", "Vale")
    assert (email.subject, email.note and email.note.text) == ("Fw", "Good news.")


def test_blank_lines_and_lost_indentation_part_nothing() -> None:
    spaced = "\n\n".join(line.lstrip() for line in SOUND.split("\n") if line)
    assert said(read_telegram(spaced)) == said(read_telegram(SOUND))


@pytest.mark.parametrize("day", ["12/19/2011 1:42 PM", "09/30/2015", "Mon, 19 Dec 2011"])
def test_the_date_of_an_e_mail_begins_no_head(day: str) -> None:
    mail = f"From: H\nTo: Mills\nDate: {day}\nSubject: Fw\n\n"
    assert said(read_telegram(mail + SOUND)) == said(read_telegram(SOUND))


def test_a_date_without_its_other_half_is_read_within_the_head() -> None:
    telegram = spoiled("Date/DTG:             Mar 12, 2015 / 121355Z MAR 15", "Date: Mar 12, 2015")
    assert telegram.dateline is not None
    assert str(telegram.dateline.date) == "2015-03-12"
    assert telegram.identity is not None
    assert telegram.identity.mrn == "15TAVERRE204"


def test_an_executive_order_that_is_unknown_is_none() -> None:
    assert spoiled("13526", "Unknown").executive_order is None


def test_officers_on_one_line_are_parted() -> None:
    telegram = spoiled("ECON:Roe, Jane Q\n", "ECON:Roe, Jane Q; ISM:Moor, Pat\n")
    assert [(each.office, each.name) for each in telegram.officers if each.role == "cleared"] == [
        ("ECON", "Roe, Jane Q"),
        ("ISM", "Moor, Pat"),
        ("RSO", "Adeyemi, Bola (Taverre)"),
        ("", "Okafor, Ben"),
    ]


def test_officers_without_first_names_are_one_a_line() -> None:
    path = Path(__file__).parents[2] / "examples/smart/11STATE30118.txt"
    text = path.read_text(encoding="utf-8")
    listed = "L/OES:Abara, Chidi\n                    EUR/QT:Lindley, Owen"
    names = "POL:JONES\n                    ECON:SMITH"
    assert listed in text
    found = read_telegram(text.replace(listed, names)).officers
    cleared = [(each.office, each.name) for each in found if each.role == "cleared"]
    assert cleared[:2] == [("POL", "JONES"), ("ECON", "SMITH")]
