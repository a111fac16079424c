"""From statements to what is believed of each member, with the places that it rests on."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reftel.council.forecast.inputs import Belief, Number
from reftel.desk.forecasting.assumptions import Assumptions
from reftel.dossier.days import is_before
from reftel.dossier.dossier import Dossier
from reftel.dossier.records import Provision, Statement
from reftel.dossier.stances import Stance
from reftel.dossier.statements import WEIGHTS, ranked


class Evidence(NamedTuple):
    """A belief and what it rests on. statements: what says most of it first; of: whose they are."""

    belief: Belief
    statements: tuple[Statement, ...]
    of: str


class Asking(NamedTuple):
    """As of which day, under which assumptions, with which reference points by provision."""

    on: date | None
    used: Assumptions
    references: dict[str, float]


def beliefs(dossier: Dossier, members: list[str], asking: Asking) -> Iterator[Evidence]:
    """Yield what is believed of members on provisions, by their own statements or their groups'."""
    groups = [*_groups(dossier, asking.on)]
    held = dossier.statements.held(asking.on)
    for provision in dossier.provisions:
        if provision.id not in asking.references:
            continue
        for member in members:
            sources = [member, *(group for group, within in groups if member in within)]
            several = (
                _belief(dossier, (member, of), ranked(held.get((of, provision.id), [])), asking)
                for of in sources
            )
            found = next((each for each in several if each), None)
            if found is not None:
                yield found


def place(stance: Stance, provision: Provision, reference: float) -> Number | None:
    """Return where a stance lies; `for` is beyond the reference point, `against` not beyond it."""
    if stance.low is not None and stance.high is not None:
        return Number(low=stance.low, high=stance.high)
    if stance.kind == "for":
        return Number(low=reference, high=provision.high)
    if stance.kind == "against":
        return Number(low=provision.low, high=reference)
    return None


def _belief(
    dossier: Dossier, whose: tuple[str, str], statements: list[Statement], asking: Asking
) -> Evidence | None:
    """Return what statements on a provision tell of a member; None where they tell no place.

    whose: of whom it is believed, and whose the statements are, a group's perhaps.
    """
    member, of = whose
    provision = dossier.provisions.get(statements[0].provision) if statements else None
    if provision is None:
        return None
    used = asking.used
    reference = asking.references[provision.id]
    placed = [
        (each, where)
        for each in statements
        if (where := place(dossier.stance(each), provision, reference)) is not None
    ]
    if not placed:
        return None
    best, where = placed[0]
    trust = used.trust[best.source] * (used.group if of != member else 1)
    if any(_contests(best, where, *each) for each in placed[1:]):
        trust *= used.contested
    belief = Belief(
        member=member,
        question=provision.id,
        position=where,
        trust=trust,
        salience=used.salience[best.strength or "stated"],
    )
    return Evidence(belief, tuple(each for each, _ in placed), of)


def _contests(best: Statement, where: Number, other: Statement, there: Number) -> bool:
    """Whether another statement casts doubt on the best one.

    What somebody said before, of less weight, does not: an old rumour is no match for own words.
    """
    if there.high >= where.low and there.low <= where.high:
        return False
    is_newer = is_before(best.said or best.known, other.said or other.known)
    return is_newer or WEIGHTS[other.source] <= WEIGHTS[best.source]


def _groups(dossier: Dossier, on: date | None) -> Iterator[tuple[str, list[str]]]:
    """Yield the groups of which there are statements, with their members, the smallest first."""
    said = {each.actor for each in dossier.statements.accepted()}
    found = [
        (each.id, dossier.actors.members(each.id, on))
        for each in dossier.actors
        if each.id in said and (each.members or each.roster)
    ]
    yield from sorted(found, key=lambda each: len(each[1]))
