"""Who sits in a body on a day, in which capacity and group, and by which rules they decide."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from reftel.council.errors import CouncilError
from reftel.council.rules import Rule, Seat
from reftel.tables import load, rosters

if TYPE_CHECKING:
    from reftel.council.bodies import Body


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """A body on a day.

    members: permanent ones first, then by name. seats: how many there are in all; 0 where the
    body's file does not say. groups: how many seats each group has, where they are shared out.
    rules: those in force, the usual one first. heirs: code of a past member to the code and day
    of who has its seat.
    """

    body: str
    name: str
    on: date
    members: tuple[Seat, ...]
    rules: tuple[Rule, ...]
    seats: int = 0
    groups: dict[str, int] = {}
    notes: tuple[str, ...] = ()
    heirs: dict[str, tuple[str, date]] = {}

    def rule(self, name: str = "") -> Rule:
        """Return a rule by its name; the usual one without. Raises CouncilError."""
        for each in self.rules:
            if name.casefold() in {"", each.name.casefold()}:
                return each
        known = ", ".join(each.name for each in self.rules)
        message = f'{self.body} has no rule "{name}" on {self.on}; rules are {known}'
        raise CouncilError(message)

    def find(self, words: str) -> Seat:
        """Return the member with that code or name. Raises CouncilError, with who is near."""
        wanted = words.strip().casefold()
        for seat in self.members:
            if wanted in {seat.code.casefold(), seat.name.casefold()}:
                return seat
        code = _codes().get(wanted, "")
        for seat in self.members:
            if seat.code == code:
                return seat
        raise CouncilError(self._absent(words, code or words.strip().upper()))

    def _absent(self, words: str, code: str) -> str:
        message = f"{words.strip()} does not sit in {self.body} on {self.on}"
        for past, (heir, since) in self.heirs.items():
            if code == past and self.on >= since:
                return f"{message}; its seat is {heir}'s since {since}"
            if code == heir and self.on < since:
                return f"{message}; the seat is {past}'s until {since}"
        known = [seat.name for seat in self.members]
        near = get_close_matches(words.strip(), known, n=3, cutoff=0.7)
        return f"{message}; did you mean {' or '.join(near)}?" if near else message


def sitting(body: "Body", on: date) -> Sitting:
    """Return the members and rules of a body on a day.

    Raises CouncilError where no rule is in force that day, or where somebody sits twice.
    """
    rules = tuple(
        rule for rule in body.rules if (rule.since or date.min) <= on <= (rule.until or date.max)
    )
    if not rules:
        begins = min((rule.since for rule in body.rules if rule.since), default=None)
        known = f"; its rules begin on {begins}" if begins and on < begins else ""
        message = f"{body.code} has no rule in force on {on}{known}"
        raise CouncilError(message)
    members = tuple(sorted(_members(body, on), key=_order))
    codes = [each.code for each in members]
    for code in codes:
        if codes.count(code) > 1:
            message = f"{body.code}: {code} sits twice on {on}"
            raise CouncilError(message)
    seats = next((each for each in body.seats if each.holds(on)), None)
    return Sitting(
        body=body.code,
        name=body.name,
        on=on,
        members=members,
        rules=rules,
        seats=seats.total if seats else 0,
        groups=seats.groups if seats else {},
        notes=tuple(note for note in (body.note, seats.note if seats else "") if note),
        heirs={each.of: (each.by, each.on) for each in body.successions},
    )


def _order(seat: Seat) -> tuple[bool, str]:
    return seat.capacity != "permanent", seat.name


def _members(body: "Body", on: date) -> Iterator[Seat]:
    weights = {each.weight: each.values for each in body.weights if each.holds(on)}
    groups = _groups() if body.regional_groups else {}

    def seat(code: str, **fields: str | date | None) -> Seat:
        counted = {name: values[code] for name, values in weights.items() if code in values}
        return msgspec.convert({"code": code, "weights": counted, **fields}, Seat)

    for row in rosters.rows(body.roster, on) if body.roster else ():
        yield seat(
            row.member,
            name=rosters.name(row.member, on.year),
            capacity=row.capacity,
            group=groups.get(row.member, ""),
            since=row.since,
            until=row.until,
            note=row.note,
        )
    for each in body.members:
        if each.holds(on):
            yield seat(
                each.code,
                name=each.name or each.code,
                capacity=each.capacity,
                group=each.group or groups.get(each.code, ""),
                since=each.since,
                until=each.until,
                note=each.note,
            )


@cache
def _groups() -> dict[str, str]:
    return {row.code: row.group for row in load.regional_groups()}


@cache
def _codes() -> dict[str, str]:
    """Every name of every state, small, to its code."""
    return {name.casefold(): row.code for row in load.states() for name in (row.name, *row.names)}
