"""Laws of the reader, over whatever a file may hold."""

import os
import random
import re
import tracemalloc
from collections.abc import Callable, Container, Iterable
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spans import all_spans, located, standing, values

from reftel.telegram.model import (
    Addressee,
    Attribute,
    Block,
    Caption,
    Classification,
    Located,
    Originator,
    Paragraph,
    PortionMark,
    Reference,
    RelayCounter,
    Repair,
    Subject,
    Tag,
    Telegram,
    Text,
)
from reftel.telegram.read import read_telegram

TESTS = Path(__file__).parents[1]
FILES = [
    *sorted((TESTS.parent / "examples").glob("*/*.txt")),
    *sorted((TESTS / "golden").glob("*.txt")),
]
SAMPLES = {path.stem: path.read_text() for path in FILES}
EXAMPLES = [path.stem for path in FILES if path.parent.parent.name == "examples"]
LAW = settings(max_examples=200, deadline=None, derandomize=bool(os.environ.get("CI")))

PIECES = st.sampled_from(
    """VZCZCQMZ0144|PP RUEHC|DE RUEHQM #0096 0811317|ZNY SSSSS ZZH|P R 211310Z MAR 08
FM AMEMBASSY MIRZAQUE|TO RUEHC/SECSTATE WASHDC PRIORITY 0640|INFO AIG 4417|BT
XMT AMEMBASSY QUILLON|S E C R E T MIRZAQUE 000096|UNCLAS SECTION 02 OF 03 LIMA 12|SIPDIS
E.O. 12958: DECL: 03/21/2018|E.O. 11652: GDS|TAGS: EWWT, [PREL](#)|SUBJECT: (C) X
REF: A. STATE 27316|     B. (NOTAL)|1. (C) SUMMARY: X (refs A-B).|2. X|END SUMMARY.|DUNLEAVY|NNNN
Message Text|Message Attributes|Draft Date: 17 MAY 1974|PAGE 02  CALDES 00412  172014Z
MRN: 15 TAVERRE 204|Date/DTG: Mar 12, 2015 / 121355Z MAR 15|Action: WASHDC, SECSTATE ROUTINE|B6
Captions: NODIS|From: Roe, Jane|Subject: X|Signature: VALE|Info: Roe, Jane ROUTINE|Released By: A:B
Dissemination Rule: X|U.S. Department of State Case No. F-2014-1|RELEASE IN PART|## A|**X:** Y|---
ACTION IO-14|/075 W||CONFIDENTIAL|[1](#)|&#x000A;|¶|- [1](#)B.""".replace("\n", "|").split("|")
)
LINES = st.lists(PIECES | st.text(max_size=40), max_size=40).map("\n".join)
ANYTHING = LINES | st.text(max_size=400) | st.sampled_from(sorted(SAMPLES.values()))
BYTES = st.binary(max_size=400) | ANYTHING.map(lambda text: text.encode("utf-8", "replace"))


def samples(
    names: Iterable[str] = SAMPLES, *, failing: Container[str] = ()
) -> pytest.MarkDecorator:
    """Run a law on each sample; those in `failing` are known not to keep it yet."""
    known = pytest.mark.xfail(strict=True, reason="known failing, see the comment at the law")
    return pytest.mark.parametrize(
        "name",
        [pytest.param(name, marks=[known] if name in failing else []) for name in sorted(names)],
    )


any_sample = samples()
any_example = samples(EXAMPLES)


def codes(telegram: Telegram) -> set[str]:
    return {each.code for each in telegram.diagnostics}


def tiled(telegram: Telegram) -> str:
    at = 0
    for block in telegram.blocks:
        assert block.span.start == at
        assert block.span.end > at
        at = block.span.end
    return "".join(block.span.of(telegram.text) for block in telegram.blocks)


def returns_and_tiles(text: str) -> Telegram:
    telegram = read_telegram(text)
    assert telegram.text == text
    assert tiled(telegram) == text
    assert all(0 <= start <= end <= len(text) for start, end in all_spans(telegram))
    assert 0 <= telegram.coverage <= 1
    return telegram


@LAW
@given(ANYTHING)
def test_reading_returns_and_tiles(text: str) -> None:
    """For every text: a record comes back, its blocks tile the text, its spans lie inside."""
    returns_and_tiles(text)


@LAW
@given(BYTES)
def test_bytes_are_never_lost(data: bytes) -> None:
    """For all bytes: `record.text.encode(record.encoding)` gives them back."""
    telegram = read_telegram(data)
    assert telegram.text.encode(telegram.encoding) == data
    assert tiled(telegram) == telegram.text


@LAW
@given(ANYTHING)
def test_a_string_needs_no_decoding(text: str) -> None:
    """For every string: the encoding is "str" and the text is the string."""
    telegram = read_telegram(text)
    assert (telegram.encoding, telegram.text) == ("str", text)


@LAW
@given(ANYTHING)
def test_json_round_trip_is_lossless(text: str) -> None:
    """For every text that has an encoding: a record is the same after JSON and back."""
    text = text.encode("utf-8", "replace").decode()
    telegram = read_telegram(text)
    written = msgspec.json.encode(telegram)
    assert msgspec.json.decode(written, type=Telegram) == telegram


@LAW
@given(ANYTHING)
def test_reading_is_deterministic(text: str) -> None:
    """For every text: two readings are equal, whatever was read between them."""
    first = read_telegram(text)
    read_telegram(SAMPLES[EXAMPLES[0]])
    assert read_telegram(text) == first


@any_sample
def test_json_of_samples(name: str) -> None:
    telegram = read_telegram(SAMPLES[name])
    assert msgspec.json.decode(msgspec.json.encode(telegram), type=Telegram) == telegram


# --- What a record says stands where it says. ------------------------------------------------


def squeezed(text: str) -> str:
    return "".join(text.split())


def _said(record: Located) -> str | None:
    """Return the words that the span must read as, blanks aside; None where they are worked out."""
    match record:
        case Text():
            return record.text
        case PortionMark() | Classification():
            return record.printed
        case Reference():
            return record.text
        case _:
            return None


@any_sample
def test_words_stand_at_their_span(name: str) -> None:
    """The words of a record are what its span covers, the record's own repairs made."""
    telegram = read_telegram(SAMPLES[name])
    for record in located(telegram):
        said = _said(record)
        if said is not None:
            assert squeezed(standing(telegram, record.span)) == squeezed(said), record


# The head of the second section cuts a paragraph of 1976CALDES01187, and no repair says so.
@samples(failing={"1976CALDES01187"})
def test_words_stand_within_their_span(name: str) -> None:
    """The words of a line with more on it stand within its span, the repairs made."""
    telegram = read_telegram(SAMPLES[name])
    for record in located(telegram):
        place = squeezed(standing(telegram, record.span))
        match record:
            case Addressee() if telegram.dialect == "smart":
                said = record.name.split()  # SMART writes WASHDC, SECSTATE
            case Addressee() | Originator():
                said = [record.name, record.routing, *record.offices]
            case Tag():
                assert place.upper() == squeezed(record.code)
                continue
            case Subject():
                # A hyphen at a line's end may be that of the word, or of the line.
                place = place.replace("-", "")
                said = [record.text.replace("-", ""), record.mark.printed if record.mark else ""]
            case Attribute() if telegram.dialect == "smart":
                said = [record.printed]  # a misread label has its right name
            case Attribute():
                said = [record.key, record.printed]
            case Paragraph():
                assert place.endswith(squeezed(record.text)), (record.text, place)
                said = [record.mark.printed if record.mark else ""]
            case Caption() if record.kind == "unknown":
                said = [record.caption]
            case _:
                continue
        for words in said:
            assert squeezed(words) in place, (words, place)


@any_sample
def test_spans_are_tight(name: str) -> None:
    """No place of a record begins or ends with a blank; it is not empty, either."""
    telegram = read_telegram(SAMPLES[name])
    for record in located(telegram):
        # The place of a relay counter is its whole line, dashes and the blanks before them.
        if not isinstance(record, Repair | Block | RelayCounter):
            words = record.span.of(telegram.text)
            assert words, record
            assert words == words.strip(), record


@any_sample
def test_paragraphs_do_not_overlap(name: str) -> None:
    """Paragraphs stand in the order of the text, one behind the other."""
    spans = [each.span for each in read_telegram(SAMPLES[name]).paragraphs]
    assert all(one.end <= other.start for one, other in pairwise(spans))


# --- What changes no value. ------------------------------------------------------------------

# Findings on the copy itself: long lines, artefacts, characters no teleprinter has.
OF_THE_COPY = frozenset({"T003", "T911", "T912", "T913"})


CAPITAL_WORD = re.compile(r"\b[A-Z]{4,8}\b")


def places(telegram: Telegram) -> list[str]:
    """Return what stands at each place of the record, in order, blanks aside."""
    return [
        squeezed(standing(telegram, record.span))
        for record in located(telegram)
        if not isinstance(record, Repair | Block)
    ]


def same(changed: str, name: str, *, aside: Container[str] = OF_THE_COPY) -> None:
    before, after = read_telegram(SAMPLES[name]), returns_and_tiles(changed)
    assert values(after) == values(before)
    assert {code for code in codes(after) ^ codes(before) if code not in aside} == set()


@any_sample
def test_carriage_returns_change_no_value(name: str) -> None:
    """Lines that end in carriage return and line feed are the same lines."""
    same(SAMPLES[name].replace("\n", "\r\n"), name)


@any_sample
def test_carriage_returns_alone_change_no_value(name: str) -> None:
    """Lines that end in a carriage return alone are the same lines."""
    same(SAMPLES[name].replace("\n", "\r"), name)


@any_sample
def test_blanks_at_line_ends_change_no_value(name: str) -> None:
    """Blanks behind a line are nothing, but that Line Count tells empty lines from blank ones."""
    changed = "\n".join(f"{line}  " for line in SAMPLES[name].split("\n"))
    same(changed, name, aside=OF_THE_COPY | {"T965"})


@any_sample
def test_protected_blanks_change_no_value(name: str) -> None:
    """A blank that may not break is a blank."""
    same(SAMPLES[name].replace(" ", "\u00a0"), name, aside=OF_THE_COPY | {"T965"})


# In 614 and 904 a label is glued to the word beside it: one link then, cut in the middle.
@pytest.mark.parametrize("nth", [0, 1, 2])
@samples(SAMPLES.keys() - {"614-subject-with-ref-glued", "904-fco-blanks-lost"})
def test_link_markup_changes_no_value(name: str, nth: int) -> None:
    """Words that a web copy made links of are the same words, and their places go along."""
    text = SAMPLES[name]
    turn = count(nth)
    changed = CAPITAL_WORD.sub(
        lambda word: f"[{word[0]}](#)" if next(turn) % 3 == 0 else word[0], text
    )
    same(changed, name)
    assert places(read_telegram(changed)) == places(read_telegram(text))


@any_example
def test_utf_16_and_byte_order_marks_change_no_value(name: str) -> None:
    """The same text in another encoding is the same telegram."""
    text = SAMPLES[name]
    before = values(read_telegram(text))
    for data in (text.encode("utf-16"), text.encode("utf-16-be"), text.encode("utf-8-sig")):
        after = read_telegram(data)
        assert values(after) == before
        assert after.text.encode(after.encoding) == data


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", True), ("cp1252", True)],
)
def test_other_encodings_are_told(encoding: str, told: bool) -> None:
    """Whatever is not UTF-8 is read and said so."""
    telegram = read_telegram(f"{SAMPLES[EXAMPLES[0]]}\nCafé".encode(encoding))
    assert ("T003" in codes(telegram)) == told
    assert telegram.text.endswith("Café")


@any_example
def test_null_characters_between_lines_change_no_value(name: str) -> None:
    """A null that a transfer left at a line's end is nothing."""
    lines = SAMPLES[name].split("\n")
    lines[3:6] = [f"{line}\x00" for line in lines[3:6]]
    same("\n".join(lines), name)


# --- Damage. ---------------------------------------------------------------------------------


@any_example
def test_cut_anywhere(name: str) -> None:
    """A telegram that breaks off is read as far as it goes."""
    text = SAMPLES[name]
    for at in range(0, len(text), 97):
        returns_and_tiles(text[:at])


def _swapped(lines: list[str], chance: random.Random) -> list[str]:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def _doubled(lines: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(lines))
    return [*lines[:at], lines[at], *lines[at:]]


def _glued(lines: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(lines) - 1)
    return [*lines[:at], lines[at] + lines[at + 1], *lines[at + 2 :]]


def _dropped(lines: list[str], chance: random.Random) -> list[str]:
    del lines[chance.randrange(len(lines))]
    return lines


@any_sample
@pytest.mark.parametrize("damage", [_swapped, _doubled, _glued, _dropped])
def test_damaged_lines(name: str, damage: Callable[[list[str], random.Random], list[str]]) -> None:
    """Lines swapped, doubled, glued or dropped: a record comes back all the same."""
    chance = random.Random(name)
    for _ in range(4):
        returns_and_tiles("\n".join(damage(SAMPLES[name].split("\n"), chance)))


@any_sample
def test_cases(name: str) -> None:
    """Upper and lower case of the whole text are read without harm."""
    returns_and_tiles(SAMPLES[name].upper())
    returns_and_tiles(SAMPLES[name].lower())


@any_example
def test_null_characters_anywhere(name: str) -> None:
    """Null characters within the text do no harm."""
    returns_and_tiles(SAMPLES[name].replace("E", "E\x00", 40))


# --- What is no telegram. --------------------------------------------------------------------

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + random.Random(41).randbytes(4000)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param("", "T001", id="empty"),
        pytest.param(b"", "T001", id="no bytes"),
        pytest.param(" \n\t\r\n  \n", "T001", id="blank"),
        pytest.param("\u00a0\n", "T001", id="protected blank"),
        pytest.param("X" * 5_000_000, "T002", id="one letter"),
        pytest.param(
            "Dear Anna,\n\nthe barge is late again.\n\nYours\nOwen\n", "T002", id="letter"
        ),
        pytest.param("Anna,\n\nthe barge is late.\n\nTAGS: EWWT\n\nOwen\n", "T002", id="one sign"),
        pytest.param(PICTURE, "T004", id="picture"),
    ],
)
def test_what_is_no_telegram_says_so(content: bytes | str, code: str) -> None:
    telegram = read_telegram(content)
    assert telegram.dialect == "unknown"
    assert code in codes(telegram)
    assert codes(telegram) - {"T003"} == {code}
    assert tiled(telegram) == telegram.text
    assert values(telegram) == {"dialect": "unknown"}


@pytest.mark.parametrize("content", [None, 41, ["text"]])
def test_what_is_no_text_is_refused(content: Any) -> None:
    with pytest.raises((TypeError, AttributeError)):
        read_telegram(content)


def test_memory_in_proportion() -> None:
    """The peak of a reading is at most 60 times a text of 200 kB."""
    head, _, body = SAMPLES["08MIRZAQUE0096"].partition("\n1. ")
    paragraph = body.partition("\n\n")[0]
    parts = [head]
    while sum(map(len, parts)) < 200_000:
        parts.append(f"\n{len(parts)}. {paragraph}\n")
    text = "".join(parts)
    read_telegram(text)  # tables are loaded once; their cost is not the text's
    tracemalloc.start()
    try:
        read_telegram(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak <= 60 * len(text)
