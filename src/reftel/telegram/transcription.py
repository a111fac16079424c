"""Marks of a transcription to Markdown: headings, tables, quotes, bold and italic letters.

Machines that read pictures of pages write Markdown, put headings of their own between the parts
and a table around labelled fields. The marks are taken out of the lines; what the transcriber
added is claimed, so that nobody takes it for the telegram's.
"""

import re
from collections.abc import Iterator

from reftel.telegram.lines import UNREAD, Lines
from reftel.telegram.markings import banner

KIND = "transcription"
# Telegrams have no such lines: a table's rule, a heading of the second level or below, a label
# in bold letters.
TABLE_RULE = re.compile(r"\s{0,3}\|?(?:\s{0,3}:?-{2,40}:?\s{0,3}\|){1,12}(?:\s{0,3}:?-{2,40}:?)?$")
SIGN = re.compile(
    r"#{2,6} [A-Za-z*]|\|\s{0,3}:?-{2,40}:?\s{0,3}\||\*\*[A-Z][A-Za-z./ ]{1,20}:\*\*"
    r"|\|\s{0,3}\*{0,2}MRN\b"
)
SIGNS = "#|*"  # one of them stands wherever the pattern is found
HEADING = re.compile(r"#{1,6}\s{1,4}(?P<words>.{1,200})$")
RULE = re.compile(r"\s{0,3}(?:-{3,}|\*{3,}|_{3,}|`{3}\w{0,12})$")
PICTURE = re.compile(r"\*{0,2}!?\[?(?:Image|Picture|Seal|Figure|Logo)\b", re.IGNORECASE)
PAGE = re.compile(r"Page\s{1,2}\d{1,4}$", re.IGNORECASE)
TEXT_BEGINS = re.compile(r"(?:>\s?)?\s{0,8}1\s?\.(?!\d)")
# In a line: what begins it, what divides or ends a row of a table, letters' weight, escapes.
BEGINS = re.compile(r"#{1,6}\s{1,4}|(?:>\s?){1,4}|\|\s{0,3}|[-+*]\s{1,4}(?=\*\*)")
# An escape takes its sign with it: what is escaped is no mark.
WITHIN = re.compile(r"\\[\\#*_.()\[\]<>+|`~&-]|(?<=\S)\*{1,3}|\*{1,3}(?=\S)|`")
BAR = re.compile(r"\|")
GAP = " " * 6  # between two columns
BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)  # within a cell
QUOTE = re.compile(r"\s{0,3}(?:>\s?){1,4}")
QUOTED = 0.9  # of the lines with characters, where a whole text is quoted


def unmark(lines: Lines) -> None:
    """Take the marks out and claim the transcriber's own lines, where this is Markdown."""
    if ">" in lines.original:
        _unquote(lines)
    if not any(sign in lines.original for sign in SIGNS):
        return
    if not any(line[:1] in "#|*" and SIGN.match(line) for line in lines.texts if line):
        return
    own = _own(lines)
    for index, line in enumerate(lines.texts):
        if index in own:
            lines.claim(index, KIND)
        elif line and not _has_rows(lines, index):
            if places := _bars(line):
                lines.leave_out(index, places, "markup", GAP)
            if places := list(_marks(lines.texts[index])):
                lines.leave_out(index, places, "markup")
            if "<" in line and (places := _breaks(lines.texts[index])):
                lines.leave_out(index, places, "markup", "\n")


def _unquote(lines: Lines) -> None:
    """Take `> ` from before every line, where a whole text is quoted."""
    quoted = [(at, match) for at, line in enumerate(lines.texts) if (match := QUOTE.match(line))]
    if len(quoted) >= QUOTED * sum(1 for line in lines.texts if line):
        for index, match in quoted:
            lines.leave_out(index, [match.span()], "markup")


def _has_rows(lines: Lines, index: int) -> bool:
    """Whether a line was made of several, as the cells of a table on lines of their own."""
    return "\n" in lines.original[lines.starts[index] : lines.starts[index + 1]].rstrip()


def _own(lines: Lines) -> set[int]:
    """Return the lines that the transcriber added: rules, pictures, headings in mixed case.

    A heading counts as his above the text, for a page, or where nothing but a level follows.
    """
    own: set[int] = set()
    above_text = True
    title = _title_ends(lines)
    for index, line in enumerate(lines.texts):
        if not line or lines.kinds[index] is not UNREAD:
            continue
        above_text = above_text and not TEXT_BEGINS.match(line)
        heading = HEADING.match(line)
        if index < title or RULE.match(line) or TABLE_RULE.match(line) or PICTURE.match(line):
            own.add(index)
        elif heading and not heading["words"].isupper():
            words = heading["words"].strip("*# ")
            if above_text or PAGE.match(words) or words.lower().startswith("release"):
                own.add(index)
        elif line.startswith("|") and _names_columns(lines, index):
            own.add(index)
    return own


def _title_ends(lines: Lines) -> int:
    """Return the line of the first rule, if a title and prose in mixed case stand above it."""
    for index, line in enumerate(lines.texts[:24]):
        if RULE.match(line):
            above = [each for each in lines.texts[:index] if each]
            mixed = all(not each.isupper() and not banner(each) for each in above)
            return index if above and mixed and HEADING.match(above[0]) else 0
    return 0


def _names_columns(lines: Lines, index: int) -> bool:
    """Whether a row stands above its table's rule and names the columns, as `| Field | Value |`."""
    below = lines.texts[index + 1] if index + 1 < len(lines) else ""
    row = lines.texts[index]
    if TABLE_RULE.match(below) is None or any(each == ":" or each.isdecimal() for each in row):
        return False
    # A label beside a value in capitals, `Signature | VALE`, is a row like those below.
    return len({cell.strip(" *").isupper() for cell in row.strip("|").split("|")}) == 1


def _bars(line: str) -> list[tuple[int, int]]:
    """Return the bars between the cells of a row."""
    row = len(line) > 1 and line[0] == line[-1] == "|"
    return [match.span() for match in BAR.finditer(line, 1, len(line) - 1)] if row else []


def _marks(line: str) -> Iterator[tuple[int, int]]:
    """Yield where marks stand in a line, but for the bars between cells."""
    at = 0
    begins = BEGINS.match(line)
    if begins:
        at = begins.end()
        yield begins.span()
    end = len(line) - 1 if line[0] == line[-1] == "|" and len(line) > 1 else len(line)
    for match in WITHIN.finditer(line, at, end):
        yield match.start(), match.start() + 1 if match[0][0] == "\\" else match.end()
    if end < len(line):
        yield end, len(line)


def _breaks(line: str) -> list[tuple[int, int]]:
    return [match.span() for match in BREAK.finditer(line)]
