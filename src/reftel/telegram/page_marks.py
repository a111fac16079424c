"""What the pages of British and Australian copies put between the lines of a telegram."""

import re

from reftel.telegram import pages
from reftel.telegram.closing import END_MARK
from reftel.telegram.lines import UNREAD, Lines
from reftel.telegram.model import Dialect
from reftel.telegram.services import banner

# `- 2 -`, `PAGE 2`, `PAGE 2 OF 3`, and the catchword above it: `/2. THE MINISTER`.
PAGE = re.compile(
    r"[\f\s]{0,40}(?:-{1,2}\s?\d{1,3}\s?-{1,2}|PAGE\s\d{1,3}(?:\sOF\s\d{1,3})?)$", re.I
)
# British centres close a text with YYYY; recalled.
CLOSE = re.compile(r"\s{0,8}(?:Y{4}|X{4}|Z{4})$")
CATCHWORD = re.compile(r"\s{0,80}/\s?[A-Z0-9][^/\n]{0,30}$")
MOST_BANNERS = 2


def furniture(lines: Lines, dialect: Dialect) -> pages.Furniture:
    """Divide all lines into the message, and what stands at the edges of its pages.

    A level counts as a page's banner beside a page number only: above the first page it is the
    telegram's own.
    """
    taken = pages.Furniture([], [], [], [], [], {}, set())
    visible = [index for index, text in enumerate(lines.texts) if text]
    mine: set[int] = set()
    for at, index in enumerate(visible):
        if PAGE.match(lines.texts[index]):
            mine |= _page(lines, dialect, visible, at, taken)
        elif END_MARK.match(lines.texts[index]) or CLOSE.match(lines.texts[index]):
            taken.end_marks.append(lines.words(index))
            lines.claim(index, "end mark")
            mine.add(index)
    _last_banner(lines, dialect, visible, mine, taken)
    pages.sort_out(lines, 0, len(lines), mine, taken)
    return taken


def _page(
    lines: Lines, dialect: Dialect, visible: list[int], at: int, taken: pages.Furniture
) -> set[int]:
    """Claim a page number and what belongs to it; return these lines.

    Where a page's foot and the next one's head meet, two banners stand above the number. Below
    a number that is the first line of all stands the telegram's own level.
    """
    lines.claim(visible[at], "page line")
    mine = {visible[at]}
    for step in (-1, 1) if at else ():
        beside = at + step
        while abs(beside - at) <= MOST_BANNERS and _take_banner(
            lines, dialect, visible, beside, taken
        ):
            mine.add(visible[beside])
            beside += step
        if step < 0 <= beside and CATCHWORD.match(lines.texts[visible[beside]]):
            lines.claim(visible[beside], "page line")
            mine.add(visible[beside])
    return mine


def _take_banner(
    lines: Lines, dialect: Dialect, visible: list[int], at: int, taken: pages.Furniture
) -> bool:
    if not 0 < at < len(visible) or lines.kinds[visible[at]] is not UNREAD:
        return False
    if not banner(dialect, lines.texts[visible[at]]):
        return False
    lines.claim(visible[at], "banner")
    taken.banners.append(lines.words(visible[at]))
    return True


def _last_banner(
    lines: Lines, dialect: Dialect, visible: list[int], mine: set[int], taken: pages.Furniture
) -> None:
    """Take the level at the foot of the last page."""
    last = next((at for at in range(len(visible) - 1, 0, -1) if visible[at] not in mine), 0)
    if last and _take_banner(lines, dialect, visible, last, taken):
        mine.add(visible[last])
