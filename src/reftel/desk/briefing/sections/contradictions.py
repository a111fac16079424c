"""Where sources disagree on what somebody wants."""

from collections.abc import Iterator

from reftel.desk.briefing.ground import Ground
from reftel.desk.briefing.records import Section, Sentence
from reftel.desk.briefing.wording import day
from reftel.dossier.records import SourceKind, Statement
from reftel.dossier.statements import WEIGHTS

TOLD: dict[SourceKind, str] = {
    "own": "its own words",
    "government": "its own words",
    "reported": "reported",
    "second-hand": "second-hand",
    "expectation": "expected by our author",
}


def contradictions(ground: Ground) -> Section:
    """Return what says most of an actor, against what is in force beside it and cannot be true too.

    Of two own statements the later one holds, and of two expectations the later one, too: those
    are changes of mind and no contradiction.
    """
    return Section(title="Sources disagree", sentences=tuple(_pairs(ground)))


def _pairs(ground: Ground) -> Iterator[Sentence]:
    there = dict.fromkeys((each.actor, each.provision) for each in ground.in_force)
    for actor, provision in there:
        found = ground.dossier.statements.of(actor, provision)
        first = found[0]
        told: set[tuple[str, str]] = set()
        for each in found:
            key = (ground.stance(each), each.source)
            if _disagree(ground, first, each) and key not in told:
                told.add(key)
                yield _pair(ground, actor, provision, [first, each])


def _disagree(ground: Ground, one: Statement, other: Statement) -> bool:
    return WEIGHTS[one.source] != WEIGHTS[other.source] and not ground.dossier.stance(one).may_be(
        ground.dossier.stance(other)
    )


def _pair(ground: Ground, actor: str, identity: str, sides: list[Statement]) -> Sentence:
    provision = ground.dossier.provisions.get(identity)
    on = provision.name if provision else identity
    # Not "against": that may be a stance.
    told = ", but ".join(_side(ground, each) for each in sides)
    cites = tuple(dict.fromkeys(each.cite for each in sides))
    return Sentence(lead=ground.name(actor), words=f"{on}: {told}.", citations=cites)


def _side(ground: Ground, statement: Statement) -> str:
    made = ground.made(statement)
    on = f", {day(made, ground.on)}" if made else ""
    via = [*map(ground.name, reversed(statement.via))]
    by = f" by {', from '.join(via)}" if via else ""
    if_ = f", if {'; '.join(statement.conditions)}" if statement.conditions else ""
    return f"{ground.stance(statement)}{if_} ({TOLD[statement.source]}{by}{on})"
