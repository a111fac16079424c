"""Room for one page: what is left out first, and how much of it was.

The rules, in their order. First, conditions are told as a mark and counts without names. Then
each leaves out one sentence after the other, the last one of the page first, until the rest fits;
at the end rows of the table go, the last one first.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from reftel.desk.briefing.records import Brief, Section, Sentence, Topic, each_sentence
from reftel.desk.briefing.wording import shown

RULES: tuple[tuple[Topic, str, str], ...] = (
    ("outside", "position of a non-member", "positions of non-members"),
    ("first", "first statement on a provision", "first statements on provisions"),
    ("gap", "list of a member’s gaps", "lists of members’ gaps"),
    ("answer", "answer to a démarche", "answers to démarches"),
    ("ask", "other side’s asks", "other sides’ asks"),
)
IN_SHORT = ("list of names or conditions", "lists of names or conditions")
ROWS = ("provision", "provisions")
# What fits on the page in its smallest type, in letters; a citation is set smaller, so it counts
# less, and each new line costs a part of one.
ROOM = 7_950
CITATION = 0.55
LINE = 38


def shortened(brief: Brief, room: float = ROOM) -> Brief:
    """Return a brief that fits a page, and what it leaves out."""
    left_out: dict[tuple[str, str], int] = {}
    if length(brief) > room:
        number = sum(bool(each.short) for each in brief.all_sentences())
        brief, left_out = _in_short(brief), {IN_SHORT: number} if number else {}
    for topic, *name in RULES:
        for _ in range(sum(each.topic == topic for each in brief.all_sentences())):
            if length(brief) <= room:
                break
            brief = _without_last(brief, topic)
            left_out[(name[0], name[1])] = left_out.get((name[0], name[1]), 0) + 1
    while length(brief) > room and any(part.rows for part in brief.sections):
        brief = replace(brief, sections=tuple(map(_without_row, brief.sections)))
        left_out[ROWS] = left_out.get(ROWS, 0) + 1
    told = (f"{number:,} {name[number != 1]}" for name, number in left_out.items())
    return replace(brief, left_out=tuple(told))


def length(brief: Brief) -> float:
    """Return how much room a brief takes, in letters of its text."""
    return sum(map(_length, brief.all_sentences()))


def _length(sentence: Sentence) -> float:
    cites = ", ".join(shown(sentence.citations))
    return LINE + len(sentence.lead) + len(sentence.words) + CITATION * len(cites)


def _in_short(brief: Brief) -> Brief:
    return each_sentence(
        brief, lambda each: replace(each, words=each.short or each.words, short="")
    )


def _without_last(brief: Brief, topic: Topic) -> Brief:
    """Return a brief without its last sentence of a topic."""
    sections = [*brief.sections]
    for at in reversed(range(len(sections))):
        if any(each.topic == topic for each in sections[at].all_sentences()):
            sections[at] = _part_without(sections[at], topic)
            break
    return replace(brief, sections=tuple(sections))


def _part_without(part: Section, topic: Topic) -> Section:
    last = [each for each in part.all_sentences() if each.topic == topic][-1]
    rows = tuple(
        replace(row, cells=tuple(tuple(_but(cell, last)) for cell in row.cells))
        for row in part.rows
    )
    return replace(part, sentences=tuple(_but(part.sentences, last)), rows=rows)


def _but(sentences: tuple[Sentence, ...], last: Sentence) -> Iterator[Sentence]:
    return (each for each in sentences if each is not last)


def _without_row(part: Section) -> Section:
    return replace(part, rows=part.rows[:-1])
