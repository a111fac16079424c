"""A British telegram: heading, references and subject, text, signature, distribution list."""

from reftel.telegram import addresses, page_marks, passages
from reftel.telegram.closing import closing
from reftel.telegram.dialects.fco import references
from reftel.telegram.dialects.fco.above import above_text
from reftel.telegram.dialects.fco.addressees import addressees
from reftel.telegram.dialects.fco.distribution import distribution
from reftel.telegram.dialects.fco.heading import Heading
from reftel.telegram.dialects.fco.identity import identity, own_number, sent
from reftel.telegram.dialects.fco.markings import deskby, markings
from reftel.telegram.dialects.fco.moment import dateline, group
from reftel.telegram.dialects.fco.opening import opening
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.lines import Reading
from reftel.telegram.message import running_text
from reftel.telegram.model import Telegram
from reftel.telegram.series import once


def read(copy: Copy) -> Telegram:
    """Return the record of a telegram whose heading is British."""
    lines, findings = copy.lines, copy.findings
    furniture = page_marks.furniture(lines, "fco")
    content = furniture.content
    found = opening(lines, content)
    heading = Heading(lines, found.addressing)
    for span, printed, meant in heading.misread():
        findings.add("T053", span, f"{printed} read as {meant}")
    level, captions = markings(lines, found.words, findings)
    time = group(heading, findings)
    day = dateline(heading, time)
    parties = addressees(heading)
    pair = sent(heading, parties, time, day)
    own = identity(heading, pair, findings)
    known = own_number(pair, time, own)
    head = above_text(lines, content[found.stop :], known)
    rest = content[found.stop + head.size :]
    size, copies = distribution(lines, rest, furniture.end_marks)
    size, signature, notes = closing(lines, rest[:size], findings)
    text = running_text(lines, rest[:size], furniture.breaks, level, signature)
    above = Reading(lines, content[found.stop : found.stop + head.size])
    return Telegram(
        text=copy.text,
        encoding=copy.encoding,
        dialect="fco",
        identity=own,
        precedences=addresses.precedences(parties),
        dtg=time,
        dateline=day,
        originator=heading.originator(),
        addressees=parties,
        distribution=copies,
        classification=level,
        captions=(*captions, *deskby(heading)),
        pass_lines=head.pass_lines,
        subject=head.subject,
        references=once((*references.read(above, known), *references.read(text.reading, known))),
        paragraphs=text.paragraphs,
        passages=passages.passages(text.reading, text.bounds),
        signature=signature,
        notes=notes,
        end_marks=tuple(furniture.end_marks),
        banners=tuple(furniture.banners),
        repairs=lines.with_repairs(text.repairs),
        blocks=lines.blocks(),
    )
