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
LEVELS = frozenset({"UNCLASSIFIED", "UNCLAS", "LIMITEDOFFICIALUSE", "CONFIDENTIAL", "SECRET"})
LEVEL = (
    r"UNCLAS(?:SIFIED)?|LIMITED OF{1,3}ICIAL USE"
    r"|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|S ?E ?C ?R ?E ?T"
)
CLASS_LINE = re.compile(rf"\s{{0,8}}(?:{LEVEL})\b.{{0,60}}\s\d{{3,7}}\b")
GROUP = re.compile(r"\s{0,8}(?:[A-Z0] ){1,3}\s{0,3}[\dO ]{6,8}Z?\s")
PARAGRAPH = re.compile(r"\s{0,8}\d{1,2}\s?\.")
LABEL = re.compile(
    r"\s{0,12}(?:E\.?\s?[O0]\.?M?\.?\s{0,2}\d|TAGS?\b|SUBJ(?:ECT)?\b|REFS?\b|REFERENCES?\b|REFTELS?\b"
    r"|SUMMARY\b|BEGIN\b|-{4})"
)
BEGINS_TEXT = re.compile(r"\s{0,8}(?:1\s?\.|(?:BEGIN\s)?SUMMARY\b)")
ORDER = re.compile(r"\s{0,12}E\.?\s?[O0][.M]{0,2}\s{0,2}\d")
CODES = re.compile(r"\s{0,8}[A-Z]{4}(?:,?\s[A-Z]{2,4}){1,8}$")
# Below the codes any other label, be it misspelt (XIBJ:), ends them.
TAGS_END = re.compile(r"\n(?=[A-Z]{2,8}:)")
NEXT_LETTER = re.compile(r"\s{0,12}\(?[B-Z][).]")
REFERENCE = r"REFS?|REFERENCES?|REFTELS?|RETELS?"
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

    @property
    def head(self) -> tuple[str, ...]:
        """The lines down to the text, where paragraph 1 or an unnumbered summary begins."""
        began = False
        for at, line in enumerate(self.lines):
            if began and BEGINS_TEXT.match(line):
                return self.lines[:at]
            began = began or bool(CLASS_LINE.match(line))
        return self.lines

    def fields(self, label: str) -> Iterator[str]:
        """Yield the words behind each such label of the head, up to what is no part of them."""
        begins = re.compile(rf"\s{{0,12}}(?:{label})\s?[:.;]\s{{0,4}}")
        lines = self.head
        for at, line in enumerate(lines):
            if match := begins.match(line):
                yield "\n".join([line[match.end() :], *_continuation(lines, at + 1)])

    def references(self) -> str:
        """Return the words of the REF blocks.

        Behind an entry that is complete, with a number or a closing sign, only an indented or
        lettered line goes on; without this rule a text without numbers would seem to belong to it.
        """
        return "\n".join(_entries(each.split("\n")) for each in self.fields(REFERENCE))

    def tags(self) -> str:
        """Return the words of the TAGS lines; a line of codes below the E.O. line is one, too."""
        labelled = "\n".join(TAGS_END.split(each)[0] for each in self.fields("TAGS?"))
        if labelled:
            return labelled
        pairs = zip(self.head, self.head[1:], strict=False)
        return next((row for above, row in pairs if ORDER.match(above) and CODES.match(row)), "")

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


def _entries(rows: list[str]) -> str:
    for at in range(1, len(rows)):
        complete = rows[at - 1][-1:].isdigit() or rows[at - 1].endswith((")", "."))
        goes_on = rows[at].startswith("  ") or NEXT_LETTER.match(rows[at]) or not rows[at]
        if complete and not goes_on:
            return "\n".join(rows[:at])
    return "\n".join(rows)


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
    """Count as the archives do: the lines from the first with words to the end of the message.

    Blank lines of the telegram count, also those behind the end mark; they hold a blank in these
    copies, and so can be told from the empty lines, the form feeds and the release stamps of the
    printing, which do not count. Banners, page lines and end marks count. Where no blank line
    follows the last words, one is counted all the same: hence "number of lines + 1".
    146 of 147 records of 1974-79 are met exactly.
    """
    first = next((at for at, row in enumerate(rows) if row.strip()), None)
    if first is None:
        return 0
    return len(rows) - first + (1 if rows[-1].strip() else 0)


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
    return {key: " ".join(part.strip() for part in parts) for key, parts in found.items()}


def squeezed(words: str) -> str:
    """Return the letters and digits alone, in capitals."""
    return re.sub(r"[^A-Z0-9]", "", words.upper())
