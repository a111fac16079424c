"""The evidence as a whole: contradictions, what was overtaken, what nobody knows."""

from collections.abc import Iterator

from reftel.dossier.checks.lines import CHAINED
from reftel.dossier.days import is_before
from reftel.dossier.dossier import Dossier
from reftel.dossier.files.table import Placed
from reftel.dossier.findings import Finding, finding
from reftel.dossier.log import unreported
from reftel.dossier.positions import without_evidence
from reftel.dossier.records import Statement, Text
from reftel.dossier.stances import told
from reftel.dossier.statements import ranked


def check(dossier: Dossier) -> Iterator[Finding]:
    """Yield where sources disagree and what is missing."""
    yield from _disagreements(dossier)
    yield from _gaps(dossier)
    yield from _answers(dossier)
    yield from _standings(dossier)


def _disagreements(dossier: Dossier) -> Iterator[Finding]:
    """Yield statements that cannot be true with the one that says most of an actor's stance."""
    places = {id(each.record): each for each in dossier.statements.placed}
    for group in dossier.statements.held().values():
        most, *others = ranked(group)
        stance = dossier.stance(most)
        for other in others:
            if not stance.may_be(dossier.stance(other)):
                yield _disagreement(dossier, places, most, other)


def _disagreement(
    dossier: Dossier, places: dict[int, Placed[Statement]], one: Statement, other: Statement
) -> Finding:
    """Return that two statements cannot both hold.

    A later own one overtakes what was before, but not what others say of the actor: it may deny it.
    """
    first, second = (other, one) if is_before(_made(other), _made(one)) else (one, other)
    placed = places[id(first)]
    later = is_before(_made(first), _made(second))
    if later and second.source in {"own", "government"} and first.source not in CHAINED:
        message = f"overtaken by {second.id} of {_made(second)}: superseded_by?"
        return finding("D202", message, placed.at("id"))
    sides = " and ".join(_side(dossier, each) for each in (first, second))
    actor = dossier.actors.name_of(first.actor)
    return finding("D201", f"{actor} on {first.provision}: {sides}", placed.at("id"))


def _side(dossier: Dossier, statement: Statement) -> str:
    provision = dossier.provisions.get(statement.provision)
    stance = told(dossier.stance(statement), provision) if provision else statement.stance
    return f"{stance} ({statement.source}, {statement.cite})"


def _gaps(dossier: Dossier) -> Iterator[Finding]:
    """Yield the members of the deciding body of whom nothing is known, by provision."""
    for placed in dossier.table("provisions").placed:
        lacks = [*without_evidence(dossier, placed.record.id)]
        if lacks:
            names = ", ".join(map(dossier.actors.name_of, lacks))
            message = f"no evidence on {placed.record.id}: {names}"
            yield finding("D203", message, placed.at("id"))


def _answers(dossier: Dossier) -> Iterator[Finding]:
    for placed in dossier.table("demarches").placed:
        lacks = unreported(dossier, placed.record)
        if lacks:
            told = [each for each in placed.record.step if each.kind == "instruction" and each.on]
            since = f" on {told[0].on}" if told else ""
            names = ", ".join(map(dossier.actors.name_of, lacks))
            message = f"instructed{since} and not reported: {names}"
            yield finding("D204", message, placed.at("id"))


def _standings(dossier: Dossier) -> Iterator[Finding]:
    """Yield asks of which nobody said what became of them in a later draft or the resolution."""
    judged = {(each.ask, each.text) for each in dossier.standings}
    texts = [each for each in dossier.texts if _is_on_the_way(dossier, each)]
    for placed in dossier.table("asks").placed:
        ask = placed.record
        lacks = [
            each.id
            for each in texts
            if (ask.id, each.id) not in judged and not is_before(each.on, ask.since)
        ]
        if lacks and ask.status == "accepted":
            yield finding("D205", f"no standing in {', '.join(lacks)}", placed.at("id"))


def _is_on_the_way(dossier: Dossier, text: Text) -> bool:
    """Whether a text is a draft, or what came of one: an older resolution judges no ask."""
    return text.kind in {"draft", "in blue"} or (
        text.kind == "resolution" and dossier.texts.get(text.follows) is not None
    )


def _made(statement: Statement) -> str:
    return statement.said or statement.known
