"""Every phrase of the tables that stands in a text, the longest at each place."""

from typing import NamedTuple

from reftel.telegram.mentions.vocabulary import Phrase, vocabulary
from reftel.telegram.mentions.words import Words

# Behind these it is the state, whatever follows.
STATE_BEFORE = frozenset(("THE", "BOTH", "EACH"))
ENDS_SENTENCE = frozenset(".,;:?!)")
PRONOUN_LIKELIHOOD = 0.1
OPEN_LIKELIHOOD = 0.6


class Hit(NamedTuple):
    """A phrase that stands in the words from `first` up to, not including, `end`."""

    phrase: Phrase
    first: int
    end: int
    likelihood: float


def scan(words: Words) -> list[Hit]:
    """Return the phrases of a text in their order; none stands within another."""
    found: list[Hit] = []
    phrases = vocabulary().phrases
    done = 0
    following = [*words.words[1:], ""]
    for at, word in enumerate(words.words):
        if word not in phrases or at < done:
            continue
        second = following[at]
        for phrase in phrases[word]:
            if phrase.rest and phrase.rest[0] != second:
                continue
            if _stands(words, at, phrase):
                done = at + 1 + len(phrase.rest)
                found.append(Hit(phrase, at, done, _likelihood(words, at, phrase)))
                break
    return found


def _stands(words: Words, at: int, phrase: Phrase) -> bool:
    size = len(phrase.rest)
    if size:
        if words.words[at + 1 : at + 1 + size] != [*phrase.rest]:
            return False
        signs = zip(phrase.signs, range(at + 1, at + 1 + size), strict=True)
        if not all(_joins(words.gap(each), sign) for sign, each in signs):
            return False
    if words.is_capitals:
        return True
    if phrase.as_typed:
        return words.text[words.starts[at] : words.ends[at + size]].isupper()
    return phrase.kind == "saying" or words.is_capitalised(at) or phrase.kind == "title"


def _joins(gap: str, sign: str) -> bool:
    """Whether what stands between two words is what the phrase has there."""
    bare = gap.strip()
    if sign == " ":
        return bare in ("", "-") and len(gap) - len(bare) > 0
    if sign == ".":
        return bare in ("", ".")
    if sign in "-'":
        return bare in ("", sign)
    return bare in (sign, f".{sign}")


def _likelihood(words: Words, at: int, phrase: Phrase) -> float:
    if phrase.key == "US" and words.is_capitals and not phrase.rest:
        return _of_us(words, at, vocabulary().uses)
    if phrase.kind == "body" and not words.is_capitals:
        return 1.0
    return phrase.likelihood


def _of_us(words: Words, at: int, uses: dict[str, frozenset[str]]) -> float:
    """Return how likely `US` in a text of capitals is the state, and not those who write."""
    behind = words.text[words.ends[at] : words.ends[at] + 1]
    before = words.text[words.starts[at] - 1 : words.starts[at]] if words.starts[at] else ""
    if words.text.startswith(("$", " $"), words.ends[at]) or before == "$":
        return 0.0  # a currency
    if behind in ("-", "/") or before in ("-", "/"):
        return 1.0
    last = words.words[at - 1] if at else ""
    if last in STATE_BEFORE:
        return 1.0
    following = words.words[at + 1] if at + 1 < len(words.words) else ""
    if behind in ENDS_SENTENCE or following in uses["behind a pronoun"] or not following:
        return PRONOUN_LIKELIHOOD
    return OPEN_LIKELIHOOD if last in uses["before a pronoun"] else 0.9
