"""Named blocks within the text: SUMMARY, COMMENT, quoted text."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reftel.telegram.lines import Reading, upper
from reftel.telegram.model import Passage, PassageKind
from reftel.telegram.signs import matches

NAMES: dict[str, PassageKind] = {
    "SUMMARY": "summary",
    "COMMENT": "comment",
    "COMMENTS": "comment",
    "ACTION REQUEST": "action request",
    "ACTION REQUESTED": "action request",
    "ACTION REQUIRED": "action request",
    "REQUIRED ACTION": "action request",
    "BACKGROUND": "background",
    "TALKING POINTS": "talking points",
    "POINTS": "talking points",
    "NON-PAPER": "non-paper",
    "NONPAPER": "non-paper",
    "BIO NOTE": "bio note",
    "BIOGRAPHIC NOTE": "bio note",
    "TEXT": "quoted text",
    "QUOTE": "quoted text",
    "UNCLASSIFIED": "unclassified",
}
NAME = (
    r"SUMMARY|COMMENTS?|ACTION\sREQUEST(?:ED)?|ACTION\sREQUIRED|REQUIRED\sACTION|BACKGROUND|"
    r"TALKING\sPOINTS|POINTS|NON-?PAPER|BIO(?:GRAPHIC)?\sNOTE|TEXT|QUOTE|UNCLASSIFIED"
)
BEHIND = r"(?:\sAND\s[A-Z]{4,10}(?:\sREQUEST(?:ED)?)?)?\s{0,2}(?P<sign>:|\.|-|\n)"
AHEAD = f"(?={BEHIND.replace('?P<sign>', '?:')})"
# `END SUMMARY`, `BEGIN TEXT`, `UNQUOTE`, and a name with a colon or point behind it. Every
# alternative begins with a letter and not with a word boundary, so that the search skips from
# one such letter to the next; the boundary is looked at afterwards. One of the signs stands in
# whatever it finds: to look for them first takes a tenth of the time.
EVENT = re.compile(
    rf"END,?\s{{1,3}}(?:OF\s)?(?:{NAME}|UNQUOTE)(?:\sAND\s(?:{NAME}))?"
    rf"|BEGIN\s{{1,3}}(?:OF\s)?(?:{NAME})"
    r"|UNQUOTE"
    r'|QUOTE(?=\s{0,2}[:"]|\s[A-Z"])'
    rf"|SUMMARY{AHEAD}|COMMENTS?{AHEAD}|ACTION\sREQU(?:EST(?:ED)?|IRED){AHEAD}"
    rf"|REQUIRED\sACTION{AHEAD}|BACKGROUND{AHEAD}|TALKING\sPOINTS{AHEAD}"
    rf"|BIO(?:GRAPHIC)?\sNOTE{AHEAD}"
)
EVENT_SIGNS = (
    *("END", "BEGIN", "UNQUOTE", "QUOTE", "SUMMARY", "COMMENT"),
    *("ACTION", "REQUIRED", "BACKGROUND", "TALKING", "BIO"),
)
SIGN = re.compile(BEHIND)
NAMED = re.compile(NAME)
BARE = re.compile(
    rf"\s{{0,8}}(?:\d{{1,3}}\.{{1,2}}\s{{0,4}})?(?:\([A-Z/]{{1,6}}\)\s{{0,3}})?(?P<head>{NAME})\b"
)


class Event(NamedTuple):
    """An opening or closing of a named block."""

    opens: bool
    kind: PassageKind
    title: str
    start: int
    end: int
    paragraph: int


def passages(reading: Reading, bounds: Sequence[tuple[int, int]]) -> tuple[Passage, ...]:
    """Return the named blocks of the text; bounds: where each paragraph stands in the reading."""
    text = upper(reading.text)
    found: list[Passage] = []
    opened: dict[str, Event] = {}
    bare = _BareHeads(text, bounds)
    for event in _events(text, bounds):
        if event.opens:
            older = opened.get(event.kind)
            if older and older.paragraph < event.paragraph:
                # A block that nothing closed ended with its paragraph.
                end = _end(text, older, bounds[older.paragraph][1])
                found.append(_passage(reading, older, end, older.paragraph, closed=False))
            if older is None or older.paragraph < event.paragraph:
                opened[event.kind] = event
            continue
        opening = opened.pop(event.kind, None) or bare.before(event)
        if opening is not None:
            found.append(_passage(reading, opening, event.end, event.paragraph, closed=True))
    for opening in opened.values():
        end = _end(text, opening, bounds[opening.paragraph][1])
        found.append(_passage(reading, opening, end, opening.paragraph, closed=False))
    return tuple(sorted(found, key=lambda each: each.span))


def _passage(reading: Reading, opening: Event, end: int, last: int, *, closed: bool) -> Passage:
    return Passage(
        kind=opening.kind,
        title=opening.title,
        first=opening.paragraph,
        last=last,
        closed=closed,
        span=reading.span(opening.start, end),
    )


class _BareHeads:
    """The heads of paragraphs that open a block with neither colon nor point behind the name."""

    def __init__(self, text: str, bounds: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._bounds = bounds
        self._seen = 0
        self._latest: dict[str, Event] = {}

    def before(self, closing: Event) -> Event | None:
        """Return the last head of the kind that closes; closings are asked for in their order."""
        for paragraph in range(self._seen, closing.paragraph + 1):
            match = BARE.match(self._text, *self._bounds[paragraph])
            if match:
                kind = _kind(match["head"])
                place = match.span("head")
                self._latest[kind] = Event(True, kind, match["head"], *place, paragraph)
        self._seen = closing.paragraph + 1
        opening = self._latest.pop(closing.kind, None)
        return opening if opening and opening.end < closing.start else None


def _end(text: str, opening: Event, end: int) -> int:
    """Return where a block ends that nothing closes: with its parenthesis or its paragraph."""
    if text[: opening.start].rstrip()[-1:] != "(":
        return end
    depth = 1
    for at in range(opening.end, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    return end


def _events(text: str, bounds: Sequence[tuple[int, int]]) -> Iterator[Event]:
    for paragraph, (start, end) in enumerate(bounds):
        for match in matches(EVENT, EVENT_SIGNS, text, start, end):
            words = match[0]
            if match.start() and text[match.start() - 1].isalnum():
                continue
            if words.startswith(("END", "UNQUOTE")):
                for name in NAMED.findall(words) or ["QUOTE"]:
                    yield Event(False, _kind(name), name, *match.span(), paragraph)
            elif words.startswith(("BEGIN", "QUOTE")):
                name = NAMED.search(words)
                title = name[0] if name else words
                yield Event(True, _kind(title), title, *match.span(), paragraph)
            elif _at_head(text, match, start):
                sign = SIGN.match(text, match.end())
                also = NAMED.search(sign[0]) if sign else None
                for name in (words, also[0]) if also else (words,):
                    yield Event(True, _kind(name), name, *match.span(), paragraph)


def _kind(name: str) -> PassageKind:
    return NAMES[" ".join(name.upper().split())]


HEAD_OF_SENTENCE = re.compile(r"(?:[.?!:)\"([]|\d\.)\s{0,4}\(?$|\n\s{0,8}$")


def _at_head(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a name opens its block: heading its paragraph, or a sentence, with a colon."""
    before = text[max(start, match.start() - 16) : match.start()]
    if match.start() - start < len(before) + 1 and not re.search(r"[A-Z]{3}", before):
        return True
    sign = SIGN.match(text, match.end())
    return bool(sign and sign["sign"] == ":" and HEAD_OF_SENTENCE.search(before))
