"""The Department's copy in pages, between the National Archives' titles where it has attributes."""

from collections.abc import Iterator, Sequence

from reftel.telegram.model import Telegram
from reftel.telegram.writing import parts
from reftel.telegram.writing.lines import HELD, joined, wrapped

PAGE = 44  # lines of a telegram that one page holds, as the real copies of 1974-79 have it
STATION = 6  # letters of a post in a page line
DIGITS = 5


def write(telegram: Telegram) -> str:
    """Return the copy."""
    pages = list(_pages(telegram))
    copy = "\n\n".join(pages) + "\n\n\n\n\nNNN\n"
    if telegram.dialect != "archives" or not telegram.attributes:
        return copy
    attributes = "\n".join(f"{each.key}: {each.printed}" for each in telegram.attributes)
    return f"Message Text\n\n{copy}\nMessage Attributes\n{attributes}\n"


def _pages(telegram: Telegram) -> Iterator[str]:
    """Yield the pages, each between two classification lines, below its page line."""
    level = telegram.classification.level if telegram.classification else ""
    own = telegram.identity
    name = parts.post_name(telegram)[:STATION].strip()
    number = f"{own.number:0{DIGITS}}" if own else ""
    # When it was received is not known of other copies, and not made up.
    received = next((f"{each.time}Z" for each in telegram.pages if each.time), "")
    lines = [*_head(telegram), *_message(telegram)]
    at = page = 0
    while at < len(lines):
        page += 1
        top = f"PAGE {page:02}  {name} {number}  {received}".rstrip()
        body = "\n".join(lines[at : at + PAGE]).rstrip("\n")
        yield f"{level}\n\n{top}\n\n{body}\n\n\n{level}"
        at += PAGE
        while at < len(lines) and not lines[at]:
            at += 1


def _head(telegram: Telegram) -> Iterator[str]:
    """Yield offices with their copies, drafters, and the dash line."""
    own = telegram.distribution
    if own:
        first = [_office(each.symbol, each.copies) for each in own.offices]
        yield from wrapped(" ".join(first), f"{own.role} ")
        # The letter behind the total is no office: it stays on the total's line.
        total = f" /{own.total:03}{HELD}{own.suffix}".rstrip(HELD) if own.total is not None else ""
        listed = "  ".join(_office(each.symbol, each.copies) for each in own.info) + total
        yield from ["", *wrapped(listed, "INFO  ", "      ")] if listed.strip() else [""]
        yield ""
    # Such copies name drafters in a form of their own; those of SMART are no part of it.
    for each in telegram.officers if telegram.dialect == "archives" else ():
        office = f"{each.office}:" if each.office else ""
        yield f"{each.role.upper()} BY {office}{each.name}"
    counter = telegram.relay
    if counter:
        tail = f"  {counter.time}Z /{counter.copies or 11}" if counter.time else ""
        dashes = "-" * (18 if tail else 21) + "     " * (not tail)
        yield " " * 23 + dashes + counter.counter + tail


def _office(symbol: str, copies: int | None) -> str:
    return symbol if copies is None else f"{symbol}-{copies:02}"


def _message(telegram: Telegram) -> Sequence[str]:
    text = [parts.paragraph(each) for each in telegram.paragraphs]
    blocks = [[parts.class_line(telegram)], *parts.head(telegram, "SUBJ"), *text]
    return [*parts.address(telegram), "", *joined(blocks), *parts.below(telegram)]
