"""The public door of this package: a telegram's text in, its record out."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.telegram import agreement, checks, source
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.dialects.recognise import recognise
from reftel.telegram.findings import diagnostic
from reftel.telegram.model import Block, Telegram
from reftel.telegram.split import split


def read_telegram(content: bytes | str, *, volume: str = "") -> Telegram:
    """Read one telegram; bytes are decoded first. volume: of the edition, where one is known.

    Of several, one behind the other, the first is read; T040 says how many there are.
    Never raises on what it is given to read: what is no telegram comes back as a record whose
    diagnostics say so. Raises AttributeError or TypeError for anything but bytes or str.
    """
    text, encoding = _text(content)
    parts = split(text)
    first = _part(text, encoding, parts[0], volume)
    return first if len(parts) == 1 else _with_rest(first, text, parts)


def read_telegrams(content: bytes | str) -> Iterator[Telegram]:
    """Yield each telegram of a text that may hold several; the text of each is its part alone.

    Content with one telegram gives what `read_telegram` gives.
    """
    text, encoding = _text(content)
    for part in split(text):
        # The mark at the beginning of the bytes is the first one's.
        later = part.start and encoding == "utf-8-sig"
        yield _part(text, "utf-8" if later else encoding, part)


def _text(content: bytes | str) -> tuple[str, str]:
    return (content, "str") if isinstance(content, str) else source.decode(content)


def _part(text: str, encoding: str, part: Span, volume: str = "") -> Telegram:
    copy = Copy(part.of(text), encoding, volume)
    return _checked(_read(copy), copy)


def _with_rest(first: Telegram, text: str, parts: Sequence[Span]) -> Telegram:
    """Return the first telegram with the text that holds the others, too."""
    rest = Span(parts[1].start, len(text))
    message = f"the text holds {len(parts)} telegrams; the first is read here"
    told = diagnostic("T040", parts[1], message)
    return replace(
        first,
        text=text,
        blocks=(*first.blocks, Block(kind="further telegrams", span=rest)),
        diagnostics=(*first.diagnostics, told),
    )


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
