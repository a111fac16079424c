"""All that a forecast depends on, in numbers: the same inputs give the same bytes."""

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from math import isfinite

import msgspec

from reftel.council.errors import CouncilError
from reftel.council.game import Game, game
from reftel.council.rules import Rule, Seat

MOST = 30_000_000  # positions that are drawn; each takes some 60 bytes of memory


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """Something between two ends of which a part is believed. low = high: a point."""

    low: float
    high: float


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """An issue with its scale. reference: what happens without a decision."""

    name: str
    low: float = 0.0
    high: float = 100.0
    reference: float


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A member of the body.

    name: what it is called in beliefs. seat: in the body, on which its vote counts by the rule.
    capability: over 0, what its weight in bargaining is besides salience. cost: what a gain or loss
    has to exceed, as a share of the scale, before it votes yes or no; below that it abstains.
    """

    name: str
    seat: Seat
    capability: float = 1.0
    cost: float = 0.0


class Belief(msgspec.Struct, frozen=True, kw_only=True):
    """What is believed of a member on a question; of whom there is none, nothing is known.

    position: on the question's scale. trust: 0 to 1, how likely the source is right; else the
    member may stand anywhere. salience: 0 to 1.
    """

    member: str
    question: str
    position: Number
    trust: float = 1.0
    salience: Number


class Motion(msgspec.Struct, frozen=True, kw_only=True):
    """A text that may be put to the vote: where it lies on the questions that it answers."""

    name: str
    places: dict[str, float]


class Inputs(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What a forecast depends on. Raises CouncilError, naming the place, for what it cannot take.

    rule: by which the members decide. unknown: the salience of members of whom nothing is known;
    their positions are drawn from the whole scale, each alike. noise: the standard deviation of a
    position around what is believed, as a share of the scale. vote: how likely a text is
    put to the vote by the date at all.
    """

    members: tuple[Member, ...]
    questions: tuple[Question, ...]
    beliefs: tuple[Belief, ...]
    rule: Rule
    motions: tuple[Motion, ...] = ()
    unknown: Number = Number(low=0.2, high=1.0)
    noise: float = 0.05
    vote: float = 1.0
    draws: int = 10_000
    seed: int = 0

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise CouncilError(fault)
        _ = self.game  # refuses a rule that asks for weights which a seat does not have

    @cached_property
    def game(self) -> Game:
        """The rule over the members, in their order."""
        return game(self.rule, [each.seat for each in self.members])

    @property
    def digest(self) -> str:
        """SHA-256 of the inputs, in hexadecimal: two forecasts of one digest are the same."""
        # Through plain values, so that 9 and 9.0 are one number.
        plain = msgspec.convert(msgspec.to_builtins(self), Inputs)
        return sha256(msgspec.json.encode(plain, order="sorted")).hexdigest()

    def belief(self, member: str, question: str) -> Belief | None:
        """Return what is believed of a member on a question; None where nothing is."""
        found = (
            each for each in self.beliefs if (each.member, each.question) == (member, question)
        )
        return next(found, None)

    def known(self, belief: Belief) -> "Inputs":
        """Return the inputs with one thing believed otherwise."""
        others = [
            each
            for each in self.beliefs
            if (each.member, each.question) != (belief.member, belief.question)
        ]
        return msgspec.structs.replace(self, beliefs=(*others, belief))


def _faults(inputs: Inputs) -> Iterator[str]:
    """Yield what no forecast can take, the first first."""
    if not inputs.members:
        yield "no members"
    if not inputs.questions:
        yield "no questions"
    yield from _twice("member", [each.name for each in inputs.members])
    yield from _twice("question", [each.name for each in inputs.questions])
    yield from _twice("belief", [f"{each.member} on {each.question}" for each in inputs.beliefs])
    for each in inputs.members:
        if not (isfinite(each.capability) and each.capability > 0):
            yield f"{each.name}: capability {each.capability:g} is not over 0"
        if not 0 <= each.cost <= 1:
            yield f"{each.name}: cost {each.cost:g} is not from 0 to 1"
    yield from _twice("text", [each.name for each in inputs.motions])
    yield from _question_faults(inputs)
    yield from _belief_faults(inputs)
    for name, value in (("noise", inputs.noise), ("vote", inputs.vote)):
        if not 0 <= value <= 1:
            yield f"{name} {value:g} is not from 0 to 1"
    if not 0 <= inputs.unknown.low <= inputs.unknown.high <= 1:
        yield "salience of whom nothing is known is not from 0 to 1"
    if inputs.draws < 1 or inputs.seed < 0:
        yield f"draws {inputs.draws} or seed {inputs.seed}: at least 1, and at least 0"
    each = len(inputs.members) * len(inputs.questions)
    if inputs.draws * each > MOST:
        yield f"{inputs.draws:,} draws of {each} positions are too many: at most {MOST // each:,}"


def _question_faults(inputs: Inputs) -> Iterator[str]:
    scales = {each.name: each for each in inputs.questions}
    for each in inputs.questions:
        if not (isfinite(each.low) and isfinite(each.high) and each.low < each.high):
            yield f"{each.name}: low {each.low:g} is not below high {each.high:g}"
        elif not each.low <= each.reference <= each.high:
            yield f"{each.name}: reference {each.reference:g} is not on the scale"
    for motion in inputs.motions:
        for name, place in motion.places.items():
            scale = scales.get(name)
            if scale is None:
                yield f"{motion.name}: {name} is no question"
            elif not scale.low <= place <= scale.high:
                yield f"{motion.name}: {place:g} is not on {name}"


def _belief_faults(inputs: Inputs) -> Iterator[str]:
    scales = {each.name: each for each in inputs.questions}
    members = {each.name for each in inputs.members}
    for each in inputs.beliefs:
        where = f"{each.member} on {each.question}"
        scale = scales.get(each.question)
        if each.member not in members:
            yield f"{where}: {each.member} is no member"
        elif scale is None:
            yield f"{where}: no such question"
        elif not scale.low <= each.position.low <= each.position.high <= scale.high:
            yield f"{where}: {each.position.low:g} to {each.position.high:g} is not on the scale"
        if not 0 <= each.trust <= 1:
            yield f"{where}: trust {each.trust:g} is not from 0 to 1"
        if not 0 <= each.salience.low <= each.salience.high <= 1:
            yield f"{where}: salience is not from 0 to 1"


def _twice(what: str, names: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{what} {name} stands there twice"
        seen.add(name)
