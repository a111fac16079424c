"""Forecasts of dossiers: the 1540 case, where the reference point decides, and what-ifs."""

from datetime import date
from pathlib import Path
from shutil import copytree

import msgspec
import pytest

from reftel.council.forecast.drawing import drawn
from reftel.council.forecast.inputs import Number
from reftel.desk.forecasting.assumptions import (
    Assumptions,
    AssumptionsError,
    assumptions,
    written,
)
from reftel.desk.forecasting.counting import stands
from reftel.desk.forecasting.forecasting import Report, report
from reftel.desk.forecasting.framing import Asked, ForecastError, framed
from reftel.desk.forecasting.picturing import pictures
from reftel.desk.forecasting.sealing import add, forecasts
from reftel.desk.pictures.writing import svg
from reftel.desk.scoring.files import read_forecasts
from reftel.dossier.dossier import Dossier

TESTS = Path(__file__).parents[1]
RENEWAL = TESTS / "dossier/1540-2008"
EXAMPLE = TESTS.parent / "examples/dossiers/41-committee-2008"
TERMS = {f"{years} years": {"length": f"{years} years"} for years in ("two", "three", "five")}
DAY = date(2008, 4, 24)
ELECTED = {
    "belgium", "burkina-faso", "costa-rica", "croatia", "indonesia", "italy", "libya", "panama",
    "south-africa", "vietnam",
}  # fmt: skip
OUTCOME = 60.0  # three years: resolution 1810 of 25 April 2008, 15-0-0


def renewal(**asked: object) -> Report:
    """Forecast the length of the 1540 Committee's mandate, the day before the vote."""
    values = {"on": DAY, "provisions": ("length",), "motions": TERMS, "draws": 4000} | asked
    return report(Dossier(RENEWAL), Assumptions(), msgspec.convert(values, Asked))


def probability(of: Report, motion: str) -> float:
    return next(each.probability for each in of.forecast.chances if each.motion == motion)


def test_the_council_of_2008_sits_with_its_ten_elected_members() -> None:
    frame = framed(Dossier(RENEWAL), Assumptions(), Asked(on=DAY, provisions=("length",)))
    assert len(frame.inputs.members) == 15
    elected = {each.seat.name for each in frame.inputs.members if each.seat.capacity == "elected"}
    assert {name.lower().replace(" ", "-") for name in elected} == ELECTED
    assert frame.inputs.rule.needs == ("yes >= 9",)
    assert frame.inputs.rule.veto == ("permanent",)


def test_unknown_positions_stay_unknown() -> None:
    """The seed does not say for how long the United States wants the mandate."""
    found = renewal()
    assert {"united-states", "france", "united-kingdom"} < {*found.unknown["length"]}
    assert {each.member for each in found.grounds} == {"russia", "china"}
    russia = next(each for each in found.grounds if each.member == "russia")
    assert russia.cites[0] == "08USUNNEWYORK303#1"


def test_one_case_the_reference_point_decides() -> None:
    """One case: three years, 15-0-0, lies in what can pass after a lapse, and not after a rollover.

    It shows what the choice between the two reference points does; it proves no model right.
    """
    lapse, rollover = renewal(reference="lapse"), renewal(reference="two-year rollover")
    assert probability(lapse, "three years") > 0.2
    assert probability(rollover, "three years") < 0.05
    assert probability(rollover, "two years") == 0
    default, beside = (each.forecast.answers[0].estimates[0] for each in (lapse, rollover))
    span = next(each for each in default.intervals if each.level == 0.95)
    assert span.low <= OUTCOME <= span.high
    narrow = next(each for each in beside.intervals if each.level == 0.8)
    assert not narrow.low <= OUTCOME <= narrow.high
    assert beside.unchanged > 0.5
    assert {each.name for each in rollover.references} == {"two-year rollover"}


def test_a_cost_of_blocking_opens_the_way_from_a_rollover() -> None:
    """Russia and China would bear a year more than they asked for, a fifth of the scale."""
    used = Assumptions(blocking_cost={"russia": 0.2, "china": 0.2}, noise=0)
    known = {
        f"{name}.length": "five years" for name in ("united-states", "france", "united-kingdom")
    }
    asked = Asked(
        on=DAY, provisions=("length",), motions=TERMS, reference="two-year rollover", changed=known
    )
    free = report(Dossier(RENEWAL), Assumptions(noise=0), asked)
    costly = report(Dossier(RENEWAL), used, asked)
    assert probability(free, "three years") < 0.1
    assert probability(costly, "three years") > probability(free, "three years") + 0.2


def test_the_fact_that_matters_most_is_one_that_nobody_knows() -> None:
    facts = next(each for each in renewal().sensitivities if each.of == "three years").facts
    assert {each.member for each in facts[:3]} == {"united-states", "france", "united-kingdom"}
    assert not any(each.is_known for each in facts[:3])


def test_what_if() -> None:
    before, after = renewal(), renewal(changed={"Russia.length": "lapse"})
    panama = renewal(changed={"Panama.length": "five years"})
    assert panama.inputs.belief("pa", "length") is not None
    assert probability(after, "three years") < probability(before, "three years")
    assert after.forecast.digest != before.forecast.digest
    with pytest.raises(ForecastError, match="a member and a provision are wanted"):
        renewal(changed={"atlantis.length": "lapse"})
    with pytest.raises(ForecastError, match="two years is meant"):
        renewal(changed={"russia.length": "two yeers"})


def test_the_same_inputs_give_the_same_bytes() -> None:
    one, other = (msgspec.json.encode(renewal()) for _ in range(2))
    assert one == other
    assert msgspec.json.encode(renewal(seed=1)) != one


def test_the_example_before_its_vote() -> None:
    """Fictional: on 18 April the revised draft was out; on 16 May it was adopted, 9-0-2."""
    found = report(Dossier(EXAMPLE), Assumptions(), Asked(on=date(2008, 4, 18), draws=2000))
    assert probability(found, "draft-2") > probability(found, "draft-1")
    assert probability(found, "draft-2") > 0.8
    term = next(each for each in found.forecast.answers if each.question.name == "term")
    assert term.default.intervals[1].low <= 60 <= term.default.intervals[1].high
    # What is not known yet on that day does not count.
    assert not any("08CALDESSA283" in cite for each in found.grounds for cite in each.cites)


def test_a_clause_that_is_dropped_is_in_no_text() -> None:
    asked = Asked(on=date(2008, 4, 18), draws=500, dropped=("jub",))
    found = report(Dossier(EXAMPLE), Assumptions(), asked)
    assert not any("jub" in each.places for each in found.inputs.motions)


def test_groups_speak_for_members_of_whom_nothing_else_is_known() -> None:
    found = report(
        Dossier(RENEWAL), Assumptions(), Asked(on=DAY, provisions=("assistance",), draws=200)
    )
    of = {each.member: each.of for each in found.grounds}
    assert of["pa"] == "elected-members"
    assert of["france"] == "france"
    trust = {each.member: each.trust for each in found.inputs.beliefs}
    assert trust["pa"] == pytest.approx(0.7 * 0.7)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked(on=DAY, reference="status quo"), "there are: lapse, two-year rollover"),
        (Asked(on=DAY, provisions=("width",)), "width is no provision of .*there are: .*length"),
        (Asked(on=DAY, provisions=("length", "width")), "width is no provision"),
        (Asked(on=DAY, dropped=("width",)), "width is no provision"),
        (Asked(on=DAY, motions={"m": {"width": "1"}}), "m: width is no provision"),
        (
            Asked(on=DAY, provisions=("length",), motions={"m": {"assistance": "for"}}),
            "m: assistance is not forecast",
        ),
        (Asked(on=date(2030, 1, 1)), "5 members are known of 15 seats; even if all"),
        (Asked(on=DAY, changed={"germany.length": "two years"}), "germany does not sit"),
        (
            Asked(on=DAY, provisions=("length",), changed={"russia.assistance": "for"}),
            "russia.assistance: assistance is not forecast",
        ),
        (Asked(on=DAY, rule="simple"), 'no rule "simple"'),
        (Asked(on=date(1940, 1, 1)), "no rule in force on 1940-01-01"),
        (Asked(on=DAY, motions={"m": {"length": "soon"}}), "no mark of length"),
    ],
)
def test_what_cannot_be_forecast_is_said(asked: Asked, words: str) -> None:
    with pytest.raises(Exception, match=words):
        report(Dossier(RENEWAL), Assumptions(), asked)


def test_a_further_text_has_a_name_of_its_own() -> None:
    asked = Asked(on=date(2008, 4, 18), motions={"draft-1": {"term": "two years"}})
    with pytest.raises(ForecastError, match=r"draft-1 is a text of .*another name"):
        report(Dossier(EXAMPLE), Assumptions(), asked)


def test_what_is_taken_for_known_cites_no_statement_that_it_overrides() -> None:
    changed = {"Russia.length": "for", "France.length": "five years"}
    found = renewal(changed=changed, draws=200)
    grounds = {each.member: each for each in found.grounds}
    assert grounds["russia"].cites == ("taken for known: for",)
    assert grounds["russia"].statements == ()
    assert grounds["france"].cites == ("taken for known: five years",)
    assert grounds["china"].statements


def test_a_cost_of_blocking_names_who_sits() -> None:
    asked = Asked(on=DAY, provisions=("length",), draws=200)
    by_id, by_name = (
        framed(Dossier(RENEWAL), Assumptions(blocking_cost={name: 0.2}), asked).inputs
        for name in ("russia", "Russia")
    )
    assert by_id.members == by_name.members
    with pytest.raises(ForecastError, match=r"blocking_cost: rusia does not sit; .*russia"):
        report(Dossier(RENEWAL), Assumptions(blocking_cost={"rusia": 0.2}), asked)


def test_a_state_is_found_by_its_alias(tmp_path: Path) -> None:
    """The table says Russia; an editor who writes the full name, and no code, means the same."""
    folder = Path(copytree(RENEWAL, tmp_path / "d"))
    actors = folder / "actors.toml"
    words = actors.read_text()
    for old, new in (
        ('name = "Russia"', 'name = "Russian Federation"'),
        ('code = "RU"', ""),
        ('aliases = ["Russian", "Moscow"]', 'aliases = ["Russia", "Moscow"]'),
    ):
        assert old in words
        words = words.replace(old, new)
    actors.write_text(words)
    found = report(Dossier(folder), Assumptions(), Asked(on=DAY, draws=200))
    assert "russia" in {each.member for each in found.grounds}


def test_a_body_whose_members_nobody_knows_is_told_so(tmp_path: Path) -> None:
    folder = Path(copytree(RENEWAL, tmp_path / "d"))
    title = folder / "dossier.toml"
    title.write_text(title.read_text().replace('council = "UNSC"', 'council = "HRC"'))
    with pytest.raises(ForecastError, match=r'who sits in HRC .* extends = "HRC"'):
        report(Dossier(folder), Assumptions(), Asked(on=DAY))


def test_a_text_says_on_how_many_provisions_it_lies() -> None:
    """Forecast on its term alone, a draft of eight clauses is not that draft."""
    asked = Asked(on=date(2008, 4, 18), provisions=("term",), draws=200)
    found = report(Dossier(EXAMPLE), Assumptions(), asked)
    assert found.clauses["draft-1"] == 8
    assert [len(each.places) for each in found.inputs.motions] == [1, 1]


def test_a_dossier_without_a_council_is_told_so(tmp_path: Path) -> None:
    folder = Path(copytree(RENEWAL, tmp_path / "d"))
    title = folder / "dossier.toml"
    title.write_text(title.read_text().replace('council = "UNSC"\n', "").replace("security-", ""))
    with pytest.raises(ForecastError, match="says no council"):
        report(Dossier(folder), Assumptions(), Asked(on=DAY))


def test_assumptions_are_a_file(tmp_path: Path) -> None:
    path = tmp_path / "assumptions.toml"
    path.write_text(written(Assumptions()))
    assert assumptions(path) == Assumptions()
    path.write_text(
        "noise = 0.1\n[trust]\nexpectation = 0.2\n[salience.firm]\nlow = 0.9\nhigh = 1.0\n"
    )
    found = assumptions(path)
    assert (found.noise, found.trust["expectation"], found.trust["own"]) == (0.1, 0.2, 0.95)
    assert found.salience["firm"] == Number(low=0.9, high=1.0)
    path.write_text("niose = 0.1\n")
    with pytest.raises(AssumptionsError, match="niose"):
        assumptions(path)
    with pytest.raises(AssumptionsError, match="No such file"):
        assumptions(tmp_path / "gone.toml")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("group = nan", "group: nan is not from 0 to 1"),
        ("group = 3", "group: 3 is not"),
        ("contested = -2", "contested: -2 is not"),
        ("noise = inf", "noise: inf is not"),
        ("blocking_cost = { dravonne = nan }", "blocking_cost dravonne: nan is not"),
        ("trust = 3", r"Expected `object`.*\$.trust"),
        ("[trust]\nown = 7", "trust.own: 7 is not"),
        ("[salience]\nfirmm = { low = 0.1, high = 0.2 }", "salience.firmm: a statement's strength"),
        ("[salience]\nfirm = { low = 0.3, high = 0.2 }", "salience.firm: 0.3 to 0.2"),
        ("unknown_salience = { low = nan, high = 1 }", "unknown_salience: nan to 1"),
    ],
)
def test_assumptions_that_nothing_can_follow_from_are_refused(
    words: str, told: str, tmp_path: Path
) -> None:
    """Also those that no statement of the dossier asks for: a slip must not pass unseen."""
    path = tmp_path / "assumptions.toml"
    path.write_text(words)
    with pytest.raises(AssumptionsError, match=f"assumptions.toml: {told}"):
        assumptions(path)


def test_a_count_says_what_is_known_and_no_more() -> None:
    dossier = Dossier(EXAMPLE)
    found = report(dossier, Assumptions(), Asked(on=date(2008, 4, 18), draws=1000))
    counted = {each.member: each for each in stands(found, "draft-2")}
    assert len(counted) == 11
    assert counted["QN"].standing == "yes"
    assert "term: 08CALDESSA268#2" in counted["QN"].evidence
    # Nothing is known of Anzorre; of Gelinor an expectation on one clause of eight.
    assert (counted["QV"].standing, counted["QV"].evidence) == ("unknown", ())
    assert counted["QW"].standing in {"lean yes", "lean no", "abstain", "unknown"}
    with pytest.raises(ForecastError, match="draft-1, draft-2"):
        stands(found, "draft-9")


def test_sealed_forecasts_follow_on_each_other(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    found = renewal()
    made = forecasts(found, DAY, date(2008, 4, 27))
    assert [each.issue for each in made] == ["1540-2008/length", "1540-2008/texts"]
    assert {each.inputs for each in made} == {found.forecast.digest}
    assert add(path, made) == 2
    assert add(path, made) == 4
    kept, faults = read_forecasts(str(path))
    assert (len(kept), faults) == (4, [])
    assert kept[2].previous == kept[1].seal


def test_every_picture_of_a_forecast_is_drawn() -> None:
    found = renewal(draws=300)
    drawn = dict(pictures(Dossier(RENEWAL), found))
    assert [*drawn] == [
        "scale-length",
        "hangs-on-length",
        *(f"count-{name}" for name in TERMS),
    ]
    for picture in drawn.values():
        assert svg(picture).startswith("<")
    # Who is unknown is named, and not drawn as if he stood somewhere.
    assert "No evidence" in svg(drawn["scale-length"])


def test_an_old_rumour_casts_no_doubt_on_newer_own_words() -> None:
    """Kethara said three years on 21 March; on the 20th Sundaval had said two of it."""
    found = report(
        Dossier(EXAMPLE), Assumptions(), Asked(on=date(2008, 4, 2), provisions=("term",), draws=200)
    )
    trust = {each.member: each.trust for each in found.inputs.beliefs}
    assert trust["kethara"] == Assumptions().trust["own"]


def test_who_is_wrong_about_a_member_is_wrong_on_all_provisions() -> None:
    """So a text with many clauses is not surer than its members are."""
    asked = Asked(on=date(2008, 4, 18), provisions=("term", "fund"), draws=4000)
    frame = framed(Dossier(EXAMPLE), Assumptions(noise=0), asked)
    of = drawn(frame.inputs)
    names = [each.name for each in frame.inputs.members]
    column = names.index("dravonne")
    told = [frame.inputs.belief("dravonne", each.name) for each in frame.inputs.questions]
    wrong = [
        ~(
            (of.positions[at, :, column] >= each.position.low)
            & (of.positions[at, :, column] <= each.position.high)
        )
        for at, each in enumerate(told)
        if each is not None
    ]
    assert len(wrong) == 2
    assert 0.02 < wrong[0].mean() < 0.08
    # Of those wrong on the one all are wrong on the other, but for who falls on the right place.
    assert (wrong[0] & wrong[1]).mean() > 0.5 * wrong[0].mean()
