"""The heading of a cablegram: its lines, found around that of the number, and claimed.

Level, precedence and captions, REF, dateline and `CABLEGRAM TO` stand above or below the number, in
any order. An edition puts the document's number and `A to B` above.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reftel.telegram import pass_lines, services
from reftel.telegram.dialects.cablegram.dateline import alone, dateline
from reftel.telegram.dialects.cablegram.number import Number, number
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.model import Dateline, PassLine, Text

if TYPE_CHECKING:
    from reftel.telegram.services import HeadWord

ADDRESSED = re.compile(
    r"\s{0,12}(?:(?P<document>\d{1,4})\s{1,8})?(?P<title>(?:INWARD\s|OUTWARD\s)?"
    r"CABLEGRAM\s{1,2}TO\s{1,2}(?P<to>[A-Z][A-Z .,'()-]{1,80}))$",
    re.IGNORECASE,
)
REF = re.compile(
    r"\s{0,12}Ref(?:erence)?s?\.?\s{0,2}:?\s{1,4}(?=(?:[OI]\.)?\s?[A-Z]{0,7}\.?\s?\d)", re.I
)
# `242 Evatt to Makin`, `Department of External Affairs to Australian Delegation, United Nations`.
PARTIES = re.compile(
    r"\s{0,12}(?:(?P<number>\d{1,4})\s{1,8})?(?P<from>[A-Z][^\n]{1,90}?),?\s{1,2}(?:to|TO)\s{1,2}(?P<to>[A-Z].{1,120})$"
)
DOCUMENT = re.compile(r"\s{0,12}\d{1,4}$")
# `MOST SECRET PERSONAL FOR THE PRIME MINISTER`: words of the heading, and who is to read it.
FOR = re.compile(r"\s{1,4}(?=FOR\s)")
ABOVE = 4  # visible lines of an edition above the number
MOST_LINES = 3  # over which the edition's heading runs


class Parties(NamedTuple):
    """`Evatt to Makin`, as the edition heads a document: all of it, and each of the two."""

    whole: Text
    sender: Text
    addressee: Text


class Heading:
    """What the lines of a heading say; `stop` is the position behind them."""

    def __init__(self) -> None:
        self.stop = 0
        self.number: Number | None = None
        self.index = -1
        self.dateline: Dateline | None = None
        self.words: list[tuple[int, int, HeadWord]] = []  # line, where its words begin, word
        self.pass_lines: list[PassLine] = []
        self.reference_lines: list[int] = []
        self.parties: Parties | None = None
        self.document = ""
        self.title: Text | None = None  # CABLEGRAM TO JAKARTA, LISBON
        self.to: list[Text] = []  # JAKARTA and LISBON


class HeadingReader:
    """Reads a heading around the line of its number, and claims its lines."""

    def __init__(self, lines: Lines, content: Sequence[int], findings: Findings) -> None:
        self._lines = lines
        self._content = content
        self._findings = findings
        self._head = Heading()

    def read(self, number_line: int) -> Heading:
        """Read what stands above the number, its line, and what of the heading is below."""
        at = self._content.index(number_line)
        self._above(at)
        self._head.stop = at + self._number(self._content[at : at + 2])
        for below in range(self._head.stop, len(self._content)):
            index = self._content[below]
            if self._lines.texts[index]:
                if not self._line(index):
                    break
                self._head.stop = below + 1
        if self._head.dateline is None:
            span = self._lines.span(number_line)
            self._findings.add("T058", span, "no place and day beside the number; both expected")
        return self._head

    def _above(self, at: int) -> None:
        """Read the lines above; those that say nothing else and stand together are an edition's."""
        visible = [each for each in self._content[:at] if self._lines.texts[each]]
        runs: list[list[int]] = []
        for index in visible[-ABOVE:]:
            if self._line(index):
                continue
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        for run in runs:
            self._edition(run)

    def _edition(self, run: Sequence[int]) -> None:
        while len(run) > 1 and DOCUMENT.match(self._lines.texts[run[0]]):
            self._edition(run[:1])
            run = run[1:]
        first = self._lines.texts[run[0]]
        if DOCUMENT.match(first):
            self._head.document = first.strip()
        elif not self._parties(run[-MOST_LINES:]):
            return
        for index in run[-MOST_LINES:]:
            self._lines.claim(index, "edition")

    def _parties(self, run: Sequence[int]) -> bool:
        reading = Reading(self._lines, run)
        match = PARTIES.match(reading.text.replace("\n", " "))
        if match is None:
            return False
        whole, sender, addressee = (
            Text(text=" ".join(match.string[start:end].split()), span=reading.span(start, end))
            for start, end in (
                (match.start("from"), match.end("to")),
                match.span("from"),
                match.span("to"),
            )
        )
        self._head.parties = Parties(whole, sender, addressee)
        self._head.document = match["number"] or self._head.document
        return True

    def _number(self, indices: Sequence[int]) -> int:
        """Read the number and what stands behind it; return over how many lines that runs."""
        index = indices[0]
        text = self._lines.texts[index]
        found = number(text)
        self._lines.claim(index, "heading")
        if found is None:
            return 1
        self._head.number, self._head.index = found, index
        if not self._words(index, found.rest):
            for size in range(1, len(indices) + 1):
                if self._dateline(indices[:size], found.rest):
                    return size
        return 1

    def _dateline(self, indices: Sequence[int], start: int) -> bool:
        """Read place and day behind the number; a line that ends in a comma goes on below."""
        reading = Reading(self._lines, indices)
        rest = reading.text[start:]
        begin = start + len(rest) - len(rest.lstrip(" \t,"))
        found = dateline(rest.replace("\n", " "), reading.span(begin, len(reading.text)))
        goes_on = len(indices) == 1 or ",\n" in rest
        if found is None or not goes_on:
            return False
        self._head.dateline = found
        for index in indices:
            self._lines.claim(index, "heading")
        return True

    def _line(self, index: int) -> bool:
        """Read a line of the heading other than the number's; False where it is none."""
        text, head = self._lines.texts[index], self._head
        if match := ADDRESSED.match(text):
            head.document = match["document"] or head.document
            title = self._lines.span(index, *match.span("title"))
            head.title = Text(text=match["title"], span=title)
            head.to += _names(self._lines, index, *match.span("to"))
            kind = "addressee"
        elif self._words(index, 0):
            kind = "classification"
        elif REF.match(text):
            head.reference_lines.append(index)
            kind = "references"
        elif head.dateline is None and alone(text):
            head.dateline = dateline(text, self._lines.words(index).span)
            kind = "heading"
        else:
            return False
        self._lines.claim(index, kind)
        return True

    def _words(self, index: int, start: int) -> bool:
        """Read level, precedence and captions, and for whom; False where there are others."""
        text = self._lines.texts[index]
        found, addressed = _words_and_whom(text[start:])
        self._head.words += [(index, start, word) for word in found]
        if found and addressed:
            begin = start + addressed.end()
            line = pass_lines.read(text[begin:], self._lines.span(index, begin))
            self._head.pass_lines += [line] if line else []
        return bool(found)


def shows(text: str) -> bool:
    """Whether a line beside a number shows that the number heads a cablegram."""
    return bool(_words_and_whom(text)[0] or ADDRESSED.match(text) or REF.match(text))


def _words_and_whom(text: str) -> tuple[Sequence["HeadWord"], re.Match[str] | None]:
    """Return the words of a heading's line, and what stands before FOR where it says for whom."""
    addressed = FOR.search(text)
    stop = addressed.start() if addressed else len(text)
    return services.words("cablegram", text[:stop]), addressed


def _names(lines: Lines, index: int, start: int, end: int) -> list[Text]:
    """Return the posts of `CABLEGRAM TO JAKARTA, LISBON AND CANBERRA`."""
    pieces = re.finditer(
        r"(?:(?!,|\s[Aa][Nn][Dd]\s).)+", lines.texts[index][start:end], re.IGNORECASE
    )
    found: list[Text] = []
    for piece in pieces:
        name = re.sub(r"^\s*(?:AND\s+)?", "", piece[0], flags=re.IGNORECASE)
        begin = start + piece.end() - len(name)
        name = name.rstrip()
        if name:
            found.append(Text(text=name, span=lines.span(index, begin, begin + len(name))))
    return found
