"""Where the clauses of a draft begin: the lines are read one after the other.

Every line begins something or goes on with what began before, so that what is returned tiles the
text.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from reftel.dossier.drafts import signs
from reftel.dossier.drafts.records import ClauseKind, Verb
from reftel.dossier.drafts.verbs import lead

Where = Literal["head", "preamble", "operative", "annex", "foot"]

# A number that a copy lost may be passed over, but not more of them.
LOST_NUMBERS = 3
LONG_LINE = 100
ENDS = (".", "”", '"', "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
BEFORE_FOOTNOTE = re.compile(r"(?:\A|\D)([,;.:])(?:\s{1,2}\d{1,3}|\d{1,2})\Z")


class Start(NamedTuple):
    """Where a clause begins. words: where its words do, behind the label. part: of the text."""

    kind: ClauseKind
    start: int
    words: int
    part: int
    label: str = ""
    number: int = 0
    suffix: str = ""


class _Line(NamedTuple):
    """A line without its blanks. apart: whether an empty line stands above. above: its end."""

    start: int
    text: str
    apart: bool
    above: str
    below: str


def starts(text: str) -> list[Start]:
    """Return where each clause and each line around the clauses begins, in order."""
    reading = _Reading()
    for line in _lines(text):
        reading.take(line)
    return reading.found


class _Reading:
    """What is known while the lines go by."""

    def __init__(self) -> None:
        self.found: list[Start] = []
        self.where: Where = "head"
        self.part = 0
        self.number = 0  # the last printed number of an operative clause of this part
        self.inner = 0  # the last number of a list within a clause
        self.has_operative, self.bare_preamble = False, False  # in this part; without labels
        self.labelled = False  # whether the operative clauses of this part have labels

    def take(self, line: _Line) -> None:
        """Begin something with a line, or let it go on with what is there."""
        named = signs.label(line.text)
        if signs.is_opening(line.text) and (line.apart or self.where == "head"):
            self._open(line)
        elif named and named.kind in ("PP", "OP"):
            self._named(line, named)
        elif not self._around(line) and not (named and self._counted(line, named)):
            self._worded(line)
        if not self.found:
            self._begin("title", line)

    def _begin(self, kind: ClauseKind, line: _Line, named: signs.Label | None = None) -> None:
        label, number, suffix = (
            (named.printed, named.number, named.suffix) if named else ("", 0, "")
        )
        words = line.start + (named.end if named else 0)
        self.found.append(Start(kind, line.start, words, self.part, label, number, suffix))
        if kind == "operative":
            self.where, self.inner = "operative", 0
            self.has_operative = True
            self.labelled = self.labelled or named is not None
            self.number = number or self.number
        elif kind == "preambular":
            self.where = "preamble"
            self.bare_preamble = self.bare_preamble or named is None

    def _next_part(self) -> None:
        """Begin another part of the text, unless this one has no operative clause yet."""
        if self.has_operative:
            self._count_part()
        self.number, self.inner, self.labelled = 0, 0, False

    def _count_part(self) -> None:
        self.part += 1
        self.has_operative, self.bare_preamble = False, False
        self.number, self.inner, self.labelled = 0, 0, False

    def _open(self, line: _Line) -> None:
        self._next_part()
        self._begin("opening", line)
        self.where = "preamble"

    def _named(self, line: _Line, named: signs.Label) -> None:
        if named.kind == "PP" and self.where in ("operative", "foot", "annex"):
            self._next_part()
        self._begin("preambular" if named.kind == "PP" else "operative", line, named)

    def _around(self, line: _Line) -> bool:
        """Begin a note, a title, an annex or a heading; return whether it was one."""
        sentence_over = line.apart or line.above in ".;"
        if signs.is_note(line.text) and sentence_over and self.where != "head":
            self._begin("note", line)
            self.where = "foot"
        elif not line.apart:
            return False
        elif signs.is_annex(line.text):
            self._begin("annex", line)
            self.where = "annex"
        elif signs.is_title(line.text) and self.where != "preamble":
            self._next_part()
            self._begin("title", line)
            self.where = "head"
        elif self.where == "annex":
            self._begin("annex", line)
        elif self._is_footnote(line):
            self._begin("note", line)
        elif signs.is_mark_of_part(line.text) and self.where != "head":
            self._mark_part(line)
        else:
            return False
        return True

    def _mark_part(self, line: _Line) -> None:
        self._count_part()
        named = signs.Label("letter", 0, "", line.text, len(line.text))
        self._begin("heading", line, named)
        self.where = "preamble"

    def _is_footnote(self, line: _Line) -> bool:
        if self.where == "head" or not signs.is_footnote(line.text):
            return False
        named = signs.label(line.text)
        return named is None or not (
            named.number == self.number + 1 and _operative(line.text[named.end :])
        )

    def _counted(self, line: _Line, named: signs.Label) -> bool:
        """Begin the clause of a number or a letter; return False where it is none of a clause."""
        return (
            self._lettered(line, named) if named.kind == "letter" else self._numbered(line, named)
        )

    def _lettered(self, line: _Line, named: signs.Label) -> bool:
        """Begin a clause "(a) Resolves": letters instead of numbers, from the first one on."""
        last = self.found[-1] if self.found else None
        first = last is not None and last.kind in ("opening", "preambular", "heading")
        goes_on = last is not None and last.label[:1] == "(" and last.label[1:2].isalpha()
        if not (first or goes_on) or not _operative(line.text[named.end :]):
            return False
        self._begin("operative", line, named)
        return True

    def _numbered(self, line: _Line, named: signs.Label) -> bool:
        words = line.text[named.end :]
        verb = lead(words)
        if self.where in ("annex", "head") and verb is None:
            return False
        begins = line.apart or (line.above in ",;.:" and named.printed[-1] in ".,)l")
        if not begins or (not named.printed[-1].isalnum() and not _capital(words)):
            return False
        if self._below_heading() and verb is None:
            self._begin("operative", line, named)
            return True
        if verb and (verb.kind == "operative" or self.where != "operative"):
            return self._with_verb(line, named, verb)
        return self._without_verb(line, named)

    def _with_verb(self, line: _Line, named: signs.Label, verb: Verb) -> bool:
        if verb.kind == "preambular":
            # "1. Acting under Article 34, requests ..." below a preamble without numbers.
            self._begin("operative" if self.bare_preamble else "preambular", line, named)
            return True
        again = named.number == 1 and self.number > 0
        if not again and not self.number < named.number <= self.number + LOST_NUMBERS:
            if self.where in ("preamble", "head") and not self.number:
                self._begin("operative", line, named)
                return True
            return False
        if again:
            self._next_part()
        self._begin("operative", line, named)
        return True

    def _without_verb(self, line: _Line, named: signs.Label) -> bool:
        if self.where == "operative" and self.inner and named.number == self.inner + 1:
            self.inner = named.number
            return True  # goes on: a list within the clause
        if self.where == "operative" and self.number and named.number == self.number + 1:
            self._begin("operative", line, named)
            return True
        if named.number == 1 and self.where == "operative":
            self.inner = 1
            return True
        if named.number == 1 and self.where == "preamble" and named.printed[-1] == ".":
            self._begin("operative", line, named)
            return True
        return False

    def _worded(self, line: _Line) -> None:
        """Begin a clause by its first words, or go on."""
        begins = line.apart or line.above in ",;.:" or self.where == "head"
        if not begins or self.where == "annex":
            return
        if not line.text.lstrip(signs.EMPHASIS)[:1].isupper():
            return
        verb = lead(line.text)
        if verb is not None:
            self._with_words(line, verb)
        elif not line.apart:
            return
        elif self.where == "foot":
            self._begin("note", line)
        elif self._is_heading(line):
            self._begin("heading" if self.where != "head" else "title", line)
        elif self.where == "head":
            self._begin("preambular" if _is_sentence(line) else "title", line)
        elif self.where == "preamble":
            if self._is_finished(line):
                self._begin("preambular", line)
        elif self._below_heading() or (not self.labelled and line.above in ENDS):
            self._begin("operative", line)

    def _with_words(self, line: _Line, verb: Verb) -> None:
        if verb.kind == "operative":
            if self.where == "foot" or (self.labelled and not line.apart):
                return
            if self.labelled and self.where == "operative" and line.above == ":":
                return
            self._begin("operative", line)
        elif self.where in ("preamble", "head"):
            self._begin("preambular", line)
        elif self.where == "operative" and line.apart and line.above in ".;":
            self._next_part()
            self._begin("preambular", line)
        elif self.where == "foot" and line.apart:
            self._begin("note", line)

    def _is_heading(self, line: _Line) -> bool:
        alone = not line.below or signs.label(line.below) is not None
        return alone and signs.is_heading(line.text)

    def _is_finished(self, line: _Line) -> bool:
        """Whether what stands above is over: a clause broken by a page goes on."""
        above = self.found[-1].kind if self.found else "title"
        return above not in ("preambular", "operative") or not line.above.isalpha()

    def _below_heading(self) -> bool:
        return self.where == "operative" and self.found[-1].kind == "heading"


def _operative(words: str) -> bool:
    verb = lead(words)
    return verb is not None and verb.kind == "operative"


def _capital(words: str) -> bool:
    """Whether words begin with a capital; "10. (a) The Government" does."""
    return words[:1] in '(“"' or words.lstrip(signs.EMPHASIS)[:1].isupper()


def _is_sentence(line: _Line) -> bool:
    return len(line.text) > LONG_LINE or (bool(line.below) and line.text[-1] not in ".:")


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not empty; one that holds several labelled clauses is cut."""
    pieces = list(_pieces(text))
    above, apart = "", True
    for at, (start, piece) in enumerate(pieces):
        stripped = piece.strip()
        if not stripped:
            apart = True
            continue
        below = pieces[at + 1][1].strip() if at + 1 < len(pieces) else ""
        first = start + len(piece) - len(piece.lstrip())
        yield _Line(first, stripped, apart, above, below)
        # What stands behind "The Security Council" begins, with an empty line or without.
        above, apart = _end(stripped), signs.is_opening(stripped)


def _end(line: str) -> str:
    """Return the last sign of a line, that before a footnote's number where one stands there."""
    marked = BEFORE_FOOTNOTE.search(line[-8:])
    return marked[1] if marked else line[-1]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        cuts = [0, *(match.end() for match in signs.INNER.finditer(line)), len(line)]
        if opening := _opening_words(line):
            cuts.insert(1, opening)
        for start, end in pairwise(cuts):
            yield at + start, line[start:end]
        at += len(line)


OPENING_AND_MORE = re.compile(
    r"\s{0,20}The (?:[A-Z][\w’'-]{1,30} ){0,4}[A-Z][\w’'-]{1,30}, ?(?=[A-Z])"
)


def _opening_words(line: str) -> int:
    """Return where the words behind "The Security Council," begin, 0 where nothing is behind."""
    found = OPENING_AND_MORE.match(line)
    verb = lead(line[found.end() :]) if found else None
    return found.end() if found and verb else 0
