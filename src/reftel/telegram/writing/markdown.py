"""Markdown for a page or a notebook: the fields in bold, the text in flowing paragraphs.

Read again, it is the line message that it was made of.
"""

from collections.abc import Iterable, Iterator

from reftel.telegram.hyphens import in_one_line
from reftel.telegram.model import Telegram
from reftel.telegram.writing import parts

WIDE = 10_000  # columns: nothing is divided
SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\*_#|`"})


def write(telegram: Telegram) -> str:
    """Return the telegram with a title and one block for each field and paragraph."""
    return "\n\n".join(filter(None, _blocks(telegram))) + "\n"


def _blocks(telegram: Telegram) -> Iterator[str]:
    own = telegram.identity
    number = own.printed if own and own.number else ""
    yield "  \n".join(map(_plain, filter(None, _address(telegram))))
    words = [parts.level(telegram), parts.post_name(telegram) if number else "", number]
    yield f"**{_plain(' '.join(filter(None, words)))}**"
    yield _lines(each.caption for each in telegram.captions)
    yield _lines(f"{e.place} {e.verb} {e.recipient}".strip() for e in telegram.pass_lines)
    yield from map(_labelled, parts.labels(telegram, width=WIDE))
    listed = list(parts.references(telegram.references, width=WIDE))
    yield "  \n".join(
        [_labelled(listed[0]), *map(_plain, map(str.strip, listed[1:]))] if listed else []
    )
    order = telegram.executive_order
    yield _plain(order.classified_by.text) if order and order.classified_by else ""
    for each in telegram.paragraphs:
        if each.heading:
            yield f"### {_plain(' '.join(each.heading.text.split()))}"
        printed = f"{each.number}\\. " if each.number else ""
        mark = f"{each.mark.printed} " if each.mark else ""
        yield printed + _plain(mark + in_one_line(each.text))
    yield _plain(telegram.signature.text.upper()) if telegram.signature else ""


def _address(telegram: Telegram) -> Iterable[str]:
    sender = f"FM {parts.sender(telegram.originator)}" if telegram.originator else ""
    return parts.group(telegram), sender, *parts.addressees(telegram)


def _labelled(line: str) -> str:
    """Return a line with its label in bold: `**TAGS:** PREL, XX`."""
    label, colon, words = line.partition(":")
    return f"**{label}{colon}**{_plain(words)}"


def _lines(lines: Iterable[str]) -> str:
    return "  \n".join(_plain(line.strip()) for line in lines)


def _plain(words: str) -> str:
    """Return words of which no sign is Markdown's."""
    return words.translate(SIGNS)
