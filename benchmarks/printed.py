"""What an archives' text prints, found by its own plain means, so that it can judge the reader.

Nothing here calls the reader: two readings of one text that share their code share its mistakes.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reftel.tables import load

STAMP = re.compile(r"Declassified/Released")
PAGE = re.compile(r"\s{0,8}PAGE\s{1,3}\d{1,3}\s{1,12}[A-Z]")
LEVELS = frozenset(
    {"UNCLASSIFIED", "UNCLAS", "LIMITEDOFFICIALUSE", "CONFIDENTIAL", "SECRET", "NODIS", "EXDIS"}
)
LEVEL = r"UNCLAS(?:SIFIED)?|LIMITED OFFICIAL USE|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|S ?E ?C ?R ?E ?T"
CLASS_LINE = re.compile(rf"\s{{0,8}}(?:{LEVEL})\b.{{0,60}}\s\d{{3,7}}\b")
GROUP = re.compile(r"\s{0,8}(?:[A-Z0] ){1,3}\s{0,3}[\dO ]{6,8}Z?\s")
PARAGRAPH = re.compile(r"\s{0,8}\d{1,2}\s?\.")
LABEL = re.compile(
    r"\s{0,12}(?:E\.?\s?[O0]\.?M?\.?\s{0,2}\d|TAGS?\b|SUBJ(?:ECT)?\b|REFS?\b|REFERENCES?\b|REFTELS?\b"
    r"|SUMMARY\b|BEGIN\b|-{4})"
)
NEXT_LETTER = re.compile(r"\s{0,12}\(?[B-Z][).]")
NULLS = frozenset({"", "n/a"})


class Printed(NamedTuple):
    """One text: the lines of its message without page furniture, and its attributes as printed.

    lines: of the message, blank ones empty. page_lines: how many lines say PAGE. line_count: as
    the archives count, see `_line_count`. attributes: the first of each key, lines joined.
    """

    name: str
    lines: tuple[str, ...]
    page_lines: int
    line_count: int
    attributes: dict[str, str]

    def attribute(self, key: str) -> str:
        """Return the attribute's value; empty where it is missing or n/a."""
        value = self.attributes.get(key, "")
        return "" if value in NULLS else value

    def first(self, pattern: str | re.Pattern[str]) -> str:
        """Return the first line of the message that begins like that, or nothing."""
        begins = re.compile(pattern)
        return next((line for line in self.lines if begins.match(line)), "")

    def fields(self, label: str) -> Iterator[str]:
        """Yield the words behind each such label, up to where the text goes on to other things."""
        begins = re.compile(rf"\s{{0,12}}(?:{label})\s?[:.;]\s{{0,4}}")
        for at, line in enumerate(self.lines):
            if match := begins.match(line):
                yield "\n".join([line[match.end() :], *_continuation(self.lines, at + 1)])

    def field(self, label: str) -> str:
        """Return the first of the fields with that label, or nothing."""
        return next(self.fields(label), "")


def _continuation(lines: tuple[str, ...], at: int) -> Iterator[str]:
    while at < len(lines):
        line = lines[at]
        # A list of references may go on behind a blank line with its next letter.
        after_blank = not line and at + 1 < len(lines) and NEXT_LETTER.match(lines[at + 1])
        if (not line and not after_blank) or LABEL.match(line) or PARAGRAPH.match(line):
            return
        yield line
        at += 1


def printed(path: Path) -> Printed:
    """Take one archives' text apart; a text without the two titles has no lines."""
    text = path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")
    _, _, behind = text.partition("Message Text\n")
    message, _, attributes = behind.partition("Message Attributes\n")
    rows = [row for row in message.split("\n") if row not in {"", "\f"} and not STAMP.search(row)]
    furniture = [row for row in rows if PAGE.match(row)]
    return Printed(
        name=path.name,
        lines=tuple(row.strip("\f").rstrip() for row in rows if not _is_furniture(row)),
        page_lines=len(furniture),
        line_count=_line_count(rows),
        attributes=_attributes(attributes),
    )


def _is_furniture(row: str) -> bool:
    return bool(PAGE.match(row)) or re.sub(r"\s", "", row) in LEVELS


def _line_count(rows: list[str]) -> int:
    """Count as the archives do: the lines from the first with words to the last with words, + 1.

    Blank lines of the telegram count; they hold a blank in these copies, and so can be told from
    the empty lines, the form feeds and the release stamps of the printing, which do not count.
    Banners, page lines and end marks count. So 146 of 147 records of 1974-79 are met exactly.
    """
    with_words = [at for at, row in enumerate(rows) if row.strip()]
    return with_words[-1] - with_words[0] + 2 if with_words else 0


@cache
def _keys() -> frozenset[str]:
    return frozenset(row.key for row in load.attributes())


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    values: list[str] = []
    for row in text.split("\n"):
        key, colon, value = row.partition(":")
        if colon and key in _keys():
            values = [value]
            found.setdefault(key, values)
        elif row.strip("\f ") and not STAMP.search(row):
            values.append(row)
    return {key: " ".join(" ".join(parts).split()) for key, parts in found.items()}


def squeezed(words: str) -> str:
    """Return the letters and digits alone, in capitals."""
    return re.sub(r"[^A-Z0-9]", "", words.upper())
