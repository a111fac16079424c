"""Clauses that earlier texts have."""

from draft_texts import adopted, first, revised

from reftel.dossier.drafts.precedents import Corpus, Earlier

CORPUS = Corpus(
    [
        Earlier("first", 2007, first()),
        Earlier("revised", 2008, revised()),
        Earlier("adopted", 2008, adopted()),
    ]
)


def test_the_same_words_first() -> None:
    found = CORPUS.find("Encourages littoral States to prepare summary action plans", 3)
    assert [each.source for each in found[:2]] == ["revised", "adopted"]
    assert not found[0].same
    exact = CORPUS.find("requests the Committee to report to the Council once a year")
    assert [(each.source, each.name, each.same) for each in exact[:2]] == [
        ("revised", "OP3", True), ("adopted", "OP3", True),
    ]  # fmt: skip
    assert exact[2].name == "OP3"
    assert exact[2].score < 1


def test_a_mark_of_a_footnote_is_no_difference() -> None:
    assert CORPUS.find("Noting the work of the Joint Underwriting Board, 12")[0].same


def test_nothing_like_it() -> None:
    assert CORPUS.find("zymurgy") == []
    assert CORPUS.find("") == []
    assert Corpus([]).find("Decides it") == []
