import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reftel.cli.terminal import paint, safe, safe_path, wants_colour, width
from reftel.desk.prose import reflow


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(st.text())
def test_no_character_that_a_terminal_obeys_is_left(words: str) -> None:
    assert not [
        each
        for each in safe(words)
        if unicodedata.category(each) in {"Cc", "Cf", "Cs"}
        and each not in "\u00ad"
        and not 0x600 <= ord(each) <= 0x8E2
        and ord(each) < 0x10000
    ]


@given(st.text(max_size=30))
def test_what_is_safe_stays(words: str) -> None:
    assert safe(safe(words)) == safe(words)


@pytest.mark.parametrize("words", ["abc", "電報", "é", "E\u0301", "␛", "…", ""])
def test_the_width_is_that_of_the_terminal(words: str) -> None:
    assert width(words) == cell_len(words)


def test_a_path_that_is_no_unicode_can_be_printed() -> None:
    assert safe_path("a\udcff\n.txt") == "a\ufffd␊.txt"


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert wants_colour(Terminal())
    assert not wants_colour(io.StringIO())
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour(Terminal())
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert wants_colour(io.StringIO())
    assert paint("x", "error", io.StringIO()) == "\x1b[1;31mx\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint("x", "error", Terminal()) == "x"


LONG = "THE MINISTER SAID THAT HE WOULD INVITE SPECIALIZED FIRMS FROM COUNTRIES"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (f"{LONG}\nAND MORE", [f"{LONG} AND MORE"]),
        (f"{LONG}\nWHICH\nARE MEMBERS", [f"{LONG} WHICH ARE MEMBERS"]),
        (f"{LONG}\n\nWHICH ARE MEMBERS", [f"{LONG} WHICH ARE MEMBERS"]),
        (f"{LONG}.\n\nNEXT", [f"{LONG}.", "NEXT"]),
        (f"{LONG} DEVEL-\nOPMENT", [f"{LONG} DEVELOPMENT"]),
        (f"{LONG} 1974-\n75", [f"{LONG} 1974-75"]),
        (f"{LONG}:\nA. ONE\nB. TWO", [f"{LONG}:", "A. ONE", "B. TWO"]),
        ("NAMES:\nJUAN\nPEDRO", ["NAMES:", "JUAN", "PEDRO"]),
        ("TIN    4.20\nLEAD   9.10", ["TIN    4.20", "LEAD   9.10"]),
        ("HEAD\n-----\nTEXT", ["HEAD", "-----", "TEXT"]),
        ("", []),
    ],
)
def test_prose_flows_and_layout_stays(text: str, runs: list[str]) -> None:
    assert reflow(text) == runs


@given(st.text(alphabet="AB.-: \n1", max_size=300))
def test_no_sign_is_lost_but_hyphens_at_line_ends(text: str) -> None:
    def signs(words: str) -> str:
        return "".join(words.split()).replace("-", "")

    assert signs(" ".join(reflow(text))) == signs(text)
