"""TEI XML, as the Office of the Historian marks up the documents of FRUS.

The head of the line message stands in paragraphs of its own, as in the volumes that print it.
"""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from reftel.telegram.hyphens import in_one_line
from reftel.telegram.model import Telegram
from reftel.telegram.writing import parts
from reftel.telegram.writing.lines import is_set

# Signs that no XML document may hold.
NO_SIGN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NAME = re.compile(r"[^A-Za-z0-9.-]")
WIDE = 10_000  # columns: nothing is divided
HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0">
<teiHeader><fileDesc>
<titleStmt><title>{title}</title></titleStmt>
<publicationStmt><p>Written by Reftel from the record of the telegram.</p></publicationStmt>
<sourceDesc><p>{source}</p></sourceDesc>
</fileDesc></teiHeader>
<text><body>
<div type="document" xml:id={name}>
"""
FOOT = "</div>\n</body></text>\n</TEI>\n"


def write(telegram: Telegram) -> str:
    """Return a TEI document that holds the telegram."""
    own = telegram.identity
    name = own.mrn if own and own.mrn else "telegram"
    title = " ".join(telegram.subject.text.split()) if telegram.subject else name
    head = HEAD.format(
        title=_escaped(title), source=_escaped(name), name=quoteattr(f"t{NAME.sub('-', name)}")
    )
    return head + "\n".join(_elements(telegram, title)) + "\n" + FOOT


def _escaped(words: str) -> str:
    """Return words without the signs that XML cannot have; reading again tells of the loss."""
    return escape(NO_SIGN.sub("", words))


def _elements(telegram: Telegram, title: str) -> Iterator[str]:
    yield f"<head>{_escaped(title)}</head>"
    for block in _head(telegram):
        lines = [_escaped(line.strip()) for line in block if line]
        if lines:
            yield f"<p>{'<lb/>'.join(lines)}</p>"
    for each in telegram.paragraphs:
        if each.heading:
            yield f"<p>{_escaped(' '.join(each.heading.text.split()))}</p>"
        printed = f"{each.number}. " if each.number else ""
        mark = f"{each.mark.printed} " if each.mark else ""
        number = f' n="{each.number}"' if each.number else ""
        lines = each.text.split("\n") if is_set(each.text) else [in_one_line(each.text)]
        text = "<lb/>".join(map(_escaped, lines))
        yield f"<p{number}>{_escaped(printed + mark)}{text}</p>"
    if telegram.signature:
        signed = _escaped(telegram.signature.text)
        yield f"<closer><signed>{signed}</signed></closer>"
    for note in telegram.notes:
        yield f"<p>{'<lb/>'.join(map(_escaped, note.text.split(chr(10))))}</p>"


def _head(telegram: Telegram) -> Iterator[Iterable[str]]:
    yield [
        *parts.address(telegram),
        parts.class_line(telegram, ""),
    ]  # no section: documents are whole
    yield from parts.head(telegram, width=WIDE)
