"""The heading of a telegram of the United Kingdom's Foreign and Commonwealth Office.

FM post [time] / TO [precedence] post {AND TO …} TELNO number OF date [time] / INFO [precedence]
posts {AND SAVING posts}, over any number of lines and in any order; above and below them stand
classification, captions, CYPHER CAT A, GRS (the count of groups) and DESKBY.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram import services
from reftel.telegram.lines import Lines, Reading, upper
from reftel.telegram.model import Addressee, Originator, PrecedenceWord, Role

NUMBER_WORD = r"TEL(?:EGRAM)?[ ]?(?:N[O0](?:\b|(?=\d))\.?|NUMBER)"
# What a line of the heading begins with; the first group marks what addresses the telegram.
OPENING = re.compile(
    rf"""[ \t]{{0,12}}(?:(?P<address>FM|(?:AND[ ])?TO|INFO|RFI)(?:\b|(?=[A-Z]))|{NUMBER_WORD}[ ]?\d
    |OF\s?\d|AND[ ]SAVING\b|SAVING\b|REPEATED\b|DESK\s?BY\s?\d|GR(?:P?S)?\s?\d)""",
    re.VERBOSE,
)
KEY = re.compile(
    rf"""(?<![A-Z])(?:(?P<fm>FM(?=\s|[A-Z]{{3}}))|(?P<to>(?:AND\s{{1,3}})?TO(?=\s|FLASH|IMM|PRI|ROU))
    |(?P<info>(?:REPEATED\s{{1,3}}FOR\s{{1,3}}INFO(?:RMATION)?(?:\s{{1,3}}TO)?|RFI|INFO)(?=[\s:]|[A-Z]{{3}}))
    |(?P<saving>(?:AND\s{{1,3}})?SAVING(?=\s)(?:\s{{1,3}}TO(?=\s))?)
    |(?P<number>{NUMBER_WORD.replace("[ ]", r"[ ]{0,3}")}\s{{0,3}}\d{{1,5}})
    |(?P<date>OF\s{{0,3}}(?=\d))|(?P<deskby>DESK\s?BY\s{{0,3}}\d{{6}}\s?Z?)
    |(?P<groups>GR(?:P?S)?\s{{0,3}}\d{{1,4}}))""",
    re.VERBOSE,
)
TIME = re.compile(r"\s{0,3}(?P<time>\d{6}\s?Z)\b")
BETWEEN = re.compile(r"\s{0,2}(?:,|;|\.(?=\s)|\bAND\b|(?P<line>\n))\s{0,8}(?:AND\b\s{0,3})?")
FIGURES = re.compile(r"\d{1,5}$")
FULL_LINE = 55


class Part(NamedTuple):
    """A key word and the value behind it, by their places in the reading of the heading."""

    key: str
    start: int
    begin: int
    end: int


class Name(NamedTuple):
    """A post in a list of addressees; `start`, `end`: in the reading, its precedence included."""

    name: str
    precedence: PrecedenceWord | None
    by_bag: bool
    start: int
    end: int


def opens(line: str) -> re.Match[str] | None:
    """Return the match where a line in capitals begins with a key word of the heading."""
    return OPENING.match(line)


def goes_on(line: str) -> bool:
    """Whether a heading's line in capitals ends in the middle of something."""
    text = line.rstrip()
    return len(text) >= FULL_LINE or text.endswith((",", " AND", "TELNO", " OF", "INFO", " TO"))


class Heading:
    """A heading, its lines strung together and divided at its key words."""

    def __init__(self, lines: Lines, indices: Sequence[int]) -> None:
        self.reading = Reading(lines, indices)
        self._text = upper(self.reading.text)
        self.parts = tuple(self._divided())

    def _divided(self) -> Iterator[Part]:
        found = [(each.lastgroup or "", each.start(), each.end()) for each in self._keys()]
        for at, (key, start, begin) in enumerate(found):
            end = found[at + 1][1] if at + 1 < len(found) else len(self._text)
            yield Part(key, start, begin, self._shortened(begin, end))

    def _keys(self) -> Iterator[re.Match[str]]:
        return KEY.finditer(self._text)

    def _shortened(self, begin: int, end: int) -> int:
        """Return where the value ends: a line of head words alone belongs to no value."""
        at = begin
        while (at := self._text.find("\n", at, end)) >= 0:
            line = self._text[at + 1 : end].split("\n", 1)[0]
            if services.words("fco", line):
                return at
            at += 1
        return end

    def part(self, key: str) -> Part | None:
        """Return the first part with that key word."""
        return next((each for each in self.parts if each.key == key), None)

    def value(self, part: Part) -> str:
        """Return what stands behind the key word, in capitals."""
        return self._text[part.begin : part.end]

    def number(self) -> tuple[str, Span] | None:
        """Return the telegram's number as printed, and where it stands with its word."""
        part = self.part("number")
        match = FIGURES.search(self._text[part.start : part.begin]) if part else None
        return (match[0], self.reading.span(part.start, part.begin)) if part and match else None

    def originator(self) -> Originator | None:
        """Return who sends it: the words behind FM, up to the time."""
        part = self.part("fm")
        if part is None:
            return None
        words = self.value(part).split("\n")[0]
        time = TIME.search(words)
        name = " ".join((words[: time.start()] if time else words).split())
        begin = part.begin + len(words) - len(words.lstrip())
        span = self.reading.span(begin, begin + len(name))
        return Originator(name=name, post=services.canonical("fco", name), span=span)

    def time(self) -> tuple[str, int, int] | None:
        """Return `141030Z` behind FM or OF, and where it stands in the reading."""
        for key in ("date", "fm"):
            part = self.part(key)
            match = TIME.search(self._text, part.begin, part.end) if part else None
            if match:
                return match["time"], *match.span("time")
        return None

    def addressees(self) -> tuple[Addressee, ...]:
        """Return all addressees; the first of TO is the one whose numbers are counted."""
        roles: dict[str, Role] = {"to": "action", "info": "info", "saving": "info"}
        return tuple(
            self._addressee(name, roles[part.key])
            for part in self.parts
            if part.key in roles
            for name in self._names(part)
        )

    def _addressee(self, name: Name, role: Role) -> Addressee:
        return Addressee(
            role=role,
            kind="post",
            name=name.name,
            post=services.canonical("fco", name.name),
            precedence=name.precedence,
            by_bag=name.by_bag,
            span=self.reading.span(name.start, name.end),
        )

    def _names(self, part: Part) -> Iterator[Name]:
        """Yield the posts of a list; a precedence counts until the next one."""
        precedence: PrecedenceWord | None = None
        for start, end in self._pieces(part):
            words = self._text[start:end]
            word = services.leading("fco", "precedence", words)
            behind = word.end if word else 0
            if word:
                precedence = services.precedence(word.row)
            name = " ".join(words[behind:].split())
            if name:
                bag = part.key == "saving"
                yield Name(name, None if bag else precedence, bag, start, end)

    def _pieces(self, part: Part) -> Iterator[tuple[int, int]]:
        at = part.begin
        for match in BETWEEN.finditer(self._text, part.begin, part.end):
            if match["line"] and self._wrapped(at, match.start(), part.end):
                continue
            yield from self._stripped(at, match.start())
            at = match.end()
        yield from self._stripped(at, part.end)

    def _stripped(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        words = self._text[start:end]
        bare = words.strip(" \t\n.:,()")
        if bare:
            begin = start + words.index(bare)
            yield begin, begin + len(bare)

    def _wrapped(self, start: int, line_end: int, end: int) -> bool:
        """Whether a name goes on behind a line's end: the line is full, or the tables know it."""
        row = self._text.rfind("\n", 0, line_end) + 1
        below = BETWEEN.search(self._text, line_end + 1, end)
        whole = self._text[start : below.start() if below else end]
        word = services.leading("fco", "precedence", whole.lstrip())
        name = whole.lstrip()[word.end if word else 0 :]
        return (
            line_end - row >= FULL_LINE
            or not name[: line_end - start].strip()
            or bool(services.known("fco", name))
        )
