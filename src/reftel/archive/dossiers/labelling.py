"""The labels of a dossier's lines: who may read what a line cites may read the line.

A line has one label or several, of which one is enough: a telegram may be kept in several copies,
and a line may be read by whoever can read its words in one of them. What follows is worked out
from pieces that its reader may read, so that a copy, a paragraph or a telegram that he may not
read changes nothing: where a citation leads nowhere, it may lead somewhere hidden, and the line is
closed, too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

from reftel.archive.access.labels import UNREADABLE, Label, join, level_rank
from reftel.archive.access.redaction import subject_alone
from reftel.archive.access.traces import control
from reftel.archive.choosing import Copy
from reftel.archive.dossiers.lines import HOLDERS, Cited, Line, cited, holder
from reftel.dossier.checks.quoting import stands_in
from reftel.dossier.records import Text, Title
from reftel.telegram.model import Paragraph

Copies = Callable[[str], Sequence[Copy]]
"""Gives all copies of the telegram of that name, whoever may read them."""

Ways = frozenset[Label]
"""Labels of which one is enough; each asks for something that no other does."""

CLOSED: Ways = frozenset({UNREADABLE})
SLASHES = re.compile(r"/{1,2}")
# The lines without which one makes no sense, by the field that names them and their kind: who may
# not read those may not read it.
LEANS_ON = {
    "standings": (("ask", "asks"), ("text", "texts")),
    "silences": (("text", "texts"),),
    "votes": (("text", "texts"),),
}
# Which lines of other kinds are seen in short by who reads a line, by the fields that name them.
NAMED = {
    "statements": (("actor", "actors"), ("speaker", "actors"), ("via", "actors"),
                   ("provision", "provisions")),
    "steps": (("post", "actors"), ("by", "actors"), ("to", "actors"), ("recipient", "actors")),
    "texts": (("by", "actors"), ("places.provision", "provisions")),
    "asks": (("by", "actors"), ("provision", "provisions")),
    "mandates": (("body", "actors"),),
    "silences": (("set_by", "actors"), ("broken_by", "actors")),
    "votes": (("actor", "actors"),),
}  # fmt: skip


class Labelled(NamedTuple):
    """A line with what it cites and the labels of which one is enough to read it.

    is_rejected: alone or with its démarche; then it does not count among what is said.
    """

    line: Line
    cited: Cited
    ways: Ways
    is_rejected: bool = False


def marking(words: str) -> Label:
    """Return what a dossier's marking asks for: `C`, `S/NF`; of none, or of other words, closed."""
    level, *controls = SLASHES.split(words.upper().strip(" ()"))
    rank = level_rank(level.strip())
    if rank is None:
        return UNREADABLE
    return join([Label(rank), *(control(each.strip()) for each in controls if each.strip())])


def labelled(lines: Sequence[Line], copies: Copies) -> list[Labelled]:
    """Return the lines of a dossier, its title among them, with their labels."""
    titles = (each.record for each in lines if isinstance(each.record, Title))
    marked = join(marking(each.marking) for each in titles)
    texts = {each.record.id: each.record for each in lines if isinstance(each.record, Text)}
    labelling = _Labelling(marked, texts, copies)
    own = [labelling.own(each) for each in lines]
    whole = {(each.line.kind, each.line.key): each for each in own if not each.line.is_named}
    found = [
        each._replace(ways=_leaning(each, whole), is_rejected=_is_rejected(each.line, whole))
        for each in own
    ]
    named = _named(found)
    return [
        each._replace(ways=named.get((each.line.kind, each.line.key), CLOSED))
        if each.line.is_named
        else each
        for each in found
    ]


class _Labelling:
    """Lines of one dossier on their way; each telegram is looked up once."""

    def __init__(self, marked: Label, texts: Mapping[str, Text], copies: Copies) -> None:
        self._marked = marked
        self._texts = texts
        self._copies = copies
        self._known: dict[str, Sequence[Copy]] = {}

    def own(self, line: Line) -> Labelled:
        """Return a line with the labels that its own citation gives."""
        place = cited(line.record, self._texts)
        if place is None:
            return Labelled(line, Cited(), CLOSED)
        if not place.name:
            return Labelled(line, place, frozenset({self._marked}))
        ways = self._ways(place)
        if not _has_words(place.quote) or getattr(line.record, "file", ""):
            # Nothing shows of which copy it tells, or its words stand in the dossier: the
            # dossier's own marking counts, too.
            ways = both(ways, frozenset({self._marked}))
        return Labelled(line, place, ways)

    def _ways(self, place: Cited) -> Ways:
        if place.name not in self._known:
            self._known[place.name] = self._copies(place.name)
        found = {label for copy in self._known[place.name] for label in _holding(copy, place)}
        return least(found) if found else CLOSED


def _holding(copy: Copy, place: Cited) -> Iterator[Label]:
    """Yield what who wants to read the words that are cited in a copy must be able to read."""
    record, whole = copy.record, join(copy.labels.pieces)
    if place.place == "subject":
        if _says(place.quote, subject_alone(record)):
            yield copy.labels.subject
    elif place.place == "ref":
        if _says(place.quote, " ".join(each.text for each in record.references)):
            yield whole
    elif place.place.startswith("@") and not _has_words(place.quote):
        # Who does not see all paragraphs counts otherwise.
        yield whole
    else:
        yield from _in_paragraphs(copy, place, whole)


def _in_paragraphs(copy: Copy, place: Cited, whole: Label) -> Iterator[Label]:
    pairs = [
        (each, label)
        for each, label in zip(copy.record.paragraphs, copy.labels.paragraphs, strict=True)
        if place.place in {"", _printed(each)} or place.place.startswith("@")
    ]
    words = [
        f"{each.heading.text} {each.flowed}" if each.heading else each.flowed for each, _ in pairs
    ]
    if not place.place:
        if pairs and _says(place.quote, " ".join(words)):
            yield whole
        return
    for (each, label), printed in zip(pairs, words, strict=True):
        if _says(place.quote, each.flowed):
            yield label
        elif _says(place.quote, printed):
            # A heading is shown to who may read all.
            yield whole
    if len(pairs) > 1 and _says(place.quote, " ".join(words)):
        yield join(label for _, label in pairs)


def _has_words(quote: str) -> bool:
    return any(map(str.isalnum, quote))


def _says(quote: str, words: str) -> bool:
    """Whether a quotation stands in words; one without words of its own stands everywhere."""
    return not _has_words(quote) or stands_in(quote, words)


def _printed(paragraph: Paragraph) -> str:
    return "" if paragraph.number is None else str(paragraph.number)


def _leaning(found: Labelled, whole: Mapping[tuple[str, str], Labelled]) -> Ways:
    """Return the labels of a line with those of the lines without which it makes no sense."""
    needed = (
        whole.get((kind, getattr(found.line.record, field)))
        for field, kind in LEANS_ON.get(found.line.kind, ())
    )
    return reduce(both, (each.ways if each else CLOSED for each in needed), found.ways)


def _is_rejected(line: Line, whole: Mapping[tuple[str, str], Labelled]) -> bool:
    held_in = whole.get((HOLDERS.get(line.kind, line.kind), holder(line)))
    records = (line.record, held_in.line.record if held_in else None)
    return any(getattr(each, "status", "") == "rejected" for each in records)


def _named(found: Iterable[Labelled]) -> dict[tuple[str, str], Ways]:
    """Return for each line that others name the labels of those."""
    ways: dict[tuple[str, str], set[Label]] = {}
    for each in found:
        if not each.line.is_named:
            for name in _names(each.line):
                ways.setdefault(name, set()).update(each.ways)
    return {name: least(labels) for name, labels in ways.items()}


def _names(line: Line) -> Iterator[tuple[str, str]]:
    if line.kind in HOLDERS:
        yield HOLDERS[line.kind], holder(line)
    for path, kind in NAMED.get(line.kind, ()):
        yield from ((kind, each) for each in _values(line.record, path))


def _values(record: object, path: str) -> Iterator[str]:
    """Yield the words at a path, `places.provision` of each of several."""
    field, _, rest = path.partition(".")
    found: Any = getattr(record, field)
    for each in (found,) if isinstance(found, str) else found:
        yield from _values(each, rest) if rest else (each,)


def both(one: Ways, other: Ways) -> Ways:
    """Return the labels of what asks for one of each."""
    return least({first.join(second) for first in one for second in other})


def least(labels: Iterable[Label]) -> Ways:
    """Return labels without those that ask for more than another."""
    some = {*labels}
    return frozenset(
        each for each in some if not any(o != each and o.join(each) == each for o in some)
    )
