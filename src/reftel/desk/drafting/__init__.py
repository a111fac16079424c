"""A telegram built from a few words: what follows from them is filled in, and all is checked.

The words stand in TOML (`draft`). What follows: the date-time group and its letters, names and
routing of posts, the Executive Order in force and when it declassifies, letters of references,
numbers and marks of paragraphs (`text`).
"""

from collections.abc import Iterator

from reftel.desk.drafting.draft import Draft, DraftError, draft
from reftel.desk.drafting.text import lines
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram
from reftel.telegram.writing.parts import captions

__all__ = ["Draft", "DraftError", "draft", "drafted"]

LONGEST_SHOWN = 60  # characters


def drafted(words: Draft) -> Telegram:
    """Return the telegram that a draft makes; its diagnostics say what is wrong with it.

    Raises DraftError for a sender that no table knows, and for a field that is not read back as
    the draft has it.
    """
    telegram = read_telegram("\n".join([*lines(words), ""]))
    for field, written, read in _compared(words, telegram):
        if written != read:
            message = f"{field}: a reader finds {_shown(read)} instead of {_shown(written)}"
            raise DraftError(message)
    return telegram


def _compared(words: Draft, telegram: Telegram) -> Iterator[tuple[str, object, object]]:
    """Yield each field as the draft has it, and as the telegram is read."""
    own, texts = telegram.identity, telegram.paragraphs
    yield "number", words.number, own.number if own else 0
    yield "to", len(words.to), len(telegram.action)
    yield "info", len(words.info), len(telegram.info)
    captioned = captions(words.classification, map(str.upper, words.captions))
    yield "captions", captioned, [each.caption for each in telegram.captions]
    yield "pass", len(words.passed), len(telegram.pass_lines)
    yield "tags", [each.upper() for each in words.tags], [each.code for each in telegram.tags]
    subject = telegram.subject.text.split() if telegram.subject else []
    yield "subject", words.subject.upper().split(), subject
    yield "paragraph", len(words.paragraphs), len(texts)
    for at, (drafted, each) in enumerate(zip(words.paragraphs, texts, strict=True)):
        yield f"paragraph[{at}].text", drafted.text.split(), each.flowed.split()
    signed = telegram.signature.text.split() if telegram.signature else []
    yield "signature", words.signature.upper().split(), signed


def _shown(value: object) -> str:
    words = repr(value)
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"
