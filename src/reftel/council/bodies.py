"""A body: its seats, members, weights and rules by date, as its file says.

The bodies that come with Reftel stand in `tables/data/bodies`, one TOML each; a body of one's own
is a path to a file of the same form. `docs/council.md` explains it.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from math import isfinite
from pathlib import Path

import msgspec

from reftel.council.errors import CouncilError
from reftel.council.rules import Rule
from reftel.council.sitting import Sitting, sitting
from reftel.tables.rosters import ROSTERS


class _Entry(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """What every entry of a body's file may carry. since, until: both inclusive; None is open."""

    since: date | None = None
    until: date | None = None
    note: str = ""
    source: str = ""
    confidence: str = ""

    def holds(self, on: date) -> bool:
        """Whether the entry holds on a day."""
        return (self.since or date.min) <= on <= (self.until or date.max)


class Seats(_Entry, frozen=True, kw_only=True):
    """How many sit, and how many of each group where the seats are shared out."""

    total: int
    groups: dict[str, int] = {}


class Membership(_Entry, frozen=True, kw_only=True):
    """One time during which somebody belongs to the body. name: the code where it is empty."""

    code: str
    name: str = ""
    capacity: str = "member"
    group: str = ""


class Weights(_Entry, frozen=True, kw_only=True):
    """What each member counts under a weight, by code: `votes`, `population`, `shares`."""

    weight: str
    unit: str = ""
    values: dict[str, float]


class Succession(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A state whose seat went to another, on the first day of the other's."""

    of: str
    by: str
    on: date
    note: str = ""


class Body(_Entry, frozen=True, kw_only=True, dict=True):
    """A body that decides. `on` says who sits on a day, and by which rules they decide.

    roster: of the tables, from which members are drawn beside those named here. extends: a body
    whose seats, members, weights, rules and successions hold here where this one names none.
    regional_groups: the members' groups are those of the United Nations.
    """

    code: str
    name: str
    roster: str = ""
    extends: str = ""
    regional_groups: bool = False
    seats: tuple[Seats, ...] = ()
    members: tuple[Membership, ...] = ()
    weights: tuple[Weights, ...] = ()
    rules: tuple[Rule, ...] = ()
    successions: tuple[Succession, ...] = ()

    def on(self, day: date) -> Sitting:
        """Return the members and rules of a day. Raises CouncilError where no rule holds then."""
        return sitting(self, day)


def names() -> tuple[str, ...]:
    """Return the codes of the bodies that come with Reftel."""
    folder = files("reftel.tables") / "data" / "bodies"
    return tuple(sorted(each.name.removesuffix(".toml").upper() for each in folder.iterdir()))


def body(name_or_path: str | Path) -> Body:
    """Return a body by its code, or from a TOML file of one's own.

    Raises CouncilError, with the place in the file, for what is no body.
    """
    words = str(name_or_path)
    if words.upper() in names():
        return _packaged(words.upper())
    path = Path(words)
    if not path.is_file():
        message = f"{words} is no body and no file; bodies are {', '.join(names())}"
        raise CouncilError(message)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{words}: cannot be read: {error}"
        raise CouncilError(message) from error
    return parse(text, words)


def parse(text: str, place: str) -> Body:
    """Return the body that a TOML text describes. place: what errors name.

    Raises CouncilError for TOML that is none, a field that is unknown or of a wrong kind, bad
    words in a rule, days turned round, weights that are negative, not finite or all zero.
    """
    try:
        found = msgspec.convert(tomllib.loads(text), Body)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        message = f"{place}: {error}"
        raise CouncilError(message) from error
    if found.extends:
        found = _extended(found, place)
    for fault in _faults(found):
        message = f"{place}: {fault}"
        raise CouncilError(message)
    return found


@cache
def _packaged(code: str) -> Body:
    file = files("reftel.tables") / "data" / "bodies" / f"{code.lower()}.toml"
    return parse(file.read_text(encoding="utf-8"), f"{code.lower()}.toml")


def _extended(found: Body, place: str) -> Body:
    if found.extends.upper() not in names():
        message = f"{place}: extends {found.extends}, which is none of {', '.join(names())}"
        raise CouncilError(message)
    base = _packaged(found.extends.upper())
    return msgspec.structs.replace(
        found,
        roster=found.roster or ("" if found.members else base.roster),
        regional_groups=found.regional_groups or base.regional_groups,
        seats=found.seats or base.seats,
        weights=found.weights or base.weights,
        rules=found.rules or base.rules,
        successions=found.successions or base.successions,
    )


def _faults(found: Body) -> Iterator[str]:
    """Yield what no sitting can be made of, the first first."""
    if found.roster and found.roster not in ROSTERS:
        yield f"roster {found.roster} is none of {', '.join(ROSTERS)}"
    if not found.rules:
        yield "no rules: a body needs at least one [[rules]]"
    dated = (("seats", found.seats), ("members", found.members), ("weights", found.weights))
    for table, entries in (*dated, ("rules", found.rules)):
        for at, each in enumerate(entries):
            if each.since and each.until and each.until < each.since:
                yield f"{table}[{at}]: until {each.until} is before since {each.since}"
    for at, rule in enumerate(found.rules):
        yield from _rule_faults(f"rules[{at}] ({rule.name})", rule)
    for at, weights in enumerate(found.weights):
        yield from _weight_faults(f"weights[{at}] ({weights.weight})", weights)
    for at, seats in enumerate(found.seats):
        if seats.total < 1 or (seats.groups and sum(seats.groups.values()) > seats.total):
            yield f"seats[{at}]: {seats.total} in all do not hold {sum(seats.groups.values())}"


def _rule_faults(place: str, rule: Rule) -> Iterator[str]:
    try:
        ways = rule.ways
    except CouncilError as error:
        yield f"{place}: {error}"
        return
    if not all(ways):
        yield f"{place}: a set of conditions is empty; everything would pass"


def _weight_faults(place: str, weights: Weights) -> Iterator[str]:
    for code, value in weights.values.items():
        if not (isfinite(value) and value >= 0):
            yield f"{place}: {code} = {value:g} is negative or not finite"
    if not any(weights.values.values()):
        yield f"{place}: every weight is zero"
