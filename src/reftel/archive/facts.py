"""Pages of facts: what the telegrams of a session say of a person, a state, a body or a post."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from reftel.archive.errors import ArchiveError
from reftel.archive.query.tree import And, Dates, Exact, Or
from reftel.archive.search.documents import name_term
from reftel.archive.search.planning import planned
from reftel.archive.search.searching import Counted as Count
from reftel.archive.search.searching import Order, Searching
from reftel.archive.sights import Sights
from reftel.core.span import Span
from reftel.telegram.mentions import LIKELY, Mention, MentionKind, mentions, surnames
from reftel.telegram.mentions.keys import keys_of, name_of, nearest
from reftel.telegram.model import Record

NEWEST = 10
# In which fields of the index a name stands: a post sends and receives, too.
FIELDS: dict[MentionKind, tuple[str, ...]] = {
    "person": ("person",),
    "state": ("state",),
    "body": ("body",),
    "post": ("post", "from", "to", "info"),
}
COUNTED = ("month", "who", "state", "body", "from", "to", "info", "post")


class Counted(Record, frozen=True, kw_only=True):
    """A value and in how many telegrams it stands. name: for people to read."""

    key: str
    name: str
    telegrams: int


class Occasion(Record, frozen=True, kw_only=True):
    """A telegram and the day on which it was sent."""

    telegram: str
    day: date


class Named(Record, frozen=True, kw_only=True):
    """A place at which a telegram names somebody or something.

    number: of the paragraph, None where it has none or the subject is meant. span: in the text of
    the record that the session gives. ground: see `Mention`.
    """

    telegram: str
    sent: datetime | None
    part: str
    paragraph: int | None
    number: int | None
    text: str
    span: Span
    likelihood: float
    ground: str


class Facts(Record, frozen=True, kw_only=True):
    """What is known of a name, from all telegrams that the session may read.

    months: "1974-03" with the number of telegrams, in time. forms: the full names under which a
    person is named. people, states, bodies: named in the same telegrams, the most frequent first.
    senders: the posts that sent them. sent, received: of a post, how many it sent and got.
    places: in the newest telegrams.
    """

    kind: MentionKind
    key: str
    name: str
    telegrams: int
    first: Occasion | None
    last: Occasion | None
    months: tuple[tuple[str, int], ...]
    forms: tuple[Counted, ...]
    people: tuple[Counted, ...]
    states: tuple[Counted, ...]
    bodies: tuple[Counted, ...]
    senders: tuple[Counted, ...]
    sent: int
    received: int
    places: tuple[Named, ...]


class Subject(NamedTuple):
    """Of whom or of what facts are wanted. term: as the index has it."""

    kind: MentionKind
    key: str
    term: str


def subject(kind: MentionKind, words: str) -> Subject:
    """Return what words name: a code, a name, `USUN`, a surname.

    Raises ArchiveError where they name several states or nothing that the tables know.
    """
    if kind == "person":
        return Subject(kind, name_term(words), name_term(words))
    keys = keys_of(kind, words)
    if len(keys) == 1:
        return Subject(kind, keys[0], keys[0])
    several = " or ".join(f"{key} ({name_of(kind, key)})" for key in keys)
    if several:
        message = f"{words!r} may be {several}"
        raise ArchiveError(message)
    near = nearest(kind, words)
    hint = f'; did you mean "{near}"?' if near else ""
    message = f"{words!r} names no {kind} of the tables{hint}"
    raise ArchiveError(message)


def facts(of: Subject, searching: Searching, sights: Sights, newest: int = NEWEST) -> Facts:
    """Return the facts from one session's index and records. newest: places in so many."""
    named = Or(parts=tuple(Exact(name=field, value=of.term) for field in FIELDS[of.kind]))
    plan = planned(named)
    values = searching.counts(plan, COUNTED)
    forms = [each for each in values["who"] if of.kind == "person" and _is_form(of, each[0])]
    keys = [each.key for each in searching.run(plan, "newest", 0, newest).found]
    return Facts(
        kind=of.kind,
        key=of.key,
        name=name_of(of.kind, of.key),
        telegrams=searching.run(plan, "newest", 0, 0).total,
        first=_end(named, "oldest", searching, sights),
        last=_end(named, "newest", searching, sights),
        months=tuple(sorted(values["month"])),
        forms=_counted("person", forms),
        people=_counted("person", _others(of, values["who"], forms)),
        states=_counted("state", _others(of, values["state"])),
        bodies=_counted("body", _others(of, values["body"])),
        senders=_counted("post", _others(of, values["from"])),
        sent=_of(of, values["from"]),
        received=_of(of, values["to"]) + _of(of, values["info"]),
        places=tuple(place for key in keys for place in _places(of, sights, key)),
    )


def _is_form(of: Subject, name: str) -> bool:
    """Whether a full name is one of the person that is asked for."""
    return name == of.term or of.term in map(name_term, surnames(name))


def _others(of: Subject, values: Iterable[Count], forms: Iterable[Count] = ()) -> list[Count]:
    """Return the values of a field without what is asked for itself."""
    own = {of.key, *(name for name, _ in forms)}
    return [each for each in values if each[0] not in own]


def _counted(kind: MentionKind, values: Iterable[Count]) -> tuple[Counted, ...]:
    return tuple(
        Counted(key=key, name=name_of(kind, key), telegrams=count) for key, count in values
    )


def _of(of: Subject, values: Iterable[Count]) -> int:
    return dict(values).get(of.key, 0) if of.kind == "post" else 0


def _end(named: Or, order: Order, searching: Searching, sights: Sights) -> Occasion | None:
    """Return the first or the last telegram of which the day is known."""
    plan = planned(And(parts=(named, Dates(since=date.min, before=None))))
    for each in searching.run(plan, order, 0, 1).found:
        found = sights.keyed(each.key)
        copies = sights.copies(found)
        if copies and copies[0].record.day:
            return Occasion(telegram=found[0].name, day=copies[0].record.day)
    return None


def _places(of: Subject, sights: Sights, key: int) -> Iterator[Named]:
    found = sights.keyed(key)
    copies = sights.copies(found) if found else []
    if not copies:
        return
    record = copies[0].record
    for each in mentions(record):
        if each.kind == of.kind and _is_meant(of, each):
            paragraph = None if each.paragraph is None else record.paragraphs[each.paragraph]
            yield Named(
                telegram=found[0].name,
                sent=record.sent,
                part=each.part,
                paragraph=each.paragraph,
                number=paragraph.number if paragraph else None,
                text=each.text,
                span=each.span,
                likelihood=round(each.likelihood, 3),
                ground=each.ground,
            )


def _is_meant(of: Subject, each: Mention) -> bool:
    if each.likelihood < LIKELY or each.part not in ("subject", "text"):
        return False
    return each.key == of.key if of.kind != "person" else _is_form(of, name_term(each.key))
