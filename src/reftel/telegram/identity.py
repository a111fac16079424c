"""Which telegram this is: year, post and number, and from what they are known."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.telegram import posts
from reftel.telegram.agreement import document_number
from reftel.telegram.findings import Findings
from reftel.telegram.header import Header
from reftel.telegram.lines import Lines
from reftel.telegram.markings import ClassLine
from reftel.telegram.model import (
    Attribute,
    Identity,
    NumberGround,
    PageLine,
    SecondNumber,
    Section,
    YearGround,
)

SECOND = re.compile(
    r"\b(?P<series>TOSEC|SECTO|PARTO|TOPAR|DEPTO|TODEP|VIPTO|TOVIP|HAKTO|TOHAK|TODEL|DELTO)"
    r"\s{0,3}(?P<number>\d{1,7})"
)


class Copied(NamedTuple):
    """What the copy tells: page lines, attributes, year of the e-mail that carried it or 0."""

    page_lines: Sequence[PageLine]
    attributes: Sequence[Attribute]
    mailed: int


def identity(header: Header, lines: Lines, copied: Copied, findings: Findings) -> Identity | None:
    """Return the identity: from the classification line, else from the next best place."""
    document = next((each for each in copied.attributes if each.key == "Document Number"), None)
    known = document_number(document.printed) if document else None
    year = _year(header, known, copied.mailed)
    if header.class_line:
        return _from_class_line(header, header.class_line, lines, year, findings)
    if copied.page_lines:
        page = copied.page_lines[0]
        found = _made(page.post, page.number, year, "page line", page.span)
    elif document and known:
        found = _made(known[1], str(known[2]), year, "document number", document.span)
    elif header.station and header.station[0]["serial"] and header.originator:
        match, index = header.station
        span = lines.span(index, *match.span("serial"))
        post = header.originator.post or header.originator.name
        found = _made(post, match["serial"], year, "station serial", span)
    else:
        findings.add("T007", Span(0, 0), "no classification line with post and number")
        return None
    findings.add(
        "T007",
        found.span,
        "no classification line with post and number; "
        f"the number was read from the {found.number_ground}",
    )
    return found


def _year(
    header: Header, known: tuple[int, str, int] | None, mailed: int
) -> tuple[int, YearGround]:
    if header.dtg and header.dtg.time:
        return header.dtg.time.year, "date-time group"
    if known:
        return known[0], "document number"
    return (mailed, "e-mail") if mailed else (0, "none")


def _from_class_line(
    header: Header, line: ClassLine, lines: Lines, year: tuple[int, YearGround], findings: Findings
) -> Identity:
    index, post = header.class_index, line.post
    start = lines.texts[index].find(post, line.level_end) if post else line.number_start
    span = lines.span(index, start, line.number_end)
    if not post and header.originator:
        post = header.originator.post or header.originator.name
        findings.add(
            "T008",
            span,
            f"classification line has number {line.number} and no post; "
            f"{posts.canonical(post)} taken from the FM line",
        )
    return replace(
        _made(post, line.number, year, "classification line", span),
        section=section(line, lines, index),
        second_numbers=tuple(_second_numbers(line, lines, index)),
    )


def section(line: ClassLine, lines: Lines, index: int) -> Section | None:
    """Return the section that a classification line names; None where it names none."""
    if line.section is None:
        return None
    span = lines.span(index, line.section_start, line.section_end)
    return Section(number=line.section, of=line.of or 0, span=span)


def _second_numbers(line: ClassLine, lines: Lines, index: int) -> Iterator[SecondNumber]:
    for match in SECOND.finditer(line.tail):
        start, end = (line.number_end + place for place in match.span())
        span = lines.span(index, start, end)
        yield SecondNumber(series=match["series"], number=int(match["number"]), span=span)


def _made(
    post: str, printed: str, year: tuple[int, YearGround], number_ground: NumberGround, span: Span
) -> Identity:
    canonical = posts.canonical(post)
    return Identity(
        mrn=posts.mrn(year[0], canonical, int(printed)),
        year=year[0],
        post=canonical,
        number=int(printed),
        printed=printed,
        number_ground=number_ground,
        year_ground=year[1],
        span=span,
    )
