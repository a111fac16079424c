"""The tables as one dictionary: from the first word of a phrase to all that begins so."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from reftel.tables import load
from reftel.tables.rows import PostRow, StateRow

PART = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)([^\w]*)")
PhraseKind = Literal[
    "state", "nothing", "body", "post", "place", "kind of post", "title", "saying", "government"
]
# Posts whose short names are no words: missions, commands.
NAMED_BY_DESIGNATOR = {"mission", "delegation", "interests section", "institute", "command"}
SHORTEST_DESIGNATOR = 4
SHORTEST_WORD = 5  # a designator so long may be written as a name, Unesco
# Ends of words that names do not have.
PAST, ENDINGS = (
    "ED",
    ("ING", "TION", "TIONS", "MENT", "MENTS", "NESS", "IZED", "IZES", "ALLY", "ITIES"),
)


class Phrase(NamedTuple):
    """Words in a row. rest: those behind the first. signs: what stands before each of these.

    as_typed: whether it counts, in a text with small letters, in capitals only. key: of a body or
    post; the words of a state. plural: of a title.
    """

    kind: PhraseKind
    rest: tuple[str, ...]
    signs: tuple[str, ...]
    key: str = ""
    as_typed: bool = False
    likelihood: float = 1.0
    plural: bool = False


class Vocabulary(NamedTuple):
    """All that is looked up; every word is in capitals.

    states: by their words, the rows of that name. phrases: the longest ones first. known: first
    words of phrases and ordinary words, for words that are divided at a line's end. initials: by
    the code of a state, the letters with which its names begin. uses: see the table of name words.
    """

    phrases: dict[str, tuple[Phrase, ...]]
    states: dict[str, tuple[StateRow, ...]]
    given: frozenset[str]
    ordinary: frozenset[str]
    places: frozenset[str]
    known: frozenset[str]
    initials: dict[str, set[str]]
    uses: dict[str, frozenset[str]]

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is nobody's name."""
        if word in self.ordinary:
            return True
        if len(word) > 4 and word[-1] == "S" and word[:-1] in self.ordinary:
            return True
        if word in self.given:
            return False
        return (len(word) > 4 and word.endswith(PAST)) or (len(word) > 6 and word.endswith(ENDINGS))


@cache
def vocabulary() -> Vocabulary:
    """Return the tables, ready to be looked up."""
    found: dict[str, list[Phrase]] = {}
    for words, phrase in _all():
        found.setdefault(words, []).append(phrase)
    ordinary = frozenset(word for row in load.ordinary_words() for word in row.words)
    phrases = {
        first: tuple(sorted(each, key=lambda phrase: -len(phrase.rest)))
        for first, each in found.items()
    }
    return Vocabulary(
        phrases=phrases,
        states=_states(),
        given=frozenset(name for row in load.given_names() for name in row.names),
        ordinary=ordinary,
        places=frozenset(_places()),
        known=ordinary | phrases.keys(),
        initials=_initials(),
        uses=uses(),
    )


@cache
def uses() -> dict[str, frozenset[str]]:
    """Return the words that help to tell names, by their use."""
    return {row.use: frozenset(row.words) for row in load.name_words()}


def _all() -> Iterator[tuple[str, Phrase]]:
    doubts = {row.words.upper(): row.likelihood for row in load.state_doubts()}
    named = {words.upper() for words in _state_words()}
    for words in _state_words():
        likelihood = doubts.get(words.upper(), 1.0)
        kind: PhraseKind = "state" if likelihood else "nothing"
        yield _phrase(kind, words, key=words.upper(), likelihood=likelihood)
    for words, likelihood in doubts.items():
        if not likelihood and words not in named:
            yield _phrase("nothing", words.title())
    for row in load.bodies():
        for words in (row.name, *row.names):
            yield _phrase("body", words, key=row.code)
        for words in row.designators:
            first, phrase = _phrase("body", words, key=row.code, likelihood=row.likelihood)
            is_word = row.likelihood == 1 and words.isalpha() and len(words) >= SHORTEST_WORD
            yield first, phrase._replace(as_typed=not is_word)  # Unesco, Intelsat
    yield from _of_titles()
    yield from _of_posts()
    for word in uses()["saying"]:
        yield _phrase("saying", word.title())
    for letter in map(chr, range(ord("A"), ord("Z") + 1)):
        yield _phrase("government", f"GO{letter}", key=letter)


def _of_titles() -> Iterator[tuple[str, Phrase]]:
    for row in load.person_titles():
        for words in (row.title, *row.forms):
            yield _phrase("title", words.capitalize(), key=row.kind)
        for words in row.plural:
            first, phrase = _phrase("title", words.capitalize(), key=row.kind)
            yield first, phrase._replace(plural=True)


def _of_posts() -> Iterator[tuple[str, Phrase]]:
    for words in uses()["kind of post"]:
        yield _phrase("kind of post", words.capitalize())
    for row in load.posts():
        if " " in row.name:
            yield _phrase("place", row.name)
        if " " in row.city and row.city != row.name:
            yield _phrase("place", row.city)
        for word in _designators(row):
            yield _phrase("post", word, key=row.mrn)


def _designators(row: PostRow) -> Iterable[str]:
    if row.kind not in NAMED_BY_DESIGNATOR:
        return ()
    words = {row.mrn, *row.aliases}
    return sorted(
        word
        for word in words
        if len(word) >= SHORTEST_DESIGNATOR and word.isalpha() and word != row.city.upper()
    )


def _phrase(
    kind: PhraseKind, words: str, key: str = "", likelihood: float = 1.0
) -> tuple[str, Phrase]:
    """Return the first word of a phrase and the phrase."""
    parts = [(word.upper(), sign) for word, sign in PART.findall(words)]
    signs = tuple(sign.strip() or " " for _, sign in parts[:-1])
    rest = tuple(word for word, _ in parts[1:])
    is_typed = words.isupper() and kind not in {"nothing", "post", "title"}
    return parts[0][0], Phrase(kind, rest, signs, key, is_typed, likelihood)


def _state_words() -> Iterator[str]:
    seen: set[str] = set()
    for row in load.states():
        for words in (row.name, *row.names, *row.adjectives):
            if words not in seen:
                seen.add(words)
                yield words


def _states() -> dict[str, tuple[StateRow, ...]]:
    found: dict[str, list[StateRow]] = {}
    for row in load.states():
        for words in dict.fromkeys((row.name, *row.names, *row.adjectives)):
            found.setdefault(words.upper(), []).append(row)
    return {words: tuple(rows) for words, rows in found.items()}


def _initials() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in load.states():
        found.setdefault(row.code, set()).add(row.name[0].upper())
    return found


def _places() -> Iterator[str]:
    """Yield the names of cities of one word, which are nobody's where no title stands before."""
    for row in load.posts():
        yield from (name.upper() for name in (row.name, row.city) if name.isalpha())
