"""Cases of the rules of the text, its form, and the archives' attributes."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from records import (
    HERE,
    MAY_1975,
    Case,
    attribute,
    distribution,
    group,
    identity,
    level,
    mark,
    page,
    paragraph,
    passage,
    repair,
    subject,
    tag,
    telegram,
    words,
    written,
)

from reftel.core.span import Span
from reftel.telegram.model import Block, Dateline, Edition, Telegram


def classified(*paragraphs: Any, **fields: Any) -> Telegram:
    return telegram(paragraphs=paragraphs, dtg=group(), classification=level(), **fields)


def printed(*texts: str) -> Telegram:
    text = "\n".join(texts)
    return telegram(text, blocks=(Block(kind="text", span=Span(0, len(text))),))


def dated(day: int) -> Telegram:
    """Return a document of 12 March 1985 whose bounds are those of the day, five hours behind."""
    printed_at = datetime(1985, 3, 12, 13, 55, tzinfo=UTC)
    zone = timezone(timedelta(hours=-5))
    edition = Edition(
        volume="frus1981-88v99",
        document="d9",
        number="9",
        kind="Telegram",
        heading=words("9. Telegram"),
        earliest=datetime(1985, 3, day, 0, 0, tzinfo=zone),
        latest=datetime(1985, 3, day, 23, 59, tzinfo=zone),
    )
    line = Dateline(printed="Linden, March 12, 1985, 1355Z", time=printed_at, span=HERE)
    return telegram(dialect="frus", edition=edition, dateline=line)


def recorded(*attributes: Any, **fields: Any) -> Telegram:
    given: dict[str, Any] = {"attributes": attributes, "dtg": group(MAY_1975), **fields}
    return telegram(dialect="archives", **given)


def typed(text: str) -> Telegram:
    span = Span(0, len(text))
    return telegram(text, dtg=group(MAY_1975), paragraphs=(paragraph(1, text, span=span),))


def counted(lines: int) -> Telegram:
    """Return a release of three lines, a page break between them, and a count."""
    kinds = {
        "Message Text\n": "title",
        " \n": "blank",
        "A\n": "paragraph",
        " \n\n\f\n": "blank",
        "RELEASED\n": "stamp",
        "B\n": "paragraph",
        "\n": "blank",
        "Message Attributes": "title",
    }
    blocks: list[Block] = []
    at = 0
    for part, kind in kinds.items():
        blocks.append(Block(kind=kind, span=Span(at, at + len(part))))
        at += len(part)
    text = "".join(kinds)
    return telegram(text, blocks=tuple(blocks), attributes=(attribute("Line Count", lines),))


TEXT = [
    Case(
        "T901",
        telegram(paragraphs=(paragraph(1), paragraph(2))),
        telegram(paragraphs=(paragraph(1), paragraph(3))),
        "paragraph 3 stands where paragraph 2 is expected",
    ),
    Case(
        "T902",
        classified(paragraph(1, mark=mark()), paragraph(None)),
        classified(paragraph(1, mark=mark()), paragraph(2)),
        "paragraph 2 has no portion mark; one expected under CONFIDENTIAL",
    ),
    Case(
        "T903",
        classified(paragraph(1, mark=mark())),
        classified(paragraph(1, mark=mark("SECRET", "(S)"))),
        "portion is marked (S); CONFIDENTIAL at most expected",
    ),
    Case(
        "T904",
        classified(paragraph(1, mark=mark()), subject=subject(mark=mark("UNCLASSIFIED", "(U)"))),
        classified(paragraph(1, mark=mark("UNCLASSIFIED", "(U)"))),
        "highest portion mark is (U); classification line says CONFIDENTIAL",
    ),
    Case(
        "T905",
        telegram(passages=(passage(closed=True), passage("comment", closed=False))),
        telegram(
            "BEGIN TEXT X",
            passages=(passage("quoted text", closed=False, title="TEXT", span=Span(0, 12)),),
        ),
        "BEGIN TEXT is not closed; END TEXT expected",
    ),
    Case(
        "T906",
        telegram(paragraphs=(paragraph(),), signature=words("VALE")),
        telegram(paragraphs=(paragraph(),)),
        "no signature; a surname in capitals expected",
    ),
    Case(
        "T911",
        printed("A" * 69, "B" * 69),
        printed("A" * 70, "B" * 1000),
        "line of 1,000 characters; at most 69 expected (1 more are too long)",
    ),
    Case(
        "T912",
        telegram(repairs=(repair("line end"),)),
        telegram(repairs=(repair("link markup"), repair("bullet"), repair("link markup"))),
        "3 pieces of web markup (link markup 2, bullet 1) were taken out; none expected",
    ),
    Case(
        "T913",
        typed('HE SAID: "NO (REPEAT) NO".'),
        typed("HE SAID no."),
        "the text has the character 'n'; "
        "capitals, figures and teleprinter signs expected before 2000",
    ),
]

NUMBER = attribute("Document Number", "1975QUITO00303")
ARCHIVES = [
    Case(
        "T961",
        telegram(distribution=distribution(11)),
        telegram(distribution=distribution(12)),
        "distribution says 012 copies; the offices add up to 011",
    ),
    Case(
        "T962",
        recorded(attribute("Draft Date", day=date(1975, 5, 14))),
        recorded(attribute("Draft Date", day=date(1975, 5, 15))),
        "date-time group says 1975-05-14; Draft Date says 1975-05-15",
    ),
    Case(
        "T963",
        recorded(NUMBER, identity=identity(303), pages=(page(1),)),
        recorded(NUMBER, identity=identity(303), pages=(page(1, number="00308"),)),
        "page line 01 says number 00308; Document Number says 00303",
    ),
    Case(
        "T964",
        recorded(pages=(page(1, time="141902"),)),
        recorded(pages=(page(1, time="131902"),)),
        "page line says 131902; date-time group says 141755: 0 to 5 days later expected",
    ),
    Case(
        "T965",
        counted(4),
        counted(9),
        "Line Count says 9; the Message Text has 3 lines: 4 expected",
    ),
    Case(
        "T966",
        recorded(attribute("TAGS", ("PFOR", "BL", "US")), tags=(tag("PFOR"), tag("BL", "country"))),
        recorded(attribute("TAGS", ("PFOR", "US")), tags=(tag("PFOR"), tag("BL", "country"))),
        "TAG BL is not in the attribute TAGS; PFOR US",
    ),
    Case(
        "T967",
        recorded(attribute("Office", "ACTION ARA"), distribution=distribution(11)),
        recorded(attribute("Office", "ACTION EUR"), distribution=distribution(11)),
        "Office says ACTION EUR; distribution says ACTION ARA",
    ),
]

SMART = [
    Case(
        "T971",
        telegram(dialect="smart", dtg=group(), dateline=written(date(2008, 4, 4))),
        telegram(dialect="smart", dtg=group(), dateline=written(date(2008, 4, 5))),
        "Date/DTG says 2008-04-05; its date-time group says 2008-04-04",
    ),
]

EDITIONS = [
    Case(
        "T972",
        dated(12),
        dated(11),
        "the edition's bounds are 1985-03-11 0000-0500 to 1985-03-11 2359-0500; "
        "the dateline says Linden, March 12, 1985, 1355Z",
    )
]

CASES = [*TEXT, *ARCHIVES, *SMART, *EDITIONS]
