"""The heads of later sections, which repeat the first one's in the middle of the text."""

from collections.abc import Sequence

from reftel.telegram import identity
from reftel.telegram.closing import is_signature
from reftel.telegram.findings import Findings
from reftel.telegram.header import SIGN, HeaderReader
from reftel.telegram.lines import Lines
from reftel.telegram.markings import class_line
from reftel.telegram.model import Section
from reftel.telegram.pages import Furniture
from reftel.telegram.text_head import TextHeadReader

LONGEST_HEAD = 60  # lines, addressees included


def later_heads(
    lines: Lines, content: Sequence[int], taken: Furniture, year: int
) -> tuple[list[int], list[Section]]:
    """Return the lines of the text without the heads of sections 2 and on, and these sections."""
    places = taken.breaks if taken.pages else content
    heads = {index for index in places if _may_begin(lines, index, taken)}
    if not heads:
        return list(content), []
    text: list[int] = []
    found: list[Section] = []
    at = 0
    while at < len(content):
        index = content[at]
        stop = _head_from(lines, content, at) if index in heads else None
        if stop is None:
            text.append(index)
            at += 1
            continue
        _take_signature(lines, text)
        # What the first head already told is not told again; the lines are claimed alone.
        silent = Findings()
        header = HeaderReader(lines, content, silent).read(at)
        line = header.class_line
        here = identity.section(line, lines, header.class_index) if line else None
        found += [here] if here else []
        at = TextHeadReader(lines, content, year, silent).read(header.stop).stop
    return text, found


def _take_signature(lines: Lines, text: list[int]) -> None:
    """Take the signature below a section off its text: every section may be signed."""
    last = next((at for at in range(len(text) - 1, -1, -1) if lines.texts[text[at]]), None)
    if last is not None and is_signature(lines.texts[text[last]]):
        lines.claim(text[last], "signature")
        del text[last:]


def _may_begin(lines: Lines, index: int, taken: Furniture) -> bool:
    if index in taken.restarts:
        return True
    text = lines.texts[index]
    line = class_line(text) if "CTION" in text else None
    if line is not None and (line.section or 0) > 1:
        return True
    # Where pages are counted, a line like FM below a break may be that of a quoted telegram.
    return not taken.pages and SIGN.match(text) is not None


def _head_from(lines: Lines, content: Sequence[int], at: int) -> int | None:
    """Return the position of the classification line of the head that begins here, else None.

    A head is a run of header lines up to a classification line that names a later section.
    """
    for position in range(at, min(at + LONGEST_HEAD, len(content))):
        text = lines.texts[content[position]]
        line = class_line(text) if text else None
        if line is not None:
            return position if line.section is not None and line.section > 1 else None
    return None
