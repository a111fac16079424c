"""What a drafter says, as TOML has it, and what no telegram can have of it."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from reftel.core.errors import ReftelError
from reftel.tables.rows import Level
from reftel.telegram.model import PrecedenceWord

NOT_CLASSIFIED = frozenset({"UNCLASSIFIED", "SBU", "LIMITED OFFICIAL USE"})
# Years that two figures tell, as the reader takes them.
FIRST_YEAR, LAST_YEAR = 1930, 2029
HIGHEST = 999_999  # number of a telegram
LETTERS = 26
REASON = re.compile(r"(?:^|\()(?P<letter>[a-hA-H])\)?$")
ON_ONE_LINE = {
    "to": "to",
    "info": "info",
    "captions": "captions",
    "passed": "pass",
    "tags": "tags",
    "references": "references",
}


class DraftError(ReftelError):
    """A draft that cannot be read; the message names the place."""


class DraftParagraph(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """text: in any lines. mark: of another level than the telegram's, "U". heading: above it."""

    text: str
    mark: str = ""
    heading: str = ""


class Draft(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"sender": "from", "passed": "pass", "paragraphs": "paragraph"},
):
    """What a drafter says.

    sender: a post, as any table spells it. sent: with its zone. to, info: posts, each with or
    without a precedence of its own and the number of the telegrams to it, "STATE 2117".
    declassify: the day, where it is not the usual one.
    """

    sender: str
    number: int
    sent: datetime
    to: list[str]
    classification: Level
    subject: str
    paragraphs: list[DraftParagraph]
    signature: str
    precedence: PrecedenceWord = "ROUTINE"
    info: list[str] = []
    captions: list[str] = []
    passed: list[str] = []
    tags: list[str] = []
    references: list[str] = []
    classified_by: str = ""
    reasons: list[str] = []
    declassify: date | None = None


def draft(text: str) -> Draft:
    """Read a draft. Raises DraftError, with line or field, for one that is wrong."""
    try:
        found = msgspec.convert(tomllib.loads(text), Draft)
    except tomllib.TOMLDecodeError as error:
        message = f"no TOML: {error}"
        raise DraftError(message) from None
    except msgspec.ValidationError as error:
        words = str(error).replace("$.", "").removeprefix("Object ")
        raise DraftError(words) from None
    for field, fault in _faults(found):
        message = f"{field}: {fault}"
        raise DraftError(message)
    return found


def _faults(words: Draft) -> Iterator[tuple[str, str]]:
    """Yield what a draft says that no telegram can have, with its field."""
    if words.sent.tzinfo is None:
        yield "sent", "a time with its zone expected, 2008-06-02T21:15:00Z"
    if not FIRST_YEAR <= words.sent.year <= LAST_YEAR:
        yield "sent", f"a year from {FIRST_YEAR} to {LAST_YEAR} expected, since two figures tell it"
    if not 1 <= words.number <= HIGHEST:
        yield "number", f"from 1 to {HIGHEST:,} expected"
    for field, listed in (("to", words.to), ("paragraph", words.paragraphs)):
        if not listed:
            yield field, "at least one expected"
    if len(words.references) > LETTERS:
        yield "references", f"at most {LETTERS} expected, one for each letter"
    yield from _faults_of_words(words)
    for field in ("classified_by", "reasons", "declassify"):
        if getattr(words, field) and words.classification in NOT_CLASSIFIED:
            yield field, f"none expected, since {words.classification} is not classified"


def _faults_of_words(words: Draft) -> Iterator[tuple[str, str]]:
    for name, field in ON_ONE_LINE.items():
        for at, each in enumerate(getattr(words, name)):
            if not each.strip() or "\n" in each:
                yield f"{field}[{at}]", "words on one line expected"
    for at, each in enumerate(words.reasons):
        if REASON.search(each) is None:
            yield f"reasons[{at}]", f"a letter from a to h expected, not {each!r}"
    for at, each in enumerate(words.paragraphs):
        if not each.text.strip() or "\n\n" in each.text.strip():
            yield f"paragraph[{at}].text", "words without a blank line expected"
