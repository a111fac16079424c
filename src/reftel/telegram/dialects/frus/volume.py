"""A volume, document by document, as its bytes come in."""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reftel.telegram import markup
from reftel.telegram.dialects.frus import heading, opener, title_page
from reftel.telegram.markup import words
from reftel.telegram.model import Book

DIV = re.compile(r"<(?P<close>/)?div\b(?P<attributes>[^<>]{0,2000})>")
DOCUMENT = re.compile(r"\btype\s{0,3}=\s{0,3}[\"']document[\"']")
ID = re.compile(r"xml:id\s{0,3}=\s{0,3}[\"']([^\"']{1,99})[\"']")
VOLUME = re.compile(
    r"""<idno\s[^<>]{0,99}type=["']frus["'][^<>]{0,99}>\s{0,99}([\w-]{1,99})(?=\s{0,99}<)"""
    r"""|<TEI\b[^<>]{0,2000}xml:id=["']([\w-]{1,99})["']"""
)
# In volumes up to the 1950s: `: Telegram</note>`, `[Telegram—Extract]</seg>`.
MARK = re.compile(r"(?:[:>\[])\s{0,99}(?:Circular\s)?[Tt]elegram[^<>]{0,60}<")
HEAD_END = re.compile(r"</head\s{0,3}>")
LONGEST_TAG = 2100  # characters
FRONT = 20_000  # characters of a volume's front that may tell its id and title


class Document(NamedTuple):
    """A document of a volume: its ids, its heading without notes, and its own text.

    text: as it stands in the volume; `read_telegram(text, volume=volume)` reads it. book: the
    volume as its header has it, None where there is none.
    """

    volume: str
    id: str
    heading: str
    is_telegram: bool
    text: str
    book: Book | None = None


def documents(chunks: Iterable[bytes]) -> Iterator[Document]:
    """Yield the documents of a volume in order; holds one document at a time.

    chunks: the volume's bytes, UTF-8; other bytes are replaced, never raised upon.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    reader = _Reader()
    for chunk in chunks:
        yield from reader.take(decoder.decode(chunk))
    yield from reader.take(decoder.decode(b"", final=True), last=True)


class _Reader:
    def __init__(self) -> None:
        self._volume = ""
        self._front = ""
        self._is_in_front = True
        self._book: Book | None = None
        self._text = ""
        self._at = 0  # up to here the text was searched
        self._begin = -1  # of the document that is open
        self._depth = 0

    def take(self, text: str, *, last: bool = False) -> Iterator[Document]:
        """Add a piece of the volume; yield the documents that it ends."""
        self._text += text
        if self._is_in_front:
            self._front += text[: FRONT - len(self._front)]
        if not self._volume and (found := VOLUME.search(self._text[:FRONT])):
            self._volume = found[1] or found[2]
        for match in DIV.finditer(self._text, self._at):
            self._at = match.end()
            if not match["close"] and DOCUMENT.search(match["attributes"]):
                self._read_front()
                # A document that nothing closed ends where the next begins.
                yield from self._end(match.start())
                self._begin, self._depth = match.start(), 0
            self._depth += -1 if match["close"] else not match["attributes"].endswith("/")
            if self._begin >= 0 and self._depth == 0:
                yield from self._end(match.end())
        if last:
            yield from self._end(len(self._text))
        self._forget()

    def _read_front(self) -> None:
        """Read the title once, where the first document begins."""
        if self._is_in_front:
            self._book = title_page.book(self._front)
            self._front, self._is_in_front = "", False

    def _end(self, end: int) -> Iterator[Document]:
        if self._begin >= 0:
            yield _document(self._volume, self._text[self._begin : end], self._book)
        self._begin = -1

    def _forget(self) -> None:
        """Drop what was read; a tag that the next piece goes on with stays."""
        if self._begin < 0 and not self._volume and len(self._text) < FRONT:
            return
        keep = max(self._at, len(self._text) - LONGEST_TAG)
        keep = min(keep, self._begin) if self._begin >= 0 else keep
        self._at = max(self._at, len(self._text) - LONGEST_TAG) - keep
        self._text = self._text[keep:]
        self._begin = 0 if self._begin >= 0 else -1


def _document(volume: str, text: str, book: Book | None) -> Document:
    end = HEAD_END.search(text)
    start = text.find("<head")
    title = words(text[start : end.end()]) if end and start >= 0 else ""
    found = ID.search(text[:LONGEST_TAG])
    is_telegram = heading.parsed(title) is not None or _is_marked(text, title)
    return Document(volume, found[1] if found else "", title, is_telegram, text, book)


def _is_marked(text: str, title: str) -> bool:
    """Whether the editors mark a document as a telegram whose heading names persons alone."""
    if heading.by_person(title) is None or not MARK.search(text):
        return False
    marked = markup.read(text)
    sources = (each for each in marked.all("note") if each.attributes.get("type") == "source")
    notes = (words(text[each.begin : each.stop]) for each in sources)
    return opener.marked(marked.lines, range(len(marked.lines)), notes)
