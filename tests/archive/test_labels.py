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


def leaks(text: str, reader: str) -> list[str]:
    """Return what a reader may see of a telegram that names ORLOV only where he may not."""
    telegram = read_telegram(text)
    found, sees = labels(telegram), parse_clearance(reader).reads
    pieces = [
        each.text
        for each, label in zip(telegram.paragraphs, found.paragraphs, strict=True)
        if sees(label)
    ]
    if telegram.subject and sees(found.subject):
        pieces.append(telegram.subject.text)
    if sees(found.rest):
        pieces.append(telegram.text)
    return [each for each in pieces if "ORLOV" in each]


@pytest.mark.parametrize(
    "second",
    [
        "(S) ORLOV", "A. (S) ORLOV", "-- (S) ORLOV", "(S) COMMENT: ORLOV", "COMMENT (S): ORLOV",
        "(S) 2. ORLOV", "2) (S) ORLOV", "2, (S) ORLOV", "2(S) ORLOV", "2O. (S) ORLOV",
        "l. (S) ORLOV", "PARA 2. (S) ORLOV", "2) ORLOV", "2, ORLOV", "ANNEX (SECRET)\nORLOV",
        "BEGIN SECRET TEXT\nORLOV", "10. (S) ORLOV", "SECRET: ORLOV", "(S//NF) ORLOV",
        "QUOTE S E C R E T TAVERRE 000009 ORLOV",
    ],
)  # fmt: skip
def test_an_open_paragraph_that_takes_in_another_is_closed(second: str) -> None:
    paragraphs = (f"(U) open words here.\n\n{second}", "(U) more")
    assert not leaks(Letter(1, paragraphs, subject="(U) x", level="S E C R E T").text, "U")


@pytest.mark.parametrize("text", ["(U) a. (S) ORLOV", "(U)/(S) ORLOV", "(U) (S//NF) ORLOV"])
def test_two_marks_in_a_paragraph_ask_for_both(text: str) -> None:
    assert not leaks(Letter(1, (text,), subject="(U) x", level="S E C R E T").text, "U")


@pytest.mark.parametrize("subject", ["(U) TALKS\n(S) ORLOV", "(U) TALKS; (S) ORLOV"])
def test_two_marks_in_a_subject_ask_for_both(subject: str) -> None:
    assert not leaks(Letter(1, ("(U) a",), subject=subject, level="S E C R E T").text, "U")


@pytest.mark.parametrize(
    "caption",
    [
        "EYES ONLY FOR AMBASSADOR", "LITERALLY EYES ONLY FOR X", "ROGER CHANNEL FOR INR",
        "NODIS FOR SECRETARY", "EXDIS - FOR X", "DISSENT CHANNEL MESSAGE", "EXIDS", "NOFORM",
        "REL TO USA, GBR", "HANDLE VIA COMINT CHANNELS", "FOR THE SECRETARY ONLY",
    ],
)  # fmt: skip
def test_a_caption_with_words_around_it_counts(caption: str) -> None:
    letter = Letter(1, ("ORLOV",), level="C O N F I D E N T I A L", captions=caption)
    assert not leaks(letter.text, "C")


@pytest.mark.parametrize(
    ("level", "reader"),
    [
        ("S E C R E T EYES ONLY", "S"),
        ("S E C R E T ROGER CHANNEL", "S"),
        ("S E C R E T CHEROKEE", "S"),
        ("S E C R E T SPECAT", "S"),
        ("S E C R E T REL TO USA GBR", "S"),
        ("UNCLAS SBU", "U"),
        ("UNCLAS FOUO", "U"),
        ("UNCLAS LIMITED DISTRIBUTION", "U"),
    ],
)
def test_words_on_the_classification_line_count(level: str, reader: str) -> None:
    assert not leaks(Letter(1, ("ORLOV",), level=level).text, reader)


@pytest.mark.parametrize("mark", ["(SECRET)", "(S-NF)", "(C-NF)", "(NODIS)", "SECRET:"])
def test_a_mark_that_is_not_read_as_one_counts(mark: str) -> None:
    assert not leaks(Letter(1, (f"{mark} ORLOV",), level="UNCLAS").text, "U")


@pytest.mark.parametrize("mark", ["(C)(NF)", "(C) (NOFORN)", "(SBU) (NOFORN)"])
def test_a_control_in_brackets_of_its_own_counts(mark: str) -> None:
    letter = Letter(1, (f"{mark} ORLOV",), level="C O N F I D E N T I A L")
    assert not leaks(letter.text, "C @GBR")


def test_entire_text_is_never_less_than_the_whole() -> None:
    level, noforn = "C O N F I D E N T I A L", ("(C - ENTIRE TEXT) ORLOV", "ORLOV")
    assert not leaks(Letter(1, ("(U - ENTIRE TEXT) ORLOV",), level="S E C R E T").text, "U")
    assert not leaks(Letter(1, noforn, level=level, captions="NOFORN").text, "C @GBR")


def test_all_classification_lines_and_banners_count() -> None:
    first = Letter(1, ("ORLOV",), level="UNCLAS SECTION 01 OF 02").text
    second = Letter(1, ("ORLOV",), level="S E C R E T SECTION 02 OF 02").text
    assert not leaks(first + second, "U")
    assert not leaks(f"S E C R E T\n\n{first}", "U")


def test_a_list_and_an_office_are_no_marks() -> None:
    found = of(
        "(U) We want (A) this, (B) that, (C) both. Smith (S/AL) agreed (UN).", level="UNCLAS"
    )
    assert found.paragraphs == (U,)


def test_without_a_number_all_or_nothing_is_seen() -> None:
    letter = Letter(1, ("(U) a", "(S) b"), level="S E C R E T", subject="(U) x")
    text = letter.text.replace(f"{letter.level} TAVERRE 000001", letter.level)
    telegram = read_telegram(text.replace("FM AMEMBASSY TAVERRE\n", ""))
    assert telegram.identity is None or not telegram.identity.is_whole
    assert len({*labels(telegram).pieces}) == 1
