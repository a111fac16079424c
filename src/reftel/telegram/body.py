"""The text: numbered paragraphs, portion marks, headings."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.telegram import markings
from reftel.telegram.lines import Reading
from reftel.telegram.model import Classification, Level, LevelGround, Paragraph, PortionMark, Text
from reftel.telegram.numbering import (
    FULL_LINE,
    NUMBER,
    RULE,
    SENTENCE_END,
    Start,
    is_numbered,
    numbered,
)

HEADING = re.compile(r"\s{0,20}(?=[A-Z(])[^a-z.!?;\n]{2,68}:?$")
LONGEST_GAP = 4  # blank lines between a heading and its paragraph
LONGEST_BOX = 3  # lines of a heading between two rules
LIKE_HEADING = re.compile(r"\s{0,20}(?:\([A-Z/]{1,6}\)\s)?[A-Z][^.!?;\n]{2,66}:?$")


def paragraphs(
    reading: Reading, classification: Classification | None
) -> tuple[tuple[Paragraph, ...], list[tuple[int, int]]]:
    """Divide a reading of the text's lines into its paragraphs.

    Return them, and where each one's words stand in the reading.
    """
    rows = reading.text.split("\n") if reading.row_starts else []
    starts = _starts(rows)
    found: list[Paragraph] = []
    bounds: list[tuple[int, int]] = []
    for at, start in enumerate(starts):
        end = starts[at + 1].line if at + 1 < len(starts) else len(rows)
        heading, begin = _heading(rows, reading, start, end)
        end = _trimmed(rows, begin, end)
        record = _paragraph(rows, reading, start, (begin, end))
        if record is not None:
            found.append(replace(record, heading=heading) if heading else record)
            bounds.append(
                (reading.row_starts[start.line], reading.row_starts[end - 1] + len(rows[end - 1]))
            )
    return tuple(_levels(found, classification)), bounds


def _starts(rows: Sequence[str]) -> list[Start]:
    """Return where paragraphs begin: the numbers that continue the run, and what stands apart."""
    run = numbered(rows)
    first = run[0].line if run else len(rows)
    starts = _unnumbered(rows, 0, _above_heading(rows, first) if run else first)
    starts += [each._replace(line=_above_heading(rows, each.line)) for each in run]
    return starts


def _above_heading(rows: Sequence[str], line: int) -> int:
    """Return the line on which the heading of a paragraph at `line` begins, else `line`.

    A heading stands in a box of two rules, above a rule, or alone below a blank line.
    """
    above = _text_above(rows, line)
    if above is None:
        return line
    if RULE.match(rows[above]):
        for top in range(above - 1, max(-1, above - 1 - LONGEST_BOX), -1):
            if RULE.match(rows[top]):
                return top
            if not rows[top]:
                break
        heading = above - 1
        return heading if heading >= 0 and LIKE_HEADING.match(rows[heading]) else line
    alone = above > 0 and not rows[above - 1]
    apart = above < line - 1  # a heading in mixed case only between blank lines
    heading = HEADING.match(rows[above]) or (apart and LIKE_HEADING.match(rows[above]))
    return above if alone and heading else line


def _text_above(rows: Sequence[str], line: int) -> int | None:
    for above in range(line - 1, max(-1, line - 1 - LONGEST_GAP), -1):
        if rows[above]:
            return above
    return None


def _unnumbered(rows: Sequence[str], begin: int, end: int) -> list[Start]:
    """Return the paragraphs without number between two lines: what blank lines set apart.

    A blank line below a full line that ends no sentence was made by the line's overflow.
    """
    starts: list[Start] = []
    above = ""
    apart = True
    for line in range(begin, end):
        if not rows[line]:
            apart = True
            continue
        if apart and (len(above) < FULL_LINE or SENTENCE_END.search(above)):
            starts.append(Start(line, None, 0))
        above, apart = rows[line], False
    return starts


def _heading(
    rows: Sequence[str], reading: Reading, start: Start, end: int
) -> tuple[Text | None, int]:
    """Return the heading above a numbered paragraph and the line on which its words begin."""
    if start.number is None:
        return None, start.line
    line = start.line
    while line < end and not is_numbered(rows[line], start.number):
        line += 1
    if line == start.line or line >= end:
        return None, start.line
    first, last = start.line, line
    while first < last and (RULE.match(rows[first]) or not rows[first]):
        first += 1
    while last > first and (RULE.match(rows[last - 1]) or not rows[last - 1]):
        last -= 1
    if first == last:
        return None, line
    begins = reading.row_starts[first] + len(rows[first]) - len(rows[first].lstrip())
    ends = reading.row_starts[last - 1] + len(rows[last - 1])
    words = " ".join(reading.text[begins:ends].split())
    return Text(text=words.rstrip(":"), span=reading.span(begins, ends)), line


def _trimmed(rows: Sequence[str], begin: int, end: int) -> int:
    while end > begin + 1 and not rows[end - 1]:
        end -= 1
    return end


def _paragraph(
    rows: Sequence[str], reading: Reading, start: Start, lines: tuple[int, int]
) -> Paragraph | None:
    """Make the record of the rows `lines`, half-open, which begin with the paragraph's number."""
    begin, end = lines
    at = reading.row_starts[begin]
    stop = reading.row_starts[end - 1] + len(rows[end - 1])
    mark, entire, words = _mark(reading, at + start.words, stop)
    text = reading.text[words:stop].strip()
    if not text and start.number is None and mark is None:
        return None
    first = at + len(rows[begin]) - len(rows[begin].lstrip())
    return Paragraph(
        number=start.number,
        text=text,
        mark=mark,
        entire_text=entire,
        span=reading.span(first, stop),
    )


def _mark(reading: Reading, at: int, stop: int) -> tuple[PortionMark | None, bool, int]:
    """Read the mark that stands at `at`; return it, whether it covers all, and what is behind."""
    text = reading.text
    while at < stop and text[at] in " \t\n":
        at += 1
    if match := markings.ENTIRE.match(text[at : min(stop, at + 80)]):
        span = reading.span(at, at + len(match[0].rstrip()))
        return markings.entire_text_mark(match, span), True, at + match.end()
    if match := markings.PORTION.match(text, at, stop):
        return markings.portion_mark(match, reading.span(at, match.end())), False, match.end()
    return None, False, at


def _levels(found: Sequence[Paragraph], classification: Classification | None) -> list[Paragraph]:
    """Give every paragraph its level: its own mark, one on the entire text, the telegram's."""
    entire = next((each.mark for each in found if each.entire_text), None)
    result: list[Paragraph] = []
    for each in found:
        level: Level | None
        ground: LevelGround
        if each.mark:
            level, ground = each.mark.level, "entire text" if each.entire_text else "printed"
        elif entire:
            level, ground = entire.level, "entire text"
        elif classification:
            level, ground = classification.level, "classification line"
        else:
            level, ground = None, "none"
        result.append(replace(each, level=level, level_ground=ground))
    return result


def first_words(reading: Reading, bounds: Sequence[tuple[int, int]]) -> Text | None:
    """Return the first paragraph behind its number, the mark included; None where none is.

    Some telegrams say there who classified them.
    """
    if not bounds:
        return None
    begin, end = bounds[0]
    number = NUMBER.match(reading.text, begin, end)
    begin = number.end() if number else begin
    return Text(text=reading.text[begin:end], span=reading.span(begin, end))


def without_signature(
    found: tuple[Paragraph, ...], signature: Text | None
) -> tuple[Paragraph, ...]:
    """Return the paragraphs without a signature that stands on the last line of the text."""
    if not found or signature is None or signature.span.start >= found[-1].span.end:
        return found
    last = found[-1]
    text = last.text.removesuffix(signature.text)
    blanks = len(text) - len(text.rstrip())
    span = Span(last.span.start, signature.span.start - blanks)
    return (*found[:-1], replace(last, text=text.rstrip(), span=span))
