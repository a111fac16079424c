"""Marked-up text, XML of an edition or HTML of a web copy, as lines to read.

Tags divide the lines and are left out of them, entities stand for their characters, blanks run
together except in `pre`. A footnote is taken out of its line and kept as an element. What was
taken out is layout, not damage, and so no repair. Nothing is fetched or expanded: an entity is
one of HTML's own or stays as it stands.
"""

import html
import re
from bisect import bisect_left
from typing import NamedTuple

from reftel.telegram.lines import Lines
from reftel.telegram.source import Artefact

TOKEN = re.compile(
    r"""<(?P<close>/)?(?P<name>[A-Za-z][\w:.-]{0,40})(?P<attributes>[^<>]{0,4000})>
    | (?P<remark><!--)
    | <[?!][^<>]{0,999}>
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});)
    | (?P<space>[ ]{0,400}[^\S ]\s{0,400}|[ ]{2,400}|[\u200b\ufeff\x00])""",
    re.VERBOSE,
)
ATTRIBUTE = re.compile(
    r"""([A-Za-z_][\w:.-]{0,60})\s{0,9}=\s{0,9}(?:"([^"]{0,999})"|'([^']{0,999})')"""
)
# A tag of one of these is a line of its own, so that an empty line sets its content apart.
APART = frozenset(
    [
        *("p", "div", "head", "opener", "dateline", "closer", "list", "table", "attachment"),
        *("html", "body", "title", "pre", "hr", "ul", "ol", "blockquote"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    ]
)
# These begin a line.
BEGINS = frozenset(["item", "signed", "row", "tr", "li", "dt", "dd", "lb", "br"])
CELLS = frozenset(["cell", "td", "th"])  # with a blank between them
COLUMNS = frozenset(["td", "th"])  # of a page's tables, which stand far apart
GAP = " " * 6
ROWS = frozenset(["table", "tr"])
VOID = frozenset(["lb", "pb", "graphic", "milestone", "br", "hr", "img", "meta", "link", "input"])
UNSEEN = frozenset(["note", "script", "style"])
LABELS = frozenset(["head", "item"])  # in a list, its heading stands with its first entry


class Element(NamedTuple):
    """An element: name in small letters without prefix, attributes, places in the source.

    start, end: tags included. begin, stop: of its content.
    """

    name: str
    attributes: dict[str, str]
    start: int
    begin: int
    stop: int
    end: int


class Marked(NamedTuple):
    """A marked-up text: its lines, and its elements in the order of their beginnings."""

    lines: Lines
    elements: list[Element]

    def all(self, *names: str) -> list[Element]:
        """Return the elements with one of these names."""
        return [each for each in self.elements if each.name in names]

    def within(self, outer: Element) -> list[Element]:
        """Return the elements that begin within another."""
        return [each for each in self.elements if outer.start < each.start < outer.end]

    def lines_of(self, element: Element) -> range:
        """Return the numbers of the lines that begin within an element."""
        starts = self.lines.starts
        return range(bisect_left(starts, element.start), bisect_left(starts, element.end))


def read(
    source: str, start: int = 0, end: int | None = None, *, plain_outside: bool = False
) -> Marked:
    """Read the source, or what stands between two places of it; never raises.

    plain_outside: outside all elements, lines and blanks stand as they are to be read.
    """
    return _Reader(source, start, len(source) if end is None else end, plain_outside).read()


def words(fragment: str) -> str:
    """Return the words of a fragment in one line, tags and footnotes left out."""
    found = read(fragment).lines.texts
    return " ".join(each for each in found if each)


class _Open(NamedTuple):
    name: str
    attributes: dict[str, str]
    start: int
    begin: int
    place: int  # among the elements


class _Reader:
    """One pass over the tags of a source."""

    def __init__(self, source: str, start: int, end: int, plain_outside: bool) -> None:
        self._source = source
        self._end = end
        self._plain_outside = plain_outside
        self._said = False  # whether words stand in the line, behind its last column
        self._starts, self._texts = [start], list[str]()
        self._pieces: dict[int, list[Artefact]] = {}
        self._found: list[Artefact] = []  # pieces of the line that is being made
        self._parts: list[str] = []
        self._last = " "  # its last character; a blank where none is yet
        self._at = start  # up to here the source is read
        self._elements: list[Element | None] = []
        self._open: list[_Open] = []
        self._counts: dict[str, int] = {}

    def read(self) -> Marked:
        last_remark = self._source.rfind("-->", self._at, self._end)
        at = self._at
        while match := TOKEN.search(self._source, at, self._end):
            at = match.end()
            if match["name"]:
                self._tag(match, match["name"].rpartition(":")[2].lower())
            elif match["remark"] and at > last_remark:
                continue  # nothing closes it: no remark
            elif match["remark"]:
                at = self._source.find("-->", at) + len("-->")
                if not self._is_unseen():
                    self._plain(match.start())
                    self._take(at, "")
            elif not self._is_unseen():
                self._plain(match.start())
                self._sign(match)
        if not self._is_unseen():
            self._plain(self._end)
        else:
            self._take(self._end, "")
        while self._open:
            self._shut(self._end, self._end)
        self._line(self._end)
        lines = Lines.divided(self._source, self._starts, self._texts, self._pieces)
        return Marked(lines, [each for each in self._elements if each])

    def _is_unseen(self) -> bool:
        return any(self._counts.get(each) for each in UNSEEN)

    def _tag(self, match: re.Match[str], name: str) -> None:
        hidden = self._is_unseen()
        if hidden and name not in UNSEEN:
            return
        if not hidden:
            self._plain(match.start())
            if not match["close"]:
                self._break_before(name, match.start())
        if match["close"]:
            self._closed(name, match)
        else:
            self._opened(name, match)
        if not self._is_unseen():
            self._take(match.end(), self._meant(name))
            self._break_behind(name, match)

    def _meant(self, name: str) -> str:
        """Return what is read in place of a tag: cells and a list's heading end with a blank."""
        if name in COLUMNS:
            gap, self._said = GAP if self._said else "", False
            return gap
        parts = name in CELLS or (name in LABELS and self._in_list())
        return " " if parts and self._last != " " else ""

    def _in_column(self) -> bool:
        return any(self._counts.get(each) for each in COLUMNS)

    def _is_plain(self) -> bool:
        """Whether lines and blanks stand as they are to be read."""
        return bool(self._counts.get("pre")) or (self._plain_outside and not self._open)

    def _in_list(self) -> bool:
        return bool(self._open) and self._open[-1].name == "list"

    def _break_before(self, name: str, place: int) -> None:
        if self._in_column() and name not in ROWS:
            # The first paragraph of a cell stands beside its label, a further one below it.
            if (name in APART or name in BEGINS - VOID) and self._said:
                self._line(place)
        elif name in APART or name in BEGINS - VOID:
            labels = name == "head" and self._in_list()
            # The first entry goes on in the line of the list's heading.
            heading = name == "item" and self._elements and self._after_heading()
            if not labels and not heading:
                self._line(place)

    def _after_heading(self) -> bool:
        last = next((each for each in reversed(self._elements) if each), None)
        return self._in_list() and last is not None and last.name == "head" and bool(self._parts)

    def _break_behind(self, name: str, match: re.Match[str]) -> None:
        if self._in_column() and name in APART - ROWS:
            return
        apart = name in APART and not (name == "head" and (self._in_list() or self._is_label()))
        if apart or (name in VOID and name in BEGINS):
            self._line(match.end())

    def _is_label(self) -> bool:
        return len(self._open) > 1 and (self._open[-1].name, self._open[-2].name) == (
            "head",
            "list",
        )

    def _opened(self, name: str, match: re.Match[str]) -> None:
        attributes = {
            key.lower(): html.unescape(a or b)
            for key, a, b in ATTRIBUTE.findall(match["attributes"])
        }
        place = len(self._elements)
        self._elements.append(None)
        self._open.append(_Open(name, attributes, match.start(), match.end(), place))
        self._counts[name] = self._counts.get(name, 0) + 1
        if name in VOID or match["attributes"].endswith("/"):
            self._shut(match.end(), match.end())

    def _closed(self, name: str, match: re.Match[str]) -> None:
        """Close the last element of that name and what was left open in it."""
        while self._counts.get(name):
            last = self._open[-1].name
            self._shut(match.start(), match.end() if last == name else match.start())
            if last == name:
                break

    def _shut(self, stop: int, end: int) -> None:
        each = self._open.pop()
        self._counts[each.name] -= 1
        self._elements[each.place] = Element(
            each.name, each.attributes, each.start, each.begin, stop, end
        )

    def _sign(self, match: re.Match[str]) -> None:
        """Read an entity, blanks or a remark."""
        if match["entity"]:
            meant = html.unescape(match["entity"])
            if meant == "\n" and self._is_plain():
                self._take(match.end(), "")
                self._line(match.end())
                return
            self._take(match.end(), " " if meant.isspace() else meant)
        elif match["space"] and self._is_plain():
            self._preformatted(match)
        else:
            blank = match["space"] and match["space"].isspace() and self._last != " "
            self._take(match.end(), " " if blank else "")

    def _preformatted(self, match: re.Match[str]) -> None:
        rest = match["space"].replace("\r\n", "\n").replace("\r", "\n")
        if "\n" not in rest:
            self._take(match.end(), rest.replace("\u00a0", " "))
            return
        for place in range(match.start(), match.end()):
            if self._source[place] in "\r\n" and self._source[place : place + 2] != "\r\n":
                self._take(place + 1, "")
                self._line(place + 1)
        self._take(match.end(), self._source[self._at : match.end()])

    def _plain(self, stop: int) -> None:
        """Read the characters up to a place as they stand."""
        if stop <= self._at:
            return
        if self._source[self._at] == " " == self._last and not self._is_plain():
            self._take(self._at + 1, "")
        text = self._source[self._at : stop]
        if text:
            self._parts.append(text)
            self._last = text[-1]
            self._said = self._said or not text.isspace()
        self._at = stop

    def _take(self, stop: int, meant: str) -> None:
        """Leave out, or read as something else, what stands up to a place."""
        if stop > self._at and self._source[self._at : stop] != meant:
            start = self._starts[-1]
            self._found.append(Artefact("markup", self._at - start, stop - start, meant))
            self._parts.append(meant)
        elif stop > self._at:
            self._parts.append(meant)
        self._last = meant[-1:] or self._last
        self._said = self._said or bool(meant.strip())
        self._at = stop

    def _line(self, place: int) -> None:
        """End the line at a place, unless nothing stands in it."""
        if place == self._starts[-1]:
            return
        text = "".join(self._parts).rstrip()
        if self._found:
            self._pieces[len(self._texts)] = self._found
        self._texts.append(text)
        self._starts.append(place)
        self._found, self._parts, self._last, self._at = [], [], " ", place
        self._said = False
