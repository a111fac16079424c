"""The public door of this package: a telegram's text in, its record out."""

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.telegram import agreement, checks, source
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.dialects.recognise import recognise
from reftel.telegram.model import Telegram


def read_telegram(content: bytes | str, *, volume: str = "") -> Telegram:
    """Read one telegram; bytes are decoded first. volume: of the edition, where one is known.

    Never raises on what it is given to read: what is no telegram comes back as a record whose
    diagnostics say so. Raises AttributeError or TypeError for anything but bytes or str.
    """
    text, encoding = (content, "str") if isinstance(content, str) else source.decode(content)
    copy = Copy(text, encoding, volume)
    return _checked(_read(copy), copy)


def _read(copy: Copy) -> Telegram:
    """Return the record of a telegram, or one that says why this is none."""
    if copy.encoding not in {"str", "utf-8", "utf-8-sig"}:
        message = f"the bytes are not UTF-8; read as {copy.encoding}"
        copy.findings.add("T003", Span(0, 0), message)
    if not copy.text.strip():
        return _unread(copy, "T001", "the text is empty")
    if not source.looks_like_text(copy.text):
        message = "too many control characters; this looks like a picture or program, not text"
        return _unread(copy, "T004", message)
    layout = recognise(copy)
    if layout is None:
        return _unread(
            copy,
            "T002",
            "no line shows that this is a telegram; expected a header, "
            "a classification line or E.O., TAGS and SUBJECT lines",
        )
    return layout()


def _unread(copy: Copy, code: str, message: str) -> Telegram:
    copy.findings.add(code, Span(0, 0), message)
    return Telegram(
        text=copy.text,
        encoding=copy.encoding,
        dialect="unknown",
        blocks=copy.lines.blocks(),
        repairs=tuple(copy.lines.repairs),
        diagnostics=copy.findings.all(),
    )


def _checked(record: Telegram, copy: Copy) -> Telegram:
    """Return the record with its attributes compared and all findings added."""
    if record.dialect == "unknown":
        return record
    record = replace(record, attributes=agreement.compared(record, copy.findings))
    found = [*copy.findings.all(), *checks.run(record)]
    found.sort(key=lambda each: (each.span, each.code))
    return replace(record, diagnostics=tuple(found))
