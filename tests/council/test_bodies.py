"""Bodies: who sits, in which group, by which rule; and files of one's own."""

import csv
import os
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reftel.council.bodies import Body, body, names, parse
from reftel.council.errors import CouncilError
from reftel.council.rules import decide
from reftel.tables.load import states

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("REFTEL_SHARED", ROOT.parent / "shared")) / "council"
LITTORAL = ROOT / "examples/bodies/littoral-council.toml"
DAY = timedelta(days=1)
WEIGHED = date(2014, 11, 1)
"""The first day on which the Union counts by population and no longer by votes."""
MINIMAL = """
code = "JUB"
name = "Joint Underwriting Board"
[[rules]]
name = "majority"
needs = ["shares yes > 1/2 of members"]
[[members]]
code = "IH"
[[members]]
code = "YD"
[[weights]]
weight = "shares"
values = { IH = 62.5, YD = 37.5 }
"""


# Laws.


@pytest.mark.parametrize("name", names())
@given(data=st.data())
def test_a_sitting_has_its_usual_rule_and_nobody_twice(name: str, data: st.DataObject) -> None:
    found = body(name)
    first = min(rule.since or date(1946, 1, 12) for rule in found.rules)
    sitting = found.on(data.draw(st.dates(first, date(2026, 12, 31))))
    codes = [seat.code for seat in sitting.members]
    assert len(set(codes)) == len(codes)
    assert sitting.rule() == sitting.rules[0]
    assert len({rule.name for rule in sitting.rules}) == len(sitting.rules)
    for rule in sitting.rules:
        for condition in (each for way in rule.ways for each in way):
            assert all(condition.weight in {"", *seat.weights} for seat in sitting.members)


@pytest.mark.parametrize("name", names())
def test_every_entry_says_where_it_comes_from(name: str) -> None:
    found = body(name)
    for each in (found, *found.rules, *found.weights):
        assert each.source
        assert each.confidence in {"verified", "recalled"}


@pytest.mark.parametrize("name", names())
def test_rules_of_one_name_follow_each_other(name: str) -> None:
    by_name: dict[str, list[tuple[date, date]]] = {}
    for rule in body(name).rules:
        span = (rule.since or date.min, rule.until or date.max)
        by_name.setdefault(rule.name, []).append(span)
    for spans in by_name.values():
        for (_, last), (first, _) in pairwise(spans):
            assert first == last + DAY


# The Council.


@pytest.mark.parametrize(
    ("on", "needs", "seats"),
    [
        (date(1946, 1, 12), "yes >= 7", 11),
        (date(1965, 8, 30), "yes >= 7", 11),
        (date(1965, 8, 31), "yes >= 9", 15),
        (date(2026, 1, 1), "yes >= 9", 15),
    ],
)
def test_the_council_decides_by_seven_and_by_nine(on: date, needs: str, seats: int) -> None:
    sitting = body("UNSC").on(on)
    assert (sitting.rule().needs, sitting.seats) == ((needs,), seats)
    assert sitting.rule().veto == ("permanent",)
    assert sitting.rule("procedure").veto == ()


@given(st.dates(date(1966, 1, 1), date(2026, 12, 31)))
def test_the_elected_ten_follow_the_formula(on: date) -> None:
    """Resolution 1991 A (XVIII): five of Africa and Asia, one, two, two."""
    sitting = body("UNSC").on(on)
    groups = Counter(seat.group for seat in sitting.members if seat.capacity == "elected")
    if date(1980, 1, 1) <= on <= date(1980, 1, 6):
        # The seat that Mexico took on the 7th was contested.
        groups["GRULAC"] += 1
    assert groups == sitting.groups


@pytest.mark.skipif(not SHARED.is_dir(), reason="no tables of the Council beside the checkout")
def test_whoever_vetoed_was_permanent_that_day() -> None:
    heirs = {"USSR": "SU", "Russian Federation": "RU", "ROC": "TW", "PRC": "CN"}
    with (SHARED / "vetoes_1946_2022.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 200
    for row in rows:
        sitting = body("UNSC").on(date.fromisoformat(row["date"]))
        for name in row["vetoed_by"].split(";"):
            assert sitting.find(heirs.get(name.strip(), name)).capacity == "permanent", row


@pytest.mark.skipif(not SHARED.is_dir(), reason="no tables of the Council beside the checkout")
def test_every_adopted_resolution_has_the_votes_that_the_rule_needs() -> None:
    """1965 is left out: the table has years, and the rule changed within it.

    So are rows whose votes do not add up to eleven members: of 89 and 110 a figure is misread.
    """
    with (SHARED / "votes_1_580.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "recorded"]
    assert len(rows) > 100
    for row in rows:
        cast = sum(int(row[kind] or 0) for kind in ("yes", "no", "abstain"))
        if row["year"] == "1965" or cast < 11:
            continue
        rule = body("UNSC").on(date(int(row["year"]), 12, 31)).rule()
        assert int(row["yes"]) >= int(rule.needs[0].rpartition(" ")[2]), row


def test_a_seat_is_told_apart_from_its_heir() -> None:
    assert body("UNSC").on(date(1991, 12, 23)).find("USSR").code == "SU"
    assert body("UNSC").on(date(1991, 12, 24)).find("russia").code == "RU"
    with pytest.raises(CouncilError, match="its seat is RU's since 1991-12-24"):
        body("UNSC").on(date(2008, 4, 4)).find("USSR")
    with pytest.raises(CouncilError, match="the seat is TW's until 1971-10-25"):
        body("UNSC").on(date(1950, 1, 1)).find("CN")
    with pytest.raises(CouncilError, match="Germany does not sit in UNSC on 2008-04-04"):
        body("UNSC").on(date(2008, 4, 4)).find("Germany")
    with pytest.raises(CouncilError, match="did you mean Vietnam"):
        body("UNSC").on(date(2008, 4, 4)).find("Vietnan")


# The Assembly.


@pytest.mark.parametrize(
    ("year", "count"),
    [
        (1945, 51), (1950, 60), (1955, 76), (1960, 99), (1970, 127), (1980, 154), (1990, 159),
        (1991, 166), (1993, 184), (1994, 185), (1999, 188), (2000, 189), (2002, 191), (2006, 192),
        (2011, 193), (2026, 193),
    ],
)  # fmt: skip
def test_the_assembly_by_year(year: int, count: int) -> None:
    assert len(body("UNGA").on(date(year, 12, 31)).members) == count


def test_every_member_of_the_assembly_has_a_group() -> None:
    """The group of Western states has 28 members; the United States are counted with it."""
    groups = Counter(seat.group for seat in body("UNGA").on(date(2024, 1, 1)).members)
    assert groups == {"African": 54, "Asia-Pacific": 54, "EEG": 23, "GRULAC": 33, "WEOG": 29}


# The Union.


@pytest.mark.parametrize(
    ("on", "members", "votes", "needs"),
    [
        (date(1958, 1, 1), 6, 17, 12), (date(1973, 1, 1), 9, 58, 41),
        (date(1981, 1, 1), 10, 63, 45), (date(1986, 1, 1), 12, 76, 54),
        (date(1995, 1, 1), 15, 87, 62), (date(2004, 5, 1), 25, 124, 88),
        (date(2004, 11, 1), 25, 321, 232), (date(2007, 1, 1), 27, 345, 255),
        (date(2013, 7, 1), 28, 352, 260),
    ],
)  # fmt: skip
def test_the_votes_of_the_union(on: date, members: int, votes: int, needs: int) -> None:
    sitting = body("EU").on(on)
    assert len(sitting.members) == members
    assert sum(seat.weights["votes"] for seat in sitting.members) == votes
    assert sitting.rule().needs[0] == f"votes yes >= {needs}"


@given(st.dates(WEIGHED, date(2026, 12, 31)))
def test_every_member_of_the_union_has_a_population(on: date) -> None:
    members = body("EU").on(on).members
    assert all(350 < seat.weights["population"] < 90_000 for seat in members)
    total = sum(seat.weights["population"] for seat in members)
    assert 440_000 < total < 515_000


def test_a_blocking_minority_has_four_members() -> None:
    """Article 16(4): Germany, France and Italy hold over 35 percent and cannot block alone."""
    sitting = body("EU").on(date(2020, 3, 1))
    three, four = ["DE", "FR", "IT"], ["DE", "FR", "IT", "MT"]
    for against, passed in ((three, True), (four, False)):
        cast = {seat.code: "no" if seat.code in against else "yes" for seat in sitting.members}
        assert decide(sitting.rule(), sitting.members, cast).passed == passed  # pyright: ignore[reportArgumentType]


# A body of one's own.


def test_the_littoral_council_is_what_the_examples_say() -> None:
    council = body(LITTORAL)
    then, now = council.on(date(1976, 5, 28)), council.on(date(2008, 5, 16))
    assert (then.seats, then.rule().needs) == (9, ("yes >= 6",))
    assert (now.seats, now.rule().needs, len(now.members)) == (11, ("yes >= 7",), 11)
    permanent = [seat.name for seat in now.members if seat.capacity == "permanent"]
    assert permanent == ["Dravonne", "Eldrane", "Ishmere"]
    names_of = {row.code: row.name for row in states()}
    assert all(names_of[seat.code] == seat.name for seat in now.members)


def test_a_weighted_board_needs_few_lines() -> None:
    sitting = parse(MINIMAL, "board.toml").on(date(2008, 1, 1))
    assert [(seat.code, seat.weights["shares"]) for seat in sitting.members] == [
        ("IH", 62.5),
        ("YD", 37.5),
    ]


def test_a_file_extends_a_body() -> None:
    text = 'code = "HRC"\nname = "Half of it"\nextends = "HRC"\n[[members]]\ncode = "KE"\n'
    sitting = parse(text, "hrc.toml").on(date(2020, 1, 1))
    assert (sitting.seats, sitting.members[0].group) == (47, "African")
    assert sitting.rule().name == "majority"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("[[rules]]", "[[rules"), "board.toml: .*line"),
        (('needs = ["shares yes > 1/2 of members"]', "needs = 3"), "needs"),
        (('name = "majority"', 'name = "majority"\nveot = []'), "veot"),
        (("yes > 1/2", "yes <= 1/2"), r"rules\[0\] \(majority\): .*>= or > behind yes"),
        (('["shares yes > 1/2 of members"]', "[]"), "a set of conditions is empty"),
        (("IH = 62.5", "IH = -1"), r"weights\[0\] \(shares\): IH = -1 is negative"),
        (("IH = 62.5", "IH = nan"), "IH = nan is negative or not finite"),
        (("IH = 62.5, YD = 37.5", "IH = 0, YD = 0"), "every weight is zero"),
        (('code = "YD"', 'code = "YD"\nsince = 2009-01-01\nuntil = 2008-01-01'), r"members\[1\]"),
        (('name = "Joint', 'extends = "XX"\nname = "Joint'), "extends XX"),
        (('name = "Joint', 'roster = "XX"\nname = "Joint'), "roster XX"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_place(change: tuple[str, str], told: str) -> None:
    with pytest.raises(CouncilError, match=told):
        parse(MINIMAL.replace(*change), "board.toml")


def test_what_cannot_sit_is_told() -> None:
    twice = parse(MINIMAL.replace('code = "YD"', 'code = "IH"'), "board.toml")
    with pytest.raises(CouncilError, match="IH sits twice"):
        twice.on(date(2008, 1, 1))
    told = "UNSC has no rule in force on 1940-01-01; its rules begin on 1946-01-12"
    with pytest.raises(CouncilError, match=told):
        body("UNSC").on(date(1940, 1, 1))
    with pytest.raises(CouncilError, match='UNSC has no rule "unanimity"'):
        body("UNSC").on(date(2008, 4, 4)).rule("unanimity")
    with pytest.raises(CouncilError, match="XYZ is no body and no file; bodies are ECOSOC"):
        body("XYZ")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(CouncilError, match="cannot be read"):
        body(path)


def test_a_body_is_a_frozen_record() -> None:
    assert body("unsc") == body("UNSC")
    assert isinstance(body("UNSC"), Body)
