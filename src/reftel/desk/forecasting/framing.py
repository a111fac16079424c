"""What is forecast: the body on a day, the questions with a reference point, the texts."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from reftel.core.errors import ReftelError
from reftel.council.bodies import body
from reftel.council.forecast.inputs import Belief, Inputs, Member, Motion, Question
from reftel.council.game import YES, game, passes
from reftel.council.power import power as power_of
from reftel.council.rules import Seat, has_veto
from reftel.council.sitting import Sitting
from reftel.desk.forecasting.assumptions import Assumptions
from reftel.desk.forecasting.beliefs import Asking, Evidence, beliefs, place
from reftel.dossier.days import days
from reftel.dossier.dossier import Dossier
from reftel.dossier.log import deciding_day
from reftel.dossier.records import Provision, ReferencePoint, Text
from reftel.dossier.stances import StanceError, stance

LEAST = 1e-6  # a member without voting power has a voice all the same


class ForecastError(ReftelError):
    """What cannot be forecast as asked; the message says what is missing and where."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a dossier.

    on: as of a day, else all that is in it. reference: the name of the reference point, "" for the
    first of each provision. provisions: which, empty for all. rule: the body's usual one where "".
    changed: `russia.length` to a stance, what is taken for known. dropped: provisions that are
    taken out of the texts. motions: further texts, `three years` to {`length`: `three years`}.
    """

    on: date | None = None
    reference: str = ""
    provisions: tuple[str, ...] = ()
    rule: str = ""
    changed: dict[str, str] = {}
    dropped: tuple[str, ...] = ()
    motions: dict[str, dict[str, str]] = {}
    draws: int = 10_000
    seed: int = 0


class Framed(NamedTuple):
    """Inputs, and what they rest on.

    evidence: by member and question. assumed: the same of what was taken for known, in words.
    references: by question, the point and its citation. left_out: provisions without the reference
    point that was asked for. clauses: of each text, on how many provisions it lies at all.
    """

    inputs: Inputs
    sitting: Sitting
    evidence: dict[tuple[str, str], Evidence]
    assumed: dict[tuple[str, str], str]
    references: dict[str, ReferencePoint]
    left_out: tuple[str, ...]
    clauses: dict[str, int]


def framed(dossier: Dossier, used: Assumptions, asked: Asked) -> Framed:
    """Return the inputs of a forecast. Raises ForecastError, CouncilError."""
    _see_provisions(dossier, asked)
    sat = _sitting(dossier, asked.on)
    members = _members(dossier, sat, used, asked.rule)
    names = [each.name for each in members]
    references = {
        each.id: found
        for each in dossier.provisions
        if not asked.provisions or each.id in asked.provisions
        if (found := _reference(each, asked.reference)) is not None
    }
    if not references:
        message = _no_reference(dossier, asked)
        raise ForecastError(message)
    asking = Asking(asked.on, used, {name: point.at for name, point in references.items()})
    held = {
        (each.belief.member, each.belief.question): each for each in beliefs(dossier, names, asking)
    }
    inputs = Inputs(
        members=tuple(members),
        questions=tuple(
            Question(name=name, low=of.low, high=of.high, reference=point.at)
            for name, point in references.items()
            if (of := dossier.provisions.get(name)) is not None
        ),
        beliefs=tuple(each.belief for each in held.values()),
        rule=sat.rule(asked.rule),
        motions=tuple(_motions(dossier, asked, references)),
        unknown=used.unknown_salience,
        noise=used.noise,
        vote=used.vote,
        draws=asked.draws,
        seed=asked.seed,
    )
    _see_votes(inputs, sat)
    inputs, assumed = _changed(dossier, inputs, asked.changed, used)
    wanted = {*asked.provisions} or {each.id for each in dossier.provisions}
    left_out = tuple(sorted(wanted - {*references}))
    clauses = {name: len(at) for name, at in _places(dossier, asked).items()}
    return Framed(inputs, sat, held, assumed, references, left_out, clauses)


def _see_provisions(dossier: Dossier, asked: Asked) -> None:
    """Refuse what names a provision that the dossier does not have."""
    named = [(each, "") for each in (*asked.provisions, *asked.dropped)]
    named += [(each, f"{name}: ") for name, at in asked.motions.items() for each in at]
    for name, where in named:
        if dossier.provisions.get(name) is None:
            known = ", ".join(each.id for each in dossier.provisions) or "none"
            message = f"{where}{name} is no provision of {dossier.folder}; there are: {known}"
            raise ForecastError(message)


def _see_votes(inputs: Inputs, sat: Sitting) -> None:
    """Refuse a body of which so few members are known that nothing could ever pass."""
    if not passes(inputs.game, np.full(len(inputs.members), YES)):
        message = (
            f"{sat.name} on {sat.on}: {len(inputs.members)} members are known of {sat.seats} seats;"
            f" even if all of them vote yes, nothing passes ({inputs.rule.says()})"
        )
        raise ForecastError(message)


def _sitting(dossier: Dossier, on: date | None) -> Sitting:
    name = dossier.title.council or _roster(dossier)
    if not name:
        message = f"{dossier.folder}: dossier.toml says no council: who decides, and by which rule?"
        raise ForecastError(message)
    file = dossier.folder / name
    day = on or deciding_day(dossier)
    if day is None:
        message = f"{dossier.folder}: neither a day nor dossier.toml's due says who sits"
        raise ForecastError(message)
    sat = body(file if Path(name).suffix else name).on(day)
    if not sat.members:
        message = (
            f"{dossier.folder}: who sits in {sat.body} on {day} is not known; name the members in a"
            f' TOML file with extends = "{sat.body}", and that file as `council` in dossier.toml'
        )
        raise ForecastError(message)
    return sat


def _roster(dossier: Dossier) -> str:
    actor = dossier.actors.get(dossier.title.body)
    return actor.roster if actor else ""


def _members(dossier: Dossier, sat: Sitting, used: Assumptions, rule: str) -> list[Member]:
    """Return who sits, under the names that the dossier has for them."""
    decides = sat.rule(rule)
    power = dict.fromkeys((each.code for each in sat.members), 1.0)
    if used.capability == "power":
        found = power_of(game(decides, sat.members)).members
        power = {each.member: max(each.shapley, LEAST) for each in found}
    members = [
        Member(name=_actor(dossier, seat), seat=seat, capability=power[seat.code])
        for seat in sat.members
    ]
    costs = _costs(dossier, members, used)
    return [
        msgspec.structs.replace(each, cost=costs[each.name] if has_veto(decides, each.seat) else 0)
        for each in members
    ]


def _costs(dossier: Dossier, members: list[Member], used: Assumptions) -> dict[str, float]:
    """Return what a veto costs each member. Raises ForecastError for who does not sit."""
    names = {each.name: 0.0 for each in members}
    if not isinstance(used.blocking_cost, dict):
        return dict.fromkeys(names, used.blocking_cost)
    for words, cost in used.blocking_cost.items():
        name = _named(dossier, members, words)
        if name not in names:
            message = f"blocking_cost: {words} does not sit; who does: {', '.join(names)}"
            raise ForecastError(message)
        names[name] = cost
    return names


def _actor(dossier: Dossier, seat: Seat) -> str:
    """Return the id of a seat's actor; the code in small letters where the dossier has none."""
    for each in dossier.actors:
        if each.kind == "state" and seat.code == each.code:
            return each.id
    for each in dossier.actors:
        if each.kind == "state" and seat.name.casefold() == each.name.casefold():
            return each.id
    named = [each.id for each in dossier.actors.named(seat.name) if each.kind == "state"]
    return named[0] if len(named) == 1 else seat.code.lower()


def _reference(provision: Provision, name: str) -> ReferencePoint | None:
    points = [each for each in provision.references if name in {"", each.name}]
    return points[0] if points else None


def _no_reference(dossier: Dossier, asked: Asked) -> str:
    names = dict.fromkeys(point.name for each in dossier.provisions for point in each.references)
    known = ", ".join(names) or "none"
    what = f"a reference point {asked.reference!r}" if asked.reference else "a reference point"
    return f"{dossier.folder}: no provision that is asked for has {what}; there are: {known}"


def _motions(dossier: Dossier, asked: Asked, references: dict[str, ReferencePoint]) -> list[Motion]:
    """Return the texts that lie somewhere, as far as they are there on the day."""
    for name, at in asked.motions.items():
        for question in at:
            if question not in references:
                message = f"{name}: {question} is not forecast: not asked for, or without reference"
                raise ForecastError(message)
    found: list[Motion] = []
    for name, at in _places(dossier, asked).items():
        on_scale = {
            question: _point(dossier, question, words)
            for question, words in at.items()
            if question in references and question not in asked.dropped
        }
        if on_scale:
            found.append(Motion(name=name, places=on_scale))
    return found


def _places(dossier: Dossier, asked: Asked) -> dict[str, dict[str, str]]:
    """Return where each text lies, in words; those that are asked for last."""
    places = {
        each.id: {one.provision: one.at for one in each.places} for each in _texts(dossier, asked)
    }
    for name in asked.motions:
        if dossier.texts.get(name) is not None:
            message = f"{name} is a text of {dossier.folder}; a further one has another name"
            raise ForecastError(message)
    return places | asked.motions


def _texts(dossier: Dossier, asked: Asked) -> list[Text]:
    there = [each for each in dossier.texts if each.places and each.status == "accepted"]
    if asked.on is None:
        return there
    return [each for each in there if (day := days(each.on)) is None or day.first <= asked.on]


def _point(dossier: Dossier, question: str, words: str) -> float:
    provision = dossier.provisions.get(question)
    if provision is None:
        message = f"{question} is no provision of {dossier.name}"
        raise ForecastError(message)
    try:
        found = stance(words, provision)
    except StanceError as error:
        raise ForecastError(str(error)) from error
    if found.middle is None:
        message = f"{words} is no place on {question}"
        raise ForecastError(message)
    return found.middle


def _named(dossier: Dossier, members: Sequence[Member], words: str) -> str:
    """Return the member that words mean, by the dossier's names or by its seat's."""
    found = {each.id for each in dossier.actors.named(words)}
    seats = (
        each.name
        for each in members
        if each.name in found
        or words.casefold() in {each.seat.name.casefold(), each.seat.code.casefold()}
    )
    return next(seats, words)


def _changed(
    dossier: Dossier, inputs: Inputs, changed: dict[str, str], used: Assumptions
) -> tuple[Inputs, dict[tuple[str, str], str]]:
    """Return the inputs with what is taken for known, `russia.length` three years, and that."""
    assumed: dict[tuple[str, str], str] = {}
    scales = {each.name: each for each in inputs.questions}
    for key, words in changed.items():
        member, _, name = key.rpartition(".")
        named = _named(dossier, inputs.members, member)
        provision, question = dossier.provisions.get(name), scales.get(name)
        if named not in {each.name for each in inputs.members} or provision is None:
            wrong = f"{member} does not sit" if provision else f"{name} is no provision"
            message = f"{key}: a member and a provision are wanted, russia.length; {wrong}"
            raise ForecastError(message)
        if question is None:
            message = f"{key}: {name} is not forecast: not asked for, or without reference"
            raise ForecastError(message)
        try:
            where = place(stance(words, provision), provision, question.reference)
        except StanceError as error:
            raise ForecastError(str(error)) from error
        if where is None:
            message = f"{key}: {words} is no place on the scale"
            raise ForecastError(message)
        before = inputs.belief(named, name)
        belief = Belief(
            member=named,
            question=name,
            position=where,
            salience=before.salience if before else used.salience["stated"],
        )
        inputs = inputs.known(belief)
        assumed[named, name] = words
    return inputs, assumed
