"""The forms of one name in a telegram meet: AMBASSADOR VLADIMIR DOLGOV, and DOLGOV later on."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reftel.telegram.mentions.mention import surnames
from reftel.telegram.mentions.naming import Found
from reftel.telegram.mentions.scanning import Hit
from reftel.telegram.mentions.tables import Spot
from reftel.telegram.mentions.vocabulary import vocabulary
from reftel.telegram.mentions.words import Words

# Of a surname alone, beside the full name.
REPEATED = 0.95
MOST = 50  # people of one surname whose names are compared


class Name(NamedTuple):
    """A name as found, in one of the pieces of a telegram."""

    piece: int
    found: Found


def folded(name: str) -> str:
    """Return a name in small letters, without accents and points, with single blanks."""
    plain = name.lower().replace("’", "'")
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(each for each in parts if not unicodedata.combining(each))
    return " ".join(plain.replace(".", " ").replace(",", " ").split())


def people(
    pieces: Sequence[Words], hits: Sequence[Sequence[Hit]], names: Sequence[Name]
) -> list[Spot]:
    """Return the people of a telegram at all their places."""
    printed = [_printed(pieces[each.piece], each.found) for each in names]
    keys = _keys(printed)
    best: dict[str, float] = defaultdict(float)
    for each, words in zip(names, printed, strict=True):
        key, likelihood = keys[words]
        best[key] = max(best[key], min(each.found.likelihood, likelihood))
    spots = [
        Spot(
            each.piece,
            each.found.first,
            each.found.end,
            "person",
            keys[words][0],
            min(max(each.found.likelihood, best[keys[words][0]] * REPEATED), keys[words][1]),
            each.found.ground,
            each.found.id,
        )
        for each, words in zip(names, printed, strict=True)
    ]
    return [*spots, *_repeated(pieces, hits, spots)]


def _printed(words: Words, found: Found) -> str:
    return " ".join(words.words[found.first : found.end]).lower().replace("’", "'")


def _keys(printed: Iterable[str]) -> dict[str, tuple[str, float]]:
    """Return for each form the fullest one that it is part of, and how likely it is that one.

    A form that is part of several fuller ones is none of them for certain and stays itself.
    """
    forms = sorted(set(printed), key=lambda form: (-len(form.split()), form))
    fullest: list[str] = []
    found: dict[str, tuple[str, float]] = {}
    by_word: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        words = form.split()
        fuller = [each for each in by_word[words[-1]][:MOST] if _is_part(words, each)]
        if not fuller:
            fullest.append(form)
            for word in dict.fromkeys(words):
                by_word[word].append(form)
        found[form] = (fuller[0], 1.0) if len(fuller) == 1 else (form, 1 / max(1, len(fuller)))
    return found


def _is_part(words: list[str], fuller: str) -> bool:
    """Whether a form is a surname of a fuller one, or some of its words in a row."""
    if len(words) == 1:
        return words[0] in surnames(fuller)
    of = fuller.split()
    size = len(words)
    if any(of[at : at + size] == words for at in range(len(of) - size + 1)):
        return True
    # M. KELDYSH and MSTISLAV KELDYSH.
    return len(words[0]) == 1 and of[0].startswith(words[0]) and of[-1] == words[-1]


def _repeated(
    pieces: Sequence[Words], hits: Sequence[Sequence[Hit]], spots: Sequence[Spot]
) -> Iterator[Spot]:
    """Yield the places at which surnames stand alone."""
    meant = _surnames(spots)
    if not meant:
        return
    named = {(each.piece, at) for each in spots for at in range(each.first, each.end)}
    for number, words in enumerate(pieces):
        if meant.keys().isdisjoint(words.words):
            continue
        taken = {at for hit in hits[number] for at in range(hit.first, hit.end)}
        last: Spot | None = None
        for at, word in enumerate(words.words):
            if word not in meant or at in taken or (number, at) in named:
                continue
            if words.text[words.ends[at] : words.ends[at] + 2] in (" &", "&"):
                continue  # of a firm: DOMINICK & DOMINICK
            if not words.is_capitals and not words.is_capitalised(at):
                continue
            spot = Spot(number, at, at + 1, "person", *meant[word], "repeated surname")
            if last and last.end == at and last.key == spot.key:
                spot = spot._replace(first=last.first)
            elif last:
                yield last
            last = spot
        if last:
            yield last


def _surnames(spots: Sequence[Spot]) -> dict[str, tuple[str, float]]:
    """Return for each surname whose it is, and how likely; of several people, nobody's."""
    of: dict[str, dict[str, float]] = defaultdict(dict)
    places = vocabulary().places
    for each in spots:
        for surname in surnames(each.key):
            if surname.upper() in places:
                continue
            known = of[surname.upper()]
            known[each.key] = max(known.get(each.key, 0.0), each.likelihood)
    found: dict[str, tuple[str, float]] = {}
    for surname, known in of.items():
        key = next(iter(known)) if len(known) == 1 else surname.lower()
        found[surname] = (key, max(known.values()) / len(known) * REPEATED)
    return found
