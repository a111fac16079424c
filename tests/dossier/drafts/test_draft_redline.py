"""Redlines of two drafts and of three."""

import pytest
from draft_texts import adopted, first, numbered, revised

from reftel.dossier.drafts.redline import ClauseChange, Step, redline


def named(step: Step, name: str) -> ClauseChange:
    return next(each for each in step.changes if name in [place.name for place in each.after])


def test_what_the_provisions_went_through() -> None:
    """examples/README.md, "Provisions, draft by draft"."""
    found = redline([first(), revised(), adopted()])
    april, may = found.steps
    verbs = {
        name: (change.verb.before, change.verb.after, change.verb.comparison)
        for name in ("PP3", "PP4", "OP1", "OP2", "OP5")
        if (change := named(april, name)).verb
    }
    assert verbs == {
        "PP3": ("Noting", "Recognizing", "stronger"),
        "PP4": ("Calls upon", "Noting", "weaker"),
        "OP1": ("Decides", "Decides", "equal"),
        "OP2": ("Requests", "Encourages", "weaker"),
        "OP5": ("Decides", "Requests", "weaker"),
    }
    assert named(april, "PP4").crossed == "into the preamble"
    assert named(april, "OP4").gained == ("decides",)
    assert named(april, "OP6").renumbered
    assert [each.after[0].name for each in may.clauses if each.change != "same"] == ["OP4"]
    review = [each.text for each in named(may, "OP4").runs if each.fate != "kept"]
    assert review == [" 30 May 2010", " 31 December 2009"]


def test_the_way_of_each_clause() -> None:
    names = [each.names for each in redline([first(), revised(), adopted()]).histories]
    assert ("OP5", "PP4", "PP4") in names
    assert ("OP6", "OP5", "OP5") in names
    assert len(names) == 10


def test_a_clause_that_comes_and_goes() -> None:
    stays, comes = "Decides to remain seized of the matter;", "Urges all States to report cargoes;"
    drafts = [numbered(stays), numbered(comes, stays), numbered(stays)]
    names = [each.names for each in redline(drafts).histories]
    assert names == [("OP1", "OP2", "OP1"), ("", "OP1", "")]


def test_who_asked() -> None:
    asked = [{"OP5": ["Dravonne"]}, {"OP2": ["Dravonne, 14 April", "Tuvane"]}]
    (step,) = redline([first(), revised()], asked).steps
    assert named(step, "OP2").asked == ("Dravonne, 14 April", "Tuvane")
    assert named(step, "PP4").asked == ()
    gone = redline(
        [numbered("Decides it;", "Urges all to come;"), numbered("Decides it;")],
        [{"OP2": ["Anzorre"]}],
    )
    assert [each.asked for each in gone.steps[0].changes if each.change == "dropped"] == [
        ("Anzorre",)
    ]


def test_one_draft_is_too_few() -> None:
    with pytest.raises(ValueError, match="two drafts or more, not 1"):
        redline([first()])
