"""Rules of the text: paragraphs, portion marks, named blocks, signature."""

from datetime import UTC, datetime

from reftel.core.span import Span
from reftel.telegram.checks.known import is_classified
from reftel.telegram.checks.rule import (
    Finding,
    Findings,
    begin,
    is_later_section,
    is_unfinished,
    rule,
)
from reftel.telegram.markings import ranks
from reftel.telegram.model import Dialect, Passage, PortionMark, Telegram

MARKED_SINCE = datetime(1978, 12, 1, tzinfo=UTC)  # order 12065
CONTROLLED = 1  # rank of SBU; an UNCLAS line with SENSITIVE below it stands for SBU
# Copies that were sent by teleprinter have no small letters; others may keep a name in them.
CAPITALS_ONLY: frozenset[Dialect] = frozenset({"line", "archives"})
CLOSED_KINDS = {"SUMMARY": "summary", "COMMENT": "comment"}


@rule("T901")
def run_of_paragraphs(telegram: Telegram) -> Findings:
    """C54: paragraph numbers start at 1 and run without gap or repeat."""
    numbered = [each for each in telegram.paragraphs if each.number is not None]
    if not numbered:
        return None
    found: list[Finding] = []
    # A later section goes on with the numbers of the one before.
    expected = (numbered[0].number or 0) if is_later_section(telegram) else 1
    for each in numbered:
        number = each.number or 0
        if number != expected:
            message = f"paragraph {number} stands where paragraph {expected} is expected"
            found.append(Finding(message, each.span))
        expected = number + 1
    return found


@rule("T902")
def paragraphs_marked(telegram: Telegram) -> Findings:
    """C55: each numbered paragraph of a classified telegram is marked, or all by the first."""
    level, time = telegram.classification, telegram.sent
    if level is None or time is None or time < MARKED_SINCE or not is_classified(level):
        return None
    if any(each.entire_text for each in telegram.paragraphs):
        return []
    numbered = [each for each in telegram.paragraphs if each.number is not None]
    if not numbered:
        return None
    return [
        Finding(
            f"paragraph {each.number} has no portion mark; one expected under {level.level}",
            Span(each.span.start, each.span.start),
        )
        for each in numbered
        if each.mark is None
    ]


@rule("T903")
def marks_below_line(telegram: Telegram) -> Findings:
    """C56: no portion mark ranks above the classification line."""
    marks, level = _marks(telegram), telegram.classification
    if not marks or level is None:
        return None
    limit = ranks()[level.level]
    if any(each.kind == "administrative control" for each in telegram.captions):
        limit = max(limit, CONTROLLED)
    return [
        Finding(f"portion is marked {each.printed}; {level.level} at most expected", each.span)
        for each in marks
        if ranks()[each.level] > limit
    ]


@rule("T904")
def marks_reach_line(telegram: Telegram) -> Findings:
    """C57: the highest portion mark is that of the classification line."""
    marks, level = _marks(telegram), telegram.classification
    if not marks or level is None:
        return None
    highest = max(marks, key=lambda each: ranks()[each.level])
    if ranks()[highest.level] >= ranks()[level.level]:
        return []
    message = f"highest portion mark is {highest.printed}; classification line says {level.level}"
    return [Finding(message, highest.span)]


def _marks(telegram: Telegram) -> list[PortionMark]:
    marks = [each.mark for each in telegram.paragraphs if each.mark is not None]
    if telegram.subject is not None and telegram.subject.mark is not None:
        marks.append(telegram.subject.mark)
    return marks


@rule("T905")
def blocks_closed(telegram: Telegram) -> Findings:
    """C58: BEGIN is followed by END, END is preceded by what it ends."""
    endings = _endings(telegram)
    if not telegram.passages and not endings:
        return None
    closed = {each.kind for each in telegram.passages if each.closed}
    found = [
        Finding(f"{_opening(telegram, each)} is not closed; END {_name(each)} expected", each.span)
        for each in telegram.passages
        if not each.closed and (_begun(telegram, each) or each.kind in closed)
    ]
    kinds = {each.kind for each in telegram.passages}
    for word, span in endings:
        if CLOSED_KINDS[word] not in kinds:
            found.append(Finding(f"END {word} stands without opening; {word} expected", span))
    return found


def _name(passage: Passage) -> str:
    return " ".join((passage.title or passage.kind).upper().split())


def _begun(telegram: Telegram, passage: Passage) -> bool:
    return passage.span.of(telegram.text)[:6].upper().rstrip() == "BEGIN"


def _opening(telegram: Telegram, passage: Passage) -> str:
    return f"BEGIN {_name(passage)}" if _begun(telegram, passage) else _name(passage)


def _endings(telegram: Telegram) -> list[tuple[str, Span]]:
    """Return the words END SUMMARY and END COMMENT and where they stand."""
    found: list[tuple[str, Span]] = []
    for each in telegram.paragraphs:
        capitals = each.text.upper()
        if "END " not in capitals:
            continue
        found.extend((word, each.span) for word in CLOSED_KINDS if f"END {word}" in capitals)
    return found


@rule("T906")
def signed(telegram: Telegram) -> Findings:
    """C60: a surname in capitals closes the text."""
    if not telegram.paragraphs:
        return None
    if telegram.signature is None:
        if is_unfinished(telegram):
            return None
        end = telegram.paragraphs[-1].span.end
        return [Finding("no signature; a surname in capitals expected", Span(end, end))]
    name = telegram.signature.text
    if name.isupper() or telegram.dialect not in CAPITALS_ONLY:
        return []
    message = f"signature reads {name}; a surname in capitals expected"
    return [Finding(message, begin(telegram.signature))]
