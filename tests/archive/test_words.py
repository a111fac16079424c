"""Text becomes searched words in one way, with and without places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reftel.archive.words import LONGEST_JOINED, folded, run, words

texts = st.text("abC5\u00e9\u0301 .-/&,'\n\tU\u00c5", max_size=80) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "parts", "joined"),
    [
        ("Technical Rollover", "technical rollover", ""),
        ("Caf\u00e9 Cafe\u0301", "cafe cafe", ""),
        ("U.N. P-5", "u n p 5", "un p5"),
        ("S/RES/1540 SA-7", "s res 1540 sa 7", "sres1540 sa7"),
        ("co-spon-\n   sors", "co spon sors", "cosponsors"),
        ("S E C R E T", "secret", ""),
        ("N O  F O R N", "n o forn", ""),
        ("1,200 tons", "1 200 tons", "1200"),
        ("Orlov's", "orlov s", "orlovs"),
        ("AT&T", "at t", "att"),
        ("end.Next - dash", "end next dash", "endnext"),
        ("", "", ""),
    ],
)
def test_words_of(text: str, parts: str, joined: str) -> None:
    assert run(text) == (parts.split(), joined.split())


@given(texts)
def test_both_ways_give_the_same(text: str) -> None:
    found = [*words(text)]
    parts, joined = run(text)
    assert [each.word for each in found] == parts
    assert [each.joined for each in found if each.joined] == joined
    assert all(len(each) <= LONGEST_JOINED for each in joined)


@given(texts)
def test_a_word_stands_where_it_says(text: str) -> None:
    last = 0
    for each in words(text):
        assert last <= each.start < each.end <= len(text)
        assert "".join(filter(str.isalnum, folded(text[each.start : each.end]))) == each.word
        last = each.end


@given(texts)
def test_case_and_accents_do_not_matter(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert run(text.upper())[0] == run(text.lower())[0] or "\u00df" in text or not text.isascii()
