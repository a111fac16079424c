"""The verbs of a clause, and whether one is stronger than another.

The scale is the table `operative_verbs`. What it does not hold has no strength.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from reftel.dossier.drafts.records import Rank, Series, Verb
from reftel.dossier.drafts.signs import ITALICS
from reftel.tables import load

Comparison = Literal["stronger", "weaker", "equal", "unknown"]

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# What may stand between the words of a verb: blanks, the commas of "Decides, once more, to",
# marks of italics.
GAP = re.compile(r"[\s,*_]{0,4}\Z")
# A verb and what goes with it are within so many words.
REACH = 12
ACTOR_WORDS = 7
# Behind these, a word that could be a noun ("requests") is a verb.
BEFORE_FURTHER = ("and", "also")


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    kind: Series
    ranks: tuple[Rank, ...]


class _Vocabulary(NamedTuple):
    """Verbs by their first word, the longest first; modifiers likewise, with their family."""

    verbs: dict[str, list[_Phrase]]
    modifiers: dict[str, list[tuple[tuple[str, ...], str]]]


class _Read(NamedTuple):
    verb: Verb
    end: int
    """How many tokens were read."""


def lead(words: str) -> Verb | None:
    """Return the verb that begins a clause, or None.

    words: without label. A body may stand before it: "The Security Council requests".
    """
    tokens = _tokens(words[:400], REACH + ACTOR_WORDS)
    found = _read(words, tokens, 0)
    if found is None and tokens and tokens[0][0].lower() == "the":
        found = _behind_actor(words, tokens)
    return found.verb if found else None


def operative_lead(words: str) -> Verb | None:
    """Return the verb of an operative clause, also behind "Acting under Article 34, requests"."""
    found = lead(words)
    if found is None or found.kind == "operative":
        return found
    tokens = _tokens(words, None)
    for at in range(1, len(tokens)):
        if _sign_before(words, tokens, at) == ",":
            inner = _read(words, tokens, at)
            if inner and inner.verb.kind == "operative":
                return inner.verb
    return found


def further(words: str) -> tuple[Verb, ...]:
    """Return the operative verbs further on in a clause: "and decides to review"."""
    tokens = _tokens(words, None)
    return tuple(_further(words, tokens))


def compared(before: Verb | None, after: Verb | None) -> Comparison:
    """Return what became of a verb: by rank on a scale that both stand on, then by intensity.

    "unknown" where one is missing, or they share no scale.
    """
    if before is None or after is None:
        return "unknown"
    if before.name == after.name:
        return _sign(after.intensity - before.intensity)
    ranks = dict(before.ranks)
    steps = [rank - ranks[family] for family, rank in after.ranks if family in ranks]
    signs: set[Comparison] = {_sign(step) for step in steps}
    return signs.pop() if len(signs) == 1 else "unknown"


def _sign(step: int) -> Comparison:
    return "stronger" if step > 0 else "weaker" if step < 0 else "equal"


def _tokens(words: str, most: int | None) -> list[tuple[str, int, int]]:
    tokens: list[tuple[str, int, int]] = []
    for match in WORD.finditer(words):
        tokens.append((match[0].lower(), match.start(), match.end()))
        if most is not None and len(tokens) == most:
            break
    return tokens


def _behind_actor(words: str, tokens: Sequence[tuple[str, int, int]]) -> _Read | None:
    """Return the operative verb behind "The Security Council"; names have capitals."""
    for at in range(2, min(len(tokens), ACTOR_WORDS)):
        if not words[tokens[at - 1][1]].isupper():
            return None
        found = _read(words, tokens, at)
        if found and found.verb.kind == "operative":
            return found
    return None


def _further(words: str, tokens: Sequence[tuple[str, int, int]]) -> Iterator[Verb]:
    read = 0
    for at in range(2, len(tokens)):
        if at < read:
            continue
        if tokens[at - 1][0] in BEFORE_FURTHER or _sign_before(words, tokens, at) == ";":
            found = _read(words, tokens, at)
            if found and found.verb.kind == "operative" and found.verb.ranks:
                read = found.end
                yield found.verb


def _sign_before(words: str, tokens: Sequence[tuple[str, int, int]], at: int) -> str:
    """Return the last sign between a token and the one before it, "" where there is none."""
    return words[tokens[at - 1][2] : tokens[at][1]].rstrip()[-1:]


def _read(words: str, tokens: Sequence[tuple[str, int, int]], start: int) -> _Read | None:
    at, before = _modifiers(words, tokens, start)
    if at >= len(tokens):
        return None
    for phrase in _vocabulary().verbs.get(tokens[at][0], ()):
        found = _matched(words, tokens, at, phrase.words)
        if found is None:
            continue
        end, inside = found
        last, behind = _modifiers(words, tokens, end)
        modifiers = (*before, *inside, *behind)
        return _Read(
            Verb(
                printed=words[tokens[start][1] : tokens[last - 1][2]].translate(ITALICS),
                name=" ".join(phrase.words),
                kind=phrase.kind,
                modifiers=tuple(name for name, _ in modifiers),
                intensity=sum(family == "intensity" for _, family in modifiers),
                ranks=phrase.ranks,
            ),
            last,
        )
    return None


def _matched(
    words: str, tokens: Sequence[tuple[str, int, int]], at: int, phrase: tuple[str, ...]
) -> tuple[int, list[tuple[str, str]]] | None:
    """Return where a phrase ends that begins here, and the modifiers between its words."""
    inside: list[tuple[str, str]] = []
    at += 1
    for word in phrase[1:]:
        if not (at < len(tokens) and tokens[at][0] == word):
            at, more = _modifiers(words, tokens, at)
            inside += more
        if not (at < len(tokens) and tokens[at][0] == word and _close(words, tokens, at)):
            return None
        at += 1
    return at, inside


def _modifiers(
    words: str, tokens: Sequence[tuple[str, int, int]], at: int
) -> tuple[int, list[tuple[str, str]]]:
    found: list[tuple[str, str]] = []
    while at < len(tokens) and (at == 0 or not found or _close(words, tokens, at)):
        for phrase, family in _vocabulary().modifiers.get(tokens[at][0], ()):
            if tuple(each[0] for each in tokens[at : at + len(phrase)]) == phrase:
                found.append((" ".join(phrase), family))
                at += len(phrase)
                break
        else:
            break
    return at, found


def _close(words: str, tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
    return at == 0 or GAP.match(words[tokens[at - 1][2] : tokens[at][1]]) is not None


@cache
def _vocabulary() -> _Vocabulary:
    ranks: dict[tuple[str, Series], list[Rank]] = defaultdict(list)
    modifiers: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in load.operative_verbs():
        words = tuple(row.verb.split())
        if row.kind == "modifier":
            modifiers[words[0]].append((words, row.family))
            continue
        found = ranks[row.verb, row.kind]
        if row.family and row.rank is not None:
            found.append(Rank(row.family, row.rank))
    verbs: dict[str, list[_Phrase]] = defaultdict(list)
    for (verb, kind), found in ranks.items():
        phrase = _Phrase(tuple(verb.split()), kind, tuple(found))
        verbs[phrase.words[0]].append(phrase)
    for phrases in verbs.values():
        phrases.sort(key=lambda each: -len(each.words))
    for phrases in modifiers.values():
        phrases.sort(key=lambda each: -len(each[0]))
    return _Vocabulary(dict(verbs), dict(modifiers))
