"""Cases of the rules of routing, time and addresses."""

from typing import Any

from records import (
    Case,
    addressee,
    group,
    identity,
    informed,
    lines,
    paragraph,
    sender,
    telegram,
    words,
)

from reftel.core.span import Span
from reftel.telegram.model import Addressee, Telegram

URGENT = addressee(precedence="IMMEDIATE", continuity="4049", routing="RUEHC")
PRIOR = informed(precedence="PRIORITY", routing="RUEHPE")
CALLED = {"digraph": words("OO"), "called": (words("RUEHC"), words("RUEHPE"))}


def filed(day: int, clock: str = "2143") -> Telegram:
    line = lines(filed_day=day, filed_time=clock, filed=words(f"{day:03}{clock}"))
    return telegram(transmission=line, dtg=group())


def to(*addressees: Addressee, letters: str = "O", **fields: Any) -> Telegram:
    return telegram(addressees=addressees, dtg=group(letters=letters), **fields)


def told(sentence: str) -> Telegram:
    text = f"1. {sentence}"
    return telegram(text, dtg=group(), paragraphs=(paragraph(1, sentence),))


ROUTING = [
    Case(
        "T101",
        telegram(transmission=lines(identifier=words("VZCZCXYZ0001"))),
        telegram(transmission=lines(identifier=words("VZCZCX0001"))),
        "identifier reads VZCZCX0001; "
        "VZCZC, three letters or digits and a number of 3 or 4 digits expected",
    ),
    Case(
        "T102",
        telegram(transmission=lines(**CALLED)),
        telegram(transmission=lines(digraph=words("OO"), called=(words("WEHC"),))),
        "format line 2 calls WEHC; 4 to 8 letters from R or Q expected",
    ),
    Case(
        "T103",
        telegram(transmission=lines(**CALLED), dtg=group(letters="OR")),
        telegram(transmission=lines(digraph=words("PP")), dtg=group(letters="OR")),
        "format line 2 says PP; date-time group says O: OO expected",
    ),
    Case(
        "T104",
        to(URGENT, PRIOR, transmission=lines(digraph=words("OO"))),
        to(URGENT, PRIOR, transmission=lines(digraph=words("PP"))),
        "format line 2 says PP; the highest precedence of an addressee is IMMEDIATE",
    ),
    Case(
        "T105",
        to(URGENT, informed(), letters="OR"),
        to(URGENT, PRIOR, letters="OR"),
        "date-time group says O R; addressees say O P",
    ),
    Case(
        "T106",
        to(URGENT, PRIOR, transmission=lines(**CALLED)),
        to(URGENT, PRIOR, transmission=lines(called=(words("RUEHC"),))),
        "format line 2 does not call RUEHPE; every addressee expected",
    ),
    Case(
        "T107",
        telegram(transmission=lines(station=words("RUEHQT")), originator=sender("QUITO")),
        telegram(transmission=lines(station=words("RUEHPE")), originator=sender("QUITO")),
        "routing line says DE RUEHPE (LIMA); RUEHQT expected for QUITO",
    ),
    Case(
        "T108",
        telegram(transmission=lines(serial=words("0303")), identity=identity(10303)),
        telegram(transmission=lines(serial=words("0303")), identity=identity(304)),
        "routing line says serial 0303; telegram number is 000304: 0304 expected",
    ),
    Case(
        "T109",
        telegram(
            transmission=lines(),
            end_marks=(words("BT"), words("BT"), words("#0303"), words("NNNN")),
        ),
        telegram(transmission=lines(), end_marks=(words("BT"), words("BT"), words("#0303"))),
        "NNNN not found; each expected",
    ),
]

TIMES = [
    Case(
        "T201",
        telegram(dtg=group()),
        telegram("O 312143Z APR 08", dtg=group(None, span=Span(0, 16))),
        "date-time group reads O 312143Z APR 08; a day of that month and 0000 to 2359 expected",
    ),
    Case(
        "T202",
        telegram(dtg=group()),
        telegram(dtg=group(zone="R")),
        "date-time group has zone R; Z expected",
    ),
    Case(
        "T203",
        telegram(dtg=group(year_printed="2008")),
        telegram(dtg=group()),
        "date-time group prints the year as 08; 2008 expected from 2006 on",
    ),
    Case(
        "T204",
        filed(96, "0005"),
        filed(96),
        "routing line says day 096; date-time group says 095",
    ),
    Case(
        "T205",
        filed(95, "2128"),
        filed(95, "2030"),
        "routing line says filed 0952030; date-time group says 0952143: "
        "1 h 13 min earlier; no earlier expected",
    ),
    Case(
        "T206",
        told("WE MET THE MINISTER ON APRIL 3."),
        told("WE MET THE MINISTER ON MAY 3."),
        "an event is told as past on MAY 3 (2008-05-03); date-time group says 2008-04-04",
    ),
]

COLLECTIVE = addressee(
    "UN SECURITY COUNCIL COLLECTIVE", "", kind="collective", role="info", routing="RUEHGG"
)
EXEMPTED = addressee("AMEMBASSY MOSCOW", "MOSCOW", role="exempted")

ADDRESSES = [
    Case(
        "T301",
        telegram(originator=sender()),
        telegram(originator=sender("", "AMEMBASSY NOWHERE")),
        "FM says AMEMBASSY NOWHERE; a post of the tables expected",
    ),
    Case("T302", to(URGENT), to(PRIOR), "no action addressee; at least one behind TO expected"),
    Case(
        "T303",
        to(URGENT),
        to(addressee(continuity="40491")),
        "SECSTATE WASHDC carries the number 40491; 1 to 4 digits expected",
    ),
    Case(
        "T304",
        to(URGENT, COLLECTIVE),
        to(addressee(routing="RUEHGG")),
        "SECSTATE WASHDC is given the indicator RUEHGG; RUEHC expected",
    ),
    Case(
        "T309",
        to(URGENT, PRIOR),
        to(URGENT, informed("AMEMBASSY QUIT0", "")),
        "AMEMBASSY QUIT0 is addressed; a post of the tables expected; QUITO is one letter away",
    ),
    Case(
        "T305",
        to(URGENT, PRIOR),
        to(addressee()),
        "SECSTATE WASHDC has no continuity number; one expected for the Department",
    ),
    Case(
        "T306",
        to(URGENT, PRIOR),
        to(addressee(), PRIOR),
        "information addressee AMEMBASSY LIMA has PRIORITY; "
        "at most ROUTINE, as for action, expected",
    ),
    Case(
        "T307",
        to(URGENT, PRIOR, informed("AMEMBASSY BOGOTA", "BOGOTA")),
        to(URGENT, PRIOR, informed()),
        "AMEMBASSY LIMA is addressed a second time; each addressee once expected",
    ),
    Case(
        "T308",
        to(URGENT, COLLECTIVE, EXEMPTED),
        to(URGENT, EXEMPTED),
        "XMT exempts AMEMBASSY MOSCOW; a collective or AIG among the addressees expected",
    ),
]

CASES = [*ROUTING, *TIMES, *ADDRESSES]
