"""Where each telegram of a text begins, where several stand one behind the other.

A telegram begins with a head: lines of a header, or a classification line with its labels, or the
archives' title, or the MRN of a SMART message. Not every head begins one: later sections repeat
it, and a telegram may quote another one with its head.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram import dtg, posts
from reftel.telegram.closing import END_MARK
from reftel.telegram.dialects import cablegram, fco
from reftel.telegram.header import FROM, IDENTIFIER, PARAGRAPH, SIGN, STATION
from reftel.telegram.labels import labelled
from reftel.telegram.lines import Lines
from reftel.telegram.markings import ClassLine, banner, banner_openings, class_line
from reftel.telegram.pages import PAGE, is_stamp
from reftel.telegram.web import page

# Of a text with several telegrams one of these stands in each; counting them is next to nothing.
# Other nations' headings, from the line of the number upwards.
HEADINGS = (fco.heading_above, cablegram.heading_above)
SIGNS = ("FM ", "MRN", "NNN", "TAGS", "SUBJ:", "SUBJECT:", "ablegram", "ABLEGRAM")
MRN = re.compile(
    r"\s{0,12}MRN\s?:\s{0,60}(?P<year>\d{2,4})\s{1,3}(?P<post>\S.{0,40}?)\s{1,3}(?P<number>\d{1,7})$"
)
DATE = re.compile(r"\s{0,12}Date.{0,2}DTG", re.IGNORECASE)
SENDER = re.compile(r"\s{0,12}From:\s")
SENT = re.compile(r"\s{0,12}(?:Sent|Date):\s")
OPENS = re.compile(r"\b(?:QUOTE|QTE|BEGIN\s{1,3}(?:TEXT|MESSAGE|TELEGRAM))\b")
CLOSES = re.compile(r"\b(?:UNQUOTE|UNQTE|END\s{1,3}(?:QUOTE|TEXT|MESSAGE|TELEGRAM))\b")
LONGEST_HEAD = 60  # lines, addressees included
LONGEST_COVER = 40  # lines of an e-mail above the MRN of the message that it carries
LABELS_BELOW = 15  # lines between a classification line and TAGS or SUBJECT
FURTHER_RIGHT = 3  # columns; a head that stands further right than the first is quoted


class Head(NamedTuple):
    """A head, and the telegram that it names; number is None where it names none.

    above: the last line of words above it. section: 0 where none is named. whole: its first line is
    the telegram's, levels and all.
    """

    line: int
    above: str = ""
    post: str = ""
    number: int | None = None
    section: int = 0
    identified: bool = False
    dated: bool = False
    sent: bool = False
    whole: bool = False

    def on(self, page: re.Match[str]) -> "Head":
        """Return the head with what the line of its page says."""
        return self._replace(
            post=posts.canonical(page["post"]),
            number=int(page["number"]),
            section=int(page["section"] or 0),
        )

    def names(self, found: ClassLine) -> "Head":
        """Return the head with what its classification line says."""
        return self._replace(
            post=posts.canonical(found.post) if found.post else "",
            number=int(found.number),
            section=found.section or self.section,
        )


def split(text: str) -> list[Span]:
    """Return where each telegram stands; the spans tile the text, one spans it all.

    What stands above the first head belongs to the first telegram, what stands below an end mark
    (blank lines, notes) to the telegram that ended.
    """
    if _is_one(text):
        return [Span(0, len(text))]
    lines = page(text) or Lines(text)
    begun = _Scan(lines).beginnings()
    if begun is None:  # no telegram without its tags: a text that has some of its own
        lines = Lines(text)
        begun = _Scan(lines).beginnings() or []
    places = [0, *(lines.starts[each] for each in begun), len(text)]
    return [Span(start, end) for start, end in pairwise(places)]


def _is_one(text: str) -> bool:
    """Whether no sign stands twice, or one record of the archives holds all there is."""
    records = text.count("Message Text")
    if records:
        return records == 1 and "Message Attributes" in text
    return all(text.count(sign) < 2 for sign in SIGNS)


class _Scan:
    """One pass over the lines, from head to head."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._begun: list[int] = []
        self._last: Head | None = None  # the head of the telegram that is passed through
        self._open: Head | None = None  # a head of which the end is not reached
        self._ended = -1  # line of the last end mark below the last head
        self._quotes = 0
        self._above = ""
        self._titled = False
        self._column: int | None = None

    def beginnings(self) -> list[int] | None:
        """Return the lines with which all telegrams but the first begin; None where none does."""
        for index, text in enumerate(self._lines.texts):
            if text and not self._title(index, text) and not self._titled:
                self._line(index, text)
        return self._begun if self._last else None

    def _title(self, index: int, text: str) -> bool:
        """Take the archives' titles. A record between them is one telegram, whatever it quotes."""
        title = text.strip("\f ") if len(text) < 24 else ""
        if title == "Message Text":
            self._begin(Head(index, identified=True))
            self._titled = True
        elif title == "Message Attributes":
            self._titled, self._open, self._ended = False, None, index
        else:
            return False
        return True

    def _line(self, index: int, text: str) -> None:
        if self._open and index - self._open.line > LONGEST_HEAD:
            self._open = None
        if END_MARK.match(text):
            self._end(index, text)
        elif match := MRN.match(text):
            self._smart(index, match)
        elif not self._open and self._is_set_right(text):
            pass  # quoted
        elif (first := self._heading(index)) is not None:
            self._numbered(first, index)
        elif text.lstrip()[:2] in banner_openings() and (found := class_line(text)):
            self._class_line(index, found)
        elif SIGN.match(text):
            self._sign(index, text)
        elif self._open:
            self._within(text)
        if not self._open:
            self._words(text)

    def _heading(self, index: int) -> int | None:
        """Return where the heading of another nation's telegram begins, of which this is a line."""
        headings = (each(self._lines.texts, index) for each in HEADINGS)
        return next((first for first in headings if first is not None), None)

    def _numbered(self, first: int, index: int) -> None:
        """Take a heading that names its telegram in a way of its own, from its first line."""
        name = " ".join(self._lines.texts[first : index + 1])
        self._open = None
        if self._last is None or self._last.line < first:
            self._close(Head(first, self._above, post=name, number=0, whole=True))

    def _is_set_right(self, text: str) -> bool:
        """Whether a line stands further right than the first head."""
        column = len(text) - len(text.lstrip())
        return self._column is not None and column > self._column + FURTHER_RIGHT

    def _end(self, index: int, text: str) -> None:
        if self._last and not self._open:
            self._ended = index
            if "N" in text:
                self._quotes = 0

    def _smart(self, index: int, match: re.Match[str]) -> None:
        below = self._lines.texts[index + 1 : index + 6]
        if any(DATE.match(text) for text in below):
            # A message in an e-mail chain stands there once: the same MRN again is another copy.
            post, number = posts.canonical(match["post"]), int(match["number"])
            self._close(Head(self._cover(index), self._above, post, number, identified=True))

    def _cover(self, index: int) -> int:
        """Return the first line of the e-mails that carry the message, else the line itself."""
        texts = self._lines.texts
        first = index
        floor = max(self._ended, self._last.line if self._last else 0)
        for line in range(index - 1, floor, -1):
            if first - line > LONGEST_COVER:
                break
            if SENDER.match(texts[line]) and any(map(SENT.match, texts[line + 1 : line + 3])):
                first = line
        return first

    def _sign(self, index: int, text: str) -> None:
        head = self._open
        dated = dtg.group(text, Span(0, 0)) is not None
        if head is None or IDENTIFIER.match(text) or (dated and head.dated):
            head = Head(index, self._above, identified=bool(IDENTIFIER.match(text)))
        if station := STATION.match(text):
            head = head._replace(section=int(station["section"] or head.section))
        elif page := PAGE.match(text):
            head = head.on(page)
        self._open = head._replace(
            dated=head.dated or dated, sent=head.sent or FROM.match(text) is not None
        )

    def _within(self, text: str) -> None:
        """Look whether a line without sign ends the head that is open: the text begins."""
        head = self._open
        if head and (labelled(text) or PARAGRAPH.match(text) or any(map(str.islower, text))):
            if head.dated and head.sent:
                self._close(head)
            self._open = None

    def _class_line(self, index: int, found: ClassLine) -> None:
        head = self._open
        if head and (head.dated or head.sent):
            self._close(head.names(found))
        elif self._last is None or self._is_over(index) or self._labels_below(index):
            # A copy may have lost all lines above; a banner with a number names the same telegram.
            self._close(Head(index, self._above).names(found))

    def _is_over(self, index: int) -> bool:
        """Whether nothing but furniture stands between the last end mark and this line."""
        between = self._lines.texts[self._ended + 1 : index] if self._ended >= 0 else ["words"]
        return not any(text and not _is_furniture(text) for text in between[-LONGEST_HEAD:])

    def _labels_below(self, index: int) -> bool:
        below = self._lines.texts[index + 1 : index + LABELS_BELOW]
        found = {each.kind for each in map(labelled, filter(None, below)) if each}
        return bool(found & {"tags", "subject"})

    def _words(self, text: str) -> None:
        """Keep count of what is quoted, and of the last words."""
        if "QT" in text or "QUOTE" in text or "BEGIN" in text or "END" in text:
            opened, closed = len(OPENS.findall(text)), len(CLOSES.findall(text))
            # END QUOTE closes, and its last word opens nothing.
            opened -= len(re.findall(r"\bEND\s{1,3}QUOTE\b", text))
            self._quotes = max(0, self._quotes + opened - closed)
        if not _is_furniture(text) and not PAGE.match(text):
            self._above = text

    def _close(self, head: Head) -> None:
        self._open = None
        if self._last is None:
            self._last = head
            text = self._lines.texts[head.line]
            self._column = len(text) - len(text.lstrip())
        elif self._continues(self._last, head):
            self._last = self._last._replace(section=head.section)
        elif not self._is_quoted(head):
            self._begin(head)

    def _continues(self, last: Head, head: Head) -> bool:
        """Whether a head belongs to the telegram that is passed through.

        It does where it names a later section of it. Where it names the same telegram or none,
        it does unless an end mark or a transmission identifier says otherwise.
        """
        same = head.number == last.number and (not head.post or head.post == last.post)
        if head.number is not None and head.number == last.number and head.section > 1:
            return head.section > (last.section or 1)
        return (same or head.number is None) and not (head.identified or self._ended >= 0)

    def _is_quoted(self, head: Head) -> bool:
        if head.identified or self._ended >= 0:
            return False
        return self._quotes > 0 or head.above.endswith(":")

    def _begin(self, head: Head) -> None:
        if self._last:
            self._begun.append(head.line if head.whole else self._top(head.line))
        self._last, self._open = head, None
        self._ended, self._quotes = -1, 0

    def _top(self, line: int) -> int:
        """Return the line with which banner and stamps above a head begin.

        The banner above the last end mark closed the telegram before; without an end mark, only
        one banner is taken for this telegram's.
        """
        least = max(self._ended + 1, (self._last.line if self._last else 0) + 1)
        top, banners = line, 0
        for index in range(line - 1, least - 1, -1):
            text = self._lines.texts[index]
            if not text:
                continue
            banners += not is_stamp(text)
            if not _is_furniture(text) or (banners > 1 and self._ended < 0):
                break
            top = index
        return top


def _is_furniture(text: str) -> bool:
    return bool(END_MARK.match(text)) or is_stamp(text) or banner(text) is not None
