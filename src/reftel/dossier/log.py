"""The log of démarches: what was told to whom, what is not yet reported, who was not approached."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from reftel.dossier.days import days, is_before
from reftel.dossier.dossier import Dossier
from reftel.dossier.records import Demarche, Step
from reftel.telegram.model import Record

State = Literal["planned", "instructed", "delivered", "answered"]


class Approach(Record, frozen=True, kw_only=True):
    """One state within a démarche. due: by when an answer is wanted. steps: those about it."""

    demarche: str
    to: str
    state: State
    due: str = ""
    is_overdue: bool = False
    steps: tuple[Step, ...] = ()


def approaches(dossier: Dossier, on: date | None = None) -> list[Approach]:
    """Return how far each démarche is with each state, as of a day; none that begins later."""
    found = [
        _approach(demarche, state, on, dossier)
        for demarche in dossier.demarches
        if demarche.status == "accepted"
        for state in recipients(dossier, demarche)
    ]
    return [each for each in found if each.steps]


def recipients(dossier: Dossier, demarche: Demarche) -> list[str]:
    """Return the states of a démarche, groups by their members when it began, its own side not."""
    begun = next((found.first for each in demarche.step if (found := days(each.on))), None)
    # Rosters have members on a day only; of steps without one, the dossier's own day is meant.
    begun = begun or deciding_day(dossier)
    own = {dossier.actors.state(each) for each in demarche.by}
    states = (state for each in demarche.to for state in dossier.actors.members(each, begun))
    return [each for each in dict.fromkeys(states) if each not in own]


def unreported(dossier: Dossier, demarche: Demarche, on: date | None = None) -> list[str]:
    """Return the states for which a démarche was instructed and nothing is reported."""
    found = (_approach(demarche, each, on, dossier) for each in recipients(dossier, demarche))
    return [each.to for each in found if each.state == "instructed"]


def unapproached(dossier: Dossier, on: date | None = None) -> list[str]:
    """Return the members of the audience to whom the dossier's side delivered nothing."""
    if not dossier.title.audience:
        return []
    side = dossier.title.side
    wanted = dossier.actors.members(dossier.title.audience, on or deciding_day(dossier))
    reached = {
        each.to
        for each in approaches(dossier, on)
        if each.state in {"delivered", "answered"} and is_of(dossier, each.demarche, side)
    }
    return [each for each in wanted if each not in reached | {side}]


def is_of(dossier: Dossier, demarche: str, side: str) -> bool:
    """Whether a démarche is made by a side, alone or with others; by any side where "" is asked."""
    found = dossier.demarches.get(demarche)
    by = {dossier.actors.state(each) for each in found.by} if found else set[str]()
    return not side or side in by


def deciding_day(dossier: Dossier) -> date | None:
    """Return the day for which members are meant: when it is due, else when it was opened."""
    found = days(dossier.title.due) or days(dossier.title.opened)
    return found.first if found else None


def _approach(demarche: Demarche, state: str, on: date | None, dossier: Dossier) -> Approach:
    steps = tuple(
        each
        for each in demarche.step
        if each.status == "accepted"
        and _is_by(each, on)
        and state in _concerned(dossier, each, demarche)
    )
    how = _state(steps)
    due = max((each.due for each in steps if each.due), default="")
    late = bool(due and on and is_before(due, on.isoformat()) and how == "instructed")
    return Approach(
        demarche=demarche.id, to=state, state=how, due=due, is_overdue=late, steps=steps
    )


def _state(steps: Iterable[Step]) -> State:
    kinds = {each.kind for each in steps if not each.planned}
    if "response" in kinds:
        return "answered"
    if "delivery" in kinds:
        return "delivered"
    return "instructed" if "instruction" in kinds else "planned"


def _concerned(dossier: Dossier, step: Step, demarche: Demarche) -> set[str]:
    day = days(step.on)
    on = day.first if day else deciding_day(dossier)
    named = step.to or demarche.to
    return {state for each in named for state in dossier.actors.members(each, on)}


def _is_by(step: Step, on: date | None) -> bool:
    day = days(step.on)
    return on is None or day is None or day.first <= on
