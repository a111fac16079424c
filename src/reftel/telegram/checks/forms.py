"""Rules of the form: separation and end, length of lines, artefacts, characters."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from reftel.core.span import Span
from reftel.telegram.checks.rule import Finding, Findings, rule
from reftel.telegram.model import Telegram

LONGEST_LINE = 69  # ACP 127(G)
# The copy's own lines; nobody sent them.
NOT_SENT = frozenset({"attribute", "blank", "stamp", "title"})
ARTEFACTS = frozenset({"link markup", "bullet", "pilcrow", "entity"})
LOWER_CASE_SINCE = 2000
ITA2 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \n\r-?:$!&#'()./;\",+="


@rule("T109")
def separation_and_end(telegram: Telegram) -> Findings:
    """X01: BT brackets the text; the serial and NNNN close it."""
    if telegram.transmission is None or telegram.dialect != "line":
        return None
    marks = [each.text for each in telegram.end_marks]
    missing = [
        name
        for name, there in (
            ("BT before and behind the text", marks.count("BT") >= 2),
            ("the serial", any(mark.startswith("#") for mark in marks)),
            ("NNNN", any(mark.startswith("NNNN") for mark in marks)),
        )
        if not there
    ]
    if not missing:
        return []
    end = len(telegram.text)
    return [Finding(f"{', '.join(missing)} not found; each expected", Span(end, end))]


@rule("T911")
def length_of_lines(telegram: Telegram) -> Findings:
    """X02: no line is longer than 69 characters."""
    long = [place for place in _long_lines(telegram) if _width(telegram, place) > LONGEST_LINE]
    if not long:
        return []
    longest = max(long, key=lambda each: each.end - each.start)
    message = f"line of {_width(telegram, longest):,} characters; at most {LONGEST_LINE} expected"
    also = f" ({len(long) - 1} more are too long)" if len(long) > 1 else ""
    return [Finding(message + also, longest)]


def _long_lines(telegram: Telegram) -> Iterator[Span]:
    for block in telegram.blocks:
        if block.kind in NOT_SENT:
            continue
        at = block.span.start
        lines = block.span.of(telegram.text).split("\n")
        if max(map(len, lines)) <= LONGEST_LINE:
            continue
        for line in lines:
            if len(line) > LONGEST_LINE:
                yield Span(at, at + len(line.rstrip()))
            at += len(line) + 1


def _width(telegram: Telegram, line: Span) -> int:
    """Return the characters of a line without what the copy put into it."""
    repairs = telegram.repairs  # by place
    first = bisect_left(repairs, line.start, key=lambda each: each.span.start)
    behind = bisect_left(repairs, line.end, key=lambda each: each.span.start)
    put_in = sum(
        each.span.end - each.span.start - len(each.text)
        for each in repairs[first:behind]
        if each.span.end <= line.end
    )
    return line.end - line.start - put_in


@rule("T912")
def no_artefacts(telegram: Telegram) -> Findings:
    """X03: a telegram holds no markup; where a copy does, it was read as if it were not there."""
    artefacts = [each for each in telegram.repairs if each.kind in ARTEFACTS]
    if not artefacts:
        return []
    counts = Counter(each.kind for each in artefacts)
    kinds = ", ".join(f"{kind} {count}" for kind, count in counts.most_common())
    return [
        Finding(
            f"{len(artefacts)} pieces of web markup ({kinds}) were taken out; none expected",
            artefacts[0].span,
        )
    ]


@rule("T913")
def teleprinter_characters(telegram: Telegram) -> Findings:
    """X04: before 2000 a text holds capitals and the teleprinter's figures and signs."""
    time = telegram.sent
    if time is None or time.year >= LOWER_CASE_SINCE or not telegram.paragraphs:
        return None
    for each in telegram.paragraphs:
        rest = each.text.encode("ascii", "replace").translate(None, ITA2)
        if rest or not each.text.isascii():
            sign = chr(rest[0]) if rest else next(c for c in each.text if not c.isascii())
            at = max(0, telegram.text.find(sign, *each.span))
            message = f"the text has the character {sign!r}; capitals, figures and"
            return [Finding(f"{message} teleprinter signs expected before 2000", Span(at, at + 1))]
    return []
