"""The line message of ACP 127: routing, addresses, one or several sections."""

from collections.abc import Iterator, Sequence
from math import ceil

from reftel.telegram.model import Telegram
from reftel.telegram.writing import parts
from reftel.telegram.writing.lines import joined, wrapped

LONGEST_SECTION = 100  # lines of text: five pages of 20 (ACP 127)


def write(telegram: Telegram) -> str:
    """Return the message; a long one in sections, each with a head of its own."""
    text = list(_text(telegram))
    sections = _divided(text)
    return "\n".join(
        line
        for at, section in enumerate(sections)
        for line in _message(telegram, section, (at + 1, len(sections)))
    )


def _divided(text: Sequence[list[str]]) -> list[list[list[str]]]:
    """Divide the parts of the text into sections of about the same length, none within a part."""
    total = sum(len(part) + 1 for part in text)
    count = ceil(total / LONGEST_SECTION) or 1
    sections: list[list[list[str]]] = [[]]
    lines = 0
    for part in text:
        is_full = lines >= total / count * len(sections)
        if sections[-1] and is_full and len(sections) < count:
            sections.append([])
        sections[-1].append(part)
        lines += len(part) + 1
    return sections


def _message(
    telegram: Telegram, text: Sequence[list[str]], section: tuple[int, int]
) -> Iterator[str]:
    number, of = section
    own = telegram.transmission
    yield from _transmission(telegram, section)
    yield from parts.address(telegram)
    yield "BT" if own else ""
    yield parts.class_line(telegram, f"SECTION {number:02} OF {of:02}" if of > 1 else None)
    yield ""
    yield from joined([*(parts.head(telegram) if number == 1 else []), *text])
    yield from parts.below(telegram) if number == of else []
    if own:
        serial = own.serial.text if own.serial else ""
        tail = f"/{number:02}" if of > 1 else ""
        yield from ["BT", *([f"#{serial}{tail}"] if serial else []), "", "NNNN", ""]
    elif number < of:
        yield from ["NNNN", ""]
    else:
        yield ""


def _transmission(telegram: Telegram, section: tuple[int, int]) -> Iterator[str]:
    """Yield format lines 1 to 4, as far as they are known."""
    own = telegram.transmission
    if own is None:
        return
    number, of = section
    if own.identifier:
        yield own.identifier.text
    called = [each.text for each in own.called]
    if own.digraph or called:
        yield from wrapped(" ".join([own.digraph.text if own.digraph else "", *called]))
    if own.station:
        serial = f"#{own.serial.text}" + f"/{number:02}" * (of > 1) if own.serial else ""
        filed = own.filed.text if own.filed else ""
        yield " ".join(filter(None, ["DE", own.station.text, serial, filed]))
    signals = [each.text for each in own.signals]
    if own.warning or signals:
        warning = own.warning.text if own.warning else ""
        yield " ".join(filter(None, [warning, own.warning_letters, *signals]))


def _text(telegram: Telegram) -> Iterator[list[str]]:
    for each in telegram.paragraphs:
        yield parts.paragraph(each)
