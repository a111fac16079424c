"""An Australian cablegram: heading, text, and what an edition puts around them."""

from collections.abc import Sequence

from reftel.telegram import page_marks, passages, titles
from reftel.telegram.closing import closing
from reftel.telegram.dialects.cablegram import references
from reftel.telegram.dialects.cablegram.edition import edition, end
from reftel.telegram.dialects.cablegram.heading import Heading, HeadingReader
from reftel.telegram.dialects.cablegram.identity import identity, own_number
from reftel.telegram.dialects.cablegram.markings import markings
from reftel.telegram.dialects.cablegram.parties import addressees, originator
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.message import running_text
from reftel.telegram.model import Reference, Subject, Telegram
from reftel.telegram.series import OwnNumber


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
    title, rest = _title(lines, below[: foot.size])
    size, signature, notes = closing(lines, rest, findings)
    text = running_text(lines, rest[:size], furniture.breaks, level, signature)
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
        references=_references(lines, head, text.reading, known),
        paragraphs=text.paragraphs,
        passages=passages.passages(text.reading, text.bounds),
        signature=signature,
        notes=notes,
        end_marks=tuple(furniture.end_marks),
        banners=tuple(furniture.banners),
        edition=edition(lines, head, foot),
        repairs=tuple(sorted([*lines.repairs, *text.repairs], key=lambda each: each.span)),
        blocks=lines.blocks(),
    )


def _references(
    lines: Lines, head: Heading, text: Reading, own: OwnNumber
) -> tuple[Reference, ...]:
    above = Reading(lines, head.reference_lines)
    found = (*references.listed(above, own), *references.read(text, own))
    once: dict[str, Reference] = {}
    for each in found:
        once.setdefault(each.target or each.text, each)
    return tuple(once.values())


def _title(lines: Lines, content: Sequence[int]) -> tuple[Subject | None, Sequence[int]]:
    """Return the words set apart above the text, and the lines of the text below them."""
    first = next((at for at, index in enumerate(content) if lines.texts[index]), 0)
    size = titles.height(lines, content[first:])
    if not size or references.heads(lines.texts[content[first]]):
        return None, content
    indices = content[first : first + size]
    for index in indices:
        lines.claim(index, "subject")
    return titles.subject(lines, indices), content[first + size :]
