"""Where a rule must hold its tongue, or say something else than in its plain case."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from cases_head import dated, referring, warned
from cases_header import COLLECTIVE, EXEMPTED, filed, to, told
from cases_text import classified, recorded
from records import (
    MAY_1975,
    NOVEMBER_1979,
    addressee,
    attribute,
    caption,
    group,
    identity,
    informed,
    level,
    lines,
    mark,
    order,
    page,
    paragraph,
    pass_line,
    passage,
    reference,
    section,
    sender,
    subject,
    tag,
    telegram,
    unclassified,
    words,
)

from reftel.core.span import Span
from reftel.telegram.checks.rule import RULES
from reftel.telegram.model import Block, Repair, Telegram


def found(code: str, one: Telegram) -> list[str] | None:
    findings = RULES[code](one)
    return None if findings is None else [finding.message for finding in findings]


def of(time: datetime, line: Any, **fields: Any) -> Telegram:
    return dated(line, dtg=group(time), **fields)


QUIET: list[tuple[str, Telegram]] = [
    ("T103", telegram(transmission=lines(digraph=words("OO")))),
    ("T104", telegram(dtg=group())),
    ("T107", telegram(transmission=lines(station=words("RUXX")), originator=sender(""))),
    ("T108", telegram(transmission=lines(serial=words("0303")))),
    ("T203", telegram(dtg=group(MAY_1975))),
    ("T205", filed(95, "")),
    ("T206", told("HE SAID THAT TALKS OPEN ON MAY 3.")),
    ("T206", told("WE MET 12 OFFICERS IN MAYBERRY.")),
    ("T206", told("WE EXPECT THAT HE WILL HAVE LEFT ON MAY 3.")),
    ("T206", told("THE SHIP LEFT ON DECEMBER 24.")),
    ("T308", to(COLLECTIVE)),
    ("T404", telegram()),
    ("T405", telegram(identity=identity(number_ground="page line"), originator=sender("LIMA"))),
    ("T406", telegram(identity=identity(year=1990))),
    ("T504", telegram(pass_lines=(pass_line("LIMA"),), addressees=(addressee(), COLLECTIVE))),
    ("T504", telegram(pass_lines=(pass_line("HQS"),), addressees=(addressee(),))),
    ("T601", dated(None, captions=(caption("AIDAC", "agency"),))),
    ("T601", dated(None, dtg=group(datetime(1970, 1, 1, tzinfo=UTC)))),
    ("T605", dated(order(form="DECL", exemption="25X1", date=date(2058, 1, 1)))),
    ("T605", of(MAY_1975, order("11652", "XGDS", date=date(2005, 12, 31)))),
    ("T607", of(MAY_1975, order("11652", "GDS"))),
    ("T607", dated(order(), classification=unclassified())),
    ("T707", telegram(dtg=group(MAY_1975), classification=level(), subject=subject())),
    ("T801", referring(reference(), reference())),
    ("T802", referring(reference("A"))),
    ("T902", classified(paragraph(None))),
    ("T904", classified(paragraph(1))),
    ("T913", telegram(dtg=group(), paragraphs=(paragraph(),))),
    ("T963", recorded(attribute("Document Number", "1975QUITO"))),
    ("T964", recorded(pages=(page(1, time="1419"),))),
]
HOLDS: list[tuple[str, Telegram]] = [
    ("T106", to(addressee(routing="RUEHC"), transmission=lines(called=(words("RUEHC"),)))),
    ("T205", filed(96, "2143")),
    ("T206", told("THE MINISTER WILL ARRIVE ON 12 APRIL 2008.")),
    ("T307", to(informed(), informed(offices=("POL",)))),
    ("T401", warned("UUUUU", "ZNR")),
    ("T402", warned("EEEEE", classification=level("UNCLASSIFIED", "UNCLAS E F T O"))),
    ("T402", warned("UUUUU", classification=level("LIMITED OFFICIAL USE", "LIMITED OFFICIAL USE"))),
    ("T403", telegram(classification=unclassified())),
    ("T406", telegram(identity=identity(345, year=1975, printed="0345"))),
    ("T406", telegram(identity=identity(1234, "STATE", year=1975, printed="001234"))),
    ("T602", of(datetime(1979, 1, 20, tzinfo=UTC), order("11652", "GDS"))),
    ("T602", of(datetime(2010, 6, 1, tzinfo=UTC), order("12958"))),
    ("T504", telegram(pass_lines=(pass_line("TREASURY"),), addressees=(addressee(),))),
    ("T605", of(NOVEMBER_1979, order("12065", "GDS", date=date(1985, 11, 12)))),
    ("T605", of(NOVEMBER_1979, order("12065", "GDS", date=date(1985, 11, 13)))),
    ("T605", of(datetime(2008, 2, 29, tzinfo=UTC), order(date=date(2018, 3, 1)))),
    ("T607", of(NOVEMBER_1979, order("12065", "GDS", classifier="VALE, ANNA"))),
    ("T608", of(datetime(2003, 5, 1, tzinfo=UTC), order(reasons=("1.5(b)", "1.4(d)")))),
    ("T801", referring(reference("A"), reference("A"), reference("B"))),
    ("T902", classified(paragraph(1, entire_text=True), paragraph(2))),
    ("T905", telegram(passages=(passage(closed=False),))),
    (
        "T964",
        recorded(
            dtg=group(datetime(1975, 5, 31, 23, 0, tzinfo=UTC)), pages=(page(1, time="010100"),)
        ),
    ),
]
SAYS: list[tuple[str, Telegram, str]] = [
    (
        "T102",
        telegram(transmission=lines(called=(words("RUEHC"),))),
        "format line 2 has no digraph; ZZ, OO, PP or RR expected",
    ),
    (
        "T102",
        telegram(transmission=lines(digraph=words("XX"))),
        "format line 2 opens with XX; ZZ, OO, PP or RR expected",
    ),
    (
        "T104",
        to(addressee(precedence="NIACT IMMEDIATE"), letters="R"),
        "date-time group says R; the highest precedence of an addressee is IMMEDIATE",
    ),
    (
        "T106",
        to(
            addressee(routing="RUEHC"),
            transmission=lines(called=(words("RUEHC"), words("RUEHWEB"))),
        ),
        "format line 2 calls RUEHWEB; no addressee has that indicator",
    ),
    ("T202", telegram(dtg=group(zone="")), "date-time group has no zone letter; Z expected"),
    (
        "T205",
        filed(97, "0000"),
        "routing line says filed 0970000; date-time group says 0952143: "
        "26 h 17 min later; at most 24 hours expected",
    ),
    (
        "T206",
        told("THE MINISTER WILL ARRIVE ON 12 MARCH."),
        "an event is planned for 12 MARCH (2008-03-12); date-time group says 2008-04-04",
    ),
    (
        "T302",
        telegram(originator=sender()),
        "no action addressee; at least one behind TO expected",
    ),
    (
        "T303",
        to(addressee("AMEMBASSY LIMA: POL")),
        "addressee reads AMEMBASSY LIMA: POL; "
        "a name in capitals, figures and . , ' ( ) & - / expected",
    ),
    (
        "T308",
        to(addressee(), EXEMPTED),
        "XMT exempts AMEMBASSY MOSCOW; a collective or AIG among the addressees expected",
    ),
    (
        "T401",
        warned("CCCCC", "ZNR"),
        "ZNR, for open circuits, is followed by CCCCC; UUUUU expected",
    ),
    (
        "T407",
        telegram(identity=identity(section=section(1, 2)), pages=(page(1),)),
        "page line 01 says no section; classification line says 2 sections",
    ),
    (
        "T409",
        telegram(pages=(page(1), page(2, time="141903"))),
        "page line 02 says time 141903; page line 01 says 141902",
    ),
    ("T409", telegram(pages=(page(2),)), "first page line says page 02; 01 expected"),
    (
        "T503",
        telegram(captions=(caption("SENSITIVE"),), classification=level()),
        "SENSITIVE stands under CONFIDENTIAL; an unclassified telegram expected",
    ),
    (
        "T503",
        telegram(captions=(caption("DISSENT CHANNEL", "channel"), caption("NOFORN"))),
        "DISSENT CHANNEL stands beside NOFORN; no other caption expected",
    ),
    (
        "T602",
        dated(order("99999")),
        "E.O. line names 99999; an order of the tables expected",
    ),
    (
        "T603",
        dated(order(form="", element="")),
        "E.O. line has no declassification element; "
        "a date, a code such as GDS or OADR, an event or N/A expected",
    ),
    (
        "T605",
        of(NOVEMBER_1979, order("12065", "GDS", date=date(1986, 11, 12))),
        "E.O. line says 1986-11-12; 1985-11-12 expected at the latest, "
        "6 years after the date-time group",
    ),
    (
        "T606",
        dated(order("11652", "GDS"), classification=unclassified()),
        "E.O. line says GDS; classification line says UNCLASSIFIED: N/A expected",
    ),
    (
        "T607",
        of(NOVEMBER_1979, order("12065", "GDS")),
        "E.O. 12065 line has no name; the classifier in parentheses expected",
    ),
    (
        "T607",
        dated(order(classified_by=words("DCM ANNA VALE"))),
        "classifier is named without reasons; reasons such as 1.4 (b) expected",
    ),
    (
        "T705",
        telegram(tags=(tag("BL", "country"), tag("PFOR"))),
        "subject TAG PFOR stands behind geographic TAG BL; it is expected before it",
    ),
    (
        "T706",
        telegram(subject=subject(" "), dtg=group()),
        "SUBJECT line is empty; words expected behind it",
    ),
    (
        "T804",
        referring(reference(post="ATLANTIS")),
        "reference names ATLANTIS; a post of the tables expected",
    ),
    (
        "T804",
        referring(reference(year=2009)),
        "reference is of 2009; date-time group says 2008",
    ),
    (
        "T804",
        referring(reference(post="", number=0, text="LIMA 4X")),
        "reference reads LIMA 4X; a post and a number expected",
    ),
    (
        "T905",
        telegram(paragraphs=(paragraph(1, "WE WAIT. END SUMMARY."),)),
        "END SUMMARY stands without opening; SUMMARY expected",
    ),
    (
        "T905",
        telegram(passages=(passage(closed=True), passage(closed=False))),
        "SUMMARY is not closed; END SUMMARY expected",
    ),
    (
        "T906",
        telegram(paragraphs=(paragraph(),), signature=words("Vale")),
        "signature reads Vale; a surname in capitals expected",
    ),
    (
        "T963",
        recorded(attribute("Document Number", "1975QUITO00303"), identity=identity(304)),
        "classification line says number 000304; Document Number says 00303",
    ),
]


@pytest.mark.parametrize(
    ("code", "one"), QUIET, ids=lambda each: each if isinstance(each, str) else ""
)
def test_does_not_apply(code: str, one: Telegram) -> None:
    assert found(code, one) is None


@pytest.mark.parametrize(
    ("code", "one"), HOLDS, ids=lambda each: each if isinstance(each, str) else ""
)
def test_holds(code: str, one: Telegram) -> None:
    assert found(code, one) == []


@pytest.mark.parametrize(("code", "one", "message"), SAYS, ids=lambda each: str(each)[:4])
def test_says(code: str, one: Telegram, message: str) -> None:
    assert found(code, one) == [message]


def test_filing_crosses_the_end_of_the_year() -> None:
    time = datetime(2007, 12, 31, 23, 55, tzinfo=UTC)
    line = lines(filed_day=1, filed_time="0005", filed=words("0010005"))
    over = telegram(transmission=line, dtg=group(time))
    assert found("T204", over) == []
    assert found("T205", over) == []


def test_what_is_missing_is_an_empty_place() -> None:
    one = telegram("x" * 20, dtg=group(), classification=level())
    (finding,) = RULES["T601"](one) or []
    assert finding.span == Span(4, 4)


def test_a_second_letter_that_is_printed_is_a_repeat() -> None:
    text = "A. LIMA 44\nA. LIMA 45"
    references = (reference("A", span=Span(3, 10)), reference("A", span=Span(14, 21)))
    assert found("T801", telegram(text, references=references)) == [
        "reference letter A stands where B is expected"
    ]
    joined = "A. LIMA 44, 45"
    references = (reference("A", span=Span(3, 10)), reference("A", span=Span(12, 14)))
    assert found("T801", telegram(joined, references=references)) == []


def test_a_later_section_repeats_only_some_of_the_head() -> None:
    second = identity(section=section(2, 3))
    fields: dict[str, Any] = {"identity": second, "dtg": group(), "classification": level()}
    text = (paragraph(4, mark=mark()), paragraph(5, mark=mark()))
    one = telegram(**fields, paragraphs=text)
    assert found("T901", one) == []
    assert [found(code, one) for code in ("T601", "T607", "T706", "T906")] == [None] * 4


def test_the_last_section_is_signed() -> None:
    last = telegram(identity=identity(section=section(3, 3)), paragraphs=(paragraph(4),))
    assert found("T906", last) == ["no signature; a surname in capitals expected"]


def test_sensitive_unclassified_text_is_controlled() -> None:
    controlled = paragraph(1, mark=mark("SBU", "(SBU)"))
    sensitive = (caption("SENSITIVE", "administrative control"),)
    one = telegram(classification=unclassified(), paragraphs=(controlled,), captions=sensitive)
    assert found("T903", one) == []
    assert found("T903", telegram(classification=unclassified(), paragraphs=(controlled,))) == [
        "portion is marked (SBU); UNCLASSIFIED at most expected"
    ]


def test_the_width_of_a_line_is_without_markup() -> None:
    text = "[1](#)" + "A" * 69
    put_in = Repair(kind="link markup", text="", span=Span(0, 6))
    blocks = (Block(kind="paragraph", span=Span(0, len(text))),)
    assert found("T911", telegram(text, blocks=blocks, repairs=(put_in,))) == []


def test_the_attributes_may_have_long_lines() -> None:
    text = "A" * 100
    blocks = (Block(kind="attribute", span=Span(0, 100)),)
    assert found("T911", telegram(text, blocks=blocks)) == []


def test_marks_above_the_line_are_all_named() -> None:
    secret = mark("SECRET", "(S)")
    one = classified(paragraph(1, mark=secret), subject=subject(mark=secret))
    assert len(found("T903", one) or []) == 2
