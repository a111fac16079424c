"""The text layer of a PDF, page by page, with its line breaks."""

import io
import logging

from reftel.core.diagnostic import Diagnostic
from reftel.core.span import Span
from reftel.telegram.findings import diagnostic

SIGNATURE = b"%PDF-"
# What some servers put in front of it: byte order mark, null bytes, blanks.
BLANKS = b"\xef\xbb\xbf\x00 \t\r\n\f"
# A form feed alone on its line keeps the last line of a page and the first of the next apart.
PAGE_BREAK = "\n\f\n"

NO_TEXT_LAYER = "PDF without text layer: a scan; run `ocrmypdf in.pdf out.pdf` first"
ENCRYPTED = "PDF encrypted: a password is needed; save a copy without one first"
BROKEN = "PDF broken: no page of it can be read ({reason})"
NOWHERE = Span(0, 0)

# Without a handler, Python prints what pypdf notices about a file on standard error.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def is_pdf(data: bytes) -> bool:
    """Whether the content says that it is a PDF."""
    return data[:1024].lstrip(BLANKS).startswith(SIGNATURE)


def text_layer(data: bytes) -> str | Diagnostic:
    """Return the words of all pages, or a diagnostic (T005, T006) that says why there are none."""
    try:
        pages = _pages(data)
    except Exception as error:  # pypdf raises nearly anything on a broken file
        return diagnostic("T006", NOWHERE, BROKEN.format(reason=_first_line(error)))
    if pages is None:
        return diagnostic("T006", NOWHERE, ENCRYPTED)
    if not any(page.strip() for page in pages):
        return diagnostic("T005", NOWHERE, NO_TEXT_LAYER)
    return _characters(PAGE_BREAK.join(pages))


def _pages(data: bytes) -> list[str] | None:
    import pypdf  # noqa: PLC0415 - slow to import, and most telegrams are no PDFs

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return None
    return [page.extract_text() for page in reader.pages]


def _characters(words: str) -> str:
    """Return words without halves of characters, which a damaged font table leaves behind."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _first_line(error: Exception) -> str:
    line = (str(error).splitlines() or [type(error).__name__])[0]
    return _characters(line[:120])
