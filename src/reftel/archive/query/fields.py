"""The fields of the query language: what each holds, and how its values are read."""

from collections.abc import Callable
from datetime import date, timedelta
from difflib import get_close_matches
from typing import NamedTuple

from reftel.archive.access.labels import HIGHEST, LETTERS, level_rank
from reftel.archive.query.tree import Dates, Exact, Level, Node, Or
from reftel.archive.search.documents import PASSAGES
from reftel.archive.words import run
from reftel.core.span import Span
from reftel.telegram.posts import canonical, squeezed
from reftel.telegram.series import numbered

WILD = frozenset("*?")
# Lines of a dossier that cite telegrams, as typed, and as they are kept.
CITING = {
    "statements": "statements",
    "demarches": "steps",
    "asks": "asks",
    "standings": "standings",
    "texts": "texts",
    "mandates": "mandates",
    "silences": "silences",
    "votes": "votes",
    "provisions": "references",
}


class FieldValueError(Exception):
    """A value that a field cannot have. suggestion: what may be meant."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.suggestion = suggestion


class Field(NamedTuple):
    """A field. read: from a value and its place to a node; raises FieldValueError."""

    name: str
    read: Callable[[str, Span], Node]
    help: str
    example: str


def _post(*names: str) -> Callable[[str, Span], Node]:
    def read(value: str, span: Span) -> Node:
        wild = not WILD.isdisjoint(value)
        known = squeezed_wild(value) if wild else canonical(value) or squeezed(value)
        found = tuple(Exact(name=name, value=known, wild=wild, span=span) for name in names)
        return found[0] if len(found) == 1 else Or(parts=found, span=span)

    return read


def _squeezed(name: str) -> Callable[[str, Span], Node]:
    def read(value: str, span: Span) -> Node:
        wild = not WILD.isdisjoint(value)
        return Exact(name=name, value=squeezed_wild(value), wild=wild, span=span)

    return read


def _number(name: str) -> Callable[[str, Span], Node]:
    def read(value: str, span: Span) -> Node:
        wild = not WILD.isdisjoint(value)
        try:
            known = numbered(value).mrn
        except ValueError:
            known = "".join(value.upper().split())
        return Exact(name=name, value=known, wild=wild, span=span)

    return read


def _folded(name: str) -> Callable[[str, Span], Node]:
    def read(value: str, span: Span) -> Node:
        wild = not WILD.isdisjoint(value)
        known = value.casefold() if wild else " ".join(run(value)[0])
        return Exact(name=name, value=known, wild=wild, span=span)

    return read


def _own_tag(value: str, span: Span) -> Node:
    return Exact(name="mine", value="_".join(value.lower().split()), span=span)


def _dossier(value: str, span: Span) -> Node:
    name, slash, kind = value.casefold().partition("/")
    if slash and kind not in CITING:
        near = get_close_matches(kind, CITING, 1)
        message = f"what cites telegrams in a dossier is one of {', '.join(CITING)}"
        raise FieldValueError(message, f'did you mean "{name}/{near[0]}"?' if near else "")
    wild = not WILD.isdisjoint(name)
    return Exact(name="dossier", value=f"{name}{slash}{kind}", wild=wild, span=span)


def _choice(name: str, values: dict[str, str], holds: str = "") -> Callable[[str, Span], Node]:
    """Return a reader of one of several values. values: as typed, to as held in the field holds."""

    def read(value: str, span: Span) -> Node:
        if value.lower() not in values:
            near = get_close_matches(value.lower(), values, 1)
            message = f"{name} is one of {', '.join(values)}"
            raise FieldValueError(message, f'did you mean "{near[0]}"?' if near else "")
        return Exact(name=holds or name, value=values[value.lower()], span=span)

    return read


def _level(value: str, span: Span) -> Node:
    sign = next((each for each in ("<=", ">=", "<", ">", "=") if value.startswith(each)), "")
    rank = level_rank(value[len(sign) :].strip().upper())
    if rank is None:
        message = f"{value[len(sign) :]!r} is no level"
        raise FieldValueError(message, f"one of {', '.join(LETTERS)}")
    least, most = {
        "<=": (0, rank), "<": (0, rank - 1), ">=": (rank, HIGHEST), ">": (rank + 1, HIGHEST),
    }.get(sign, (rank, rank))  # fmt: skip
    if least > most:
        message = f"no level is {'below' if sign == '<' else 'above'} {value[1:]}"
        raise FieldValueError(message)
    return Level(least=least, most=most, span=span)


def _date(value: str, span: Span) -> Node:
    sign = next((each for each in ("<=", ">=", "<", ">") if value.startswith(each)), "")
    if sign:
        since, before = _period(value[len(sign) :])
        given = {"<": (None, since), "<=": (None, before), ">": (before, None)}
        since_, before_ = given.get(sign, (since, None))
        return Dates(since=since_, before=before_, span=span)
    first, dots, last = value.partition("..")
    since = _period(first)[0] if first else None
    before = _period(last if dots else first)[1] if last or not dots else None
    if since is None and before is None:
        message = "a range has at least one end"
        raise FieldValueError(message, "date:1974..1975")
    if since and before and since >= before:
        message = "the range ends before it begins"
        raise FieldValueError(message, f"date:{last}..{first}")
    return Dates(since=since, before=before, span=span)


def _period(value: str) -> tuple[date, date]:
    """Return the first day of a year, month or day, and the first day behind it."""
    parts = value.split("-")
    try:
        if len(parts) > 3 or not all(each.isascii() and each.isdigit() for each in parts):
            raise ValueError
        year, month, day = [int(each) for each in parts] + [0] * (3 - len(parts))
        if day or len(parts) == 3:
            first = date(year, month, day)
            return first, first + timedelta(days=1)
        if month or len(parts) == 2:
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        return date(year, 1, 1), date(year + 1, 1, 1)
    except (ValueError, OverflowError):
        message = f"{value!r} is no date"
        raise FieldValueError(message, "write 1974, 1974-03 or 1974-03-05") from None


def squeezed_wild(value: str) -> str:
    """Return letters, figures and wildcards of a value in capitals."""
    return "".join(each for each in value.upper() if each.isalnum() or each in WILD)


LAYOUTS = ("line", "archives", "smart", "frus", "fco", "cablegram")
KINDS = {kind.replace(" ", "-"): kind for kind in PASSAGES}
FIELDS = {
    each.name: each
    for each in (
        Field("from", _post("from"), "the post that sent it", "from:moscow"),
        Field("to", _post("to"), "an action addressee", "to:usun"),
        Field("info", _post("info"), "an information addressee", "info:paris"),
        Field("post", _post("from", "to", "info"), "sender or addressee", "post:vienna"),
        Field("tag", _squeezed("tag"), "a code of the TAGS line", "tag:PREL"),
        Field("caption", _squeezed("caption"), "a caption", "caption:EXDIS"),
        Field("class", _level, "the classification: U SBU LOU R C S TS", "class:<=C"),
        Field("date", _date, "when it was sent", "date:1974-03..1975"),
        Field("mrn", _number("mrn"), "its own number", "mrn:08STATE34975"),
        Field("ref", _number("ref"), "a telegram that it refers to", "ref:08STATE34975"),
        Field("para", _choice("para", KINDS), "has such a passage", "para:comment"),
        Field("person", _folded("person"), "a person named in the text", "person:dolgov"),
        Field("state", _squeezed("state"), "a state named in the text, ISO code", "state:RU"),
        Field("body", _squeezed("body"), "a body named in the text", "body:UNSC"),
        Field("dossier", _dossier, "cited in a dossier", "dossier:41-committee-2008"),
        Field("mine", _own_tag, "a tag of your own", "mine:to-read"),
        Field(
            "layout",
            _choice("layout", {each: each for each in LAYOUTS}, "dialect"),
            "the layout of the copy",
            "layout:smart",
        ),
    )
}
# Fields of words: what stands behind them is searched there as anywhere.
PARTS = {"subject": "subject"} | KINDS
# Fields that the index holds under another name than people type.
HELD_AS = {"dialect": "layout"}
