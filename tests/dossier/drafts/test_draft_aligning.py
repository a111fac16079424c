"""Which clause became which."""

import time

from draft_texts import first, numbered, revised
from hypothesis import given, settings
from hypothesis import strategies as st

from reftel.dossier.drafts.aligning import align
from reftel.dossier.drafts.assignment import best_pairs
from reftel.dossier.drafts.records import Draft

EXTENDS = "Decides to extend the mandate of the Committee for three years;"
REPORTS = "Requests the Registrar to report to the Council once a year;"
FUND = "Requests the Bank to open an assistance fund of voluntary contributions;"
SEIZED = "Decides to remain seized of the matter."
VISITS = "Invites the experts to visit ports of loading and discharge;"


def told(before: Draft, after: Draft) -> list[tuple[str, str, str, bool]]:
    return [
        (
            each.change,
            "+".join(before.clauses[at].name for at in each.before),
            "+".join(after.clauses[at].name for at in each.after),
            each.moved,
        )
        for each in align(before, after)
    ][1:]


def test_the_drafts_of_march_and_april() -> None:
    """examples/README.md, "Provisions, draft by draft"."""
    assert told(first(), revised()) == [
        ("same", "PP1", "PP1", False),
        ("same", "PP2", "PP2", False),
        ("changed", "PP3", "PP3", False),
        ("changed", "OP5", "PP4", True),
        ("changed", "OP1", "OP1", False),
        ("changed", "OP2", "OP2", False),
        ("changed", "OP3", "OP3", False),
        ("changed", "OP4", "OP4", False),
        ("changed", "OP6", "OP5", False),
        ("same", "OP7", "OP6", False),
    ]


def test_moved_added_dropped() -> None:
    before = numbered(EXTENDS, REPORTS, FUND, SEIZED)
    assert told(before, numbered(FUND, EXTENDS, REPORTS, VISITS)) == [
        ("same", "OP3", "OP1", True),
        ("same", "OP1", "OP2", False),
        ("same", "OP2", "OP3", False),
        ("dropped", "OP4", "", False),
        ("added", "", "OP4", False),
    ]


def test_split_and_merged() -> None:
    whole = f"{EXTENDS[:-1]}, and {REPORTS[0].lower()}{REPORTS[1:]}"
    apart, together = numbered(EXTENDS, REPORTS, SEIZED), numbered(whole, SEIZED)
    assert told(together, apart)[0] == ("split", "OP1", "OP1+OP2", False)
    assert told(apart, together)[0] == ("merged", "OP1+OP2", "OP1", False)


def test_the_same_clause_twice() -> None:
    assert [each[:3] for each in told(numbered(SEIZED, SEIZED), numbered(SEIZED))] == [
        ("same", "OP1", "OP1"), ("dropped", "OP2", ""),
    ]  # fmt: skip


POOL = [EXTENDS, REPORTS, FUND, SEIZED, VISITS, EXTENDS.replace("three", "two"), "Notes it;"]


@given(st.lists(st.sampled_from(POOL), max_size=9), st.lists(st.sampled_from(POOL), max_size=9))
def test_every_clause_is_told_of_once(old: list[str], new: list[str]) -> None:
    """Law: each clause of each draft stands in exactly one match; the answer is always the same."""
    before, after = numbered(*old), numbered(*new)
    found = align(before, after)
    assert sorted(at for each in found for at in each.before) == [*range(len(before.clauses))]
    assert sorted(at for each in found for at in each.after) == [*range(len(after.clauses))]
    assert found == align(numbered(*old), numbered(*new))


@given(st.lists(st.sampled_from(POOL), max_size=9))
def test_a_draft_against_itself(words: list[str]) -> None:
    assert {each.change for each in align(numbered(*words), numbered(*words))} <= {"same"}


@settings(max_examples=60)
@given(
    st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9), max_size=12)
)
def test_no_other_pairs_are_worth_more(worth: dict[tuple[int, int], float]) -> None:
    """Law: the total is the greatest of all assignments, tried out one by one."""
    found = best_pairs(worth)
    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)
    assert sum(worth[each] for each in found) == best(worth, sorted({row for row, _ in worth}))


def best(
    worth: dict[tuple[int, int], float], rows: list[int], used: frozenset[int] = frozenset()
) -> float:
    if not rows:
        return 0
    chosen = [column for row, column in worth if row == rows[0] and column not in used]
    totals = [worth[rows[0], each] + best(worth, rows[1:], used | {each}) for each in chosen]
    return max([best(worth, rows[1:], used), *totals])


def test_three_hundred_clauses_take_seconds() -> None:
    old = [f"Decides that party {at} shall report on item {at * 7 % 301};" for at in range(300)]
    new = [each.replace("shall", "should") for each in old]
    before, after = numbered(*old), numbered(*new)
    start = time.perf_counter()
    found = align(before, after)
    assert time.perf_counter() - start < 10
    assert len(found) == 301
