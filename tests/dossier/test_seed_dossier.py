"""The dossier of the 1540 renewal, against the telegram that it was kept from.

What is asserted is who owns which view: the commonest error of analysis is to take an author's
expectation for a statement, or to fill what the telegram leaves open.
"""

import os
from collections.abc import Iterator
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
from reftel.dossier.log import approaches, recipients, unreported
from reftel.dossier.records import Statement

FOLDER = Path(__file__).parent / "1540-2008"
BESIDE = Path(__file__).parents[3] / "shared"
SHARED = Path(os.environ.get("REFTEL_SHARED", BESIDE))
SEED = SHARED / "telegrams/seed/08USUNNEWYORK303.txt"
NAME = "08USUNNEWYORK303"
EXPECTED_ONLY = ("south-africa", "indonesia", "vietnam")
LONGEST_QUOTE = 8  # words: the telegram is cited here, not copied

pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="no seed beside the checkout")


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier(FOLDER)


@pytest.fixture(scope="module")
def findings(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Finding]]:
    """Give what a check finds when every citation is opened in an archive of the seed."""
    with Archive(tmp_path_factory.mktemp("archive") / "seed", create=True) as archive:
        bring(archive, [SEED], workers=1)
        session = archive.session(parse_clearance("C"), "desk")
        yield [*check(dossier, opener(session))]


def of(dossier: Dossier, actor: str, provision: str = "") -> list[Statement]:
    """Return all statements of an actor, rejected and superseded ones too."""
    found = [each for each in dossier.statements if each.actor == actor]
    return [each for each in found if provision in {"", each.provision}]


def test_the_check_finds_no_error(findings: list[Finding]) -> None:
    assert [str(each) for each in findings if each.severity == "error"] == []


def test_every_citation_of_the_seed_was_opened(findings: list[Finding], dossier: Dossier) -> None:
    """What was not opened is outside: resolutions, and the record of what became of the asks."""
    codes = {each.code for each in findings}
    assert not codes & {"D103", "D112"}
    outside = sum(each.code == "D109" for each in findings)
    cited = [each.cite for each in claims(dossier) if each.cite]
    assert outside == sum(cite.startswith("see:") for cite in cited)
    assert {cite.partition("#")[0] for cite in cited if not cite.startswith("see:")} == {NAME}


def test_nothing_says_what_length_the_united_states_ask(dossier: Dossier) -> None:
    assert of(dossier, "united-states", "length") == []
    asked = [each for each in dossier.asks if "united-states" in each.by]
    lengths = [each for each in asked if each.provision == "length"]
    assert [each.id for each in lengths] == ["longer-mandate"]
    # That they asked for more than two years is known from the outcome, not from the telegram.
    assert lengths[0].cite.startswith("see:")
    provision = dossier.provisions.get("length")
    assert provision is not None
    marks = {each.name for each in provision.marks} - {"two years"}
    assert not any(mark in f"{lengths[0].ask} {lengths[0].note}" for mark in marks)


@pytest.mark.parametrize("actor", EXPECTED_ONLY)
def test_of_three_elected_members_the_author_has_expectations_only(
    dossier: Dossier, actor: str
) -> None:
    statements = of(dossier, actor)
    assert {each.provision for each in statements} == {"action-plans", "fatf"}
    assert {each.source for each in statements} == {"expectation"}
    assert {each.speaker for each in statements} == {""}


def test_no_elected_member_has_spoken(dossier: Dossier) -> None:
    on = date(2008, 4, 4)
    members = dossier.actors.members("elected-members", on)
    assert len(members) == 10
    assert {*EXPECTED_ONLY} < {*members}
    owned = {each.actor for each in dossier.statements if each.source in {"own", "government"}}
    assert not owned & {*members, "elected-members"}


def test_of_china_the_author_reports(dossier: Dossier) -> None:
    assert [(each.source, each.via, each.stance) for each in of(dossier, "china")] == [
        ("reported", ("usun",), "two years")
    ]


def test_russia_speaks_for_itself_by_dolgov(dossier: Dossier) -> None:
    own = [each for each in of(dossier, "russia", "length") if each.source == "own"]
    assert len(own) == 1
    statement = own[0]
    assert (statement.speaker, statement.said) == ("dolgov", "2008-04-03")
    assert (statement.stance, statement.strength) == ("two years", "firm")
    arguments = " ".join(statement.arguments)
    assert all(word in arguments for word in ("Moscow", "unity", "uneasy", "next extension"))
    assert dossier.statements.of("russia", "length") == [statement]
    experts = [each for each in of(dossier, "russia", "length") if each.source == "reported"]
    assert [each.said for each in experts] == ["2008-03-19", "2008-03-28"]
    assert {each.superseded_by for each in experts} == {statement.id}


def test_of_the_united_states_the_reorientation_stands_in_dolgovs_words_only(
    dossier: Dossier,
) -> None:
    assert [(each.source, each.via) for each in of(dossier, "united-states", "reorientation")] == [
        ("reported", ("dolgov",))
    ]
    rest = [each for each in of(dossier, "united-states") if each.provision != "reorientation"]
    assert {each.provision: each.source for each in rest} == {
        "action-plans": "government",
        "fatf": "government",
        "assistance": "government",
    }


def test_france_and_the_united_kingdom_are_known_on_assistance_only(dossier: Dossier) -> None:
    for actor in ("france", "united-kingdom"):
        assert [(each.provision, each.source) for each in of(dossier, actor)] == [
            ("assistance", "reported")
        ]


def test_three_tracks_of_demarches(dossier: Dossier) -> None:
    states = {(each.demarche, each.to): each.state for each in approaches(dossier)}
    assert states["new-york", "russia"] == "answered"
    assert states["moscow", "russia"] == "delivered"
    capitals = dossier.demarches.get("elected-capitals")
    assert capitals is not None
    assert len(recipients(dossier, capitals)) == 10
    assert unreported(dossier, capitals) == recipients(dossier, capitals)
    telegrams = {each.telegram for track in dossier.demarches for each in track.step}
    assert telegrams - {"", NAME} == {
        "08STATE34975", "08USUNNEWYORK257", "08MOSCOW869", "08STATE30934", "08STATE34968",
    }  # fmt: skip


def test_only_what_the_telegram_dates_has_a_day(dossier: Dossier) -> None:
    days = {each.on for track in dossier.demarches for each in track.step}
    assert days == {"", "2008-03-19", "2008-03-28", "2008-04-03"}


def test_each_ask_has_its_outcome_in_resolution_1810(dossier: Dossier) -> None:
    outcomes = {
        each.ask: each.standing for each in dossier.standings if each.text == "resolution-1810"
    }
    assert outcomes == {
        "longer-mandate": "softened",
        "action-plans": "softened",
        "fatf": "softened",
        "assistance": "in",
        "reorientation": "out",
        "rollover": "out",
        "consensus": "in",
    }
    assert [*outcomes] == [each.id for each in dossier.asks]
    assert all(each.cite.startswith("see:") for each in dossier.standings)


def test_quotations_are_short(dossier: Dossier) -> None:
    quotes = [each.quote for each in claims(dossier) if each.quote]
    assert len(quotes) > 30
    assert [each for each in quotes if len(each.split()) > LONGEST_QUOTE] == []
