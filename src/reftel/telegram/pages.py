"""What pages put between the lines of a message: page lines, banners, stamps, end marks."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reftel.core.span import Span
from reftel.telegram.closing import END_MARK
from reftel.telegram.hyphens import between, is_divided, words_of
from reftel.telegram.lines import UNREAD, Lines
from reftel.telegram.markings import banner, banner_openings, class_line
from reftel.telegram.model import PageLine, Repair, Text

if TYPE_CHECKING:
    from collections import Counter

PAGE = re.compile(
    r"""\s{0,8}PAGE\s{1,3}(?P<page>\d{1,3})\s{1,12}
    (?P<post>[A-Z][A-Z.'-]*(?:\s[A-Z.'-]+){0,3})\s{1,4}\#?(?P<number>\d{3,7})(?:/\d{1,2})?
    (?:\s{1,4}(?P<section>\d{1,2})\s{1,2}OF\s{1,2}(?P<of>\d{1,2}))?
    (?:\s{1,4}(?P<time>\d{6})Z?)?(?P<rest>.{0,40})$""",
    re.VERBOSE,
)
STAMP = re.compile(
    r"[\f\s]{0,12}(?:[A-Z][A-Za-z. ]{2,40}\s{1,8})?"
    r"Declassified/Released\s{1,8}US Department of State"
)
# `LIMA 00000433  001.2 OF 003`: the running head of a line message's later pages.
RUNNING_HEAD = re.compile(
    r"\s{0,8}[A-Z][A-Z .'-]{1,30}\s0{2,}\d{1,6}\s{1,4}\d{3}(?:\.\d)?\s{1,2}OF\s{1,2}\d{3}$"
)
# `*** Current Classification *** UNCLASSIFIED`: what the release put below the message.
STATUS = re.compile(r"\s{0,8}\*{3}\s{0,3}Current (?:Classification|Handling Restrictions)\b")
RUN_OUT = re.compile(r"\s{0,8}(?:E\s){3,40}E?$")  # a teleprinter that ran on
# With these begin page lines and end marks; a telegram has many lines that are neither.
OPENINGS = frozenset(
    {"PA", "NN", "<<", "##", "BT", "**", "E "} | {f"#{digit}" for digit in range(10)}
)
LONGEST_BANNER = 60
SENTENCE_ENDS = (".", "!", "?", ":", '"', ")", "”", "-", "=", "_")  # or a rule below a heading


class Furniture(NamedTuple):
    """The lines that carry the message, and what was taken out from between them.

    content: indices of lines, blank ones included. breaks: for each line of content behind a
    run of furniture, where that run stands. restarts: lines of content behind a page line that
    counts from 1 again, with which a section begins.
    """

    content: list[int]
    pages: list[PageLine]
    banners: list[Text]
    stamps: list[Text]
    end_marks: list[Text]
    breaks: dict[int, Span]
    restarts: set[int]


def furniture(lines: Lines, begin: int, end: int) -> Furniture:
    """Divide the lines from `begin` up to `end` into the message and its furniture.

    Lines that were claimed before, such as the banners of a release, are furniture.
    """
    taken = Furniture([], [], [], [], [], {}, set())
    mine: set[int] = set()
    candidates: list[int] = []
    visible: list[int] = []
    numbered: list[int] = []
    levels = banner_openings()
    for index in range(begin, end):
        text = lines.texts[index]
        if not text:
            continue
        visible.append(index)
        if lines.kinds[index] is not UNREAD:
            mine.add(index)
            continue
        opening = text.lstrip()[:2]
        if opening in OPENINGS or "Declassified/" in text or _may_be_running_head(text):
            if _take(lines, index, text, taken):
                mine.add(index)
        elif opening in levels and len(text) < LONGEST_BANNER:
            if banner(text):
                candidates.append(index)
            elif text[-1].isdigit() and _is_banner_with_number(text):
                numbered.append(index)
    candidates = sorted({*candidates, *_at_pages(lines, numbered, visible)})
    _take_banners(lines, candidates, visible, mine, taken)
    sort_out(lines, begin, end, mine, taken)
    return taken


def is_stamp(text: str) -> bool:
    """Whether the line is what the release stamped on every page."""
    return "Declassified/Released" in text and STAMP.match(text) is not None


def _may_be_running_head(text: str) -> bool:
    return text[-1].isdigit() and " OF " in text


def _is_banner_with_number(text: str) -> bool:
    line = class_line(text)
    return line is not None and line.section is None


def _at_pages(lines: Lines, numbered: Sequence[int], visible: Sequence[int]) -> set[int]:
    """Return the banners with a number: SECRET DAKAR 0771 above a page line or a like banner.

    Anywhere else such a line is the classification line of the telegram: directly below a page
    line too, where the pages broke above it.
    """
    position = {index: at for at, index in enumerate(visible)} if numbered else {}
    found: set[int] = set()
    for index in reversed(numbered):
        below = position[index] + 1
        if below < len(visible):
            other = visible[below]
            if lines.kinds[other] == "page line" or other in found:
                found.add(index)
    return found


def _take(lines: Lines, index: int, text: str, taken: Furniture) -> bool:
    if match := PAGE.match(text):
        taken.pages.append(_page(lines, index, match))
        lines.claim(index, "page line")
    elif is_stamp(text) or STATUS.match(text):
        stamp = lines.words(index)
        taken.stamps.append(Text(text=" ".join(stamp.text.split()), span=stamp.span))
        lines.claim(index, "stamp")
    elif RUN_OUT.match(text):
        lines.claim(index, "relay")
    elif END_MARK.match(text):
        taken.end_marks.append(lines.words(index))
        lines.claim(index, "end mark")
    elif RUNNING_HEAD.match(text):
        lines.claim(index, "page line")
    else:
        return False
    return True


def _page(lines: Lines, index: int, match: re.Match[str]) -> PageLine:
    return PageLine(
        page=int(match["page"]),
        post=match["post"],
        number=match["number"],
        section=int(match["section"]) if match["section"] else None,
        of=int(match["of"]) if match["of"] else None,
        time=match["time"] or "",
        span=lines.words(index).span,
    )


def _take_banners(
    lines: Lines,
    candidates: Sequence[int],
    visible: Sequence[int],
    mine: set[int],
    taken: Furniture,
) -> None:
    """Take the level words that stand at a page's edge; elsewhere they are words of the text."""
    position = {index: at for at, index in enumerate(visible)}
    accepted: set[int] = set()
    for order, step in ((candidates, -1), (list(reversed(candidates)), 1)):
        for index in order:
            beside = position[index] + step
            at_edge = beside < 0 or beside >= len(visible) or visible[beside] in mine
            if at_edge:
                mine.add(index)
                accepted.add(index)
    for index in sorted(accepted):
        lines.claim(index, "banner")
        taken.banners.append(lines.words(index))
        if position[index]:
            _cut_glued_banner(lines, visible[position[index] - 1], lines.texts[index].strip())


def _cut_glued_banner(lines: Lines, above: int, words: str) -> None:
    """Cut a banner that a copy printed twice, the first time at the end of the line above it.

    Only one of several words: a sentence that ends in SECRET is no banner.
    """
    text = lines.texts[above]
    if " " in words and text.endswith(f" {words}") and len(text) > len(words) + 1:
        lines.leave_out(above, [(len(text) - len(words) - 1, len(text))], "page furniture")


def sort_out(lines: Lines, begin: int, end: int, mine: set[int], taken: Furniture) -> None:
    """Fill `content` and `breaks`; blank lines within and behind furniture belong to it."""
    run_start: int | None = None
    behind = restart = False
    first_pages = {page.span.start for page in taken.pages[1:] if page.page == 1}
    for index in range(begin, end):
        if index in mine:
            behind = True
            restart = restart or lines.starts[index] in first_pages
            run_start = lines.starts[index] if run_start is None else run_start
        elif not lines.texts[index] and (behind or _rendering_artefact(lines, index, begin)):
            continue
        else:
            if run_start is not None:
                taken.breaks[index] = Span(run_start, lines.starts[index])
            if restart:
                taken.restarts.add(index)
            taken.content.append(index)
            run_start, behind, restart = None, False, False


def _rendering_artefact(lines: Lines, index: int, begin: int) -> bool:
    """Whether a blank line was made by the PDF: these are empty, the telegram's hold a blank."""
    raw = lines.original[lines.starts[index] : lines.starts[index + 1]]
    if "\f" in raw and not raw.strip():
        return True
    if raw.strip("\r\n"):
        return False
    return (
        begin > 0 and lines.original[lines.starts[begin] - 1] in "\r\n" and _has_blank(lines, begin)
    )


def _has_blank(lines: Lines, begin: int) -> bool:
    # The line below `Message Text` shows how this copy writes blank lines.
    return any(
        not lines.texts[index]
        and lines.original[lines.starts[index] : lines.starts[index + 1]].strip("\r\n")
        for index in range(begin, min(begin + 12, len(lines)))
    )


def closed_up(lines: Lines, content: Sequence[int], breaks: Mapping[int, Span]) -> list[int]:
    """Return the lines without the blank ones around a page break that a sentence runs across.

    One blank line stays where a sentence ended at the foot of the page.
    """
    found: list[int] = []
    for index in content:
        if index in breaks and found:
            last = len(found)
            while last and not lines.texts[found[last - 1]]:
                last -= 1
            ended = last and lines.texts[found[last - 1]].endswith(SENTENCE_ENDS)
            del found[last + 1 if ended else last :]
        found.append(index)
    return found


def rejoined(lines: Lines, content: Sequence[int], breaks: Mapping[int, Span]) -> dict[int, str]:
    """Return the lines that end in a divided word which goes on behind a page break.

    The value is what stands between the two halves: a hyphen, or nothing.
    """
    joins: dict[int, str] = {}
    words: Counter[str] | None = None
    for above, below in pairwise(content):
        if below in breaks and is_divided(lines.texts[above], lines.texts[below]):
            words = words_of(lines.original) if words is None else words
            joins[above] = between(lines.texts[above], lines.texts[below], words)
    return joins


def repairs(
    lines: Lines, content: Sequence[int], breaks: Mapping[int, Span], joins: Mapping[int, str]
) -> list[Repair]:
    """Return what was left out between the lines of one reading."""
    found: list[Repair] = []
    for above, below in pairwise(content):
        if below in breaks:
            found.append(Repair(kind="page furniture", text="", span=breaks[below]))
        if above in joins:
            end = lines.span(above).end
            span = Span(end - 1, lines.starts[below])
            found.append(Repair(kind="hyphenation", text=joins[above], span=span))
    return found
