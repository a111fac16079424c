"""States, posts and bodies: what the phrases of the tables mean in this telegram."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reftel.tables.rows import StateRow
from reftel.telegram.mentions.mention import Ground, MentionKind
from reftel.telegram.mentions.scanning import Hit
from reftel.telegram.mentions.vocabulary import vocabulary
from reftel.telegram.mentions.words import Words
from reftel.telegram.model import Telegram
from reftel.telegram.posts import known

LONGEST_PLACE = 4  # words of the name of a post
# Likelihood of a name in a year in which the state did not bear it.
OUT_OF_YEARS = 0.5
BY_SENDER, BY_TAGS, BY_TEXT = 0.95, 0.85, 0.7


class Spot(NamedTuple):
    """A mention before its place in the whole text is known: words first up to end of a piece."""

    piece: int
    first: int
    end: int
    kind: MentionKind
    key: str
    likelihood: float
    ground: Ground
    id: str = ""


class Surroundings(NamedTuple):
    """What a telegram tells beside its text. year: 0 unknown. country: the sender's, ISO, or "".

    tagged: codes of the states of its TAGS.
    """

    year: int
    country: str
    tagged: tuple[str, ...]


def surroundings(telegram: Telegram) -> Surroundings:
    """Return year, sender's country and tagged states of a telegram."""
    identity, sent = telegram.identity, telegram.sent
    year = sent.year if sent else identity.year if identity else 0
    post = known(identity.post) if identity and identity.post else None
    countries = [each for each in telegram.tags if each.kind == "country"]
    rows = [_meant(vocabulary().states.get(each.title.upper(), ()), year) for each in countries]
    tagged = tuple(dict.fromkeys(row.code for each in rows for row in each))
    return Surroundings(year, post.country if post else "", tagged)


def of_tables(
    pieces: Sequence[Words], hits: Sequence[Sequence[Hit]], around: Surroundings
) -> list[Spot]:
    """Return the states, posts and bodies of a telegram."""
    spots = [
        spot
        for at, words in enumerate(pieces)
        for hit in hits[at]
        for spot in _spots(at, words, hit, around.year)
    ]
    states = tuple(dict.fromkeys(each.key for each in spots if each.kind == "state"))
    for at, stand in enumerate(hits):
        for hit in stand:
            if hit.phrase.kind == "government":
                spots += _government(at, hit, around, states)
    return spots


def _spots(at: int, words: Words, hit: Hit, year: int) -> Iterator[Spot]:
    kind, key = hit.phrase.kind, hit.phrase.key
    if kind == "state" and hit.likelihood:
        rows = _meant(vocabulary().states[key], year)
        for row in rows:
            is_right = not year or (row.since or 0) <= year <= (row.until or 9999)
            likelihood = hit.likelihood * (1.0 if is_right else OUT_OF_YEARS) / len(rows)
            yield Spot(at, hit.first, hit.end, "state", row.code, likelihood, "table")
    elif kind in ("body", "post"):
        named: MentionKind = "body" if kind == "body" else "post"
        yield Spot(at, hit.first, hit.end, named, key, hit.likelihood, "table")
    elif kind == "kind of post":
        yield from _post(at, words, hit)


def _meant(rows: Sequence[StateRow], year: int) -> Sequence[StateRow]:
    """Return the rows of a name that fit the year; all where none does, or it is not known."""
    codes = {row.code: row for row in rows}
    if len(codes) == 1:
        fitting = [row for row in rows if (row.since or 0) <= year <= (row.until or 9999)]
        return fitting[:1] or rows[:1]
    fitting = [row for row in rows if year and (row.since or 0) <= year <= (row.until or 9999)]
    return fitting or rows


def _post(at: int, words: Words, hit: Hit) -> Iterator[Spot]:
    """Yield the post whose place stands behind its kind: EMBASSY LA PAZ."""
    last = hit.end
    while last < min(hit.end + LONGEST_PLACE, len(words.words)):
        if words.gap(last).strip() not in ("", "-"):
            break
        last += 1
    for end in range(last, hit.end, -1):
        row = known(" ".join(words.words[hit.end : end]))
        if row and (words.is_capitals or words.is_capitalised(hit.end)):
            yield Spot(at, hit.first, end, "post", row.mrn, 0.95, "table")
            return


def _government(at: int, hit: Hit, around: Surroundings, states: tuple[str, ...]) -> Iterator[Spot]:
    """Yield whose government GOB or GOK is: the sender's, else of a tagged or a named state."""
    choices: tuple[tuple[tuple[str, ...], float, Ground], ...] = (
        ((around.country,), BY_SENDER, "sender's country"),
        (around.tagged, BY_TAGS, "tags"),
        (states, BY_TEXT, "other states named"),
    )
    for codes, likelihood, ground in choices:
        fitting = [code for code in codes if hit.phrase.key in _initials(code)]
        for code in fitting:
            yield Spot(at, hit.first, hit.end, "state", code, likelihood / len(fitting), ground)
        if fitting:
            return


def _initials(code: str) -> set[str]:
    """Return the letters with which the names of a state begin."""
    return vocabulary().initials.get(code, set())
