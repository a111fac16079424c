"""A brief as a Word document: headings, a table, small grey citations; the same bytes each time."""

import io
from datetime import UTC, datetime
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document, oxml
from docx.document import Document as Page
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from reftel.desk.briefing.frame import dateline, left_out
from reftel.desk.briefing.records import Brief, Section, Sentence
from reftel.desk.briefing.wording import shown

FONT = "Cambria"
SIZE, CITE_SIZE, TABLE_SIZE = Pt(9), Pt(6.5), Pt(8.5)
ACCENT, QUIET, WARN = (
    RGBColor(0x1F, 0x3A, 0x5F),
    RGBColor(0x6A, 0x6F, 0x78),
    RGBColor(0x8C, 0x1C, 0x13),
)
WIDTHS = (Mm(38), Mm(80), Mm(33), Mm(31))  # of a table's columns
LAST_OWN = 1  # the column behind which others speak, in another hand
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class Hand(NamedTuple):
    """How words are set."""

    size: Any = SIZE
    is_italic: bool = False


def word(brief: Brief) -> bytes:
    """Return the document."""
    page = Document()
    _styles(page)
    _frame(page, brief)
    page.add_heading(brief.title, level=0)
    _quiet(page.add_paragraph(), dateline(brief))
    for part in brief.sections:
        page.add_heading(part.title, level=1)
        if part.rows:
            _table(page, part)
        for each in part.sentences:
            _told(page.add_paragraph(style="List Bullet"), each, Hand())
    if brief.left_out:
        _quiet(page.add_paragraph(), left_out(brief))
    return _bytes(page)


def _styles(page: Page) -> None:
    """Set the fonts, which Word keeps by script, and the room around paragraphs."""
    for name, size, colour in (
        ("Normal", SIZE, None),
        ("List Bullet", SIZE, None),
        ("Title", Pt(18), ACCENT),
        ("Heading 1", Pt(10), ACCENT),
    ):
        style: Any = page.styles[name]
        style.font.name = FONT
        style.font.size = size
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(script), None)
        fonts.set(qn("w:hAnsi"), FONT)
        style.paragraph_format.space_after = Pt(1.5)
        style.paragraph_format.space_before = Pt(6 if name == "Heading 1" else 0)
        style.paragraph_format.line_spacing = 1.0
        if colour is not None:
            style.font.color.rgb = colour


def _frame(page: Page, brief: Brief) -> None:
    """Set the sheet, the marking at head and foot, and what the file says of itself."""
    sheet = page.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin = sheet.right_margin = Mm(14)
    sheet.top_margin = sheet.bottom_margin = Mm(15)
    sheet.header_distance = sheet.footer_distance = Mm(7)
    for edge in (sheet.header, sheet.footer):
        line = edge.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(brief.marking)
        run.bold = True
        run.font.color.rgb = WARN
    facts = page.core_properties
    facts.title, facts.author, facts.comments = brief.title, "", ""
    facts.created = facts.modified = datetime(
        brief.on.year, brief.on.month, brief.on.day, tzinfo=UTC
    )


def _table(page: Page, part: Section) -> None:
    table = page.add_table(rows=1, cols=len(part.columns))
    table.autofit = False
    for at, column in enumerate(part.columns):
        _quiet(table.rows[0].cells[at].paragraphs[0], column)
    _repeat(table)
    for row in part.rows:
        cells = table.add_row().cells
        name = cells[0].paragraphs[0].add_run(row.name)
        name.bold, name.font.size = True, TABLE_SIZE
        for each in row.below:
            _told(cells[0].add_paragraph(), each, Hand(TABLE_SIZE))
        for at, cell in enumerate(row.cells, 1):
            hand = Hand(TABLE_SIZE, is_italic=at > LAST_OWN + 1)
            for number, each in enumerate(cell):
                line = cells[at].add_paragraph() if number else cells[at].paragraphs[0]
                _told(line, each, hand)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=False):
            cell.width = width
    _ruled(table)


def _repeat(table: Table) -> None:
    """Have the first row printed again on a new page."""
    row: Any = table.rows[0]._element  # pyright: ignore[reportPrivateUsage]
    row.get_or_add_trPr().append(_element("w:tblHeader"))


def _ruled(table: Table) -> None:
    """Draw hairlines between the rows."""
    borders = _element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = _element(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "C9CCD2")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    whole: Any = table._element  # pyright: ignore[reportPrivateUsage]
    whole.tblPr.append(borders)


def _element(name: str) -> Any:
    # python-docx tells the types of this one in part only.
    untyped: Any = oxml
    return untyped.OxmlElement(name)


def _told(line: Paragraph, sentence: Sentence, hand: Hand) -> None:
    if sentence.lead:
        lead = line.add_run(f"{sentence.lead}: ")
        lead.bold, lead.italic, lead.font.size = True, hand.is_italic, hand.size
    words = line.add_run(f"{sentence.words} ")
    words.italic, words.font.size = hand.is_italic, hand.size
    cites = line.add_run("; ".join(shown(sentence.citations)))
    cites.font.size, cites.font.color.rgb = CITE_SIZE, QUIET


def _quiet(line: Paragraph, words: str) -> None:
    run = line.add_run(words)
    run.italic, run.font.color.rgb, run.font.size = True, QUIET, TABLE_SIZE


def _bytes(page: Page) -> bytes:
    """Return the file; python-docx dates its parts by the clock, so they are packed anew."""
    made, packed = io.BytesIO(), io.BytesIO()
    page.save(made)
    with ZipFile(made) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for each in old.infolist():
            info = ZipInfo(each.filename, ZIP_EPOCH)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(each))
    return packed.getvalue()
