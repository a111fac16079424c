"""Names of people in a text: where one begins and where it ends."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from reftel.telegram.mentions.mention import Ground
from reftel.telegram.mentions.scanning import Hit
from reftel.telegram.mentions.vocabulary import Vocabulary
from reftel.telegram.mentions.words import Words

APOSTROPHE = re.compile("['’]")
LONGEST = 5  # words of a name
AND = frozenset(("AND", "Y", "E"))
# How far an office may run on: MINISTER OF INDUSTRY AND COMMERCE X.
LONGEST_OFFICE = 4
OFFICE_WORDS = frozenset(("OF", "FOR", "THE", "AND"))
# A single letter with its point, and a few words with theirs, stand within a name.
SHORT = frozenset(("JR", "SR", "DR", "ST", "MOHD"))
VOWELS = frozenset("AEIOUYÁÉÍÓÚÄÖÜÅÆØ")
MOST_INITIALS = 2
SHORTEST_ALONE = 4  # letters of a name that only its verb announces


class Found(NamedTuple):
    """A name at the words from `first` up to, not including, `end`."""

    first: int
    end: int
    likelihood: float
    ground: Ground
    id: str = ""


class Namer:
    """Finds the names in one text. marked: those that are known before."""

    def __init__(
        self, words: Words, hits: list[Hit], vocabulary: Vocabulary, marked: Iterable[Found]
    ) -> None:
        self._words = words
        self._uses = vocabulary.uses
        self._marked = marked
        self._vocabulary = vocabulary
        self._hits = hits
        self._taken = {at for hit in hits for at in range(hit.first, hit.end)}
        self._named: set[int] = set()

    def names(self) -> Iterator[Found]:
        """Yield the names, those with the best ground first."""
        yield from self._fresh(self._without_titles(self._marked))
        titles = [hit for hit in self._hits if hit.phrase.kind == "title"]
        bare: list[Hit] = []
        for hit in titles:
            found = [*self._behind(hit)]
            yield from self._fresh(found)
            if not found:
                bare.append(hit)
        for hit in bare:
            if hit.phrase.key != "rank":
                yield from self._fresh(self._before(hit))
        yield from self._fresh(self._given())
        for hit in self._hits:
            if hit.phrase.kind == "saying":
                yield from self._fresh(self._saying(hit))
        yield from self._fresh(self._initials())
        yield from self._fresh(self._beside())

    def _fresh(self, found: Iterable[Found]) -> Iterator[Found]:
        for each in found:
            places = range(each.first, each.end)
            if self._named.isdisjoint(places):
                self._named.update(places)
                yield each

    def _without_titles(self, found: Iterable[Found]) -> Iterator[Found]:
        """Yield names without the titles that may be marked with them."""
        for each in found:
            first = each.first
            while first < each.end and first in self._taken:
                first += 1
            if first < each.end:
                yield each._replace(first=first)

    def _behind(self, hit: Hit) -> Iterator[Found]:
        """Yield the names that a title announces: AMBASSADOR X; MINISTER OF FINANCE X."""
        at, likelihood = hit.end, 0.95
        signs = ("", "/") if hit.phrase.key == "post" else ("", ".", "/")
        if at >= len(self._words.words) or self._words.gap(at).strip() not in signs:
            return
        if hit.phrase.key in ("office", "post") and self._words.words[at] in ("OF", "FOR"):
            at, likelihood = self._office(at), 0.85
        is_weak = (
            self._words.is_capitals and self._words.words[hit.end - 1] in self._uses["weak title"]
        )
        if is_weak and hit.end - hit.first == 1:
            likelihood -= 0.2
        end = self._end(at, after_title=True) if at else at
        while end > at:
            yield Found(at, end, likelihood, "title")
            if not hit.phrase.plural:
                return
            at = self._next(end)
            end = self._end(at, after_title=True) if at else at

    def _office(self, at: int) -> int:
        """Return where a name begins behind OF or FOR and a few words of an office; 0 nowhere."""
        is_office = False
        for each in range(at + 1, min(at + LONGEST_OFFICE + 1, len(self._words.words))):
            gap = self._words.gap(each).strip()
            if self._is_name(each, after_title=False):
                return each if is_office and gap in ("", ",", "/") else 0
            word = self._words.words[each]
            if gap not in ("", "/") or word.endswith("ED"):
                return 0
            is_office = is_office or word not in OFFICE_WORDS
        return 0

    def _next(self, end: int) -> int:
        """Return where the next of several names may begin; 0 where the row ends."""
        if end >= len(self._words.words):
            return 0
        if self._words.words[end] in AND:
            return end + 1 if end + 1 < len(self._words.words) else 0
        return end if self._words.gap(end).strip() in (",", "&", "/") else 0

    def _before(self, hit: Hit) -> Iterator[Found]:
        """Yield the name that a title stands behind: X Y, BOLIVIAN AMBASSADOR."""
        words = self._words
        for at in range(hit.first, max(hit.first - 4, 0), -1):
            gap = words.gap(at).strip()
            if gap in (",", "("):
                first = self._start(at)
                size = at - first
                if size >= 2 or (size == 1 and self._stands_apart(first)):
                    yield Found(first, at, 0.85 if size > 1 else 0.55, "apposition")
                return
            if gap or at == hit.first - 3:
                return

    def _stands_apart(self, first: int) -> bool:
        """Whether a single name can be a person's, which IN LINDEN, PRESIDENT … does not show."""
        if not self._words.is_capitals:
            return not first or self._words.words[first - 1] not in self._uses["before a place"]
        apart = not first or self._words.gap(first).strip()[-1:] in (".", ")", '"')
        return apart and len(self._words.words[first]) >= SHORTEST_ALONE

    def _given(self) -> Iterator[Found]:
        """Yield names that begin with a known given name."""
        words, given = self._words.words, self._vocabulary.given
        if given.isdisjoint(words):
            return
        last = -1
        for at, word in enumerate(words):
            if word not in given or at < last or at in self._taken or at in self._named:
                continue
            if at and words[at - 1] in self._uses["of a place"] and not self._words.gap(at).strip():
                continue
            end = self._end(at, after_title=False)
            if sum(len(each) > 1 for each in words[at:end]) >= 2:
                last = end
                yield Found(at, end, 0.8, "given name")

    def _saying(self, hit: Hit) -> Iterator[Found]:
        """Yield the name before a verb of saying: LEDEZMA REPLIED."""
        at = hit.first
        if not at or self._words.gap(at).strip():
            return
        first = self._start(at)
        word = self._words.words[at - 1]
        is_long = len(word) >= SHORTEST_ALONE and not VOWELS.isdisjoint(word)
        if first == at or not is_long or word in self._vocabulary.places:
            return
        yield Found(first, at, 0.6 if at - first == 1 else 0.7, "verb of saying")

    def owners(self) -> Iterator[Found]:
        """Yield single words that something belongs to and that may be names: BANZER'S."""
        words = self._words
        for match in APOSTROPHE.finditer(words.text):
            at = bisect_left(words.ends, match.start())
            if at == len(words.ends) or words.ends[at] != match.start() or at in self._named:
                continue
            word = words.words[at]
            is_long = len(word) >= SHORTEST_ALONE and not VOWELS.isdisjoint(word)
            if is_long and self._is_name(at, after_title=False) and not self._is_joined(at):
                yield Found(at, at + 1, 0.55, "possessive")

    def _is_joined(self, at: int) -> bool:
        """Whether a name stands beside a word, so that it is not one alone."""
        return at > 0 and self._goes_on(at) and self._is_name(at - 1, after_title=False)

    def _initials(self) -> Iterator[Found]:
        """Yield names behind initials; in capitals two, since one may be the letter of a list."""
        least = 2 if self._words.is_capitals else 1
        words, ends = self._words.words, self._words.ends
        single = [at for at, word in enumerate(words) if len(word) == 1]
        initials = {at for at in single if self._words.text.startswith(".", ends[at])}
        for last in sorted(initials - self._taken):
            at = last + 1
            if at in initials or at >= len(words) or not words[last].isalpha():
                continue
            count = 1
            while last - count in initials and last - count not in self._taken:
                count += 1
            is_few = least <= count <= MOST_INITIALS and not self._is_firm(at, count)
            is_measured = at > count and words[at - count - 1].isdigit()  # 12 M.T.
            is_long = len(words[at]) >= SHORTEST_ALONE and not is_measured
            if is_few and is_long and self._is_name(at, after_title=False):
                yield Found(at - count, self._end(at, after_title=False), 0.6, "initials")

    def _is_firm(self, at: int, count: int) -> bool:
        """Whether initials are those behind a firm's name: FATIMA S.A."""
        return self._words.words[at - count : at] == ["S", "A"]

    def _beside(self) -> Iterator[Found]:
        """Yield the capitalised words that stand in a row with names: X, Y and Z."""
        waiting = sorted(self._named)
        while waiting:
            at = waiting.pop()
            for each in (self._next(at + 1), self._last(at)):
                if each and each not in self._named and self._is_beside(at, each):
                    first, end = self._start(each + 1), self._end(each, after_title=False)
                    yield Found(first, end, 0.6, "row of names")
                    waiting.append(each)

    def _is_beside(self, at: int, other: int) -> bool:
        """Whether a word in a row with a name is one; in capitals only behind AND."""
        words = self._words
        if words.is_capitals:
            word = words.words[other]
            is_plain = len(word) >= SHORTEST_ALONE and not VOWELS.isdisjoint(word)
            if other < at or words.words[other - 1] not in AND or not is_plain:
                return False
        return self._is_name(other, after_title=False)

    def fuller(self, surnames: Set[str]) -> Iterator[Found]:
        """Yield full names that end in a known surname; in small letters, where capitals tell."""
        if self._words.is_capitals or surnames.isdisjoint(self._words.words):
            return
        for at, word in enumerate(self._words.words):
            if word in surnames and at not in self._named and self._is_name(at, after_title=False):
                first = self._start(at + 1)
                if first < at:
                    yield from self._fresh([Found(first, at + 1, 0.75, "full name")])

    def _last(self, at: int) -> int:
        """Return the last word of the name before a name in a row; 0 where there is no row."""
        if at < 2:
            return 0
        if self._words.words[at - 1] in AND and not self._words.gap(at - 1).strip():
            return at - 2
        return at - 1 if self._words.gap(at).strip() in (",", "&") else 0

    def _end(self, at: int, *, after_title: bool) -> int:
        """Return where a name that begins at a word ends; `at` where none does."""
        words = self._words
        end, count = at, 0
        for each in range(at, min(at + LONGEST, len(words.words))):
            if each > at and not self._goes_on(each):
                break
            if self._is_name(each, after_title=after_title and not count):
                count += 1
                end = each + 1
            elif not self._is_between(each, at):
                break
        return end if count else at

    def _start(self, end: int) -> int:
        """Return where the name that ends before a word begins; `end` where none does."""
        first = end
        for each in range(end - 1, max(end - 1 - LONGEST, -1), -1):
            if each < end - 1 and not self._goes_on(each + 1):
                break
            if self._is_name(each, after_title=False):
                first = each
            elif not self._is_between(each, 0):
                break
        return first

    def _goes_on(self, at: int) -> bool:
        """Whether a word may belong to the name that the word before it is part of."""
        bare = self._words.gap(at).strip()
        if not self._words.is_capitals and self._is_typed(at) != self._is_typed(at - 1):
            return False  # SRAP Niclas
        if bare == ".":
            before = self._words.words[at - 1]
            return len(before) == 1 or before in SHORT
        return bare in ("", "-")

    def _is_typed(self, at: int) -> bool:
        """Whether a word longer than an initial stands in capitals."""
        start, end = self._words.starts[at], self._words.ends[at]
        return end - start > 1 and self._words.text[start:end].isupper()

    def _is_between(self, at: int, first: int) -> bool:
        """Whether a word stands within names without being one: an initial, DE LA."""
        word = self._words.words[at]
        if word in self._uses["particle"]:
            return at not in self._taken
        if len(word) != 1 or not word.isalpha():
            return False
        end = self._words.ends[at]
        if self._words.text[end : end + 1] == ".":
            return True
        return at > first and self._words.is_capitalised(at)

    def _is_name(self, at: int, *, after_title: bool) -> bool:
        """Whether a word can be a name: no ordinary word, and nothing of the tables."""
        word = self._words.words[at]
        if (
            len(word) < 2
            or at in self._taken
            or word in self._uses["particle"]
            or not _is_alphabetic(word)
        ):
            return False
        if not self._words.is_capitals:
            if not self._words.is_capitalised(at):
                return False
            start, end = self._words.starts[at], self._words.ends[at]
            if self._words.text[start:end].isupper() and len(word) < SHORTEST_ALONE:
                return False  # an abbreviation: MOI
        if self._vocabulary.is_ordinary(word):
            return False
        return after_title or word not in self._vocabulary.places


def _is_alphabetic(word: str) -> bool:
    return word.isalpha() or word.replace("'", "").replace("’", "").isalpha()
