"""A brief in its four forms: all of it is there, nothing in it is obeyed, one page."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import html5lib as untyped_html5lib
import pytest
from briefs import DAYS, EXAMPLE, HEATED, copied, opened, whole, written
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader

from reftel.desk.briefing import Brief, Row, Section, Sentence, brief
from reftel.desk.briefing.frame import left_out
from reftel.desk.briefing.html import html
from reftel.desk.briefing.markdown import markdown
from reftel.desk.briefing.pdf import pages, pdf
from reftel.desk.briefing.shortening import ROOM, length, shortened
from reftel.desk.briefing.word import word
from reftel.desk.briefing.wording import in_one_line, names, shown, when
from reftel.dossier.dossier import Dossier

html5lib: Any = untyped_html5lib
HOSTILE = (
    "# Term", "$x^2$ and $", "<script>alert(1)</script>", "*bold* _it_ **b**", "`code`",
    "a | b || c", "[link](http://x.example)", "![image](x)", "\\ end \\n", "~~gone~~ ~", "@label",
    "#let x = 1", "#import \"x\"", "= Heading", "- item", "+ item", "1. first", "2008. What",
    "</p></body>", "&amp; & &lt;", "{{ brief }} {% raw %}", "'\"“”", "$(id)", "<br>", "a---b -> c",
    "https://x.example/a_b", "^[note]", "¶ § ←", "> quoted",
)  # fmt: skip


@pytest.fixture(scope="module")
def page() -> Brief:
    return brief(Dossier(EXAMPLE), on=HEATED, opener=opened)


def squeezed(words: str) -> str:
    return "".join(words.split())


def text_of_pdf(made: bytes) -> str:
    return squeezed("".join(each.extract_text() for each in PdfReader(io.BytesIO(made)).pages))


def text_of_word(made: bytes) -> str:
    document = Document(io.BytesIO(made))
    cells = [
        each.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for each in cell.paragraphs
    ]
    return squeezed("".join([*(each.text for each in document.paragraphs), *cells]))


def tree(page: str) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def text_of_html(page: str) -> str:
    body = tree(page).find("body")
    return squeezed("".join(body.itertext()))


def from_markdown(made: str) -> Any:
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(made)
    return html5lib.parse(rendered, namespaceHTMLElements=False)


def text_of_markdown(made: str) -> str:
    return squeezed("".join(from_markdown(made).itertext()))


def all_forms(made: Brief) -> dict[str, str]:
    return {
        "pdf": text_of_pdf(pdf(made)),
        "word": text_of_word(word(made)),
        "html": text_of_html(html(made)),
        "markdown": text_of_markdown(markdown(made)),
    }


def test_every_form_holds_every_sentence_with_its_citations(page: Brief) -> None:
    for form, text in all_forms(page).items():
        for each in page.all_sentences():
            assert squeezed(each.words) in text, (form, each)
            assert all(squeezed(cite) in text for cite in shown(each.citations)), (form, each)
        assert squeezed(page.title) in text
        assert squeezed(left_out(page)) in text


def test_the_marking_stands_at_head_and_foot(page: Brief) -> None:
    assert text_of_pdf(pdf(page)).count("CONFIDENTIAL") == 2
    assert text_of_html(html(page)).startswith("CONFIDENTIAL")
    assert text_of_html(html(page)).endswith("CONFIDENTIAL")
    lines = markdown(page).strip().splitlines()
    assert lines[0] == lines[-1] == "**CONFIDENTIAL**"
    sheet = Document(io.BytesIO(word(page))).sections[0]
    assert [edge.paragraphs[0].text for edge in (sheet.header, sheet.footer)] == [
        "CONFIDENTIAL",
        "CONFIDENTIAL",
    ]


def test_the_same_brief_gives_the_same_bytes(page: Brief) -> None:
    again = brief(Dossier(EXAMPLE), on=HEATED, opener=opened)
    assert pdf(page) == pdf(again)
    assert word(page) == word(again)
    assert (html(page), markdown(page)) == (html(again), markdown(again))


@pytest.mark.parametrize("on", DAYS)
def test_the_example_fits_one_page(on: date) -> None:
    assert pages(pdf(brief(Dossier(EXAMPLE), on=on, opener=opened))) == 1


def test_a_word_document_has_headings_a_table_and_its_title(page: Brief) -> None:
    document = Document(io.BytesIO(word(page)))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]  # pyright: ignore[reportOptionalMemberAccess]
    assert headings == [each.title for each in page.sections]
    (table,) = document.tables
    assert [each.text for each in table.rows[0].cells] == [
        "Provision, and the text on it",
        "Own statements",
        "Reported by others",
        "Expected, not said",
    ]
    assert document.core_properties.title == page.title


def test_a_page_loads_nothing_and_runs_nothing(page: Brief) -> None:
    whole_page = tree(html(page))
    assert not [*whole_page.iter("script")]
    assert not [each for each in whole_page.iter() if {"src", "href"} & {*each.attrib}]
    assert len([*whole_page.iter("style")]) == 1
    assert "url(" not in html(page)


def hostile(words: str) -> Brief:
    """Return a brief with words everywhere where a dossier's words come."""
    told = Sentence(words=words, lead=words, citations=(f"see:{words}",))
    row = Row(name=words, below=(told,), cells=((told, told), (told,), (told,)))
    return Brief(
        title=words,
        marking="SECRET//NOFORN",
        on=HEATED,
        is_newest=False,
        since=HEATED,
        sections=(
            Section(title="One", sentences=(told,)),
            Section(title="Table", columns=(words, words, words, words), rows=(row,)),
        ),
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_shown_and_not_obeyed(words: str) -> None:
    """Signs that a form would obey stand in its text as they were written, each time."""
    for form, text in all_forms(hostile(words)).items():
        assert text.count(squeezed(words)) >= 10, form


@pytest.mark.parametrize("words", HOSTILE)
def test_words_become_no_elements(words: str) -> None:
    """Whatever the words are, a page has the elements that it has with plain ones."""
    plain, told = hostile("plain"), hostile(words)
    assert tags(tree(html(told))) == tags(tree(html(plain)))
    assert tags(from_markdown(markdown(told))) == tags(from_markdown(markdown(plain)))


def tags(found: Any) -> list[str]:
    return [each.tag for each in found.iter()]


@given(words=st.text(min_size=1, max_size=40))
@settings(max_examples=40, deadline=None)
def test_any_words_go_through_a_form(words: str) -> None:
    clean = in_one_line(words)
    made = hostile(clean or "x")
    assert squeezed(clean) in text_of_word(word(made))
    assert squeezed(clean) in text_of_html(html(made))
    assert squeezed(clean) in text_of_markdown(markdown(made))


@given(words=st.text(max_size=60))
def test_a_line_has_no_sign_that_a_document_may_not_hold(words: str) -> None:
    line = in_one_line(words)
    assert in_one_line(line) == line
    assert not any(ord(each) < 0x20 or 0xD800 <= ord(each) < 0xE000 for each in line)


def test_hostile_words_of_a_dossier_come_through(tmp_path: Path) -> None:
    words = "#let *x* $y$ <script>z</script> |"
    dossier = written(
        tmp_path / "hostile",
        {
            "dossier.toml": f'[dossier]\ntitle = "{words}"\nquestion = "{words}\\n\\u0007?"\n'
            'body = "b"\nopened = 2008-03-01\n',
            "actors.toml": '[[actor]]\nid = "b"\nname = "B"\nkind = "body"\n'
            f'members = [{{actor = "m"}}]\n[[actor]]\nid = "m"\nname = "{words}"\nkind = "state"\n',
            "provisions.toml": f'[[provision]]\nid = "p"\nname = "{words}"\n'
            f'marks = [{{at = 0, name = "{words}"}}]\n',
            "statements.csv": "id,actor,provision,stance,said,source,conditions,cite,quote\n"
            f"s,m,p,{words},2008-04-01,own,{words},see:{words},{words}\n",
        },
    )
    for form, text in all_forms(whole(dossier)).items():
        assert text.count(squeezed(words)) >= 6, form
        assert squeezed(f"{words} \ufffd?") in text, form


def many(count: int) -> dict[str, str]:
    provisions = "".join(
        f'\n[[provision]]\nid = "more-{at}"\nname = "Another point of contention {at}"\n'
        for at in range(count)
    )
    statements = "".join(
        f"m-{at}-{who},{who},more-{at},for,2008-04-03,,own,,,,,,,08CALDESSA241#3,x,accepted,,d,\n"
        for at in range(count)
        for who in ("eldrane", "dravonne", "ishmere", "kethara")
    )
    return {"provisions.toml": provisions, "statements.csv": statements}


@pytest.mark.parametrize("count", [5, 60])
def test_what_a_page_has_no_room_for_is_counted(count: int, tmp_path: Path) -> None:
    dossier = copied(tmp_path / "many", many(count))
    made = brief(dossier, on=HEATED, opener=opened)
    assert length(made) <= ROOM
    assert pages(pdf(made)) == 1
    rows = [len(part.rows) for part in made.sections]
    assert made.left_out[-1] == f"{9 + count - max(rows)} provisions"
    everything = whole(dossier, HEATED)
    assert not everything.left_out
    assert max(len(part.rows) for part in everything.sections) == 9 + count


def test_what_fits_is_not_shortened() -> None:
    made = whole(Dossier(EXAMPLE), HEATED)
    assert shortened(made, room=length(made)) == made
    assert shortened(made, room=length(made) - 1).left_out[0].endswith("names or conditions")


def test_less_room_never_leaves_more_in() -> None:
    made = whole(Dossier(EXAMPLE), HEATED)
    lengths = [length(shortened(made, room=room)) for room in range(12_000, 3_000, -1_500)]
    assert lengths == sorted(lengths, reverse=True)


def test_citations_as_they_are_printed() -> None:
    cites = ("08CALDESSA241#2", "text:draft-2#OP1", "08CALDESSA241#4", "see:S/RES/1810 (2008)",
             "dossier:provisions#term", "08STATE1#subject", "08STATE1#ref", "08STATE2")  # fmt: skip
    assert shown(cites) == [
        "08CALDESSA241 ¶2, ¶4",
        "draft-2 OP1",
        "S/RES/1810 (2008)",
        "provisions term",
        "08STATE1 subject, REF",
        "08STATE2",
    ]


def test_days_and_names_in_words() -> None:
    assert [when(each, HEATED) for each in ("2008-04-03", "2007-11-02", "2007-11", "2006", "")] == [
        "3 April",
        "2 November 2007",
        "November 2007",
        "2006",
        "",
    ]
    assert names(["A"]) == "A"
    assert names(["A", "B", "C"]) == "A, B and C"
    assert names([*"abcdefghijklmnopqrstuvwxyz"]).endswith("x and 2 more")
