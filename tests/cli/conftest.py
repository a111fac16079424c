"""A record built by hand, so that what is printed can be tested apart from what is read."""

from datetime import UTC, date, datetime

import pytest

from reftel.core.diagnostic import Diagnostic
from reftel.core.span import Span
from reftel.telegram.model import (
    Addressee,
    Block,
    Caption,
    Citation,
    Classification,
    DateTimeGroup,
    Declassification,
    ExecutiveOrder,
    Identity,
    Originator,
    Paragraph,
    Passage,
    PortionMark,
    Reference,
    Subject,
    Tag,
    Telegram,
    Text,
)

WORDS = """\
DE RUEHQX #0112 0721405
P 121355Z MAR 09
FM AMEMBASSY ESTRELLA
TO RUEHC/SECSTATE WASHDC PRIORITY 0731
INFO RUEHLX/AMEMBASSY LINDEN
C O N F I D E N T I A L ESTRELLA 000112
SIPDIS
E.O. 12958: DECL: 03/12/2019
TAGS: EWWT QX
SUBJECT: =FERRY TREATY [red]PILOT[/red] YEAR\x1b[31m
REF: A. LINDEN 44
     B. 08 STATE 98765 (NOTAL)
1. (C) The minister accepted joint pilotage on March 11 (ref A), after two long rounds
in which he had asked for a trial year.
2. (C) COMMENT: A trial year suits us (refs A-B). END COMMENT.
VALE
"""


def at(words: str) -> Span:
    start = WORDS.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def telegram() -> Telegram:
    return build()


def build() -> Telegram:
    first = WORDS[WORDS.index("The minister") : WORDS.index("\n2. (C)")]
    second = "COMMENT: A trial year suits us (refs A-B). END COMMENT."
    mark = PortionMark(span=at("(C)"), printed="(C)", level="CONFIDENTIAL")
    return Telegram(
        text=WORDS,
        encoding="utf-8",
        dialect="line",
        blocks=(Block(kind="text", span=Span(0, len(WORDS))),),
        identity=Identity(
            span=at("ESTRELLA 000112"),
            mrn="09ESTRELLA112",
            year=2009,
            post="ESTRELLA",
            number=112,
            printed="000112",
            number_ground="classification line",
            year_ground="date-time group",
        ),
        precedences=("PRIORITY",),
        dtg=DateTimeGroup(
            span=at("P 121355Z MAR 09"),
            time=datetime(2009, 3, 12, 13, 55, tzinfo=UTC),
            letters="P",
            zone="Z",
            year_printed="09",
        ),
        originator=Originator(span=at("FM AMEMBASSY ESTRELLA"), name="AMEMBASSY ESTRELLA"),
        addressees=(
            Addressee(
                span=at("RUEHC/SECSTATE WASHDC PRIORITY 0731"),
                role="action",
                kind="post",
                name="SECSTATE WASHDC",
                precedence="PRIORITY",
                continuity="0731",
            ),
            Addressee(
                span=at("RUEHLX/AMEMBASSY LINDEN"),
                role="info",
                kind="post",
                name="AMEMBASSY LINDEN",
            ),
        ),
        classification=Classification(
            span=at("C O N F I D E N T I A L"),
            level="CONFIDENTIAL",
            printed="C O N F I D E N T I A L",
        ),
        captions=(Caption(span=at("SIPDIS"), caption="SIPDIS", kind="distribution"),),
        executive_order=ExecutiveOrder(
            span=at("E.O. 12958: DECL: 03/12/2019"),
            order="12958",
            printed="12958",
            form="DECL",
            element="03/12/2019",
            date=date(2019, 3, 12),
            declassification=Declassification(date=date(2019, 3, 12), rule="date given"),
        ),
        tags=(
            Tag(span=at("EWWT"), code="EWWT", kind="subject", title="Waterborne Transportation"),
            Tag(span=at("QX"), code="QX", kind="unknown", title=""),
        ),
        subject=Subject(
            span=at("=FERRY TREATY"), text="=FERRY TREATY [red]PILOT[/red] YEAR\x1b[31m"
        ),
        references=(
            Reference(
                span=at("LINDEN 44"),
                letter="A",
                kind="telegram",
                text="LINDEN 44",
                target="09LINDEN44",
                post="LINDEN",
                number=44,
                year=2009,
                year_ground="date-time group",
            ),
            Reference(
                span=at("08 STATE 98765 (NOTAL)"),
                letter="B",
                kind="telegram",
                text="08 STATE 98765 (NOTAL)",
                target="08STATE98765",
                post="STATE",
                number=98765,
                year=2008,
                year_ground="stated",
                notes=("NOTAL",),
            ),
        ),
        paragraphs=(
            Paragraph(span=at(first), number=1, text=first, mark=mark, level="CONFIDENTIAL"),
            Paragraph(span=at(second), number=2, text=second, mark=mark, level="CONFIDENTIAL"),
        ),
        passages=(
            Passage(span=at(second), kind="comment", title="COMMENT", first=1, last=1, closed=True),
        ),
        citations=(
            Citation(span=at("ref A"), kind="reference", letters=("A",), paragraph=0),
            Citation(span=at("refs A-B"), kind="reference", letters=("A", "B"), paragraph=1),
        ),
        signature=Text(span=at("VALE"), text="VALE"),
        diagnostics=(
            Diagnostic("T204", "warning", "routing line says day 072, group 071", at("0721405")),
            Diagnostic("T999", "error", "QX is in no table", at("QX\n"[:2])),
        ),
    )
