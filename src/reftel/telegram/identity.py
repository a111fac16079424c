"""Which telegram this is: year, post and number, and from what they are known."""

import re
from collections.abc import Sequence

from reftel.core.span import Span
from reftel.telegram import posts
from reftel.telegram.attributes import document_number
from reftel.telegram.findings import Findings
from reftel.telegram.header import Header
from reftel.telegram.lines import Lines
from reftel.telegram.model import Attribute, Identity, PageLine, SecondNumber, Section

SECOND = re.compile(
    r"\b(?P<series>TOSEC|SECTO|PARTO|TOPAR|DEPTO|TODEP|VIPTO|TOVIP|HAKTO|TOHAK|TODEL|DELTO)\s{0,3}(?P<number>\d{1,7})"
)


def identity(
    header: Header,
    lines: Lines,
    page_lines: Sequence[PageLine],
    archive: Sequence[Attribute],
    findings: Findings,
) -> Identity | None:
    """Return the identity: from the classification line, else from the next best place."""
    document = next((each for each in archive if each.key == "Document Number"), None)
    known = document_number(document.printed) if document else None
    year, year_ground = _year(header, known)
    if header.class_line:
        return _from_class_line(header, lines, year, year_ground, findings)
    if page_lines:
        page = page_lines[0]
        found = _made(page.post, page.number, year, year_ground, "page line", page.span)
    elif document and known:
        found = _made(known[1], str(known[2]), year, year_ground, "document number", document.span)
    elif header.station and header.station[0]["serial"] and header.originator:
        match, index = header.station
        span = lines.span(index, *match.span("serial"))
        post = header.originator.post or header.originator.name
        found = _made(post, match["serial"], year, year_ground, "station serial", span)
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


def _year(header: Header, known: tuple[int, str, int] | None) -> tuple[int, str]:
    if header.dtg and header.dtg.time:
        return header.dtg.time.year, "date-time group"
    if known:
        return known[0], "document number"
    return 0, "none"


def _from_class_line(
    header: Header, lines: Lines, year: int, year_ground: str, findings: Findings
) -> Identity:
    line, index = header.class_line, header.class_index
    assert line is not None
    post = line.post
    start = lines.texts[index].find(post, line.level_end) if post else line.number_start
    span = lines.span(index, min(start, line.number_start), line.number_end)
    if not post and header.originator:
        post = header.originator.post or header.originator.name
        findings.add(
            "T008",
            span,
            f"classification line has number {line.number} and no post; "
            f"{posts.canonical(post)} taken from the FM line",
        )
    made = _made(post, line.number, year, year_ground, "classification line", span)
    section = None
    if line.section is not None:
        place = lines.span(index, line.section_start, line.section_end)
        section = Section(number=line.section, of=line.of or 0, span=place)
    second = tuple(
        SecondNumber(
            series=match["series"],
            number=int(match["number"]),
            span=lines.span(index, line.number_end + match.start(), line.number_end + match.end()),
        )
        for match in SECOND.finditer(line.tail)
    )
    fields = {name: getattr(made, name) for name in made.__struct_fields__}
    return Identity(**fields | {"section": section, "second_numbers": second})


def _made(
    post: str, printed: str, year: int, year_ground: str, number_ground: str, span: Span
) -> Identity:
    canonical = posts.canonical(post)
    return Identity(
        mrn=posts.mrn(year, canonical, int(printed)),
        year=year,
        post=canonical,
        number=int(printed),
        printed=printed,
        number_ground=number_ground,  # pyright: ignore[reportArgumentType]
        year_ground=year_ground,  # pyright: ignore[reportArgumentType]
        span=span,
    )
