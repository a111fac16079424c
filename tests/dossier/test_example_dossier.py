"""The shipped dossier agrees with its telegrams and with examples/README.md."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from reftel.archive.access.labels import parse_clearance
from reftel.archive.archive import Archive
from reftel.desk.dossiers.opening import opener
from reftel.desk.importing import bring
from reftel.dossier.checks import check
from reftel.dossier.checks.places import claims
from reftel.dossier.dossier import Dossier
from reftel.dossier.findings import Finding
from reftel.dossier.log import approaches, unreported

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDER = EXAMPLES / "dossiers" / "41-committee-2008"
Checked = Callable[[str], list[Finding]]

# Their own words, or those of their government, as they stood after the vote: examples/README.md.
LAST = {
    ("eldrane", "term"): "three years",
    ("eldrane", "jub"): "noted in the preamble",
    ("dravonne", "term"): "three years",
    ("dravonne", "experts"): "four",
    ("dravonne", "fund"): "voluntary",
    ("ishmere", "term"): "three years",
    ("sundaval", "term"): "two years",
    ("sundaval", "fund"): "assessed",
    ("sundaval", "action-plans"): "none",
    ("kethara", "term"): "three years",
    ("kethara", "action-plans"): "encouraged",
    ("tuvane", "term"): "three years..five years",
    ("pellmar", "term"): "five years",
}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier(FOLDER)


@pytest.fixture(scope="module")
def checked(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checked]:
    """Give what a check finds for a reader of a clearance."""
    with Archive(tmp_path_factory.mktemp("examples") / "archive", create=True) as archive:
        bring(archive, [EXAMPLES], workers=1)
        yield lambda words: [
            *check(dossier, opener(archive.session(parse_clearance(words), "desk")))
        ]


def number(stem: str) -> str:
    """Return the number of a telegram from its file's name: 08CALDESSA0268-1of2."""
    name = stem.partition("-")[0]
    series = name.rstrip("0123456789")
    return f"{series}{int(name.removeprefix(series))}"


def test_a_check_finds_what_the_readme_says_and_no_error(checked: Checked) -> None:
    found = [each for each in checked("S @USA") if each.severity != "info"]
    assert [each.message for each in found] == [
        "Kethara on term: two years (second-hand, 08PORTESSIK118#5)"
        " and three years (own, 08MIRZAQUE96#3)",
        "Tuvane on whole-text: for (own, 08OKARRI61#1) and abstain (expectation, 08CALDESSA283#7)",
        "Kethara on whole-text: for (own, 08CALDESSA268#3)"
        " and abstain (expectation, 08CALDESSA283#7)",
    ]
    assert {each.severity for each in found} == {"warning"}


def test_who_may_not_read_two_paragraphs_cannot_check_four_statements(
    dossier: Dossier, checked: Checked
) -> None:
    errors = {each.place for each in checked("C @USA") if each.severity == "error"}
    secret = [
        each
        for each in dossier.statements.placed
        if each.record.cite in {"08MIRZAQUE96#5", "08MIRZAQUE96#6"}
    ]
    assert len(secret) == 4
    assert errors == {each.at("cite") for each in secret}


def test_lines_without_a_citation_point_at_no_secret_paragraph() -> None:
    for name in ("actors.toml", "provisions.toml", "dossier.toml"):
        words = (FOLDER / name).read_text(encoding="utf-8")
        assert "08MIRZAQUE96#5" not in words
        assert "08MIRZAQUE96#6" not in words


def test_every_telegram_of_2008_is_cited(dossier: Dossier) -> None:
    cited = {each.cite.partition("#")[0] for each in claims(dossier)}
    held = {number(path.stem) for path in (EXAMPLES / "line").glob("08*.txt")}
    assert len(held) == 14
    assert held <= cited


@pytest.mark.parametrize(("actor", "provision"), LAST)
def test_where_the_members_stood_at_the_end(dossier: Dossier, actor: str, provision: str) -> None:
    first = dossier.statements.of(actor, provision)[0]
    assert first.source in {"own", "government"}
    assert first.stance == LAST[actor, provision]


def test_positions_of_an_earlier_day(dossier: Dossier) -> None:
    on = date(2008, 4, 2)
    assert [
        dossier.statements.of(actor, "term", on)[0].stance
        for actor in ("eldrane", "dravonne", "ishmere", "ysdal")
    ] == ["five years", "two years", "three years", "five years"]


def test_of_lombarra_nobody_knew_more_than_whom_it_follows(dossier: Dossier) -> None:
    own = [each for each in dossier.statements if each.actor == "lombarra"]
    assert {each.stance for each in own if each.source == "own"} == {"unclear"}
    assert {each.source for each in own if each.provision != "whole-text"} == {"second-hand"}


def test_the_vote(dossier: Dossier) -> None:
    council = dossier.actors.members("littoral-council", date(2008, 5, 16))
    votes = {each.actor: each.vote for each in dossier.votes if each.text == "resolution-231"}
    assert sorted(votes) == sorted(council)
    assert len(council) == 11
    assert {actor for actor, vote in votes.items() if vote != "yes"} == {"sundaval", "lombarra"}
    resolution = dossier.texts.get("resolution-231")
    assert resolution is not None
    assert resolution.vote == "9-0-2"


def test_five_capitals_never_reported(dossier: Dossier) -> None:
    demarche = dossier.demarches.get("elected-march")
    assert demarche is not None
    assert sorted(unreported(dossier, demarche)) == [
        "anzorre", "gelinor", "lombarra", "pellmar", "ysdal",
    ]  # fmt: skip
    late = [each for each in approaches(dossier, date(2008, 3, 27)) if each.is_overdue]
    assert {each.due for each in late} == {"2008-03-26"}
    assert len(late) == 5


def test_something_waits_and_something_was_rejected_with_a_reason(dossier: Dossier) -> None:
    assert len([*dossier.statements.waiting()]) == 3
    rejected = [each for each in dossier.statements if each.status == "rejected"]
    assert [(each.id, bool(each.note)) for each in rejected] == [("ke-term-p0321", True)]


def test_the_layout_is_the_usual_one(tmp_path: Path) -> None:
    """Fails when the layout takes the indents of lists of inline tables away."""
    copied = Dossier(shutil.copytree(FOLDER, tmp_path / "copied"))
    assert copied.format() == []
