"""Finds what a telegram names: by tables and rules, in one pass over each piece of its text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram.mentions.mention import Mention, MentionKind
from reftel.telegram.mentions.naming import Found, Namer
from reftel.telegram.mentions.people import Name, folded, people
from reftel.telegram.mentions.pieces import Piece, Places, pieces
from reftel.telegram.mentions.scanning import scan
from reftel.telegram.mentions.tables import Spot, of_tables, surroundings
from reftel.telegram.mentions.vocabulary import vocabulary
from reftel.telegram.model import Person, Telegram


class Named(NamedTuple):
    """Who or what is named, without its place."""

    kind: MentionKind
    key: str
    likelihood: float


def mentions(telegram: Telegram) -> tuple[Mention, ...]:
    """Return the people, states, posts and bodies that a telegram names, in the text's order.

    Those in the subject and the paragraphs; then who signed, drafted, cleared and approved it.
    """
    parts, spots = _spots(telegram)
    return (*_placed(telegram, parts, spots), *_officials(telegram))


def named_in(telegram: Telegram) -> list[Named]:
    """Return whom a telegram's subject and paragraphs name; faster, where no place is wanted."""
    return [Named(each.kind, each.key, each.likelihood) for each in _spots(telegram)[1]]


def _spots(telegram: Telegram) -> tuple[list[Piece], list[Spot]]:
    known = vocabulary()
    parts = pieces(telegram, known.known)
    hits = [scan(each.words) for each in parts]
    spots = of_tables([each.words for each in parts], hits, surroundings(telegram))
    namers = [
        Namer(part.words, stands, known, _edited(telegram, part))
        for part, stands in zip(parts, hits, strict=True)
    ]
    names = [Name(at, found) for at, namer in enumerate(namers) for found in namer.names()]
    names += _owners(parts, namers)
    ends = {parts[each.piece].words.words[each.found.end - 1] for each in names}
    names += [Name(at, found) for at, namer in enumerate(namers) for found in namer.fuller(ends)]
    spots += people([each.words for each in parts], hits, names)
    spots.sort()
    return parts, spots


def _owners(parts: Sequence[Piece], namers: Sequence[Namer]) -> Iterator[Name]:
    """Yield names that only what belongs to them shows, where they stand more than once."""
    found = [Name(at, each) for at, namer in enumerate(namers) for each in namer.owners()]
    if found:
        counts = Counter(word for part in parts for word in part.words.words)
        for each in found:
            if counts[parts[each.piece].words.words[each.found.first]] > 1:
                yield each


def _edited(telegram: Telegram, piece: Piece) -> Iterator[Found]:
    """Yield the people whom the editors of a volume marked in a piece."""
    at = 0
    for person in _marked(telegram, piece.span):
        start = piece.words.text.find(person.name, at)
        if start >= 0:
            at = start + len(person.name)
            first, end = piece.words.between(start, at)
            if first < end:
                yield Found(first, end, 1.0, "edition", person.key)


def _marked(telegram: Telegram, span: Span) -> list[Person]:
    persons = telegram.edition.persons if telegram.edition else ()
    return [each for each in persons if span.start <= each.span.start < span.end]


def _placed(telegram: Telegram, parts: list[Piece], spots: list[Spot]) -> Iterator[Mention]:
    """Yield the mentions with their places in the whole text."""
    places: dict[int, Places] = {}
    for each in spots:
        piece = parts[each.piece]
        if each.piece not in places:
            places[each.piece] = Places(piece, telegram.text)
        start, end = piece.words.starts[each.first], piece.words.ends[each.end - 1]
        yield Mention(
            kind=each.kind,
            key=each.key,
            text=" ".join(piece.words.text[start:end].split()),
            part=piece.part,
            paragraph=piece.paragraph,
            span=places[each.piece].span(start, end),
            likelihood=each.likelihood,
            ground=each.ground,
            id=each.id,
        )


def _officials(telegram: Telegram) -> Iterator[Mention]:
    """Yield who signed, and who drafted, cleared and approved."""
    signed = telegram.signature
    if signed:
        yield Mention(
            kind="person",
            key=folded(signed.text),
            text=signed.text,
            part="signature",
            span=signed.span,
            likelihood=1.0,
            ground="signature",
        )
    for each in telegram.officers:
        surname, comma, given = each.name.partition("(")[0].partition(",")
        name = f"{given} {surname}" if comma else surname
        if len(name.split()) > 1 or len(name.strip()) > 3:  # two or three letters are initials
            yield Mention(
                kind="person",
                key=folded(name),
                text=each.name,
                part="officer",
                span=each.span,
                likelihood=1.0 if comma else 0.8,
                ground="officer",
            )
