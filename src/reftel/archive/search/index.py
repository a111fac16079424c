"""One tantivy index: the documents that one readership may see, and nothing of any other.

The only module that knows tantivy's writer. An index is derived: it can be thrown away.
"""

import shutil
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

import tantivy

from reftel.archive.errors import ArchiveError
from reftel.archive.search.documents import PASSAGES, Document

HEAP = 128_000_000
WORDS = ("text", "joined", "subject", *PASSAGES.values())
# With counts (fast) those that are facets.
TERMS = {
    "mrn": False,
    "from": True,
    "to": True,
    "info": True,
    "tag": True,
    "caption": True,
    "ref": False,
    "para": True,
    "dialect": True,
    "level": True,
    "year": True,
    "month": True,
    "person": True,
    "who": True,
    "state": True,
    "body": True,
    "post": True,
}
UNDATED = -(2**62)


@cache
def schema() -> tantivy.Schema:
    """Return the fields of an index."""
    builder = tantivy.SchemaBuilder()
    # Signed: of an unsigned field tantivy-py 0.27 deletes nothing by term, and says nothing.
    builder.add_integer_field("key", indexed=True, fast=True)
    builder.add_integer_field("sent", indexed=True, fast=True)
    builder.add_integer_field("rank", indexed=True, fast=True)
    # Time, then a figure of the name: no two telegrams are level, in whatever order they came.
    builder.add_integer_field("order", fast=True)
    for field in WORDS:
        option = "freq" if field == "joined" else "position"
        builder.add_text_field(field, tokenizer_name="words", index_option=option)
    for field, fast in TERMS.items():
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=fast)
    return builder.build()


def opened(folder: Path) -> tantivy.Index:
    """Return the index in a folder; a new one where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(schema(), str(folder))
    blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("words", blanks)
    index.config_reader("manual")
    return index


class Writing:
    """Documents on their way into an index; nothing of it can be found before the commit."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer
        self.added = 0

    def add(self, key: int, name: str, document: Document) -> None:
        """Add a document. key: the row of the telegram. name: what orders it among its time."""
        made = tantivy.Document()
        made.add_integer("key", key)
        sent = UNDATED if document.sent is None else document.sent
        made.add_integer("order", order(document.sent, name))
        if sent != UNDATED:
            made.add_integer("sent", sent)
        if document.rank >= 0:
            made.add_integer("rank", document.rank)
        for field, words in document.words.items():
            made.add_text(field, words)
        for field, values in document.terms.items():
            for value in values:
                made.add_text(field, value)
        with telling():
            self._writer.add_document(made)
        self.added += 1

    def remove(self, key: int) -> None:
        """Take out the document of a telegram."""
        with telling():
            self._writer.delete_documents_by_term("key", key)

    def commit(self) -> None:
        """Make all that was added and removed so far found."""
        with telling():
            self._writer.commit()


@contextmanager
def writing(folder: Path) -> Generator[Writing]:
    """Write to the index in a folder; what was not committed at the end is."""
    with telling():
        # One thread: documents keep the order in which they come.
        writer = opened(folder).writer(HEAP, 1)
    index = Writing(writer)
    try:
        yield index
        index.commit()
    except BaseException:
        # On a full or a removed disk these fail, too; what was committed stays.
        with suppress(ValueError):
            writer.rollback()
        with suppress(ValueError):
            writer.wait_merging_threads()
        raise
    with telling():
        writer.wait_merging_threads()


def held(folder: Path) -> list[tuple[int, int]]:
    """Return row and order of each telegram that an index holds, sorted."""
    with telling():
        index = opened(folder)
        index.reload()
        searcher = index.searcher()
        if not searcher.num_docs:
            return []
        everything = tantivy.Query.all_query()
        count = searcher.num_docs
        keys = searcher.search(everything, count, order_by_field="key").hits
        orders = {
            (each.segment_ord, each.doc): value
            for value, each in searcher.search(everything, count, order_by_field="order").hits
        }
    return sorted((int(key), int(orders[each.segment_ord, each.doc])) for key, each in keys)


@contextmanager
def telling() -> Generator[None]:
    """Raise what tantivy says, a ValueError whatever it is, as an error of the archive."""
    try:
        yield
    except ValueError as error:
        message = f"index: {error}"
        raise ArchiveError(message) from error


def rebuilt(folder: Path, documents: Iterable[tuple[int, str, Document]]) -> int:
    """Write an index anew beside the old one and put it in its place; return how many."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    with writing(fresh) as index:
        for key, name, document in documents:
            index.add(key, name, document)
    # A session that searches meanwhile tries again, see Searching.refresh.
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    return index.added


def order(sent: int | None, name: str) -> int:
    """Return a number that orders telegrams by time, undated ones last, then by name."""
    figure = int.from_bytes(blake2b(name.encode(), digest_size=3).digest())
    return (-(2**38) if sent is None else sent) * 2**24 + figure
