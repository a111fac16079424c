"""What two wordings have in common."""

from hypothesis import example, given
from hypothesis import strategies as st

from reftel.dossier.drafts.words import Run, compared, rebuilt

WORDS = st.lists(
    st.sampled_from(["the", "of", "mandate", "eight", "(1976)", ",", " ", "  ", "\n", "-", "to"]),
    max_size=25,
).map("".join)


@given(st.text(max_size=80) | WORDS, st.text(max_size=80) | WORDS)
@example("", "\x00")
def test_the_runs_rebuild_both_sides(before: str, after: str) -> None:
    """Law: kept and dropped runs are the earlier wording, kept and added ones the later."""
    runs = compared(before, after)
    assert rebuilt(runs, "before") == before
    assert rebuilt(runs, "after") == after
    assert all(each.text for each in runs)


@given(st.text(max_size=80))
def test_the_same_words_are_kept(words: str) -> None:
    assert all(each.fate == "kept" for each in compared(words, words))


def test_texts_without_end_are_compared_at_their_ends() -> None:
    before, after = ("the thing and more " * 9000, "the thing or less " * 9000)
    runs = compared(before, after)
    assert rebuilt(runs, "before") == before
    assert rebuilt(runs, "after") == after
    assert runs[0] == Run("kept", "the thing")


def test_numbers_and_signs() -> None:
    assert compared("until 30 May 2013;", "until 30 May 2011;") == (
        Run("kept", "until 30 May"),
        Run("dropped", " 2013"),
        Run("added", " 2011"),
        Run("kept", ";"),
    )  # fmt: skip
    assert compared("States, to go", "States to go") == (
        Run("kept", "States"), Run("dropped", ","), Run("kept", " to go"),
    )  # fmt: skip


def test_small_words_between_changes_are_no_islands() -> None:
    runs = compared("requests the parties to report", "urges the members to report")
    assert runs == (
        Run("dropped", "requests the parties"),
        Run("added", "urges the members"),
        Run("kept", " to report"),
    )
