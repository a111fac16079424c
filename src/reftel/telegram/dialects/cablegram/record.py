"""An Australian cablegram: heading, text, and what an edition puts around them."""

from collections.abc import Sequence
from functools import partial

from reftel.telegram import page_marks, pass_lines, passages, titles
from reftel.telegram.closing import closing
from reftel.telegram.dialects.cablegram import references
from reftel.telegram.dialects.cablegram.edition import edition, end
from reftel.telegram.dialects.cablegram.heading import REF, Heading, HeadingReader
from reftel.telegram.dialects.cablegram.identity import identity, own_number
from reftel.telegram.dialects.cablegram.markings import markings
from reftel.telegram.dialects.cablegram.parties import addressees, originator
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.message import running_text
from reftel.telegram.model import Subject, Telegram
from reftel.telegram.series import once

SEEN = 4  # lines that tell what the first of them is


def read(copy: Copy, number_line: int) -> Telegram:
    """Return the record of the cablegram whose number stands in that line."""
    lines, findings = copy.lines, copy.findings
    furniture = page_marks.furniture(lines, "cablegram")
    content = furniture.content
    head = HeadingReader(lines, content, findings).read(number_line)
    below = content[head.stop :]
    foot = end(lines, below)
    level, captions, precedences = markings(lines, head, findings)
    parties = addressees(head)
    own = identity(lines, head, findings)
    known = own_number(own, head, parties[0].post if parties else "")
    begin, title = _above(lines, below[: foot.size], head)
    rest = below[begin : foot.size]
    size, signature, notes = closing(lines, rest, findings)
    text = running_text(lines, rest[:size], furniture.breaks, level, signature)
    above = Reading(lines, head.reference_lines)
    return Telegram(
        text=copy.text,
        encoding=copy.encoding,
        dialect="cablegram",
        identity=own,
        precedences=precedences,
        dateline=head.dateline,
        originator=originator(head),
        addressees=parties,
        classification=level,
        captions=captions,
        pass_lines=tuple(head.pass_lines),
        subject=title,
        references=once((*references.listed(above, known), *references.read(text.reading, known))),
        paragraphs=text.paragraphs,
        passages=passages.passages(text.reading, text.bounds),
        signature=signature,
        notes=notes,
        end_marks=tuple(furniture.end_marks),
        banners=tuple(furniture.banners),
        edition=edition(lines, head, foot),
        repairs=lines.with_repairs(text.repairs),
        blocks=lines.blocks(),
    )


def _above(lines: Lines, content: Sequence[int], head: Heading) -> tuple[int, Subject | None]:
    """Read the words set apart above the text, for whom it is, and REF where it stands so low.

    Return behind how many lines the text begins, and the subject.
    """
    title: Subject | None = None
    at = 0
    while at < len(content):
        index, rest = content[at], content[at : at + SEEN]
        text = lines.texts[index]
        size = 1
        if REF.match(text):
            head.reference_lines.append(index)
            lines.claim(index, "references")
        elif pass_lines.heads(text, lines.texts[rest[1]] if len(rest) > 1 else ""):
            head.pass_lines += pass_lines.several(text, partial(lines.span, index))
            lines.claim(index, "pass line")
        elif text:
            size = 0 if title or references.heads(text) else titles.height(lines, rest)
            if not size:
                return at, title
            title = titles.subject(lines, rest[:size])
            for each in rest[:size]:
                lines.claim(each, "subject")
        at += size
    return at, title
