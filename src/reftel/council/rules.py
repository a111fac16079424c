"""Decision rules: pure functions from votes to what is decided, and why.

A rule passes a text where all its `needs` hold, or all of one of its `alternatives`, and where
nobody who has a veto votes no. Abstention, absence and not taking part are no veto (Stavropoulos
1967, on the practice under Article 27(3) of the Charter).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property

import msgspec

from reftel.council.conditions import VOTES, Check, Condition, Vote, check, parse
from reftel.council.errors import CouncilError


class Rule(msgspec.Struct, frozen=True, kw_only=True, dict=True, forbid_unknown_fields=True):
    """A decision rule of a body, in force from `since` to `until`, both inclusive.

    needs: conditions in the words of `conditions`. alternatives: other sets of conditions, each of
    which is enough too. veto: capacities or codes of members whose no is enough against it.
    parties_abstain: who is a party to the dispute must abstain (Article 27(3), Chapter VI).
    """

    name: str
    since: date | None = None
    until: date | None = None
    needs: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...] = ()
    veto: tuple[str, ...] = ()
    parties_abstain: bool = False
    note: str = ""
    source: str = ""
    confidence: str = ""

    @cached_property
    def ways(self) -> tuple[tuple[Condition, ...], ...]:
        """The sets of conditions, each of which is enough. Raises CouncilError for bad words."""
        return tuple(tuple(map(parse, each)) for each in (self.needs, *self.alternatives))

    def says(self) -> str:
        """Return the rule as a sentence."""
        sets = [" and ".join(each) for each in (self.needs, *self.alternatives)]
        against = f"; no {' or '.join(self.veto)} member against" if self.veto else ""
        abstain = "; parties to the dispute abstain" if self.parties_abstain else ""
        return f"{' or else '.join(sets)}{against}{abstain}"


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """A member on a day.

    code: of the states' table, or the body's own. weights: under each weight of the body, such as
    `votes` or `population`. until: the last day of the term where one is known.
    """

    code: str
    name: str
    capacity: str = "member"
    group: str = ""
    weights: dict[str, float] = {}
    since: date | None = None
    until: date | None = None
    note: str = ""


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One set of conditions held against votes."""

    holds: bool
    checks: tuple[Check, ...]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What votes decide.

    yes, no, abstain, absent: how many voted so, after obligatory abstentions. vetoed_by,
    obliged: codes of who vetoed and of whose vote counts as abstention. ways: the rule's sets of
    conditions, of which one must hold. why: a sentence.
    """

    passed: bool
    yes: int
    no: int
    abstain: int
    absent: int
    ways: tuple[Way, ...]
    vetoed_by: tuple[str, ...]
    obliged: tuple[str, ...]
    why: str


def decide(
    rule: Rule,
    seats: Sequence[Seat],
    votes: Mapping[str, Vote],
    parties: Collection[str] = (),
) -> Outcome:
    """Return what the votes of the members decide under the rule.

    votes: by the member's code; whom it does not name is absent. parties: codes of the parties to
    the dispute, who abstain where the rule obliges them. Raises CouncilError for a vote of nobody
    who sits, for a word that is no vote, and for a weight that the members do not have.
    """
    _look_at(seats, votes, parties)
    cast: dict[str, Vote] = {seat.code: votes.get(seat.code, "absent") for seat in seats}
    obliged = tuple(
        code
        for code, vote in cast.items()
        if rule.parties_abstain and code in parties and vote in {"yes", "no"}
    )
    counted: dict[str, Vote] = {**cast, **dict.fromkeys(obliged, "abstain")}
    ways = tuple(_way(conditions, seats, counted) for conditions in rule.ways)
    vetoed_by = tuple(
        seat.code for seat in seats if has_veto(rule, seat) and counted[seat.code] == "no"
    )
    tally = {vote: sum(each == vote for each in counted.values()) for vote in VOTES}
    return Outcome(
        passed=not vetoed_by and any(each.holds for each in ways),
        yes=tally["yes"],
        no=tally["no"],
        abstain=tally["abstain"],
        absent=tally["absent"] + tally["not participating"],
        ways=ways,
        vetoed_by=vetoed_by,
        obliged=obliged,
        why="; ".join(_reasons(seats, ways, vetoed_by, obliged)),
    )


def has_veto(rule: Rule, seat: Seat) -> bool:
    """Whether the member's no is enough against a text."""
    return seat.capacity in rule.veto or seat.code in rule.veto


def weights_of(condition: Condition, seats: Sequence[Seat]) -> dict[str, Fraction]:
    """Return what each member counts under a condition. Raises CouncilError where one is missing.

    A number with a decimal point counts as it is written: 12.5 is 25/2.
    """
    if not condition.weight:
        return {seat.code: Fraction(1) for seat in seats}
    for seat in seats:
        if condition.weight not in seat.weights:
            message = f"{seat.name}: no {condition.weight} on that day"
            raise CouncilError(message)
    return {seat.code: Fraction(str(seat.weights[condition.weight])) for seat in seats}


def _look_at(seats: Sequence[Seat], votes: Mapping[str, Vote], parties: Collection[str]) -> None:
    if not seats:
        message = "nobody sits: a decision needs a member"
        raise CouncilError(message)
    codes = {seat.code for seat in seats}
    for code in (*votes, *parties):
        if code not in codes:
            message = f"{code} does not sit; members are {', '.join(sorted(codes))}"
            raise CouncilError(message)
    for code, vote in votes.items():
        if vote not in VOTES:
            message = f'{code}: "{vote}" is no vote; expected {", ".join(VOTES)}'
            raise CouncilError(message)


def _way(conditions: Sequence[Condition], seats: Sequence[Seat], votes: Mapping[str, Vote]) -> Way:
    checks = tuple(check(each, weights_of(each, seats), votes) for each in conditions)
    return Way(holds=all(each.holds for each in checks), checks=checks)


def _reasons(
    seats: Sequence[Seat], ways: Sequence[Way], vetoed_by: Sequence[str], obliged: Sequence[str]
) -> Iterator[str]:
    names = {seat.code: seat.name for seat in seats}
    if obliged:
        yield f"a party to the dispute abstains: {', '.join(names[each] for each in obliged)}"
    if vetoed_by:
        yield f"vetoed by {', '.join(names[each] for each in vetoed_by)}"
    good = next((way for way in ways if way.holds), None)
    if good is not None:
        yield ", ".join(_told(each) for each in good.checks)
    else:
        yield " or else ".join(
            ", ".join(_told(each) for each in way.checks if not each.holds) for way in ways
        )


def _told(check: Check) -> str:
    reached = f"{check.condition}: {check.found:.10g} of {check.needed:.10g}"
    if check.holds:
        return reached
    return f"{reached}, {check.missing:.10g} short" if check.missing else f"{reached}, just short"
