"""The Word file: accepted it is the later draft, rejected the earlier one, clause by clause."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from word_revisions import W, body, decided, well_formed

from reftel.desk.redlining.word import Reviser, word_file
from reftel.dossier.drafts.clauses import read_clauses
from reftel.dossier.drafts.records import Draft
from reftel.dossier.drafts.redline import redline

REVISER = Reviser("Ruth Ardmore", datetime(2008, 4, 18, 17, 30, tzinfo=UTC))
POOL = [
    "Decides to extend the mandate of the Committee for three years;",
    "Decides to extend the mandate of the Committee for five years;",
    "Requests the Registrar to report to the Council once a year;",
    "Decides to extend the mandate of the Committee for three years, and requests the Registrar "
    "to report to the Council once a year;",
    "Invites the experts to visit ports of loading & discharge <quietly>;",
    "Decides to remain seized of the matter.",
    "Notes it;",
]


def draft(words: list[str], title: str = "") -> Draft:
    lines = [f"OP{number}. {each}" for number, each in enumerate(words, 1)]
    return read_clauses("\n\n".join([*([title] if title else []), "The Council,", *lines]))


def file_of(before: Draft, after: Draft) -> bytes:
    return word_file(redline([before, after]).steps[0], before, after, REVISER)


def lines_of(draft: Draft) -> list[str]:
    return [each.line for each in draft.clauses]


CLAUSES = st.lists(st.sampled_from(POOL), max_size=7)


@settings(max_examples=60, deadline=None)
@given(CLAUSES, CLAUSES, st.sampled_from(["", "Resolution 231 (2008)"]))
def test_accepted_and_rejected(old: list[str], new: list[str], title: str) -> None:
    """Law: accepting all changes gives the later draft, rejecting all the earlier one."""
    before, after = draft(old), draft(new, title)
    data = file_of(before, after)
    assert decided(data, "accept") == lines_of(after)
    assert decided(data, "reject") == lines_of(before)
    well_formed(data)


def test_a_move_is_a_move() -> None:
    before = draft([POOL[0], POOL[2], POOL[4], POOL[5]])
    after = draft([POOL[4], POOL[0], POOL[2], POOL[5]])
    data = file_of(before, after)
    moved = [each.tag.removeprefix(W) for each in body(data).iter() if "move" in each.tag]
    assert moved.count("moveFromRangeStart") == moved.count("moveToRangeStart") == 1
    assert decided(data, "accept") == lines_of(after)
    well_formed(data)


def test_a_split_adds_an_end_of_paragraph() -> None:
    data = file_of(draft([POOL[3]]), draft([POOL[0], POOL[2]]))
    marks = [each.tag for each in body(data).iterfind(f"{W}p/{W}pPr/{W}rPr/*")]
    assert marks == [f"{W}ins"]


def test_who_and_when_are_given_and_the_bytes_are_the_same() -> None:
    before, after = draft(POOL[:3]), draft(POOL[1:4])
    data = file_of(before, after)
    assert data == file_of(before, after)
    changes = [each for each in body(data).iter() if each.tag in (f"{W}ins", f"{W}del")]
    assert {each.get(f"{W}author") for each in changes} == {"Ruth Ardmore"}
    assert {each.get(f"{W}date") for each in changes} == {"2008-04-18T17:30:00Z"}


def test_characters_that_xml_cannot_hold() -> None:
    before, after = read_clauses("The Council,\n\n1. Decides it\x01;"), draft(POOL[:1])
    assert decided(file_of(before, after), "reject")[1] == "1. Decides it\ufffd;"
