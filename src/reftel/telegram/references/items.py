"""One entry of a list divided into its references, and how far a list runs over the lines."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reftel.telegram import posts
from reftel.telegram.dates import date_in
from reftel.telegram.references.labels import Entry, letter_at
from reftel.telegram.references.words import (
    AIRGRAM,
    BEHIND,
    GROUP,
    JOINT,
    NOTE,
    NUMBER_FIRST,
    OPEN_END,
    REPORT,
    TARGET,
    begins,
    dated,
    folded,
    further_number,
    is_complete,
    is_year,
    number_first,
    target,
)

# Blanks alone between two telegrams.
BLANKS = re.compile(r"(?<=\d)[ ]{1,40}(?:(?:WITH|PLUS|OR)[ ])?(?=[A-Z0-9(])")
NEW_LINE = re.compile(r"\n\s{0,60}(?=[A-Z0-9(#])")
JOURNEY = re.compile(r"(?:TO|)(?:SEC|DEL|HAK)(?:TO|)\s")
SIGNS = re.compile(r"[\s;:,.-]{0,20}")
# What may stand behind an item without belonging to it.
TAIL = re.compile(r"(?:[\s;:,&/-]|\bAND|(?<=[^A-Z.])\.|(?<=[A-Z]{4})\.)+$")
LONGEST_TAIL = 24
SEEN = 60  # characters of a line, and of the end of the lines above it, that tell what it is
SHORT_LINE = 8  # words; a line of prose has more
FIGURES_OR_NOTE = re.compile(r"\d|\([A-Z]{4,8}\)")
# No letter of the list: those have their parenthesis closed.
OPEN_PARENTHESIS = re.compile(r"\([^()]*$")
# A title behind a number, or a note; the mark of a portion is none.
TITLE = re.compile(r"\([^()]{4,60}\)\s{0,3}(?:$|[;,:&.(\[-]|AND\b|[A-Z](?:[.):]|\s-))")
INDENT = re.compile(r"\s{0,60}(?:[-*•]\s{1,4})?")


def items(text: str, entry: Entry) -> Iterator[tuple[int, int]]:
    """Yield where the single references of an entry stand, without the signs around them."""
    for begin, end in pairwise([*_cuts(text, entry), entry.end]):
        words = text[begin:end].rstrip()
        tail = TAIL.search(words[-LONGEST_TAIL:])
        words = words[: len(words) - len(tail[0])] if tail else words
        bare = words.lstrip(" \n;:,.-")
        if bare:
            yield begin + len(words) - len(bare), begin + len(words)


def _cuts(text: str, entry: Entry) -> Iterator[int]:
    """Yield where references begin; what stands within one, over a line's end, begins none."""
    yield entry.start
    reach = _reach(text, entry.start, entry.end)
    for at in sorted({*_joints(text, entry), *_blanks(text, entry), *_new_lines(text, entry)}):
        if at >= reach:
            yield at
            reach = _reach(text, at, entry.end)


def _reach(text: str, at: int, end: int) -> int:
    """Return where the reference at a place ends, with the date or title behind it."""
    signs = SIGNS.match(text, at)
    reach = begins(text, signs.end() if signs else at, end)
    if not reach:
        return at
    while behind := BEHIND.match(text, reach, end):
        reach = behind.end()
    return reach


def _joints(text: str, entry: Entry) -> Iterator[int]:
    for match in JOINT.finditer(text, entry.start, entry.end):
        at, sign = match.end(), match[0].strip()
        if at >= entry.end or is_year(text, at):
            continue
        if sign == "/" and JOURNEY.match(text, at):
            continue  # STATE 187733/TOSEC 190105 is one
        if sign == ";" or (
            is_complete(text[max(entry.start, match.start() - SEEN) : match.start()])
            and (further_number(text, at, entry.end) or begins(text, at, entry.end))
        ):
            yield at


def _blanks(text: str, entry: Entry) -> Iterator[int]:
    """Yield where a known telegram begins behind another, with no more than blanks between."""
    for match in BLANKS.finditer(text, entry.start, entry.end):
        at = match.end()
        found = target(text, at, entry.end)
        if not found or not posts.is_known(found.post) or JOURNEY.match(text, at):
            continue
        before = max(entry.start, match.start() - SEEN)
        if not OPEN_PARENTHESIS.search(text[before:at]) and _ends(text, before, match.start()):
            yield at


def _ends(text: str, start: int, at: int) -> bool:
    """Whether a telegram named by post and number ends at a place."""
    return any(each.end() == at for each in TARGET.finditer(text, start, at))


def _new_lines(text: str, entry: Entry) -> Iterator[int]:
    """Yield where a line begins with a reference and the one above it is complete."""
    for match in NEW_LINE.finditer(text, entry.start, entry.end):
        above = text[max(entry.start, match.start() - SEEN) : match.start()]
        # `STATE 12345 / TOSEC 88` is one telegram, but in a list with one a line.
        is_wrapped = bool(entry.letter) or match[0] == "\n"
        second = is_wrapped and JOURNEY.match(text, match.end())
        if is_complete(above) and begins(text, match.end(), entry.end) and not second:
            yield match.end()


def goes_on(above: str, line: str) -> bool:
    """Whether a line belongs to the list of references whose last line, or more, is `above`."""
    before, text = folded(above[-SEEN:]).rstrip(), folded(line)
    indent = INDENT.match(text)
    begin = indent.end() if indent else 0
    at = _behind_joint(text, begin)
    if letter_at(text, at) or begins(text, at) or OPEN_END.search(before):
        return True
    if TITLE.match(text, at) or NOTE.match(text, begin) or dated(text, at):
        return True
    if OPEN_PARENTHESIS.search(before) and ")" in text:
        return True
    if text[:2] == "  " or runs_over(before, text[begin : begin + SEEN]):
        return True
    if at > begin and further_number(text, at):
        return True
    is_short = len(text.split()) <= SHORT_LINE and bool(FIGURES_OR_NOTE.search(text))
    return is_short and (text[at] in "(0123456789" or not is_complete(before))


def _behind_joint(text: str, at: int) -> int:
    """Return where words begin behind a joint, or the place itself where none stands there."""
    joint = JOINT.match(text, at)
    return joint.end() if joint and joint.end() < len(text) else at


def runs_over(before: str, line: str) -> bool:
    """Whether one reference stands on both sides of the end of a line: `LA` above, `PAZ 12`."""
    edge = len(before)
    text = f"{before}\n{line}"
    for match in NUMBER_FIRST.finditer(text):
        found = number_first(text, match.start())
        if found and match.start() < edge < found.end:
            return True
    for pattern in (TARGET, AIRGRAM, GROUP, REPORT):
        for match in pattern.finditer(text):
            if match.start() < edge < match.end():
                return True
            if match.start() > edge:
                break
    day = date_in(text)
    while day and day.end < edge:
        day = date_in(text, day.end)
    return day is not None and day.start < edge
