"""Lines by themselves and beside each other: ids, names, days, scales, stances, chains."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from math import inf
from typing import Any

from reftel.dossier.days import clock, days, is_before
from reftel.dossier.dossier import Dossier
from reftel.dossier.files.table import Placed
from reftel.dossier.findings import Finding, finding
from reftel.dossier.records import Actor, Entry, Provision, Statement, Text
from reftel.dossier.stances import StanceError, stance
from reftel.tables.rosters import ROSTERS

# Which fields name a line of which table; those of tables within are given with their name.
NAMES: dict[str, dict[str, str]] = {
    "title": {"body": "actors", "side": "actors", "audience": "actors"},
    "actors": {"of": "actors", "offices.of": "actors", "members.actor": "actors"},
    "texts": {"by": "actors", "follows": "texts", "places.provision": "provisions"},
    "statements": {
        "actor": "actors",
        "provision": "provisions",
        "speaker": "actors",
        "via": "actors",
        "superseded_by": "statements",
    },
    "demarches": {
        "by": "actors",
        "to": "actors",
        "step.post": "actors",
        "step.by": "actors",
        "step.to": "actors",
        "step.statements": "statements",
    },
    "asks": {"by": "actors", "provision": "provisions"},
    "standings": {"ask": "asks", "text": "texts"},
    "mandates": {"body": "actors", "renews": "mandates"},
    "silences": {"text": "texts", "set_by": "actors", "broken_by": "actors"},
    "votes": {"text": "texts", "actor": "actors"},
}
DAYS = ("opened", "due", "said", "known", "on", "since", "until", "adopted", "expiry",
        "set_on", "deadline", "broken_on")  # fmt: skip
INNER = ("offices", "members", "marks", "references", "step", "places")
CHAINED = frozenset({"reported", "second-hand"})


def check(dossier: Dossier) -> Iterator[Finding]:
    """Yield what is wrong with lines, whatever they cite."""
    yield from _names(dossier, "title", dossier.titled)
    yield from _days(dossier.titled)
    for table in dossier.tables():
        yield from _ids(table.placed)
        for placed in table.placed:
            yield from _names(dossier, table.name, placed)
            yield from _days(placed)
    for placed in dossier.actors.placed:
        yield from _actor(placed)
        yield from _circle(dossier, placed)
    for placed in dossier.table("provisions").placed:
        yield from _provision(placed)
    for placed in dossier.statements.placed:
        yield from _statement(dossier, placed)
    for placed in dossier.table("texts").placed:
        yield from _text(dossier, placed)


def _ids(table: tuple[Placed[Any], ...]) -> Iterator[Finding]:
    seen: dict[str, Placed[Any]] = {}
    for placed in table:
        identity = getattr(placed.record, "id", "")
        if identity in seen:
            first = seen[identity].at("id")
            message = f"the id {identity} stands in line {first.line}, too"
            yield finding("D011", message, placed.at("id"))
        elif identity:
            seen[identity] = placed


def _names(dossier: Dossier, table: str, placed: Placed[Any]) -> Iterator[Finding]:
    """Yield the names of lines that are not there."""
    for path, other in NAMES.get(table, {}).items():
        known = dossier.table(other)
        for words, where in _values(placed.record, path.split(".")):
            if words and known.get(words) is None:
                near = get_close_matches(words, known.ids(), n=1)
                meant = f"; {near[0]} is meant?" if near else ""
                name = path.rpartition(".")[2]
                message = f"{name} {words} is not in {other}{meant}"
                yield finding("D012", message, placed.at(*where))


def _values(record: Any, path: list[str]) -> Iterator[tuple[str, list[str | int]]]:
    """Yield the words at a path through tables within, each with where it stands."""
    name, *rest = path
    found: Any = getattr(record, name)
    if rest:
        for index, inner in enumerate(found):
            for words, where in _values(inner, rest):
                yield words, [name, index, *where]
    elif not isinstance(found, str):
        for words in found:
            yield words, [name]
    else:
        yield found, [name]


def _days(placed: Placed[Any]) -> Iterator[Finding]:
    for record, where in _with_inner(placed.record):
        for name in DAYS:
            words = getattr(record, name, "")
            if words and (days(words) is None or (words[11:] and not clock(words))):
                yield finding("D013", f"{words} is no day", placed.at(*where, name))
        since, until = getattr(record, "since", ""), getattr(record, "until", "")
        if is_before(until, since):
            message = f"until {until} lies before since {since}"
            yield finding("D014", message, placed.at(*where, "until"))


def _with_inner(record: Entry) -> Iterator[tuple[Any, list[str | int]]]:
    """Yield a record and the records within it, each with where it stands."""
    yield record, []
    for name in record.__struct_fields__:
        if name in INNER:
            for index, inner in enumerate(getattr(record, name)):
                yield inner, [name, index]


def _actor(placed: Placed[Actor]) -> Iterator[Finding]:
    roster = placed.record.roster
    if roster and roster not in ROSTERS:
        message = f"roster {roster} is not known ({', '.join(ROSTERS)})"
        yield finding("D012", message, placed.at("roster"))


def _circle(dossier: Dossier, placed: Placed[Actor]) -> Iterator[Finding]:
    """Yield an actor who is of himself or a member of himself, perhaps through others."""
    if _leads_back(dossier, placed.record, lambda each: {each.of} - {""}):
        message = f"{placed.record.id} is of {placed.record.of}, which is of it in turn"
        yield finding("D023", message, placed.at("of"))
    if _leads_back(dossier, placed.record, lambda each: {inner.actor for inner in each.members}):
        message = f"{placed.record.id} is a member of itself"
        yield finding("D023", message, placed.at("members"))


def _leads_back(dossier: Dossier, actor: Actor, step: Callable[[Actor], set[str]]) -> bool:
    ahead, seen = [*step(actor)], set[str]()
    while ahead:
        name = ahead.pop()
        if name == actor.id:
            return True
        found = dossier.actors.get(name)
        if found is not None and name not in seen:
            ahead.extend(step(found))
        seen.add(name)
    return False


def _provision(placed: Placed[Provision]) -> Iterator[Finding]:
    provision = placed.record
    # Of `nan` neither is true, and a scale without end has no shares.
    if not -inf < provision.low < provision.high < inf:
        ends = f"low {provision.low:g} is not below high {provision.high:g}"
        endless = {abs(provision.low), abs(provision.high)} & {inf}
        message = "a scale has two ends; inf is none" if endless else ends
        yield finding("D015", message, placed.at("low"))
        return
    for name in ("marks", "references"):
        for index, each in enumerate(getattr(provision, name)):
            if not provision.low <= each.at <= provision.high:
                span = f"{provision.low:g} to {provision.high:g}"
                message = f"{each.name} at {each.at:g} is not on the scale, {span}"
                yield finding("D015", message, placed.at(name, index, "at"))
    yield from _twice(placed)
    if not provision.references:
        yield finding("D017", f"{provision.id} has no reference point", placed.at("id"))


def _twice(placed: Placed[Provision]) -> Iterator[Finding]:
    """Yield marks that share a name or a place: a stance could not be told in words."""
    names: set[str] = set()
    places: set[float] = set()
    for index, mark in enumerate(placed.record.marks):
        if mark.name in names or mark.at in places:
            message = f"{mark.name} at {mark.at:g}: a mark of that name or place is there already"
            yield finding("D015", message, placed.at("marks", index, "name"))
        names.add(mark.name)
        places.add(mark.at)


def _text(dossier: Dossier, placed: Placed[Text]) -> Iterator[Finding]:
    for index, each in enumerate(placed.record.places):
        provision = dossier.provisions.get(each.provision)
        if provision is not None and provision.low < provision.high:
            try:
                stance(each.at, provision)
            except StanceError as error:
                yield finding("D016", str(error), placed.at("places", index, "at"))


def _statement(dossier: Dossier, placed: Placed[Statement]) -> Iterator[Finding]:
    statement = placed.record
    provision = dossier.provisions.get(statement.provision)
    if provision is not None and -inf < provision.low < provision.high < inf:
        try:
            stance(statement.stance, provision)
        except StanceError as error:
            yield finding("D016", str(error), placed.at("stance"))
    if is_before(statement.known, statement.said):
        message = f"known {statement.known} lies before said {statement.said}"
        yield finding("D018", message, placed.at("known"))
    yield from _chain(placed)
    yield from _superseded(dossier, placed)


def _chain(placed: Placed[Statement]) -> Iterator[Finding]:
    statement = placed.record
    if statement.source in CHAINED and not statement.via:
        yield finding("D019", f"{statement.source} needs via: who says so", placed.at("source"))
    elif statement.source == "own" and statement.via:
        message = f"own, yet via {', '.join(statement.via)}: reported or second-hand?"
        yield finding("D019", message, placed.at("via"))


def _superseded(dossier: Dossier, placed: Placed[Statement]) -> Iterator[Finding]:
    statement = placed.record
    later = dossier.statements.get(statement.superseded_by)
    if later is None:
        return
    at = placed.at("superseded_by")
    if later.actor != statement.actor:
        yield finding("D020", f"superseded by {later.id}, which is of {later.actor}", at)
    elif later.provision != statement.provision:
        yield finding("D020", f"superseded by {later.id}, which is on {later.provision}", at)
    elif is_before(_made(later), _made(statement)) or later.id == statement.id:
        message = f"superseded by {later.id} of {_made(later)}, which is not later"
        yield finding("D020", message, at)
    elif _runs_round(dossier, statement):
        yield finding("D020", f"superseded by {later.id}, which it supersedes in turn", at)


def _runs_round(dossier: Dossier, statement: Statement) -> bool:
    seen = {statement.id}
    later: Statement | None = dossier.statements.get(statement.superseded_by)
    while later is not None:
        if later.id in seen:
            return True
        seen.add(later.id)
        later = dossier.statements.get(later.superseded_by)
    return False


def _made(statement: Statement) -> str:
    return statement.said or statement.known
