"""The heading of a British telegram, divided at its key words.

FM post [time] / TO [precedence] post {AND TO …} TELNO number OF date [time] / INFO [precedence]
posts {AND SAVING posts}, over any number of lines and in any order; above and below them stand
classification, captions, CYPHER CAT A, GRS (the count of groups) and DESKBY.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram import services
from reftel.telegram.dialects.fco.words import DESKBY, NUMBER_WORD
from reftel.telegram.dtg import months
from reftel.telegram.lines import Lines, Reading, upper
from reftel.telegram.model import Originator
from reftel.telegram.spelling import unmixed

KEY = re.compile(
    rf"""(?<![A-Z])(?:(?P<fm>FM(?=\s|[A-Z]{{3}}))
    |(?P<to>(?:AND\s{{1,3}})?TO(?=\s|FLASH|IMM|PRI|ROU)(?:\s{{1,3}}SAVING\b)?)
    |(?P<info>(?:(?:REPEATED|RPTD)(?:\s{{1,3}}SAVING)?(?:\s{{1,3}}FOR)?\s{{1,3}}INFO(?:RMATION)?
      |RFI|INFO)(?=[\s:]|[A-Z]{{3}})(?:\s{{1,3}}SAVING\b)?(?:\s{{1,3}}TO\b)?)
    |(?P<saving>(?:AND\s{{1,3}})?SAVING(?=\s)(?:\s{{1,3}}TO(?=\s))?)
    |(?P<number>{NUMBER_WORD}\s{{0,3}}\d{{1,5}}(?:\s{{1,3}}SAVING\b)?)
    |(?P<date>OF\s{{0,3}}(?=\d))|(?P<deskby>{DESKBY}\s{{0,3}}\d{{6}}\s?Z?)
    |(?P<groups>GR(?:P?S)?\s{{0,3}}\d{{1,4}}))""",
    re.VERBOSE,
)
# `041200Z APR 82` with or without its blanks; the month and the year, or the Z, may be missing.
TIME = re.compile(
    r"""(?<!\d)(?P<digits>\d{6})\s?(?:(?P<zone>Z)(?![A-Z]{1,2}\b)|(?=\s?[A-Z]{3}))
    (?:\s{0,3}(?P<month>[A-Z]{3,9})[.,]?\s{0,3}(?P<year>(?:19|20)?\d\d)(?!\d))?""",
    re.VERBOSE,
)
FIGURES = re.compile(r"\d{1,5}")


class Part(NamedTuple):
    """A key word and the value behind it, by their places in the reading of the heading."""

    key: str
    start: int
    begin: int
    end: int


class Heading:
    """A heading, its lines strung together and divided at its key words.

    printed: the reading in capitals. text: what a scan made of letters and figures there put
    right, character for character.
    """

    def __init__(self, lines: Lines, indices: Sequence[int]) -> None:
        self.reading = Reading(lines, indices)
        self.printed = upper(self.reading.text)
        self.text = unmixed(self.printed)
        self.parts = tuple(self._divided())

    def _divided(self) -> Iterator[Part]:
        found = [(each.lastgroup or "", *each.span()) for each in KEY.finditer(self.text)]
        for at, (key, start, begin) in enumerate(found):
            end = found[at + 1][1] if at + 1 < len(found) else len(self.text)
            yield Part(key, start, begin, self._shortened(begin, end))

    def _shortened(self, begin: int, end: int) -> int:
        """Return where the value ends: a line of head words alone belongs to no value."""
        at = self.text.find("\n", begin, end)
        while at >= 0:
            below = self.text.find("\n", at + 1, end)
            line = self.text[at + 1 : below if below >= 0 else end]
            if services.words("fco", line):
                return at
            at = below
        return end

    def misread(self) -> Iterator[tuple[Span, str, str]]:
        """Yield the words that a scan misread: where they stand, as printed, and as read."""
        if self.printed != self.text:
            for word in re.finditer(r"\S+", self.printed):
                read = self.text[word.start() : word.end()]
                if read != word[0]:
                    yield self.reading.span(*word.span()), word[0], read

    def part(self, key: str) -> Part | None:
        """Return the first part with that key word."""
        return next((each for each in self.parts if each.key == key), None)

    def value(self, part: Part) -> str:
        """Return what stands behind the key word, in capitals."""
        return self.text[part.begin : part.end]

    def number(self) -> tuple[int, str, Span] | None:
        """Return the telegram's number, as printed too, and where it stands with its word."""
        part = self.part("number")
        match = FIGURES.search(self.text, part.start, part.begin) if part else None
        if part is None or match is None:
            return None
        printed = self.printed[match.start() : match.end()]
        return int(match[0]), printed, self.reading.span(part.start, part.begin)

    def originator(self) -> Originator | None:
        """Return who sends it: the words behind FM, up to the time."""
        part = self.part("fm")
        if part is None:
            return None
        words = self.value(part).split("\n")[0]
        time = TIME.search(words)
        name = (words[: time.start()] if time else words).strip()
        begin = part.begin + len(words) - len(words.lstrip())
        span = self.reading.span(begin, begin + len(name))
        printed = " ".join(self.printed[begin : begin + len(name)].split())
        return Originator(name=printed, post=services.canonical("fco", name), span=span)

    def time(self) -> re.Match[str] | None:
        """Return the time behind OF or FM: with its Z, or with a month behind it."""
        for key in ("date", "fm"):
            part = self.part(key)
            match = TIME.search(self.text, part.begin, part.end) if part else None
            if match and (match["zone"] or (match["month"] or "") in months()):
                return match
        return None
