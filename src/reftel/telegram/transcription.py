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
SIGN = re.compile(r"#{2,6} [A-Za-z*]|\|\s{0,3}:?-{2,40}:?\s{0,3}\||\*\*[A-Z][A-Za-z./ ]{1,20}:\*\*")
SIGNS = "#|*"  # one of them stands wherever the pattern is found
HEADING = re.compile(r"#{1,6}\s{1,4}(?P<words>.{1,200})$")
RULE = re.compile(r"\s{0,3}(?:-{3,}|\*{3,}|_{3,}|`{3}\w{0,12})$")
PICTURE = re.compile(r"\*{0,2}!?\[?(?:Image|Picture|Seal|Figure|Logo)\b", re.IGNORECASE)
PAGE = re.compile(r"Page\s{1,2}\d{1,4}$", re.IGNORECASE)
TEXT_BEGINS = re.compile(r"(?:>\s?)?\s{0,8}1\s?\.(?!\d)")
# In a line: what begins it, what divides or ends a row of a table, letters' weight, escapes.
BEGINS = re.compile(r"#{1,6}\s{1,4}|(?:>\s?){1,4}|\|\s{0,3}|[-+*]\s{1,4}(?=\*\*)")
WITHIN = re.compile(r"(?<=\S)\*{1,3}|\*{1,3}(?=\S)|`|\\(?=[\\#*_.()\[\]>+|-])")
BAR = re.compile(r"\|")
BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)  # within a cell


def unmark(lines: Lines) -> None:
    """Take the marks out and claim the transcriber's own lines, where this is Markdown."""
    if not any(sign in lines.original for sign in SIGNS):
        return
    if not any(line[:1] in "#|*" and SIGN.match(line) for line in lines.texts if line):
        return
    own = _own(lines)
    for index, line in enumerate(lines.texts):
        if index in own:
            lines.claim(index, KIND)
        elif line:
            if places := list(_marks(line)):
                lines.leave_out(index, places, "markup")
            if "<" in line and (
                breaks := [each.span() for each in BREAK.finditer(lines.texts[index])]
            ):
                lines.leave_out(index, breaks, "markup", " ")


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
    return TABLE_RULE.match(below) is not None and ":" not in lines.texts[index]


def _marks(line: str) -> Iterator[tuple[int, int]]:
    at = 0
    begins = BEGINS.match(line)
    if begins:
        at = begins.end()
        yield begins.span()
    row = line.startswith("|") and line.endswith("|")
    bars = BAR.finditer(line, at) if row else ()
    for start, end in sorted(match.span() for match in (*WITHIN.finditer(line, at), *bars)):
        if start >= at:
            at = end
            yield start, end
