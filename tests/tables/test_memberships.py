"""Laws of the table of memberships: terms, seats and sizes on every day on which they change."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from reftel.tables import load
from reftel.tables.rows import MembershipRow

DAY = timedelta(days=1)
FIRST = date(1946, 1, 12)
LAST = date(2026, 12, 31)
"""The last day for which the elected members are known."""
ENLARGED = date(1966, 1, 1)
HALF_TERMS = {
    # Three members of 1946 and two of 1966 were elected for a year, so that terms would overlap.
    ("EG", 1946), ("MX", 1946), ("NL", 1946), ("NZ", 1966), ("UG", 1966),
    # Two candidates, neither with two thirds, shared a term.
    ("YU", 1956), ("PH", 1957), ("PL", 1960), ("TR", 1961), ("LR", 1961), ("IE", 1962),
    ("RO", 1962), ("PH", 1963), ("CS", 1964), ("MY", 1965), ("IT", 2017), ("NL", 2018),
}  # fmt: skip
"""Elected members that sat for one year."""
NEWCOMERS = {
    # The other halves of shared terms came beside the three of the year.
    1957: 4, 1961: 4, 1962: 4, 1963: 4, 1965: 4,
    # Four new seats.
    1966: 7,
    # The Netherlands came beside the five of the year.
    2018: 6,
}  # fmt: skip
"""Years in which not three (before 1966) or five elected members came."""
UNITED = {"YD": "YE", "VD": "VN"}
"""A state that became one with another; the term or membership went on."""


def rows_of(body: str, capacity: str = "") -> list[MembershipRow]:
    return [r for r in load.memberships() if r.body == body and capacity in {"", r.capacity}]


def on(rows: list[MembershipRow], day: date) -> set[str]:
    found = [row.member for row in rows if row.since <= day <= (row.until or date.max)]
    assert len(found) == len(set(found)), (day, found)
    return set(found)


def boundaries(rows: list[MembershipRow]) -> list[date]:
    """Return every day on which somebody comes, and every day after somebody left."""
    days = {row.since for row in rows} | {row.until + DAY for row in rows if row.until}
    return sorted(day for day in days if FIRST <= day <= LAST)


def newcomers() -> Iterator[tuple[int, set[str]]]:
    """Yield for each year the elected members that did not sit at the end of the one before.

    A year counts as it stood at its end: Mexico came on 7 January 1980.
    """
    elected = rows_of("UNSC", "elected")
    for year in range(1947, LAST.year + 1):
        before, after = (on(elected, date(each, 12, 31)) for each in (year - 1, year))
        yield year, after - before


# Every body.


def test_members_and_bodies_are_known() -> None:
    states = {row.code for row in load.states()}
    bodies = {row.code for row in load.bodies()}
    assert [r for r in load.memberships() if r.member not in states or r.body not in bodies] == []


def test_nobody_is_a_member_twice_on_a_day() -> None:
    for body in {row.body for row in load.memberships()}:
        by_since = sorted(rows_of(body), key=lambda row: (row.member, row.since))
        for each, other in pairwise(by_since):
            if each.member == other.member:
                assert each.until is not None, each
                assert each.until < other.since, other


def test_only_the_council_has_kinds_of_members() -> None:
    for row in load.memberships():
        assert (row.capacity == "member") == (row.body != "UNSC"), row


def test_a_member_is_a_state_of_its_day() -> None:
    """A code of a former state ends with the state."""
    ends = {"SU": 1991, "DD": 1990, "CS": 1992, "YU": 2003, "YD": 1990, "VD": 1976}
    for row in load.memberships():
        if row.member in ends:
            assert row.until, row
            assert row.until.year <= ends[row.member], row


# The Council.


def test_the_council_has_eleven_seats_and_fifteen_from_1966() -> None:
    """Art. 23 of the Charter; the amendment of 1963 first showed in the members of 1966."""
    council = rows_of("UNSC")
    seats = {day: 11 if day < ENLARGED else 15 for day in boundaries(council)}
    # The seat that Mexico took was contested to the 155th ballot.
    seats[date(1980, 1, 1)] = 14
    assert {day: len(on(council, day)) for day in boundaries(council)} == seats


def test_five_are_permanent() -> None:
    permanent = rows_of("UNSC", "permanent")
    for day in boundaries(rows_of("UNSC")):
        seats = on(permanent, day)
        assert len(seats) == 5
        assert {"FR", "GB", "US"} < seats
        assert len(seats & {"TW", "CN"}) == len(seats & {"SU", "RU"}) == 1


def test_terms_are_whole_years_but_for_the_named() -> None:
    """Rule 139 of the Assembly: a term begins on 1 January and ends on 31 December."""
    elected = rows_of("UNSC", "elected")
    begun = [r for r in elected if (r.since.month, r.since.day) != (1, 1)]
    ended = [r for r in elected if not r.until or (r.until.month, r.until.day) != (12, 31)]
    assert {(r.member, r.since) for r in begun if r.since != FIRST} == {
        ("MX", date(1980, 1, 7)), ("YE", date(1990, 5, 22)),
    }  # fmt: skip
    assert [(r.member, r.until) for r in ended] == [("YD", date(1990, 5, 21))]


def test_an_elected_member_sits_two_years_in_a_row_at_most() -> None:
    """Art. 23(2): a retiring member is not eligible for immediate re-election."""
    years = {
        (UNITED.get(row.member, row.member), year)
        for row in rows_of("UNSC", "elected")
        if row.until
        for year in range(row.since.year, row.until.year + 1)
    }
    assert [(m, y) for m, y in years if {(m, y + 1), (m, y + 2)} <= years] == []
    alone = {(m, y) for m, y in years if not {(m, y - 1), (m, y + 1)} & years}
    assert alone == HALF_TERMS


def test_a_half_term_says_why() -> None:
    notes = {(r.member, r.since.year): r.note for r in rows_of("UNSC", "elected")}
    assert [term for term in HALF_TERMS if not notes[term]] == []


def test_five_come_every_year_since_1967() -> None:
    counts = {year: len(new) for year, new in newcomers()}
    usual = {year: 5 if year >= 1966 else 3 for year in counts}
    assert counts == usual | NEWCOMERS


def test_seats_go_round_by_the_formula_of_1963() -> None:
    """Resolution 1991 A (XVIII): five from Africa and Asia, one from Eastern Europe, two from
    Latin America, two from Western Europe and others."""
    elected = rows_of("UNSC", "elected")
    sitting = [on(elected, date(year, 12, 31)) for year in range(1966, LAST.year + 1)]
    east = {"BG", "HU", "PL", "YU", "BY", "RO", "CS", "DD", "UA", "CZ", "SI", "SK", "HR", "BA"}
    east |= {"AZ", "LT", "EE", "AL", "LV"}
    latin = {"AR", "UY", "BR", "PY", "CO", "NI", "PA", "PE", "CR", "GY", "VE", "BO", "JM", "MX"}
    latin |= {"TT", "CU", "EC", "CL", "HN", "GT", "DO", "VC"}
    west = {"NL", "NZ", "CA", "DK", "FI", "ES", "BE", "IT", "AU", "AT", "SE", "DE", "NO", "PT"}
    west |= {"IE", "MT", "GR", "TR", "LU", "CH"}
    for seats in sitting:
        counts = [len(seats & group) for group in (east, latin, west)]
        assert [*counts, len(seats - east - latin - west)] == [1, 2, 2, 5], seats


# The others.


def sizes(body: str) -> list[int]:
    """Return how many members a body had after each change."""
    rows = rows_of(body)
    return [len(on(rows, day)) for day in boundaries(rows)]


def test_the_union_grew_and_lost_one() -> None:
    assert sizes("EU") == [6, 9, 10, 12, 15, 25, 27, 28, 27]
    assert Counter(row.until for row in rows_of("EU")) == {None: 27, date(2020, 1, 31): 1}


def test_the_alliance_grew() -> None:
    assert sizes("NATO") == [12, 14, 15, 16, 19, 26, 28, 29, 30, 31, 32]


def test_the_non_aligned_as_counted_at_their_conferences() -> None:
    """25 at Belgrade, 120 at Tehran, 121 since South Sudan: as commonly counted."""
    rows = rows_of("NAM")
    days = (date(1961, 9, 6), date(2012, 8, 31), date(2024, 1, 20))
    assert [len(on(rows, day)) for day in days] == [25, 120, 121]
    assert {row.confidence for row in rows} == {"recalled"}
    assert [row for row in rows if not row.note] == []
