"""What a telegram looks like on the terminal; the record comes from conftest."""

import io
from collections.abc import Callable
from datetime import date
from typing import get_args

import msgspec
import pytest

from conftest import at
from reftel.cli import terminal
from reftel.cli.show import GROUNDS, console, show
from reftel.cli.snippet import snippets
from reftel.core.diagnostic import Diagnostic
from reftel.core.span import Span
from reftel.telegram.model import (
    Addressee,
    Attribute,
    Block,
    Dateline,
    Email,
    Paragraph,
    Redaction,
    Release,
    Telegram,
)
from reftel.telegram.model.text_head import ReferenceYearGround

Shown = Callable[[Telegram], str]

EXPECTED = """\
╭─ 09ESTRELLA112 ─  CONFIDENTIAL  ─────────────────────────────────────────────╮
│ Subject   =FERRY TREATY [red]PILOT[/red] YEAR␛[31m                           │
│ Date      Thursday 12 March 2009, 13:55 UTC · P 121355Z MAR 09               │
│ From      AMEMBASSY ESTRELLA                                                 │
│ To        SECSTATE WASHDC  PRIORITY  0731                                    │
│ Info      AMEMBASSY LINDEN                                                   │
│ Captions  SIPDIS                                                             │
│ E.O.      12958 DECL · declassify on 12 March 2019 · date given              │
│ TAGS      EWWT  Waterborne Transportation                                    │
│           QX    not in the tables of its time                                │
╰──────────────────────────────────────────────────────────────────────────────╯

References
  A  LINDEN 44               → 09LINDEN44    this year
  B  08 STATE 98765 (NOTAL)  → 08STATE98765  year stated

1.  (C) The minister accepted joint pilotage on March 11 (ref A), after two long
    rounds in which he had asked for a trial year.

── comment ──
2.  (C) COMMENT: A trial year suits us (refs A-B). END COMMENT.

                                                                            VALE

── 2 findings ──

warning[T204] routing line says day 072, group 071
 --> e.txt:1:17
  |
1 | DE RUEHQX #0112 0721405
  |                 ^^^^^^^

error[T999] QX is in no table
 --> e.txt:1:8
  |
1 | DE RUEHQX #0112 0721405
  |        ^^

`reftel explain T204` tells what stands behind a code.
"""


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")

    def shown(telegram: Telegram) -> str:
        out = io.StringIO()
        show(console(out), "e.txt", telegram)
        return out.getvalue()

    return shown


def test_a_telegram_in_80_columns(telegram: Telegram, shown: Shown) -> None:
    assert shown(telegram) == EXPECTED


def test_colours_change_nothing_but_colours(
    telegram: Telegram, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = shown(telegram)
    assert "\x1b[1;37;44m CONFIDENTIAL " in coloured
    assert "\x1b[4;36mrefs A-B\x1b[0m" in coloured


def test_an_empty_record_is_shown(shown: Shown) -> None:
    words = shown(Telegram(text="", encoding="", dialect="unknown", blocks=()))
    assert "e.txt" in words
    assert "no classification line" in words


def test_what_nothing_claimed_is_said(telegram: Telegram, shown: Shown) -> None:
    start = telegram.text.index("VALE")
    blocks = (
        Block(kind="text", span=Span(0, start)),
        Block(kind="unread", span=Span(start, len(telegram.text))),
    )
    words = shown(msgspec.structs.replace(telegram, blocks=blocks))
    assert "Unread    1 line, less than 1% of the text" in words
    words = shown(
        Telegram(
            text="A\nB",
            encoding="",
            dialect="unknown",
            blocks=(Block(kind="unread", span=Span(0, 3)),),
        )
    )
    assert "Unread  2 lines, 100% of the text" in words


def test_the_copy_is_told_apart_from_the_telegram(telegram: Telegram, shown: Shown) -> None:
    gap = Redaction(kind="exemption", printed="B6", exemption="B6", span=at("in which he had"))
    release = Release(
        decision="RELEASE IN PART",
        exemptions=("B6",),
        level="UNCLASSIFIED",
        date=date(2018, 3, 14),
        case="F-2017-11822",
        document="C06120417",
        span=Span(0, 0),
    )
    mails = (
        Email(sender="Okafor, Ben <o@example.gov>", span=Span(0, 0)),
        Email(sender="SMART Core", span=Span(0, 0)),
    )
    cover = Attribute(key="MRN", printed="09 LINDEN 1", agreement="differs", span=Span(0, 0))
    words = shown(
        msgspec.structs.replace(
            telegram, redactions=(gap,), release=release, emails=mails, attributes=(cover,)
        )
    )
    assert "Release    RELEASE IN PART · B6 · as UNCLASSIFIED · 2018-03-14" in words
    assert "Taken out  1 mark: B6" in words
    assert "E-mailed   2 e-mails: Okafor, Ben ← SMART Core" in words
    assert "Cover      put on later; differs in MRN" in words
    first, second = words.split("── comment ──")
    assert "[taken out here: B6]" in first
    assert "[taken out here" not in second


def test_a_dateline_stands_for_a_missing_group(telegram: Telegram, shown: Shown) -> None:
    line = Dateline(
        printed="3 March 1949, 5.10 p.m.", place="New York", local="17:10", span=Span(0, 0)
    )
    words = shown(msgspec.structs.replace(telegram, dtg=None, dateline=line))
    assert "Date      3 March 1949, 5.10 p.m. (zone not known) · New York" in words


def test_addressees_beyond_a_dozen_are_counted(telegram: Telegram, shown: Shown) -> None:
    many = tuple(
        Addressee(span=Span(0, 0), role="info", kind="post", name=f"AMEMBASSY {number}")
        for number in range(40)
    )
    words = shown(msgspec.structs.replace(telegram, addressees=many))
    assert "AMEMBASSY 11" in words
    assert "AMEMBASSY 12" not in words
    assert "and 28 more" in words


def test_wide_characters_keep_the_frame(telegram: Telegram, shown: Shown) -> None:
    assert telegram.subject
    subject = msgspec.structs.replace(telegram.subject, text="電報" * 40)
    lines = shown(msgspec.structs.replace(telegram, subject=subject)).splitlines()
    frame = [line for line in lines if line.startswith("│")]
    assert {terminal.width(line) for line in frame} == {80}


def test_lists_and_tables_in_the_text_stay(telegram: Telegram, shown: Shown) -> None:
    text = "PRICES ARE:\nTIN      4.20\nLEAD    12.00\nA. FIRST\nB. SECOND"
    paragraph = Paragraph(span=Span(0, 0), number=1, text=text)
    words = shown(msgspec.structs.replace(telegram, paragraphs=(paragraph,), citations=()))
    for line in text.splitlines()[1:]:
        assert f"    {line}\n" in words


def snippet(text: str, words: str, columns: int = 80) -> list[str]:
    start = text.index(words)
    telegram = Telegram(text=text, encoding="", dialect="line", blocks=())
    found = Diagnostic("T204", "warning", "m", Span(start, start + len(words)))
    return next(snippets("p", telegram, [found], columns)).splitlines()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("DE X #1 096", "096"),
        ("A\r\n\tB\tC 096 D", "096"),
        ("電報電報 096", "096"),
        ("\x1b[31m 096", "096"),
        ("long " * 300 + "096 " + "behind " * 300, "096"),
        ("096" + " x" * 200, "096"),
        ("a" * 2_000_000 + " 096 " + "b" * 2_000_000, "096"),
        ("E\u0301TAT 096", "096"),
    ],
)
def test_the_caret_stands_below_the_place(
    text: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    lines = snippet(text, words)
    line, carets = lines[-2], lines[-1]
    before = line[: line.index(words)]
    assert terminal.width(before) == carets.index("^")
    assert carets.count("^") == 3
    assert max(map(terminal.width, lines)) <= 80


def test_a_span_over_lines_is_marked_to_the_end_of_its_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    lines = snippet("REF: A. X\n     B. Y\n", "A. X\n     B. Y")
    assert lines[-2:] == ["1 | REF: A. X", "  |      ^^^^"]


def test_a_place_on_a_blank_line_shows_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snippet("\nFM X", "\n") == ["warning[T204] m", " --> p:1:1"]


def test_every_ground_of_a_year_is_told() -> None:
    assert {*GROUNDS} == {*get_args(ReferenceYearGround)}
