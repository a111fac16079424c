"""Where each telegram of a text begins: the parts tile it, and a quotation is no part."""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reftel.core.span import Span
from reftel.telegram.read import read_telegram, read_telegrams
from reftel.telegram.split import split

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("REFTEL_SHARED", ROOT.parent / "shared")) / "telegrams"
LINE = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples/line").iterdir())]
ARCHIVES = [path.read_text() for path in sorted((ROOT / "examples/archives").iterdir())]
FCO, CABLEGRAMS = (
    [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples" / name).iterdir())]
    for name in ("fco", "cablegram")
)
NARA = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "nara/txt").glob("*.txt"))]
SMART = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "smart").glob("C*.txt"))]
NUMBERED = [
    text for text in LINE if not re.search(r"SECTION 0[12] OF", text)
]  # two sections of one telegram are one part

HEAD = "R 101200Z MAR 08\nFM AMEMBASSY LINDEN\nTO SECSTATE WASHDC\n"
BODY = "{level} LINDEN {n}\n\nTAGS: PREL\nSUBJECT: TALK {n}\n\n1. TALK WENT WELL.\n\nVALE\n"


def made(number: int, *, head: bool = True, level: str = "UNCLAS") -> str:
    return ((HEAD if head else "") + BODY).format(n=number, level=level)


def words(text: str) -> list[str]:
    return [part.of(text).strip() for part in split(text)]


@given(st.lists(st.sampled_from([*LINE, "NNNN\n", "UNCLAS LINDEN 12\n", "\n", "x"]), max_size=5))
def test_the_parts_tile_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    parts = split(text)
    assert (parts[0].start, parts[-1].end) == (0, len(text))
    assert all(above.end == below.start for above, below in pairwise(parts))
    assert all(part.start < part.end for part in parts[1:])


@pytest.mark.parametrize("between", ["", "\n", "\n\n\nNNNN\n\n", "\r\n"])
def test_telegrams_one_behind_the_other_are_parted(between: str) -> None:
    texts = [each.strip() + "\n" for each in NUMBERED]
    assert words(between.join(texts)) == [
        # An end mark belongs to the telegram that it ends.
        f"{text}{between if text is not texts[-1] else ''}".strip()
        for text in texts
    ]


def test_records_of_the_archives_are_parted() -> None:
    assert words("".join(ARCHIVES)) == [text.strip() for text in ARCHIVES]


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
@pytest.mark.parametrize(
    "texts", [FCO, CABLEGRAMS, [LINE[-1], *FCO, LINE[0], *CABLEGRAMS]], ids=["fco", "cab", "mixed"]
)
def test_other_nations_telegrams_are_parted(texts: list[str], between: str) -> None:
    assert words(between.join(texts)) == [text.strip() for text in texts]


@pytest.mark.parametrize("folder", ["90*-fco-*.txt", "91*-fco-*.txt", "92*-cablegram-*.txt"])
def test_other_nations_headings_of_all_forms_part_what_they_can(folder: str) -> None:
    """All but those that only another telegram's last line, or no FM, could tell apart."""
    texts = [path.read_text() for path in sorted((ROOT / "tests/golden").glob(folder))]
    found = words("\n".join(texts))
    assert len(texts) > 1
    assert sum(text.strip() not in found for text in texts) <= 2


def test_a_quoted_number_parts_no_telegram() -> None:
    quoted = "3. He showed me\n\nTELNO 131\nOF 031200Z\n\nas it came."
    footnote = "2 Cablegram 731 from Vale to Harper, 14 June 1948.\nCablegram 42, same file.\n"
    for text in (FCO[0].replace("3. ", quoted + "\n\n4. ", 1), CABLEGRAMS[0] + footnote):
        assert len(words(text)) == 1


def test_sections_in_their_order_are_one_telegram() -> None:
    first, second = (text for text in LINE if "0268/0" in text)
    assert len(split(first + second)) == 1
    assert len(split(second + first)) == 2
    assert len(split(first + second + first + second)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no telegram",
        made(11),
        # A quoted one: between quotation words, behind a colon, further right.
        made(11).replace("VALE\n", f"2. QUOTE\n{made(12)}UNQUOTE\n\nVALE\n"),
        made(11).replace("VALE\n", f"2. LINDEN SAID:\n\n{made(12)}"),
        made(11).replace("VALE\n", re.sub("(?m)^", "     ", made(12)) + "VALE\n"),
        made(11).replace("VALE\n", re.sub("(?m)^", "> ", made(12)) + "VALE\n"),
        # A head that is there again without an end of the first, and a banner with the number.
        made(11).replace("1. TALK", f"{HEAD.format(n=11)}UNCLAS LINDEN 11\n\n1. TALK"),
        made(11).replace("VALE\n", "UNCLAS LINDEN 11\nPAGE 02 LINDEN 11\n2. MORE.\n\nVALE\n"),
        # FM and TO are words of the text, too.
        made(11).replace("VALE\n", "2. RADIO\nFM BAND\nTO BE USED.\nFM TOO.\n\nVALE\n"),
    ],
)
def test_one_telegram_is_one_part(text: str) -> None:
    assert split(text) == [Span(0, len(text))]


def test_the_same_telegram_again_is_a_part_behind_an_end_mark() -> None:
    assert len(split(made(11) + "NNNN\n" + made(11))) == 2


def test_a_classification_line_is_enough_behind_an_end_mark_or_above_labels() -> None:
    bare = [made(number, head=False) for number in (11, 12, 13)]
    assert words("NNNN\n".join(bare)) == [f"{bare[0]}NNNN", f"{bare[1]}NNNN", bare[2].strip()]
    assert words("\n".join(bare)) == [each.strip() for each in bare]


def test_banners_stand_with_their_telegram() -> None:
    one = "SECRET\n\nPAGE 01 LINDEN 00011\n" + made(11, level="S E C R E T") + "\nSECRET\n\nNNN\n"
    assert words(one + one.replace("LINDEN 00011", "LINDEN 00012")) == [
        one.strip(),
        one.replace("LINDEN 00011", "LINDEN 00012").strip(),
    ]


def test_smart_messages_are_parted_with_their_covers() -> None:
    cover = "From: SMART Core\nSent: Friday, March 9, 2012 9:00 AM\nTo: Vale, A\n\n"
    text = "MRN: 12 LINDEN {n}\nDate/DTG: Mar 09, 2012 / 091300Z MAR 12\n\n1. TALK.\n"
    assert words(text.format(n=11) + cover + text.format(n=12)) == [
        text.format(n=11).strip(),
        (cover + text.format(n=12)).strip(),
    ]


def test_several_are_read_one_by_one_and_the_first_says_so() -> None:
    text = made(11) + made(12) + made(13)
    numbers = [each.identity and each.identity.number for each in read_telegrams(text)]
    assert numbers == [11, 12, 13]
    first = read_telegram(text)
    assert first.text == text
    assert "".join(each.span.of(text) for each in first.blocks) == text
    assert [each.message for each in first.diagnostics if each.code == "T040"] == [
        "the text holds 3 telegrams; the first is read here"
    ]


def test_one_telegram_is_read_the_same_way_by_both_doors() -> None:
    for text in (*LINE, *ARCHIVES, "", "x"):
        assert list(read_telegrams(text)) == [read_telegram(text)]


def test_the_mark_of_the_bytes_is_the_first_ones() -> None:
    data = (made(11) + made(12)).encode("utf-8-sig")
    assert [each.encoding for each in read_telegrams(data)] == ["utf-8-sig", "utf-8"]


@pytest.mark.skipif(not NARA, reason="the real telegrams are not here")
def test_real_telegrams_are_one_each_and_parted_with_and_without_titles() -> None:
    assert [len(split(text)) for text in (*NARA, *SMART)] == [1] * (len(NARA) + len(SMART))
    assert len(split("\n".join(NARA))) == len(NARA)
    assert len(split("\n".join(SMART))) == len(SMART)
    bare = [re.split("Message (?:Text|Attributes)\n", text)[1] for text in NARA]
    assert len(split("\n".join(bare))) == len(bare)
