"""Pairs of archives that differ only in what a reader may not see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from kept import Letter

C, S, TS = "C O N F I D E N T I A L", "S E C R E T", "T O P S E C R E T"


@dataclass(frozen=True)
class Reader:
    """A clearance, with marks and class lines on either side of what it reads."""

    clearance: str
    shown_marks: tuple[str, ...]
    hidden_marks: tuple[str, ...]
    shown_levels: tuple[str, ...]
    hidden_levels: tuple[str, ...]
    hidden_captions: tuple[str, ...] = ("NODIS", "ROGER CHANNEL")


READERS = (
    Reader("U", ("(U)",), ("(SBU)", "(C)", "(S)", "(TS)"), ("UNCLAS",), (C, S, TS)),
    Reader("C", ("(U)", "(C)"), ("(S)", "(C/NF)", "(TS)"), ("UNCLAS", C), (S, TS)),
    Reader("C EXDIS @USA", ("(U)", "(C/NF)"), ("(S)", "(TS)"), ("UNCLAS", C), (S, TS)),
    Reader("S @GBR", ("(C)", "(S)"), ("(S/NF)", "(C/NF)", "(TS)"), (C, S), (TS,)),
)
WORDS = (
    "mandate", "rollover", "straits", "sanctions", "veto", "draft", "Ambassador Orlov", "Russia",
    "P-5", "U.N.", "SA-7", "co-\noperation", "lapse",
)  # fmt: skip
# Some of them stand in what is shown, too, some nowhere else, some are nearly the same.
HIDDEN_WORDS = (
    "mandate",
    "veto",
    "zebra",
    "mandates",
    "rolover",
    "Ambassador Orlov",
    "Russia",
    "P-5",
    "UN",
    "crypto",
)
POSTS = ("TAVERRE", "QUILLON", "STATE")
numbers = st.integers(1, 4)
days = st.integers(1, 28).map("{:02}1200Z APR 08".format)
references = st.lists(
    st.builds("08 {} {}".format, st.sampled_from(POSTS), numbers), max_size=2, unique=True
).map(tuple)
tags = st.sampled_from(("PREL", "PARM, ECON", "KNNP"))


@dataclass(frozen=True)
class Pair:
    """A telegram in the two archives; None in one that does not have it."""

    first: Letter | None
    second: Letter | None


def _text(words: Sequence[str], marks: Sequence[str], most: int = 3) -> st.SearchStrategy[str]:
    run = st.lists(st.sampled_from(words), min_size=1, max_size=6).map(" ".join)
    return st.builds("{} {}".format, st.sampled_from(marks), run)


@st.composite
def shown_letters(draw: st.DrawFn, reader: Reader) -> Pair:
    """Draw a telegram that a reader may see all of: the same in both."""
    texts = st.lists(_text(WORDS, reader.shown_marks), min_size=1, max_size=3)
    letter = Letter(
        number=draw(numbers),
        paragraphs=tuple(draw(texts)),
        subject=draw(_text(WORDS, reader.shown_marks)),
        level=draw(st.sampled_from(reader.shown_levels)),
        post=draw(st.sampled_from(POSTS)),
        sent=draw(days),
        tags=draw(tags),
        references=draw(references),
    )
    return Pair(letter, letter)


@st.composite
def mixed_letters(draw: st.DrawFn, reader: Reader) -> Pair:
    """Draw one of which he may see some paragraphs, and perhaps the subject: the rest differs."""
    known = draw(shown_letters(reader)).first
    assert known is not None
    is_subject_hidden = draw(st.booleans())

    def whole(side: str) -> Letter:
        # Never twice the same file: how many files came of what he sees is no secret.
        figure = f"{reader.hidden_marks[-1]} {side} {draw(st.uuids())}"
        hidden = st.lists(_text(HIDDEN_WORDS, reader.hidden_marks), min_size=1, max_size=3)
        subject = draw(_text(HIDDEN_WORDS, reader.hidden_marks))
        return replace(
            known,
            # What is hidden stands behind: the numbers of what is shown are shown.
            paragraphs=(*known.paragraphs, *draw(hidden), figure),
            subject=subject if is_subject_hidden else known.subject,
            level=draw(st.sampled_from(reader.hidden_levels)),
            tags=draw(tags),
            to=draw(st.sampled_from(("SECSTATE WASHDC", "AMEMBASSY PARIS"))),
            references=draw(references),
        )

    return Pair(whole("first"), whole("second"))


@st.composite
def hidden_letters(draw: st.DrawFn, reader: Reader) -> Pair:
    """Draw what he may not know of: two telegrams that have nothing to do with each other."""

    def hidden() -> Letter | None:
        if not draw(st.booleans()):
            return None
        caption = draw(st.sampled_from(("", *reader.hidden_captions)))
        levels = reader.hidden_levels if not caption else (*reader.shown_levels, TS)
        marks = reader.hidden_marks if not caption else ("(U)", "(C)", "")
        texts = st.lists(_text(HIDDEN_WORDS + WORDS, marks), min_size=1, max_size=3)
        return Letter(
            number=draw(numbers),
            paragraphs=tuple(draw(texts)),
            subject=draw(_text(HIDDEN_WORDS, marks)),
            level=draw(st.sampled_from(levels)),
            post=draw(st.sampled_from((*POSTS, "CAIRO"))),
            sent=draw(days),
            captions=caption,
            tags=draw(tags),
            references=draw(references),
        )

    return Pair(hidden(), hidden())


def pairs(reader: Reader) -> st.SearchStrategy[list[list[Pair]]]:
    """Return what comes in two or three imports."""
    some = st.one_of(shown_letters(reader), mixed_letters(reader), hidden_letters(reader))
    return st.lists(st.lists(some, max_size=4), min_size=2, max_size=3)
