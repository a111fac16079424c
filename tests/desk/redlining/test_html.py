"""The page of a redline."""

import html5lib

from reftel.desk.redlining.html import page
from reftel.dossier.drafts.clauses import read_clauses
from reftel.dossier.drafts.redline import redline

BEFORE = read_clauses(
    "The Council,\n\n1. Decides to <b>go</b>;\n\n2. Urges all & some to report;", "A<script>"
)
AFTER = read_clauses(
    "The Council,\n\n1. Requests all to <i>go</i>;\n\n2. Urges all & some to report;", "B"
)


def test_words_are_marked_and_escaped() -> None:
    made = page(redline([BEFORE, AFTER], [{}, {"OP1": ["<Dravonne>"]}]))
    tree = html5lib.parse(made, namespaceHTMLElements=False)
    assert "".join(tree.find(".//del").itertext()).startswith("Decides")
    assert "".join(tree.find(".//ins").itertext()).startswith("Requests")
    assert tree.find(".//script") is None
    assert tree.find(".//i") is None
    words = "".join(tree.find("body").itertext())
    assert "asked for: <Dravonne>" in words
    assert "weaker: decides → requests" in words
    assert "A<script>" in words


def test_nothing_is_loaded() -> None:
    made = page(redline([BEFORE, AFTER]))
    assert "http" not in made
    assert "src=" not in made


def test_the_way_of_clauses_through_three_drafts() -> None:
    tree = html5lib.parse(page(redline([BEFORE, AFTER, BEFORE])), namespaceHTMLElements=False)
    cells = ["".join(each.itertext()) for each in tree.iterfind(".//td")]
    assert cells == ["OP1", "OP1", "OP1", "OP2", "OP2", "OP2"]
