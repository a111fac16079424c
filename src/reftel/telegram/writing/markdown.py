"""Markdown for a page or a notebook: the fields in bold, the text in flowing paragraphs.

Read again, it is the line message that it was made of.
"""

from collections.abc import Iterable, Iterator

from reftel.telegram.hyphens import in_one_line
from reftel.telegram.model import Telegram
from reftel.telegram.writing import parts
from reftel.telegram.writing.lines import is_set

WIDE = 10_000  # columns: nothing is divided
SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\*_#|`<>[]~&"})


def write(telegram: Telegram) -> str:
    """Return the telegram with a title and one block for each field and paragraph."""
    return "\n\n".join(filter(None, _blocks(telegram))) + "\n"


def _blocks(telegram: Telegram) -> Iterator[str]:
    yield _lines(parts.address(telegram))
    yield f"**{_plain(parts.class_line(telegram))}**"
    captions, passed, labels, listed, classified = parts.head(telegram, width=WIDE)
    yield from (_lines(captions), _lines(passed), *map(_labelled, labels))
    yield "  \n".join([_labelled(listed[0]), _lines(listed[1:])]).rstrip() if listed else ""
    yield _lines(classified)
    for each in telegram.paragraphs:
        if each.heading:
            yield f"### {_plain(' '.join(each.heading.text.split()))}"
        printed = f"{each.number}\\. " if each.number else ""
        mark = f"{each.mark.printed} " if each.mark else ""
        # Lines of a table are their own: blanks are kept, and a line ends where it ends.
        text = _table(each.text) if is_set(each.text) else _plain(in_one_line(each.text))
        yield printed + _plain(mark) + text
    yield _plain(telegram.signature.text.upper()) if telegram.signature else ""
    yield from (_lines(each.text.split("\n")) for each in telegram.notes)


def _table(text: str) -> str:
    return "  \n".join(_plain(line) for line in text.split("\n"))


def _labelled(line: str) -> str:
    """Return a line with its label in bold: `**TAGS:** PREL, XX`."""
    label, colon, words = line.partition(":")
    return f"**{label}{colon}**{_plain(words)}"


def _lines(lines: Iterable[str]) -> str:
    return "  \n".join(_plain(line.strip()) for line in lines)


def _plain(words: str) -> str:
    """Return words of which no sign is Markdown's."""
    return words.translate(SIGNS)
