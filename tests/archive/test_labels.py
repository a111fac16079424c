"""Labels are a lattice; clearances read downwards; markings give the labels that they should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept import Letter

from reftel.archive.access.labels import (
    CLOSED,
    EVERYTHING,
    OPEN,
    UNREADABLE,
    Clearance,
    ClearanceError,
    Label,
    join,
    parse_clearance,
)
from reftel.archive.access.marking import Labels, labels
from reftel.telegram.read import read_telegram

needs = st.lists(st.sampled_from(["EXDIS", "NODIS", CLOSED]), unique=True).map(
    lambda found: tuple(sorted(found))
)
nations = st.none() | st.lists(st.sampled_from(["USA", "GBR", "AUS"]), unique=True).map(
    lambda found: tuple(sorted(found))
)
any_label = st.builds(Label, st.integers(0, 5), needs, nations)
grants = st.lists(st.sampled_from(["EXDIS", "NODIS"]), unique=True).map(lambda g: tuple(sorted(g)))
clearances = st.builds(
    Clearance, st.integers(0, 5), grants, st.sampled_from(["", "USA", "GBR"]), st.just(False)
) | st.just(EVERYTHING)


@given(any_label, any_label, any_label)
def test_joining_is_that_of_a_lattice(one: Label, two: Label, three: Label) -> None:
    assert one.join(two) == two.join(one)
    assert one.join(two).join(three) == one.join(two.join(three))
    assert one.join(one) == one == one.join(OPEN)


@given(clearances, any_label, any_label)
def test_who_reads_the_join_reads_both(reader: Clearance, one: Label, two: Label) -> None:
    assert reader.reads(one.join(two)) == (reader.reads(one) and reader.reads(two))


@given(clearances)
def test_a_clearance_is_read_as_it_is_written(reader: Clearance) -> None:
    assert parse_clearance(reader.written()) == reader


@given(clearances)
def test_what_is_closed_is_read_by_the_owner_alone(reader: Clearance) -> None:
    assert reader.reads(UNREADABLE) == reader.everything
    assert reader.reads(OPEN)


@pytest.mark.parametrize("words", ["", "X", "S @", "S @USA @GBR", "S ?", "NODIS"])
def test_other_words_are_no_clearance(words: str) -> None:
    with pytest.raises(ClearanceError):
        parse_clearance(words)


def of(
    *paragraphs: str, level: str = "S E C R E T", captions: str = "", subject: str = "x"
) -> Labels:
    letter = Letter(1, paragraphs, subject=subject, level=level, captions=captions)
    return labels(read_telegram(letter.text))


U, SBU, C, S, TS = (Label(rank) for rank in (0, 1, 3, 4, 5))
USA = Label(nations=("USA",))


def test_a_paragraph_has_the_label_of_its_mark() -> None:
    found = of("(U) a", "(SBU) b", "(C) c", "(S) d")
    assert found.paragraphs == (U, SBU, C, S)
    assert found.rest == found.subject == S


def test_what_is_unmarked_takes_the_highest() -> None:
    found = of("(U) a", "b", level="UNCLAS", subject="(U) x")
    assert (found.paragraphs, found.subject) == ((U, U), U)
    # A mark above the telegram's own level raises all that is unmarked.
    found = of("(S) a", "b", level="UNCLAS")
    assert found.paragraphs == (S, S)
    assert found.rest == found.subject == S


def test_a_subject_has_the_label_of_its_mark() -> None:
    assert of("(S) a", subject="(U) x").subject == U
    assert of("(U) a", subject="(S) x", level="UNCLAS").rest == S


@pytest.mark.parametrize(
    ("mark", "label"),
    [
        ("(S/NF)", S.join(USA)),
        ("(S//NF)", S.join(USA)),
        ("(C/NF)", C.join(USA)),
        ("(SBU/NF)", SBU.join(USA)),
        ("(S//REL TO USA, GBR)", Label(4, (), ("GBR", "USA"))),
        ("(S//OC)", Label(4, ("ORCON",))),
    ],
)
def test_controls_behind_a_mark(mark: str, label: Label) -> None:
    found = of(f"{mark} a", "b")
    assert found.paragraphs[0] == label
    assert found.paragraphs[1] == found.rest == S.join(label)


def test_a_control_that_nobody_knows_closes() -> None:
    (found,) = of("(S//XYZZY) a").paragraphs
    assert not parse_clearance("TS NODIS EXDIS @USA").reads(found)
    assert EVERYTHING.reads(found)


def test_handling_closes_all_of_it() -> None:
    found = of("(U) a", "(S) b", captions="NODIS", subject="(U) x")
    assert all("NODIS" in each.needs for each in found.pieces)


def test_a_caption_of_control_closes_what_is_unmarked() -> None:
    found = of("(U) a", "b", captions="NOFORN")
    assert found.paragraphs == (U, S.join(USA))
    assert found.rest == S.join(USA)


def test_two_release_lists_leave_who_is_in_both() -> None:
    found = of("(S//REL TO USA, GBR) a", "(S//REL TO USA, AUS) b", "c")
    assert found.paragraphs[2] == found.rest == Label(4, (), ("USA",))


def test_without_a_classification_all_is_closed() -> None:
    found = labels(read_telegram("FM AMEMBASSY TAVERRE\nTO SECSTATE WASHDC\n\nSUBJECT: X\n\n1. A."))
    assert {*found.pieces} == {UNREADABLE}


def test_of_nothing_all_is_open() -> None:
    assert join([]) == OPEN
