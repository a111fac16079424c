"""The verbs of clauses and their scale."""

import pytest

from reftel.dossier.drafts.verbs import compared, further, lead, operative_lead

EIGHT = (
    "Decides", "Demands", "Requests", "Calls upon", "Urges", "Encourages", "Invites", "Notes",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "name", "modifiers"),
    [
        ("Decides to go", "decides", ()),
        ("Calls once more upon all", "calls upon", ("once", "more")),
        ("Strongly condemns also it", "condemns", ("strongly", "also")),
        ("Decides, once more, to go", "decides", ("once", "more")),
        ("The Security Council requests all", "requests", ()),
        ("Noting with satisfaction that", "noting with satisfaction", ()),
        ("Being strongly of the opinion", "being of the opinion", ("strongly",)),
        ("HAVING CONSIDERED the", "having considered", ()),
        ("Gravely concerned by", "concerned", ("gravely",)),
    ],
)
def test_the_leading_verb(words: str, name: str, modifiers: tuple[str, ...]) -> None:
    verb = lead(words)
    assert verb is not None
    assert (verb.name, verb.modifiers) == (name, modifiers)


@pytest.mark.parametrize("words", ["", "1", "The parties decides", "Frobnicates it", "the matter"])
def test_no_verb(words: str) -> None:
    assert lead(words) is None


def test_verbs_further_on() -> None:
    found = further("Decides to enlarge the Group, and requests it to visit; also urges it")
    assert [each.name for each in found] == ["requests", "urges"]
    assert further("Notes the requests and the demands of all") == ()
    assert operative_lead("Acting under Article 34, requests a report") == lead("requests a report")


def test_the_scale_of_practitioners() -> None:
    """Decides > demands > requests > calls upon > urges > encourages > invites > notes."""
    verbs = [lead(each) for each in EIGHT]
    for at, stronger in enumerate(verbs):
        for weaker in verbs[at + 1 :]:
            assert compared(stronger, weaker) == "weaker"
            assert compared(weaker, stronger) == "stronger"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Noting it", "Recognizing it", "stronger"),
        ("Calls upon all", "Noting it", "weaker"),
        ("Condemns it", "Strongly condemns it", "stronger"),
        ("Requests all", "Further requests all", "equal"),
        ("Condemns it", "Invites all", "unknown"),
        ("Decides it", "Frobnicates it", "unknown"),
        ("Acting under it", "Recalling it", "unknown"),
        ("Urges all", "Urges all", "equal"),
    ],
)
def test_comparisons(before: str, after: str, expected: str) -> None:
    assert compared(lead(before), lead(after)) == expected
