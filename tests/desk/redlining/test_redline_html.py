"""The page of a redline."""

from typing import Any

import html5lib  # pyright: ignore[reportMissingTypeStubs]

from reftel.desk.redlining.html import page
from reftel.dossier.drafts.clauses import read_clauses
from reftel.dossier.drafts.redline import redline

LAST = "2. Urges all & some to report;"
BEFORE = read_clauses(
    f"The Council,\n\n1. Decides to send all <b>experts</b> to the Narrows;\n\n{LAST}", "A<script>"
)
AFTER = read_clauses(
    f"The Council,\n\n1. Requests all <b>experts</b> to go to the <i>Narrows</i>;\n\n{LAST}", "B"
)


def parsed(made: str) -> Any:
    library: Any = html5lib  # it has no types
    return library.parse(made, namespaceHTMLElements=False)


def test_words_are_marked_and_escaped() -> None:
    made = page(redline([BEFORE, AFTER], [{}, {"OP1": ["<Dravonne>"]}]))
    tree = parsed(made)
    assert "".join(tree.find(".//div[@class='words']/del").itertext()).startswith("Decides")
    assert "".join(tree.find(".//div[@class='words']/ins").itertext()).startswith("Requests")
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
    tree = parsed(page(redline([BEFORE, AFTER, BEFORE])))
    cells = ["".join(each.itertext()) for each in tree.iterfind(".//td")]
    assert cells == ["OP1", "OP1", "OP1", "OP2", "OP2", "OP2"]
