"""Web pages: what they show is read as the telegram itself is, in every layout."""

import html
from collections.abc import Callable
from pathlib import Path

import pytest

from reftel.telegram import markup
from reftel.telegram.read import read_telegram, read_telegrams

TEXTS = {
    path.stem: text
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*/*.txt"))
    if "](#)" not in (text := path.read_text(encoding="utf-8"))  # a copy of a page already
}


def preformatted(text: str) -> str:
    return f"<html><body><h1>A page</h1><pre>\n{html.escape(text)}\n</pre></body></html>"


def in_entities(text: str) -> str:
    return preformatted(text).replace("\n", "&#x000A;")


def broken(text: str) -> str:
    return "<html><body><p>" + html.escape(text).replace("\n", "<br>\n") + "</p></body></html>"


def said(text: str) -> dict[str, object]:
    """What the record says, its places aside."""
    telegram = read_telegram(text)
    return {
        "dialect": telegram.dialect,
        "mrn": telegram.identity and telegram.identity.mrn,
        "sent": telegram.dtg and telegram.dtg.time,
        "dateline": telegram.dateline and telegram.dateline.printed,
        "subject": telegram.subject and telegram.subject.text,
        "addressees": [each.name for each in telegram.addressees],
        "captions": [each.caption for each in telegram.captions],
        "references": [(each.letter, each.target) for each in telegram.references],
        "paragraphs": [(each.number, each.text.split()) for each in telegram.paragraphs],
    }


# Without its columns, the archives' furniture between the sections is not told from words.
IN_COLUMNS = {"1976CALDES01187"}


@pytest.mark.parametrize("page", [preformatted, in_entities, broken])
@pytest.mark.parametrize("name", TEXTS)
def test_a_page_says_what_its_telegram_says(page: Callable[[str], str], name: str) -> None:
    if page is not broken or name not in IN_COLUMNS:
        assert said(page(TEXTS[name])) == said(TEXTS[name])


@pytest.mark.parametrize("page", [preformatted, broken])
def test_telegrams_on_one_page_are_parted(page: Callable[[str], str]) -> None:
    names = ["08CALDESSA0187", "08QUILLON0214", "76FCO-CALDESSA131", "08STATE21874"]
    text = page("\n\n".join(TEXTS[name] for name in names))
    parts = list(read_telegrams(text))
    assert "".join(each.text for each in parts) == text
    assert [each.identity and each.identity.number for each in parts] == [187, 214, 131, 21874]


def test_a_text_with_tags_of_its_own_is_parted_as_it_stands() -> None:
    marked = "<p> x </p>\n" + TEXTS["08QUILLON0214"] + "\n" + TEXTS["08STATE21874"]
    assert [each.identity and each.identity.number for each in read_telegrams(marked)] == [
        214,
        21874,
    ]


def test_remarks_are_left_out_and_unclosed_ones_stand() -> None:
    remark = "<!-- " + "a - b -- <p> c > " * 2_000 + "-->"
    assert markup.words(f"<p>one {remark}two</p> <!-- three") == "one two <!-- three"


def test_cells_stand_apart_and_hold_paragraphs() -> None:
    row = "<tr>\n<td>\n <p>A</p>\n</td>\n<td><p>b</p><p>c</p></td><td><div>d</div></td>\n</tr>"
    lines = markup.read(f"<table>{row}</table>").lines
    assert [each.split("    ") for each in lines.texts if each] == [["A", "   b"], ["c", "  d"]]
